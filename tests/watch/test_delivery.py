"""What goes out: once each, in order, signed, and never to where nothing may be sent."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
from collections import Counter
from dataclasses import replace

import feedparser
import pytest

from marsad.errors import MarsadError
from marsad.lexicon.labels import load_labels
from marsad.source.fetch import parse
from marsad.watch.absorb import Round
from marsad.watch.delivery import atom_feed, deliver
from marsad.watch.plan import Out, Webhook
from marsad.watch.state import State
from tests.watch.make import START
from tests.web import answer, serving

SECRET = b"0123456789abcdef"
QUOTE = "استقبل <script>\u202eالمدير"


def event(n: int) -> dict:
    mention = {"address": f"https://outlet.example/{n}", "outlet": "الصباح", "evidence": QUOTE}
    person = {"name": None, "org": "وزارة الداخلية", "role": None, "country": "MA"}
    return {"id": f"e-{n}", "type": "meeting", "start": "2026-01-01", "participants": [person], "mentions": [mention]}


@pytest.fixture
def state(tmp_path):
    found = State(tmp_path / "watch")
    yield found
    found.close()


def note(state, *numbers: int) -> None:
    with state.changing():
        for n in numbers:
            state.notice(f"event:e-{n}", "2026-01-01T00:00:00+00:00", "event", event(n))


def send(state, out: Out, options=None, later: float = 0.0) -> Round:
    to = Round(START + later, START + later)
    deliver(state, out, options, to)
    return to


def lines(path) -> list[int]:
    return [json.loads(line)["seq"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_lines_are_written_once_whatever_was_cut(state, tmp_path) -> None:
    path = tmp_path / "news.jsonl"
    out = Out(jsonl=path)
    note(state, 1, 2)
    send(state, out)
    assert lines(path) == [1, 2]
    whole = path.read_bytes()
    note(state, 3)
    for cut in (1, 5, len(whole) - whole.index(b"\n") - 1):
        path.write_bytes(whole[:-cut])
        state.set_out(f"jsonl:{path}", seq=0)  # killed before it was noted how far the file had come
        send(state, out)
        assert lines(path) == [1, 2, 3], cut
    path.write_bytes(whole[:40])
    state.set_out(f"jsonl:{path}", seq=0)
    send(state, out)
    assert lines(path) == [1, 2, 3]


def test_a_file_that_was_taken_away_begins_anew_where_it_was(state, tmp_path) -> None:
    path = tmp_path / "news.jsonl"
    note(state, 1)
    send(state, Out(jsonl=path))
    path.unlink()
    note(state, 2)
    send(state, Out(jsonl=path))
    assert lines(path) == [2]


def test_hiding_characters_are_escaped(state, tmp_path) -> None:
    note(state, 1)
    send(state, Out(jsonl=tmp_path / "n"))
    text = (tmp_path / "n").read_text(encoding="utf-8")
    assert "\u202e" not in text and json.loads(text)["data"]["mentions"][0]["evidence"] == QUOTE


@pytest.mark.parametrize("lang, title", [("en", "New event: "), ("fr", "Nouvel événement: "), ("ar", "حدث جديد: ")])
def test_the_feed_is_one_that_readers_read(state, lang, title) -> None:
    note(state, 1, 2)
    with state.changing():
        body = {"event": "e-1", "why": "date: 14 | 15", "kind": "contradiction", "evidence": [], "told": event(1)}
        state.notice("disagreement:x", "2026-01-02T00:00:00+00:00", "disagreement", body)
        gone = {"page": "https://outlet.example/9", "reason": "HTTP 410", "events": ["e-1"]}
        state.notice("withdrawn:1", "2026-01-02T00:00:00+00:00", "withdrawn", gone)
    found = feedparser.parse(io.BytesIO(atom_feed(state.newest_notices(10), load_labels(lang))))
    assert not found.bozo and [entry.id for entry in found.entries][-1] == "urn:marsad:notice:event:e-1"
    assert found.entries[-1].title.startswith(title)
    assert found.entries[0].links[0].href == "https://outlet.example/9"
    assert "<script>" not in atom_feed(state.newest_notices(10), load_labels(lang)).decode()
    assert "\u202e" not in found.entries[-1].content[0].value


def test_a_feed_of_nothing_is_a_feed(state, tmp_path) -> None:
    send(state, Out(atom=tmp_path / "news.atom"))
    assert feedparser.parse(io.BytesIO((tmp_path / "news.atom").read_bytes())).feed.title == "Marsad"


def test_a_file_that_cannot_be_written_is_told(state, tmp_path) -> None:
    note(state, 1)
    for out in (Out(jsonl=tmp_path / "none" / "x"), Out(atom=tmp_path / "none" / "x")):
        with pytest.raises(MarsadError, match="cannot be written"):
            send(state, out)


# ------------------------------------------------------------ webhooks
def hook(address: str, **more) -> Out:
    return Out(webhooks=(Webhook(parse(address), SECRET, **more),))


def test_posts_are_signed_and_in_order(state) -> None:
    note(state, 1, 2)
    with serving({"/in": answer("", "204 None")}) as web:
        send(state, hook("http://outlet.example/in"), web.options())
        send(state, hook("http://outlet.example/in"), web.options())
    assert [json.loads(r.body)["seq"] for r in web.asked] == [1, 2]
    for request in web.asked:
        assert request.method == "POST" and request.headers["content-type"].startswith("application/json")
        signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + request.body
        mac = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
        assert request.headers["webhook-signature"] == f"v1,{mac}"
    assert web.asked[0].headers["webhook-id"] == "event:e-1"


def test_what_is_not_taken_is_sent_again_later_and_nothing_before_it(state) -> None:
    note(state, 1, 2)
    with serving({"/in": answer("", "500 Broken")}) as web:
        for later in (0.0, 1.0, 31.0):
            to = send(state, hook("http://outlet.example/in"), web.options(), later)
        assert [json.loads(r.body)["seq"] for r in web.asked] == [1, 1]
        assert "HTTP 500" in to.messages[0] and to.counts == Counter({"webhook failures": 1})
        web.pages["/in"] = answer("ok")
        send(state, hook("http://outlet.example/in"), web.options(), 200.0)
    assert [json.loads(r.body)["seq"] for r in web.asked] == [1, 1, 1, 2]


def test_redirects_are_no_answer(state) -> None:
    note(state, 1)
    with serving({"/in": answer("", "307 Moved", Location="/other"), "/other": answer("")}) as web:
        assert "HTTP 307" in send(state, hook("http://outlet.example/in"), web.options()).messages[0]
    assert web.paths() == ["/in"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_posted_to_only_where_the_plan_says_so(state, host) -> None:
    note(state, 1)
    with serving({"/in": answer("")}) as web:
        options = replace(web.options(), loopback=())
        address = f"http://{host}:{web.port}/in"
        assert send(state, hook(address), options).counts["webhook failures"] == 1
        assert web.connections == 0
        send(state, hook(address, loopback=True), options, later=100.0)
        assert web.paths() == ["/in"]


@pytest.mark.parametrize("address", ["http://10.0.0.1/in", "http://169.254.169.254/in", "http://[fd00::1]/in"])
def test_loopback_opens_no_other_network(state, address) -> None:
    note(state, 1)
    with serving() as web:
        to = send(state, hook(address, loopback=True), replace(web.options(), loopback=()))
    assert "only the public web" in to.messages[0]


def test_private_persons_are_named_in_nothing_that_goes_out(tmp_path) -> None:
    from tests.run.pages import MEETING
    from tests.watch.make import Watched, feed, html, plan

    text = MEETING + "\nأوقفت الشرطة الإسبانية المشتبه فيه كريم السالمي بناء على مذكرة توقيف دولية صادرة عن المغرب.\n"
    with serving(
        {"/feed": feed("/karim"), "/karim": answer(html(text.replace("لقاء أمني", "كريم السالمي ولقاء أمني")))}
    ) as web:
        made = plan(tmp_path, out=Out(atom=tmp_path / "a", jsonl=tmp_path / "j"))
        watched = Watched(web, made)
        assert watched.round().counts["new events"] >= 1
    for name in ("a", "j"):
        told = (tmp_path / name).read_text(encoding="utf-8")
        assert "السالمي" not in told and "حموشي" in told
