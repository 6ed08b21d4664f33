"""What merging sees of pages: their newest readings' mentions and what was added to them, page by page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from marsad.codec import mention_from_dict, mention_to_dict
from marsad.merge.profile import Profile, profile
from marsad.model import SourcedMention
from marsad.store import additions, reading, schema, writing
from marsad.store.additions import Missed, Placed
from marsad.store.reading import Anchors
from marsad.store.rows import among, chunks, delete_among, insert_all

PAGES = 400  # looked at with one question


@dataclass(slots=True)
class Gathered:
    """Mentions by number; an addition has the number of its judgement below nought.

    ``places``: mention → its anchor without the page; ``voted``: mention → the event it belonged to, by the ledger;
    ``texts``: page → the number of its text, ``None`` where it tells nothing; ``anchors``: of judged pages,
    anchor → key, and ``numbers``: key → mention.
    """

    profiles: dict[int, Profile] = field(default_factory=dict)
    page_of: dict[int, int] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    voted: dict[int, str] = field(default_factory=dict)
    texts: dict[int, int | None] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    placed: list[tuple[int, Placed]] = field(default_factory=list)


def gather(
    connection: Connection,
    pages: Iterable[int],
    judged: Collection[str],
    missed: Mapping[str, Sequence[Missed]],
) -> Gathered:
    """The mentions of pages; ``judged``: identities whose anchors are wanted, ``missed``: page → its additions."""
    out = Gathered()
    for part in chunks(pages, PAGES):
        placed = _place(connection, part, missed)
        out.placed += placed
        ledger = _ledger(connection, part)
        texts = _texts(connection, part)
        told: dict[int, dict[int, SourcedMention]] = defaultdict(dict)
        for number, page, sourced in _mentions(connection, part):
            told[page][number] = sourced
        for page, one in placed:
            told[page][-one.act] = one.sourced
        for page in part:
            own = told.get(page, {})
            out.texts[page] = texts.get(page) if own else None
            _tell(out, page, own, {-one.act: one.anchor for at, one in placed if at == page}, ledger.get(page, {}))
            if own and (identity := next(iter(own.values())).page) in judged:
                out.numbers |= {sourced.key: number for number, sourced in own.items()}
                places = ((number, out.places[number]) for number in own)
                out.anchors |= {writing.full_anchor(identity, place): own[number].key for number, place in places}
    return out


def split(anchor: str) -> tuple[str, str]:
    """An anchor's page, and the rest."""
    page, *rest = json.loads(anchor)
    return page, writing.dump(rest)


def _tell(
    out: Gathered, page: int, own: Mapping[int, SourcedMention], added: Mapping[int, str], ledger: Mapping[str, str]
) -> None:
    """One page's mentions; ``added``: the anchors of its additions, ``ledger``: place → event."""
    number_of = {sourced.key: number for number, sourced in own.items()}
    places: dict[int, str] = {}
    told = (sourced for number, sourced in own.items() if number > 0)
    places |= {number_of[key]: place for place, key in writing.places_of(told).items()}
    places |= {number: split(anchor)[1] for number, anchor in added.items()}
    for number, sourced in own.items():
        out.profiles[number] = profile(sourced, shown=False)
        out.page_of[number] = page
    out.places |= places
    if ledger:
        out.voted |= _votes(ledger, places, own)


def _votes(
    ledger: Mapping[str, str], places: Mapping[int, str], own: Mapping[int, SourcedMention]
) -> dict[int, str]:
    """Mention → the event that the ledger knows it by: the same place, else words in common."""
    by_place = {place: number for number, place in places.items()}
    exact = {by_place[place]: event for place, event in ledger.items() if place in by_place}
    left = {place: event for place, event in ledger.items() if place not in by_place}
    if not left or len(exact) == len(own):
        return exact
    keys = {writing.full_anchor("", place): own[number].key for number, place in places.items()}
    number_of = {sourced.key: number for number, sourced in own.items()}
    anchors = Anchors(keys)
    out = dict(exact)
    for place, event in sorted(left.items()):
        key = anchors.key(writing.full_anchor("", place))
        if key is not None:
            out.setdefault(number_of[key], event)
    return out


