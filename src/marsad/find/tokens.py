"""Step 2 of the cascade: folded tokens with offsets into the article, and sentences.

Title and body make one sequence of tokens, the title first; each token knows where it stands. Clitics come off only
where the rest is a known word (see :func:`readings`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from marsad.model import Article, Evidence, Where
from marsad.text import Folded, fold

TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+|[^\w\s]")
ENDS = frozenset(".!؟?;؛")
MAX_SENTENCE = 220  # tokens; a page of one endless sentence is cut, so that time stays linear

PROCLITICS = ("و", "ف", "ب", "ل", "ك", "س")


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of title and body.

    ``words`` are folded; ``starts``/``ends`` offsets into the original text of ``where[i]``; ``sentences`` are half-
    open token ranges; ``paragraph[s]`` numbers the paragraph of sentence ``s`` (the title is -1).
    """

    article: Article
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    where: list[Where] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def evidence(self, i: int, j: int, rule: str) -> Evidence:
        """The original words of tokens ``[i:j]``."""
        start, end, where = self.starts[i], self.ends[j - 1], self.where[i]
        return Evidence(where, start, end, self.article.text(where)[start:end], rule)

    def text(self, i: int, j: int) -> str:
        """The original text of tokens ``[i:j]``."""
        return self.article.text(self.where[i])[self.starts[i] : self.ends[j - 1]]

    def sentence_of(self, i: int) -> int:
        """Index of the sentence that holds token ``i``."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle][0] <= i:
                low = middle
            else:
                high = middle - 1
        return low

    def at(self, where: Where, offset: int) -> int:
        """The first token of ``where`` that ends after ``offset``; ``len(self)`` if there is none."""
        for i in range(len(self.words)):
            if self.where[i] == where and self.ends[i] > offset:
                return i
        return len(self.words)


def without(tokens: Tokens, gone: Collection[int]) -> Tokens:
    """``tokens`` without those at ``gone``, which are never the last of a sentence; offsets stay as they are."""
    kept = [i for i in range(len(tokens)) if i not in gone]
    at = {old: new for new, old in enumerate(kept)} | {len(tokens): len(kept)}
    return Tokens(
        tokens.article,
        [tokens.words[i] for i in kept],
        [tokens.starts[i] for i in kept],
        [tokens.ends[i] for i in kept],
        [tokens.where[i] for i in kept],
        [(at[begin], at[end]) for begin, end in tokens.sentences],
        tokens.paragraph,
    )


def tokenize(article: Article) -> Tokens:
    """Cut title and body into folded tokens and sentences."""
    tokens = Tokens(article)
    _add(tokens, "title", fold(article.title))
    _add(tokens, "body", fold(article.body))
    return tokens


def _add(tokens: Tokens, where: Where, folded: Folded) -> None:
    text, words = folded.text, tokens.words
    first = begin = len(words)
    paragraph = -1 if where == "title" else 0
    spans: list[tuple[int, int]] = []
    line_end = text.find("\n")
    for i, match in enumerate(TOKEN.finditer(text), first):
        start, end = span = match.span()
        newline = False
        if 0 <= line_end < start:
            newline = i > first
            line_end = text.find("\n", end)
        if newline or i - begin >= MAX_SENTENCE:
            _close(tokens, begin, i, paragraph)
            begin = i
            paragraph += newline
        word = match.group()
        words.append(word)
        spans.append(span)
        if word in ENDS and _ends_sentence(tokens, text, i, end):
            _close(tokens, begin, i + 1, paragraph)
            begin = i + 1
    _close(tokens, begin, len(words), paragraph)
    tokens.where += [where] * len(spans)
    for begins, ends in folded.spans(spans):
        tokens.starts.append(begins)
        tokens.ends.append(ends)


def _close(tokens: Tokens, begin: int, end: int, paragraph: int) -> None:
    if end > begin:
        tokens.sentences.append((begin, end))
        tokens.paragraph.append(paragraph)


def _ends_sentence(tokens: Tokens, text: str, i: int, end: int) -> bool:
    """A full stop after an initial (``جون بي.``), in an abbreviation (``د. ب. أ``) or before a digit ends nothing."""
    word = tokens.words[i]
    if word != ".":
        return word in "!؟?" or word in ";؛"
    if i == 0 or (end < len(text) and text[end].isdigit()):
        return False
    before = tokens.words[i - 1]
    return len(before) > 2 or before.isdigit() or not before[0].isalpha()


def clitic_cuts(word: str) -> list[tuple[str, str]]:
    """Ways to take proclitics off a folded word: ``(clitics, rest)``, the whole word first, then shortest cut first.

    ``لل`` is ل + ال with its alef dropped (للأمن = ل + الأمن); so is ``ولل``.
    """
    cuts = [("", word)]
    if len(word) < 3:
        return cuts
    for n in (1, 2, 3):
        clitics, rest = word[:n], word[n:]
        if len(rest) < 2 or any(c not in PROCLITICS for c in clitics):
            break
        if not _order(clitics):
            continue
        cuts.append((clitics, rest))
        if clitics[-1] == "ل" and rest.startswith("ل"):
            cuts.append((clitics, f"ا{rest}"))
    return cuts


def _order(clitics: str) -> bool:
    """Conjunction before preposition before future: و/ف, then ب/ل/ك, then nothing; س only on verbs, after و/ف."""
    if len(clitics) == 1:
        return True
    if len(clitics) == 2:
        return clitics[0] in "وف" and clitics[1] in "بلكس"
    return False
