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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from sqlalchemy import Connection

from marsad.errors import PageError, RecordError, UsageError
from marsad.merge import Why, explain_merge, in_order
from marsad.merge.compare import AFTERMATH
from marsad.merge.select import Countries, Query, by_code, matches
from marsad.model import Event, Finding, Reading
from marsad.store import checking, reading, view, writing
from marsad.store.opening import Store, open_store, told
from marsad.store.reading import Judgement, PageRow
from marsad.store.writing import Failure, Verdict

if TYPE_CHECKING:
    import pandas as pd

BATCH = 50  # pages in one transaction: what is recorded stays, whatever happens next
CACHED = 20_000  # events kept composed while the record stays as it is
Verb = Literal["merge", "split", "not-the-same", "confirm", "reject", "undo"]
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
        self._state: view.State | None = None
        self._composed: dict[str, Event] = {}

    @classmethod
    def open(cls, path: str | Path, countries: Countries = by_code) -> Self:
        """The record at ``path``, made where there is none.

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
    def path(self) -> Path:
        """The record's file."""
        return self._store.path

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.path), self._store.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(self.path), self._store.writer.begin() as connection:
            yield connection

    # ------------------------------------------------------------ in
    def add(
        self, readings: Reading | Iterable[Reading] = (), failures: Iterable[PageError | Failure] = ()
    ) -> Added:
        """Append readings, a small batch a transaction; the same page, finder and lexicon change nothing.

        ``failures`` are pages that could not be read; each is forgotten when its path is read after all.
        """
        stream = iter((readings,) if isinstance(readings, Reading) else readings)
        recorded = unchanged = failed = 0
        while batch := list(islice(stream, BATCH)):
            with self._writing() as connection:
                new = writing.add_readings(connection, batch, _now())
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
        type: str | None = None,
        person: str | None = None,
        institution: str | None = None,
        country: str | None = None,
        topic: str | None = None,
        text: str | None = None,
        about: str | None = None,
    ) -> Events:
        """The events that fit all that is asked, by date.

        ``since`` and ``until`` are inclusive; an event fits if its bounds overlap them, an undated one only
        without them. ``person``, ``institution`` and ``about`` (any of the three kinds) take any spelling,
        ``country`` a name or a code, ``text`` words that a mention has.
        """
        query = Query.of(
            self._countries,
            since=since,
            until=until,
            type=type,
            person=person,
            institution=institution,
            country=country,
            topic=topic,
            about=about,
        )
        with self._merged() as connection:
            rows = None if text is None else reading.search(connection, text)
            ids = view.wanted(connection, query.since, query.until, query.type, rows)
            found = [event for event in self._load(connection, ids) if matches(event, query)]
        return Events(in_order(found), self)

    def event(self, id: str) -> Event:
        """The event with this identifier, or the one it points on to.

        Raises :class:`UsageError`, naming near ones, where there is none.
        """
        with self._merged() as connection:
            moved = reading.moved(connection)
            seen: set[str] = set()
            at = id
            while not view.exists(connection, at) and at in moved and at not in seen:
                seen.add(at)
                if len(moved[at]) > 1:
                    raise UsageError(f"{id} was split; its mentions are now in {', '.join(moved[at])}")
                if not moved[at]:
                    raise UsageError(f"{id} is no longer told by any page as it was read last")
                at = moved[at][0]
            if view.exists(connection, at):
                return next(iter(self._load(connection, [at])))
            near = difflib.get_close_matches(id, view.like(connection, id), n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "`marsad events` lists what there is"
        raise UsageError(f"there is no event {id}; {hint}")

    def why(self, id: str) -> Why:
        """Why the mentions of an event are one, and which event came nearest."""
        event = self.event(id)
        with self._merged() as connection:
            others = view.near_in_time(connection, event, AFTERMATH) | view.told_with(connection, event.id)
            return explain_merge(event, self._load(connection, sorted(others)))

    def event_of(self, key: str) -> str | None:
        """The identifier of the event that a mention (``<page identity>#<n>``) belongs to."""
        with self._merged() as connection:
            return view.event_of(connection, key)

    def pages(self) -> list[PageRow]:
        """Every page read, with its number of mentions, then those that could not be read."""
        with self._reading() as connection:
            return list(reading.page_rows(connection))

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
            events = self._load(connection, view.wanted(connection))
            return told + [(event.id, finding) for event in events for finding in event.disagreements]

    # ------------------------------------------------------------ care
    def check(self) -> list[str]:
        """What is wrong with the record, in plain sentences; empty where all is well."""
        with self._reading() as connection:
            return list(checking.problems(connection))

    def backup(self, path: str | Path) -> None:
        """A consistent copy of the record in a new file, also while others write."""
        with told(self.path):
            checking.backup(self.path, Path(path))

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

        ``merge`` and ``not-the-same`` take two events; ``split`` one event and the keys of the mentions that
        leave it; ``confirm`` and ``reject`` one event. Raises :class:`RecordError` where somebody judged the
        same pair after what the user saw (``seen``, by default the events shown last).
        """
        if verb == "undo":
            with self._writing() as connection:
                return self._undo(connection, act, user, reason)
        if seen is None:
            seen = self.seen
        events = [self.event(id) for id in ids]
        verdicts = self._verdicts(verb, events, mentions, self._anchors(events))
        with self._writing() as connection:
            for verdict in verdicts:
                number, _, other, at = writing.latest(connection, verdict.pair)
                if number > seen:
                    raise RecordError(
                        f"{other} judged the same mentions at {at}; look at the event again first"
                    )
            return writing.add_judgements(connection, verb, verdicts, user, reason, _now())

    def _anchors(self, events: Iterable[Event]) -> dict[str, str]:
        """Mention key → anchor, for all mentions of the events' pages."""
        pages = {m.page for event in events for m in event.mentions}
        with self._reading() as connection:
            stored = [s.sourced for s in reading.stored_mentions(connection, pages)]
        return {key: anchored for anchored, key in writing.anchors_of(stored).items()}

    def _verdicts(
        self, verb: Verb, events: Sequence[Event], mentions: Sequence[str], anchors: Mapping[str, str]
    ) -> list[Verdict]:
        wanted = {"merge": 2, "not-the-same": 2, "split": 1, "confirm": 1, "reject": 1}.get(verb)
        if wanted is None:
            raise UsageError(
                f"no judgement is called {verb}; there are merge, split, not-the-same, confirm, reject, undo"
            )
        if len({event.id for event in events}) != wanted:
            raise UsageError(f"{verb} takes {wanted} different event{'s' if wanted > 1 else ''}")
        keys = [[m.key for m in event.mentions] for event in events]
        if verb in ("confirm", "reject"):
            return [Verdict((anchors[key],), verb) for key in keys[0]]
        left, right = (keys[0], keys[-1])
        if verb == "split":
            left, right = list(mentions), [key for key in keys[0] if key not in mentions]
            if not left or not right or not set(left) <= set(keys[0]):
                raise UsageError("split takes some, not all, of the event's mentions: " + ", ".join(keys[0]))
        pairs = [(anchors[a], anchors[b]) for a in left for b in right]
        if verb == "merge":
            return [Verdict(pairs[0], "same")] + [Verdict(p, "none") for p in self._held_apart(pairs[1:])]
        return [Verdict(pair, "apart") for pair in pairs]

    def _held_apart(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        with self._reading() as connection:
            standing = reading.standing(reading.judgements(connection))
        apart = {anchors for anchors, row in standing.items() if row.verdict == "apart"}
        return [(a, b) for a, b in pairs if tuple(sorted((a, b))) in apart]

    def _undo(self, connection: Connection, act: int | None, user: str, reason: str) -> int:
        rows = list(reading.judgements(connection))
        undone = {row.act for row in rows}
        if not rows or (act is not None and act not in undone):
            raise UsageError(
                f"there is no judgement {act}" if act is not None else "there is no judgement to undo"
            )
        act = rows[-1].act if act is None else act
        before: dict[tuple[str, ...], str] = {}
        for row in rows:
            if row.act < act:
                before[row.anchors] = row.verdict
        standing = reading.standing(rows)
        mine = [row for row in rows if row.act == act]
        later = [standing[row.anchors] for row in mine if standing[row.anchors].act != act]
        if later:
            raise RecordError(
                f"judgement {act} was followed by {later[0].act} of {later[0].user}; undo that first"
            )
        verdicts = [Verdict(row.anchors, before.get(row.anchors, "none")) for row in mine]
        return writing.add_judgements(connection, "undo", verdicts, user, reason, _now())

    def judgements(self) -> list[Judgement]:
        """All judgements ever made, in order."""
        with self._reading() as connection:
            return list(reading.judgements(connection))

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
                if view.kept_state(connection) != reading.state(connection):
                    view.build(connection)
        with self._reading() as connection:
            state = view.kept_state(connection)
            if state != self._state:
                self._state, self._composed = state, {}
            yield connection

    def _load(self, connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
        """Events in the order of their identifiers, composed once while the view stays as it is."""
        missing = [id for id in ids if id not in self._composed]
        if len(missing) + len(self._composed) > CACHED:
            yield from view.load(connection, ids)
            return
        self._composed |= {event.id: event for event in view.load(connection, missing)}
        yield from (self._composed[id] for id in ids)


def _failure(failure: PageError | Failure) -> Failure:
    if isinstance(failure, Failure):
        return failure
    return Failure(failure.path, type(failure).__name__, failure.reason)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def open_record(path: str | Path, countries: Callable[[str], str | None] = by_code) -> Record:
    """The record at ``path``: see :meth:`Record.open`."""
    return Record.open(path, countries)
