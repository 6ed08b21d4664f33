"""The walk itself: what the next words of a complement may be, asked in order; the first that fits takes them."""

from __future__ import annotations

from marsad.find.phrases.offices.inner import (
    another,
    belongs,
    in_institution,
    in_quotes,
    institution,
    namesake,
    speaks_for,
)
from marsad.find.phrases.offices.matters import acting, cabinet, definite, more, negated, open_noun, second_portfolio
from marsad.find.phrases.offices.walk import Walk
from marsad.find.phrases.offices.whose import at_its_site, each_of, nationality, of_continent, of_country

MAX_COMPLEMENT = 14
STEPS = (
    acting,
    second_portfolio,
    cabinet,
    in_quotes,
    namesake,
    nationality,
    speaks_for,
    institution,
    in_institution,
    of_continent,
    of_country,
    belongs,
    each_of,
    open_noun,
    definite,
    negated,
    more,
)


def follow(walk: Walk) -> Walk:
    """Walk as far as the complement goes; returns ``walk``, which has gathered what was told."""
    while walk.j < len(walk.t.tokens) and walk.j - walk.start < MAX_COMPLEMENT and walk.j not in walk.busy:
        if walk.t.tokens.where[walk.j] != walk.t.tokens.where[walk.start - 1]:
            break
        step = _step(walk)
        if not step:
            break
        walk.j += step
    return walk


def _step(walk: Walk) -> int:
    """How many tokens the complement goes on at ``walk.j``, none where it ends."""
    next_ = walk.t.get(walk.j, "institution", "middle", "org_head", "org_complete")
    theirs = next_ is not None and next_[0].clitics.startswith("ل") and another(walk, next_[0].j, next_[1])
    alone = walk.body and next_ is not None and not next_[0].clitics  # كرم الإنتربول القيادة العامة
    if theirs or alone or walk.t.word(walk.j, "led_by"):
        return 0
    if at_its_site(walk):
        if walk.country is not None or walk.body:
            return 0
        walk.site = walk.site or walk.j
    for step in STEPS:
        if taken := step(walk):
            return taken
    return 0
