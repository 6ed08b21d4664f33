"""Whose an institution is that several states have by that name, and which words are no actor after all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from marsad.find.phrases.actors import Actor
from marsad.find.resolve.cast import name_words, role_words
from marsad.find.tag import Tag, Tagged


def split(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
    """``استقبال NAME OFFICE``: a name and an office side by side are two persons where the page gives the name
    another office."""
    offices: dict[tuple[str, ...], list[Actor]] = {}
    for actor in actors:
        if actor.name and actor.role and not _side_by_side(tagged, actor):
            offices.setdefault(name_words(tagged, actor.name), []).append(actor)
    out: list[Actor] = []
    for actor in actors:
        if actor.name and actor.role and _side_by_side(tagged, actor):
            known = offices.get(name_words(tagged, actor.name))
            mine = role_words(tagged, actor.role)
            if known and not any(role_words(tagged, k.role)[:2] == mine[:2] for k in known):
                out.append(
                    replace(
                        actor,
                        j=actor.name[1],
                        role=None,
                        org=None,
                        ministry=False,
                        country=None,
                        country_at=None,
                        head="",
                        rule="actor.name",
                    )
                )
                out.append(replace(actor, i=actor.role[0], name=None, mark="", listed=False, rule="actor.office"))
                continue
        out.append(actor)
    return out


def of_their_side(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
    """``ومن الجانب الهندي NAME OFFICE``: who is told right after a side is of its state."""
    out = list(actors)
    for k, (side, actor) in enumerate(pairwise(actors), 1):
        told = side.kind == "group" and side.country is not None and tagged.word(side.i, "side_of") is not None
        unread = range(side.j, actor.i)  # parts of a name
        near = len(unread) <= 3 and all(tagged.bare(i).isalpha() and not tagged.word(i, "prepositions") for i in unread)
        near = near and not actor.listed  # X عن الجانب الجزائري وY عن الجانب الأمريكي
        if told and side.mark == "from" and near and actor.kind == "person" and actor.country is None:
            out[k] = replace(actor, country=side.country, country_at=side.country_at)
    return out


def _side_by_side(tagged: Tagged, actor: Actor) -> bool:
    return (
        actor.rule == "actor.name-office"
        and actor.name is not None
        and actor.role is not None
        and actor.role[0] == actor.name[1]
    )


def shared_institutions(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
    """An institution that several states have under one name is the one's of them that the page names most."""
    named: Counter[str] = Counter(a.country for a in actors if a.country)
    for i in tagged.where("nisba", "country"):
        hit = tagged.get(i, "nisba", "country")
        if hit is not None:
            named[hit[1].id] += 1
    hits = (tagged.get(i, "nisba", "country", "city") for i in tagged.where("nisba", "country", "city"))
    stated: Counter[str] = Counter(hit[1].id for hit in hits if hit is not None)
    out = []
    for told, after in zip(actors, [*actors[1:], None], strict=False):
        # بين الشرطة الوطنية ونظيرتها الإسبانية: not the Spanish one
        theirs = after.country if after is not None and after.counterpart and after.i == told.j else None
        actor = told if _vouched(tagged, told, stated) else replace(told, country=None, country_at=None)
        span = actor.org or actor.role
        if actor.country is None and span is not None:
            options = [
                (tag.j - tag.i, _told_apart(tagged, tag, term.id), named[term.id], term.id, (tag.i, tag.j))
                for i in range(*span)
                for tag in tagged.starts[i]
                for term in tag.terms
                if term.kind == "institution" and named[term.id] and term.id != theirs
            ]
            if options:
                *_, country, at = max(options)  # الأمن العام الأردني before الأمن العام
                actor = replace(actor, country=country, country_at=at)
        out.append(actor)
    return out


def _told_apart(tagged: Tagged, tag: Tag, country: str) -> int:
    """Whose an institution is that a page names bare: 1 where it gives the same words that nationality elsewhere, -1
    where it gives it to their first word alone (``قائد الدرك الوطني`` beside ``الدرك الفرنسي`` is not the French one).
    """
    words = tagged.tokens.words[tag.i : tag.j]
    head = tagged.bare(tag.i)[len(tag.clitics) :]
    told = 0
    for i in tagged.where("nisba"):
        hit = tagged.get(i, "nisba")
        if hit is None or hit[1].id != country:
            continue
        if tagged.tokens.words[i - len(words) : i] == words:
            return 1
        if len(words) > 1 and head.startswith("ال") and tagged.bare(i - 1).endswith(head):
            told = -1
    return told


def _vouched(tagged: Tagged, actor: Actor, stated: Counter[str]) -> bool:
    """Whether the page itself tells whose institution it is that our list gives to one state (``ديوان المظالم``): by
    naming that state somewhere beside it, where it names others."""
    if actor.kind not in ("person", "org") or not actor.country or not actor.country_at or len(actor.country) > 2:
        return True
    by_list = any(
        term.kind == "institution" and term.id == actor.country
        for i in range(*actor.country_at)
        for tag in tagged.starts[i]
        for term in tag.terms
    )
    told = any(tagged.get(i, "nisba", "country", "city") for i in range(*actor.country_at))
    return not by_list or told or stated[actor.country] > 0 or tagged.bare(actor.country_at[0]).isascii()


def without_mixed(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
    """Drop a "name" of two parts that are the family names of two persons of the page, or that holds two whole names
    of the page (a list of tags, not a name)."""
    full = [name_words(tagged, a.name) for a in actors if a.name and (a.role or a.counterpart)]
    families = {words[-1] for words in full if len(words) > 1}
    names = {name_words(tagged, a.name) for a in actors if a.name}

    def mixed(actor: Actor) -> bool:
        words = name_words(tagged, actor.name) if actor.name else ()
        two = len(words) == 2 and words[0] in families and words[1] in families
        ends = words[-2:] if len(words) > 3 else ()
        two = two or (ends in names and any(n == words[: len(n)] for n in names if 1 < len(n) <= len(words) - 2))
        whole = [set(own) for own in full if 1 < len(own) < len(words) and set(own) <= set(words)]
        tags = any(one.isdisjoint(other) for one in whole for other in whole)
        return (two or tags) and actor.role is None and words not in full

    return [a for a in actors if not mixed(a)]
