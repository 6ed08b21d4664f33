"""One event from its mentions: the most precise value that no source contradicts, every claim, every
disagreement.

Nothing is averaged. Where sources give days that exclude each other, the composed date is the smallest
calendar period that holds them all, and the days stand side by side in ``claims`` and in a
``contradiction``. What was announced and then happened on another day is ``changed``, no contradiction: the
later report stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from marsad.codec import participant_to_dict
from marsad.link.names import same_office
from marsad.link.words import content_words
from marsad.merge.compare import same_person
from marsad.merge.periods import Period, smallest_period
from marsad.merge.profile import Side
from marsad.merge.story import status_history
from marsad.model import (
    Attribution,
    Claim,
    Event,
    Evidence,
    Finding,
    Origin,
    Participant,
    SourcedMention,
    Status,
)

VOUCHING: tuple[Attribution, ...] = (
    "communique",
    "official",
    "source",
    "media",
    "page",
)  # the strongest first
REPORTED: dict[Status, int] = {"planned": 0, "ongoing": 1, "happened": 2, "denied": 2}
Mentions = Sequence[SourcedMention]


def claims_of(mentions: Mentions, value: Callable[[SourcedMention], object]) -> tuple[Claim, ...]:
    """Each distinct value with the mentions that give it, the most given first; ``None`` is no claim."""
    found: dict[str, tuple[object, list[str]]] = {}
    for mention in mentions:
        given = value(mention)
        if given is not None:
            found.setdefault(repr(given), (given, []))[1].append(mention.key)
    ordered = sorted(found.values(), key=lambda claim: (-len(claim[1]), repr(claim[0])))
    return tuple(Claim(given, tuple(keys)) for given, keys in ordered)


def _date_value(sourced: SourcedMention) -> list[str | None] | None:
    m = sourced.mention
    return None if m.start is None else [m.start.isoformat(), (m.end or m.start).isoformat(), m.precision]


def _reports(mentions: Mentions) -> Mentions:
    """Those that tell what happened, where any does; announcements are history then."""
    return [m for m in mentions if m.mention.status != "planned"] or mentions


# ---------------------------------------------------------------- date
def _period(sourced: SourcedMention) -> Period | None:
    m = sourced.mention
    return None if m.start is None else Period(m.start, m.end or m.start, m.precision or "day")


def _exclude(a: Period, b: Period) -> bool:
    """Two periods contradict each other when they share no day, or are different single days."""
    return a.last < b.first or b.last < a.first


def compose_date(mentions: Mentions) -> Period | None:
    """The most precise period given that none excludes; else the smallest calendar period that holds them
    all.
    """
    given = sorted(
        {p for p in map(_period, _reports(mentions)) if p},
        key=lambda p: (p.days, p.first, p.last, p.precision),
    )
    if not given:
        given = sorted(
            {p for p in map(_period, mentions) if p}, key=lambda p: (p.days, p.first, p.last, p.precision)
        )
    if not given:
        return None
    for period in given:
        if not any(_exclude(period, other) for other in given):
            return period
    return smallest_period(min(p.first for p in given), max(p.last for p in given))


# ---------------------------------------------------------------- place, number, status
def compose_country(mentions: Mentions) -> str | None:
    """The country, if all who give one give the same."""
    given = {m.mention.country for m in mentions if m.mention.country}
    return given.pop() if len(given) == 1 else None


def same_city(a: str, b: str) -> bool:
    """Whether two wordings name one city."""
    return bool(content_words(a) & content_words(b)) or content_words(a) == content_words(b)


def compose_city(mentions: Mentions) -> str | None:
    """The city as most pages give it, if none names another."""
    claims = claims_of(mentions, lambda m: m.mention.city)
    if not claims or any(not same_city(str(claims[0].value), str(claim.value)) for claim in claims[1:]):
        return None
    return str(claims[0].value)


def compose_count(mentions: Mentions) -> int | None:
    """The number, if all who give one give the same."""
    given = {m.mention.count for m in _reports(mentions) if m.mention.count is not None}
    return given.pop() if len(given) == 1 else None


def _told(sourced: SourcedMention) -> tuple[date, int, str]:
    return sourced.published or date.min, REPORTED[sourced.mention.status], sourced.key


def compose_status(mentions: Mentions) -> Status:
    """How far it came by any report; between "happened" and "denied" the latest report stands."""
    furthest = max(REPORTED[m.mention.status] for m in mentions)
    latest = max((m for m in mentions if REPORTED[m.mention.status] == furthest), key=_told)
    return latest.mention.status


def compose_attribution(mentions: Mentions) -> Attribution:
    """The strongest that vouches for it."""
    return min((m.mention.attribution for m in mentions), key=VOUCHING.index)


def compose_topics(mentions: Mentions) -> tuple[str, ...]:
    """All topics that any page names, the most named first."""
    count: dict[str, int] = defaultdict(int)
    for mention in mentions:
        for topic in mention.mention.topics:
            count[topic] += 1
    return tuple(sorted(count, key=lambda topic: (-count[topic], topic)))


# ---------------------------------------------------------------- participants
def _side(p: Participant) -> Side:
    return Side(p.part, p.country, p.name, p.role, p.org)


def same_actor(a: Participant, b: Participant) -> bool:
    """Whether two participants are one actor: a person by name, else an office or institution of one
    country.
    """
    if a.name and b.name:
        return bool(same_person(_side(a), _side(b)))
    if a.country != b.country:
        return False
    if a.name or b.name:
        return bool(a.role and b.role and same_office(a.role, b.role))
    mine, theirs = [x for x in (a.role, a.org) if x], [x for x in (b.role, b.org) if x]
    if not mine or not theirs:
        return not mine and not theirs and a.part == b.part
    return any(same_office(x, y) for x in mine for y in theirs)


def _rank(p: Participant) -> tuple[int, int, int, str]:
    """The more is said of an actor, the earlier."""
    return (
        -(4 * bool(p.name) + 2 * bool(p.role) + bool(p.org)),
        -len(p.name or ""),
        -len(p.role or p.org or ""),
        repr(p),
    )


def compose_participants(mentions: Mentions) -> tuple[Participant, ...]:
    """Actors united over the mentions, the fullest wording of each; a bare country gives way to its people.

    They carry no evidence of their own: the words stand in the mentions, and ``claims`` says which.
    """
    groups: list[list[Participant]] = []
    everyone = sorted({_bare(p) for m in mentions for p in m.mention.participants}, key=_rank)
    for participant in everyone:
        for group in groups:
            if same_actor(group[0], participant):
                group.append(participant)
                break
        else:
            groups.append([participant])
    actors = [unite(group) for group in groups]
    sides = {p.country for p in actors if p.country and (p.name or p.role or p.org)}
    kept = [p for p in actors if p.name or p.role or p.org or p.country not in sides or p.part == "subject"]
    return in_part_order(kept)


PARTS = ("agent", "host", "party", "guest", "recipient", "subject")


def in_part_order(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Participants by part, then side, those of whom more is said first."""
    return tuple(sorted(participants, key=lambda p: (PARTS.index(p.part), p.country or "~", _rank(p))))


