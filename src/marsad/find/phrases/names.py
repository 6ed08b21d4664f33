"""Person names, listed or not: found by their place and shape, at full length and no longer.

A name goes on while its tokens can be parts of a name. A token cannot be one if the lexicon knows it as something
else, if it is an ordinary word (``common.txt``), or if it is a conjunction or preposition written together with such
a word.
"""

from __future__ import annotations

import re
from itertools import pairwise

from marsad.find.tag import Tagged
from marsad.find.tokens import clitic_cuts
from marsad.text import plain_name

NOT_IN_NAMES = frozenset({
    "country", "body", "institution", "office", "office_alone", "office_country", "honorific", "rank", "blessing",
    "style", "frame", "light", "says", "cue", "class", "word", "topic", "place_head", "org_head", "org_complete",
    "state_head",
})  # fmt: skip
MAX_PARTS = 6
LATIN_END = "\u0250"  # the first character after the Latin letters of European names
CLOSING = frozenset({"،", ",", ".", ")", ":", '"', "؛", "»", "-"})
VERB = re.compile(r"[يت](?:ت.{3,4}|ست.{2,3}|ن.{3}|.ت..)")  # يتوقع, يستكمل, ينطلق, ينتهج
NO_NAME = re.compile(r"(?:لل|بال|ست|سي|سن).{3,}|[لبف].{3,}(?:هم|ها|هما|نا|ه)|.{3,}(?:هم|ها|تين)|(?:لت|لي).{4,}")
HARD_STOPS = frozenset({"honorific", "rank", "royal", "office", "office_alone", "office_country", "style", "blessing"})


def is_given(tagged: Tagged, i: int, *, sure: bool = True) -> bool:
    """Whether token ``i`` is a listed given name (``sure``: one that is no ordinary word)."""
    hit = tagged.get(i, "given")
    return hit is not None and not hit[0].clitics and hit[0].j == i + 1 and not (sure and hit[1].detail == "doubtful")


def is_particle(tagged: Tagged, i: int) -> bool:
    """Whether token ``i`` joins names (بن، آل، عبد، أبو …)."""
    hit = tagged.get(i, "particle")
    return hit is not None and not hit[0].clitics


def is_town(tagged: Tagged, i: int) -> bool:
    """``أبو ظبي``: a town whose name has the words of a man's."""
    city = tagged.get(i, "city")
    return city is not None and city[0].j > i + 1


def name_end(tagged: Tagged, i: int, *, strict: bool, busy: frozenset[int] = frozenset()) -> int:
    """Where the name that starts at token ``i`` ends (``i`` if none does).

    ``strict`` wants a listed given name or a particle first, and a second part; otherwise the place (after an office or
    honorific) has already said that a name comes. ``busy`` are tokens of time expressions.
    """
    if i >= len(tagged.tokens):
        return i
    end = len(tagged.tokens)
    j, parts = i, 0
    never = tagged.tokens.text(i, i + 1) in tagged.lexicon.grammar["never_names"] and not _dotless(tagged, i)
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
        step = _part(tagged, j, parts, strict)
        if not step or (parts and _another_name(tagged, j)):
            break
        j += step
        parts += 1
    j, parts = max((j, parts), (_listed_official(tagged, i), 2))
    j = _without_next_word(tagged, i, j)
    if strict and parts < 2 and not (j - i >= 2):
        return i
    if _of_an_official(tagged, i, j):
        return j + 1
    return i if parts == 1 and _common_phrase(tagged, i, j) else j


def _without_next_word(tagged: Tagged, i: int, j: int) -> int:
    """``رجب طيب إردوغان لمح إلى``: a listed official's whole name ends where a word follows that is in no name."""
    words = tagged.tokens.words
    for k in range(j - 1, i + 1, -1):
        if _known_name(tagged, k) or is_particle(tagged, k):
            return j
        parts = plain_name(words[i:k])
        if len(parts) > 1 and any(parts == name for name, _ in tagged.lexicon.officials.get(parts[-1], ())):
            return k
    return j


