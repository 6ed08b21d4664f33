"""Dates as machines write them: ISO 8601, RFC 2822, Unix time. Visible dates are the date grammar's
business.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*((?:19|20)\d\d)([-/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_EPOCH = re.compile(r"\s*(\d{9,10}|\d{12,13})(?:\.\d+)?\s*")
_RFC = re.compile(r"\s*(?:[A-Za-z]{3},)?\s*\d{1,2} [A-Za-z]{3} \d{4}\b")


def machine_date(text: str) -> date | None:
    """The day that ``text`` names, as written (no change of time zone), or ``None`` where it is not of these
    forms.
    """
    if iso := _ISO.match(text):
        try:
            return date(int(iso[1]), int(iso[3]), int(iso[4]))
        except ValueError:
            return None
    if epoch := _EPOCH.fullmatch(text):
        seconds = int(epoch[1]) / (1000 if len(epoch[1]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    if _RFC.match(text):
        try:
            return parsedate_to_datetime(text).date()
        except ValueError:
            return None
    return None
