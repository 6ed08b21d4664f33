"""Counterparts: the office that the word stands for, and who the page names as one."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.phrases.actors import Actor
from marsad.find.resolve.again import by_office, without_nationality
from marsad.find.resolve.cast import RULERS, Cast, role_words
from marsad.find.tag import Tagged


def counterparts(tagged: Tagged, cast: Cast) -> None:
    """``نظيره الإسباني``: the office of the actor told before, in another country."""
    for k, actor in enumerate(cast.actors):
        if not actor.counterpart or actor.role is not None:
            continue
        others = cast.actors[max(0, k - 6) : k]
        host = _host_beside(actor, others)
        if host is not None:
            cast.actors[k] = replace(actor, country=host.country, country_at=host.country_at)
            others = [a for a in others if a.country != host.country]
        for before in reversed(others):
            if (
                _her_counterpart(tagged, actor)
                and before.kind == "org"
                and before.org
                and before.rule != "actor.officials"
                and before.country != actor.country
            ):
                cast.actors[k] = replace(
                    actor, kind="org", org=without_nationality(tagged, before.org), head=before.head
                )
                break
            ruler = before.head in RULERS  # whose counterpart is his brother (أخوه), never نظيره
            if before.kind == "person" and before.role is not None and before.country != actor.country and not ruler:
                office = without_nationality(tagged, before.role)
                org = before.org and without_nationality(tagged, before.org)
                cast.actors[k] = replace(
                    cast.actors[k], role=office, org=org, ministry=before.ministry, head=before.head
                )
                _as_counterpart(cast, k)
                break
        else:
            orgs = [
                a for a in cast.actors[max(0, k - 3) : k] if a.kind == "org" and a.org and a.country != actor.country
            ]
            if orgs and actor.name is None and orgs[-1].org:
                whole = without_nationality(tagged, orgs[-1].org)
                cast.actors[k] = replace(actor, kind="org", org=whole, head=orgs[-1].head)
            elif (after := _told_after(tagged, cast, k)) is not None and after.role is not None:
                office = without_nationality(tagged, after.role)
                org = after.org and without_nationality(tagged, after.org)
                cast.actors[k] = replace(cast.actors[k], role=office, org=org, ministry=after.ministry, head=after.head)
                _as_counterpart(cast, k)


def named_counterparts(tagged: Tagged, cast: Cast) -> None:
    """``استقبل وزير الدفاع المصري X نظيره العراقي``: the Iraqi minister of defence, where the page has named him
    before."""
    for k, actor in enumerate(cast.actors):
        if not (actor.counterpart and actor.role and actor.country) or actor.name or actor.kind != "person":
            continue
        words = role_words(tagged, actor.role)
        told = [
            e
            for e in cast.entities
            if e.country == actor.country and e.name[0] < actor.i and role_words(tagged, e.role) == words
        ]
        if len(told) == 1 and len(words) > 1:
            cast.entity_of[k] = told[0]
            cast.actors[k] = replace(actor, name=told[0].name, role=told[0].role)


def _told_after(tagged: Tagged, cast: Cast, k: int) -> Actor | None:
    """``في اجتماع مع نظيره التركي، شدد وزير الداخلية X``: at the head of a sentence, whose counterpart is told next."""
    actor, after = cast.actors[k], next((a for a in cast.actors[k + 1 :] if a.kind == "person"), None)
    begin, end = tagged.tokens.sentences[tagged.tokens.sentence_of(actor.i)]
    first = not any(begin <= a.i < actor.i and a.kind in ("person", "org") for a in cast.actors)
    fits = after is not None and after.i < end and not after.mark and after.head not in RULERS
    return after if first and fits and after is not None and after.country not in (None, actor.country) else None


def _host_beside(actor: Actor, others: list[Actor]) -> Actor | None:
    """``التقى X رئيس الوزراء العراقي Y ونظيره Z``: with no nationality of its own, next to one whose counterpart told
    before is of another state: Z is X's counterpart, and of Y's state."""
    last = others[-1] if others else None
    if last is None or last.kind != "person" or actor.country is not None or last.country is None:
        return None
    beside = actor.listed and actor.mark == last.mark and actor.i - last.j <= 1
    own = (None, last.country)
    return last if beside and any(a.role and a.country not in own for a in others[:-1] if a.kind == "person") else None


def _as_counterpart(cast: Cast, k: int) -> None:
    """The office that a counterpart has is his wherever the page names him again."""
    entity, told = cast.entity_of.get(k), cast.actors[k]
    if entity is None or entity.role is not None:
        return
    entity.role, entity.org, entity.ministry, entity.head = told.role, told.org, told.ministry, told.head
    for n, other in cast.entity_of.items():
        if other is entity and cast.actors[n].role is None:
            cast.actors[n] = replace(
                cast.actors[n], role=told.role, org=told.org, ministry=told.ministry, head=told.head
            )


def named_as_counterparts(tagged: Tagged, cast: Cast) -> None:
    """``نظيره المصري X … لقاء وزير الخارجية المصري``: the office of that state is the counterpart's who was named."""
    own = [e for n, e in cast.entity_of.items() if e.role is not None and e.country and cast.actors[n].counterpart]
    for k, actor in enumerate(cast.actors):
        unnamed = actor.kind == "person" and actor.name is None and actor.role is not None and not actor.counterpart
        if not own or not unnamed or actor.country is None or k in cast.entity_of:
            continue
        match = by_office(tagged, actor, [], [e for e in own if e.country == actor.country])
        if match is not None:
            cast.entity_of[k] = match
            cast.actors[k] = replace(actor, name=match.name)


def _her_counterpart(tagged: Tagged, actor: Actor) -> bool:
    """``نظيرتها الإيطالية``: the counterpart of an institution, for want of a name or a woman's office."""
    return actor.name is None and tagged.word(actor.i, "her_counterpart") is not None
