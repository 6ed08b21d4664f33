from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from marsad.errors import UsageError
from marsad.watch import read_plan
from marsad.watch.plan import KNOWN

DOCS = Path(__file__).resolve().parents[2] / "docs"
FULL = """
contact = "newsroom@outlet.example"
record = "r.db"
folder = "w"
every = "1h"
delay = "2s"
oldest = "2d"
recheck = ["1h", "1d"]
workers = 4
[[feeds]]
address = "https://outlet.example/feed"
outlet = "الصباح"
[[feeds]]
address = "https://other.example/sitemap.xml"
every = "10m"
[out]
lang = "ar"
atom = "news.atom"
jsonl = "news.jsonl"
[[webhooks]]
address = "http://127.0.0.1:8080/in"
secret_file = "secret"
loopback = true
"""


@pytest.fixture
def plan(tmp_path):
    (tmp_path / "secret").write_text("whsec_MDEyMzQ1Njc4OWFiY2RlZg==\n")

    def read(text):
        (tmp_path / "FEEDS.toml").write_text(text, encoding="utf-8")
        return read_plan(tmp_path / "FEEDS.toml")

    return read


def test_a_full_plan(plan, tmp_path) -> None:
    found = plan(FULL)
    assert found.agent.endswith("(+newsroom@outlet.example)")
    assert (found.record, found.folder) == (tmp_path / "r.db", tmp_path / "w")
    assert [(feed.address.host, feed.outlet, feed.every) for feed in found.feeds] == [
        ("outlet.example", "الصباح", 3600.0),
        ("other.example", None, 600.0),
    ]
    assert (found.delay, found.oldest, found.recheck, found.workers) == (2.0, 172800.0, (3600.0, 86400.0), 4)
    assert (found.out.lang, found.out.atom) == ("ar", tmp_path / "news.atom")
    (hook,) = found.out.webhooks
    assert hook.secret == b"0123456789abcdef" and hook.loopback
    assert "0123" not in repr(found)


def test_a_record_in_a_database(plan) -> None:
    found = plan(FULL.replace('"r.db"', '"postgresql://noor@localhost/marsad"'))
    assert found.record == "postgresql://noor@localhost/marsad"


def test_every_mistake_is_told_at_once(plan, monkeypatch) -> None:
    monkeypatch.delenv("NO_SUCH_SECRET", raising=False)
    text = """
contact = "me"
recrod = "r.db"
every = "soon"
workers = 0
recheck = "1h"
[[feeds]]
address = "http://127.0.0.1:x/"
[[feeds]]
outlet = ""
[[feeds]]
address = "https://outlet.example/feed"
[[feeds]]
address = "https://OUTLET.example/feed"
color = "red"
[out]
lang = "de"
[[webhooks]]
address = "https://outlet.example/in"
secret_env = "NO_SUCH_SECRET"
[[webhooks]]
address = "https://outlet.example/in"
secret_file = "none"
[[webhooks]]
address = "https://outlet.example/in"
"""
    with pytest.raises(UsageError) as said:
        plan(text)
    told = str(said.value)
    for part in ("contact", "'recrod'", "'soon'", "workers", "recheck", "feeds 1", "feeds 2: the address is missing",
                 "stands twice", "'color'", "'de'", "NO_SUCH_SECRET", "webhooks 2", "webhooks 3"):  # fmt: skip
        assert part in told, part


@pytest.mark.parametrize("text", ["", "contact = 'newsroom@outlet.example'", "feeds = 3", "not toml"])
def test_a_plan_needs_a_contact_and_feeds(plan, text) -> None:
    with pytest.raises(UsageError):
        plan(text)


def test_short_and_broken_secrets_are_refused(plan, tmp_path) -> None:
    for secret in ("short", "whsec_%%%", "whsec_YQ=="):
        (tmp_path / "secret").write_text(secret)
        with pytest.raises(UsageError, match="shorter than 16 bytes, or broken"):
            plan(FULL)


def test_a_plan_that_is_not_there(tmp_path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        read_plan(tmp_path / "none.toml")


def test_the_example_of_the_guide_is_a_plan_and_names_every_setting(tmp_path, monkeypatch) -> None:
    example = (DOCS / "FEEDS.toml").read_text(encoding="utf-8")
    monkeypatch.setenv("MARSAD_WEBHOOK_SECRET", "0123456789abcdef0123")
    (tmp_path / "FEEDS.toml").write_text(example, encoding="utf-8")
    read_plan(tmp_path / "FEEDS.toml")
    said = tomllib.loads(example)
    tables = {"": [said], "feeds": said["feeds"], "out": [said["out"]], "webhooks": said["webhooks"]}
    for kind, settings in KNOWN.items():
        named = {name for table in tables[kind] for name in table} | set(re.findall(r"^# (\w+) =", example, re.M))
        assert settings <= named, kind
