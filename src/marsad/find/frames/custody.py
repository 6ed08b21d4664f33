"""Step 5e: people in custody: who is arrested or handed over, by whom, for whom, and of which nationality.

Private persons have no name (codebook): an ``Actor`` for them is a group with the nationality that the page gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.lexicon import Term

PATIENT = 24  # tokens from the trigger to the word for the person, past its subject, times and places
PHRASE = 5  # tokens from that word to his nationality, past other adjectives
ASIDE = ("with", "to", "by", "about", "between", "in")  # a person told with these is not the one handed over
NATIONALITY = 3  # sentences back in which a nationality told is still the person's
CUSTODY = ("extradition", "arrest")


def terms_at(scene: Scene, i: int) -> Iterator[Term]:
    """Every term that begins at token ``i``."""
    return (term for tag in scene.tagged.starts[i] for term in tag.terms)


def is_people(scene: Scene, i: int) -> bool:
    """Whether a word for people who are arrested or handed over stands at token ``i``."""
    if scene.tagged.get(i, "class") is None:
        return False
    told = {t.id for tag in scene.tagged.starts[i] for t in tag.terms if t.kind == "class"}
    people = bool(told & {"captive", "deported"}) and "materiel" not in told  # طائرة مقاتلة is no woman
    return people and not (scene.tagged.word(i, "no_captives") or _of_things(scene, i))


def _of_things(scene: Scene, i: int) -> bool:
    """``الفصائل المسلحة``, ``جماعات متطرفة``: a feminine adjective of the noun before it, and no woman."""
    word, before = scene.tagged.bare(i), scene.tagged.bare(i - 1)
    definite = word.startswith("ال") and before.startswith("ال")
    return word.endswith("ه") and (definite or before.endswith(("ات", "يه"))) and not is_people(scene, i - 1)


def patient(scene: Scene, out: Draft) -> int | None:
    """The word for the person who is arrested or handed over, after the trigger and in its clause."""
    t = scene.tagged
    window = range(out.trigger.j, min(out.clause.right, out.trigger.j + PATIENT))
    near = [a for a in scene.actors if a.i < window.stop and a.j > window.start]
    others = (a for a in near if a.kind == "org" or a.name or (a.kind == "person" and not is_people(scene, a.i)))
    inside = {i for a in others for i in range(a.i, a.j)}
    who = next((a for a in near if a.i == out.trigger.j and a.rule == "actor.members"), None)
    inside |= set(range(who.i, who.j)) if who is not None else set()
    for i in window:
        if scene.verbs.get(i) in ("says", "frame") and not is_people(scene, i):
            return None
        if i > out.trigger.j and any(x.kind == "frame" and x.id.startswith(CUSTODY) for x in terms_at(scene, i)):
            return None
        if i in inside or i in scene.busy or not is_people(scene, i):
            continue
        if i == out.trigger.j and out.trigger.is_verb and t.bare(i).endswith("ون"):
            return None  # استعاد مقاتلون المدينة: those who act
        before = t.word(i - 1, "prepositions")
        group = next((x.detail for x in before.terms if x.id == "prepositions"), "") if before else ""
        marked = any(tag.clitics[-1:] in ("ب", "ل", "ك") for tag in t.starts[i])
        if group not in ASIDE and (not marked or i == out.trigger.j):
            return i
    return None


def nationalities(scene: Scene, head: int) -> list[Actor]:
    """``مواطنا فرنسيا``, ``المهاجرين الماليين والسنغاليين``, ``شخصا من جنسية تركية``: whose is the word at ``head``."""
    t = scene.tagged
    found: list[Actor] = []
    for i in range(head + 1, min(head + 1 + PHRASE, len(t.tokens))):
        if t.bare(i) == '"':
            continue  # «الهاكرز» الفرنسي
        hit = t.get(i, "nisba")
        if hit is not None and hit[0].clitics[-1:] in ("ل", "ب"):
            break  # مطلوبا للسعودية: who wants him
        if hit is not None and not any(a.kind == "org" and a.i <= i < a.j for a in scene.actors):
            if found and hit[0].clitics[:1] != "و":
                break
            found.append(_group(i, hit[0].j, hit[1].id))
        elif found or not t.bare(i)[:1].isalpha() or i in scene.verbs or _ends_phrase(scene, i):
            break
    return found


def _group(i: int, j: int, country: str) -> Actor:
    return Actor(i, j, "group", country=country, country_at=(i, j), rule="actor.private")


def _ends_phrase(scene: Scene, i: int) -> bool:
    t = scene.tagged
    if t.word(i, "relative", "clause_breaks"):
        return True
    return t.word(i, "prepositions") is not None and t.word(i + 1, "of_origin") is None and not is_people(scene, i + 1)


def subjects(scene: Scene, out: Draft) -> list[Actor]:
    """The people arrested or handed over: one for each nationality told, one without where none is."""
    head = patient(scene, out)
    told = nationalities(scene, out.trigger.j - 1 if head is None else head)
    told = told or (_just_before(scene, out, head) if head is not None else [])
    return told or group_taken(scene, out) or former_official(scene, out) or [_private(scene, out)]


def _just_before(scene: Scene, out: Draft, head: int) -> list[Actor]:
    """``يمنيا مطلوبا للسعودية``: his nationality, a noun by itself before the word for what he is."""
    hit = scene.tagged.get(head - 1, "nisba") if head - 1 >= out.trigger.j else None
    inside = any(a.i < head <= a.j and a.kind != "group" for a in scene.actors)
    own = hit is not None and not hit[0].clitics and hit[0].j == head and not scene.tagged.bare(head - 1).endswith("ه")
    return [_group(head - 1, head, hit[1].id)] if hit is not None and own and not inside else []


def group_taken(scene: Scene, out: Draft) -> list[Actor]:
    """``احتجزت الشرطة خبيرا روسيا``: an official or expert told by his nationality alone, who acts in nothing."""
    right = min(out.clause.right, out.trigger.j + PATIENT)
    acts = {a.i for p, a in out.sides if p in ("agent", "recipient")}
    return [
        replace(a, rule="actor.private")
        for a in scene.actors
        if out.trigger.j <= a.i < right
        and a.kind == "group"
        and a.country
        and a.mark in ("", "on")
        and a.i not in acts
        and not (out.frame.id == "extradition.receive" and sent_from(scene, a))
    ][:1]


def sent_from(scene: Scene, actor: Actor) -> bool:
    """``تسلمت X ثلاثة عناصر من إيطاليا``: where they came from, and not whose they are."""
    at = actor.country_at
    return at is not None and scene.tagged.bare(at[0] - 1) == "من" and scene.tagged.get(at[0], "country") is not None


def former_official(scene: Scene, out: Draft) -> list[Actor]:
    """``توقيف وزير المالية الموزمبيقي الأسبق``: who held an office is of its state."""
    for slot in ("object", "of", "more"):
        for actor in out.slots.get(slot):
            if actor.kind == "person" and actor.country and actor.role and is_former(scene, actor):
                return [_group(*(actor.country_at or (actor.i, actor.j)), actor.country)]
    return []


def is_former(scene: Scene, actor: Actor) -> bool:
    """Whether ``actor`` is told as a former holder of his office."""
    return any(scene.tagged.word(i, "former") for i in range(actor.i, actor.j + 2))


def _private(scene: Scene, out: Draft) -> Actor:
    """The person by the nationality that the words next to him, or the page before, give."""
    for i in range(max(out.clause.left, out.trigger.i - 3), min(out.clause.right, out.trigger.j + 12)):
        hit = scene.tagged.get(i, "nisba")
        if hit is None or any(a.kind in ("org", "person") and a.i <= i < a.j and a.role for a in scene.actors):
            continue
        if any(p != "subject" and a.kind == "country" and a.i <= i < a.j for p, a in out.sides):
            continue  # ضبطت السعودية متهما: who took him
        if any(place.i <= i < place.j and place.mark == "in" and not place.inside for place in scene.places):
            continue  # هارب في السعودية: where he is
        if any(a.kind in ("org", "group") and a.i <= i < a.j and not is_people(scene, a.i) for a in scene.actors):
            continue
        if _of_a_person(scene, out, i):
            return _group(i, hit[0].j, hit[1].id)
    told = _nationality_told(scene, out)
    if told is not None and told[0] not in {a.country for p, a in out.sides if p == "agent"}:
        at = (told[1], told[2])
        return Actor(out.trigger.i, out.trigger.j, "group", country=told[0], country_at=at, rule="actor.private-page")
    return Actor(out.trigger.i, out.trigger.j, "group", rule="actor.private")


def _of_a_person(scene: Scene, out: Draft, i: int) -> bool:
    """Whether the nationality at ``i`` is a person's: after a word for people, a number, a name, or the trigger."""
    t = scene.tagged
    before = t.bare(i - 1)
    where = t.word(i - 1, "prepositions")
    from_there = t.word(i, "of_origin") is None and any(a.kind == "country" and a.i <= i < a.j for a in scene.actors)
    if where is not None and any(x.detail in ("in", "to") or (x.detail == "from" and from_there) for x in where.terms):
        return False  # هاربا في السعودية, تتسلم من السعودية هاربا: where he is, and not whose
    people = any(is_people(scene, k) for k in range(max(i - 2, 0), i)) or t.word(i - 1, "groups", "wanted")
    counted = before.isdigit() or before in t.lexicon.grammar.numbers
    named = any(a.kind == "person" and a.j == i for a in scene.actors)
    alone = 0 <= i - out.trigger.j <= 1 or t.bare(i - 1).removeprefix("ال").startswith("جنسي")
    return bool(people) or counted or named or alone or (t.bare(i).startswith("ال") is False and _named_next(scene, i))


