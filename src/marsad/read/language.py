"""Which language a text is in: by its script first, then by its commonest words, then (Latin script) by py3langid."""

from __future__ import annotations

import re
from collections import Counter

from marsad.errors import PageEmpty, PageLanguage
from marsad.lexicon.pages import PageWords
from marsad.model import Lang
from marsad.text import fold_word

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
#: Shares measured on 1,500 news texts: Arabic has at least one of its commonest words in twelve, Persian hardly any.
_COMMON_SHARE = 0.04
_FOREIGN_SHARE = 0.02


def language(path: str, text: str, words: PageWords) -> Lang:
    """``ar``, ``fr`` or ``en``.

    Raises :class:`PageLanguage` for any other language, :class:`PageEmpty` where there are no letters.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        raise PageEmpty(path, "there are no letters in it")
    arabic = len(_ARABIC.findall(sample))
    if arabic * 2 > letters:
        if _is_arabic(sample, arabic, words):
            return "ar"
        raise PageLanguage(path, "it is in Arabic script but not in Arabic (Persian, Urdu, Kurdish …), which Marsad does not read yet")
    if len(_LATIN.findall(sample)) * 2 > letters:
        return _latin(path, sample, words)
    raise PageLanguage(path, "its script is one that Marsad does not read yet (it reads Arabic and Latin script)")


def _is_arabic(sample: str, letters: int, words: PageWords) -> bool:
    foreign = sum(n for c, n in Counter(sample).items() if c in words.foreign)
    if foreign < letters * _FOREIGN_SHARE / 10:
        return True
    tokens = _WORD.findall(fold_word(sample))
    common = sum(token in words.common.get("ar", ()) for token in tokens)
    if foreign >= letters * _FOREIGN_SHARE:
        return common >= len(tokens) * _COMMON_SHARE * 2
    return common >= len(tokens) * _COMMON_SHARE or len(tokens) < 1 / _COMMON_SHARE


def _latin(path: str, sample: str, words: PageWords) -> Lang:
    """French and English are mostly told by their commonest words; only in doubt is the classifier loaded (0.3 s)."""
    tokens = [fold_word(token) for token in _WORD.findall(sample)]
    shares = {lang: sum(t in words.common[lang] for t in tokens) / len(tokens) for lang in words.common}
    fr, en = shares.get("fr", 0.0), shares.get("en", 0.0)
    if max(fr, en) > 0.25 and max(fr, en) > 2 * min(fr, en):
        return "fr" if fr > en else "en"
    import py3langid

    code, _ = py3langid.classify(sample)
    if code == "fr" or code == "en":
        return "fr" if code == "fr" else "en"
    raise PageLanguage(path, f"its language seems to be {code!r}, which Marsad does not read yet (it reads ar, fr and en)")
