"""Where a visit goes, and who receives it there."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger, of_body
from marsad.find.frames.draft.event import Draft
from marsad.find.phrases.places import Place
from marsad.find.resolve import Cast

REACH = {"to": 20, "": 10, "in": 3, "from": 10}  # tokens from the word of visiting to the place visited
STOPS_REACH = 14  # tokens from the word of a tour to the word that tells its stops
FIRST_REACH = 8  # tokens from there to the first stop, past "so far", "each of" and the number of states
FAR_OF = {  # frames told with places inside the state visited
    "visit.go": {"in": 9},
    "visit.inspect": {"in": 16},
    "visit.land": {"in": 12, "to": 12, "": 12},
}
INSIDE = frozenset({"visit.go", "visit.tour"})  # nouns that tell a visit also where nobody is told beside them
NAME = 4  # tokens that a visitor counts for, however long his offices are
BARE_NOUN = 2  # tokens from the word of visiting, or the visitor after it, to an unmarked place visited


def destination(scene: Scene, cast: Cast, out: Draft) -> None:
    """Where a visit goes: ``إلى X``, ``لX``, the object of زار; ``في/ب`` where the frame allows it."""
    trigger, clause = out.trigger, out.clause
    options: list[tuple[int, Place]] = []
    own = {a.country for a in out.slots.get("subject") + out.slots.get("of") if a.country}
    for place in scene.places:
        if not (trigger.j <= place.i < clause.right) or place.dateline:
            continue
        post = any(a.name and a.i < place.i and place.j <= a.name[0] for a in scene.actors)  # مبعوث … إلى سوريا NAME
        inside = place.inside and (place.mark != "to" or post)
        rank = _rank(scene, out, place)
        if rank is None or inside or place.country in own:
            continue
        if _too_far(scene, out, place) or _affairs_of(scene, place) or _at_home(scene, place, own):
            continue
        options.append((rank * 8 + place.i - trigger.j, place))
    if not options and not trigger.is_verb and out.frame.id in INSIDE:
        before = [p for p in scene.places if clause.left <= p.i < trigger.i and not (p.inside or p.dateline)]
        if _came_back(scene, trigger.i):
            before = []
        over = scene.tagged.word(trigger.i - 1, "after_visit")
        back = over and any(scene.tagged.word(i, "returned") for i in range(clause.left, trigger.i))
        stop = any(scene.tagged.word(i, "stations") for i in range(max(clause.left, trigger.i - 3), trigger.i))
        marks = ("from",) if back else ("in", "to", "") if over or stop else ("in", "to")
        options = [(trigger.i - p.j, p) for p in before if p.mark in marks and p.country not in own]
    if out.frame.id == "visit.tour" and not options:
        options = _where_begun(scene, trigger, clause)
    if (first := first_stop(scene, trigger, clause.sentence[1])) is not None:
        options = [(0, first)]
    if not options and out.slots.rule == "object of the verb of receiving":
        _received_at(scene, out, own)
    if not options and (home := _home(scene, cast, out) or _inviting(scene, out, own)) is not None:
        options = [(0, home)]
    if options:
        out.place = min(options, key=lambda o: o[0])[1]
        out.place_by = "destination"
        _guest_from_elsewhere(scene, out)
    _visited(scene, out)


def _rank(scene: Scene, out: Draft, place: Place) -> int | None:
    """How well ``place`` is told as a destination (less is better), or ``None``."""
    if "from" in out.frame.place:
        return 0 if place.mark == "from" else None
    if place.mark == "":
        if "object" not in out.frame.place or not _bare_place(scene, place):
            return None
        last = max((a.j for a in out.slots.get("of") if a.i >= out.trigger.j), default=out.trigger.j)
        return 1 if out.trigger.is_verb or place.i - max(last, out.trigger.j) <= BARE_NOUN else None
    object_taken = out.trigger.is_verb and out.frame.id == "visit.go"  # زار تونس لبحث أزمة منفذ X
    return {"to": 2 if object_taken else 0, "in": 2}.get(place.mark)


def _bare_place(scene: Scene, place: Place) -> bool:
    """Whether no preposition governs ``place``, or the one with which و lists it (``مع مالي والنيجر``)."""
    while scene.tagged.bare(place.i).startswith("و"):
        before = next((p for p in scene.places if p.j == place.i), None)
        if before is None:
            hit = scene.tagged.get(place.i, "country", "city")
            if hit is not None and "و" in hit[0].clitics:
                return False  # بين الغرب وإيران
            break
        place = before
    return scene.tagged.word(place.i - 1, "prepositions") is None


def _too_far(scene: Scene, out: Draft, place: Place) -> bool:
    """Whether ``place`` stands too far from the trigger; the visitor between them counts as few tokens, the day as
    none."""
    begin, names = out.trigger.j, _past_names(out, place.i)
    names += sum(k in scene.busy or scene.tagged.among(k, "commas") for k in range(begin, place.i))
    site = any(scene.tagged.get(k, "place_head") for k in range(begin, place.i))  # زار قاعدة الملك فهد بالطائف
    far = FAR_OF.get(out.frame.id, {}).get(place.mark, REACH[place.mark])
    return place.i - begin - names > (REACH["to"] if site else far)


def _past_names(out: Draft, until: int) -> int:
    """Tokens of the visitor's name and offices, told before ``until``, that do not count."""
    begin = out.trigger.j
    between = {(a.i, a.j) for s in ("subject", "of") for a in out.slots.get(s) if begin <= a.i and a.j <= until}
    return sum(max(0, j - i - NAME) for i, j in between)


