"""Days as people write them in options and addresses: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def bound(text: str, *, last: bool) -> date:
    """The day that ``text`` names, or the first or ``last`` of the month or year that it names.

    Raises:
        ValueError: it is none of these.
    """
    match = PERIOD.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year = int(match[1])
    month = int(match[2]) if match[2] else 12 if last else 1
    day = int(match[3]) if match[3] else monthrange(year, month)[1] if last else 1
    return date(year, month, day)
