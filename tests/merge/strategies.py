"""Hypothesis strategies: mentions that often tell the same few events."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from marsad.model import EventMention, Evidence, Participant, SourcedMention

PEOPLE = [
    ("سامر بن فهد الراجي", "SA"),
    ("محمد بن سامر بن فهد", "SA"),
    ("لينا كارتر", "US"),
    ("ويليام بيرك", "US"),
    ("وليام بورك", "US"),
    ("كارتر", "US"),
    ("خوسيه مارين", "ES"),
]
COUNTRIES = ["SA", "US", "ES", "MA", None]
FIRST = date(2022, 6, 1)
DAYS = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def participants(draw, kind: str) -> tuple[Participant, ...]:
    parts = {
        "visit": ("host", "guest"),
        "meeting": ("host", "guest"),
        "call": ("party",),
        "extradition": ("agent", "recipient"),
    }
    out = []
    for part in parts[kind]:
        if draw(st.booleans()):
            name, country = draw(st.sampled_from(PEOPLE))
            out.append(
                Participant(
                    part, name, draw(st.sampled_from(["وزير الدفاع", "مدير الأمن", None])), None, country
                )
            )
        else:
            out.append(Participant(part, None, None, None, draw(st.sampled_from(COUNTRIES))))
    return tuple(out)


@st.composite
def mentions(draw) -> EventMention:
    kind = draw(st.sampled_from(["visit", "meeting", "call", "extradition"]))
    start = end = precision = None
    match draw(st.sampled_from(["day", "day", "range", "month", "none"])):
        case "day":
            start = end = draw(DAYS)
            precision = "day"
        case "range":
            start = draw(DAYS)
            end, precision = start + timedelta(days=1), "day"
        case "month":
            start, end, precision = date(2022, 6, 1), date(2022, 6, 30), "month"
    said = draw(st.sampled_from(["التقى الطرفان في العاصمة", "جرى الحديث عن الأمن", "زار الوفد المدينة أمس"]))
    at = draw(st.integers(0, 3)) * 50
    return EventMention(
        type=kind,
        evidence=Evidence("body", at, at + len(said), said, "test"),
        start=start,
        end=end,
        precision=precision,
        country=draw(st.sampled_from([None, None, "US", "SA"])),
        city=draw(st.sampled_from([None, "الرياض", "جدة"])),
        status=draw(st.sampled_from(["happened", "happened", "planned", "denied"])),
        participants=draw(participants(kind)),
        topics=draw(st.sampled_from([(), ("terrorism",), ("drugs", "terrorism")])),
        count=draw(st.sampled_from([None, None, 3, 5])),
    )


@st.composite
def sourced(draw, most: int = 12) -> list[SourcedMention]:
    out = []
    for page in range(draw(st.integers(1, 6))):
        published = draw(st.none() | DAYS)
        for n, told in enumerate(draw(st.lists(mentions(), max_size=max(1, most // 4)))):
            name = f"page{page}"
            out.append(SourcedMention(f"{name}#{n}", told, name, name, "v1", "عنوان الخبر", name, published))
    return out
