"""Where a name ends: part after part, and once more over the whole."""

from __future__ import annotations

from marsad.find.phrases.names.beside import CLOSING, dotless
from marsad.find.phrases.names.forms import unlisted
from marsad.find.phrases.names.listed import HARD_STOPS, ends_names, is_given, is_listed, is_particle, is_town
from marsad.find.phrases.names.officials import MAX_PARTS, listed_official, of_an_official, without_next_word
from marsad.find.phrases.names.parts import part_at
from marsad.find.tag import Tagged


def name_end(tagged: Tagged, i: int, *, strict: bool, busy: frozenset[int] = frozenset()) -> int:
    """Where the name that starts at token ``i`` ends (``i`` if none does).

    ``strict`` wants a listed given name or a particle first, and a second part; otherwise the place (after an office or
    honorific) has already said that a name comes. ``busy`` are tokens of time expressions.
    """
    if i >= len(tagged.tokens):
        return i
    end = len(tagged.tokens)
    j, parts = i, 0
    never = tagged.tokens.text(i, i + 1) in tagged.lexicon.grammar["never_names"] and not dotless(tagged, i)
    if never or (strict and is_town(tagged, i)):
        return i
    if strict and _joined_given(tagged, i):
        j, parts = i + 1, 1
    elif strict and not (is_given(tagged, i) or (is_particle(tagged, i) and tagged.among(i, "name_starters"))):
        return i
    while j < end and j not in busy and parts < MAX_PARTS and tagged.tokens.where[j] == tagged.tokens.where[i]:
        if is_particle(tagged, j) and j + 1 < end and _can_follow_particle(tagged, j + 1):
            j += 2 if not is_particle(tagged, j + 1) else 1
            parts += 1
            continue
        step = part_at(tagged, j, parts, strict)
        if not step or (parts and _another_name(tagged, j)):
            break
        j += step
        parts += 1
    j, parts = max((j, parts), (listed_official(tagged, i), 2))
    j = without_next_word(tagged, i, j)
    if strict and parts < 2 and not (j - i >= 2):
        return i
    if of_an_official(tagged, i, j):
        return j + 1
    return i if parts == 1 and _common_phrase(tagged, i, j) else j


def name_in_commas(tagged: Tagged, i: int, busy: frozenset[int] = frozenset()) -> int:
    """Where an unlisted name of two to four parts ends that stands between commas after an office or counterpart
    (``نظيره التركي، يشار غولر،``); ``i`` if there is none."""
    if i >= len(tagged.tokens) or i in busy:
        return i
    first = is_given(tagged, i, sure=False) or (unlisted(tagged, i) and not _definite(tagged, i))
    if not (first or tagged.among(i, "name_starters")):
        return i
    end = name_end(tagged, i, strict=False, busy=busy)
    return end if 2 <= end - i <= 4 and tagged.bare(end) in CLOSING - {":", '"'} else i


def _joined_given(tagged: Tagged, i: int) -> bool:
    """A listed name with a conjunction or preposition before it (``وعادل الجبير``, ``وعفيفي عبد الوهاب``), which is no
    other word: one that is, or a family name, needs another part of a name after it."""
    hit = tagged.get(i, "given") or tagged.get(i, "family")
    if hit is None or hit[0].clitics not in ("و", "ل", "ب", "ف") or hit[0].j != i + 1:
        return False
    if tagged.tokens.where[i + 1 : i + 2] != tagged.tokens.where[i : i + 1]:
        return False
    goes_on = is_particle(tagged, i + 1) or is_listed(tagged, i + 1, "family") or is_given(tagged, i + 1)
    if hit[1].kind == "family" or hit[1].detail == "doubtful":
        return goes_on and hit[0].clitics == "و"
    return goes_on or tagged.bare(i) not in tagged.lexicon.common


def _another_name(tagged: Tagged, i: int) -> bool:
    """``استقبال الملك سلمان لسامح شكري``: a given name with a preposition before it begins the next one's."""
    hit = tagged.get(i, "given")
    told = hit is not None and hit[0].clitics in ("ل", "ب") and hit[0].j == i + 1 and hit[1].detail != "doubtful"
    goes_on = is_given(tagged, i + 1, sure=False) or is_particle(tagged, i + 1) or is_listed(tagged, i + 1, "family")
    return told and goes_on and not is_given(tagged, i, sure=False) and not is_listed(tagged, i, "family")


def _can_follow_particle(tagged: Tagged, i: int) -> bool:
    word = tagged.bare(i)
    stop = tagged.get(i, *HARD_STOPS)
    forefather = stop is not None and stop[1].kind in ("honorific", "royal")  # ولد سيدي, ولد الشيخ
    may = word[:1].isalpha() and (stop is None or forefather) and not ends_names(tagged, i)
    return may or is_given(tagged, i, sure=False)


def _common_phrase(tagged: Tagged, i: int, j: int) -> bool:
    """One unlisted word with a definite noun after it is no name but the head of a phrase: ``تمتين العلاقات``."""
    if j != i + 1 or is_given(tagged, i, sure=False) or is_listed(tagged, i, "family"):
        return False
    after = tagged.bare(j)
    if tagged.bare(i).endswith("ت") and tagged.among(j, "there"):
        return True  # زيارة الرئيس أغلقت خلالها: a verb
    return (
        after.startswith("ال")
        and len(after) > 4
        and not tagged.get(j, "office", "office_alone", "royal", "rank", "honorific")
    )


def _definite(tagged: Tagged, i: int) -> bool:
    """Whether the word at ``i`` begins with an article or ``و``, as the page spells it (not ``ألكاش``)."""
    return tagged.tokens.text(i, i + 1).startswith(("ال", "و"))
