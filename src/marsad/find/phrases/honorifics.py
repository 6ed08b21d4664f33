"""Step 4b: what stands around a name and is no part of it: honorifics, styles, blessings, quotes, parentheses."""

from __future__ import annotations

from marsad.find.phrases.names import is_given
from marsad.find.tag import Tagged


def skip_honorifics(tagged: Tagged, i: int) -> int:
    """The token after honorifics, royal styles and ranks at ``i``."""
    while True:
        hit = tagged.get(i, "honorific", "royal", "rank")
        if hit is None or (tagged.among(i, "attended") and tagged.tokens.text(i, i + 1).endswith("ه")):
            return i  # حضره: he attended it, no حضرة
        if hit[1].kind == "rank" and _heads_office(tagged, i, hit[0].j):
            return i  # مفوض عام الشرطة
        if hit[1].kind == "honorific" and tagged.get(i, "office") and tagged.get(hit[0].j, "nisba"):
            return i  # المستشار الألماني
        if hit[1].kind == "honorific" and tagged.get(i, "office") and _in_institution(tagged, hit[0].j):
            return i  # المستشار في الديوان الملكي
        office = tagged.get(i, "office") if hit[1].kind == "honorific" else None
        if office is not None and office[0].j > hit[0].j:
            return i  # المستشار السياسي لرئيس الحكومة
        if hit[1].kind == "royal" and not hit[0].clitics and is_given(tagged, i) and not _titled(tagged, hit[0].j):
            return i
        i = hit[0].j
        while hit[1].kind == "rank" and tagged.word(i, "rank_tail"):
            i += 1
        if tagged.bare(i) in (".", "/") and i < len(tagged.tokens):
            i += 1


def own_title(tagged: Tagged, i: int) -> int:
    """Past the honorifics at ``i``, unless ``و`` or a preposition makes them the next person's: ``ولي العهد وصاحب
    السمو الأمير X``, ``رحب الوزير بالفريق X``."""
    i += tagged.among(i, "guest_adjectives")  # وزير الداخلية الصربي الزائر NAME
    hit = tagged.get(i, "honorific", "royal", "rank")
    return i if hit is not None and hit[0].clitics.strip("ال") else skip_honorifics(tagged, i)


def _heads_office(tagged: Tagged, i: int, j: int) -> bool:
    """Whether the rank at ``[i:j]`` is the head of an office: a longer one, or with an institution after it."""
    office = tagged.get(i, "office")
    return office is not None and (
        office[0].j > j
        or (office[0].j == j and tagged.get(j, "org_complete", "org_head", "institution", "middle") is not None)
        or tagged.get(j, "nisba") is not None
    )


def _in_institution(tagged: Tagged, i: int) -> bool:
    return tagged.among(i, "in_words") and tagged.get(i + 1, "institution", "org_complete") is not None


def _titled(tagged: Tagged, i: int) -> bool:
    return tagged.get(i, "given", "particle") is not None


def skip_blessing(tagged: Tagged, i: int) -> int:
    """The token after a blessing (``حفظه الله``) at ``i``."""
    j = i + 1 if tagged.bare(i) in ("-", "(") else i
    hit = tagged.get(j, "blessing")
    if hit is None:
        return i
    j = hit[0].j
    return j + 1 if tagged.bare(j) in ("-", ")") else j


def skip_quote(tagged: Tagged, i: int) -> int:
    """Past an opening mark of a name: a quotation mark, or the slash of Yemeni papers (``السفير /NAME/``)."""
    return i + 1 if tagged.bare(i) in ('"', "'", "/") else i


def skip_paren(tagged: Tagged, i: int) -> int:
    """Past ``(FBI)`` and the like."""
    if tagged.bare(i) != "(":
        return i
    for j in range(i + 1, min(i + 5, len(tagged.tokens))):
        if tagged.bare(j) == ")":
            return j + 1
    return i
