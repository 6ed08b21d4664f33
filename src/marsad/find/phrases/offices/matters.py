"""Steps over the matters that an office or institution looks after, nouns of its name and nested offices."""

from __future__ import annotations

from marsad.find.phrases.names import is_given, name_end
from marsad.find.phrases.offices.walk import Walk, definite_rest, inside
from marsad.find.tag import Tag
from marsad.lexicon import Term

CHARGES = ("cooperation.", "assistance.")  # frames whose nouns are matters of an office too: operations, training
NO_MATTER = frozenset({"country", "city", "region", "nisba", "body", "institution", "given"})


def second_portfolio(walk: Walk) -> int:
    """``وزيرا الخارجية والدفاع المصريان``, ``وزراء خارجية ودفاع X``: several ministers, each of his own matter."""
    several = walk.minister and walk.j > walk.start and walk.country is None and walk.start > 0
    told = several and walk.t.among(walk.start - 1, "two_ministers")
    word = walk.t.bare(walk.j)
    return int(told and word.startswith("و") and word[1:] in walk.t.lexicon.grammar["portfolios"])


def cabinet(walk: Walk) -> int:
    """``وزير الداخلية في حكومة تصريف الأعمال NAME``: what cabinet a minister sits in."""
    ministry = walk.org is not None and walk.t.among(walk.org[0], "ministries")
    held = (walk.minister or ministry) and not walk.wants and walk.country is None
    told = walk.t.word(walk.j, "cabinets") if held else None
    if told is None:
        return 0
    walk.sent = walk.sent or walk.j
    return told.j - told.i


def acting(walk: Walk) -> int:
    """``القائم بالأعمال بالإنابة``: held for somebody else."""
    acting = walk.t.word(walk.j, "acting") if walk.office else None
    return acting.j - acting.i if acting is not None else 0


def open_noun(walk: Walk) -> int:
    """An indefinite noun in the middle of the chain (مكتب، هيئة، شؤون …), or the next office of a nested one."""
    hit = walk.t.get(walk.j, "middle", "org_head", "org_complete")
    if hit is not None and _takes(walk, hit[0].clitics, hit[1].kind):
        institution = hit[1].kind != "middle" or walk.t.among(walk.j, "regions")
        if walk.org is None and institution and not walk.t.among(walk.j - 1, "affairs"):
            walk.org = (walk.j, walk.j + 1)
        walk.wants = hit[1].kind != "org_complete"
        return hit[0].j - hit[0].i
    sender = walk.t.get(walk.j, "office_country")
    if sender is not None and walk.abroad and walk.country is None:
        walk.whose(sender[1].id, sender[0].i, sender[0].j)
        walk.wants = False
        return sender[0].j - sender[0].i
    nested = walk.t.get(walk.j, "office", "office_alone", *(("office_country",) if walk.j == walk.start else ()))
    whom = walk.serves and nested is not None and nested[0].clitics == "ل"
    envoys = walk.t.lexicon.grammar["abroad"] if walk.country is None and walk.org is None else ()
    whom = whom and (walk.j == walk.start or nested[1].id in envoys)  # type: ignore[index]
    if nested is not None and nested[0].clitics in ("", "ل") and (walk.wants or whom):  # المستشار الخاص لرئيس …
        walk.wants = nested[1].kind == "office"
        _sent_by_body(walk, nested[0])
        walk.org = walk.org or inside(walk.t, nested[0])
        minister = nested[1].id == "وزير" and not walk.t.among(walk.j, "ministers") and nested[0].j < len(walk.t.tokens)
        if minister and walk.org is None and not walk.t.among(nested[0].j, "without_ministry"):
            walk.org, walk.ministry = (nested[0].j, nested[0].j + 1), True  # مساعد وزير الدفاع لشؤون …
        return nested[0].j - nested[0].i
    return 0


def _sent_by_body(walk: Walk, envoy: Tag) -> None:
    """``المستشار العسكري للمبعوث الأممي إلى اليمن``: an envoy inside the office, and the body whose he is."""
    if envoy.term("office") is None or not any(x.id in walk.t.lexicon.grammar["abroad"] for x in envoy.terms):
        return
    blocs, near = walk.t.lexicon.grammar.blocs, range(envoy.i, envoy.j + 1)
    j = next((k for k in near if walk.t.bare(k) in blocs), None)
    if walk.country is None and j is not None:
        walk.abroad = True
        walk.whose(blocs[walk.t.bare(j)], j, j + 1)


def _takes(walk: Walk, clitics: str, kind: str) -> bool:
    """``مدير مكتب``, ``المدير العام للأمن``, ``بوزارة``; ``ومراقبة`` goes on with a complement that has begun."""
    if kind == "org_complete":
        posted = walk.abroad and walk.country is None and clitics == "ب" and walk.t.among(walk.j, "at_mission")
        here = posted or (clitics == "ب" and _of_ministry(walk))
        return clitics == "ل" or (clitics in ("", "ب") and walk.wants) or here or _army_of_state(walk)
    joined = clitics or walk.t.bare(walk.j).startswith("ل")
    if not joined and kind == "middle" and walk.country is not None and not walk.wants:
        return False  # مع وزير الخارجية المصري مكافحة الإرهاب: what they spoke of
    if clitics in ("و", "ول"):
        begun = walk.j > walk.start and walk.country is None  # في X ومكافحة المخدرات بY: another state's
        return kind == "middle" and begun and definite_rest(walk.t.bare(walk.j + 1)) is not None
    return clitics == "ل" or (clitics in ("", "ب") and (walk.wants or kind == "middle" or clitics == "ب"))


