"""Mentions and readings as plain JSON values, in the output form of ``docs/codebook.md``, and back without
loss.

The form of a mention: the codebook's fields, ``evidence`` (the quotation), ``in``, ``span``, ``rule``, and
``fields``: for each filled field (participants' as ``participants.0.name``) its own ``in``, ``span``,
``rule`` and ``quote``, for each empty one that was looked for a ``reason``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from marsad.model import (
    Article,
    EventMention,
    Evidence,
    Figure,
    Finding,
    LeftOut,
    Participant,
    Reading,
    SourcedMention,
)

Json = dict[str, Any]
PARTICIPANT = "participants"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def evidence_to_dict(evidence: Evidence) -> Json:
    """``in``, ``span``, ``rule`` and ``quote`` of one piece of evidence."""
    return {
        "in": evidence.where,
        "span": [evidence.start, evidence.end],
        "rule": evidence.rule,
        "quote": evidence.quote,
    }


def evidence_from_dict(data: Mapping[str, Any]) -> Evidence:
    """The inverse of :func:`evidence_to_dict`."""
    start, end = data["span"]
    return Evidence(data["in"], start, end, data["quote"], data["rule"])


def participant_to_dict(participant: Participant) -> Json:
    """The codebook's five fields of a participant."""
    return {
        "name": participant.name,
        "role": participant.role,
        "org": participant.org,
        "country": participant.country,
        "part": participant.part,
    }


def _fields(mention: EventMention) -> Json:
    fields: Json = {name: evidence_to_dict(words) for name, words in mention.fields.items()}
    for n, participant in enumerate(mention.participants):
        for name, words in participant.evidence.items():
            fields[f"{PARTICIPANT}.{n}.{name}"] = evidence_to_dict(words)
    for name, reason in mention.reasons.items():
        fields.setdefault(name, {})["reason"] = reason
    return fields


def mention_to_dict(mention: EventMention) -> Json:
    """One mention in the output form (see the module's docstring)."""
    return {
        "type": mention.type,
        "start": _iso(mention.start),
        "end": _iso(mention.end),
        "precision": mention.precision,
        "country": mention.country,
        "city": mention.city,
        "status": mention.status,
        "participants": [participant_to_dict(p) for p in mention.participants],
        "topics": list(mention.topics),
        "count": mention.count,
        "attribution": mention.attribution,
        "evidence": mention.evidence.quote,
        "in": mention.evidence.where,
        "span": [mention.evidence.start, mention.evidence.end],
        "rule": mention.evidence.rule,
        "fields": _fields(mention),
    }


def _owner(name: str) -> tuple[int, str] | None:
    """``participants.3.role`` → ``(3, "role")``; ``None`` for a field of the event itself."""
    head, _, rest = name.partition(".")
    number, _, field = rest.partition(".")
    return (int(number), field) if head == PARTICIPANT and number.isdigit() and field else None


def mention_from_dict(data: Mapping[str, Any]) -> EventMention:
    """The inverse of :func:`mention_to_dict`."""
    people: list[dict[str, Evidence]] = [{} for _ in data["participants"]]
    fields: dict[str, Evidence] = {}
    reasons: dict[str, str] = {}
    for name, entry in data.get("fields", {}).items():
        if "reason" in entry:
            reasons[name] = entry["reason"]
        if "span" not in entry:
            continue
        owner = _owner(name)
        if owner is not None and owner[0] < len(people):
            people[owner[0]][owner[1]] = evidence_from_dict(entry)
        else:
            fields[name] = evidence_from_dict(entry)
    start, end = data["span"]
    return EventMention(
        type=data["type"],
        evidence=Evidence(data["in"], start, end, data["evidence"], data["rule"]),
        start=_day(data["start"]),
        end=_day(data["end"]),
        precision=data["precision"],
        country=data["country"],
        city=data["city"],
        status=data["status"],
        participants=tuple(
            Participant(p["part"], p["name"], p["role"], p["org"], p["country"], words)
            for p, words in zip(data["participants"], people, strict=True)
        ),
        topics=tuple(data["topics"]),
        count=data["count"],
        attribution=data["attribution"],
        fields=fields,
        reasons=reasons,
    )