def _bare(p: Participant) -> Participant:
    return Participant(p.part, p.name, p.role, p.org, p.country)


def unite(group: Sequence[Participant]) -> Participant:
    """One participant from several wordings: the first, with what it lacks from the others."""

    def first(values: Iterable[str | None]) -> str | None:
        return next((value for value in values if value), None)

    best = group[0]
    return Participant(
        best.part,
        best.name or first(p.name for p in group),
        best.role or first(p.role for p in group),
        best.org or first(p.org for p in group),
        best.country or first(p.country for p in group),
    )


# ---------------------------------------------------------------- disagreements
def _words(sourced: SourcedMention, field: str) -> Evidence:
    m = sourced.mention
    return m.fields.get(field, m.evidence)


def _finding(kind: str, field: str, shown: Sequence[tuple[str, SourcedMention]], note: str = "") -> Finding:
    values = "; ".join(f"{value} ({m.outlet or m.page_id})" for value, m in shown)
    words = {"date": "start", "participants": "participants"}.get(field, field)
    return Finding(
        kind,
        f"{field}: {values}{note}",
        tuple(_words(m, words) for _, m in shown),
        tuple(m.key for _, m in shown),
    )


def _date_findings(mentions: Mentions) -> list[Finding]:
    reports, plans = _reports(mentions), [m for m in mentions if m.mention.status == "planned"]
    out = []
    dated = [(p, m) for m in reports if (p := _period(m))]
    clash = [(p, m) for p, m in dated if any(_exclude(p, other) for other, _ in dated)]
    if clash:
        out.append(_finding("contradiction", "date", _once((p.shown, m) for p, m in clash)))
    if plans and len(plans) < len(mentions):
        moved = [
            (p, m)
            for m in plans
            if (p := _period(m)) and dated and all(_exclude(p, other) for other, _ in dated)
        ]
        if moved:
            shown = _once([(p.shown, m) for p, m in moved] + [(p.shown, m) for p, m in dated])
            out.append(_finding("changed", "date", shown, ", announced for one day and told of another"))
    return out


def _once(shown: Iterable[tuple[str, SourcedMention]]) -> list[tuple[str, SourcedMention]]:
    """One mention for each value, the first by key."""
    out: dict[str, SourcedMention] = {}
    for value, m in sorted(shown, key=lambda item: (item[0], item[1].key)):
        out.setdefault(value, m)
    return list(out.items())


