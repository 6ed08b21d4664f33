"""Step 5d: which sentences can say what an event was about, and whether they speak of security."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import is_secure, of_the_field, peace_envoy, security_said
from marsad.find.phrases.actors import Actor

LATER = 7  # sentences from talks on in which those present are listed
ATTENDED = 4  # tokens of a sentence in which it tells that somebody attended
LEAD = 2  # sentences at the head of a page, of which the title speaks


def security_near(scene: Scene, out: Draft) -> bool:
    """Whether the sentence, the next one, or an actor's office speaks of security, defence, justice or intelligence."""
    tokens = scene.tagged.tokens
    number = out.clause.number
    if out.type in ("meeting", "call") and _reported(scene, out):
        return any(of_the_field(scene, a) for _, a in out.sides) or security_said(scene, *out.clause.sentence)
    if out.type in ("meeting", "call") and of_trade(scene) and not any(of_the_field(scene, a) for _, a in out.sides):
        return said_of_now(scene, out)
    reach = 2 if out.type == "agreement" else 1  # what was agreed is told after it
    near = [s for s in range(number - 1, number + reach + 1) if 0 <= s < len(tokens.sentences)]
    if out.type in ("meeting", "call"):
        near = [s for s in near if s == number or not turns(scene, max(s, number))]
        near = [s for s in near if s >= number or _names_side(scene, out, s)]
    lists = _lists_of_those_there(scene, out)
    near += sorted(lists - set(near))
    offices = _offices_elsewhere(scene, out, lists, near)
    if all(a.kind == "country" for _, a in out.sides):
        offices = set()  # لقاء بين مالي والنيجر على مستوى وزيري الدفاع
    if out.type in ("meeting", "call"):
        offices |= _said_of_persons(scene, out)
    titled = out.type not in ("meeting", "call") or number <= LEAD or _names_side(scene, out, 0)
    told = (i for s in {*near, *([0] if titled else [])} for i in range(*tokens.sentences[s]) if i not in offices)
    if any(is_secure(scene, i) for i in told):
        return True
    own = {"agreement": "truce", "commendation": "freed"}.get(out.type, "")
    if own and any(scene.tagged.word(i, own) for i in range(*out.clause.sentence)):
        return True
    if any(scene.tagged.word(i, "officers") for _, a in out.sides if a.name for i in range(a.i, a.j)):
        return True
    if any(of_the_field(scene, a) for _, a in out.sides):
        return True
    relief = any(scene.tagged.word(i, "relief") for i in range(*out.clause.sentence))
    return not relief and any(peace_envoy(scene, a) for _, a in out.sides)


def _lists_of_those_there(scene: Scene, out: Draft) -> set[int]:
    """The sentences after talks that list who attended."""
    sentences, number = scene.tagged.tokens.sentences, out.clause.number
    if out.type != "meeting":
        return set()
    heads = {s: range(b, min(b + ATTENDED, e)) for s, (b, e) in enumerate(sentences) if number <= s < number + LATER}
    return {s for s, head in heads.items() if scene.tagged.holds(head, "attend")}


def _offices_elsewhere(scene: Scene, out: Draft, lists: set[int], near: list[int]) -> set[int]:
    """The tokens of offices, which say nothing of what talks were about but for those of who is listed as present."""
    tokens = scene.tagged.tokens
    attended = lists | {s for s in near if scene.tagged.holds(range(*tokens.sentences[s]), "attend")}
    return {
        i
        for a in scene.actors
        if a.kind == "person"
        and a.role
        and tokens.sentence_of(a.i) not in attended
        and not (out.type == "gathering" and many_of_one_office(scene, a))
        for i in range(*a.role)
    }


def of_trade(scene: Scene) -> bool:
    """Whether the page's title speaks of trade, and not of the field."""
    title = range(*scene.tagged.tokens.sentences[0])
    trade = scene.tagged.holds(title, "commerce")
    return trade and not any(is_secure(scene, i) for i in title)


def said_of_now(scene: Scene, out: Draft) -> bool:
    """Whether words of the field stand in the event's sentence that do not say what was before it or after."""
    t, (begin, end) = scene.tagged, out.clause.sentence
    last = max((k for k in range(begin, out.trigger.i) if t.word(k, "other_times")), default=begin)
    first = min((k for k in range(out.trigger.j, end) if t.word(k, "other_times")), default=end)
    return security_said(scene, last, first)


def _names_side(scene: Scene, out: Draft, number: int) -> bool:
    """Whether a sentence speaks of a side of the talks: by name, or by his or its state."""
    begin, end = scene.tagged.tokens.sentences[number]
    states = out.countries()
    return any(begin <= a.i < end and a.country in states for a in scene.actors)


def _said_of_persons(scene: Scene, out: Draft) -> set[int]:
    """``التقى X الرئيس Y الذي اتهم بجرائم``: what a clause says of a side, unless it tells of visits and talks."""
    t, (begin, end), told = scene.tagged, out.clause.sentence, set()
    for actor in (a for _, a in out.sides if a.kind == "person" and begin <= a.i < end):
        which = next((k for k in (actor.j, actor.j + 1) if k < end and t.word(k, "relative")), None)
        if which is None:
            continue
        stop = next((k for k in range(which + 1, end) if t.among(k, "commas")), end)
        ids = (x.id for k in range(which, stop) for tag in t.starts[k] for x in tag.terms if x.kind == "frame")
        if not any(i.startswith(("visit.", "meeting.", "call.")) for i in ids):
            told |= set(range(which, stop))
    return told


def _reported(scene: Scene, out: Draft) -> bool:
    """``أطلع الملك مجلس الوزراء على مباحثاته مع X``: one of the contacts that a government is told of in a row."""
    return scene.tagged.holds(range(out.clause.sentence[0], out.trigger.i), "briefs")


def turns(scene: Scene, s: int) -> bool:
    """Whether a sentence opens with a day of its own or turns to another matter: what stands before it is another."""
    begin, end = scene.tagged.tokens.sentences[s]
    if any(begin <= i <= begin + 3 for i, _, time in scene.times if time.start is not None):
        return True
    return any(scene.tagged.word(i, "another_matter") for i in range(begin, min(begin + 3, end)))


def many_of_one_office(scene: Scene, actor: Actor) -> bool:
    """``قادة القوات الخاصة``: many of one office, whose gathering is about it."""
    return scene.tagged.word(actor.i, "officials") is not None
