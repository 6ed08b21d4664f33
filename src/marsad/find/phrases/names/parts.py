"""Whether a token is a part of a name: by the words beside it, by a list, or by its form and place."""

from __future__ import annotations

from marsad.find.phrases.names.beside import (
    CLOSING,
    after_title,
    before_family,
    before_surname,
    closed_after,
    dotless,
    last_of_phrase,
    may_open,
)
from marsad.find.phrases.names.forms import (
    everyday_with_clitic,
    joined,
    latin,
    no_name_form,
    unlisted,
    verb_form,
    written_together,
)
from marsad.find.phrases.names.listed import (
    ends_names,
    has_clitic,
    is_given,
    is_listed,
    is_particle,
    known_name,
    known_otherwise,
    only_listed_as_ordinary,
)
from marsad.find.phrases.names.officials import ends_official
from marsad.find.tag import Tagged


def part_at(tagged: Tagged, i: int, parts: int, strict: bool) -> int:
    """How many tokens the name part at ``i`` takes, of a name of which ``parts`` have been read; 0 if there is none."""
    word = tagged.bare(i)
    if not strict and latin(tagged, i, i - 1) and (latin(tagged, i + 1, i) or (parts and latin(tagged, i - 1, i))):
        return 1  # السيناتور الأميركي Chris Murphy
    if not word[:1].isalpha() or word.isascii() or len(word) < 2:
        return joined(tagged, i, parts)
    if beside := _by_words_beside(tagged, i, parts, strict):
        return beside
    if _verb_or_conjunction(tagged, i, parts):
        return 0
    compound = tagged.get(i, "given")
    if compound is not None and compound[0].j > i + 1 and not compound[0].clitics:
        return compound[0].j - i
    if _no_part(tagged, i, parts):
        return 0
    listed = _by_list(tagged, i, parts, strict)
    return _by_shape(tagged, i, parts, strict) if listed is None else listed


def _by_words_beside(tagged: Tagged, i: int, parts: int, strict: bool) -> int:
    """The tokens of a part that the word before or after it says to be one, whatever it looks like; 0 if none does."""
    word, spelled = tagged.bare(i), tagged.tokens.text(i, i + 1)
    if tagged.among(i + 1, "name_tails") and word not in tagged.lexicon.common and not known_otherwise(tagged, i):
        return 2  # شفيع الدين, حمد الله
    if parts and tagged.word(i + 1, "surname_ends") and not tagged.get(i, "nisba", "office", "rank"):
        return 2  # سلجوق بيرقدار أوغلو
    if parts == 0 and not strict and after_title(tagged, i) and may_open(tagged, i):
        return 1
    if parts == 0 and not strict and before_surname(tagged, i):
        return 1
    if dotless(tagged, i):
        return 1
    after = i + 1 < len(tagged.tokens) and (unlisted(tagged, i + 1) or ends_names(tagged, i + 1))
    if parts and spelled == "علي" and (after or tagged.bare(i + 1) in CLOSING):
        return 1  # محمد علي صبير
    return int(parts > 0 and tagged.among(i, "inner_parts") and unlisted(tagged, i + 1))  # يونس بك يفكوروف


def _verb_or_conjunction(tagged: Tagged, i: int, parts: int) -> bool:
    """``تنديد``, ``يتهمون``, ``وأمهلته``: a verbal noun, a verb, or a word after ``و``, by its form."""
    word = tagged.bare(i)
    verbal = len(word) == 5 and word[0] == "ت" and word[3] == "ي" and not tagged.get(i, "given", "family")
    if verbal and not (parts and word.endswith("ه") and word not in tagged.lexicon.common):
        return True  # تنديد, تعزيز; not عبد الله تومية
    verb = word.endswith("ون") and word.startswith(("ي", "ت")) and len(word) > 4 and not known_name(tagged, i)
    if verb and not (parts and ends_official(tagged, i)):
        return True
    return tagged.tokens.text(i, i + 1).startswith(("وأ", "وإ", "وآ")) and not is_given(tagged, i, sure=False)


