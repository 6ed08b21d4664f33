"""Steps that tell whose an office or institution is: an adjective of nationality, a state, where an envoy goes."""

from __future__ import annotations

from marsad.find.phrases.names import is_given, name_end
from marsad.find.phrases.offices.walk import Walk


def nationality(walk: Walk) -> int:
    """``وزير الداخلية المغربي``: an adjective of nationality that is no family name and no second state's."""
    hit = walk.t.get(walk.j, "nisba")
    if hit is None or hit[0].clitics not in ("", "و") or _starts_name(walk, hit[0].j):
        return 0
    if hit[1].detail == "doubtful" and (
        walk.wants or (is_given(walk.t, walk.j, sure=False) and name_end(walk.t, walk.j, strict=True) > walk.j)
    ):
        return 0
    if hit[0].clitics == "و" and ((walk.country is None and walk.wants) or hit[0].term("country")):
        return 0  # وزيرا داخلية المغرب والبرتغال: another state
    if hit[0].clitics == "و":
        return hit[0].j - hit[0].i
    if walk.country is not None and walk.country != hit[1].id and len(walk.country) == 2:
        return 0
    walk.whose(hit[1].id, hit[0].i, hit[0].j)
    walk.wants = False
    return hit[0].j - hit[0].i


def _starts_name(walk: Walk, after: int) -> bool:
    """``محمد المصري``: an adjective that is the family name of a listed given name before it."""
    return is_given(walk.t, walk.j - 1) and after == walk.j + 1


def each_of(walk: Walk) -> int:
    """``سفراء كل من X وY``: the states follow that the office is of."""
    own = not walk.office and walk.country is None  # القوات البحرية لكل من الجزائر وإسبانيا
    each = walk.t.word(walk.j, "each_of") if walk.wants or own else None
    if each is None or not walk.t.get(each.j, "country", "capital", "body"):
        return 0
    walk.site = walk.site or (walk.j if own else 0)
    walk.wants = True
    return each.j - each.i


def of_continent(walk: Walk) -> int:
    """``مساعدة الأمين العام لأفريقيا NAME``: the part of the world that an office looks after, before the name."""
    held = walk.office and not walk.wants and walk.t.among(walk.j, "continents")
    if not held or name_end(walk.t, walk.j + 1, strict=False) <= walk.j + 2:
        return 0
    walk.sent = walk.sent or walk.j
    return 1


