"""Folds spelling while keeping offsets into the original text.

Folding makes spellings that newspapers use for one word equal: alef and hamza forms, ya and alef maqsura, ta marbuta,
Persian letters, digits, quotation marks and dashes, upper and lower case. It drops tatweel, harakat and other combining
marks, bidi controls and zero-width characters. NFKC is *not* enough for Arabic (it leaves ك/ک, ي/ی, ه/ھ apart), so the
table is our own: Unicode chapter 9.2 and the normalisations usual in Arabic
information retrieval (Larkey, Ballesteros and Connell 2002).

The table is applied with guarded ``str.replace`` (only characters that occur), ten times the speed of ``translate``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

ONE_TO_ONE: dict[str, str] = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ے": "ي",
    "ؤ": "و", "ۇ": "و", "ۋ": "و",
    "ة": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ۃ": "ه",
    "ک": "ك", "گ": "ك", "ڪ": "ك", "ڭ": "ك", "ݣ": "ك",
    "ڤ": "ف", "ڥ": "ف", "ڨ": "ق", "پ": "ب", "چ": "ج", "ژ": "ز",
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'", "`": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "ـ": "",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\u2007": " ", "\u3000": " ",
    "٫": ".", "٬": ",",
    "[": "(", "]": ")", "{": "(", "}": ")",
}  # fmt: skip
DROPPED = re.compile(
    "[ـ\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]"
)
PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
LATIN_ACCENTS = re.compile("[\u00c0-\u024f]")
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")

_REPLACE = [(a, b) for a, b in ONE_TO_ONE.items() if b]


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back. ``text[i]`` comes from the original at ``origin(i)``.

    ``breaks`` are the folded positions from which on the running total of dropped characters changes, ``shifts``
    those totals, ``size`` the original's length; both are empty where nothing was dropped and offsets are the same.
    """

    text: str
    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    size: int = 0

    def origin(self, i: int) -> int:
        """The original offset of the folded character ``i``."""
        if not self.breaks:
            return i
        k = bisect_right(self.breaks, i)
        return i + (self.shifts[k - 1] if k else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open span of the folded ``[start:end]``, with the marks that belong to its last letter."""
        if end <= start:
            at = self.origin(start)
            return at, at
        last = self.origin(end) if end < len(self.text) else max(self.size, self.origin(end - 1) + 1)
        return self.origin(start), last

    def spans(self, told: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """As :meth:`span` for many spans in order, none of them empty, in one walk over the breaks."""
        if not self.breaks:
            return told
        breaks, shifts, many, size = self.breaks, (0, *self.shifts), len(self.breaks), len(self.text)
        out: list[tuple[int, int]] = []
        k = 0
        for start, end in told:
            while k < many and breaks[k] <= start:
                k += 1
            m = k
            while m < many and breaks[m] <= end:
                m += 1
            last = end + shifts[m] if end < size else max(self.size, self.origin(end - 1) + 1)
            out.append((start + shifts[k], last))
        return out


def _presentation(match: re.Match[str]) -> str:
    """One presentation form as its plain letter, if that is one letter; ligatures stay (offsets must not move)."""
    plain = unicodedata.normalize("NFKC", match.group())
    return plain if len(plain) == 1 else match.group()


def _unaccent(match: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFD", match.group())[0]
    return plain if plain.isascii() else match.group()


@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """Fold ``text``, keeping the way back to its offsets. The stages of a page fold the same few texts."""
    size = len(text)
    shifted = DROPPED.search(text)
    breaks: list[int] = []
    shifts: list[int] = []
    if shifted:
        spans = [m.start() for m in DROPPED.finditer(text)]
        for n, at in enumerate(spans):
            here = at - n
            if breaks and breaks[-1] == here:
                shifts[-1] = n + 1
            else:
                breaks.append(here)
                shifts.append(n + 1)
        text = DROPPED.sub("", text)
    return Folded(_fold_letters(text), tuple(breaks), tuple(shifts), size)


def _fold_letters(text: str) -> str:
    if PRESENTATION.search(text):
        text = PRESENTATION.sub(_presentation, text)
    for a, b in _REPLACE:
        if a in text:
            text = text.replace(a, b)
    if LATIN_ACCENTS.search(text):
        text = LATIN_ACCENTS.sub(_unaccent, text)
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def fold_word(text: str) -> str:
    """``text`` folded, for comparing and indexing; blanks collapsed."""
    return " ".join(_fold_letters(DROPPED.sub("", text)).split())


def line_starts(text: str) -> list[int]:
    """Offset of each line's first character."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]


def shown_safely(text: str) -> str:
    """``text`` for a terminal or a page: bidi controls and control characters out, blanks kept."""
    return "".join(
        c for c in BIDI.sub("", text) if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cn"}
    )


NAME_LINKS = frozenset({"بن", "ابن", "بنت", "ال", "بو"})


def plain_name(words: Iterable[str]) -> tuple[str, ...]:
    """The parts of a folded name as they are compared: links and the article off, عبد and أبو joined to the next."""
    out: list[str] = []
    for word in words:
        if word in NAME_LINKS or not word[:1].isalpha():
            continue
        plain = word[2:] if word.startswith("ال") and len(word) > 4 else word
        if out and out[-1] in ("عبد", "ابو"):
            out[-1] += plain
        else:
            out.append(plain)
    return tuple(w.replace("عبدال", "عبد") for w in out) or ("",)
