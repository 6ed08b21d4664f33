"""Which language a text is in: by its script first, then by its commonest words, then (Latin script) by
py3langid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from marsad.errors import PageEmpty, PageLanguage
from marsad.lexicon.pages import PageWords
from marsad.model import Lang
from marsad.text import fold_word

_ARABIC = ((0x0620, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_LATIN = ((0x41, 0x024F),)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2_000
#: Measured: 98% of 18,500 Arabic news texts have 0.2 of their words common or with the article, Persian
#: hardly 0.05.
_ARABIC_SHARE = 0.2
#: Less than this of letters that Arabic does not use, and the text is Arabic: Persian has six times as many.
_FOREIGN_SHARE = 0.005


def language(path: str, text: str, words: PageWords) -> Lang:
    """``ar``, ``fr`` or ``en``.

    Raises :class:`PageLanguage` for any other language, :class:`PageEmpty` where there are no letters.
    """
    sample = text[:_SAMPLE]
    letters = {c: n for c, n in Counter(sample).items() if c.isalpha()}
    total = sum(letters.values())
    if not total:
        raise PageEmpty(path, "there are no letters in it")
    arabic = _count(letters, _ARABIC)
    if arabic * 3 > total:  # a third will do: style sheets and addresses get into Arabic dumps
        if _is_arabic(sample, letters, arabic, words):
            return "ar"
        raise PageLanguage(
            path,
            "it is in Arabic script but in another language (Persian, Urdu …), not read yet",
        )
    if _count(letters, _LATIN) * 2 > total:
        return _latin(path, sample, words)
    raise PageLanguage(
        path, "its script is one that Marsad does not read yet (it reads Arabic and Latin script)"
    )


def _count(letters: Mapping[str, int], ranges: Iterable[tuple[int, int]]) -> int:
    return sum(n for c, n in letters.items() if any(first <= ord(c) <= last for first, last in ranges))


def _is_arabic(sample: str, letters: Mapping[str, int], arabic: int, words: PageWords) -> bool:
    """Arabic hardly uses the foreign letters; where it does, its commonest words or its article must show."""
    foreign = sum(n for c, n in letters.items() if c in words.foreign)
    if foreign < arabic * _FOREIGN_SHARE:
        return True
    tokens: list[str] = _WORD.findall(fold_word(sample))
    common: frozenset[str] = words.common.get("ar", frozenset())
    told = sum(token in common or token.startswith(words.article) for token in tokens)
    return told >= len(tokens) * _ARABIC_SHARE


def _latin(path: str, sample: str, words: PageWords) -> Lang:
    """French and English are mostly told by their commonest words; only in doubt is the classifier loaded
    (0.3 s).
    """
    tokens = [fold_word(token) for token in _WORD.findall(sample)]
    shares = {lang: sum(t in words.common[lang] for t in tokens) / len(tokens) for lang in words.common}
    fr, en = shares.get("fr", 0.0), shares.get("en", 0.0)
    if max(fr, en) > 0.25 and max(fr, en) > 2 * min(fr, en):
        return "fr" if fr > en else "en"
    import py3langid

    code, _ = py3langid.classify(sample)
    if code in ("fr", "en"):
        return "fr" if code == "fr" else "en"
    raise PageLanguage(
        path, f"its language seems to be {code!r}, which Marsad does not read yet (it reads ar, fr and en)"
    )
