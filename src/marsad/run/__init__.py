"""Runs the stages over pages: on this machine's cores, or on a cluster; one module an engine, the same functions."""

from __future__ import annotations

from marsad.run.local import Pool, readings
from marsad.run.stage import Item, Read, reading, with_outlet

__all__ = ["Item", "Pool", "Read", "reading", "readings", "with_outlet"]