def of_country(walk: Walk) -> int:
    """``في دولة الكويت``, ``لدى المملكة``, ``بدولة الإمارات``, ``خارجية قطر``, ``جمهورية النيجر``."""
    j = walk.j
    if walk.abroad and not walk.wants and walk.t.among(j, "place_words") and walk.t.word(j + 1, "home_words"):
        walk.sent = walk.sent or j
        return 2  # سفير المملكة المتحدة لدى بلادنا
    if walk.t.among(j, "place_words") and not walk.wants:
        if (walk.country is not None or walk.body) and not walk.abroad:
            return 0
        j += 1
        if walk.minister and walk.t.get(j, "city", "place_head") and not _state_and_name(walk, j):
            return 0
        each = walk.t.word(j, "gaps")  # السلطات في كل من المغرب وإسبانيا
        j = each.j if each is not None and each.j - j > 1 else j
    elif _sent_to(walk, j):
        walk.sent = walk.sent or j
        return 2
    each = walk.t.word(j, "gaps") if j > walk.j else None
    j = each.j if each is not None else j  # في كل من السعودية ومصر
    while walk.t.get(j, "state_head", "place_head") and not _state_of_two(walk, j) and j - walk.j < 3:
        j = walk.t.get(j, "state_head", "place_head")[0].j  # type: ignore[index]
    hit = walk.t.get(j, "country", "city", "region")
    if hit is None:
        return 0
    tag, term = hit
    direct = j == walk.j
    if walk.t.among(walk.j, "place_words") and not walk.wants and term.kind != "country" and _of_minister(walk):
        return 0  # التقى وزير الدفاع في جدة نظيره: where he is
    head = walk.t.get(walk.j, "state_head") if walk.office and j == walk.j + 1 else None
    town = walk.t.get(walk.j, "place_head") if walk.office and walk.country is not None else None
    bare = walk.t.among(walk.j, "seats") or any(h is not None and not h[0].clitics for h in (head, town))
    if not (direct or walk.wants or walk.abroad) and bare:
        return 0  # غادر وزير الدفاع جمهورية مصر, زار وفد الداخلية السعودية العاصمة المؤقتة عدن: where it goes
    if (direct and tag.clitics not in ("", "ب", "ل")) or (direct and not tag.clitics and not walk.wants):
        return 0
    told = walk.country is not None or walk.body
    theirs = tag.clitics == "ب" or (tag.clitics == "ل" and term.id != walk.country)
    again = term.kind == "country" and term.id == walk.country and name_end(walk.t, tag.j, strict=False) > tag.j + 1
    if direct and theirs and told and not walk.abroad and not again:  # رئيس مجلس السيادة الانتقالي بالسودان NAME
        return 0  # حل مدير المخابرات المصرية بالخرطوم, قدم الاتحاد الأوروبي للمغرب: where he is, who gets it
    posted = walk.abroad and told and not walk.sent and term.kind == "country"  # السفير القطري في عمان NAME
    if term.detail == "doubtful" and not direct and not posted:
        return 0
    if walk.org is None and walk.t.among(walk.j, "regions"):
        walk.org = (walk.j, tag.j)
    if again or (walk.abroad and told and walk.t.among(walk.j, "place_words")):
        walk.sent = walk.sent or walk.j  # سفيرة الاتحاد الأوروبي لدى الصومال
    walk.whose(term.id, tag.i, tag.j)
    walk.wants = False
    return tag.j - walk.j


def at_its_site(walk: Walk) -> bool:
    """``جامعة الأمن بمدينة X``: the town in which an institution is, whose name has ended."""
    head = walk.t.get(walk.j, "place_head") if not walk.office and not walk.wants else None
    town = walk.t.get(head[0].j, "city") if head is not None and walk.t.bare(walk.j).startswith("ب") else None
    return town is not None and not town[0].clitics


def _state_of_two(walk: Walk, j: int) -> bool:
    """``المملكة المتحدة``: a state whose name begins with the word for one."""
    hit = walk.t.get(j, "country")
    return hit is not None and hit[0].j > j + 1


def _state_and_name(walk: Walk, j: int) -> bool:
    """``وزير الداخلية في الجزائر NAME``: a state named as its capital, between the office and the name."""
    hit = walk.t.get(j, "country")
    given = walk.t.get(j + 1, "given")
    return hit is not None and hit[0].j == j + 1 and given is not None and not given[0].clitics


def _sent_to(walk: Walk, j: int) -> bool:
    """``مبعوث الأمم المتحدة إلى سوريا NAME``: the state of a mission; without a name after it, a way to go."""
    if not walk.abroad or not walk.t.among(j, "mission_words") or walk.wants:
        return False
    hit, name = walk.t.get(j + 1, "country"), j + 2 + walk.t.among(j + 2, "style_offices")  # … السفير NAME
    if hit is None or hit[0].j != j + 2:
        return False
    end = name_end(walk.t, name + 1, strict=False) if walk.t.among(name, "commas") else 0
    named = is_given(walk.t, name, sure=False) or name_end(walk.t, name, strict=True) > name  # … عبد الله X
    return named or (end > name + 2 and walk.t.among(end, "commas"))


def _of_minister(walk: Walk) -> bool:
    """Whether the office is a minister's, which is held in no town."""
    head = walk.t.get(walk.start - 1, "office")
    return head is not None and head[1].id == "وزير" and walk.j > walk.start
