"""Steps into an institution or body inside the complement, and where another state's begins."""

from __future__ import annotations

from marsad.find.phrases.honorifics import skip_honorifics
from marsad.find.phrases.names import is_given, is_particle, name_end
from marsad.find.phrases.offices.walk import Walk, definite_rest
from marsad.find.tag import Tag
from marsad.lexicon import Term

QUOTED = 5  # tokens of a name in quotation marks


def in_quotes(walk: Walk) -> int:
    """``الأمين العام لحلف «الناتو» NAME``: the name of a body in quotation marks after the word for its kind, or a
    nationality that the page distances itself from."""
    nation = walk.t.get(walk.j + 1, "nisba") if walk.t.bare(walk.j) == '"' and walk.country is None else None
    if nation is not None and not nation[0].clitics and walk.t.bare(nation[0].j) == '"' and not walk.wants:
        walk.whose(nation[1].id, walk.j, nation[0].j + 1)
        return nation[0].j + 1 - walk.j  # وزير العدل «الإسرائيلي» NAME
    hit = walk.t.get(walk.j + 1, "body") if walk.wants and walk.t.bare(walk.j) == '"' else None
    if hit is None or hit[0].clitics or walk.t.bare(hit[0].j) != '"':
        return _quoted(walk)
    if hit[1].id:
        walk.whose(hit[1].id, hit[0].i, hit[0].j)
    walk.org = walk.org or (hit[0].i, hit[0].j)
    walk.wants = False
    return hit[0].j + 1 - walk.j


def _quoted(walk: Walk) -> int:
    """``رئيس مكتب «الأمن الوطني»``, ``قائد قوات «الدعم السريع»``: the rest of an institution's name in quotation
    marks."""
    first = walk.j + 1
    if not (walk.wants and walk.j > walk.start and walk.t.bare(walk.j) == '"' and definite_rest(walk.t.bare(first))):
        return 0
    end = next((k for k in range(first + 1, first + QUOTED) if walk.t.bare(k) == '"'), first)
    if end == first or any(not walk.t.bare(k).isalpha() for k in range(first, end)):
        return 0
    walk.wants = False
    return end + 1 - walk.j


def institution(walk: Walk) -> int:
    """``مدير مكتب التحقيقات الفيدرالي``: a listed institution or body, and whose it is where that is settled."""
    hit = walk.t.get(walk.j, "institution", "body")
    if hit is None or hit[0].clitics not in ("", "ل", "ب", "و", "لل"):
        return 0
    tag, term = hit
    if tag.clitics == "و" and (walk.org is None or not walk.office):
        return 0
    if any(x.kind == "class" and x.id == "exercise" for t in walk.t.starts[walk.j] for x in t.terms):
        return 0  # تنظم القوات المسلحة تمرين الأسد الإفريقي
    whole = walk.t.get(walk.j, "org_complete")
    if whole is not None and whole[0].j > tag.j and term.kind == "body":
        tag, term = whole  # مجلس الأمن القومي is no مجلس الأمن
    if tag.clitics in ("", "ل", "لل", "ب") and another(walk, tag.j, term):
        return 0
    own = walk.t.get(tag.j, "nisba") if term.kind == "body" and walk.t.among(tag.i, "national_too") else None
    posted = walk.abroad and walk.t.among(walk.j - 1, "place_words")  # مندوب مصر لدى جامعة الدول العربية
    if walk.org is None and not posted and not walk.t.among(walk.j - 1, "members"):
        walk.org = (tag.i, tag.j)
    if posted:
        pass
    elif (term.kind == "body" and term.id and own is None) or (
        term.kind == "institution" and term.detail == "unique" and not _as_abroad(walk, tag)
    ):
        walk.whose(term.id, tag.i, tag.j)
    elif (told := walk.t.get(tag.j - 1, "nisba")) is not None and told[1].id == term.id and tag.j - tag.i > 1:
        walk.whose(term.id, tag.j - 1, tag.j)  # الأمن العام اللبناني, one of several states' with its nationality
    walk.wants = False
    return tag.j - tag.i


def another(walk: Walk, j: int, term: Term) -> bool:
    """``منحت الحكومة الإيطالية وزارة الداخلية التونسية``, ``سلم الجيش المغربي للجيش المالي``: the institution of
    another state is a phrase of its own.
    """
    own = {walk.country} if walk.country is not None else walk.owners
    if not own or walk.wants:
        return False
    if term.detail == "unique":
        return bool(term.id) and term.id not in own
    for k in range(j, min(j + 4, len(walk.t.tokens))):
        after = walk.t.get(k, "nisba", "country")
        if after is not None:
            return after[1].id not in own
        if definite_rest(walk.t.bare(k)) is None:
            return False
    return False


