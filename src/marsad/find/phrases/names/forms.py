"""What the form of a word says: a verb, a word written together with another, an unlisted word, foreign letters."""

from __future__ import annotations

import re

from marsad.find.phrases.names.listed import is_given, is_listed, is_particle
from marsad.find.tag import Tagged
from marsad.find.tokens import clitic_cuts

LATIN_END = "\u0250"  # the first character after the Latin letters of European names
VERB = re.compile(r"[يت](?:ت.{3,4}|ست.{2,3}|ن.{3}|.ت..)")  # يتوقع, يستكمل, ينطلق, ينتهج
NO_NAME = re.compile(r"(?:لل|بال|ست|سي|سن).{3,}|[لبف].{3,}(?:هم|ها|هما|نا|ه)|.{3,}(?:هم|ها|تين)|(?:لت|لي).{4,}")


def verb_form(word: str) -> bool:
    """``ينتهج``, ``يتوقع``, ``تستكمل``: a word that no list has, in the form of a verb of the present."""
    return VERB.fullmatch(word) is not None


def no_name_form(tagged: Tagged, word: str) -> bool:
    """``لتجنيدهم``, ``للتنديد``, ``رسالتين``: a word that no list has and that stands for no name by itself."""
    ours = word.endswith("نا") and word[:-2] in tagged.lexicon.common  # طلبنا
    return ours or NO_NAME.fullmatch(word) is not None


def written_together(tagged: Tagged, word: str) -> bool:
    """Whether ``word`` is a clitic and an ordinary or known word: ``ونظيره``, ``بالرباط``, ``لبحث``."""
    common, known = tagged.lexicon.common, tagged.lexicon.phrases.table
    if any(
        word.endswith(s) and len(word) - len(s) >= 3 and (word[: -len(s)] in common or f"{word[: -len(s)]}ه" in common)
        for s in tagged.lexicon.grammar["pronoun_endings"]
    ):
        return True
    if any(
        word.endswith(s) and len(word) - len(s) >= 4 and word[: -len(s)] in common
        for s in tagged.lexicon.grammar["verb_endings"]
    ):
        return True  # عادل الجبير بحثنا
    for clitics, rest in clitic_cuts(word)[1:]:
        if len(rest) < 3 or clitics == "س" or (clitics == "ك" and rest not in common):
            continue
        if rest in common or _with_pronoun(tagged, rest):
            return True
        terms = known.get((rest,))
        if terms is not None and any(t.kind not in ("particle", "topic") for t in terms):
            return True
    return False


def _with_pronoun(tagged: Tagged, word: str) -> bool:
    """``لإبلاغه``, ``لتسليمها``: after its clitic, an ordinary noun of four letters or more with a pronoun."""
    endings = tagged.lexicon.grammar["pronoun_endings"]
    stems = (word[: -len(s)] for s in endings if word.endswith(s))
    return any(len(stem) >= 4 and stem in tagged.lexicon.common for stem in stems)


def unlisted(tagged: Tagged, i: int) -> bool:
    """A word of letters that the lexicon knows only as a name, or not at all."""
    word = tagged.bare(i)
    return (
        len(word) > 2
        and word[:1].isalpha()
        and word not in tagged.lexicon.common
        and not any(t.kind not in ("given", "family", "topic") for tag in tagged.starts[i] for t in tag.terms)
        and not written_together(tagged, word)
    )


def everyday_with_clitic(tagged: Tagged, i: int) -> bool:
    """A listed name that is also a preposition and a very common word (``بدور``), with no second part of a name after
    it."""
    word = tagged.bare(i)
    if not any(
        rest in tagged.lexicon.everyday for clitics, rest in clitic_cuts(word)[1:] if len(rest) > 2 and clitics != "س"
    ):
        return False
    return not (is_given(tagged, i + 1) or is_particle(tagged, i + 1) or is_listed(tagged, i + 1, "family"))


def latin(tagged: Tagged, i: int, beside: int) -> bool:
    """A capitalized word in Latin letters, as Lebanese pages write foreign names, in one sentence with the token
    ``beside`` it; an abbreviation is none, nor a button of the page on a line of its own."""
    tokens = tagged.tokens
    if i >= len(tokens) or beside < 0 or tokens.sentence_of(i) != tokens.sentence_of(beside):
        return False
    spelled, other = tagged.tokens.text(i, i + 1), tagged.tokens.text(beside, beside + 1)
    short = spelled.isupper() and not (len(spelled) > 2 and other.istitle() and other < LATIN_END)  # Anne GRILLO
    return spelled.isalpha() and spelled[0].isupper() and not short and spelled < LATIN_END


def joined(tagged: Tagged, i: int, parts: int) -> int:
    """Hyphens and initials inside foreign names: ``فرانك-فالتر``, ``جون بي. إمرسون``."""
    word = tagged.bare(i)
    if not parts or i + 1 >= len(tagged.tokens):
        return 0
    tight = tagged.tokens.starts[i] == tagged.tokens.ends[i - 1]
    if word == "-" and tight and tagged.tokens.starts[i + 1] == tagged.tokens.ends[i]:
        return 2 if tagged.bare(i + 1)[:1].isalpha() else 0
    if word == "." and tight and len(tagged.bare(i - 1)) <= 2 and tagged.bare(i + 1)[:1].isalpha():
        return 1
    return 0
