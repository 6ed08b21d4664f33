"""Events as JSON lines: the codebook's fields, with every page, quotation, origin and disagreement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

from marsad.codec import evidence_to_dict, finding_to_dict, mention_to_dict, participant_to_dict
from marsad.model import Claim, Event, Signature, SourcedMention, Step
from marsad.view.address import web_address
from marsad.view.export.rows import earliest_first
from marsad.view.private import public_title

# Legal in JSON, and able to hide or reorder what an editor or a terminal shows.
UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\uffff]")


def event_to_dict(event: Event) -> dict[str, Any]:
    """The codebook's fields of the merged event, then ``claims``, ``disagreements``, ``origins`` and
    ``mentions``.

    ``history`` is how the status came to be: steps with ``status``, ``stage`` (announced, told, recalled), first and
    last publication day, and the mentions. A claim that a person made is ``signed``: judgement, user, time, reason.

    Each mention has its page (``page``, ``outlet``, ``published``, ``address``, ``title``), its ``origin``
    and the mention's own fields as ``marsad read`` prints them. Titles are without private persons' names.
    """
    return {
        "id": event.id,
        "type": event.type,
        "start": event.start.isoformat() if event.start else None,
        "end": event.end.isoformat() if event.end else None,
        "precision": event.precision,
        "country": event.country,
        "city": event.city,
        "status": event.status,
        "participants": [participant_to_dict(p) for p in event.participants],
        "topics": list(event.topics),
        "count": event.count,
        "attribution": event.attribution,
        "history": [_step(step) for step in event.history],
        "confirmed": [_signature(by) for by in event.confirmed],
        "claims": {name: [_claim(claim) for claim in claims] for name, claims in event.claims.items()},
        "disagreements": [finding_to_dict(finding) for finding in event.disagreements],
        "origins": [{"id": o.id, "pages": list(o.pages), "label": o.label, "why": o.why} for o in event.origins],
        "mentions": [_mention(m) for m in earliest_first(event)],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "status": step.status,
        "stage": step.stage,
        "since": step.since.isoformat() if step.since else None,
        "until": step.until.isoformat() if step.until else None,
        "mentions": list(step.mentions),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    data: dict[str, Any] = {"value": claim.value, "mentions": list(claim.mentions)}
    return data if claim.signed is None else {**data, "signed": _signature(claim.signed)}


def _signature(by: Signature) -> dict[str, Any]:
    data: dict[str, Any] = {"judgement": by.act, "user": by.user, "at": by.at, "reason": by.reason}
    if by.evidence is not None:
        data |= {"page": by.page, **evidence_to_dict(by.evidence)}
    return data


def _mention(sourced: SourcedMention) -> dict[str, Any]:
    return {
        "key": sourced.key,
        "page": sourced.page,
        "page_id": sourced.page_id,
        "version": sourced.version,
        "outlet": sourced.outlet,
        "published": sourced.published.isoformat() if sourced.published else None,
        "address": sourced.address if web_address(sourced.address) else None,
        "title": public_title(sourced),
        "origin": sourced.origin,
        **mention_to_dict(sourced.mention),
    }


def write_jsonl(events: Iterable[Event], file: TextIO) -> None:
    """One JSON object per event and line."""
    for event in events:
        file.write(event_line(event) + "\n")


def event_line(event: Event) -> str:
    """``event`` as one line of JSON. Quotations are exact; characters that do not show are escaped."""
    text = json.dumps(event_to_dict(event), ensure_ascii=False)
    return UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
