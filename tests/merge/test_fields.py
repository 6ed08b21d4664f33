"""What a correction may say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import UsageError
from marsad.merge import merge
from marsad.merge.fields import new_participant, parse_correction, parse_date, participant_of
from marsad.merge.select import by_code
from tests.merge.make import mention, on, who


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-06-13", ["2022-06-13", "2022-06-13", "day"]),
        ("2022-06-13/2022-06-14", ["2022-06-13", "2022-06-14", "day"]),
        ("2022-W24", ["2022-06-13", "2022-06-19", "week"]),
        ("2024-02", ["2024-02-01", "2024-02-29", "month"]),
        ("2022-Q2", ["2022-04-01", "2022-06-30", "quarter"]),
        ("2022-H2", ["2022-07-01", "2022-12-31", "half"]),
        ("2022", ["2022-01-01", "2022-12-31", "year"]),
    ],
)
def test_dates(text, value) -> None:
    assert parse_date(text) == value


@pytest.mark.parametrize("text", ["", "soon", "2022-13", "2022-Q5", "13/06/2022", "2022-06-13/", "2022-06-31", "0000"])
def test_no_other_text_is_a_date(text) -> None:
    with pytest.raises(UsageError, match="2022-06-13"):
        parse_date(text)


@given(st.dates())
def test_every_day_is_itself(day: date) -> None:
    assert parse_date(day.isoformat()) == [day.isoformat(), day.isoformat(), "day"]


def event(*people):
    (found,) = merge([on("a", mention("meeting", "2022-06-13", None, *people))]).events
    return found


def test_participants_are_found_by_what_tells_them_apart() -> None:
    minister = who("host", "ES", "خوسيه مارين", "وزير الداخلية")
    guest = who("guest", "MA", "كريم الفاسي", "وزير الداخلية")
    one = event(minister, guest)
    assert participant_of("مارين", one) == minister
    assert participant_of("MA", one) == guest
    assert participant_of("Karim Fassi", one) == guest
    with pytest.raises(UsageError, match=r"several participants fit.*خوسيه مارين.*كريم الفاسي"):
        participant_of("وزير الداخلية", one)
    with pytest.raises(UsageError, match="there is no participant"):
        participant_of("لينا", one)


def test_the_field_of_a_participant_has_one_spelling() -> None:
    one = event(who("host", "ES", "خوسيه مارين"), who("guest", "MA"))
    said = parse_correction("participant[مارين].country", "fr", one, by_code)
    assert (said.field, said.value) == ("participants[خوسيه مارين].country", "FR")


def test_participants_that_cannot_be() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        new_participant("host", None, None, None, None, by_code)
    with pytest.raises(UsageError, match="host, guest"):
        new_participant("boss", "x", None, None, None, by_code)
    assert new_participant("subject", None, None, None, "fr", by_code).country == "FR"
