"""Letters that are not what they seem: text that shows in another order, unseen characters, alphabets mixed in a word.

They stand in names and titles by carelessness or to deceive a reader or a search; either way a reader should know. The
text itself stays as the page has it. After Unicode Technical Standard 39 (security mechanisms).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from marsad.model import Article, EventMention, Evidence, Finding

RULE = "disguise"
HIDDEN, MIXED = "hidden-characters", "mixed-letters"
#: Directional controls; and characters without a shape, but for the blanks and the joiners inside of words.
_HIDDEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff]"
)
_WORD = re.compile(r"[^\W\d_]+")
#: Alphabets with letters of one shape. Arabic beside Latin letters deceives nobody.
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
#: Letters of one shape and sound on an Arabic and a Persian or Urdu keyboard: no word has both.
_TWINS = tuple(re.compile(f"{a}.*{b}|{b}.*{a}") for a, b in (("ك", "ک"), ("ي", "ی"), ("ه", "ہ"), ("ه", "ھ")))
_NAMES = ("name", "role", "org")


def disguised(article: Article, mentions: Iterable[EventMention]) -> tuple[Finding, ...]:
    """What a reader should know of the letters in the title and in the names and offices of ``mentions``."""
    title = Evidence("title", 0, len(article.title), article.title, RULE)
    told = [title] if article.title else []
    for mention in mentions:
        for person in mention.participants:
            told += [person.evidence[field] for field in _NAMES if field in person.evidence]
    found = (finding for words in dict.fromkeys(told) for finding in _of(words))
    return tuple(dict.fromkeys(found))


def _of(words: Evidence) -> Iterator[Finding]:
    if hidden := sorted(set(_HIDDEN.findall(words.quote))):
        yield Finding(HIDDEN, f"characters that do not show: {', '.join(map(_named, hidden))}", (words,))
    if mixed := [word for word in _WORD.findall(words.quote) if _is_mixed(word)]:
        letters = sorted({letter for word in mixed for letter in _strangers(word)})
        yield Finding(MIXED, f"letters of several alphabets in one word: {', '.join(map(_named, letters))}", (words,))


def _is_mixed(word: str) -> bool:
    if word.isascii():
        return False
    return len(_alphabets(word) & _ALIKE) > 1 or any(twins.search(word) for twins in _TWINS)


def _alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in word}


def _strangers(word: str) -> set[str]:
    """The letters of ``word`` that are not of the alphabet of most of it."""
    kinds = [unicodedata.name(letter, "").partition(" ")[0] for letter in word]
    most = max(sorted(set(kinds)), key=kinds.count)
    return {letter for letter, kind in zip(word, kinds, strict=True) if kind != most} or set(word) & set("کیہھ")


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed').lower()}"