def _of_ministry(walk: Walk) -> bool:
    """``مدير إدارة التعاون بوزارة الداخلية``: the ministry of which a department is; a commander may only be there."""
    held = walk.office and not walk.minister and walk.country is None and walk.j > walk.start
    head = walk.t.bare(walk.start - 1)
    leads = walk.t.word(walk.start - 1, "commanders") is not None or head.endswith("اركان")
    return held and walk.t.among(walk.j, "ministries") and not leads


def _army_of_state(walk: Walk) -> bool:
    """``رئيس أركان الدفاع بالقوات المسلحة بالمملكة المتحدة``, ``المفتش العام بوزارة الداخلية بدولة الكويت``: the armed
    forces, or where an office complete in itself is held, with the state told after them."""
    hit = walk.t.get(walk.j, "org_complete")
    if hit is None or not walk.office or walk.minister or walk.country is not None:
        return False
    held = walk.org is None and hit[0].clitics == "ب"
    told = walk.t.get(hit[0].j + walk.t.among(hit[0].j, "place_words"), "nisba", "country", "state_head")
    return told is not None and (held or (walk.org is not None and walk.t.among(walk.j, "with_army")))


def _with_somebody(walk: Walk) -> bool:
    """Whether a partner follows, of whom a word of cooperation is told."""
    marks = (walk.t.word(k, "prepositions") for k in (walk.j + 1, walk.j + 2))
    return any(x.detail in ("with", "between") for tag in marks if tag for x in tag.terms if x.id == "prepositions")


def definite(walk: Walk) -> int:
    """``وزير الداخلية``, ``السلطات الأمنية``: a definite noun where one is wanted, an adjective, one more with و."""
    if (topic := _topic_of(walk)) is not None:
        return topic.j - walk.j
    word = walk.t.bare(walk.j)
    rest = definite_rest(word)
    verb = walk.t.get(walk.j, "frame", "light", "says")
    held = verb is not None and ((verb[1].id.startswith(CHARGES) and _for_region(walk)) or _trade(walk, verb))
    if verb is not None and (verb[1].detail.startswith("verb") or (verb[0].clitics == "ل" and not held)):
        return 0  # يتطلع الوزير للقاء …
    if verb is not None and verb[1].id.startswith("gathering.") and not walk.wants:
        return 0  # تعقد الجامعة الملتقى الأول
    if rest is None or walk.t.get(
        walk.j, "honorific", "rank", "royal", "office", "office_alone", "office_country", "style"
    ):
        return 0
    joined = word.startswith(("و", "ف")) and not word.startswith("ال")
    if walk.body and (joined or walk.t.get(walk.j, "country", "city")):
        return 0
    if joined and walk.t.word(walk.j, "of_cooperation") and _with_somebody(walk):
        return 0  # بالتعاون مع الجمارك والتنسيق المشترك مع X
    if walk.j == walk.start and word.startswith("لل"):
        walk.wants = True
    if (
        not walk.wants
        and not joined
        and walk.t.get(walk.j, "given", "family")
        and not walk.t.word(walk.j, "office_tail")
    ):
        return 0
    tail = walk.t.word(walk.j, "office_tail") is not None  # وزيرة الداخلية البريطانية الجديدة, also a town
    if walk.t.get(walk.j, "country", "city", "nisba") and not walk.wants and not tail:
        return 0
    matter = walk.t.word(walk.j, "bare_orgs") and any(
        walk.t.among(k, "affairs") or walk.t.bare(k).startswith("لل") for k in range(walk.start, walk.j)
    )
    matter = matter or any(walk.t.among(k, "committees") for k in range(walk.start - 1, walk.j))
    matter = matter or _one_matter(walk)
    if joined and (
        walk.wants
        or walk.t.word(walk.j, "delegation", "both_sides", "groups")
        or (not matter and walk.t.get(walk.j, "org_complete", "institution", "body", "country", "city", "nisba"))
    ):
        return 0
    charged = walk.t.among(walk.j - 1, "charged") and word.startswith("بال")  # المفوض المكلف بالشؤون السياسية
    region = word.startswith("لل") and _for_region(walk)
    matter = word.startswith("لل") and _for_matter(walk, rest)
    if not (walk.wants or joined or charged or _goes_on(walk, rest) or region or matter):
        return 0
    if region and not matter and walk.org is not None:
        walk.sent = walk.sent or walk.j  # حلف شمال الأطلسي للعمليات: the institution ends before it
    walk.wants = False
    return 1