def _as_abroad(walk: Walk, tag: Tag) -> bool:
    """``مدير المخابرات الحربية السودانية``, ``مدير جهاز مكافحة الإرهاب الأميركي``: another state's institution of
    the name, by its adjective; a man's after a feminine one may be somebody else's."""
    after, last = walk.t.get(tag.j, "nisba"), walk.t.get(tag.j - 1, "nisba")
    masculine = walk.t.among(tag.i, "masculine_bodies")
    return walk.office and last is None and after is not None and (masculine or walk.t.bare(tag.j).endswith("ه"))


def speaks_for(walk: Walk) -> int:
    """``المتحدث باسم وزارة الخارجية``: the institution comes after باسم."""
    if not walk.office or not walk.t.among(walk.j, "in_its_name"):
        return 0
    walk.wants = True
    return 1


def in_institution(walk: Walk) -> int:
    """``المستشار في الديوان الملكي``: the institution in which an office is held."""
    unsettled = walk.org is None and walk.country is None
    body = not walk.office or walk.abroad or (unsettled and _named_after_body(walk))
    hit = walk.t.get(walk.j + 1, "institution", "org_complete", *(("body",) if body else ()))
    if (
        hit is None
        or (walk.wants and not walk.abroad and walk.j > walk.start and not _named_command(walk, hit))
        or hit[0].clitics
        or not walk.t.among(walk.j, "in_words")
        or (walk.org is not None and walk.org[1] > walk.start and not _in_forces(walk, hit))
    ):
        return 0
    walk.org = walk.org or (hit[0].i, hit[0].j)
    if (hit[1].kind == "institution" and hit[1].detail == "unique") or (hit[1].kind == "body" and hit[1].id):
        walk.whose(hit[1].id, hit[0].i, hit[0].j)
    return hit[0].j - walk.j


def _named_command(walk: Walk, hit: tuple[Tag, Term]) -> bool:
    """``قائد القيادة المركزية في الجيش الأميركي``: a definite adjective ends the name of the command."""
    adjective = walk.t.bare(walk.j - 1)
    return adjective.startswith("ال") and adjective.endswith("ه") and _in_forces(walk, hit)


def _in_forces(walk: Walk, hit: tuple[Tag, Term]) -> bool:
    """``قائد القوات الخاصة في الجيش التركي``: the larger force that says whose the office is."""
    larger = walk.office and walk.country is None and walk.t.among(walk.j + 1, "forces")
    return larger or _part_of(walk, hit) or _at_ministry(walk)


def _at_ministry(walk: Walk) -> bool:
    """``كبير مستشاري الأمن في وزارة الدفاع البريطانية``: the ministry in which a matter is looked after."""
    matter = walk.org is not None and walk.org[1] == walk.org[0] + 1 and walk.t.word(walk.org[0], "bare_orgs")
    free = walk.office and not walk.minister and walk.country is None
    return bool(matter) and free and walk.t.among(walk.j + 1, "ministries")


def _part_of(walk: Walk, hit: tuple[Tag, Term]) -> bool:
    """``قائد القوات البرية في الجيش التركي``, ``مدير إدارة التدريب في شرطة دبي``: an institution of a stated state, of
    which the one before it is a part."""
    free = walk.office and not walk.minister and walk.country is None and walk.org is not None
    whole = hit[1].kind == "institution" and hit[1].detail == "unique"
    army = walk.t.among(hit[0].i, "armies") and walk.t.get(hit[0].j, "nisba") is not None
    return free and (whole or bool(army))


def _named_after_body(walk: Walk) -> bool:
    """``مفوضة الشؤون الداخلية في الاتحاد الأوروبي NAME``: the body belongs to the office where the name follows."""
    hit = walk.t.get(walk.j + 1, "body")
    return hit is not None and name_end(walk.t, hit[0].j, strict=False) > hit[0].j + 1


def belongs(walk: Walk) -> int:
    """``اللجنة الفنية التابعة للاتحاد الإفريقي``: the body or institution that it belongs to."""
    hit = walk.t.get(walk.j + 1, "body", "institution") if walk.t.word(walk.j, "belonging") else None
    if hit is None or hit[0].clitics not in ("ل", "لل") or not hit[1].id:
        return 0
    if hit[1].kind == "body" or hit[1].detail == "unique":
        walk.whose(hit[1].id, hit[0].i, hit[0].j)
    walk.wants = False
    return hit[0].j - walk.j


def namesake(walk: Walk) -> int:
    """``أكاديمية سيف بن زايد``, ``كلية الملك فهد``: the man after whom a school is named."""
    if (
        not walk.wants
        or walk.t.word(walk.j - 1, "schools") is None
        or definite_rest(walk.t.bare(walk.j - 1)) is not None
    ):
        return 0
    k = skip_honorifics(walk.t, walk.j)
    k += k == walk.j and walk.t.get(k, "royal", "office_alone") is not None  # السلطان
    son = is_given(walk.t, k, sure=False) and is_particle(walk.t, k + 1)  # سيف بن زايد
    end = name_end(walk.t, k, strict=k == walk.j and not son, busy=walk.busy)
    if end == k:
        return 0
    walk.wants, walk.namesake = False, True
    return end - walk.j