def _newest(connection: Connection, pages: Sequence[int]) -> list[int]:
    query = reading.newest().where(reading.R.page.in_(pages))
    return list(connection.execute(query).scalars())


def _mentions(connection: Connection, pages: Sequence[int]) -> Iterator[tuple[int, int, SourcedMention]]:
    m = schema.mentions.c
    yield from _sourced(connection, m.reading.in_(_newest(connection, pages)))


def _sourced(connection: Connection, which: object) -> Iterator[tuple[int, int, SourcedMention]]:
    m, r, t = schema.mentions.c, schema.readings.c, schema.texts.c
    query = (
        select(m.id, m.n, m.mention, r.id.label("reading"), r.page, r.article, t.title)
        .join_from(schema.mentions, schema.readings, m.reading == r.id)
        .join(schema.texts, r.text == t.id)
        .where(which)  # type: ignore[arg-type]
        .order_by(m.id)
    )
    articles: dict[int, dict[str, object]] = {}
    for row in connection.execute(query):
        if row.reading not in articles:
            articles[row.reading] = json.loads(row.article)
        mention = mention_from_dict(json.loads(row.mention))
        yield row.id, row.page, reading.sourced(articles[row.reading], row.n, row.title, mention)


def _texts(connection: Connection, pages: Sequence[int]) -> dict[int, int]:
    r = schema.readings.c
    query = select(r.page, r.text).where(r.id.in_(_newest(connection, pages)))
    return {row.page: row.text for row in connection.execute(query)}


def _ledger(connection: Connection, pages: Sequence[int]) -> dict[int, dict[str, str]]:
    ledger = schema.ledger.c
    out: dict[int, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(ledger.page, ledger.place, ledger.event).where(ledger.page.in_(pages))):
        out[row.page][row.place] = row.event
    return out


def _place(
    connection: Connection, pages: Sequence[int], missed: Mapping[str, Sequence[Missed]]
) -> list[tuple[int, Placed]]:
    if not missed:
        return []
    p = schema.pages.c
    rows = connection.execute(select(p.id, p.identity).where(p.id.in_(pages))).all()
    number = {row.identity: row.id for row in rows if row.identity in missed}
    wanted = [one for identity in number for one in missed[identity]]
    return [(number[one.sourced.page], one) for one in additions.place_all(connection, wanted)]


# ---------------------------------------------------------------- by number
def load_sourced(connection: Connection, numbers: Collection[int]) -> Iterator[tuple[int, int, SourcedMention]]:
    """Mentions of any reading by number, with their page's number; additions as the view has placed them."""
    for part in chunks(sorted(n for n in numbers if n > 0), PAGES):
        yield from _sourced(connection, schema.mentions.c.id.in_(part))
    for part in chunks([-n for n in numbers if n < 0], PAGES):
        yield from _added(connection, part)


def _added(connection: Connection, acts: Sequence[int]) -> Iterator[tuple[int, int, SourcedMention]]:
    a, r, t = schema.view_added.c, schema.readings.c, schema.texts.c
    rows = connection.execute(select(a.act, a.page, a.mention).where(a.act.in_(acts))).all()
    newest = _newest(connection, [row.page for row in rows])
    query = select(r.page, r.article, t.title).join_from(schema.readings, schema.texts, r.text == t.id)
    pages = {row.page: row for row in connection.execute(query.where(r.id.in_(newest)))}
    for row in rows:
        page = pages[row.page]
        mention = mention_from_dict(json.loads(row.mention))
        yield -row.act, row.page, reading.sourced(json.loads(page.article), f"j{row.act}", page.title, mention)


def keep_added(connection: Connection, pages: Collection[int], placed: Iterable[tuple[int, Placed]]) -> None:
    """Remember where the additions of pages are now."""
    delete_among(connection, schema.view_added.c.page, pages)
    rows = (
        {"act": one.act, "page": page, "mention": writing.dump(mention_to_dict(one.sourced.mention))}
        for page, one in placed
    )
    insert_all(connection, schema.view_added, rows)


def identities(connection: Connection, pages: Iterable[int]) -> dict[int, str]:
    """Page → its identity."""
    p = schema.pages.c
    return {row.id: row.identity for row in among(connection, select(p.id, p.identity), p.id, pages)}
