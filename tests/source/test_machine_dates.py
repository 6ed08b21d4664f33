from datetime import date

import pytest

from marsad.source.dates import machine_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-02-21", date(2023, 2, 21)),
        ("2023-02-21T23:30:00-05:00", date(2023, 2, 21)),
        ("2023/02/21 10:00", date(2023, 2, 21)),
        ("20230221", date(2023, 2, 21)),
        ("Tue, 21 Feb 2023 08:00:00 +0100", date(2023, 2, 21)),
        ("1676937600", date(2023, 2, 21)),
        ("1676937600000", date(2023, 2, 21)),
        ("2023-02-30", None),
        ("2023-02/21", None),
        ("21/02/2023", None),  # day first or month first is for the date grammar
        ("yesterday", None),
        ("", None),
    ],
)
def test_machine_dates(text: str, day: date | None) -> None:
    assert machine_date(text) == day