def _affairs_of(scene: Scene, place: Place) -> bool:
    """``بحث خلال زيارته الوضع في سوريا``: a state whose affairs are talked about."""
    begins = scene.tagged.starts[place.i - 2] if place.mark == "in" and place.i > 1 else []
    return any(tag.j == place.i and term.kind == "topic" for tag in begins for term in tag.terms)


def _at_home(scene: Scene, place: Place, own: set[str]) -> bool:
    """``إقليم كردستان الإيراني``: a place whose adjective is the visitor's own state."""
    hit = scene.tagged.get(place.j, "nisba")
    return hit is not None and hit[1].id in own


def _came_back(scene: Scene, i: int) -> bool:
    """``قال X في نيويورك بعد عودته من زيارة``: where he came back to is not what he visited."""
    t = scene.tagged
    return t.bare(i - 1) == "من" and any(t.word(k, "returned") is not None for k in (i - 2, i - 3))


def _where_begun(scene: Scene, trigger: Trigger, clause: Clause) -> list[tuple[int, Place]]:
    """``يبدأ X جولته غدا، في تونس``: the first place told with في, however far, after the verb of beginning."""
    if not any(scene.tagged.word(i, "tour_begins") for i in range(clause.left, trigger.i)):
        return []
    near = (p for p in scene.places if trigger.j <= p.i < clause.sentence[1] and p.mark == "in" and not p.inside)
    first = next(near, None)
    return [(0, first)] if first is not None else []


def first_stop(scene: Scene, trigger: Trigger, end: int) -> Place | None:
    """``جولة شملت حتى الآن السعودية والأردن``, ``زيارات لعدة دول منها السعودية``, ``كالسعودية``: the first state after
    the word that tells the stops of a tour, or of visits."""
    t = scene.tagged
    visits = trigger.term.id == "visit.go" and trigger.term.plural
    if trigger.is_verb or not (visits or trigger.term.id == "visit.tour"):
        return None
    many = next((i for i in range(trigger.j, min(trigger.j + STOPS_REACH, end)) if t.word(i, "states")), trigger.j)
    for i in range(trigger.j, min(many + STOPS_REACH, end)):
        told = t.word(i, "stops_told", "such_as")
        like = t.get(i, "country")
        if told is None and like is not None and like[0].clitics.endswith("ك"):
            return next((p for p in scene.places if p.i == i), None)
        if told is None:
            continue
        near = (p for p in scene.places if told.j <= p.i < min(told.j + FIRST_REACH, end) and not p.inside)
        if (stop := next(near, None)) is not None:
            return stop
    return None


