"""Everything Marsad raises on purpose.

The tree::

    MarsadError                 base; its message says what happened and what to do
    ├── PageError               one page cannot be read; the others go on
    │   ├── PageMissing         no such file
    │   ├── PageUnreadable      permissions, damaged container, wrong encoding, binary
    │   ├── PageTooLarge        over the limits of the gate (bytes, line length, nesting)
    │   ├── PageEmpty           nothing in it, or no article of its own
    │   ├── PageHarmful         reading it was stopped: too long, too much memory, or a crash
    │   ├── PageLanguage        a language Marsad does not read yet
    │   └── FetchError          an address gave no answer, a broken one, or one that took too long
    │       ├── AddressForbidden    the address, or where it leads, is none that may be asked
    │       ├── RobotsDisallowed    the site's robots.txt asks not to fetch it
    │       └── FetchRefused        the server said no, with an HTTP status
    │           └── PageGone        the page is not there (404) or was withdrawn (410)
    ├── LexiconError            the words in data/ are not valid; lists every mistake with file and line
    ├── ManifestError           the manifest's columns or rows cannot be used
    ├── RecordError             the record cannot be opened or written
    │   ├── RecordLocked        another process holds it
    │   ├── RecordForeign       not a record of Marsad's, or of a newer version
    │   ├── RecordUnreachable   the record's server does not answer, or the connection was lost
    │   ├── RecordJudged        somebody judged the same after what the user saw
    │   └── RecordDamaged       the file fails its integrity check
    └── UsageError              a wrong option, an unknown event, field or format
"""

from __future__ import annotations


class MarsadError(Exception):
    """Base of all errors that Marsad raises on purpose."""


class PageError(MarsadError):
    """One page cannot be read. ``path`` names it, ``reason`` is one plain sentence."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[PageError], tuple[str, str]]:
        # An exception pickles its message as its arguments; a worker process must send back path and reason.
        return type(self), (self.path, self.reason)


class PageMissing(PageError):
    """There is no such file."""


class PageUnreadable(PageError):
    """Permissions, a damaged container, a wrong encoding, or binary data."""


class PageTooLarge(PageError):
    """The page is over the limits of the gate."""


class PageEmpty(PageError):
    """Nothing in the page, or no article of its own."""


class PageHarmful(PageError):
    """Reading the page was stopped: it took too long or too much memory, or crashed its process."""


class PageLanguage(PageError):
    """The page is in a language that Marsad does not read yet."""


class FetchError(PageError):
    """An address gave no answer, a broken one, or one that took too long. ``path`` is the address."""


class AddressForbidden(FetchError):
    """The address, or where it leads, is none that may be asked."""


class RobotsDisallowed(FetchError):
    """The site's robots.txt asks not to fetch it."""


class FetchRefused(FetchError):
    """The server said no. ``status`` is HTTP's, ``retry_after`` the seconds it asks to wait, if it says so."""

    def __init__(self, path: str, reason: str, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(path, reason)
        self.status = status
        self.retry_after = retry_after


class PageGone(FetchRefused):
    """The page is not there (404) or was withdrawn (410)."""


class LexiconError(MarsadError):
    """The words in ``data/`` are not valid. ``problems`` lists each as ``file:line: what``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("the lexicon is not valid:\n" + "\n".join(problems))
        self.problems = problems


class ManifestError(MarsadError):
    """The manifest's columns or rows cannot be used."""


class RecordError(MarsadError):
    """The record cannot be opened or written."""


class RecordLocked(RecordError):
    """Another process holds the record."""


class RecordForeign(RecordError):
    """The file is not a record of Marsad's, or one of a newer version."""


class RecordUnreachable(RecordError):
    """The record's server does not answer, or the connection to it was lost."""


class RecordJudged(RecordError):
    """Somebody judged the same after what the user saw; nothing was recorded."""


class RecordDamaged(RecordError):
    """The record's file fails its integrity check."""


class UsageError(MarsadError):
    """A wrong option, or an unknown event, field or format."""