def name_in_commas(tagged: Tagged, i: int, busy: frozenset[int] = frozenset()) -> int:
    """Where an unlisted name of two to four parts ends that stands between commas after an office or counterpart
    (``نظيره التركي، يشار غولر،``); ``i`` if there is none."""
    if i >= len(tagged.tokens) or i in busy:
        return i
    first = is_given(tagged, i, sure=False) or (_unlisted(tagged, i) and not _definite(tagged, i))
    if not (first or tagged.among(i, "name_starters")):
        return i
    end = name_end(tagged, i, strict=False, busy=busy)
    return end if 2 <= end - i <= 4 and tagged.bare(end) in CLOSING - {":", '"'} else i


def _definite(tagged: Tagged, i: int) -> bool:
    """Whether the word at ``i`` begins with an article or ``و``, as the page spells it (not ``ألكاش``)."""
    return tagged.tokens.text(i, i + 1).startswith(("ال", "و"))


def _of_an_official(tagged: Tagged, i: int, j: int) -> bool:
    """Whether token ``j``, a nationality or place by itself, ends the name of a listed official (شياع السوداني)."""
    if not i < j < len(tagged.tokens) or tagged.tokens.where[j] != tagged.tokens.where[i]:
        return False
    hit = tagged.get(j, "nisba", "city", "region", "country")
    if hit is None or hit[0].clitics or hit[0].j != j + 1:
        return False
    words = plain_name(tagged.tokens.words[i : j + 1])
    listed = tagged.lexicon.officials.get(words[-1], ()) if words else ()
    return any(parts[0] == words[0] and set(words) <= set(parts) for parts, _ in listed if len(words) > 1)


def _listed_official(tagged: Tagged, i: int) -> int:
    """Where the whole name of a listed official ends that begins at token ``i`` and has ordinary words in it
    (زياد هب الريح, رامي الحمد الله)."""
    if not tagged.bare(i)[:1].isalpha():
        return i
    words, surnames = tagged.tokens.words, tagged.lexicon.surnames
    if not any(_plain(word) in surnames for word in words[i : i + MAX_PARTS]):
        return i
    shortest = i + 1 if is_given(tagged, i) else i + 2  # وليد المعلم
    for j in range(min(i + MAX_PARTS, len(words)), shortest, -1):
        if _plain(words[j - 1]) not in surnames:
            continue
        parts = plain_name(words[i:j])
        listed = tagged.lexicon.officials.get(parts[-1], ()) if len(parts) > 1 else ()
        whole = words[j - 1][:1].isalpha() and tagged.tokens.where[j - 1] == tagged.tokens.where[i]
        if whole and any(parts == name for name, _ in listed):
            return j
    return i


def _plain(word: str) -> str:
    """A word of a name as it may end one (see :func:`marsad.text.plain_name`)."""
    return (word[2:] if word.startswith("ال") and len(word) > 4 else word).replace("عبدال", "عبد")


def _joined_given(tagged: Tagged, i: int) -> bool:
    """A listed name with a conjunction or preposition before it (``وعادل الجبير``, ``وعفيفي عبد الوهاب``), which is no
    other word: one that is, or a family name, needs another part of a name after it."""
    hit = tagged.get(i, "given") or tagged.get(i, "family")
    if hit is None or hit[0].clitics not in ("و", "ل", "ب", "ف") or hit[0].j != i + 1:
        return False
    if tagged.tokens.where[i + 1 : i + 2] != tagged.tokens.where[i : i + 1]:
        return False
    goes_on = is_particle(tagged, i + 1) or _listed(tagged, i + 1, "family") or is_given(tagged, i + 1)
    if hit[1].kind == "family" or hit[1].detail == "doubtful":
        return goes_on and hit[0].clitics == "و"
    return goes_on or tagged.bare(i) not in tagged.lexicon.common


def _another_name(tagged: Tagged, i: int) -> bool:
    """``استقبال الملك سلمان لسامح شكري``: a given name with a preposition before it begins the next one's."""
    hit = tagged.get(i, "given")
    told = hit is not None and hit[0].clitics in ("ل", "ب") and hit[0].j == i + 1 and hit[1].detail != "doubtful"
    goes_on = is_given(tagged, i + 1, sure=False) or is_particle(tagged, i + 1) or _listed(tagged, i + 1, "family")
    return told and goes_on and not is_given(tagged, i, sure=False) and not _listed(tagged, i, "family")


