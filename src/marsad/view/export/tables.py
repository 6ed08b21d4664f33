"""Events as three tables that belong together by ``event``: events, participants, mentions.

``data/columns.yml`` has every column's heading in Arabic, French and English, its kind and what it is;
:func:`columns` reads it, :func:`codebook` gives it as a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from marsad.lexicon.labels import LANGS, LabelLang
from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.model import Event
from marsad.view.export.rows import COLUMNS, Cell, earliest_first
from marsad.view.export.safe import link, safe
from marsad.view.private import public_title

Kind = Literal["text", "date", "number", "list"]
Table = Literal["events", "participants", "mentions"]
PARTICIPANTS = ("event", "part", "name", "role", "org", "country")
MENTIONS = (
    "event", "page", "outlet", "published", "title", "address", "origin", "type", "start", "end", "precision",
    "country", "city", "status", "count", "attribution", "in", "span_start", "span_end", "quote", "rule",
)  # fmt: skip
TABLES: Mapping[Table, tuple[str, ...]] = MappingProxyType(
    {"events": COLUMNS, "participants": PARTICIPANTS, "mentions": MENTIONS}
)
CODEBOOK = ("table", "column", "kind", "about")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in each language, its kind, and what it is."""

    name: str
    kind: Kind
    about: str
    headings: Mapping[str, str]

    def heading(self, lang: LabelLang) -> str:
        """The words above the column."""
        return self.headings[lang]


def participant_rows(event: Event) -> Iterator[Mapping[str, Cell]]:
    """One row a participant. Private persons have neither name nor office."""
    for p in event.participants:
        yield {
            "event": event.id,
            "part": p.part,
            "name": safe(p.name) or None,
            "role": safe(p.role) or None,
            "org": safe(p.org) or None,
            "country": p.country,
        }


def mention_rows(event: Event) -> Iterator[Mapping[str, Cell]]:
    """One row a mention: the page, what it says in its own words, and the values it gives."""
    for sourced in earliest_first(event):
        m, evidence = sourced.mention, sourced.mention.evidence
        yield {
            "event": event.id,
            "page": safe(sourced.page_id),
            "outlet": safe(sourced.outlet) or None,
            "published": sourced.published,
            "title": safe(public_title(sourced)) or None,
            "address": link(sourced.address),
            "origin": sourced.origin,
            "type": m.type,
            "start": m.start,
            "end": m.end,
            "precision": m.precision,
            "country": m.country,
            "city": safe(m.city) or None,
            "status": m.status,
            "count": m.count,
            "attribution": m.attribution,
            "in": evidence.where,
            "span_start": evidence.start,
            "span_end": evidence.end,
            "quote": safe(evidence.quote),
            "rule": evidence.rule,
        }


def codebook() -> Iterator[Mapping[str, Cell]]:
    """The tables' columns as rows of :data:`CODEBOOK`."""
    for table in TABLES:
        for column in columns(table):
            yield {"table": table, "column": column.name, "kind": column.kind, "about": column.about}


@cache
def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, in order.

    Raises:
        LexiconError: ``data/columns.yml`` does not describe exactly the columns there are.
    """
    problems = Problems()
    path = DATA / "columns.yml"
    raw = read_yaml(path, problems)
    problems.check()
    described: Mapping[str, Entry] = raw.get(table) or {}
    for name in TABLES[table]:
        entry = described.get(name)
        if not isinstance(entry, Entry):
            problems.add(path, raw.line, f"{table}.{name} is not described")
        elif any(not entry.get(key) for key in (*LANGS, "about")) or entry.get("kind") not in get_args(Kind):
            problems.add(path, entry.line, f"{table}.{name} lacks a heading, its kind or what it is about")
        elif odd := set(entry) - {*LANGS, "about", "kind"}:
            problems.add(path, entry.line, f"{table}.{name} has unknown keys: {', '.join(sorted(odd))}")
    for name in sorted(set(described) - set(TABLES[table])):
        problems.add(path, described[name].line, f"there is no column {table}.{name}")
    problems.check()
    return tuple(
        Column(name, entry["kind"], str(entry["about"]), MappingProxyType({lang: str(entry[lang]) for lang in LANGS}))
        for name, entry in ((name, described[name]) for name in TABLES[table])
    )
