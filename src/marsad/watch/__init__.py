"""Watches feeds: what they name is fetched politely, kept as it came, read, recorded, and what is new is told.

The way of a round: :mod:`~marsad.watch.plan` says what to watch; :mod:`~marsad.watch.state` what is due, in one SQLite
file; :mod:`~marsad.watch.visits` asks the web, and nothing else; :mod:`~marsad.watch.absorb` turns each answer into
state and WARC in one transaction; :mod:`~marsad.watch.reading` brings kept pages into the record;
:mod:`~marsad.watch.telling` finds new events and disagreements; :mod:`~marsad.watch.delivery` writes them out.
Each step takes up what the one before it left, so that a round that is killed anywhere goes on from there.
"""

from __future__ import annotations

from marsad.watch.loop import Clock, Report, Watcher
from marsad.watch.plan import Feed, Out, Plan, Webhook, read_plan

__all__ = ["Clock", "Feed", "Out", "Plan", "Report", "Watcher", "Webhook", "read_plan"]
