"""Which pages go back to one text: fingerprints of their words, and the agency or communique that they name.

A fingerprint has the hashes of the folded body's five-word shingles. Two pages have one origin when the
shorter one's shingles are contained in the other's at :data:`CONTAINED` or more, :data:`CONTAINED_IF_FEW`
where they are few: reprints, shortened and lightly edited copies (an edit of one word in seven leaves 0.46).
In few shingles, official titles and formulas of protocol make different news look alike. Of 22 pairs of Saudi
news pages at 0.42 to 0.5, read by hand, 18 were one agency text. Within one event, pages that name the same
agency or the same communique share an origin too.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from marsad.lexicon.agencies import Agencies, load_agencies
from marsad.merge.union import components, named_components
from marsad.model import Article, Origin, SourcedMention
from marsad.text import fold_word

SHINGLE = 5  # words
MOST = 4_000  # shingles of a page that are kept
SAMPLE = 16  # one shingle in so many finds candidates
SMALLEST = 12  # shingles of a page that find candidates anyway
COMMON = 40  # pages with one shingle beyond which not all pairs of them are tried
PART = 50_000  # pages whose shingles are sorted together, to bound memory
CONTAINED = 0.42
FEW = 40  # shared shingles below which titles and formulas of protocol weigh too much
CONTAINED_IF_FEW = 0.65
SHORTEST = 8  # shingles below which a text says too little of itself
HEAD, FOOT = 400, 160  # characters where a page names the agency it has its text from
Pair = tuple[int, int]
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What merging keeps of a page's text. ``shingles`` are sorted 32-bit hashes, four bytes each."""

    page: str
    shingles: bytes = b""
    agencies: tuple[str, ...] = ()
    communiques: tuple[str, ...] = ()

    def numbers(self) -> array[int]:
        """The shingles' hashes, the smallest first."""
        numbers = array("I")
        numbers.frombytes(self.shingles)
        return numbers


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


def one_text(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether one of two texts is a copy of the other, whole, shortened or lightly edited."""
    share = containment(a, b)
    return share >= CONTAINED and (share >= CONTAINED_IF_FEW or len(a & b) >= FEW)


def sample(numbers: array[int]) -> Iterator[int]:
    """The shingles by which candidates are found: one in :data:`SAMPLE`, and the smallest of each page.

    Of 100 shared shingles six are sampled on both pages; a short page's smallest ones make up for its few.
    """
    yield from (n for n in numbers if n % SAMPLE == 0)
    yield from (n for n in numbers[:SMALLEST] if n % SAMPLE)


def rank(page: str) -> tuple[int, str]:
    """The order of pages that share a shingle, which depends on no other page: the hash of their identity."""
    return zlib.crc32(page.encode("utf-8", "surrogatepass")), page


def tried(pages: Sequence[int]) -> Iterator[Pair]:
    """The pairs to try among the pages of one sampled shingle, given in the order of their rank.

    A shingle of many pages is a reprint known everywhere or furniture: each page is tried with the next then.
    """
    for at, n in enumerate(pages):
        for m in pages[at + 1 :] if len(pages) <= COMMON else pages[at + 1 : at + 2]:
            yield n, m


def _candidates(prints: Sequence[Fingerprint]) -> Iterator[Pair]:
    """Pairs of indices of pages (in the order of their rank) that share a sampled shingle, some more than once."""
    parts = 1 + len(prints) // PART
    buckets = [array("Q") for _ in range(parts)]
    for n, p in enumerate(prints):
        for number in sample(p.numbers()):
            buckets[(number >> 8) % parts].append(number << 32 | n)
    for bucket in buckets:
        for _, group in groupby(sorted(bucket), key=lambda packed: packed >> 32):
            yield from tried([packed & 0xFFFFFFFF for packed in group])


def _alike(prints: Sequence[Fingerprint]) -> Iterator[Pair]:
    hashes = lru_cache(maxsize=4096)(lambda n: frozenset(prints[n].numbers()))
    seen: set[Pair] = set()
    for n, m in _candidates(prints):
        if (n, m) not in seen:
            seen.add((n, m))
            if one_text(hashes(n), hashes(m)):
                yield n, m


def page_origins(prints: Iterable[Fingerprint]) -> dict[str, str]:
    """For each page the origin of its text: the first page (by identity) of those whose texts are copies."""
    ordered = sorted(prints, key=lambda p: rank(p.page))
    groups = components(len(ordered), _alike(ordered))
    first = [min(ordered[n].page for n in group) for group in groups]
    return {ordered[n].page: page for group, page in zip(groups, first, strict=True) for n in group}


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
    edges = [(group[0], other) for group in (*by_text.values(), *by_name.values()) for other in group[1:]]
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