def _home(scene: Scene, cast: Cast, out: Draft) -> Place | None:
    """``يزور البلاد``, ``يزور الدولة حاليا``: the state that the page is about, unless the visitor is of it."""
    t, at = scene.tagged, out.trigger.j
    own = {a.country for a in out.slots.get("subject") + out.slots.get("of")}
    home = next((c for c in cast.ranking[:2] if c not in own), None)
    told = (
        out.frame.id == "visit.go"
        and t.word(at, "home_words") is not None
        and t.get(at + 1, "country", "nisba") is None
    )
    begin, end = out.clause.sentence
    arrives = out.frame.id == "visit.arrive" and out.trigger.is_verb and t.among(out.trigger.i, "arrived")
    whither = any(t.among(i, "mission_words") for i in range(at, min(at + 10, out.clause.right)))
    arrives = arrives and not whither  # يصل X إلى المملكة: where to is told, though in a word of many states
    comes = range(at, min(at + 14, out.clause.right))  # وصول X إلى البلاد
    told = told or any(t.word(i, "home_words") and t.among(i - 1, "mission_words") for i in comes)
    told = told or any((tag := t.word(i, "home_words")) and tag.clitics.endswith("ل") for i in comes)  # زيارة X لبلادنا
    told = told or (arrives and any(t.word(i, "delegation", "official_visit") for i in range(begin, end)))
    return Place(at, at + 1, home, None, "to") if told and home is not None and own - {None} else None


def _inviting(scene: Scene, out: Draft, own: set[str]) -> Place | None:
    """``زيارة رسمية تلبية لدعوة من NAME وزير الداخلية بدولة الإمارات``: the state of him who invites."""
    if out.frame.id != "visit.go":
        return None
    for actor in scene.actors:
        asked = any(scene.tagged.among(i, "invited_by") for i in range(actor.i - 3, actor.i))
        if asked and out.trigger.j < actor.i < out.clause.right and actor.country and actor.country not in own:
            at = actor.country_at or (actor.i, actor.j)
            return Place(at[0], at[1], actor.country, None, "to") if len(actor.country) == 2 else None
    return None


def _received_at(scene: Scene, out: Draft, own: set[str]) -> None:
    """``استقبلت القاهرة X في زيارة``: where no place is told, the visit is to the state of who receives."""
    subject = out.slots.get("subject")
    before = [a for a in scene.actors if out.clause.left <= a.i < subject[0].i and not a.mark and a.country]
    if before and not of_body(scene, before[-1]) and before[-1].country not in own:
        out.place_by = before[-1].country or ""
        out.sides.append(("host", before[-1]))


def _visited(scene: Scene, out: Draft) -> None:
    """``زار السفينة الإيطالية``, ``زيارة للوحدات الإماراتية``: an institution or unit of another state receives the
    visitor, wherever it is."""
    own = {a.country for p, a in out.sides if p == "guest" and a.country}
    reached = out.place.i if out.place is not None else out.clause.right
    aimed = [a for a in out.slots.get("to") if a.i < reached]  # زيارة إلى X، رسالة لدول Y: where it goes stands first
    told = out.slots.get("object") + aimed + out.slots.get("more")
    hosts = [a for a in told if a.kind in ("org", "group") and a.country and a.country not in own]
    hosts = [a for a in hosts if a.i - out.trigger.j - _past_names(out, a.i) <= REACH[""]]
    if own and hosts and out.place is None:  # مقر الإنتربول في مدينة ليون
        inside = (p for p in scene.places if hosts[0].i <= p.i and p.j <= hosts[0].j and p.mark == "in")
        out.place = next(inside, None)
    if own and hosts and (out.place is None or out.place.country not in {a.country for a in hosts}):
        if hosts[0].kind == "org" and out.place is None and not of_body(scene, hosts[0]):
            out.place_by = hosts[0].country or ""
        out.sides += [("host", a) for a in hosts[:1]]


def _guest_from_elsewhere(scene: Scene, out: Draft) -> None:
    """A visitor is not of the place visited: where the clause's own subject is, the traveller was told before."""
    place = out.place
    if (
        place is None
        or out.trigger.is_verb
        or out.frame.id not in INSIDE
        or any(a.country != place.country for _, a in out.sides)
    ):
        return
    begin = out.clause.sentence[0] - 60
    before = [
        a
        for a in scene.actors
        if begin <= a.i
        and a.j <= out.trigger.i
        and a.kind == "person"
        and a.name
        and a.country
        and a.country != place.country
    ]
    if before and not any(a.i >= out.trigger.i for _, a in out.sides):
        out.sides = [("guest", before[-1])]
