"""The decisions on an event, for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from marsad.model import Signature
from marsad.store.judging import Act
from marsad.view.words import plain

PAIRS = ("merge", "split", "not-the-same")  # are about mentions: the events are others by now

PERSONS = ("actor", "official")  # are about persons, under the names in their anchors


def history_table(acts: Iterable[Act]) -> Table:
    """Number, time, user, what was decided and why; what no longer stands is told by what."""
    table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=True, padding=(0, 2, 0, 0))
    table.add_column("no.", justify="right", no_wrap=True, style="cyan")
    table.add_column("at (UTC)", no_wrap=True)
    table.add_column("who", no_wrap=True)
    table.add_column("decided", ratio=1)
    table.add_column("because", ratio=1)
    for act in acts:
        line = Text(decision(act), style="none" if act.stands else "dim")
        if act.until is not None:
            line.append(f"  (until {act.until})")
        table.add_row(str(act.act), act.at[:16].replace("T", " "), plain(act.user), line, plain(act.reason) or "–")
    return table


def decision(act: Act) -> str:
    """What was decided, in words."""
    if act.undid is not None:
        return f"undo judgement {act.undid}"
    if act.field in PERSONS:
        return f"{act.verb} {', '.join(plain(who.partition(':')[2]) for who in act.mentions)}"
    if act.field:
        return f"{act.verb} {plain(act.field)}: {value_words(act.value)}"
    if act.value is not None:
        return f"{act.verb} {act.value.get('type', '')}: “{plain(str(act.value.get('evidence', '')))}”"
    if act.verb in PAIRS or not act.events:
        return f"{act.verb} {', '.join(map(plain, act.mentions))}"
    return f"{act.verb} {', '.join(act.events)}"


def value_words(value: Any) -> str:
    """A claim's value on one line."""
    match value:
        case None:
            return "none"
        case str() | int():
            return plain(str(value))
        case [str(start), str(end), str(precision)] if precision != "day" or start != end:
            return f"{start} to {end}" + ("" if precision == "day" else f" ({precision})")
        case [str(start), str(_), "day"]:
            return start
        case list():
            return ", ".join(map(str, value)) or "none"
        case dict():
            said = [str(value[name]) for name in ("name", "role", "org", "country") if value.get(name)]
            return plain(f"{', '.join(said)} ({value.get('part', '')})")
    return plain(json.dumps(value, ensure_ascii=False))


def signature_words(by: Signature) -> str:
    """``noor, 2026-11-22, judgement 3: reason``."""
    because = f": {plain(by.reason)}" if by.reason else ""
    return f"{plain(by.user)}, {by.at[:10]}, judgement {by.act}{because}"
