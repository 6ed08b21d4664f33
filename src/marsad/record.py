"""The sourced record: pages in, events out, every decision kept and reversible.

>>> import marsad
>>> with marsad.open("marsad.db") as record:             # doctest: +SKIP
...     record.add(readings)
...     frame = record.events(since="2022-01-01", about="حموشي").to_frame()

What is merged is derived: from the newest readings' mentions, the judgements and the ledger of identifiers.
Rebuilding gives the same events, whatever the order in which pages came.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from sqlalchemy import Connection

from marsad.codec import evidence_to_dict, participant_to_dict
from marsad.errors import PageError, UsageError
from marsad.link.people import People, appearances, join
from marsad.link.register import Register, load_register
from marsad.merge import Why, explain_merge, in_order
from marsad.merge.fields import country_code, new_mention, new_participant, parse_correction, shown
from marsad.merge.select import ALL, FACETS, Countries, EventQuery, Order, Several, by_code
from marsad.merge.signed import ADDED
from marsad.model import Event, Evidence, Finding, Reading
from marsad.store import (
    additions,
    asking,
    checking,
    copying,
    feed,
    forgetting,
    judging,
    links,
    officials,
    people,
    reading,
    refresh,
    view,
    writing,
)
from marsad.store.asking import FacetCount
from marsad.store.base import Store
from marsad.store.feed import Change
from marsad.store.forgetting import Tombstone
from marsad.store.judging import Act
from marsad.store.officials import KeptOfficial, NewOfficial
from marsad.store.opening import open_store
from marsad.store.reading import Judgement, PageRow
from marsad.store.rows import chunks
from marsad.store.writing import Failure, Verdict
from marsad.view.private import hidden_names, without_names

if TYPE_CHECKING:
    import pandas as pd

BATCH = 50  # pages in one transaction: what is recorded stays, whatever happens next
CACHED = 20_000  # events kept composed while the record stays as it is
Verb = Literal["merge", "split", "not-the-same", "confirm", "reject", "undo"]  # the others have methods
Day = date | str | None


class Events(list[Event]):
    """Events in order of their dates, undated ones last, and the record they are of."""

    def __init__(self, events: Iterable[Event] = (), record: Record | None = None) -> None:
        super().__init__(events)
        self._record = record

    def export(self, form: str, path: str | Path) -> list[Path]:
        """Write a file for another program: see :func:`marsad.view.export.formats.export`.

        Private persons' names are left out, which needs the record to be open still.
        """
        from marsad.view.export.formats import export

        if self._record is None:
            raise UsageError("these events are of no record; export what record.events() gives")
        return export(self, form, path, self._record)

    def to_frame(self) -> pd.DataFrame:
        """A pandas data frame, one row an event.

        Columns: the codebook's fields; ``participants`` and ``topics`` joined by ``; ``; ``mentions``,
        ``origins`` and ``outlets`` counted; ``disagreements`` the kinds. Needs the extra ``frames``.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError('data frames need pandas: pip install "marsad[frames]"') from error
        return pd.DataFrame([_row(event) for event in self], columns=list(COLUMNS))


COLUMNS = (
    "id", "type", "start", "end", "precision", "country", "city", "status", "participants", "sides", "topics",
    "count", "attribution", "mentions", "origins", "outlets", "disagreements", "evidence",
)  # fmt: skip


