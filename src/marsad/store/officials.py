"""Officials that users added to the register: signed claims with a source, kept among the judgements.

Each addition is a judgement of its own under an anchor that no page has, so that it is taken back by its number and
travels with every copy of the record; ``marsad check`` verifies it. Additions under one id are one official: names and
offices come together (:meth:`marsad.link.register.Register.with_entries`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from marsad.errors import UsageError
from marsad.link.names import Names, is_arabic, parse_name
from marsad.link.register import Official, Register, entry_of
from marsad.store import reading, schema
from marsad.store.reading import Judgement, Subject
from marsad.store.writing import Verdict, digest, dump

OFFICIAL = "official"  # the field and the verdict of an addition to the register
SCHEME = "official:"
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,60}")
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptOfficial:
    """One addition: ``entry`` in the form of ``data/officials.yml``, where it is known from, and who added it."""

    act: int
    entry: Entry
    source: str
    user: str
    at: str
    reason: str

    @property
    def official(self) -> Official:
        """What it says, ready to compare with."""
        official, wrong = entry_of(self.entry)
        if official is None:
            raise UsageError(f"judgement {self.act} keeps an official that cannot be read: {'; '.join(wrong)}")
        return official


@dataclass(frozen=True, slots=True)
class NewOfficial:
    """What a user says of an official: names in any script, an office with its country and years, a source.

    ``since`` and ``until`` are years or months (``2021``, ``2021-01``). ``id``: whom it adds to, or what a new one is
    to be called; ``common`` says that many people bear the names.
    """

    names: tuple[str, ...]
    source: str
    office: str | None = None
    country: str | None = None
    org: str | None = None
    since: str | None = None
    until: str | None = None
    id: str | None = None
    common: bool = False


def entry(new: NewOfficial, register: Register) -> dict[str, Any]:
    """The addition in the form of ``data/officials.yml``; ``register``: all who are known so far.

    Raises:
        UsageError: what is said is no addition, or the name is another's already.
    """
    names = [" ".join(name.split()) for name in new.names if name.strip()]
    if not names or not all(parse_name(name).tokens for name in names):
        raise UsageError("give the official's name")
    if not new.source.strip():
        raise UsageError("give --source: where it stands that this person holds the office")
    if new.office is None and (new.org or new.since or new.until):
        raise UsageError("--org, --since and --until belong to an office: give --office")
    id_ = _id(new, names, register)
    known = register.get(id_)
    if known is None and not (new.office or "").strip():
        raise UsageError(f"{id_} is new, and the register has office holders only: give --office")
    scripts = {
        "ar": [name for name in names if is_arabic(name)],
        "latin": [name for name in names if not is_arabic(name)],
    }
    out: dict[str, Any] = {"id": id_, "country": new.country or (known.country if known else None)}
    out["names"] = {script: own for script, own in scripts.items() if own}
    if new.common:
        out["common"] = names
    if new.office is not None:
        office = {"office": " ".join(new.office.split()), "org": new.org, "since": new.since, "until": new.until}
        out["offices"] = [{**office, "country": new.country} if new.country else office]
    official, wrong = entry_of(out)
    if official is None:
        raise UsageError("; ".join(wrong))
    for held in official.offices:
        if held.since and held.until and held.until < held.since:
            raise UsageError(f"the office ends before it begins: --since {new.since} --until {new.until}")
    return out


def _id(new: NewOfficial, names: list[str], register: Register) -> str:
    """The id as given, else a new one; a name that somebody known bears wants one."""
    if new.id is not None:
        if not ID.fullmatch(new.id):
            raise UsageError(f"{new.id!r} is no id; write small letters, digits and hyphens: ma-hammouchi")
        return new.id
    bearers = {
        official.id
        for name in names
        for official, says in register.named(name)
        if says is Names.SAME and (new.country is None or new.country in official.countries)
    }
    if bearers:
        known = ", ".join(sorted(bearers))
        raise UsageError(
            f"{names[0]} is the name of {known}: give --id {sorted(bearers)[0]} to add to that entry, or another --id "
            "for another person"
        )
    return f"{(new.country or 'x').lower()}-{digest([parse_name(names[0]).tokens, new.country])[:8]}"


def _anchor(id_: str, n: int) -> str:
    return dump([f"{SCHEME}{id_}", OFFICIAL, "", 0, 0, "", n])


def addition(said: Entry, source: str, known: Collection[Subject]) -> Verdict:
    """The judgement that adds ``said``; ``known``: what was judged of officials before."""
    n = 0
    while ((_anchor(said["id"], n),), OFFICIAL) in known:
        n += 1
    return Verdict((_anchor(said["id"], n),), OFFICIAL, OFFICIAL, {"value": dict(said), "source": source.strip()})


def removal(id_: str, standing: Mapping[Subject, Judgement], seen: int) -> list[Verdict]:
    """The judgement that takes all additions under one id back; raises :class:`UsageError` where there is none that
    stands, or stood at judgement ``seen``.
    """
    own = {f"{SCHEME}{id_}"}
    mine = [
        row for (anchors, _), row in standing.items()
        if {json.loads(anchor)[0] for anchor in anchors} == own and (row.verdict == OFFICIAL or row.act > seen)
    ]  # fmt: skip
    if not mine:
        ids = sorted({row.value["value"]["id"] for row in _added(standing)})
        told = f"there are {', '.join(ids)}" if ids else "it has none yet"
        raise UsageError(f"this record keeps no official {id_}; {told} (the register of data/ is not changed here)")
    return [Verdict(row.anchors, "none", OFFICIAL) for row in mine]


def _added(standing: Mapping[Subject, Judgement]) -> Iterator[Judgement]:
    for (_, field), row in standing.items():
        if field == OFFICIAL and row.verdict == OFFICIAL:
            yield row


def kept(standing: Mapping[Subject, Judgement]) -> list[KeptOfficial]:
    """The additions that stand, in order."""
    rows = sorted(_added(standing), key=lambda row: row.act)
    return [KeptOfficial(r.act, r.value["value"], r.value["source"], r.user, r.at, r.reason) for r in rows]


def standing(connection: Connection) -> dict[Subject, Judgement]:
    """What stands of all that was ever judged of officials; nothing else of the record is read."""
    at = schema.judged_pages.c
    query = select(at.judgement).where(at.page >= SCHEME, at.page < f"{SCHEME[:-1]};")
    numbers = set(connection.execute(query).scalars())
    if not numbers:
        return {}
    found = reading.standing(reading.judgements(connection, numbers))
    return {subject: row for subject, row in found.items() if subject[1] == OFFICIAL}


def over(register: Register, added: Iterable[KeptOfficial]) -> Register:
    """``register`` with a record's additions laid over it."""
    entries = [one.official for one in added]
    return register.with_entries(entries) if entries else register


def problems(connection: Connection) -> Iterator[str]:
    """Additions that cannot be used, in plain sentences."""
    for (anchors, _), row in standing(connection).items():
        if row.verdict != OFFICIAL:
            continue
        given = row.value.get("value") if isinstance(row.value, dict) else None
        official, wrong = entry_of(given) if isinstance(given, dict) else (None, ["it says nothing"])
        if official is not None and f"{SCHEME}{official.id}" != json.loads(anchors[0])[0]:
            wrong = [f"it is kept under {json.loads(anchors[0])[0]}"]
        if official is not None and not str(row.value.get("source") or "").strip():
            wrong = [*wrong, "it has no source"]
        if wrong:
            said = f"judgement {row.act} ({row.verb}) of {row.user} keeps an official that cannot be used"
            yield f"{said}: {'; '.join(wrong)}"
