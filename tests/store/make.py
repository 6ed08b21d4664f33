"""Small readings to keep."""

from __future__ import annotations

from datetime import date

from marsad.model import Article, EventMention, Evidence, Figure, Finding, Participant, Reading

BODY = "زار حمزة الطيبي مدير الأمن الوطني واشنطن، حيث التقى وزيرة الدفاع لينا كارتر وبحث معها التعاون."


def visit(start: date | None = date(2022, 6, 13), at: int = 0, country: str = "US", **fields) -> EventMention:
    said = BODY[at : at + 15]
    guest = Participant("guest", "حمزة الطيبي", "مدير الأمن الوطني", "مديرية الأمن الوطني", "MA")
    return EventMention(
        "visit",
        Evidence("body", at, at + 15, said, "test"),
        start,
        start,
        "day" if start else None,
        country,
        None,
        fields.pop("status", "happened"),
        (guest, Participant("host", None, None, None, country)),
        **fields,
    )


def reading(
    page: str = "a", *mentions: EventMention, version: str = "v1", finder: str = "f1", **article
) -> Reading:
    told = Article(
        page,
        f"{page}.txt",
        article.pop("identity", page),
        version,
        article.pop("title", "زيارة رسمية"),
        article.pop("body", BODY),
        "ar",
        article.pop("published", date(2022, 6, 14)),
        "test",
        article.pop("outlet", page),
    )
    finding = Finding(
        "date-conflict", "weekday and date disagree", (Evidence("body", 0, 3, BODY[:3], "test"),)
    )
    figure = Figure(7, "مذكرة", Evidence("body", 0, 3, BODY[:3], "test"))
    return Reading(told, mentions or (visit(),), (finding,), (figure,), finder, "l1")