def _common_phrase(tagged: Tagged, i: int, j: int) -> bool:
    """One unlisted word with a definite noun after it is no name but the head of a phrase: ``تمتين العلاقات``."""
    if j != i + 1 or is_given(tagged, i, sure=False) or _listed(tagged, i, "family"):
        return False
    after = tagged.bare(j)
    if tagged.bare(i).endswith("ت") and tagged.among(j, "there"):
        return True  # زيارة الرئيس أغلقت خلالها: a verb
    return (
        after.startswith("ال")
        and len(after) > 4
        and not tagged.get(j, "office", "office_alone", "royal", "rank", "honorific")
    )


def _can_follow_particle(tagged: Tagged, i: int) -> bool:
    word = tagged.bare(i)
    stop = tagged.get(i, *HARD_STOPS)
    forefather = stop is not None and stop[1].kind in ("honorific", "royal")  # ولد سيدي, ولد الشيخ
    may = word[:1].isalpha() and (stop is None or forefather) and not _no_name(tagged, i)
    return may or is_given(tagged, i, sure=False)


def _no_name(tagged: Tagged, i: int) -> bool:
    """A word of ``not_names``: it ends a name."""
    return any(
        t.kind == "word" and t.detail == "not_name" for tag in tagged.starts[i] if not tag.clitics for t in tag.terms
    )


def _part(tagged: Tagged, i: int, parts: int, strict: bool) -> int:
    """How many tokens the name part at ``i`` takes; 0 if there is none."""
    sure = strict and not parts
    word = tagged.bare(i)
    if not strict and _latin(tagged, i, i - 1) and (_latin(tagged, i + 1, i) or (parts and _latin(tagged, i - 1, i))):
        return 1  # السيناتور الأميركي Chris Murphy
    if not word[:1].isalpha() or word.isascii() or len(word) < 2:
        return _joined(tagged, i, parts)
    spelled = tagged.tokens.text(i, i + 1)
    if tagged.among(i + 1, "name_tails") and word not in tagged.lexicon.common and not _known_otherwise(tagged, i):
        return 2  # شفيع الدين, حمد الله
    if parts and tagged.word(i + 1, "surname_ends") and not tagged.get(i, "nisba", "office", "rank"):
        return 2  # سلجوق بيرقدار أوغلو
    if parts == 0 and not strict and _after_title(tagged, i) and _may_open(tagged, i):
        return 1
    if parts == 0 and not strict and _before_surname(tagged, i):
        return 1
    after = i + 1 < len(tagged.tokens) and (_unlisted(tagged, i + 1) or _no_name(tagged, i + 1))
    if spelled == "على" and _dotless(tagged, i):
        return 1
    if parts and spelled == "علي" and (after or tagged.bare(i + 1) in CLOSING):
        return 1  # محمد علي صبير
    if parts and tagged.among(i, "inner_parts") and _unlisted(tagged, i + 1):
        return 1  # يونس بك يفكوروف, بيتر لي غيسيك
    verbal = len(word) == 5 and word[0] == "ت" and word[3] == "ي" and not tagged.get(i, "given", "family")
    if verbal and not (parts and word.endswith("ه") and word not in tagged.lexicon.common):
        return 0  # تنديد, تعزيز: a verbal noun; not عبد الله تومية
    verb = word.endswith("ون") and word.startswith(("ي", "ت")) and len(word) > 4 and not _known_name(tagged, i)
    if verb and not (parts and _ends_official(tagged, i)):
        return 0  # يتهمون: a verb
    if spelled.startswith(("وأ", "وإ", "وآ")) and not is_given(tagged, i, sure=False):
        return 0  # وأمهلته: a conjunction
    compound = tagged.get(i, "given")
    if compound is not None and compound[0].j > i + 1 and not compound[0].clitics:
        return compound[0].j - i
    if spelled.endswith(("ً", "اً")) or spelled in tagged.lexicon.grammar["never_names"]:
        return 0
    if parts == 0 and (
        _everyday(tagged, i)
        or (word.startswith("و") and not is_given(tagged, i, sure=False) and not _listed(tagged, i, "family"))
    ):
        return 0
    if parts and (tagged.word(i, "regnal") or word == "الله"):
        return 1
    if parts and word.startswith("وال") and len(word) > 5 and not _known_name(tagged, i):
        return 0  # والطلب منه: what is listed
    if is_given(tagged, i, sure=sure):
        if (
            parts
            and tagged.get(i, "office")
            and not (word.startswith("ال") and tagged.bare(i + 1) in CLOSING)
            and not (is_given(tagged, i + 1) or is_particle(tagged, i + 1) or _listed(tagged, i + 1, "family"))
        ):
            return 0
        more = is_given(tagged, i + 1, sure=False) or is_particle(tagged, i + 1) or _listed(tagged, i + 1, "family")
        return int(not tagged.get(i, "class") or more or (not parts and _unlisted(tagged, i + 1)))
    if _listed(tagged, i, "family") and not tagged.get(i, "office_alone", "frame", "light", "says"):
        return 1
    after_given = parts == 1 and is_given(tagged, i - 1, sure=False) and tagged.bare(i + 1) != "علي"
    if after_given and _listed(tagged, i, "family"):
        return 1  # علي صادق: a family name that is a verb elsewhere (صادق على)
    if tagged.get(i, "nisba", "city", "region") and not _clitic(tagged, i, "nisba", "city", "region"):
        given = is_given(tagged, i - 1, sure=False)
        third = parts > 1 and word.endswith("ي") and tagged.get(i, "nisba") is not None  # محمد شياع السوداني
        return int(word.startswith("ال") and (third or (parts == 1 and given)))
    if _known_otherwise(tagged, i):
        return int(parts == 1 and _only_listed_as_ordinary(tagged, i) and _closed(tagged, i, strict))
    if (
        parts
        and not tagged.starts[i]
        and word.startswith("ال")
        and word.endswith("ي")
        and (is_given(tagged, i - 1, sure=False) or is_particle(tagged, i - 2))
    ):
        return 1  # ثابت العباسي: a family name that is an ordinary adjective
    if word in tagged.lexicon.common or (parts == 0 and spelled.startswith("ال")):
        return int((parts == 1 and _closed(tagged, i, strict)) or (parts > 0 and not strict and _last(tagged, i)))
    if _verbal(word) and tagged.bare(i + 1) not in CLOSING:
        return 0
    if not parts and not strict and _clause(tagged, word) and not is_given(tagged, i + 1):
        return 0
    if not _written_together(tagged, word):
        return 1
    return int((parts > 0 and _last(tagged, i)) or (parts == 0 and not strict and _before_family(tagged, i)))