def _trade(walk: Walk, noun: tuple[Tag, Term]) -> bool:
    """``مدير المكتب الاتحادي للتحقيقات``, ``الوكالة الأوروبية للتدريب``: what an institution does, no purpose."""
    work = noun[1].kind == "frame" and noun[1].id in ("cooperation.joint-adjective", "assistance.train")
    purpose = walk.t.word(noun[0].j, "prepositions") is not None or walk.t.bare(noun[0].j) in ("علي", "في")
    return work and walk.office and not purpose and walk.j > walk.start


def _topic_of(walk: Walk) -> Tag | None:
    """``رئيس المصلحة الفدرالية للتعاون العسكري``: a matter of two words or more with ل, after the institution."""
    told = walk.wants or walk.country is not None or not walk.office or walk.j == walk.start
    here = walk.t.starts[walk.j] if not told else ()
    long = (tag for tag in here if tag.clitics == "ل" and tag.j - tag.i > 1 and tag.term("topic") is not None)
    return next(long, None)


def _one_matter(walk: Walk) -> bool:
    """``مفوض السلم والأمن``: the word before and this one are one matter."""
    before = walk.t.starts[walk.j - 1] if walk.j > walk.start else ()
    if any(tag.j == walk.j + 1 and tag.term("topic") is not None for tag in before):
        return True
    after = walk.t.get(walk.j + 1, "nisba", "given", "rank", "honorific")  # وزير الداخلية والدفاع المالطي
    one = walk.minister and walk.t.word(walk.start - 1, "heads_of_many") is None
    second = walk.t.word(walk.j, "bare_orgs") is not None and walk.t.word(walk.j - 1, "bare_orgs") is not None
    return one and second and after is not None and not after[0].clitics and walk.j == walk.start + 1


def negated(walk: Walk) -> int:
    """``شؤون الهجرة غير الشرعية``: a definite adjective that غير takes back."""
    after = definite_rest(walk.t.bare(walk.j + 1)) if walk.t.among(walk.j, "un") else None
    before = definite_rest(walk.t.bare(walk.j - 1)) if walk.j > walk.start else None
    return 2 if after is not None and before is not None and after.endswith(("ي", "يه")) else 0


def more(walk: Walk) -> int:
    """``وزير التخطيط واستصلاح الأراضي``: another matter of the office, an ordinary noun and its complement."""
    word = walk.t.bare(walk.j)
    plain = word[1:] in walk.t.lexicon.common and not word.startswith("وال")
    if walk.body or walk.wants or walk.j == walk.start or not word.startswith("و") or not plain:
        return 0
    own = ("org_complete", "institution", "body", "country", *(() if walk.office else ("org_head",)))
    if (
        walk.t.get(walk.j, "frame", "light", "says", "office", "office_alone", "given", "cue", *own)
        or walk.t.get(walk.j, "honorific", "royal", "rank", "style")
        or walk.t.word(walk.j, "counterpart")
        or walk.t.word(walk.j, "prepositions", "gaps", "delegation")
    ):
        return 0
    if definite_rest(walk.t.bare(walk.j + 1)) is None or walk.t.bare(walk.j + 1).startswith("و"):
        return 0
    walk.wants = True
    return 1


def _for_region(walk: Walk) -> bool:
    """``نائب مساعد وزير الدفاع للشرق الأوسط NAME``: a matter with ل before more of the office or the name."""
    after = walk.j + 1
    given = is_given(walk.t, after, sure=False)
    given = given and walk.t.tokens.text(after, after + 1) != "على"  # للحصول على دعم: no man of that name
    if walk.t.word(after, "office_tail") is not None or given:
        return True
    while walk.t.bare(after).startswith("وال"):
        after += 1
    title = walk.t.get(after, "honorific", "rank")
    if walk.t.among(after, "style_offices") or (title is not None and not title[0].clitics):
        after = title[0].j if title is not None else after + 1  # مفوض الاتحاد الأفريقي للسلم والأمن السفير NAME
    whose = walk.org is not None or walk.country is not None
    return whose and walk.office and name_end(walk.t, after, strict=False) > after + 1


def _for_matter(walk: Walk, rest: str) -> bool:
    """``رئيس الهيئة الوطنية للحدود``, ``مفوض الإدارة الوطنية للهجرة``: what an institution of a general name is for."""
    if walk.namesake:
        return True  # أكاديمية سيف بن زايد للعلوم الشرطية
    t, head = walk.t, walk.org[0] if walk.org is not None else walk.start
    if not walk.office or walk.minister or walk.country is not None or walk.body or walk.j - head < 2:
        return False
    adjective = definite_rest(t.bare(walk.j - 1))
    if adjective is None or (walk.org is None and not adjective.endswith(("ي", "يه", "ه", "ى"))):
        return False
    people = t.word(walk.j, "groups", "delegation", "both_sides", "assets") is not None
    known = any(term.kind in NO_MATTER for tag in t.starts[walk.j] for term in tag.terms)
    field = t.word(walk.j, "bare_orgs") is not None or t.get(walk.j, "topic") is not None
    return not people and not known and (field or (walk.org is not None and f"ال{rest}" in t.lexicon.common))


def _goes_on(walk: Walk, rest: str) -> bool:
    return walk.t.word(walk.j, "office_tail") is not None or rest.endswith(("ي", "يه", "يين", "يتين"))
