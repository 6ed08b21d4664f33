"""Writes notices out: JSON lines, an Atom feed, webhooks. Each output has its own place and catches up by itself.

A line is written once: after a kill the file itself says how far it came. The Atom feed is written whole, beside the
old one, and put in its place. A webhook is asked until it takes a notice, in order; one that was killed between its
answer and our note of it gets that notice again, under the same number.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from marsad import __version__
from marsad.errors import MarsadError, PageError
from marsad.lexicon.labels import Labels, load_labels
from marsad.source.fetch.client import request
from marsad.source.fetch.connect import Deadline
from marsad.source.fetch.options import FetchOptions, Loopback
from marsad.view.export.atom import ATOM
from marsad.view.export.jsonl import UNSEEN
from marsad.view.export.safe import link, safe
from marsad.watch.absorb import Round
from marsad.watch.pace import after_failure
from marsad.watch.plan import Out, Webhook
from marsad.watch.state import Notice, State

SHOWN = 200  # notices in the Atom feed
TAIL = 1 << 20  # bytes of a file in which its last line begins, at most
HOOK_SECONDS = 15.0


def deliver(state: State, out: Out, options: FetchOptions, to: Round) -> None:
    """Bring every output up to the last notice, or as far as it goes now. Raises where a file cannot be written."""
    try:
        if out.jsonl is not None:
            _lines(state, out.jsonl)
        if out.atom is not None:
            _atom(state, out.atom, load_labels(out.lang))
    except OSError as error:
        raise MarsadError(f"{error.filename}: what is new cannot be written there ({error.strerror})") from None
    for webhook in out.webhooks:
        _post(state, webhook, options, to)


def notice_to_dict(notice: Notice) -> dict[str, Any]:
    """A notice's JSON form: ``seq`` counts, ``id`` is the same whenever the notice is sent."""
    return {"seq": notice.seq, "id": notice.id, "at": notice.at, "kind": notice.kind, "data": notice.body}


def _json(notice: Notice) -> bytes:
    text = json.dumps(notice_to_dict(notice), ensure_ascii=False)
    return UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode()


# ---------------------------------------------------------------- JSON lines
def _lines(state: State, path: Path) -> None:
    name = f"jsonl:{path}"
    at = max(state.out(name)["seq"], _mended(path))
    with path.open("ab") as file:
        while notices := state.notices(at):
            file.write(b"".join(_json(notice) + b"\n" for notice in notices))
            file.flush()
            at = notices[-1].seq
            state.set_out(name, seq=at)
        os.fsync(file.fileno())


def _mended(path: Path) -> int:
    """The number of the last whole line; half a line that a kill left is cut off."""
    if not path.exists():
        return 0
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()
        whole = tail.rpartition(b"\n")[0]
        if not tail.endswith(b"\n") and (whole or size <= TAIL):
            file.truncate(size - len(tail) + (len(whole) + 1 if whole else 0))
    try:
        return int(json.loads(whole.rpartition(b"\n")[2])["seq"])
    except (ValueError, KeyError, TypeError):
        return 0


# ---------------------------------------------------------------- Atom
def _atom(state: State, path: Path, labels: Labels) -> None:
    newest = state.newest_notices(SHOWN)
    last = newest[0].seq if newest else 0
    name = f"atom:{path}"
    if path.exists() and state.out(name)["seq"] == last:
        return
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(atom_feed(newest, labels))
    temporary.replace(path)
    state.out(name)
    state.set_out(name, seq=last)


