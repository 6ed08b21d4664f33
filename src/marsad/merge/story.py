"""How an event's status came to be: announced, told as news, recalled later as background."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Literal

from marsad.merge.compare import NEWS
from marsad.model import SourcedMention, Status, Step

Stage = Literal["announced", "told", "recalled"]


def status_history(mentions: Iterable[SourcedMention], last: date | None) -> tuple[Step, ...]:
    """The steps of an event's story by publication day, pages without one at the end.

    ``last`` is the event's last day: what is published more than :data:`NEWS` days after it looks back.
    """
    told = sorted(
        ((m.published or date.max, _stage(m, last), m.mention.status, m.key) for m in mentions),
        key=lambda step: (step[0], ORDER.index(step[1]), step[2], step[3]),
    )
    return tuple(_step(stage, status, list(group)) for (stage, status), group in groupby(told, lambda t: (t[1], t[2])))


ORDER: tuple[Stage, ...] = ("announced", "told", "recalled")


def _stage(m: SourcedMention, last: date | None) -> Stage:
    if m.mention.status == "planned":
        return "announced"
    late = last is not None and m.published is not None and (m.published - last).days > NEWS
    return "recalled" if late else "told"


def _step(stage: Stage, status: Status, told: list[tuple[date, Stage, Status, str]]) -> Step:
    days = [day for day, *_ in told if day != date.max]
    return Step(
        status,
        stage,
        min(days, default=None),
        max(days, default=None),
        tuple(key for *_, key in told),
    )
