"""What an answer changes: state and kept answers, in one transaction of the caller's."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from marsad.errors import AddressForbidden, FetchRefused, PageError, PageGone, PageTooLarge, RobotsDisallowed
from marsad.source.fetch import Address, Fetched, Response, Robots, canonical, check_status, key, parse
from marsad.source.fetch.warc import WarcFolder
from marsad.watch.feed import Contents, Item, read_feed
from marsad.watch.pace import ATTEMPTS, after_answer, after_failure, feed_due
from marsad.watch.plan import DAY, Plan
from marsad.watch.state import Row, State
from marsad.watch.visits import Answer, Visit

ROBOTS_HOLD = DAY  # RFC 9309: no longer than a day
MAX_HOPS = 5
MAX_DEPTH = 3  # feeds that were named by feeds that were named by one of the plan
NEW_AT_ONCE = 500  # new pages taken from one feed at a time; the others at the next
CHILDREN = 50  # sitemaps taken from one index, the newest
OWN = (AddressForbidden, PageTooLarge, RobotsDisallowed)  # the page's fault, not its host's


@dataclass
class Round:
    """What one round is about: when it began, and what came of it, counted and in words for the user."""

    begun: float
    now: float
    counts: Counter[str] = field(default_factory=Counter)
    messages: list[str] = field(default_factory=list)


class Absorber:
    """Takes answers in. Everything here happens in the caller's transaction."""

    def __init__(self, state: State, warc: WarcFolder, plan: Plan) -> None:
        self._state, self._warc, self._plan = state, warc, plan
        self._hosts: set[str] = set()

    def take(self, answer: Answer, to: Round) -> set[str]:
        """What ``answer`` changes, its host's next time included; the hosts that something is newly due of."""
        self._hosts = set()
        visit = answer.visit
        retry = _retry_after(answer)
        if _host_failed(answer):
            failures = self._state.host(visit.host)[1] + 1
            wait = after_failure(failures, self._plan.delay, retry)
            self._state.set_host(visit.host, to.now + wait, failures)
        else:
            wanted = visit.robots.delay if visit.robots else answer.robots.delay if answer.robots else 0.0
            self._state.set_host(visit.host, to.now + after_answer(self._plan.delay, wanted, retry), 0)
        if visit.kind == "robots":
            self._robots(answer, to)
        elif visit.kind == "feed":
            self._feed(answer, to)
        else:
            self._page(answer, to)
        return self._hosts

    def disallow(self, visit: Visit, to: Round) -> None:
        """Leave alone what robots.txt asks not to fetch."""
        error = RobotsDisallowed(visit.address.text, "the site's robots.txt asks not to fetch it")
        answer = Answer(visit, error=error)
        if visit.kind == "feed":
            self._feed(answer, to)
        else:
            self._page(answer, to)

    def _robots(self, answer: Answer, to: Round) -> None:
        address = answer.visit.address
        if answer.robots is not None:
            self._state.set_robots(address.origin, answer.robots.text, to.now + ROBOTS_HOLD)
            return
        if isinstance(answer.error, AddressForbidden):  # then so is every page there, each of which will say why
            self._state.set_robots(address.origin, "", to.now + ROBOTS_HOLD)
            return
        to.counts["robots.txt not read"] += 1
        to.messages.append(f"{address.origin}: {answer.error.reason if answer.error else ''}")

    # ------------------------------------------------------------ feeds
    def _feed(self, answer: Answer, to: Round) -> None:
        feed = self._state.row("feeds", answer.visit.id)
        to.counts["feeds asked"] += 1
        try:
            found = _answered(answer)
            if found is None:
                due = to.now + feed_due(feed["every"], 0)
                self._state.update("feeds", feed["id"], due=due, failures=0, note="", checked=to.now)
            elif found.moved is not None:
                self._feed_moved(feed, found.moved, to)
            else:
                contents = read_feed(feed["address"], found.data)
                self._contents(feed, contents, found.last, to)
        except PageError as error:
            failures = feed["failures"] + 1
            due = to.now + feed_due(feed["every"], failures)
            self._state.update("feeds", feed["id"], due=due, failures=failures, note=error.reason, checked=to.now)
            to.counts["feeds failed"] += 1
            to.messages.append(f"feed {feed['address']}: {error.reason}")

    def _feed_moved(self, feed: Row, to: Address, round: Round) -> None:
        """A feed that answers from another origin: asked there in its turn, this once."""
        known = self._state.db.execute("SELECT * FROM feeds WHERE address = ?", (to.text,)).fetchone()
        due = round.now + feed_due(feed["every"], 0)
        self._state.update("feeds", feed["id"], due=due, checked=round.now, note=f"it has moved to {to.text}")
        if known is None and self._depth(feed) < MAX_DEPTH:
            self._child(feed, to, round, stamp="")
        elif known is None:
            raise PageError(feed["address"], f"it is redirected more than {MAX_DEPTH} times")
        elif (known["checked"] or 0.0) < round.begun:
            self._state.update("feeds", known["id"], due=round.begun)
            self._hosts.add(to.host)

    def _contents(self, feed: Row, contents: Contents, last: Response, to: Round) -> None:
        left = 0
        if contents.kind == "index":
            self._children(feed, contents, to)
        else:
            left = self._items(feed, contents, to)
        note = f"damaged: {contents.damage}" if contents.damage else ""
        if contents.damage:
            to.messages.append(f"feed {feed['address']}: read as far as it goes ({contents.damage})")
        if left:  # not all was taken: the feed must be read again although it did not change
            note = f"{left} new pages left for the next time"
            to.messages.append(f"feed {feed['address']}: {note}")
        self._state.update(
            "feeds",
            feed["id"],
            due=to.now + feed["every"] if feed["stamp"] == "" else None,
            etag=None if left else _condition(last, "etag"),
            modified=None if left else _condition(last, "last-modified"),
            failures=0,
            note=note,
            checked=to.now,
        )

    def _children(self, feed: Row, contents: Contents, to: Round) -> None:
        """The sitemaps of an index on its own host, as far as they are recent, the newest first."""
        oldest = to.now - self._plan.oldest
        recent = [item for item in contents.items if item.at is None or item.at.timestamp() >= oldest]
        recent.sort(key=lambda item: item.at.timestamp() if item.at else 0.0, reverse=True)
        for item in recent[:CHILDREN]:
            try:
                address = _joined(feed, item)
            except AddressForbidden as error:
                to.messages.append(f"feed {feed['address']}: {error.reason} ({error.path})")
                continue
            if self._depth(feed) < MAX_DEPTH and address.host == parse(feed["address"]).host:
                self._child(feed, address, to, stamp=item.stamp)

    def _depth(self, feed: Row) -> int:
        """How many feeds lie between this one and the plan."""
        depth, parent = 0, feed["parent"]
        while parent is not None:
            depth, parent = depth + 1, self._state.row("feeds", parent)["parent"]
        return depth

    def _child(self, feed: Row, address: Address, to: Round, stamp: str) -> None:
        """A feed that another one names: asked now where it is new or, by its stamp, changed."""
        known = self._state.db.execute("SELECT * FROM feeds WHERE address = ?", (address.text,)).fetchone()
        if known is None:
            self._state.insert(
                "feeds",
                address=address.text,
                host=address.host,
                parent=feed["id"],
                listed=1,
                outlet=feed["outlet"],
                every=feed["every"],
                due=to.begun,
                stamp=stamp,
            )
        elif stamp and known["stamp"] != stamp and known["parent"] is not None:
            self._state.update("feeds", known["id"], stamp=stamp, due=to.begun)
        self._hosts.add(address.host)

    def _items(self, feed: Row, contents: Contents, to: Round) -> int:
        """Make the feed's pages known; how many new ones were left for the next time."""
        oldest = to.now - self._plan.oldest
        new = left = 0
        for item in contents.items:
            if item.at is not None and item.at.timestamp() < oldest:
                to.counts["older than wanted"] += 1
                continue
            try:
                address = _joined(feed, item)
                known = self._state.page_named(key(address))
            except AddressForbidden as error:
                self._refuse(feed, item, error, to)
                continue
            if known is not None:
                self._seen(known, item, to)
            elif new >= NEW_AT_ONCE:
                left += 1
            else:
                self._add(feed, address, item, to)
                new += 1
        return left

    def _seen(self, page: int, item: Item, to: Round) -> None:
        row = self._state.row("pages", page)
        if item.stamp and row["stamp"] and item.stamp != row["stamp"]:
            self._state.update("pages", page, stamp=item.stamp, due=to.begun, step=0)
            self._hosts.add(row["host"])

    def _add(self, feed: Row, address: Address, item: Item, to: Round) -> None:
        page = self._state.insert(
            "pages",
            first=canonical(address),
            address=canonical(address),
            host=address.host,
            feed=feed["id"],
            outlet=feed["outlet"],
            stamp=item.stamp,
            status="new",
            due=to.begun,
        )
        self._state.name_page(key(address), page)
        self._hosts.add(address.host)
        to.counts["pages found"] += 1

    def _refuse(self, feed: Row, item: Item, error: AddressForbidden, to: Round) -> None:
        """Note a link that is never asked, once."""
        name = f"refused:{item.link[:2000]}"
        if self._state.page_named(name) is None:
            page = self._state.insert(
                "pages",
                first=error.path,
                address=error.path,
                host="",
                feed=feed["id"],
                stamp="",
                status="new",
                outlet=feed["outlet"],
            )
            self._state.name_page(name, page)
            self._failed(self._state.row("pages", page), error, to, due=None)

    # ------------------------------------------------------------ pages
    def _page(self, answer: Answer, to: Round) -> None:
        page = self._state.row("pages", answer.visit.id)
        to.counts["pages asked"] += 1
        try:
            found = _answered(answer)
            if found is not None and found.moved is not None:
                self._moved(page, found.moved, to)
                return
            if found is None:
                self._unchanged(page, to)
            else:
                self._kept(page, found, to)
        except PageGone as error:
            self._gone(page, error, answer, to)
        except PageError as error:
            if not _host_failed(answer):
                self._failed(page, error, to, due=self._next(page, to))
            elif page["failures"] + 1 < ATTEMPTS:
                self._state.update("pages", page["id"], failures=page["failures"] + 1)  # due still
                to.counts["to be tried again"] += 1
            else:
                self._failed(page, error, to, due=self._next(page, to))
        # Wherever it led this time, the next time begins where the feed said: a redirect may be gone by then.
        self._state.update("pages", page["id"], address=page["first"], host=parse(page["first"]).host, hops=0)

    def _next(self, page: Row, to: Round) -> float | None:
        """When a page is looked at again."""
        steps = self._plan.recheck
        return to.now + steps[page["step"]] if page["step"] < len(steps) else None

    def _unchanged(self, page: Row, to: Round) -> None:
        to.counts["unchanged"] += 1
        if page["status"] in {"gone", "failed"} and page["sha"]:
            self._state.read_again(page["id"])  # which takes the note of its absence from the record
            self._state.update("pages", page["id"], status="kept", reason="")
        self._state.update("pages", page["id"], due=self._next(page, to), step=page["step"] + 1, failures=0)

    def _moved(self, page: Row, address: Address, to: Round) -> None:
        """A page that is at another origin: asked there in its turn; known already, it is that page."""
        other = self._state.page_named(key(address))
        if other is not None and other != page["id"]:
            self._same(page, other, to)
            return
        if page["hops"] >= MAX_HOPS:
            raise PageError(page["first"], f"it redirects more than {MAX_HOPS} times")
        self._state.update("pages", page["id"], address=canonical(address), host=address.host, hops=page["hops"] + 1)
        self._hosts.add(address.host)

    def _same(self, page: Row, other: int, to: Round) -> None:
        """A page that is another one under a second address."""
        to.counts["known under another address"] += 1
        due = self._next(page, to)
        self._state.update("pages", page["id"], status="same", due=due, step=page["step"] + 1, failures=0)
        self._state.update("pages", page["id"], reason=self._state.row("pages", other)["first"])

    def _kept(self, page: Row, found: Fetched, to: Round) -> None:
        last = found.last
        other = self._state.page_named(key(last.address))
        if other is not None and other != page["id"]:
            self._same(page, other, to)
            return
        self._state.name_page(key(last.address), page["id"])
        sha = hashlib.sha256(found.data).hexdigest()
        conditions = {"etag": _condition(last, "etag"), "modified": _condition(last, "last-modified")}
        self._state.update("pages", page["id"], final=canonical(last.address), **conditions)
        if sha == page["sha"]:
            self._unchanged(page, to)
            return
        twin = self._state.page_with(sha) if page["sha"] is None else None
        if twin is not None and twin != page["id"]:
            self._same(page, twin, to)
            return
        for response in found.way:
            self._warc.append(response)
        stored = self._warc.append(last)
        self._state.insert(
            "versions", page=page["id"], sha=sha, file=stored.file, offset=stored.offset, length=stored.length
        )
        self._state.update(
            "pages", page["id"], status="kept", sha=sha, due=self._next(page, to), step=page["step"] + 1, failures=0,
            reason="",
        )  # fmt: skip
        to.counts["changed" if page["sha"] else "fetched"] += 1

    def _gone(self, page: Row, error: PageGone, answer: Answer, to: Round) -> None:
        """Note a page that was there and is not any more; its versions stay."""
        if page["sha"] is None:
            self._failed(page, error, to, due=self._next(page, to))
            return
        if page["status"] != "gone":
            if answer.fetched is not None:
                self._warc.append(answer.fetched.last)
            to.counts["withdrawn"] += 1
            to.messages.append(f"{page['first']}: {error.reason}; what it said stays in the record")
            self._state.update("pages", page["id"], reason=f"{error.reason}; what it said before stays", noted=0)
        self._state.update("pages", page["id"], status="gone", due=self._next(page, to), step=page["step"] + 1)

    def _failed(self, page: Row, error: PageError, to: Round, due: float | None) -> None:
        kind = "disallowed" if isinstance(error, RobotsDisallowed) else "failed"
        to.counts[kind] += 1
        if page["reason"] != error.reason:
            to.messages.append(f"{page['first']}: {error.reason}")
        self._state.update(
            "pages", page["id"], status="gone" if page["status"] == "gone" else kind, due=due, step=page["step"] + 1,
            failures=0, reason=error.reason, noted=0,
        )  # fmt: skip


