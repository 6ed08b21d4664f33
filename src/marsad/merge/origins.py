"""Which pages go back to one text: fingerprints of their words, and the agency or communique that they name.

A fingerprint has the hashes of the folded body's five-word shingles. Two pages have one text when one is a copy of the
other, whole, shortened or lightly edited: at least :data:`OWN` of the shorter one's shingles stand in the other too.
Formulas of protocol and official titles do not count (``data/formulas.txt``), for in them different news look alike.
Copies are printed within :data:`NEWS` days. Copies of copies have one origin, but a page put together from two texts
does not make them one (:func:`text_groups`).
Within one event, pages that name the same agency or the same communique share an origin too. The thresholds come from
248 pairs of Saudi news pages, read by hand; ``eval/origins.py`` measures them on those and on 120 drawn later.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, combinations, groupby, islice, pairwise

from marsad.lexicon.agencies import Agencies, load_agencies
from marsad.lexicon.reader import DATA
from marsad.merge.union import components, named_components
from marsad.model import Article, Origin, SourcedMention
from marsad.text import fold_word

SHINGLE = 5  # words
MOST = 4_000  # shingles of a page that are kept
SAMPLE = 16  # one shingle in so many finds candidates
SMALLEST = 12  # shingles of a page that find candidates anyway
COMMON = 40  # pages with one shingle beyond which not all pairs of them are tried
PART = 50_000  # pages whose shingles are sorted together, to bound memory
CONTAINED = 0.65  # of all shingles: one text, formulas and all
OWN = 0.2  # of the shingles that are no formula
FEWEST = 10  # shared shingles that are no formula
WHOLE = 0.6  # of the longer text's shingles: the two are one text from beginning to end
HEADS = 4  # pages of a group that are compared with those of another
NEWS = 4  # days within which copies of a text are printed; what returns later is a formula or background
SHORTEST = 8  # shingles below which a text says too little of itself
FORMULAS = DATA / "formulas.txt"
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


@lru_cache(maxsize=1)
def formulas() -> frozenset[int]:
    """The hashes of the shingles that are formulas: see the head of ``data/formulas.txt``."""
    lines = FORMULAS.read_text(encoding="ascii").splitlines()
    return frozenset(int(number, 16) for line in lines if not line.startswith("#") for number in line.split())


def one_text(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether one of two texts is a copy of the other, whole, shortened or lightly edited."""
    if containment(a, b) >= CONTAINED:
        return True
    known = formulas()
    shared = len((a & b) - known)
    return shared >= FEWEST and shared >= OWN * min(len(a - known), len(b - known))


def text_groups(
    count: int, copies: Iterable[Pair], hashes: Callable[[int], frozenset[int]]
) -> list[list[int]]:
    """Groups of pages with one origin, each in order, by first page; ``copies`` are pairs of pages with one text.

    Pages are numbers in the order of their identity. Whole reprints are united first, then what is shortened or part of
    a longer text, best first: two groups unite only where most of their first pages are copies of each other. What is
    no copy of any of a group's pages has no say in it, so that a part of all pages gives what all of them give.
    """
    alike = [(_resemblance(hashes(n), hashes(m)), min(n, m), max(n, m)) for n, m in copies]
    whole = ((n, m) for share, n, m in alike if share >= WHOLE)
    members = {group[0]: group for group in components(count, whole)}
    of = {n: first for first, group in members.items() for n in group}
    for _, n, m in sorted(alike, key=lambda found: (-found[0], found[1], found[2])):
        left, right = sorted((of[n], of[m]))
        if left == right:
            continue
        heads = [(x, y) for x in members[left][:HEADS] for y in members[right][:HEADS]]
        if 2 * sum(one_text(hashes(x), hashes(y)) for x, y in heads) > len(heads):
            members[left] = sorted(members[left] + members.pop(right))
            of |= dict.fromkeys(members[left], left)
    return [members[first] for first in sorted(members)]


def _resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the longer text's shingles that the shorter has too."""
    return len(a & b) / max(len(a), len(b), 1)


def sample(numbers: array[int]) -> Iterator[int]:
    """The shingles by which candidates are found: one in :data:`SAMPLE`, and the smallest of each page.

    Of 100 shared shingles six are sampled on both pages; a short page's smallest ones make up for its few.
    """
    yield from (n for n in numbers if n % SAMPLE == 0)
    yield from (n for n in numbers[:SMALLEST] if n % SAMPLE)


def rank(page: str) -> tuple[int, str]:
    """The order of pages that share a shingle, which depends on no other page: the hash of their identity."""
    return zlib.crc32(page.encode("utf-8", "surrogatepass")), page


def tried(pages: Iterable[int]) -> Iterator[Pair]:
    """The pairs to try among the pages of one sampled shingle, given in the order of their rank.

    A shingle of many pages is a reprint known everywhere or furniture: each page is tried with the next then.
    """
    rest = iter(pages)
    first = list(islice(rest, COMMON + 1))
    yield from combinations(first, 2) if len(first) <= COMMON else pairwise(chain(first, rest))


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


def page_origins(prints: Iterable[Fingerprint]) -> dict[str, str]:
    """For each page the origin of its text: the first page (by identity) of those whose texts are copies."""
    ranked = sorted(prints, key=lambda p: rank(p.page))
    hashes = lru_cache(maxsize=4096)(lambda n: frozenset(ranked[n].numbers()))
    copies = [(n, m) for n, m in sorted(set(_candidates(ranked))) if one_text(hashes(n), hashes(m))]
    order = sorted(range(len(ranked)), key=lambda n: ranked[n].page)
    place = {n: at for at, n in enumerate(order)}
    groups = text_groups(len(order), ((place[n], place[m]) for n, m in copies), lambda at: hashes(order[at]))
    pages = [ranked[n].page for n in order]
    return {pages[at]: pages[group[0]] for group in groups for at in group}


def event_origins(
    mentions: Sequence[SourcedMention], prints: Mapping[str, Fingerprint], texts: Mapping[str, str]
) -> tuple[Origin, ...]:
    """The independent origins of one event's pages, by text first, then by the agency or communique they
    name.
    """
    pages = sorted({m.page for m in mentions})
    texts = dict(texts)
    by_text: dict[str, list[str]] = defaultdict(list)
    by_name: dict[str, list[str]] = defaultdict(list)
    told = {m.page for m in mentions if m.mention.attribution == "communique"}
    days = {m.page: m.published for m in mentions}
    for page in sorted(pages, key=lambda page: (days[page] or date.min, page)):
        own = texts.get(page, page)
        before = days[by_text[own][-1]] if own in by_text else None
        day = days[page]
        if before and day and (day - before).days > NEWS:
            own = texts[page] = page  # printed again as background
        by_text[own].append(page)
    for page in pages:
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
    return Origin(id=f"o-{rank(group[0])[0]:08x}", pages=group, label=label, why="; ".join(why))