def _named_next(scene: Scene, i: int) -> bool:
    return any(a.kind == "person" and a.i == i + 1 for a in scene.actors) or scene.tagged.bare(i + 1).isdigit()


def _nationality_told(scene: Scene, out: Draft) -> tuple[str, int, int] | None:
    """The nationality that the page gives the person before: ``المغربي NAME``, ``NAME التركي``, ``مواطن أمريكي``."""
    t = scene.tagged
    official = {a.name for _, a in out.sides if a.name}
    people = {a.i: a for a in scene.actors if a.kind == "person" and a.name and a.name not in official}
    ends = {a.j for a in people.values()}
    begin = t.tokens.sentences[max(out.clause.number - NATIONALITY, 0)][0]
    title = [i for i in range(*t.tokens.sentences[0]) if i < begin]
    for i in [*range(out.trigger.i, begin - 1, -1), *title]:
        hit = t.get(i, "nisba")
        if hit is None or any(a.kind == "org" and a.i <= i < a.j for a in scene.actors):
            continue
        after = hit[0].j
        if i and t.bare(i - 1).removeprefix("ال").startswith("جنسي"):
            return hit[1].id, i, after
        if (i and is_people(scene, i - 1)) or after in people or i in ends:
            return hit[1].id, i, after
    return _held_by_passport(scene, out)