def _dotless(tagged: Tagged, i: int) -> bool:
    """``اللواء على بن سالم``, ``محمد على حسن``: the name, as Egyptian and Sudanese pages write it, and no preposition:
    between a title or a name and another part of the name."""
    if tagged.tokens.text(i, i + 1) != "على":
        return False
    own = is_given(tagged, i + 1) or _listed(tagged, i + 1, "family")
    if _after_title(tagged, i):
        return own or is_particle(tagged, i + 1)
    return is_given(tagged, i - 1) and own and tagged.bare(i + 1) not in tagged.lexicon.common


def _verbal(word: str) -> bool:
    """``ينتهج``, ``يتوقع``, ``تستكمل``: a word that no list has, in the form of a verb of the present."""
    return VERB.fullmatch(word) is not None


def _clause(tagged: Tagged, word: str) -> bool:
    """``لتجنيدهم``, ``للتنديد``, ``رسالتين``: a word that no list has and that stands for no name by itself."""
    ours = word.endswith("نا") and word[:-2] in tagged.lexicon.common  # طلبنا
    return ours or NO_NAME.fullmatch(word) is not None


def _ends_official(tagged: Tagged, i: int) -> bool:
    """``موشيه يعلون``: a listed official's surname after his first name, or a word that no list has right after a given
    name, which no verb of many follows."""
    if is_given(tagged, i - 1) and not tagged.starts[i] and tagged.bare(i) not in tagged.lexicon.common:
        return True
    return any(name[0] == tagged.bare(i - 1) for name, _ in tagged.lexicon.officials.get(tagged.bare(i), ()))


def _latin(tagged: Tagged, i: int, beside: int) -> bool:
    """A capitalized word in Latin letters, as Lebanese pages write foreign names, in one sentence with the token
    ``beside`` it; an abbreviation is none, nor a button of the page on a line of its own."""
    tokens = tagged.tokens
    if i >= len(tokens) or beside < 0 or tokens.sentence_of(i) != tokens.sentence_of(beside):
        return False
    spelled, other = tagged.tokens.text(i, i + 1), tagged.tokens.text(beside, beside + 1)
    short = spelled.isupper() and not (len(spelled) > 2 and other.istitle() and other < LATIN_END)  # Anne GRILLO
    return spelled.isalpha() and spelled[0].isupper() and not short and spelled < LATIN_END


