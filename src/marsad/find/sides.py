"""Step 5e: what each type adds to its sides: hosts and guests, who asked for an arrest, private subjects, counts."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.actors import Actor
from marsad.find.clauses import Scene
from marsad.find.custody import arrest, extradition
from marsad.find.draft import Draft
from marsad.find.resolve import Cast
from marsad.find.rupture import rupture

COUNTED = frozenset({"arrest", "extradition", "agreement", "award"})


def complete(scene: Scene, cast: Cast, out: Draft) -> Draft:
    """Add what the type asks for."""
    if out.type == "arrest":
        arrest(scene, cast, out)
    elif out.type == "extradition":
        extradition(scene, out)
    elif out.type == "gathering":
        _gathering(scene, out)
    elif out.frame.id == "cooperation.information":
        out.sides = [("agent", a) for _, a in out.sides[:1]]
        _told_in(scene, out, "recipient")
    elif out.type == "cooperation" and out.frame.id != "cooperation.inform":
        out.sides = [("agent", a) for _, a in out.sides if a.kind != "person" or a.role is not None]
        _told_in(scene, out, "agent")
        _host_of_exercise(scene, out)
    elif out.type == "rupture":
        rupture(scene, out)
    elif out.type == "commendation":
        _commendation(scene, out)
    elif out.type == "award":
        _award(scene, out)
    elif out.frame.id == "assistance.train":
        _course(scene, out)
    if out.type in COUNTED:
        out.count = _count(scene, out)
    return out


def _award(scene: Scene, out: Draft) -> None:
    """``حصول X على نجمة رومانيا``: the state after the award's name gives it."""
    for n, (part, actor) in enumerate(out.sides):
        named = (
            any(t.kind == "class" and t.id == "award" for tag in scene.tagged.starts[actor.i - 1] for t in tag.terms)
            if actor.i
            else False
        )
        if part == "recipient" and actor.kind == "country" and named:
            out.sides[n] = ("agent", actor)


