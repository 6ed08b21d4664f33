"""Events as they may leave this machine: nobody private is named, in no word and in no address.

:func:`marsad.view.private.publishable` clears titles; quotations are clear from the start. Addresses and file
names spell titles, too: a page whose address spells a hidden name is called by an alias, without its address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from marsad.model import Event, SourcedMention
from marsad.view.private import Readings, hidden_names, hiding_pages, publishable, without_names

BETWEEN = re.compile(r"[\W_]+")


def public(events: Iterable[Event], record: Readings) -> list[Event]:
    """``events`` of ``record`` without the names of private persons.

    Only pages that hide something are looked up.
    """
    cleared = publishable(events, record)
    names = hidden_on(cleared, record)
    return aliased(cleared, names)


def hidden_on(events: list[Event], record: Readings) -> dict[str, frozenset[str]]:
    """Page → the names that are hidden there, of the pages of ``events`` that hide any."""
    return {page: hidden_names(record.reading(page)) for page in sorted(hiding_pages(events, record))}


def page_aliases(events: list[Event], names: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Page → what it is called instead, for the pages of ``events`` whose address spells one of its ``names``."""
    pages = {m.page: m for event in events for m in event.mentions}
    return {page: alias(page) for page, m in pages.items() if names.get(page) and _spells(m, names[page])}


def aliased(events: list[Event], names: Mapping[str, Collection[str]]) -> list[Event]:
    """``events`` with an alias for each page whose address spells one of its ``names``."""
    aliases = page_aliases(events, names)
    return [_renamed(event, aliases) for event in events] if aliases else events


def alias(page: str) -> str:
    """What a page is called whose address cannot be told."""
    return f"page-{hashlib.sha256(page.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _spells(m: SourcedMention, names: Collection[str]) -> bool:
    for text in (m.page, m.page_id, m.address or ""):
        words = BETWEEN.sub(" ", unquote(text))
        if without_names(words, names) != words:
            return True
    return False


def _renamed(event: Event, aliases: Mapping[str, str]) -> Event:
    """``event`` with the pages in ``aliases`` called by their alias wherever they are named."""
    keys: dict[str, str] = {}
    mentions = []
    for told in event.mentions:
        m = replace(told, origin=aliases.get(told.origin, told.origin))
        alias = aliases.get(m.page)
        if alias is None:
            mentions.append(m)
            continue
        keys[m.key] = m.key.replace(m.page, alias) if m.page in m.key else f"{alias}#{len(keys)}"
        mentions.append(replace(m, key=keys[m.key], page=alias, page_id=alias, address=None))
    if tuple(mentions) == event.mentions:
        return event
    return replace(
        event,
        mentions=tuple(mentions),
        origins=tuple(
            replace(o, id=aliases.get(o.id, o.id), pages=tuple(aliases.get(page, page) for page in o.pages))
            for o in event.origins
        ),
        history=tuple(
            replace(step, mentions=tuple(keys.get(key, key) for key in step.mentions)) for step in event.history
        ),
        claims={
            name: tuple(replace(c, mentions=tuple(keys.get(key, key) for key in c.mentions)) for c in claims)
            for name, claims in event.claims.items()
        },
        disagreements=tuple(
            replace(f, sources=tuple(keys.get(key, key) for key in f.sources)) for f in event.disagreements
        ),
    )