def finding_to_dict(finding: Finding) -> Json:
    """A finding with its quotations, and the mentions they come from where it speaks of several pages."""
    data: Json = {
        "kind": finding.kind,
        "why": finding.why,
        "evidence": [evidence_to_dict(words) for words in finding.evidence],
    }
    if finding.sources:
        data["sources"] = list(finding.sources)
    return data


def finding_from_dict(data: Mapping[str, Any]) -> Finding:
    """The inverse of :func:`finding_to_dict`."""
    words = tuple(evidence_from_dict(entry) for entry in data["evidence"])
    return Finding(data["kind"], data["why"], words, tuple(data.get("sources", ())))


def figure_to_dict(figure: Figure) -> Json:
    """A figure: number, unit, whose, period, source and its quotation."""
    return {
        "number": figure.number,
        "unit": figure.unit,
        "whose": figure.whose,
        "start": _iso(figure.start),
        "end": _iso(figure.end),
        "source": figure.source,
        "evidence": evidence_to_dict(figure.evidence),
    }


def figure_from_dict(data: Mapping[str, Any]) -> Figure:
    """The inverse of :func:`figure_to_dict`."""
    return Figure(
        data["number"],
        data["unit"],
        evidence_from_dict(data["evidence"]),
        data["whose"],
        _day(data["start"]),
        _day(data["end"]),
        data["source"],
    )


def article_to_dict(article: Article, full: bool = False) -> Json:
    """An article; ``full`` adds what was left out of the page."""
    data: Json = {
        "id": article.id,
        "path": article.path,
        "address": article.address,
        "identity": article.identity,
        "version": article.version,
        "title": article.title,
        "published": _iso(article.published),
        "published_by": article.published_by,
        "outlet": article.outlet,
        "lang": article.lang,
        "body": article.body,
    }
    if full:
        data["left_out"] = [[part.kind, part.text] for part in article.left_out]
    return data


def article_from_dict(data: Mapping[str, Any]) -> Article:
    """The inverse of :func:`article_to_dict`."""
    return Article(
        id=data["id"],
        path=data["path"],
        identity=data["identity"],
        version=data["version"],
        title=data["title"],
        body=data["body"],
        lang=data["lang"],
        published=_day(data["published"]),
        published_by=data["published_by"],
        outlet=data["outlet"],
        address=data["address"],
        left_out=tuple(LeftOut(text, kind) for kind, text in data.get("left_out", ())),
    )


def reading_to_dict(reading: Reading, events: Sequence[str | None] = (), full: bool = False) -> Json:
    """One page as ``marsad read --format jsonl`` prints it.

    ``events`` are the identifiers of the merged events, one for each mention in order; without them
    ``event`` is left away. ``full`` adds what was left out of the page, so that nothing at all is lost.
    """
    mentions = [mention_to_dict(mention) for mention in reading.mentions]
    for mention, event in zip(mentions, events, strict=False):
        mention["event"] = event
    return {
        **article_to_dict(reading.article, full),
        "finder": reading.finder,
        "lexicon": reading.lexicon,
        "findings": [finding_to_dict(finding) for finding in reading.findings],
        "figures": [figure_to_dict(figure) for figure in reading.figures],
        "events": mentions,
    }


def reading_from_dict(data: Mapping[str, Any]) -> Reading:
    """The inverse of :func:`reading_to_dict`; ``event`` identifiers are no part of a reading and are left
    away.
    """
    return Reading(
        article=article_from_dict(data),
        mentions=tuple(mention_from_dict(mention) for mention in data["events"]),
        findings=tuple(finding_from_dict(finding) for finding in data["findings"]),
        figures=tuple(figure_from_dict(figure) for figure in data["figures"]),
        finder=cast(str, data["finder"]),
        lexicon=cast(str, data["lexicon"]),
    )


def sourced_mentions(reading: Reading) -> tuple[SourcedMention, ...]:
    """The mentions of ``reading`` with the page that tells them: what merging sees."""
    article = reading.article
    return tuple(
        SourcedMention(
            key=f"{article.identity}#{n}",
            mention=mention,
            page=article.identity,
            page_id=article.id,
            version=article.version,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            address=article.address,
        )
        for n, mention in enumerate(reading.mentions)
    )
