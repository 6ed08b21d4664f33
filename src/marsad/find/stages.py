"""The cascade, in order. Start here.

0. early leave          :mod:`marsad.find.early`
1. fold and 2. tokens   :mod:`marsad.find.tokens`
3. tags                 :mod:`marsad.find.tag`
4. phrases              :mod:`marsad.find.dates` and :mod:`marsad.find.phrases` (names, offices, actors, places)
   who is who           :mod:`marsad.find.resolve`
5. frames               :mod:`marsad.find.frames` (clauses, slots, draft, sides, conditions, the acts of each type)
6. discourse            :mod:`marsad.find.voice`, :mod:`marsad.find.topics`, :mod:`marsad.find.discourse`
7. mentions             :mod:`marsad.find.build`; findings :mod:`marsad.find.notes`, figures :mod:`marsad.find.figures`

Each stage is a pure function of one article and the lexicon.
"""

from __future__ import annotations

from marsad.find.build import mention_of
from marsad.find.dates import find_times
from marsad.find.discourse.telling import tell
from marsad.find.early import wanting, worth_reading
from marsad.find.figures import figures_of
from marsad.find.frames.clauses import Scene, Trigger, clause_breaks, clause_of, triggers, verb_positions
from marsad.find.frames.conditions import check
from marsad.find.frames.contacts import by_telephone
from marsad.find.frames.draft import Draft, draft
from marsad.find.frames.fill import fill
from marsad.find.frames.lasting import lasting
from marsad.find.frames.sides import complete
from marsad.find.frames.slots import Slots
from marsad.find.frames.tours import each_stop
from marsad.find.notes import findings_of
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import read_places
from marsad.find.phrases.read import read_actors
from marsad.find.resolve import Cast, resolve
from marsad.find.tag import Tagged, tag
from marsad.find.tokens import Tokens, tokenize
from marsad.find.topics import told_on
from marsad.find.trace import Step, Trace
from marsad.lexicon import Lexicon
from marsad.model import Article, Reading, TimeExpression
from marsad.text import fold

FINDER = "cascade-1"


def find(article: Article, lexicon: Lexicon, trace: Trace | None = None) -> Reading:
    """Everything that ``article`` tells: event mentions, findings and figures, each with its words."""
    empty = Reading(article, finder=FINDER, lexicon=lexicon.version)
    if article.lang != lexicon.lang:
        return empty
    if not worth_reading(f"{fold(article.title).text}\n{fold(article.body).text}", lexicon.gate):
        return empty
    tagged = tag(tokenize(article), lexicon)
    times = find_times(article.title, article.body, article.published, lexicon.times)
    scene, cast = _scene(tagged, times)
    found = [] if _sports(tagged) or _almanac(tagged) else triggers(tagged, cast.actors)
    for trigger in found:
        if not trigger.is_verb and "joint_body" not in lexicon.frames[trigger.term.id].needs:
            scene.rivals.setdefault(trigger.term.id, []).append(trigger.i)
    drafts = [d for t in found for d in each_stop(scene, _one(scene, cast, t))]
    told = tell(scene, cast, drafts)
    going_on = told_on(scene, told)
    mentions = tuple(mention_of(scene, d, article.published, going_on) for d in told)
    if trace is not None:
        _trace(trace, scene, drafts, told)
    return Reading(
        article,
        mentions,
        findings_of(scene, times, mentions),
        figures_of(scene, mentions),
        FINDER,
        lexicon.version,
    )


def _scene(tagged: Tagged, times: list[TimeExpression]) -> tuple[Scene, Cast]:
    spans = _token_spans(tagged.tokens, times)
    busy = frozenset(i for a, b, _ in spans for i in range(a, b))
    cast = resolve(tagged, read_actors(tagged, busy))
    scene = Scene(tagged, cast.actors, [], spans, busy, clause_breaks(tagged), verb_positions(tagged, cast.actors))
    scene.places = read_places(tagged, cast.actors, cast.kingdom, busy)
    # بغداد/وكالات: قالت الشرطة, ليون (فرنسا) - وقع الإنتربول, وكالات - دبي: قالت, بكين 12 مايو (شينخوا)
    lines = [p for p in scene.places if p.dateline]
    written = {p.i for p in lines if tagged.bare(p.j) in ("/", ")") or tagged.bare(p.i - 1) == "-"}
    written |= {p.i for p in lines if busy & {p.j, p.j + 1}}
    places = {p.j for p in lines}
    told = (a for a in cast.actors if a.i not in written and not _reports(tagged, a))
    scene.actors = [a for a in told if not (_byline(tagged, a, places) or _outlet(tagged, a))]
    return scene, cast


def _reports(tagged: Tagged, actor: Actor) -> bool:
    """``(كونا) -- بحث وزير الدفاع``: an agency, which takes no part in what it reports."""
    return actor.kind == "org" and tagged.word(actor.i, "news_agencies") is not None


