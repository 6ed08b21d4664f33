"""How values of an event read in words: dates with their precision, places, people, sources.

Pure functions of the model and :class:`~marsad.lexicon.labels.Labels`; every view (table, show, recap) uses
these.
"""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

from marsad.lexicon.labels import Labels
from marsad.model import Article, Event, EventMention, Participant, Precision, SourcedMention
from marsad.text import shown_safely
from marsad.view.address import web_address
from marsad.view.private import public_title

LANGUAGES = {"ar": "Arabic", "en": "English", "fr": "French"}


def plain(text: str) -> str:
    """``text`` of a page on one line, without bidi controls and control characters."""
    return " ".join(shown_safely(text).split())


def not_read(article: Article, lang: str) -> str:
    """Why nothing was looked for in a page that is not in the lexicon's language ``lang``; empty if it is."""
    if article.lang == lang:
        return ""
    return f"{LANGUAGES.get(article.lang, article.lang)}, a language Marsad does not read yet"


def when(start: date | None, end: date | None, precision: Precision | None, labels: Labels) -> str:
    """The date in words, as coarse as it is known: ``14 June 2022``, ``second half of 2021``, ``date not
    told``.
    """
    if start is None:
        return _pattern(labels, "unknown")
    end = end or start
    if precision in {"quarter", "half", "season"}:
        # A winter begins in December and is named after its January.
        named = end if precision == "season" else start
        month = named.month if precision != "season" else (start + timedelta(days=31)).month
        size = {"quarter": 3, "half": 6, "season": 3}[precision]
        patterns = labels.dates[precision]
        return patterns[min((month - 1) // size, len(patterns) - 1)].format(year=named.year)
    if precision == "week":
        return _pattern(labels, "week").format(start=_day(start, labels))
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return _pattern(labels, "month").format(month=labels.months[start.month - 1], year=start.year)
    if precision == "year" and start.year == end.year:
        return _pattern(labels, "year").format(year=start.year)
    return _days(start, end, labels)


def _days(start: date, end: date, labels: Labels) -> str:
    if start == end:
        return _day(start, labels)
    if (start.year, start.month) == (end.year, end.month):
        month = labels.months[end.month - 1]
        return _pattern(labels, "days").format(first=_number(start, labels), day=end.day, month=month, year=end.year)
    return _pattern(labels, "range").format(start=_day(start, labels), end=_day(end, labels))


def _day(day: date, labels: Labels) -> str:
    return _pattern(labels, "day").format(day=_number(day, labels), month=labels.months[day.month - 1], year=day.year)


def _number(day: date, labels: Labels) -> str:
    return _pattern(labels, "first") if day.day == 1 else str(day.day)


def _pattern(labels: Labels, key: str) -> str:
    pattern = labels.dates[key]
    return pattern if isinstance(pattern, str) else pattern[0]


def day_span(start: date | None, end: date | None, precision: Precision | None) -> str:
    """The date for a narrow table: ISO, cut to its precision (``2022-06``, ``2022-06-13/14``, ``–``)."""
    if start is None:
        return "–"
    end = end or start
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if precision == "year" and start.year == end.year:
        return f"{start:%Y}"
    if start == end:
        return start.isoformat()
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.isoformat()}/{end:%d}"
    return f"{start.isoformat()}/{end.isoformat()}"


def place_parts(event: Event | EventMention, labels: Labels) -> tuple[str, ...]:
    """City and country in words, as far as they are known. Kept apart: they may be of two scripts."""
    parts = (plain(event.city) if event.city else "", labels.country(event.country) if event.country else "")
    return tuple(part for part in parts if part)


def place(event: Event | EventMention, labels: Labels) -> str:
    """City and country in words; empty where neither is known."""
    return labels.list.join(place_parts(event, labels))


def person(participant: Participant, labels: Labels, *, country: bool = True) -> str:
    """A participant in words: name, office or institution, country. Never a private person's name.

    A participant without anything but its part is told as a private person where it is the one concerned.
    """
    words = [plain(word) for word in (participant.name, participant.role or participant.org) if word]
    if country and participant.country:
        words.append(labels.country(participant.country))
    if not words:
        return labels.text["person" if participant.part == "subject" else "unnamed"]
    if participant.part == "subject" and not (participant.name or participant.role or participant.org):
        words.insert(0, labels.text["person"])
    return labels.list.join(words)


def short_person(participant: Participant, labels: Labels) -> str:
    """The shortest words that tell who it is: the name, else the institution or office, else the country."""
    for word in (participant.name, participant.org, participant.role):
        if word:
            return plain(word)
    return person(participant, labels)


def side_codes(event: Event) -> tuple[str, ...]:
    """The countries and international bodies that take part, each once, sorted. Private persons are no
    side.
    """
    return tuple(
        sorted({p.country for p in event.participants if p.country and not is_private(p)}),
    )


def is_private(participant: Participant) -> bool:
    """Whether a participant is told by part and nationality only (a suspect, someone handed over)."""
    return participant.part == "subject" and not (participant.name or participant.role or participant.org)


def outlet(mention: SourcedMention, labels: Labels) -> str:
    """The outlet's name, else the host of the page's web address."""
    address = web_address(mention.address)
    host = urlsplit(address).hostname if address else None
    return plain(mention.outlet or host or labels.text["outlet_unknown"])


def title(mention: SourcedMention, labels: Labels) -> str:
    """The page's title without the private names that its quotations hide."""
    return plain(public_title(mention)) or labels.text["untitled"]