def _no_part(tagged: Tagged, i: int, parts: int) -> bool:
    """A word that is spelled as no name is, or that opens none."""
    spelled = tagged.tokens.text(i, i + 1)
    if spelled.endswith(("ً", "اً")) or spelled in tagged.lexicon.grammar["never_names"]:
        return True
    after_and = tagged.bare(i).startswith("و") and not known_name(tagged, i)
    return parts == 0 and (everyday_with_clitic(tagged, i) or after_and)


def _by_list(tagged: Tagged, i: int, parts: int, strict: bool) -> int | None:
    """The tokens of a part that a list knows as a name, a nationality or a place, or as something else (0); ``None``
    where no list decides."""
    word = tagged.bare(i)
    if parts and (tagged.word(i, "regnal") or word == "الله"):
        return 1
    if parts and word.startswith("وال") and len(word) > 5 and not known_name(tagged, i):
        return 0  # والطلب منه: what is listed
    if is_given(tagged, i, sure=strict and not parts):
        return int(_given_part(tagged, i, parts))
    if is_listed(tagged, i, "family") and not tagged.get(i, "office_alone", "frame", "light", "says"):
        return 1
    after_given = parts == 1 and is_given(tagged, i - 1, sure=False) and tagged.bare(i + 1) != "علي"
    if after_given and is_listed(tagged, i, "family"):
        return 1  # علي صادق: a family name that is a verb elsewhere (صادق على)
    if tagged.get(i, "nisba", "city", "region") and not has_clitic(tagged, i, "nisba", "city", "region"):
        given = is_given(tagged, i - 1, sure=False)
        third = parts > 1 and word.endswith("ي") and tagged.get(i, "nisba") is not None  # محمد شياع السوداني
        return int(word.startswith("ال") and (third or (parts == 1 and given)))
    if known_otherwise(tagged, i):
        return int(parts == 1 and only_listed_as_ordinary(tagged, i) and closed_after(tagged, i, strict))
    return None


def _given_part(tagged: Tagged, i: int, parts: int) -> bool:
    """Whether a listed given name is a part here, where it may also be an office or a class of things."""
    more = is_given(tagged, i + 1, sure=False) or is_particle(tagged, i + 1) or is_listed(tagged, i + 1, "family")
    sure_more = is_given(tagged, i + 1) or is_particle(tagged, i + 1) or is_listed(tagged, i + 1, "family")
    closed = tagged.bare(i).startswith("ال") and tagged.bare(i + 1) in CLOSING
    if parts and tagged.get(i, "office") and not closed and not sure_more:
        return False
    return not tagged.get(i, "class") or more or (not parts and unlisted(tagged, i + 1))


def _by_shape(tagged: Tagged, i: int, parts: int, strict: bool) -> int:
    """1 where a word that no list knows as a name can be a part by its form and its place in the phrase, 0 if not."""
    word, spelled = tagged.bare(i), tagged.tokens.text(i, i + 1)
    if (
        parts
        and not tagged.starts[i]
        and word.startswith("ال")
        and word.endswith("ي")
        and (is_given(tagged, i - 1, sure=False) or is_particle(tagged, i - 2))
    ):
        return 1  # ثابت العباسي: a family name that is an ordinary adjective
    if word in tagged.lexicon.common or (parts == 0 and spelled.startswith("ال")):
        return int(
            (parts == 1 and closed_after(tagged, i, strict)) or (parts > 0 and not strict and last_of_phrase(tagged, i))
        )
    if verb_form(word) and tagged.bare(i + 1) not in CLOSING:
        return 0
    if not parts and not strict and no_name_form(tagged, word) and not is_given(tagged, i + 1):
        return 0
    if not written_together(tagged, word):
        return 1
    return int((parts > 0 and last_of_phrase(tagged, i)) or (parts == 0 and not strict and before_family(tagged, i)))