def _after_title(tagged: Tagged, i: int) -> bool:
    """A rank or courtesy before: what comes is a name."""
    return tagged.get(i - 1, "rank", "honorific") is not None


def _may_open(tagged: Tagged, i: int) -> bool:
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
            or _listed(tagged, i + 1, "family")
            or (after.startswith("ال") and _unlisted(tagged, i + 1))
        )
    )


def _before_surname(tagged: Tagged, i: int) -> bool:
    """``الرئيس الأمريكي جو بايدن``: a short ordinary word, no preposition and no verb, before a listed surname."""
    known = tagged.get(i, "frame", "light", "says", "office", "office_alone", "honorific", "rank", "royal", "country")
    return (
        len(tagged.bare(i)) <= 4
        and known is None
        and tagged.word(i, "prepositions", "complementizers", "gaps", "relative", "negation", "counterpart") is None
        and not tagged.bare(i).startswith(("ال", "و"))
        and _listed(tagged, i + 1, "family")
        and not is_given(tagged, i + 1, sure=False)
        and tagged.bare(i + 1) not in tagged.lexicon.common
    )


def _unlisted(tagged: Tagged, i: int) -> bool:
    """A word of letters that the lexicon knows only as a name, or not at all."""
    word = tagged.bare(i)
    return (
        len(word) > 2
        and word[:1].isalpha()
        and word not in tagged.lexicon.common
        and not any(t.kind not in ("given", "family", "topic") for tag in tagged.starts[i] for t in tag.terms)
        and not _written_together(tagged, word)
    )


def _before_family(tagged: Tagged, i: int) -> bool:
    """``بيرام ديوب``: a word that could be ب and a verb, before a listed family name."""
    word = tagged.bare(i)
    return not tagged.starts[i] and word[:1] in "بلكف" and _listed(tagged, i + 1, "family") and not is_given(
        tagged, i + 1, sure=False
    )


def _last(tagged: Tagged, i: int) -> bool:
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
    ) and not any(
        t.kind not in ("given", "topic", "particle") for tag in tagged.starts[i] for t in tag.terms
    )


def _known_name(tagged: Tagged, i: int) -> bool:
    return is_given(tagged, i, sure=False) or _listed(tagged, i, "family")


def _closed(tagged: Tagged, i: int, strict: bool) -> bool:
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


def _everyday(tagged: Tagged, i: int) -> bool:
    """A listed name that is also a preposition and a very common word (``بدور``), with no second part of a name after
    it."""
    word = tagged.bare(i)
    if not any(
        rest in tagged.lexicon.everyday for clitics, rest in clitic_cuts(word)[1:] if len(rest) > 2 and clitics != "س"
    ):
        return False
    return not (is_given(tagged, i + 1) or is_particle(tagged, i + 1) or _listed(tagged, i + 1, "family"))


def _only_listed_as_ordinary(tagged: Tagged, i: int) -> bool:
    """Whether the lexicon knows the token only as a word that usually ends a name (``not_names``: رأي)."""
    return all(
        all(t.kind == "particle" for t in tag.terms)
        or (
            not tag.clitics
            and all(t.kind in ("topic", "class") or (t.kind == "word" and t.detail == "not_name") for t in tag.terms)
        )
        for tag in tagged.starts[i]
    )


def _listed(tagged: Tagged, i: int, kind: str) -> bool:
    hit = tagged.get(i, kind)
    return hit is not None and not hit[0].clitics


def _clitic(tagged: Tagged, i: int, *kinds: str) -> bool:
    hit = tagged.get(i, *kinds)
    return hit is not None and bool(hit[0].clitics)


def _joined(tagged: Tagged, i: int, parts: int) -> int:
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


def _known_otherwise(tagged: Tagged, i: int) -> bool:
    tags = (tag for tag in tagged.starts[i] if not tag.clitics or len(tagged.bare(i)) - len(tag.clitics) > 2)  # كاو
    return any(term.kind in NOT_IN_NAMES for tag in tags for term in tag.terms)


def _written_together(tagged: Tagged, word: str) -> bool:
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
