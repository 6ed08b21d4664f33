"""What stands beside a word and says that it is a part of a name: a title, a surname, the end of the phrase."""

from __future__ import annotations

from itertools import pairwise

from marsad.find.phrases.names.forms import unlisted
from marsad.find.phrases.names.listed import HARD_STOPS, NOT_IN_NAMES, is_given, is_listed, is_particle
from marsad.find.tag import Tagged
from marsad.find.tokens import clitic_cuts

CLOSING = frozenset({"،", ",", ".", ")", ":", '"', "؛", "»", "-"})


def after_title(tagged: Tagged, i: int) -> bool:
    """A rank or courtesy before: what comes is a name."""
    return tagged.get(i - 1, "rank", "honorific") is not None


def may_open(tagged: Tagged, i: int) -> bool:
    """An ordinary word, a town or a word that looks written together opens a name after a title where the word after
    it is a name: ``الفريق فيض حميد``, ``الدكتور بشر الخصاونة``."""
    word, after = tagged.bare(i), tagged.bare(i + 1)
    known = any(t.kind in NOT_IN_NAMES or t.kind in HARD_STOPS for tag in tagged.starts[i] for t in tag.terms)
    return (
        not known
        and word not in tagged.lexicon.everyday
        and not word.startswith(("ال", "و"))
        and (
            is_given(tagged, i + 1)
            or is_listed(tagged, i + 1, "family")
            or (after.startswith("ال") and unlisted(tagged, i + 1))
        )
    )


def before_surname(tagged: Tagged, i: int) -> bool:
    """``الرئيس الأمريكي جو بايدن``: a short ordinary word, no preposition and no verb, before a listed surname."""
    known = tagged.get(i, "frame", "light", "says", "office", "office_alone", "honorific", "rank", "royal", "country")
    return (
        len(tagged.bare(i)) <= 4
        and known is None
        and tagged.word(i, "prepositions", "complementizers", "gaps", "relative", "negation", "counterpart") is None
        and not tagged.bare(i).startswith(("ال", "و"))
        and is_listed(tagged, i + 1, "family")
        and not is_given(tagged, i + 1, sure=False)
        and tagged.bare(i + 1) not in tagged.lexicon.common
    )


def before_family(tagged: Tagged, i: int) -> bool:
    """``بيرام ديوب``: a word that could be ب and a verb, before a listed family name."""
    word = tagged.bare(i)
    return (
        not tagged.starts[i]
        and word[:1] in "بلكف"
        and is_listed(tagged, i + 1, "family")
        and not is_given(tagged, i + 1, sure=False)
    )


def dotless(tagged: Tagged, i: int) -> bool:
    """``اللواء على بن سالم``, ``محمد على حسن``: the name, as Egyptian and Sudanese pages write it, and no preposition:
    between a title or a name and another part of the name."""
    if tagged.tokens.text(i, i + 1) != "على":
        return False
    own = is_given(tagged, i + 1) or is_listed(tagged, i + 1, "family")
    if after_title(tagged, i):
        return own or is_particle(tagged, i + 1)
    return is_given(tagged, i - 1) and own and tagged.bare(i + 1) not in tagged.lexicon.common


def closed_after(tagged: Tagged, i: int, strict: bool) -> bool:
    """An ordinary word is the family name of a listed given name where an office before and the end of the phrase
    after it say so (``مدير المكتب كريستوفر راي،``), or where the page writes the two together more than once."""
    if tagged.bare(i).startswith("ال"):
        return False
    ends = (
        tagged.bare(i + 1) in ("،", ",", ".", ")", ":", '"', "؛")
        or tagged.get(i + 1, "office", "office_alone")
        or tagged.word(i + 1, "complementizers", "relative")
    )
    if not strict and ends and (is_given(tagged, i - 1, sure=False) or tagged.bare(i - 1) not in tagged.lexicon.common):
        return True
    if not is_given(tagged, i - 1):
        return False
    words, pair = tagged.tokens.words, (tagged.bare(i - 1), tagged.bare(i))
    return sum(pair == two for two in pairwise(words)) > 1


def last_of_phrase(tagged: Tagged, i: int) -> bool:
    """A word that is ordinary, though not among the commonest, or that looks written together (``فاول``, ``باندي``)
    ends a name where the phrase ends after it."""
    word = tagged.bare(i)
    if tagged.word(i + 1, "prepositions", "complementizers", "relative") is None and not (
        i + 1 >= len(tagged.tokens)
        or tagged.tokens.where[i + 1] != tagged.tokens.where[i]
        or tagged.bare(i + 1) in CLOSING
        or tagged.get(i + 1, "office", "office_alone", "office_country", "frame", "light", "says")
    ):
        return False
    foreign = word.startswith(("ف", "ك")) and word not in tagged.lexicon.common and is_given(tagged, i - 1)
    if word.endswith(("ين", "ون")) and not foreign:  # ألكسندر فولين
        return False
    if word in tagged.lexicon.everyday or word.startswith("و") or word.endswith(("ا", "ات")):
        return False
    if len(word) > 3 and word.startswith(("ي", "ت")) and tagged.bare(i + 1) not in CLOSING:
        return False  # لقاء الوزير NAME تطرق إلى: a verb
    if word in tagged.lexicon.common and (word.endswith("ه") or not is_given(tagged, i - 1, sure=False)):
        return False
    if word.startswith("ال"):
        return is_given(tagged, i - 1)
    return not any(
        rest in tagged.lexicon.everyday and clitics != "ف"
        for clitics, rest in clitic_cuts(word)[1:]
        if len(rest) > 2 and clitics != "س"
    ) and not any(t.kind not in ("given", "topic", "particle") for tag in tagged.starts[i] for t in tag.terms)
