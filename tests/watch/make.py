"""A plan over a server of this machine, a clock that jumps, and pages and feeds of our own wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from marsad import lexicon
from marsad.errors import PageError
from marsad.model import Page
from marsad.run import Read, reading
from marsad.source.fetch import FetchOptions, parse
from marsad.watch import Clock, Feed, Plan, Report, Watcher
from tests.run.pages import MEETING, QUIET
from tests.web import AGENT, Web, answer

HERE = "http://outlet.example"
WORDS = lexicon.load()


def engine(pages: Iterable[Page | PageError]) -> Iterable[Read]:
    """Reads pages in this process; what could not be fetched passes through."""
    return (page if isinstance(page, PageError) else reading(page, WORDS) for page in pages)


START = 1_767_225_600.0  # 2026-01-01


class Jumping(Clock):
    """A clock that passes only when somebody waits."""

    def __init__(self, now: float = START) -> None:
        self.at = now
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def html(text: str, head: str = "") -> str:
    """A news page with these lines as its title and paragraphs."""
    title, *lines = [line for line in text.splitlines() if line.strip()]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{paragraphs}</article></body>"
        "</html>"
    )


def meeting(n: int = 0, day: str = "14") -> str:
    """A page on one meeting; each ``n`` has other words at its end."""
    return html(MEETING.replace(" 14 ", f" {day} ") + f"\nالصورة رقم {n} من أرشيف الجريدة.\n")


def quiet(n: int = 0) -> str:
    """A page without events."""
    return html(QUIET + f"\nالنشرة رقم {n} من نشرات الأسبوع.\n")


def rss(links: Iterable[str], *, stamp: str = "") -> str:
    """A feed of these links."""
    date = f"<pubDate>{stamp}</pubDate>" if stamp else ""
    items = "".join(f"<item><title>خبر</title><link>{link}</link>{date}</item>" for link in links)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def feed(*links: str, **more: str) -> bytes:
    return answer(rss(links, **more), Content_Type="application/rss+xml")


def plan(folder: Path, *feeds: str, **more: object) -> Plan:
    found = tuple(Feed(parse(address)) for address in feeds or (f"{HERE}/feed",))
    made = Plan(AGENT, folder / "r.db", folder / "watch", found, delay=1.0)
    return replace(made, **more)  # type: ignore[arg-type]


class Watched:
    """Rounds over one plan, a new process's worth of state each time."""

    def __init__(self, web: Web, made: Plan, *hosts: str) -> None:
        self.web, self.plan, self.clock = web, made, Jumping()
        self.options: FetchOptions = web.options(*(hosts or ("outlet.example",)), idle=3.0, total=6.0)

    def round(self, later: float = 0.0) -> Report:
        self.clock.at += later
        with Watcher(self.plan, self.options, engine, clock=self.clock) as watcher:
            return watcher.once()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.plan.folder / "state.db")) as db:
            return db.execute(query).fetchall()
