"""How long to wait: pure arithmetic over delays and failures, in seconds."""

from __future__ import annotations

FIRST_BACKOFF = 30.0
LONGEST_BACKOFF = 6 * 3600.0
ATTEMPTS = 8  # times a page is asked for before its failure is noted


def after_answer(delay: float, wanted: float, retry_after: float | None = None) -> float:
    """Until a host that answered may be asked again: our delay, the one its robots.txt wants, what it asked for."""
    return max(delay, wanted, retry_after or 0.0)


def after_failure(failures: int, delay: float, retry_after: float | None = None) -> float:
    """Until a host that failed ``failures`` times in a row may be asked again: twice as long each time."""
    backoff = FIRST_BACKOFF * 2.0 ** min(failures - 1, 20)
    return max(delay, min(backoff, LONGEST_BACKOFF), retry_after or 0.0)


def feed_due(every: float, failures: int) -> float:
    """Until a feed is asked again; one that fails is asked less and less often, at last once in 32 of its times."""
    return every * 2.0 ** min(failures, 5)