def _answered(answer: Answer) -> Fetched | None:
    """The answer that has something in it, ``None`` for "not modified"; raises what went wrong."""
    if answer.error is not None:
        raise answer.error
    found = answer.fetched
    if found is None or found.moved is not None:
        return found
    asked_for = answer.visit.etag or answer.visit.modified
    if found.last.status == 304 and asked_for:
        return None
    check_status(found.last)
    return found


def _retry_after(answer: Answer) -> float | None:
    if isinstance(answer.error, FetchRefused):
        return answer.error.retry_after
    return answer.fetched.last.retry_after if answer.fetched else None


def _host_failed(answer: Answer) -> bool:
    """Whether the host itself is in trouble, or wants to be left in peace."""
    if answer.fetched is not None:
        return answer.fetched.last.status == 429 or answer.fetched.last.status >= 500
    error = answer.error
    if isinstance(error, FetchRefused):
        return error.status == 429 or error.status >= 500
    if answer.visit.kind == "robots":
        return error is not None and not isinstance(error, AddressForbidden)
    return error is not None and not isinstance(error, OWN)


def _condition(response: Response, name: str) -> str | None:
    """An ETag or a Last-Modified that can be sent back as it is."""
    value = response.header(name)
    return value if value and value.isascii() and value.isprintable() and len(value) < 500 else None


