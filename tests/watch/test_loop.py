"""Rounds of watching against a server that behaves, changes its pages, withdraws them, and misbehaves."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from warcio.archiveiterator import ArchiveIterator

from marsad.errors import RecordLocked
from marsad.record import Record
from marsad.watch import Out, Watcher, absorb
from tests.watch.make import HERE, Watched, engine, feed, meeting, plan, quiet, rss
from tests.web import answer, serving

HOUR, DAY = 3600.0, 86400.0


@pytest.fixture
def watched(tmp_path):
    with serving() as web:
        yield Watched(web, plan(tmp_path))


def pages(watched) -> dict[str, str | None]:
    with Record.open(watched.plan.record) as record:
        return {row.identity: row.failed for row in record.pages()}


def events(watched) -> int:
    with Record.open(watched.plan.record) as record:
        return len(record.events())


def test_what_a_feed_names_is_read_and_recorded(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1", f"{HERE}/2?utm_source=rss", f"{HERE}/2#top"), "/1": answer(meeting())}
    watched.web.pages["/2"] = answer(quiet())
    report = watched.round()
    assert report.counts["pages found"] == report.counts["recorded"] == 2
    assert pages(watched) == {f"{HERE}/1": None, f"{HERE}/2": None}
    assert events(watched) == 1
    assert [r.path for r in watched.web.asked] == ["/robots.txt", "/feed", "/1", "/2"]
    assert min(watched.clock.slept) > 0.9  # between two requests to one host


def test_answers_are_kept_as_warc(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(meeting())}
    watched.round()
    with (watched.plan.folder / "warc" / "marsad-00001.warc.gz").open("rb") as file:
        kept = [(r.rec_headers.get_header("WARC-Target-URI"), r.raw_stream.read()) for r in ArchiveIterator(file)]
    assert kept[1] == (f"{HERE}/1", meeting().encode())


def test_a_second_round_asks_with_conditions_and_fetches_nothing_twice(watched) -> None:
    def conditional(request):
        if request.headers.get("if-none-match") == '"v1"':
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return answer(rss(["/1"]), ETag='"v1"')

    watched.web.pages |= {"/feed": conditional, "/1": answer(meeting(), Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT")}
    watched.round()
    watched.round(1800)
    assert watched.web.paths() == ["/feed", "/1", "/feed"]
    watched.round(HOUR)  # and looked at again an hour after it was fetched
    assert watched.web.asked[-1].headers["if-modified-since"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert len(pages(watched)) == 1
    assert watched.rows("SELECT count(*) FROM versions") == [(1,)]


def test_a_changed_page_is_a_new_version_and_new_furniture_is_none(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(meeting(1))}
    watched.round()
    watched.web.pages["/1"] = answer(meeting(1).replace("</body>", "<footer>9</footer></body>"))
    assert watched.round(HOUR).counts["the same text"] == 1
    watched.web.pages["/1"] = answer(meeting(1, day="15"))
    assert watched.round(6 * HOUR).counts["recorded"] == 1
    with Record.open(watched.plan.record) as record:
        assert [event.start.day for event in record.events()] == [15]
        assert len([c for c in record.changes() if c.kind == "read"]) == 2
    assert watched.rows("SELECT done FROM versions") == [("recorded",), ("same",), ("recorded",)]


def test_a_feed_that_says_a_page_changed_brings_it_at_once(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1", stamp="Thu, 01 Jan 2026 00:00:00 GMT"), "/1": answer(meeting())}
    watched.round()
    watched.web.pages |= {"/feed": feed("/1", stamp="Thu, 01 Jan 2026 00:10:00 GMT"), "/1": answer(meeting(day="13"))}
    watched.round(1800)
    assert watched.web.paths("/1") == ["/1", "/1"]


def test_a_withdrawn_page_is_noted_and_stays_and_may_come_back(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(meeting())}
    watched.round()
    watched.web.pages["/1"] = answer("gone", "410 Gone")
    report = watched.round(HOUR)
    assert report.counts["withdrawn"] == 1
    assert any("stays in the record" in message for message in report.messages)
    with Record.open(watched.plan.record) as record:
        failed = [row for row in record.pages() if row.failed]
        assert [row.identity for row in failed] == [f"{HERE}/1"] and "withdrawn" in (failed[0].failed or "")
        assert len(record.events()) == 1
    assert watched.rows("SELECT kind FROM notices") == [("event",), ("withdrawn",)]
    watched.web.pages["/1"] = answer(meeting())
    watched.round(6 * HOUR)
    assert pages(watched) == {f"{HERE}/1": None}
    assert watched.rows("SELECT status FROM pages") == [("kept",)]


def test_one_page_under_two_addresses_and_the_same_bytes(watched) -> None:
    watched.web.pages |= {
        "/feed": feed("/old", "/1", "/copy", "https://outlet.example/1"),
        "/old": answer("", "301 Moved", Location="/1"),
        "/1": answer(meeting()),
        "/copy": answer(meeting()),
    }
    report = watched.round()
    assert report.counts["known under another address"] == 2
    assert list(pages(watched)) == [f"{HERE}/1"]


def test_a_redirect_to_another_host_waits_its_turn(watched, tmp_path) -> None:
    watched = Watched(watched.web, plan(tmp_path), "outlet.example", "other.example")
    watched.web.pages |= {
        "/feed": feed("/1"),
        "/1": answer("", "302 Found", Location="http://other.example/2"),
        "/2": answer(meeting()),
    }
    watched.round()
    assert [(r.headers["host"], r.path) for r in watched.web.asked] == [
        ("outlet.example", "/robots.txt"),
        ("outlet.example", "/feed"),
        ("outlet.example", "/1"),
        ("other.example", "/robots.txt"),
        ("other.example", "/2"),
    ]
    assert list(pages(watched)) == ["http://other.example/2"]


@pytest.mark.parametrize("there", ["http://127.0.0.1:22/", "http://other.example/2", "http://10.0.0.1/"])
def test_a_redirect_that_leads_nowhere_for_once_does_not_take_the_page_away(watched, tmp_path, there) -> None:
    watched = Watched(watched.web, plan(tmp_path), "outlet.example", "other.example")
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer("", "302 Found", Location=there)}
    watched.web.pages["/2"] = answer("", "404 Not Found")
    watched.round()
    assert list(pages(watched)) == [f"{HERE}/1"] and pages(watched)[f"{HERE}/1"]
    watched.web.pages["/1"] = answer(meeting())
    watched.round(HOUR)
    assert pages(watched) == {f"{HERE}/1": None}


def test_a_page_that_is_elsewhere_is_asked_for_from_its_beginning(watched, tmp_path) -> None:
    def there(request):
        assert "if-modified-since" not in request.headers or request.path == "/2"
        return answer("", "302 Found", Location="http://other.example/2")

    def page(request):
        if request.headers.get("if-none-match") == '"v1"':
            return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return answer(meeting(), ETag='"v1"')

    watched = Watched(watched.web, plan(tmp_path), "outlet.example", "other.example")
    watched.web.pages |= {"/feed": feed("/1"), "/1": there, "/2": page}
    watched.round()
    assert watched.round(HOUR).counts["unchanged"] == 1
    assert watched.web.paths() == ["/feed", "/1", "/2", "/feed", "/1", "/2"]


def test_a_feed_that_moved_to_another_origin(watched, tmp_path) -> None:
    watched = Watched(watched.web, plan(tmp_path, "http://old.example/feed"), "outlet.example", "old.example")
    watched.web.pages |= {"/new": feed("/1"), "/1": answer(meeting())}
    watched.web.pages["/feed"] = answer("", "301 Moved", Location=f"{HERE}/new")
    watched.round()
    assert list(pages(watched)) == [f"{HERE}/1"]


# ------------------------------------------------------------ manners
def test_robots_are_heeded(watched) -> None:
    rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 9"
    watched.web.pages |= {"/robots.txt": answer(rules), "/feed": feed("/private/1", "/1"), "/1": answer(meeting())}
    report = watched.round()
    assert watched.web.paths() == ["/feed", "/1"]
    assert report.counts["disallowed"] == 1
    assert "robots.txt" in (pages(watched)[f"{HERE}/private/1"] or "")
    assert all(seconds > 8.9 for seconds in watched.clock.slept)


@pytest.mark.parametrize("robots", [answer("", "500 Broken"), answer("", "503 Later"), b""])
def test_a_site_whose_robots_cannot_be_read_is_left_alone_until_they_can(watched, robots) -> None:
    watched.web.pages |= {"/robots.txt": robots, "/feed": feed("/1"), "/1": answer(meeting())}
    report = watched.round()
    assert watched.web.paths() == [] and report.counts["robots.txt not read"] >= 1
    watched.web.pages["/robots.txt"] = answer("", "404 Not Found")
    watched.round(HOUR)
    assert list(pages(watched)) == [f"{HERE}/1"]


@pytest.mark.parametrize("status", ["429 Too Many", "503 Later"])
def test_retry_after_is_heeded_by_the_whole_host(watched, status) -> None:
    watched.web.pages |= {"/feed": feed("/1", "/2"), "/2": answer(quiet())}
    watched.web.pages["/1"] = answer("", status, Retry_After="7200")
    report = watched.round()
    assert watched.web.paths() == ["/feed", "/1"] and report.counts["hosts left for later"] == 1
    watched.round(HOUR)
    assert watched.web.paths() == ["/feed", "/1"]
    watched.web.pages["/1"] = answer(meeting())
    watched.round(HOUR + 1)
    assert {f"{HERE}/1", f"{HERE}/2"} == set(pages(watched))


def test_failures_back_off_and_end_in_a_note(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1"), "/1": b""}
    for _ in range(12):
        watched.round(DAY)
    assert len(watched.web.paths("/1")) >= 8
    assert "broke the connection off" in (pages(watched)[f"{HERE}/1"] or "")


def test_one_visit_at_a_time_to_a_host(watched) -> None:
    busy, most = [0], [0]

    def slow(request):
        busy[0] += 1
        most[0] = max(most[0], busy[0])
        request.stopped.wait(0.03)
        busy[0] -= 1
        return answer(quiet(int(request.path[1:])))

    watched.web.pages |= {"/feed": feed(*(f"/{n}" for n in range(6))), "*": slow}
    watched.round()
    assert most == [1] and len(pages(watched)) == 6


def test_a_round_that_is_long_enough_leaves_the_rest(watched, tmp_path) -> None:
    watched.web.pages |= {"/feed": feed(*(f"/{n}" for n in range(9)))}
    watched.web.pages |= {f"/{n}": answer(quiet(n)) for n in range(9)}
    with Watcher(watched.plan, watched.options, engine, clock=watched.clock) as watcher:
        assert watcher.once(longest=4.0).counts["hosts left for later"] == 1
        assert 0 < len(pages(watched)) < 9
        watcher.once()
    assert len(pages(watched)) == 9


# ------------------------------------------------------------ harm
def test_whatever_a_feed_or_page_does_the_others_go_on(watched, tmp_path) -> None:
    names = ("bomb", "html", "cut", "empty", "binary", "late", "loop", "inward", "huge")
    made = plan(tmp_path, f"{HERE}/feed", *(f"http://{name}.example/feed" for name in names))
    hosts = [f"{name}.example" for name in names]
    watched = Watched(watched.web, made, "outlet.example", *hosts)
    watched.options = replace(watched.options, max_bytes=200_000, total=1.0, idle=0.5)
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><link>&b;</link></item></rss>'
    said = {
        "outlet": feed("/1", "/bad", "http://127.0.0.1/x", "/2"),
        "bomb": answer(bomb),
        "html": answer("<html><body>no feed</body></html>"),
        "cut": answer(rss(["/3"])[:-25]),
        "empty": answer(""),
        "binary": answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
        "late": lambda r: r.stopped.wait(3) and b"",
        "loop": answer("", "302 Found", Location="/feed"),
        "inward": answer("", "302 Found", Location="http://169.254.169.254/feed"),
        "huge": answer("x" * 11_000_000),
    }
    watched.web.pages["/feed"] = lambda r: _said(said[r.headers["host"].partition(".")[0]], r)
    watched.web.pages |= {"/1": answer(meeting()), "/2": answer(quiet()), "/3": answer(quiet(3))}
    watched.web.pages["/bad"] = answer(b"\0" * 100)
    report = watched.round()
    good = {identity for identity, failed in pages(watched).items() if failed is None}
    assert good == {f"{HERE}/1", f"{HERE}/2", "http://cut.example/3"}
    bad = {identity for identity, failed in pages(watched).items() if failed}
    assert bad == {f"{HERE}/bad", "http://127.0.0.1/x"}
    told = "\n".join(report.messages)
    for name in set(names) - {"cut", "inward"}:
        assert f"feed http://{name}.example/feed:" in told
    assert "feed http://169.254.169.254/feed: it leads to 169.254.169.254" in told
    assert report.counts["feeds failed"] == 8


def _said(what, request):
    return (what(request) or None) if callable(what) else what


def test_a_page_in_a_wrong_charset(watched) -> None:
    body = meeting().replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1256", "ignore")
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(body, Content_Type="text/html; charset=utf-8")}
    watched.round()
    assert events(watched) == 1


def test_many_new_items_are_taken_over_several_rounds(watched) -> None:
    many = feed(*(f"/{n}" for n in range(absorb.NEW_AT_ONCE + 20)))
    watched.web.pages |= {
        "/feed": lambda r: many if "if-none-match" not in r.headers else None,
        "*": answer("", "404 No"),
    }
    report = watched.round()
    assert report.counts["pages found"] == absorb.NEW_AT_ONCE
    assert any("20 new pages left" in message for message in report.messages)
    assert watched.round(1800).counts["pages found"] == 20


def test_old_items_are_left_alone(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1", stamp="Thu, 01 Jan 2015 00:00:00 GMT"), "/1": answer(meeting())}
    assert watched.round().counts["older than wanted"] == 1
    assert watched.web.paths() == ["/feed"]


def test_a_sitemap_index_and_its_news_sitemap(watched) -> None:
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>http://outlet.example/news.xml</loc><lastmod>2026-01-01</lastmod></sitemap>"
        "<sitemap><loc>http://outlet.example/old.xml</loc><lastmod>2015-01-01</lastmod></sitemap>"
        "<sitemap><loc>http://elsewhere.example/x.xml</loc></sitemap></sitemapindex>"
    )
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>http://outlet.example/1</loc><news:news><news:publication_date>2026-01-01T08:00:00+01:00"
        "</news:publication_date></news:news></url></urlset>"
    )
    watched.web.pages |= {"/feed": answer(index), "/news.xml": answer(news), "/1": answer(meeting())}
    watched.round()
    assert watched.web.paths() == ["/feed", "/news.xml", "/1"]
    watched.round(1800)
    assert watched.web.paths()[3:] == ["/feed"]  # the index says that nothing changed
    watched.web.pages["/feed"] = answer(index.replace("2026-01-01<", "2026-01-02<"))
    watched.round(900)
    assert watched.web.paths()[4:] == []
    watched.round(900)
    assert watched.web.paths()[4:] == ["/feed", "/news.xml", "/1"]


# ------------------------------------------------------------ keeping
def test_a_feed_taken_out_of_the_plan_is_asked_no_more(watched, tmp_path) -> None:
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(meeting()), "/other": feed()}
    watched.round()
    watched.plan = plan(tmp_path, f"{HERE}/other")
    watched.round(1800)
    assert watched.web.paths() == ["/feed", "/1", "/other"]


def test_two_watchers_of_one_folder(watched) -> None:
    with Watcher(watched.plan, watched.options, engine), pytest.raises(RecordLocked, match="another process"):
        Watcher(watched.plan, watched.options, engine)


def test_every_reading_can_be_repeated_from_what_was_kept(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1", "/2"), "/1": answer(meeting()), "/2": answer(quiet())}
    watched.round()
    watched.plan.record.unlink()
    with Watcher(watched.plan, watched.options, engine, clock=watched.clock) as watcher:
        assert watcher.reread().counts["recorded"] == 2
    assert events(watched) == 1
    assert watched.web.paths() == ["/feed", "/1", "/2"]


def test_what_the_record_lost_is_read_again(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(meeting())}
    watched.round()
    for file in watched.plan.record.parent.glob("r.db*"):
        file.unlink()
    watched.round()
    assert events(watched) == 1


def test_what_the_warc_file_lost_is_fetched_again(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1", "/2"), "/1": answer(meeting(), ETag='"a"'), "/2": answer(quiet())}
    watched.round()
    file = watched.plan.folder / "warc" / "marsad-00001.warc.gz"
    file.write_bytes(file.read_bytes()[:-100])
    watched.round()
    assert watched.web.paths() == ["/feed", "/1", "/2", "/2"]
    assert watched.rows("SELECT file, done FROM versions") == [
        ("marsad-00001.warc.gz", "recorded"),
        ("marsad-00002.warc.gz", "same"),
    ]


def test_bytes_that_cannot_be_read_are_noted_under_each_address(watched) -> None:
    watched.web.pages |= {"/feed": feed("/1", "/2"), "/1": answer(b"\1" * 900), "/2": answer(b"\1" * 900)}
    watched.round()
    assert {page: bool(failed) for page, failed in pages(watched).items()} == {f"{HERE}/1": True, f"{HERE}/2": True}


def test_news_of_an_event_and_of_a_disagreement_goes_out_once(watched, tmp_path) -> None:
    out = Out(atom=tmp_path / "news.atom", jsonl=tmp_path / "news.jsonl")
    watched.plan = replace(watched.plan, out=out)
    watched.web.pages |= {"/feed": feed("/1"), "/1": answer(meeting(1))}
    watched.round()
    watched.web.pages |= {"/feed": feed("/1", "/2", "/3"), "/2": answer(meeting(2)), "/3": answer(quiet())}
    watched.web.pages["/2"] = answer(meeting(2, day="15").replace("الصباح", "الظهيرة").replace("لبحث", "لتدارس"))
    watched.round(1800)
    watched.round(HOUR)
    lines = [json.loads(line) for line in (tmp_path / "news.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["kind"] for line in lines] == ["event", "disagreement"]
    assert lines[1]["data"]["event"] == lines[0]["data"]["id"]
    assert [line["seq"] for line in lines] == [1, 2]
