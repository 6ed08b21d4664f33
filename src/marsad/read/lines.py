"""The lines of a page and what each is taken for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from marsad.lexicon.pages import PageWords
from marsad.text import fold

#: Lines longer than this are no furniture, but for the small print of comment forms.
MARKED_LENGTH = 120
_BULLET = re.compile(r"\s*[•▪●◾►»›*·–-]\s*(?=\S)")
# Headlines trail off in "..", sentences do not.
_END = re.compile(r"""(?:(?<!\.)\.|[:؛])(?:\s*[)»”"])?$""")
_QUOTED_END = re.compile(r"""[)»”"]$""")
_ASKING = re.compile(r"[؟!?]$")
_LETTER = re.compile(r"[^\W_]")
_TAIL = 6


class Line(NamedTuple):
    """One line that is not blank. ``at`` is its place on the page (0 first), ``key`` its folded words for
    comparing.

    ``kind`` is what it is taken for, or empty. ``ends`` marks a line after which the article does not go on.
    """

    at: int
    text: str
    key: str
    kind: str = ""
    ends: bool = False

    @property
    def words(self) -> int:
        """The number of words."""
        return self.key.count(" ") + 1

    @property
    def bulleted(self) -> bool:
        """Whether it begins with a bullet or dash."""
        return bool(_BULLET.match(self.text))

    @property
    def is_paragraph(self) -> bool:
        """Whether it reads as running text: long, or long enough and closed like a sentence."""
        if self.kind or len(self.text) < 40:
            return False
        words = self.words
        if words >= 25:
            return True
        if self.is_sentence:
            return words >= 7
        comma = "،" in self.text or ", " in self.text
        return words >= 14 and (comma or self.is_closed)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends in a full stop, as headlines do not."""
        return bool(_END.search(self.text, len(self.text) - _TAIL))

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return any(p.search(self.text, len(self.text) - _TAIL) for p in (_END, _QUOTED_END, _ASKING))


def lines_of(text: str, words: PageWords) -> list[Line]:
    """The lines of ``text`` that are not blank, marked with the words of sites' furniture."""
    keys = [" ".join(folded.split()) for folded in fold(text).text.split("\n")]
    marked = _marked(keys, words)
    out = []
    for at, (raw, key) in enumerate(zip(text.split("\n"), keys, strict=True)):
        if stripped := raw.strip():
            kind, ends = "", False
            if marked is None or at in marked or not key[:1].isalnum():
                known = _mark_of_furniture if len(key) <= MARKED_LENGTH else _mark
                kind, ends = known(key, words, marked is None or at in marked)
            out.append(Line(at, stripped, key, kind, ends))
    return out


def _marked(keys: list[str], words: PageWords) -> set[int] | None:
    """The places of the lines that hold a word of furniture at all; ``None`` where that is not known."""
    if words.marked is None:
        return None
    starts = [0, *accumulate(len(key) + 1 for key in keys)]
    return {bisect_right(starts, start) - 1 for _, start, _ in words.marked.spans("\n".join(keys))}


def _mark(key: str, words: PageWords, may_be: bool) -> tuple[str, bool]:
    if len(key) > 3 * MARKED_LENGTH:
        return "", False
    match = words.marks.search(key) if may_be else None
    if match is None or match.lastgroup is None:
        return ("", False) if _LETTER.search(key) else ("furniture", False)
    rule = words.rules[match.lastgroup]
    if len(key) > MARKED_LENGTH and rule.kind != "comments":
        return "", False
    return rule.kind, rule.ends


#: As that, for short lines: the pages of a site have the same ones.
_mark_of_furniture = lru_cache(maxsize=20_000)(_mark)


def taken_for(line: Line, kind: str) -> Line:
    """``line`` as ``kind``."""
    return line if line.kind == kind else Line(line.at, line.text, line.key, kind, line.ends)
