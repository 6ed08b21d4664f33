"""Which pages go back to one text: fingerprints of their words, and the agency or communique that they name.

A fingerprint has the hashes of the folded body's five-word shingles. Two pages have one origin when the
shorter one's shingles are contained in the other's at :data:`CONTAINED` or more: reprints, shortened and
lightly edited copies (an edit of one word in seven leaves 0.44 of them). Exact containment found all of
3,000 such copies where sketches lost up to two thirds. Within one event, pages that name the same agency or
the same communique share an origin too.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.lexicon.agencies import Agencies, load_agencies
from marsad.merge.cluster import Pair, pair
from marsad.merge.union import named_components
from marsad.model import Article, Origin, SourcedMention
from marsad.text import fold_word

SHINGLE = 5  # words
MOST = 4_000  # shingles of a page that are kept
SAMPLE = 4  # one shingle in so many finds candidates
COMMON = 60  # pages with one shingle from which on it is furniture
CONTAINED = 0.4
SHORTEST = 8  # shingles below which a text says too little of itself
HEAD, FOOT = 400, 160  # characters where a page names the agency it has its text from
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What merging keeps of a page's text. ``shingles`` are sorted 32-bit hashes, four bytes each."""

    page: str
    shingles: bytes = b""
    agencies: tuple[str, ...] = ()
    communiques: tuple[str, ...] = ()

    def hashes(self) -> frozenset[int]:
        """The shingles' hashes."""
        numbers = array("I")
        numbers.frombytes(self.shingles)
        return frozenset(numbers)


def _shingles(text: str) -> bytes:
    words = WORD.findall(fold_word(text))
    found = {zlib.crc32(" ".join(words[n : n + SHINGLE]).encode()) for n in range(len(words) - SHINGLE + 1)}
    return array("I", sorted(found)[:MOST]).tobytes()


def fingerprint(article: Article, agencies: Agencies | None = None) -> Fingerprint:
    """The fingerprint of one article."""
    words = agencies or load_agencies()
    body = fold_word(article.body)
    head = f"{body[:HEAD]} \n {body[HEAD:][-FOOT:]}"
    return Fingerprint(
        page=article.identity,
        shingles=_shingles(article.body),
        agencies=words.named_in(head),
        communiques=words.communiques_in(body),
    )


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter text's shingles that the other has too."""
    least = min(len(a), len(b))
    return len(a & b) / least if least >= SHORTEST else 0.0


def _alike(prints: Sequence[Fingerprint]) -> list[Pair]:
    hashes = [p.hashes() for p in prints]
    holders: dict[int, list[int]] = defaultdict(list)
    for n, found in enumerate(hashes):
        for number in found:
            if number % SAMPLE == 0:
                holders[number].append(n)
    tried: set[tuple[int, int]] = set()
    out: list[Pair] = []
    for pages in holders.values():
        if not 1 < len(pages) <= COMMON:
            continue
        for at, n in enumerate(pages):
            for m in pages[at + 1 :]:
                if (n, m) not in tried:
                    tried.add((n, m))
                    if containment(hashes[n], hashes[m]) >= CONTAINED:
                        out.append(pair(prints[n].page, prints[m].page))
    return out


def page_origins(prints: Iterable[Fingerprint]) -> dict[str, str]:
    """For each page the origin of its text: the first page (by identity) of those whose texts are copies."""
    ordered = sorted(prints, key=lambda p: p.page)
    groups = named_components((p.page for p in ordered), _alike(ordered))
    return {page: group[0] for group in groups for page in group}


def event_origins(
    mentions: Sequence[SourcedMention], prints: Mapping[str, Fingerprint], texts: Mapping[str, str]
) -> tuple[Origin, ...]:
    """The independent origins of one event's pages, by text first, then by the agency or communique they
    name.
    """
    pages = sorted({m.page for m in mentions})
    by_text: dict[str, list[str]] = defaultdict(list)
    by_name: dict[str, list[str]] = defaultdict(list)
    told = {m.page for m in mentions if m.mention.attribution == "communique"}
    for page in pages:
        by_text[texts.get(page, page)].append(page)
        if page in prints:
            for name in prints[page].agencies:
                by_name[name].append(page)
            if page in told:
                for name in prints[page].communiques:
                    by_name[name].append(page)
    edges = [pair(group[0], other) for group in (*by_text.values(), *by_name.values()) for other in group[1:]]
    outlets = {m.page: m.outlet or m.page_id for m in mentions}
    return tuple(_origin(group, by_text, by_name, outlets) for group in named_components(pages, edges))


def _origin(
    group: tuple[str, ...],
    by_text: Mapping[str, list[str]],
    by_name: Mapping[str, list[str]],
    outlets: Mapping[str, str],
) -> Origin:
    names = sorted(name for name, pages in by_name.items() if not set(pages).isdisjoint(group))
    why = []
    if any(len(pages) > 1 and not set(pages).isdisjoint(group) for pages in by_text.values()):
        why.append("the same text, whole, shortened or lightly edited")
    why += [f"all name {name}" for name in names if len(by_name[name]) > 1]
    label = names[0] if names else outlets[group[0]]
    return Origin(id=f"o-{zlib.crc32(group[0].encode()):08x}", pages=group, label=label, why="; ".join(why))
