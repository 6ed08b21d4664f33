"""Names of listed officials, whose parts may be ordinary words, nationalities or places."""

from __future__ import annotations

from marsad.find.phrases.names.listed import is_given, is_particle, known_name
from marsad.find.tag import Tagged
from marsad.text import plain_name

MAX_PARTS = 6


def listed_official(tagged: Tagged, i: int) -> int:
    """Where the whole name of a listed official ends that begins at token ``i`` and has ordinary words in it
    (زياد هب الريح, رامي الحمد الله)."""
    if not tagged.bare(i)[:1].isalpha():
        return i
    words, surnames = tagged.tokens.words, tagged.lexicon.surnames
    if not any(_plain(word) in surnames for word in words[i : i + MAX_PARTS]):
        return i
    shortest = i + 1 if is_given(tagged, i) else i + 2  # وليد المعلم
    for j in range(min(i + MAX_PARTS, len(words)), shortest, -1):
        if _plain(words[j - 1]) not in surnames:
            continue
        parts = plain_name(words[i:j])
        listed = tagged.lexicon.officials.get(parts[-1], ()) if len(parts) > 1 else ()
        whole = words[j - 1][:1].isalpha() and tagged.tokens.where[j - 1] == tagged.tokens.where[i]
        if whole and any(parts == name for name, _ in listed):
            return j
    return i


def of_an_official(tagged: Tagged, i: int, j: int) -> bool:
    """Whether token ``j``, a nationality or place by itself, ends the name of a listed official (شياع السوداني)."""
    if not i < j < len(tagged.tokens) or tagged.tokens.where[j] != tagged.tokens.where[i]:
        return False
    hit = tagged.get(j, "nisba", "city", "region", "country")
    if hit is None or hit[0].clitics or hit[0].j != j + 1:
        return False
    words = plain_name(tagged.tokens.words[i : j + 1])
    listed = tagged.lexicon.officials.get(words[-1], ()) if words else ()
    return any(parts[0] == words[0] and set(words) <= set(parts) for parts, _ in listed if len(words) > 1)


def without_next_word(tagged: Tagged, i: int, j: int) -> int:
    """``رجب طيب إردوغان لمح إلى``: a listed official's whole name ends where a word follows that is in no name."""
    words = tagged.tokens.words
    for k in range(j - 1, i + 1, -1):
        if known_name(tagged, k) or is_particle(tagged, k):
            return j
        parts = plain_name(words[i:k])
        if len(parts) > 1 and any(parts == name for name, _ in tagged.lexicon.officials.get(parts[-1], ())):
            return k
    return j


def ends_official(tagged: Tagged, i: int) -> bool:
    """``موشيه يعلون``: a listed official's surname after his first name, or a word that no list has right after a given
    name, which no verb of many follows."""
    if is_given(tagged, i - 1) and not tagged.starts[i] and tagged.bare(i) not in tagged.lexicon.common:
        return True
    return any(name[0] == tagged.bare(i - 1) for name, _ in tagged.lexicon.officials.get(tagged.bare(i), ()))


def _plain(word: str) -> str:
    """A word of a name as it may end one (see :func:`marsad.text.plain_name`)."""
    return (word[2:] if word.startswith("ال") and len(word) > 4 else word).replace("عبدال", "عبد")
