"""What the finder did, for ``marsad explain``: phrases, rules that fired, dropped candidates and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from marsad.model import Where

StepKind = Literal["phrase", "rule", "dropped", "date", "mention"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the finder saw or decided, at ``[start:end]`` of ``where`` (original offsets)."""

    kind: StepKind
    rule: str
    where: Where
    start: int
    end: int
    text: str
    note: str = ""


@dataclass(slots=True)
class Trace:
    """Collects steps in the order of the stages."""

    steps: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Note one step."""
        self.steps.append(step)
