"""The output form loses nothing."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.codec import (
    mention_from_dict,
    mention_to_dict,
    reading_from_dict,
    reading_to_dict,
    sourced_mentions,
)
from marsad.model import Article, EventMention, Evidence, Figure, Finding, LeftOut, Participant, Reading

TEXT = st.text("ابتثجح خد 123abc[…]«»\u200f\n", max_size=12)
DAY = st.none() | st.dates()
EVIDENCE = st.builds(
    Evidence, st.sampled_from(["title", "body"]), st.integers(0, 99), st.integers(0, 99), TEXT, TEXT
)
FIELDS = st.sampled_from(
    ["start", "country", "city", "status", "topics.terrorism", "count", "attribution", "participants"]
)
PARTICIPANT = st.builds(
    Participant,
    st.sampled_from(["host", "guest", "party", "agent", "recipient", "subject"]),
    st.none() | TEXT,
    st.none() | TEXT,
    st.none() | TEXT,
    st.sampled_from([None, "MA", "INTERPOL"]),
    st.dictionaries(st.sampled_from(["name", "role", "org", "country", "part"]), EVIDENCE, max_size=3),
)
MENTION = st.builds(
    EventMention,
    st.sampled_from(["visit", "meeting", "arrest"]),
    EVIDENCE,
    start=DAY,
    end=DAY,
    precision=st.sampled_from([None, "day", "week", "month"]),
    country=st.sampled_from([None, "MA"]),
    city=st.none() | TEXT,
    status=st.sampled_from(["happened", "planned"]),
    participants=st.lists(PARTICIPANT, max_size=3).map(tuple),
    topics=st.sampled_from([(), ("terrorism",)]),
    count=st.none() | st.integers(0, 9),
    attribution=st.sampled_from(["page", "communique"]),
    fields=st.dictionaries(FIELDS, EVIDENCE, max_size=3),
    reasons=st.dictionaries(FIELDS | st.just("participants.0.name"), TEXT, max_size=3),
)
ARTICLE = st.builds(
    Article,
    *[TEXT] * 6,
    st.sampled_from(["ar", "fr", "en", "other"]),
    published=DAY,
    published_by=TEXT,
    outlet=st.none() | TEXT,
    address=st.none() | TEXT,
    left_out=st.lists(st.builds(LeftOut, TEXT, TEXT), max_size=2).map(tuple),
)
READING = st.builds(
    Reading,
    ARTICLE,
    st.lists(MENTION, max_size=3).map(tuple),
    st.lists(
        st.builds(
            Finding,
            TEXT,
            TEXT,
            st.lists(EVIDENCE, max_size=2).map(tuple),
            st.lists(TEXT, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    st.lists(st.builds(Figure, st.integers(), TEXT, EVIDENCE, st.none() | TEXT, DAY, DAY), max_size=2).map(
        tuple
    ),
    TEXT,
    TEXT,
)


@given(MENTION)
def test_a_mention_comes_back(mention) -> None:
    assert mention_from_dict(json.loads(json.dumps(mention_to_dict(mention)))) == mention


@settings(deadline=None, max_examples=50)
@given(READING)
def test_a_reading_comes_back(reading) -> None:
    assert reading_from_dict(json.loads(json.dumps(reading_to_dict(reading, full=True)))) == reading


def test_the_form() -> None:
    person = Participant("guest", "حمزة", evidence={"name": Evidence("body", 4, 8, "حمزة", "name")})
    mention = EventMention(
        "visit",
        Evidence("body", 0, 8, "زار حمزة", "visit.verb"),
        start=date(2022, 6, 13),
        end=date(2022, 6, 13),
        precision="day",
        participants=(person,),
        fields={"start": Evidence("body", 9, 13, "أمس", "relative")},
        reasons={"city": "no place is told"},
    )
    article = Article("p", "p.txt", "p.txt", "v", "t", "زار حمزة أمس", "ar", date(2022, 6, 14))
    page = reading_to_dict(Reading(article, (mention,)), ["e-1"])
    (event,) = page["events"]
    assert page["published"] == "2022-06-14" and "left_out" not in page
    assert event["event"] == "e-1"
    assert (event["start"], event["evidence"], event["in"], event["span"]) == (
        "2022-06-13",
        "زار حمزة",
        "body",
        [0, 8],
    )
    assert event["participants"] == [
        {"name": "حمزة", "role": None, "org": None, "country": None, "part": "guest"}
    ]
    assert event["fields"]["participants.0.name"]["span"] == [4, 8]
    assert event["fields"]["city"] == {"reason": "no place is told"}


def test_keys_of_sourced_mentions() -> None:
    told = EventMention("visit", Evidence("body", 0, 1, "x", "r"))
    article = Article("p", "p.txt", "https://example.org/p", "v", "t", "x", "ar")
    assert [m.key for m in sourced_mentions(Reading(article, (told, told)))] == [
        "https://example.org/p#0",
        "https://example.org/p#1",
    ]