def _joined(feed: Row, item: Item) -> Address:
    base = parse(feed["address"])
    for step in item.bases:
        base = base.join(step)
    return base.join(item.link)


def sync_feeds(state: State, plan: Plan, now: float) -> None:
    """Take the feeds of the plan up, and those out that it does not name any more. Pages stay known."""
    state.db.execute("UPDATE feeds SET listed = 0")
    for feed in plan.feeds:
        row = state.db.execute("SELECT * FROM feeds WHERE address = ?", (feed.address.text,)).fetchone()
        if row is None:
            state.insert(
                "feeds", address=feed.address.text, host=feed.address.host, listed=1, outlet=feed.outlet,
                every=feed.every, due=now,
            )  # fmt: skip
        else:
            due = now if row["due"] is None else row["due"]
            if not row["failures"]:
                due = min(due, (row["checked"] or now) + feed.every)
            state.update("feeds", row["id"], listed=1, outlet=feed.outlet, every=feed.every, due=due, parent=None)
    for _ in range(MAX_DEPTH):
        state.db.execute("UPDATE feeds SET listed = 1 WHERE parent IN (SELECT id FROM feeds WHERE listed = 1)")


def robots_of(state: State, address: Address, now: float) -> Robots | None:
    """The rules of an address's origin, if they are known and hold."""
    text = state.robots(address.origin, now)
    return None if text is None else _rules(text)


@lru_cache(maxsize=64)
def _rules(text: str) -> Robots:
    """Rules, kept parsed while their host is being asked for one page after the other."""
    return Robots(text)


def moment(now: float) -> str:
    """A time as the record writes it: ISO 8601, UTC, to the second."""
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
