"""What the lexicon knows a token as: a part of a name, a word that ends names, something else."""

from __future__ import annotations

from marsad.find.tag import Tagged

NOT_IN_NAMES = frozenset({
    "country", "body", "institution", "office", "office_alone", "office_country", "honorific", "rank", "blessing",
    "style", "frame", "light", "says", "cue", "class", "word", "topic", "place_head", "org_head", "org_complete",
    "state_head",
})  # fmt: skip
HARD_STOPS = frozenset({"honorific", "rank", "royal", "office", "office_alone", "office_country", "style", "blessing"})


def is_given(tagged: Tagged, i: int, *, sure: bool = True) -> bool:
    """Whether token ``i`` is a listed given name (``sure``: one that is no ordinary word)."""
    hit = tagged.get(i, "given")
    return hit is not None and not hit[0].clitics and hit[0].j == i + 1 and not (sure and hit[1].detail == "doubtful")


def is_particle(tagged: Tagged, i: int) -> bool:
    """Whether token ``i`` joins names (بن، آل، عبد، أبو …)."""
    hit = tagged.get(i, "particle")
    return hit is not None and not hit[0].clitics


def is_town(tagged: Tagged, i: int) -> bool:
    """``أبو ظبي``: a town whose name has the words of a man's."""
    city = tagged.get(i, "city")
    return city is not None and city[0].j > i + 1


def is_listed(tagged: Tagged, i: int, kind: str) -> bool:
    """Whether the lexicon has token ``i`` as a ``kind``, with nothing written before it."""
    hit = tagged.get(i, kind)
    return hit is not None and not hit[0].clitics


def known_name(tagged: Tagged, i: int) -> bool:
    """Whether token ``i`` is a listed given or family name, ordinary word or not."""
    return is_given(tagged, i, sure=False) or is_listed(tagged, i, "family")


def has_clitic(tagged: Tagged, i: int, *kinds: str) -> bool:
    """Whether token ``i`` is one of ``kinds`` with a conjunction or preposition before it."""
    hit = tagged.get(i, *kinds)
    return hit is not None and bool(hit[0].clitics)


def ends_names(tagged: Tagged, i: int) -> bool:
    """A word of ``not_names``: it ends a name."""
    return any(
        t.kind == "word" and t.detail == "not_name" for tag in tagged.starts[i] if not tag.clitics for t in tag.terms
    )


def known_otherwise(tagged: Tagged, i: int) -> bool:
    """Whether the lexicon knows token ``i`` as something that is in no name."""
    tags = (tag for tag in tagged.starts[i] if not tag.clitics or len(tagged.bare(i)) - len(tag.clitics) > 2)  # كاو
    return any(term.kind in NOT_IN_NAMES for tag in tags for term in tag.terms)


def only_listed_as_ordinary(tagged: Tagged, i: int) -> bool:
    """Whether the lexicon knows the token only as a word that usually ends a name (``not_names``: رأي)."""
    return all(
        all(t.kind == "particle" for t in tag.terms)
        or (
            not tag.clitics
            and all(t.kind in ("topic", "class") or (t.kind == "word" and t.detail == "not_name") for t in tag.terms)
        )
        for tag in tagged.starts[i]
    )