def _value_findings(mentions: Mentions) -> list[Finding]:
    out = []
    reports = _reports(mentions)
    countries = _once((m.mention.country, m) for m in mentions if m.mention.country)
    cities = _once((m.mention.city, m) for m in mentions if m.mention.city)
    counts = _once((str(m.mention.count), m) for m in reports if m.mention.count is not None)
    if len(countries) > 1:
        out.append(_finding("contradiction", "country", countries))
    elif any(not same_city(cities[0][0], city) for city, _ in cities[1:]):
        out.append(_finding("contradiction", "city", cities))
    if len(counts) > 1:
        out.append(_finding("contradiction", "count", counts))
    states = {m.mention.status for m in mentions}
    if "denied" in states and states & {"happened", "ongoing"}:
        shown = _once((m.mention.status, m) for m in mentions if m.mention.status != "planned")
        out.append(_finding("contradiction", "status", shown))
    return out


def _people_findings(mentions: Mentions) -> list[Finding]:
    """Two different holders of one office in one event: one of the pages errs in the name.

    An office of which one page names two holders (members, ministers of state) is held by many, and says
    nothing.
    """
    holders: dict[tuple[str, str], list[tuple[Participant, SourcedMention]]] = defaultdict(list)
    for m in mentions:
        for p in m.mention.participants:
            if p.name and p.role:
                holders[p.country or "", " ".join(sorted(content_words(p.role)))].append((p, m))
    out = []
    for _, found in sorted(holders.items(), key=lambda item: item[0]):
        others = [(p, m, n) for p, m in found for q, n in found if same_person(_side(p), _side(q)) is False]
        if others and all(m.page != n.page for _, m, n in others):
            shown = _once((p.name or "", m) for p, m, _ in others)
            out.append(_finding("contradiction", "participants", shown))
    return out


def _side_speaking(sourced: SourcedMention) -> str | None:
    """The country whose institution or official vouches for a mention, if its source's words name one of the
    sides.
    """
    words = sourced.mention.fields.get("attribution")
    if words is None or sourced.mention.attribution not in {"communique", "official"}:
        return None
    said = content_words(words.quote)
    speaking = {
        p.country
        for p in sourced.mention.participants
        if p.country and said & content_words(" ".join(filter(None, (p.name, p.org))))
    }
    return speaking.pop() if len(speaking) == 1 else None


def _one_sided(mentions: Mentions, origins: Sequence[Origin]) -> list[Finding]:
    sides = {p.country for m in mentions for p in m.mention.participants if p.country and p.part != "subject"}
    speaking = [_side_speaking(m) for m in mentions]
    if len(sides) < 2 or None in speaking or len(set(speaking)) != 1:
        return []
    only = speaking[0] or ""
    shown = [(only, m) for m in mentions]
    others = ", ".join(sorted(sides - {only}))
    return [_finding("one-sided", "attribution", _once(shown), f"; nothing from {others}")]


def compose(id_: str, mentions: Mentions, origins: tuple[Origin, ...] = ()) -> Event:
    """The event ``id_`` from its mentions, in any order. At least one mention."""
    ordered = sorted(mentions, key=lambda m: m.key)
    when = compose_date(ordered)
    claims: Mapping[str, tuple[Claim, ...]] = {
        "date": claims_of(ordered, _date_value),
        "country": claims_of(ordered, lambda m: m.mention.country),
        "city": claims_of(ordered, lambda m: m.mention.city),
        "status": claims_of(ordered, lambda m: m.mention.status),
        "count": claims_of(ordered, lambda m: m.mention.count),
        "participants": _participant_claims(ordered),
        "attribution": claims_of(ordered, lambda m: m.mention.attribution),
    }
    return Event(
        id=id_,
        type=ordered[0].mention.type,
        start=when.first if when else None,
        end=when.last if when else None,
        precision=when.precision if when else None,
        country=compose_country(ordered),
        city=compose_city(ordered),
        status=compose_status(ordered),
        participants=compose_participants(ordered),
        topics=compose_topics(ordered),
        count=compose_count(ordered),
        attribution=compose_attribution(ordered),
        mentions=tuple(ordered),
        origins=origins,
        claims={field: found for field, found in claims.items() if found},
        disagreements=(
            *_date_findings(ordered),
            *_value_findings(ordered),
            *_people_findings(ordered),
            *_one_sided(ordered, origins),
        ),
        history=status_history(ordered, when.last if when else None),
    )


def _participant_claims(mentions: Mentions) -> tuple[Claim, ...]:
    found: dict[Participant, list[str]] = defaultdict(list)
    for m in mentions:
        for p in dict.fromkeys(map(_bare, m.mention.participants)):
            found[p].append(m.key)
    return tuple(
        Claim(participant_to_dict(p), tuple(keys))
        for p, keys in sorted(found.items(), key=lambda i: _rank(i[0]))
    )
