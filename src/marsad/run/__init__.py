"""Runs the stages over pages: on this machine's cores, the same functions as anywhere else."""

from __future__ import annotations

from marsad.run.local import Read, reading, readings, with_outlet

__all__ = ["Read", "reading", "readings", "with_outlet"]
