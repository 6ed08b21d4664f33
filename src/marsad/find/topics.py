"""Step 5g: topics that the page says an event was about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.find.discourse.drafts import told_as_background
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import name_words


def topics_of(scene: Scene, out: Draft, going_on: Mapping[int, Draft]) -> dict[str, tuple[int, int]]:
    """Topics with the tokens that say them: of the event's sentence, and of those that go on about it (see
    :func:`told_on`)."""
    t = scene.tagged
    tokens = t.tokens
    found: dict[str, tuple[int, int]] = {}
    wanted = [out.clause.number]
    if out.type in RETOLD:
        wanted += [d.clause.number for d in out.also]
    wanted += [number for number, about in going_on.items() if about is out]
    if out.clause.number <= LEAD:
        wanted += _lead(scene)
    offices = {i for a in scene.actors if a.kind == "person" and a.role for i in range(a.i, a.j)}
    for number in wanted:
        for i in range(*tokens.sentences[number]):
            if "topic" not in t.can[i] or i in offices:
                continue
            for tag in t.starts[i]:
                for term in tag.terms:
                    if term.kind != "topic" or term.id in found:
                        continue
                    crossing = term.id == "borders" and t.among(i - 1, "crossing")  # الجريمة العابرة للحدود
                    crossing = crossing or (term.id == "cybercrime" and _at_sea(scene, number, i))
                    crossing = crossing or (term.id == "extradition" and t.word(tag.j, "things_handed") is not None)
                    if not crossing:
                        found[term.id] = (tag.i, tag.j)
    if out.frame.topic is not None:
        found.setdefault(out.frame.topic, (out.trigger.i, out.trigger.j))
    if out.type == "assistance" and "weapons" in found and _materiel(scene, found["weapons"]):
        found.setdefault("defence", found["weapons"])  # arms that a state gives another are for its defence
    if out.type == "extradition":
        found.setdefault("extradition", (out.trigger.i, out.trigger.j))
    if out.type in ("visit", "meeting", "call"):
        defence = _of_all_sides(scene, out, "defence")
        if defence is not None:
            found.setdefault("defence", (defence, defence + 1))
        police = _of_all_sides(scene, out, "policing")
        if police is not None and not found:
            found["police-cooperation"] = (police, police + 1)
    return found


def _materiel(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether the words name arms that can be given (``مقاتلات``), and not what is fought (``المتفجرات``)."""
    terms = (term for tag in scene.tagged.starts[at[0]] for term in tag.terms)
    return any(term.kind == "class" and term.id == "materiel" for term in terms)


def _at_sea(scene: Scene, number: int, i: int) -> bool:
    """``مكافحة القرصنة`` in a sentence that speaks of ships or navies is piracy, no intrusion into computers."""
    t = scene.tagged
    return t.word(i, "piracy") is not None and any(t.word(k, "seafaring") for k in range(*t.tokens.sentences[number]))


def _lead(scene: Scene) -> list[int]:
    """The sentences that a page opens with, which tell one event, up to one that turns to another matter."""
    t = scene.tagged
    out = []
    for number, (begin, end) in enumerate(t.tokens.sentences[: LEAD + 1]):
        if t.holds(range(begin, min(begin + 4, end)), "another_matter"):
            break
        out.append(number)
    return out


def _of_all_sides(scene: Scene, out: Draft, field: str) -> int | None:
    """Where an office or institution of the class ``field`` says what they met about: every side that names one has
    such a one.
    """
    t = scene.tagged
    told: dict[str | None, list[int]] = {}
    for _, actor in out.sides:
        said = actor.role or actor.org
        if said is not None:
            told.setdefault(actor.country, []).extend(i for i in range(*said) if t.word(i, field))
    return next((words[0] for words in told.values() if words), None) if all(told.values()) else None


LEAD = 2  # title and the first sentences
RETOLD = frozenset({"meeting", "visit", "call", "agreement", "gathering"})
REACH = 6  # sentences after the event's own in which it may go on
HEAD = 9  # tokens at a sentence's beginning that say what it is about
OPENING = 3  # tokens at a sentence's beginning among which the verb stands that goes on about talks
CONTACTS = {
    "meeting": ("sessions", "both_sides"),
    "call": ("sessions", "both_sides"),
    "visit": ("visits",),
}


def told_on(scene: Scene, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """The sentences, by number, that open with the talks, the visit or both sides, each with the one contact that it
    goes on about: that of the persons it names, else the last one told before it that is not of an earlier time."""
    t = scene.tagged
    contacts = [d for d in drafts if d.type in CONTACTS]
    out = {}
    for number, (begin, end) in enumerate(t.tokens.sentences):
        head = range(begin, min(end, begin + HEAD))
        if t.holds(head, "attend"):
            continue
        types = {type for type, groups in CONTACTS.items() if t.holds(head, *groups)}
        if t.holds(range(begin, min(end, begin + OPENING)), "discussed"):
            types |= {"meeting", "call"}
        before = [d for d in contacts if d.type in types and 0 < number - _last(d, number) <= REACH]
        named = [a for a in scene.actors if begin <= a.i < end and a.name]
        before = [d for d in before if _of_them(scene, d, named)] or before
        fresh = [d for d in before if not told_as_background(d, before)]
        if fresh:
            out[number] = max(fresh, key=lambda d: _last(d, number))
    return out


def _last(out: Draft, number: int) -> int:
    """The last sentence before ``number`` that tells it; its own where none does."""
    told = (d.clause.number for d in (out, *out.also))
    return max((n for n in told if n < number), default=out.clause.number)


def _of_them(scene: Scene, out: Draft, named: Sequence[Actor]) -> bool:
    """Whether one of the persons is a side of it."""
    words = {name_words(scene.tagged, a.name)[-1:] for a in named if a.name}
    return any(a.name and name_words(scene.tagged, a.name)[-1:] in words for _, a in out.sides)
