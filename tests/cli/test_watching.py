from __future__ import annotations

import pytest
from typer.testing import CliRunner

from marsad.cli import app, watching
from marsad.watch import Watcher
from tests.watch.make import HERE, engine, feed, meeting
from tests.web import answer, serving


def marsad(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def feeds(tmp_path):
    path = tmp_path / "FEEDS.toml"
    path.write_text(
        f'contact = "newsroom@outlet.example"\ndelay = "1s"\n[[feeds]]\naddress = "{HERE}/feed"\n[out]\njsonl = "n"\n'
    )
    return path


@pytest.fixture
def web(monkeypatch):
    with serving({"/feed": feed("/1", "/none"), "/1": answer(meeting())}) as found:
        monkeypatch.setattr("marsad.run.readings", lambda pages, lexicon, jobs=1: engine(pages))
        monkeypatch.setattr("marsad.source.fetch.FetchOptions", lambda agent: found.options())
        yield found


def test_a_round(feeds, web, tmp_path) -> None:
    result = marsad("watch", feeds, "--once")
    assert result.exit_code == 0, result.output
    assert "pages found: 2" in result.stderr and "new events: 1" in result.stderr
    assert f"{HERE}/none: the page is not there" in result.stderr
    assert (tmp_path / "n").read_text(encoding="utf-8").count("\n") == 1
    assert "nothing was due" in marsad("watch", feeds, "--once").stderr


def test_how_feeds_are_doing(feeds, web) -> None:
    marsad("watch", feeds, "--once")
    result = marsad("watch", feeds, "--status")
    assert f"{HERE}/feed" in result.stdout and "pages kept: 1" in result.stderr
    assert web.paths() == ["/feed", "/1", "/none"]


def test_reading_again_asks_nobody(feeds, web) -> None:
    marsad("watch", feeds, "--once")
    result = marsad("watch", feeds, "--reread")
    assert result.exit_code == 0 and "recorded: 1" in result.stderr
    assert web.paths() == ["/feed", "/1", "/none"]
    assert "not there" in marsad("pages", "--failed", "--record", feeds.with_name("marsad.db")).output


def test_rounds_go_on_until_somebody_ends_them(feeds, web, monkeypatch) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching.time, "sleep", sleep)
    monkeypatch.setattr(Watcher, "once", lambda self, longest=None: self.reread())
    assert marsad("watch", feeds, "--every", "10").exit_code == 130
    assert len(slept) == 3 and all(seconds <= 10 for seconds in slept)


def test_wrong_use(feeds, tmp_path) -> None:
    assert marsad("watch", tmp_path / "none.toml").exit_code == 2
    assert marsad("watch", feeds, "--once", "--status").exit_code == 2
    feeds.write_text("contact = 3")
    result = marsad("watch", feeds, "--once")
    assert result.exit_code == 2 and "contact" in result.stderr