def _course(scene: Scene, out: Draft) -> None:
    """``أنهى ضباط عراقيون دورة في إيطاليا``: who attends a course gets it; the state where it is held gives it, if
    nobody else does.
    """
    begin = max(out.clause.sentence[0], out.trigger.i - 12)
    if out.trigger.is_verb or not any(scene.tagged.word(i, "trainees") for i in range(begin, out.trigger.i)):
        return
    subject = {a.i for a in out.slots.get("subject")}
    out.sides = [("recipient" if a.i in subject else p, a) for p, a in out.sides]
    place = out.place
    if place is not None and not any(p == "agent" for p, _ in out.sides) and place.country not in out.countries():
        at = (place.i, place.j)
        out.sides.append(("agent", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _commendation(scene: Scene, out: Draft) -> None:
    """Only the first one praised after the verb is the recipient; what is said of him names others."""
    told = sorted((a for p, a in out.sides if p == "recipient" and a.i >= out.trigger.j), key=lambda a: a.i)
    aside = any(
        a.mark == "between" for a in scene.actors if out.trigger.j <= a.i < (told[0].i if told else out.trigger.j) + 1
    )
    if aside:
        told = []
    if not told and not aside:
        told = _praised(scene, out)
        out.sides += [("recipient", a) for a in told]
    keep = set()
    for n, actor in enumerate(told):
        if n and not actor.listed:
            break
        keep.add(actor.i)
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.i in keep]


def _praised(scene: Scene, out: Draft) -> list[Actor]:
    """``أثنى على الدور المغربي``: the side whose role is praised, told by its nationality."""
    for i in range(out.trigger.j, min(out.trigger.j + 4, out.clause.right)):
        hit = scene.tagged.get(i + 1, "nisba") or scene.tagged.get(i + 2, "nisba")
        if scene.tagged.word(i, "praised") and hit is not None:
            at = (hit[0].i, hit[0].j)
            return [Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")]
    return []


def _told_in(scene: Scene, out: Draft, part: str) -> None:
    """A joint act with one side told takes the other from its clause, its sentence, the two before it, or the title."""
    if len(out.countries()) > 1 or not out.countries():
        return
    sentences = scene.tagged.tokens.sentences
    windows = [(out.clause.left, out.clause.right), out.clause.sentence]
    if out.frame.id != "cooperation.joint":
        windows += [sentences[n] for n in (out.clause.number - 1, out.clause.number - 2, 0) if n >= 0]
    for left, right in windows:
        for actor in scene.actors:
            told = left <= actor.i < right and actor.kind in ("org", "country") and actor.country
            joined = actor.mark in ("with", "", "between", "by", "b") and not _is_place(scene, actor)
            if told and joined and actor.country not in out.countries():
                out.sides.append((part, actor))
                return


def _host_of_exercise(scene: Scene, out: Draft) -> None:
    """``تحتضن أكادير تمرين X بمشاركة الجيش الأمريكي``: the state where an exercise with others is held takes part."""
    begin, end = out.clause.sentence
    went = (p for p in scene.places if begin <= p.i < end and p.mark == "to" and not p.inside)
    place = out.place or next(went, None)
    if place is None or len(out.countries()) != 1 or place.country in out.countries():
        return
    exercise = any(
        t.kind == "class" and t.id == "exercise" for tag in scene.tagged.starts[out.trigger.i] for t in tag.terms
    )
    if exercise and any(scene.tagged.word(i, "taking_part") for i in range(begin, end)):
        at = (place.i, place.j)
        out.sides.append(("agent", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _is_place(scene: Scene, actor: Actor) -> bool:
    return actor.kind == "country" and any(p.i == actor.i and p.mark in ("in", "to", "from") for p in scene.places)


def _gathering(scene: Scene, out: Draft) -> None:
    """Who takes part: those told to hold it host it, those told to attend are guests, the state of the place hosts
    too."""
    begin, end = out.clause.sentence
    sides: list[tuple[str, Actor]] = []
    for actor in scene.actors:
        if not begin <= actor.i < end or (actor.kind == "country" and _is_place(scene, actor)):
            continue
        part = _role_at_gathering(scene, out, actor, begin)
        if part:
            sides.append((part, actor))
    told = {a.i for _, a in sides}
    whole = [
        a for slot in ("of", "subject", "by", "to") for a in out.slots.get(slot) if _is_body(a) and a.i not in told
    ]
    own = out.frame.id == "gathering.hold"  # a session of a body is its own; its officials come together somewhere
    sides += [("host" if own else "side", a) for a in whole]
    place = out.place
    if place is not None and not any(p == "host" and a.country == place.country for p, a in sides):
        sides.append(
            (
                "host",
                Actor(
                    place.i,
                    place.j,
                    "country",
                    country=place.country,
                    country_at=(place.i, place.j),
                    rule="actor.place",
                ),
            )
        )
    out.sides = sides


def _is_body(actor: Actor) -> bool:
    """Whether ``actor`` is a body of many states, or its officials as a whole."""
    return actor.kind == "org" and actor.country is not None and len(actor.country) > 2


def _role_at_gathering(scene: Scene, out: Draft, actor: Actor, begin: int) -> str:
    t = scene.tagged
    before = range(max(begin, actor.i - 5), actor.i)
    if any(t.word(i, "attending") for i in before):
        return "guest"
    if any(t.word(i, "hosting") for i in before) and not actor.mark and actor.i < out.trigger.i + 8:
        return "host"
    for i in range(actor.i - 1, out.trigger.i, -1):  # after the gathering's word the last cue holds for a whole list
        if t.word(i, "attending") or t.word(i, "on_request"):
            return "guest"
        if t.word(i, "together"):
            return "host"
    after = range(actor.j, min(actor.j + 4, out.trigger.i))
    if any(t.word(i, "attending") for i in after):
        return "guest"
    if any(t.word(i, "hosting") for i in after):
        return "host"
    if actor.listed and out.sides:
        return next((p for p, a in out.sides if a.i == actor.i), "")
    return "guest" if actor.kind == "person" and actor.i < out.trigger.i and not actor.mark else ""


def hosts_and_guests(out: Draft, place_country: str | None) -> None:
    """Decide ``side``: the side of the country where it took place hosts, the others are guests; else parties."""
    known = {a.country for p, a in out.sides if p in ("host", "guest")}
    hosted = place_country is not None and any(a.country == place_country for _, a in out.sides)
    for n, (part, actor) in enumerate(out.sides):
        if part != "side":
            continue
        if hosted:
            new = "host" if actor.country == place_country else "guest"
        elif known:
            new = "host" if "host" not in {p for p, _ in out.sides} else "guest"
        else:
            new = "party"
        out.sides[n] = (new, actor)


def _count(scene: Scene, out: Draft) -> tuple[int, int, int] | None:
    """A number told right after the trigger: ``أوقفت … خمسة``, ``إعادة ستة يمنيين``, ``ضبط 22``."""
    before = range(max(out.clause.left, out.trigger.i - 6), out.trigger.i)
    after = range(out.trigger.j, min(out.clause.right, out.trigger.j + 6))
    for i in [*after, *(k for k in before if scene.tagged.bare(k + 1) == "منهم")]:
        if i in scene.busy:
            continue
        word, numbers = scene.tagged.bare(i), scene.tagged.lexicon.grammar.numbers
        if word.isdigit() and 0 < int(word) < 10000:
            return int(word), i, i + 1
        if word in numbers and not scene.tagged.among(i + 1, "not_people"):
            return numbers[word], i, i + 1
    return None


def merged(sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """Sides without repetition: one person or institution once, a bare country only where nobody else stands for it."""
    out: list[tuple[str, Actor]] = []
    names: set[object] = set()
    for part, actor in sides:
        key: object = (
            actor.name or (actor.org, actor.role, actor.country)
            if actor.kind in ("person", "org")
            else (actor.country, part)
        )
        if key in names:
            continue
        names.add(key)
        out.append((part, actor))
    speaks = {(p, a.country) for p, a in out if a.kind in ("person", "org") and a.country}
    return [
        (p, replace(a))
        for p, a in out
        if a.kind not in ("country", "group") or p == "subject" or (p, a.country) not in speaks
    ]