def _row(event: Event) -> dict[str, object]:
    names = [" ".join(filter(None, (p.name or p.role or p.org or "", f"({p.country})" if p.country else "")))
             for p in event.participants]  # fmt: skip
    return {
        "id": event.id,
        "type": event.type,
        "start": event.start,
        "end": event.end,
        "precision": event.precision,
        "country": event.country,
        "city": event.city,
        "status": event.status,
        "participants": "; ".join(names),
        "sides": "; ".join(sorted({p.country for p in event.participants if p.country})),
        "topics": "; ".join(event.topics),
        "count": event.count,
        "attribution": event.attribution,
        "mentions": len(event.mentions),
        "origins": len(event.origins),
        "outlets": len({m.outlet or m.page for m in event.mentions}),
        "disagreements": "; ".join(finding.kind for finding in event.disagreements),
        "evidence": event.mentions[0].mention.evidence.quote,
    }


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some of the events that fit a question, and how many fit."""

    events: Events
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """What :meth:`Record.add` did: pages new or changed, pages as they were, pages that could not be read."""

    recorded: int = 0
    unchanged: int = 0
    failed: int = 0


class Record:
    """An open record. Use :func:`Record.open`, as a context manager or with :meth:`close`."""

    def __init__(self, store: Store, countries: Countries = by_code) -> None:
        self._store = store
        self._countries = countries
        self._state: reading.State | None = None
        self._composed: dict[str, Event] = {}
        self._made: set[int] = set()  # judgements made through this object, which its user knows of

    @classmethod
    def open(cls, path: str | Path, countries: Countries = by_code) -> Self:
        """The record at ``path``, made where there is none: a file, or ``postgresql://user@host/database``.

        ``countries`` gives the code of a country's name in any spelling, or ``None``; without it codes alone
        are known. Raises :class:`marsad.errors.RecordError` and its kinds, leaving the file as it was.
        """
        return cls(open_store(path), countries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    @property
    def path(self) -> Path | None:
        """The record's file, ``None`` where it is in a database."""
        return self._store.path

    @property
    def place(self) -> str:
        """The record's file or address, as it may be shown."""
        return self._store.place

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._store.told(), self._store.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._store.told(), self._store.writer.begin() as connection:
            yield connection

    # ------------------------------------------------------------ in
    def add(
        self, readings: Reading | Iterable[Reading] = (), failures: Iterable[PageError | Failure] = ()
    ) -> Added:
        """Append readings, a small batch a transaction; the same page, finder and lexicon change nothing, nor
        does a page that was forgotten.

        ``failures`` are pages that could not be read; each is forgotten when its path is read after all.
        """
        stream = iter((readings,) if isinstance(readings, Reading) else readings)
        recorded = unchanged = failed = 0
        while batch := list(islice(stream, BATCH)):
            with self._writing() as connection:
                new = writing.add_readings(connection, forgetting.admit(connection, batch), _now())
            recorded += new
            unchanged += len(batch) - new
        if failures := list(failures):
            with self._writing() as connection:
                for failure in failures:
                    writing.add_failure(connection, _failure(failure), _now())
            failed = len(failures)
        return Added(recorded, unchanged, failed)

    # ------------------------------------------------------------ out
    def events(  # noqa: PLR0913 (filters, all by name)
        self,
        *,
        since: Day = None,
        until: Day = None,
        type: Several = None,
        person: str | None = None,
        institution: str | None = None,
        country: Several = None,
        topic: Several = None,
        text: str | None = None,
        about: str | None = None,
    ) -> Events:
        """The events that fit all that is asked, by date.

        ``since`` and ``until`` are inclusive; an event fits if its bounds overlap them, an undated one only
        without them. ``person``, ``institution`` and ``about`` (any of the three kinds) take any spelling,
        ``country`` a name or a code, ``text`` words that a mention has.
        """
        query = EventQuery.of(
            self._countries,
            since=since,
            until=until,
            type=type,
            person=person,
            institution=institution,
            country=country,
            topic=topic,
            text=text,
            about=about,
        )
        return self.find(query).events

    def query(self, **asked: Any) -> EventQuery:
        """A question with the record's names of countries: see :meth:`EventQuery.of`."""
        return EventQuery.of(self._countries, **asked)

    def find(
        self, query: EventQuery = ALL, *, limit: int | None = None, offset: int = 0, order: Order = "date"
    ) -> EventPage:
        """A page of the events that fit, ``limit`` of them from the ``offset``-th on, and how many there are.

        ``order``: by ``date`` or ``-date`` (the latest first), undated ones last; by ``origins`` (the most
        first), ``disagreement`` (the most findings first), ``published`` (told latest first).
        """
        if offset < 0 or (limit is not None and limit < 0):
            raise UsageError("limit and offset are counted from nought")
        with self._merged() as connection:
            found = asking.fitting(connection, query)
            ids = asking.ordered(connection, found, order, limit, offset)
            return EventPage(Events(self._load(connection, ids), self), asking.count(connection, found))

    def facets(
        self, query: EventQuery = ALL, facets: Sequence[str] = FACETS, *, most: int = 50
    ) -> dict[str, tuple[FacetCount, ...]]:
        """For each facet (:data:`FACETS`) its values among the events that fit, the most frequent first.

        Years and months come in their order and whole, of the others at most ``most`` values. A facet whose
        values exclude each other (type, status, origins, disagreement) is counted without its own filter.
        """
        with self._merged() as connection:
            return asking.facets(connection, query, facets, most)

    def revision(self) -> str:
        """A short word that changes whenever an answer of this record may: for caches and entity tags."""
        with self._reading() as connection:
            return writing.digest([*reading.state(connection), view.program()])[:16]

    def told_by(self, pages: Iterable[str]) -> Events:
        """The events that these pages (by identity) tell, by date."""
        with self._merged() as connection:
            ids = sorted(set(view.events_of_keys(connection, pages).values()))
            return Events(in_order(self._load(connection, ids)), self)

    def event(self, id: str) -> Event:
        """The event with this identifier, or the one it points on to.

        Raises :class:`UsageError`, naming near ones, where there is none.
        """
        with self._merged() as connection:
            seen: set[str] = set()
            at = id
            while not view.exists(connection, at) and at not in seen:
                seen.add(at)
                to = view.moved_to(connection, at)
                if to is None:
                    break
                if len(to) > 1:
                    raise UsageError(f"{id} was split; its mentions are now in {', '.join(to)}")
                if not to:
                    raise UsageError(
                        f"{id} was rejected, forgotten, or is no longer told by any page as it was read last; "
                        f"`marsad history {id}` says what was decided"
                    )
                at = to[0]
            if view.exists(connection, at):
                return next(iter(self._load(connection, [at])))
            raise self._no_event(connection, id)

    def _no_event(self, connection: Connection, id: str) -> UsageError:
        near = difflib.get_close_matches(id, view.like(connection, id), n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "`marsad events` lists what there is"
        return UsageError(f"there is no event {id}; {hint}")

    def why(self, id: str) -> Why:
        """Why the mentions of an event are one, and which event came nearest."""
        event = self.event(id)
        with self._merged() as connection:
            others = links.compared_with(connection, event) | view.told_with(connection, event.id)
            return explain_merge(event, self._load(connection, sorted(others)))

    def event_of(self, key: str) -> str | None:
        """The identifier of the event that a mention (``<page identity>#<n>``) belongs to."""
        with self._merged() as connection:
            return view.event_of(connection, key)

    def pages(self) -> list[PageRow]:
        """Every page read, with its number of mentions, then those that could not be read."""
        return list(self.each_page())

    def each_page(self) -> Iterator[PageRow]:
        """The same one by one: of a large record no list is made."""
        with self._reading() as connection:
            yield from reading.page_rows(connection)

    def reading(self, page: str) -> Reading:
        """A page's newest reading, by its identity or id; raises :class:`UsageError` naming near ones."""
        with self._reading() as connection:
            found = reading.reading(connection, page)
            if found is not None:
                return found
            rows = list(reading.page_rows(connection))
            named = [row.identity for row in rows if row.failed is None and page in (row.id, row.path)]
            if len(named) == 1 and (found := reading.reading(connection, named[0])):
                return found
            gone = [stone for stone in forgetting.tombstones(connection) if stone.page == page]
        if gone and not named:
            raise UsageError(f"{page} was forgotten by {gone[-1].user} at {gone[-1].at}: {gone[-1].reason}")
        if named:
            raise UsageError(f"several pages are called {page}: {', '.join(named)}")
        near = difflib.get_close_matches(page, [row.id for row in rows], n=3, cutoff=0.5)
        raise UsageError(f"there is no page {page}" + (f"; did you mean {', '.join(near)}?" if near else ""))

    def readings(self) -> Iterator[Reading]:
        """Every page's newest reading, one at a time."""
        with self._reading() as connection:
            for identity in list(reading.readings_of(connection)):
                found = reading.reading(connection, identity)
                if found is not None:
                    yield found

    def findings(self) -> list[tuple[str, Finding]]:
        """What a reader should know: of pages (by identity) and, after these, of events (by identifier)."""
        with self._merged() as connection:
            told = list(reading.findings(connection))
            events = self._load(connection, asking.ordered(connection, None, "date", None, 0))
            return told + [(event.id, finding) for event in events for finding in event.disagreements]

    def page_findings(self) -> list[tuple[str, Finding]]:
        """What a reader should know of single pages, by their identity."""
        with self._reading() as connection:
            return list(reading.findings(connection))

    # ------------------------------------------------------------ care
    def check(self) -> list[str]:
        """What is wrong with the record, in plain sentences; empty where all is well."""
        with self._reading() as connection:
            found = list(checking.problems(connection))
        with self._store.told(), self._store.writer.connect() as connection:
            transaction = connection.begin()
            found += checking.rebuilt_differently(connection)
            transaction.rollback()
        return found

    def rebuild(self) -> None:
        """Make the merged view from nothing; it is kept up to date by itself, and this should change nothing."""
        with self._writing() as connection:
            refresh.refresh(connection, anew=True)

    def backup(self, path: str | Path) -> None:
        """A consistent copy of the record, also while others write: a new file, or the address of an empty
        database.
        """
        with self._store.told():
            copying.backup(self._store, path)

    # ------------------------------------------------------------ judgements
    @property
    def seen(self) -> int:
        """The number of the last judgement in the events that were shown last."""
        if self._state is None:
            with self._merged():
                pass
        return self._state[1] if self._state else 0

    def judge(
        self,
        verb: Verb,
        *ids: str,
        user: str,
        reason: str = "",
        mentions: Sequence[str] = (),
        act: int | None = None,
        seen: int | None = None,
    ) -> int:
        """Append one decision and return its number, by which ``undo`` takes it back (``act``, by default
        the last).

        ``merge`` takes two events or more, ``not-the-same`` two; ``split`` one event and the keys of the
        mentions that leave it (or the identities or ids of their pages); ``confirm`` and ``reject`` one event.
        Raises :class:`RecordError` where somebody judged the same after what the user saw (``seen``, by
        default the events shown last).
        """
        if verb == "undo":
            with self._writing() as connection:
                number = judging.undo(connection, act, user, reason, _now())
            self._made.add(number)
            return number
        mine, seen = self._known(seen)
        events = [self.event(id) for id in ids]
        leaving = [m.key for m in events[0].mentions if {m.key, m.page, m.page_id} & set(mentions)] if events else []
        about = {m.page for event in events for m in event.mentions}
        with self._reading() as connection:
            standing = reading.standing(reading.judgements_on(connection, about))
        found = judging.verdicts(verb, events, leaving, self._anchors(events), standing)
        return self._decide(verb, found, user, reason, seen, mine)

    def _known(self, seen: int | None) -> tuple[frozenset[int], int]:
        """The judgements that the user knows of: those made through this object and up to the events shown last; or,
        where it is told what was ``seen``, these alone, since several people may use this object.
        """
        return (frozenset(self._made), self.seen) if seen is None else (frozenset(), seen)

    def judge_actors(
        self, verb: str, first: str, second: str, *, user: str, reason: str, seen: int | None = None
    ) -> int:
        """Decide that two names are one person (``same-actor``) or two (``different-actor``); ``undo`` takes it back.

        A name is written ``NAME`` or ``NAME (CC)``, with its side. Returns the judgement's number.
        """
        mine, seen = self._known(seen)
        return self._decide(verb, [people.verdict(verb, first, second)], user, _because(reason), seen, mine)

    def people(self, events: Iterable[Event], register: Register | None = None) -> People:
        """Everybody named in ``events``, the spellings of one person joined as the register (see :meth:`register`) and
        judgements have it.
        """
        with self._reading() as connection:
            same, apart = people.pairs(reading.standing(reading.judgements(connection)))
        return join(appearances(events), self.register(register), same, apart)

    # ------------------------------------------------------------ officials
    def register(self, base: Register | None = None) -> Register:
        """The register of officials (``base``, by default that of ``data/``) with this record's additions over it."""
        return officials.over(base or load_register(), self.officials())

    def officials(self) -> list[KeptOfficial]:
        """What was added to the register here and still stands, in order."""
        with self._reading() as connection:
            return officials.kept(officials.standing(connection))

    def add_official(self, new: NewOfficial, *, user: str, reason: str) -> int:
        """Add an official, or names and an office of a known one (``new.id``), to the register as this record has it.

        Returns the judgement's number. Raises :class:`UsageError` where somebody of that name is known and no id
        says whether it is the same person.
        """
        if new.country is not None:
            new = replace(new, country=country_code(new.country, self._countries))
        with self._writing() as connection:
            known = officials.standing(connection)
            said = officials.entry(new, officials.over(load_register(), officials.kept(known)))
            verdict = officials.addition(said, new.source, known)
            return writing.add_judgements(connection, "add-official", [verdict], user, _because(reason), _now())

    def remove_official(self, id: str, *, user: str, reason: str, seen: int | None = None) -> int:
        """Take everything that was added under an id off the register again; returns the judgement's number."""
        mine, seen = self._known(seen)
        with self._reading() as connection:
            found = officials.removal(id, officials.standing(connection), seen)
        return self._decide("remove-official", found, user, _because(reason), seen, mine)

    def correct(
        self, id: str, field: str, value: str, *, user: str, reason: str, seen: int | None = None
    ) -> int:
        """Correct one field of an event: a signed claim above what the pages say, which stays beside it.

        ``field`` and ``value`` are written as :mod:`marsad.merge.fields` says. Returns the judgement's number.
        """
        mine, seen = self._known(seen)
        event = self.event(id)
        said = parse_correction(field, value, event, self._countries)
        found = judging.correction(event, said, self._anchors([event]))
        return self._decide("correct", found, user, _because(reason), seen, mine)

    def add_event(
        self, page: str, quotation: str, type: str, *, user: str, reason: str = "", **fields: str
    ) -> int:
        """Add an event that was missed, by the page and the words that tell it; returns the judgement's number.

        ``fields``: ``date``, ``country``, ``city``, ``status``, ``topics``, ``count``, ``attribution`` as in
        a correction. It is told by the page like any other mention, and merged.
        """
        told = self.reading(page)
        words = self._quoted(told, quotation)
        mention = new_mention(type, words, fields, self._countries)
        beside = additions.overlapping(told.mentions, mention.type, words)
        with self._writing() as connection:
            known = {row.subject for row in reading.judgements_on(connection, [told.article.identity])}
            verdict = additions.verdict(told.article.identity, mention, beside, known)
            act = writing.add_judgements(connection, "add", [verdict], user, reason, _now())
            writing.index_added(connection, act, mention)
        return act

    def add_participant(  # noqa: PLR0913 (all by name)
        self,
        id: str,
        page: str,
        quotation: str,
        part: str,
        *,
        user: str,
        reason: str = "",
        name: str | None = None,
        role: str | None = None,
        org: str | None = None,
        country: str | None = None,
    ) -> int:
        """Add a participant that was missed to an event, by a page and its words; returns the judgement's
        number.
        """
        seen = self.seen
        event = self.event(id)
        told = self.reading(page)
        who = new_participant(part, name, role, org, country, self._countries)
        value = {
            "value": participant_to_dict(who),
            "page": told.article.identity,
            "evidence": evidence_to_dict(self._quoted(told, quotation)),
        }
        anchors = self._anchors([event])
        field = f"{ADDED}[{shown(who)}]"
        found = [writing.Verdict((anchors[m.key],), judging.CLAIM, field, value) for m in event.mentions]
        return self._decide("add", found, user, reason, seen, frozenset(self._made))

    def _quoted(self, told: Reading, quotation: str) -> Evidence:
        """The evidence of a quotation, without the names of private persons that the page's quotations hide."""
        words = additions.quoted(told.article, quotation)
        return replace(words, quote=without_names(words.quote, hidden_names(told)))

    def _decide(
        self, verb: str, found: Sequence[Verdict], user: str, reason: str, seen: int, mine: frozenset[int]
    ) -> int:
        with self._writing() as connection:
            judging.refuse_conflicts(connection, found, seen, mine)
            act = writing.add_judgements(connection, verb, found, user, reason, _now())
        self._made.add(act)
        return act

    def _anchors(self, events: Iterable[Event]) -> dict[str, str]:
        """Mention key → anchor, for all mentions of the events' pages."""
        pages = {m.page for event in events for m in event.mentions}
        with self._reading() as connection:
            return {key: anchored for anchored, key in view.known_anchors(connection, pages).exact.items()}

    def judgements(self) -> list[Judgement]:
        """All judgements ever made, row by row, in order."""
        with self._reading() as connection:
            return list(reading.judgements(connection))

    def history(self, id: str) -> list[Act]:
        """Every decision on the mentions of an event, or of one that was rejected, merged or split, in order.

        Raises :class:`UsageError`, naming near ones, where no event ever had this identifier.
        """
        with self._merged() as connection:
            ids = view.also_known_as(connection, id)
            if not ids:
                raise self._no_event(connection, id)
            once = view.once_of(connection, ids)
            rows = reading.judgements_beside(connection, reading.pages_of([(tuple(once), "")]))
            pages = reading.pages_of(row.subject for row in rows)
            keys = view.events_of_keys(connection, pages)
            mine = {key for key, event in keys.items() if event in ids}
            acts = judging.acts(rows, view.known_anchors(connection, pages), keys)
            return [act for act in acts if mine & set(act.mentions) or once & act.anchors]

    def decisions(self) -> list[Act]:
        """Every decision ever made, in order, with the events it is about now."""
        with self._merged() as connection:
            rows = list(reading.judgements(connection))
            pages = reading.pages_of(row.subject for row in rows)
            return judging.acts(rows, view.known_anchors(connection, pages), view.events_of_keys(connection, pages))

    def changes(self, since: str = "") -> Iterator[Change]:
        """What happened to the record from ``since`` on (ISO 8601, UTC), in order, one by one: see
        :mod:`marsad.store.feed`.
        """
        with self._merged() as connection:
            yield from feed.changes(connection, since)

    # ------------------------------------------------------------ forgetting
    def forget(
        self, page: str, start: int | None = None, end: int | None = None, *, user: str, reason: str
    ) -> list[str]:
        """Destroy a page, or the passage ``[start:end]`` of its body, leaving a tombstone with the reason.

        Judgements on it stay without their words. The same version does not come back when it is read again.
        Returns other pages with the same bytes, which stay. Raises :class:`RecordLocked` where another process
        reads the record, so that the file could not be cleaned; doing it again when it is done cleans it.
        """
        identity = self.reading(page).article.identity
        with self._writing() as connection:
            same = forgetting.forget(connection, identity, start, end, user, _because(reason), _now())
        self._composed, self._state = {}, None
        self.scrub()
        return same

    def scrub(self) -> None:
        """Overwrite in the record's files what was forgotten."""
        self._store.scrub()

    def copies(self) -> list[str]:
        """Copies that migrations kept beside the record; they are as they were."""
        return self._store.copies()

    def tombstones(self) -> list[Tombstone]:
        """What was forgotten, in order."""
        with self._reading() as connection:
            return forgetting.tombstones(connection)

    # ------------------------------------------------------------ the merged view
    @contextmanager
    def _merged(self) -> Iterator[Connection]:
        """A connection for reading the merged view, made again first where readings or judgements were
        added.
        """
        with self._reading() as connection:
            stale = view.kept_state(connection) != reading.state(connection)
        if stale:
            with self._writing() as connection:
                refresh.refresh(connection)
        with self._reading() as connection:
            state = view.kept_state(connection)
            if state != self._state:
                self._state, self._composed = state, {}
            yield connection

    def _load(self, connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
        """Events in the order of ``ids``, composed once while the view stays as it is."""
        if len(ids) > CACHED:
            for part in chunks(ids):
                found = {event.id: event for event in view.load(connection, part)}
                yield from (found[id] for id in part)
            return
        missing = [id for id in ids if id not in self._composed]
        if len(missing) + len(self._composed) > CACHED:
            self._composed, missing = {}, list(ids)
        self._composed |= {event.id: event for event in view.load(connection, missing)}
        yield from (self._composed[id] for id in ids)


def _failure(failure: PageError | Failure) -> Failure:
    if isinstance(failure, Failure):
        return failure
    return Failure(failure.path, type(failure).__name__, failure.reason)


def _because(reason: str) -> str:
    if not reason.strip():
        raise UsageError("say why, with --because: who reads this later can judge it only by its reason")
    return reason.strip()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def open_record(path: str | Path, countries: Callable[[str], str | None] = by_code) -> Record:
    """The record at ``path``: see :meth:`Record.open`."""
    return Record.open(path, countries)
