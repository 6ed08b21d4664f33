"""Small mentions to merge, in few words."""

from __future__ import annotations

from datetime import date

from marsad.model import EventMention, Evidence, Participant, SourcedMention


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def who(
    part: str,
    country: str | None = None,
    name: str | None = None,
    role: str | None = None,
    org: str | None = None,
):
    return Participant(part, name, role, org, country)


def mention(
    type: str = "meeting",
    start: str | None = None,
    end: str | None = None,
    *people: Participant,
    said: str = "التقى المسؤولان",
    **fields,
) -> EventMention:
    precision = fields.pop("precision", "day" if start else None)
    return EventMention(
        type=type,
        evidence=Evidence("body", fields.pop("at", 0), fields.pop("at_end", len(said)), said, "test"),
        start=day(start),
        end=day(end or start),
        precision=precision,
        participants=people,
        **fields,
    )


def on(
    page: str,
    told: EventMention,
    n: int = 0,
    published: str | None = None,
    title: str = "",
    outlet: str | None = None,
):
    return SourcedMention(f"{page}#{n}", told, page, page, "v1", title, outlet or page, day(published))