def _held_by_passport(scene: Scene, out: Draft) -> tuple[str, int, int] | None:
    """``NAME الذي يحمل الجنسيتين المصرية والبريطانية``, ``عاد إلى بلده الأم كولومبيا``: what the page tells of the one
    person later on."""
    t, end = scene.tagged, len(scene.tagged.tokens)
    for i in t.where("passports", "mother_country"):
        if not out.trigger.j <= i < end - 2:
            continue
        passport = t.word(i, "passports") is not None
        hit = t.get(i + 1, "nisba") if passport else t.get(i + 1, "country") if t.word(i, "mother_country") else None
        if hit is None:
            continue
        whose = t.get(i - 3, "nisba") if passport and t.word(i - 2, "relative") else None  # NAME التركي الذي يحمل جنسية
        return (hit[1].id, i + 1, hit[0].j) if whose is None else (whose[1].id, i - 3, whose[0].j)
    return None


def counted_people(scene: Scene, out: Draft) -> bool:
    """``ستة يمنيين``, ``22 باكستانيا``, ``9 سائحين``: a number and an adjective of nationality or a word for people."""
    numbers = scene.tagged.lexicon.grammar.numbers
    for i in range(out.trigger.j, min(out.clause.right, out.trigger.j + 8)):
        counted = scene.tagged.bare(i) in numbers or scene.tagged.bare(i).isdigit()
        if counted and scene.tagged.bare(i + 1) == "من" and scene.tagged.word(i + 2, "own_people"):
            return True  # عشرين من رعاياها
        if counted and i not in scene.busy and (scene.tagged.get(i + 1, "nisba") or is_people(scene, i + 1)):
            return True
    return False


def wanted_abroad(scene: Scene, begin: int, end: int) -> bool:
    """``أوقفت 56 شخصا مطلوبين من 18 دولة``: people whom a number of states want."""
    t = scene.tagged
    for i in range(begin, end):
        wanted = t.word(i, "wanted")
        if wanted is None or (t.bare(wanted.j) not in ("من", "لدي", "في") and not t.bare(wanted.j).startswith("ل")):
            continue
        k = wanted.j + (not t.bare(wanted.j).lstrip("ل").isdigit())
        number = t.bare(k).lstrip("ل")
        if (number.isdigit() or number in t.lexicon.grammar.numbers) and t.bare(k + 1).startswith("دول"):
            return True
    return False
