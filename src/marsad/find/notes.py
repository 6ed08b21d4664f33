"""Findings of a page: what a reader should know beside the events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.find.frames.clauses import Scene
from marsad.find.tokens import clitic_cuts
from marsad.model import Article, EventMention, Evidence, Finding, TimeExpression

DISPUTED = frozenset({"EH", "PS", "TW", "XK"})
YEAR = re.compile(r"\d{4}")


def findings_of(scene: Scene, times: list[TimeExpression], mentions: tuple[EventMention, ...]) -> tuple[Finding, ...]:
    """Date conflicts, inferred years and disputed places of one page, in this order."""
    article = scene.tagged.tokens.article
    found = [*_conflicts(times), *_inferred(article, times), *_disputed(scene, mentions)]
    return tuple(dict.fromkeys(found))


def _conflicts(times: list[TimeExpression]) -> Iterator[Finding]:
    return (Finding("date-conflict", time.conflict, (_words(time),)) for time in times if time.conflict)


def _inferred(article: Article, times: list[TimeExpression]) -> Iterator[Finding]:
    """Years that the page does not give: one finding for each way of inferring, with all words that depend on it.

    A publication day read from words without a year (``اليوم الثلاثاء 21 فبراير الجاري``) is such an inference too.
    """
    by_reason: dict[str, list[Evidence]] = {}
    for time in times:
        if time.year_inferred:
            by_reason.setdefault(time.reason, []).append(_words(time))
        elif time.start == article.published and time.text in article.published_by and not YEAR.search(time.text):
            by_reason.setdefault(article.published_by, []).append(_words(time))
    return (Finding("year-inferred", why, tuple(words)) for why, words in by_reason.items())


def _words(time: TimeExpression) -> Evidence:
    return Evidence(time.where, time.start_offset, time.end_offset, time.text, time.rule)


def _disputed(scene: Scene, mentions: tuple[EventMention, ...]) -> Iterator[Finding]:
    """Places whose code is a convention, and places that the page's own words put elsewhere or contest."""
    for mention in mentions:
        place = mention.fields.get("city") or mention.fields.get("country")
        if mention.country is None or place is None:
            continue
        if mention.country in DISPUTED:
            why = f"{mention.country} is a code and no claim; see the policy in the codebook"
            yield Finding("disputed-place", why, (place,))
        claim = _claim(scene, place, mention.country)
        if claim is not None:
            yield claim


def _claim(scene: Scene, place: Evidence, country: str) -> Finding | None:
    """What the words around a place say against its code (``سبتة المحتلة``, ``الصحراء المغربية``)."""
    tokens, t = scene.tagged.tokens, scene.tagged
    begin = tokens.at(place.where, place.start)
    last = tokens.sentences[tokens.sentence_of(begin)][1]
    end = next((i for i in range(begin, last) if tokens.starts[i] >= place.end), last)
    for i in range(begin, min(end + 2, last)):
        if any(rest in t.lexicon.figures.contested for _, rest in clitic_cuts(t.bare(i))):
            why = f"the page's own words contest the place; the record has {country}, which is a code and no claim"
            return Finding("disputed-place", why, (tokens.evidence(begin, max(end, i + 1), place.rule),))
        hit = t.get(i, "nisba")
        if i >= begin + 1 and hit and _of_place(t.bare(i)) and hit[1].id != country and len(hit[1].id) == 2:
            why = f"the page's own words place it in {hit[1].id}; the record has {country}"
            return Finding("disputed-place", why, (tokens.evidence(begin, max(end, i + 1), place.rule),))
        if i >= end and t.get(i, "city") is None:
            break
    return None


def _of_place(word: str) -> bool:
    """Whether an adjective can belong to the place: feminine, with its article, nothing joined to it."""
    return word.startswith("ال") and word.endswith("ه")