def _outlet(tagged: Tagged, actor: Actor) -> bool:
    """``وهج الخليج – وكالات``: part of the name of an outlet at the head of a report, before those it has it from."""
    begin = tagged.tokens.sentences[tagged.tokens.sentence_of(actor.i)][0]
    sources = tagged.word(actor.j + 1, "news_agencies", "sources_too")
    head = begin < actor.i <= begin + 2 and actor.kind in ("country", "org")
    return head and tagged.bare(actor.j) in ("-", "/", "(") and sources is not None


def _byline(tagged: Tagged, actor: Actor, after: set[int]) -> bool:
    """``بيروت/ وسيم سيف الدين/ الأناضول``, ``كتب محمود حسن:``: who wrote the report, told ``after`` its place or so."""
    if actor.kind != "person" or actor.role is not None or tagged.bare(actor.j) not in ("/", "-", ":", "("):
        return False
    k = actor.i - 1 - (tagged.bare(actor.i - 1) in ("/", "-", ":"))
    return actor.i - 1 in after or tagged.word(k, "writes") is not None


def _sports(tagged: Tagged) -> bool:
    """A page about sport, whose words of defence, meetings and awards mean other things."""
    words = sum(tagged.word(i, "sports") is not None for i in tagged.where("sports"))
    field = sum(tagged.word(i, "security") is not None for i in tagged.where("security"))
    return words > 3 and words * 60 > len(tagged.tokens) and field < words


def _almanac(tagged: Tagged) -> bool:
    """A page whose title says that it lists what happened on a day of former years."""
    begin, end = tagged.tokens.sentences[0] if tagged.tokens.sentences else (0, 0)
    title = range(begin, end if end and tagged.tokens.where[begin] == "title" else begin)
    return tagged.holds(title, "almanac")


def _token_spans(tokens: Tokens, times: list[TimeExpression]) -> list[tuple[int, int, TimeExpression]]:
    """Time expressions as token ranges, in one walk over both sorted lists."""
    out: list[tuple[int, int, TimeExpression]] = []
    i, end = 0, len(tokens)
    for time in sorted(times, key=lambda t: (t.where == "body", t.start_offset)):
        while i < end and (tokens.where[i] != time.where or tokens.ends[i] <= time.start_offset):
            if tokens.where[i] == "body" and time.where == "title":
                break
            i += 1
        j = i
        while j < end and tokens.where[j] == time.where and tokens.starts[j] < time.end_offset:
            j += 1
        quoted = j > i > 0 and j < end and tokens.words[i - 1] == tokens.words[j] == '"'
        if j > i and not (quoted and time.direction is None):  # حملة «14 أغسطس»: a name; يزورها «الأسبوع المقبل» a time
            out.append((i, j, time))
    return out


def _one(scene: Scene, cast: Cast, trigger: Trigger) -> Draft:
    frame = scene.tagged.lexicon.frames[trigger.term.id]
    clause = clause_of(scene, trigger)
    frame = scene.tagged.lexicon.frames["call.talk"] if by_telephone(scene, trigger, clause) else frame
    if missing := wanting(scene.tagged, frame, clause.sentence):
        return Draft(frame, trigger, clause, Slots()).drop(missing)
    out = draft(scene, cast, trigger, frame, clause, fill(scene, trigger, clause))
    out.time = lasting(scene, out)
    return check(scene, complete(scene, cast, out))


def _trace(trace: Trace, scene: Scene, drafts: list[Draft], told: list[Draft]) -> None:
    tokens = scene.tagged.tokens

    def step(kind: str, rule: str, i: int, j: int, note: str = "") -> None:
        e = tokens.evidence(i, j, rule)
        trace.add(Step(kind, rule, e.where, e.start, e.end, e.quote, note))  # type: ignore[arg-type]

    for i, j, time in scene.times:
        step("date", time.rule, i, j, f"{time.start} – {time.end} ({time.precision}): {time.reason}")
    for actor in scene.actors:
        step(
            "phrase",
            actor.rule,
            actor.i,
            actor.j,
            f"{actor.kind} {actor.country or '?'} {actor.mark}".strip(),
        )
    for place in scene.places:
        step(
            "phrase",
            "place",
            place.i,
            place.j,
            f"{place.country} {place.mark}{' inside' if place.inside else ''}",
        )
    for d in drafts:
        sides = ", ".join(f"{p}={tokens.text(a.i, a.j)}[{a.country}]" for p, a in d.sides)
        step(
            "dropped" if d.dropped else "rule",
            f"{d.frame.id}/{d.slots.rule}",
            d.trigger.i,
            d.trigger.j,
            d.dropped or sides,
        )
    for d in told:
        step("mention", d.frame.id, d.trigger.i, d.trigger.j, d.type)
