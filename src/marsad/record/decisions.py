"""Decisions on events: made with a name and a reason, refused where somebody judged the same meanwhile, and told in
order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from marsad.codec import evidence_to_dict, participant_to_dict
from marsad.errors import UsageError
from marsad.merge.fields import new_mention, new_participant, parse_correction, shown
from marsad.merge.signed import ADDED
from marsad.model import Event, Evidence, Reading
from marsad.record.answers import Answers
from marsad.store import additions, feed, judging, people, reading, view, writing
from marsad.store.feed import Change
from marsad.store.judging import Act
from marsad.store.reading import Judgement
from marsad.store.writing import Verdict
from marsad.view.private import hidden_names, without_names

Verb = Literal["merge", "split", "not-the-same", "confirm", "reject", "undo"]  # the others have methods


class Decisions(Answers):
    """A record that can be judged: every decision is kept, and can be taken back."""

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
                number = judging.undo(connection, act, user, reason, now())
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
        return self._decide(verb, [people.verdict(verb, first, second)], user, because(reason), seen, mine)

    def correct(self, id: str, field: str, value: str, *, user: str, reason: str, seen: int | None = None) -> int:
        """Correct one field of an event: a signed claim above what the pages say, which stays beside it.

        ``field`` and ``value`` are written as :mod:`marsad.merge.fields` says. Returns the judgement's number.
        """
        mine, seen = self._known(seen)
        event = self.event(id)
        said = parse_correction(field, value, event, self._countries)
        found = judging.correction(event, said, self._anchors([event]))
        return self._decide("correct", found, user, because(reason), seen, mine)

    def add_event(self, page: str, quotation: str, type: str, *, user: str, reason: str = "", **fields: str) -> int:
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
            act = writing.add_judgements(connection, "add", [verdict], user, reason, now())
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
            act = writing.add_judgements(connection, verb, found, user, reason, now())
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


def because(reason: str) -> str:
    """A reason, trimmed; raises :class:`UsageError` where there is none."""
    if not reason.strip():
        raise UsageError("say why, with --because: who reads this later can judge it only by its reason")
    return reason.strip()


def now() -> str:
    """This moment, as records keep it (ISO 8601, UTC, to the second)."""
    return datetime.now(UTC).isoformat(timespec="seconds")