def atom_feed(notices: list[Notice], labels: Labels) -> bytes:
    """Notices as an Atom feed (RFC 4287), in their order. All that comes from pages is plain text in it."""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": labels.lang})
    _add(feed, "id", "urn:marsad:watch")
    _add(feed, "title", "Marsad")
    _add(feed, "updated", notices[0].at if notices else "1970-01-01T00:00:00+00:00")
    _add(feed, "generator", "Marsad", version=__version__)
    _add(_add(feed, "author"), "name", "Marsad")
    for notice in notices:
        _entry(feed, notice, labels)
    ET.indent(feed)
    out = BytesIO()
    ET.ElementTree(feed).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def _entry(feed: ET.Element, notice: Notice, labels: Labels) -> None:
    kind = labels.text[f"notice_{notice.kind}"]
    body = notice.body
    event = body if notice.kind == "event" else body.get("told", {})
    mentions = event.get("mentions", [])
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:marsad:notice:{notice.id}")
    _add(entry, "title", safe(f"{kind}: {_subject(notice, event, labels)}"), type="text")
    _add(entry, "updated", notice.at)
    _add(entry, "category", term=notice.kind, label=kind)
    addresses = [body.get("page")] if notice.kind == "withdrawn" else [m.get("address") for m in mentions]
    links = list(dict.fromkeys(filter(None, map(link, addresses))))
    for n, address in enumerate(links):
        _add(entry, "link", rel="related" if n else "alternate", href=address)
    quotes = [f"“{safe(m['evidence'])}” {safe(m.get('outlet') or '')}".strip() for m in mentions[:5]]
    why = [safe(str(body.get("why") or body.get("reason") or ""))]
    _add(entry, "content", "\n".join(filter(None, [*why, *quotes])) or notice.id, type="text")


def _subject(notice: Notice, event: dict[str, Any], labels: Labels) -> str:
    """Type, day, sides: what the entry is about, on one line."""
    if notice.kind == "withdrawn":
        return str(notice.body.get("page") or ", ".join(notice.body["events"]))
    sides = (p.get("name") or p.get("org") or p.get("role") or labels.country(p.get("country") or "")
             for p in event["participants"])  # fmt: skip
    who = labels.list.join(list(dict.fromkeys(side for side in sides if side))[:4])
    return " – ".join(filter(None, [labels.types[event["type"]], event["start"], who]))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


# ---------------------------------------------------------------- webhooks
def _post(state: State, webhook: Webhook, options: FetchOptions, to: Round) -> None:
    name = f"webhook:{webhook.address.text}"
    row = state.out(name)
    at, failures = row["seq"], row["failures"]
    if row["due"] > to.now:
        return
    options = _hook_options(webhook, options)
    while notices := state.notices(at):
        for notice in notices:
            if why := _sent(webhook, notice, options, to.now):
                failures += 1
                due = to.now + after_failure(failures, 0.0)
                state.set_out(name, failures=failures, due=due, note=why)
                to.messages.append(f"webhook {webhook.address.origin}: {why}; it is tried again later")
                to.counts["webhook failures"] += 1
                return
            at, failures = notice.seq, 0
            state.set_out(name, seq=at, failures=0, due=0.0, note="")


def _hook_options(webhook: Webhook, options: FetchOptions) -> FetchOptions:
    """The rules of fetching hold for webhooks; one on this machine is reached only where the plan says so."""
    address = webhook.address
    here = address.host == "localhost" or address.host.startswith("127.")
    allowed = (Loopback(address.host, address.port, address.port),) if webhook.loopback and here else ()
    return replace(options, total=HOOK_SECONDS, max_bytes=1 << 16, loopback=options.loopback + allowed)


def _sent(webhook: Webhook, notice: Notice, options: FetchOptions, now: float) -> str:
    """Post one notice; why it was not taken, or nothing."""
    body = _json(notice)
    try:
        answer = request(
            webhook.address, options, Deadline(options), headers=signed(webhook, notice.id, int(now), body), body=body
        )
    except PageError as error:
        return error.reason
    return "" if 200 <= answer.status < 300 else f"it answered HTTP {answer.status}"


def signed(webhook: Webhook, id: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0: number, time, and HMAC-SHA256 over ``number.time.body`` in base64."""
    mac = hmac.new(webhook.secret, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Webhook-Id": id,
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": "v1," + base64.b64encode(mac).decode(),
    }
