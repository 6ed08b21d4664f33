"""Step 4b: actors in the text: office holders, institutions, countries and bodies, groups and counterparts.

``read_actors`` walks over each sentence once and gives the actors in order, each with how it is joined to its clause
(the preposition or clitic before it, the conjunction that lists it with the actor before).
"""

from __future__ import annotations

from dataclasses import replace

from marsad.find.phrases.actors import Actor, joined
from marsad.find.phrases.groups import country_at_token, group_at, institution_at, of_many_at, officials_at
from marsad.find.phrases.honorifics import skip_honorifics
from marsad.find.phrases.names import name_end
from marsad.find.phrases.persons import counterpart_at, may_be_name, person_at, ranked_at, style_at
from marsad.find.tag import Tag, Tagged
from marsad.lexicon import Term

NAMELY = 8  # tokens from officials of several states to the word that names the states
LED = 20  # tokens from a delegation to the verb that tells who heads it


def read_actors(tagged: Tagged, busy: frozenset[int]) -> list[Actor]:
    """All actors of title and body, in order. ``busy`` are the tokens of time expressions."""
    actors: list[Actor] = []
    i, end = 0, len(tagged.tokens)
    heads = frozenset(tagged.where("place_head"))
    while i < end:
        if i in busy:
            i += 1
            continue
        actor = actor_at(tagged, i, busy)
        if actor is None:
            i = max(i + 1, _past_namesake(tagged, i, busy) if i in heads else 0)
            continue
        before = actors[-1] if actors else None
        actors.append(joined(tagged, actor, before))
        if named := _namely(tagged, actors[-1]):
            actors[-1:] = named
            i = named[-1].j
            continue
        sharers = _sharers(tagged, actors[-1], busy)
        if sharers:
            actors[-1] = _alone(actors[-1], sharers[0].i)
        actors += sharers
        _lead(tagged, actors)
        _lead_later(tagged, actors)
        i = max(actors[-1].j, i + 1)
    return [a for a in actors if not _named_after(tagged, a)]


def _named_after(tagged: Tagged, actor: Actor) -> bool:
    """``عددا من نظرائه بينهم X وY``: counterparts of no stated state stand for those who are named after them."""
    nobody = actor.counterpart and actor.plural and actor.name is None and actor.country is None
    k = actor.j + tagged.among(actor.j, "commas")
    return nobody and tagged.word(k, "named_among") is not None


def _past_namesake(tagged: Tagged, i: int, busy: frozenset[int]) -> int:
    """``بمطار الأمير X``, ``جسر الملك X``: past the man after whom the place at ``i`` is named."""
    head = tagged.get(i, "place_head")
    titled = head is not None and tagged.get(head[0].j, "royal", "rank", "honorific") is not None
    if head is None or not titled or not _in_construct(tagged, i) or tagged.word(i, "led_by"):
        return i
    k = skip_honorifics(tagged, head[0].j)
    return name_end(tagged, k, strict=False, busy=busy)


def _in_construct(tagged: Tagged, i: int) -> bool:
    """Whether the noun at ``i`` has no article, so that what follows is its genitive."""
    return not tagged.bare(i).lstrip("وف").startswith(("ال", "بال", "لل"))


def _lead(tagged: Tagged, actors: list[Actor]) -> None:
    """``وفدا إيطاليا برئاسة X``: the leader stands for his delegation, in its place and with its state."""
    if actors and actors[-1].mark == "led":
        _lead_alone(tagged, actors)
    if len(actors) < 2:
        return
    group, leader = actors[-2:]
    led = tagged.word(group.j, "led_by")
    sent = group.kind == "group" and tagged.word(group.i, "delegation") is not None
    near = led is not None and leader.i - led.j <= 1 and (leader.name is not None or leader.role is not None)
    if sent and near and leader.kind == "person" and leader.country in (None, group.country):
        country, at = (leader.country, leader.country_at) if leader.country else (group.country, group.country_at)
        its = leader.role is not None and tagged.tokens.text(leader.role[0], leader.role[0] + 1).endswith(("ه", "ها"))
        org = leader.org or (group.org if its else None)  # وفدا عن الدرك الفرنسي بقيادة مديره
        whole = replace(leader, i=group.i, org=org, country=country, country_at=at)
        actors[-2:] = [replace(whole, mark=group.mark, listed=group.listed)]


def _lead_later(tagged: Tagged, actors: list[Actor]) -> None:
    """``وصل وفد تركي إلى ليبيا، يرأسه X``: who heads a delegation told before in the sentence stands for it."""
    leader = actors[-1] if actors else None
    if leader is None or leader.mark != "led" or leader.kind != "person" or not tagged.bare(leader.i - 1).endswith("ه"):
        return
    begin = max(tagged.tokens.sentences[tagged.tokens.sentence_of(leader.i)][0], leader.i - LED)
    for n in range(len(actors) - 2, -1, -1):
        group = actors[n]
        if group.i < begin or group.kind == "person":
            return
        if group.kind == "group" and tagged.word(group.i, "delegation") and leader.country in (None, group.country):
            actors[n] = replace(
                group, kind="person", name=leader.name, role=leader.role, org=leader.org, ministry=leader.ministry,
                head=leader.head,
            )  # fmt: skip
            actors.pop()
            return


def _lead_alone(tagged: Tagged, actors: list[Actor]) -> None:
    """``وفد من حركة X برئاسة Y``, ``وفد من وزارة الداخلية برئاسة Y``: the leader of a delegation of no stated nation
    stands for it, with the side of the institution that sends it."""
    leader = actors[-1]
    begin = tagged.tokens.sentences[tagged.tokens.sentence_of(leader.i)][0]
    sent = (k for k in range(leader.i - 1, max(begin, leader.i - 12) - 1, -1) if tagged.word(k, "delegation"))
    k = next(sent, None)
    if k is None or any(tagged.get(n, "frame", "says") for n in range(k, leader.i)):
        return
    between = [a for a in actors[:-1] if a.i >= k]
    if any(a.kind not in ("org", "country") for a in between) or not (leader.name or leader.role):
        return
    whose = next((a for a in between if a.country and a.mark not in ("to", "in")), None)
    plain = replace(leader, i=k, mark="", listed=False)
    placed = joined(tagged, plain, None)
    side = leader.country or (whose.country if whose else None)
    at = leader.country_at if leader.country else whose.country_at if whose else None
    actors[len(actors) - 1 - len(between) :] = [
        replace(leader, i=k, mark=placed.mark, listed=placed.listed, country=side, country_at=at)
    ]


def _sharers(tagged: Tagged, actor: Actor, busy: frozenset[int]) -> list[Actor]:
    """``السلطات الرومانية والتركية``, ``وزيرا العدل المغربي والإسباني``, ``اللجنة السودانية التشادية المشتركة``:
    the other states that share
    the head, each with its own name where one follows (``وزيرا الخارجية السعودي X والأميركي Y``)."""
    if actor.country_at is None:
        return []
    last = actor.country_at[1] - 1  # وزارتي الداخلية المغربية والإسبانية: an institution listed with its state
    first = actor.country_at[0]
    whole = actor.kind in ("org", "group") and (_of_many(tagged, actor) or tagged.get(first, "nisba") is None)
    start = last if whole and tagged.get(last, "nisba") else first
    own = tagged.get(start, "nisba")
    if own is None:
        return _of_states(tagged, actor, busy)
    country_at = (start, actor.country_at[1])
    alone = actor.name is not None and not _of_many(tagged, actor)
    if actor.kind not in ("person", "org", "group"):
        return []
    out: list[Actor] = []
    k = actor.j if actor.name else actor.country_at[1]
    while (hit := _next_nation(tagged, k, actor)) is not None:
        if hit[0].clitics not in (("و",) if actor.name or actor.kind in ("person", "group") else ("و", "")):
            break
        if not hit[0].clitics and not _together(tagged, actor):
            break
        k = hit[0].j
        if hit[1].id in {actor.country, *(a.country for a in out)}:
            continue
        persons = actor.kind in ("person", "group")
        end = name_end(tagged, skip_honorifics(tagged, k), strict=False, busy=busy) if persons else k
        name = (skip_honorifics(tagged, k), end) if end > skip_honorifics(tagged, k) else None
        if alone and (name is None or not tagged.bare(hit[0].i).startswith("وال")):
            break  # الرئيس الأمريكي X والفرنسي Y: one office told once, and each with his name
        out.append(
            replace(
                actor,
                i=hit[0].i,
                j=end if name else k,
                name=name,
                role=_head_alone(tagged, actor.role, country_at),
                org=_head_alone(tagged, actor.org, country_at),
                country=hit[1].id,
                country_at=(hit[0].i, hit[0].j),
                listed=True,
                rule="actor.shared-head",
            )
        )
        k = out[-1].j
    return out or (_of_states(tagged, actor, busy) if tagged.get(start, "country") else [])  # مالي, also an adjective


def _alone(actor: Actor, i: int) -> Actor:
    """``السلطات الرومانية`` of ``السلطات الرومانية والتركية``: an institution up to token ``i``, where another state's
    share begins."""
    if actor.org is None or actor.kind == "person" or not actor.org[0] < i < actor.org[1]:
        return actor
    return replace(actor, j=min(actor.j, i), org=(actor.org[0], i))


def _namely(tagged: Tagged, actor: Actor) -> list[Actor]:
    """``مديري الاستخبارات من دول الجوار وهي الجزائر، تونس والنيجر``: officials of several states, each told after
    "namely"; nobody where there are fewer than two."""
    if actor.country is not None or actor.name is not None or actor.role is None or not _of_many(tagged, actor):
        return []
    near = range(actor.j, min(actor.j + NAMELY, len(tagged.tokens)))
    states = next((k for k in near if tagged.among(k, "states_of")), None)
    k = next((k + 1 for k in near if states is not None and k > states and tagged.among(k, "namely")), 0)
    told: list[tuple[Tag, Term]] = []
    while k and (hit := tagged.get(k, "country")) is not None and hit[0].clitics in ("", "و"):
        told.append(hit)
        k = hit[0].j + tagged.among(hit[0].j, "commas")
    if len(told) < 2:
        return []
    first = replace(actor, country=told[0][1].id, country_at=(told[0][0].i, told[0][0].j))
    rest = [
        replace(actor, i=hit.i, j=hit.j, country=term.id, country_at=(hit.i, hit.j), listed=True, mark=actor.mark)
        for hit, term in told[1:]
    ]
    return [first, *(replace(a, rule="actor.shared-head") for a in rest)]


def _next_nation(tagged: Tagged, k: int, actor: Actor) -> tuple[Tag, Term] | None:
    """The next nationality of a list at ``k``; past a comma where each has his name: ``نظرائه السوري X، واليمني Y``."""
    if actor.name and tagged.bare(k) in ("،", ",") and _of_many(tagged, actor):
        hit = tagged.get(k + 1, "nisba")
        after = skip_honorifics(tagged, hit[0].j) if hit is not None and hit[0].clitics == "و" else 0
        return hit if after and name_end(tagged, after, strict=False) > after else None
    return tagged.get(k, "nisba") if k < len(tagged.tokens) else None


def _of_states(tagged: Tagged, actor: Actor, busy: frozenset[int]) -> list[Actor]:
    """``وزارتي الداخلية في قطر وتركيا``: the states after the first one, under a head that is dual or plural."""
    if actor.name:
        return _each_named(tagged, actor, busy)
    k = actor.j
    before = tagged.bare(actor.country_at[0] - 2) if actor.country_at is not None else ""
    each = before in ("كل", "لكل")  # السلطات في كل من X وY
    shared = actor.kind == "org" and actor.mark == "between"  # بين القوات المسلحة لأذربيجان وتركيا
    many = actor.kind == "group" or _of_many(tagged, actor) or each or shared
    if not many or actor.country_at is None or actor.country_at[1] != k:
        return []
    dual = tagged.bare(actor.i).endswith(("ا", "ي"))
    role, org = _head_alone(tagged, actor.role, actor.country_at), _head_alone(tagged, actor.org, actor.country_at)
    out: list[Actor] = []
    while (hit := _next_state(tagged, k)) is not None and hit[1].id not in {actor.country, *(a.country for a in out)}:
        at = (hit[0].i, hit[0].j)
        out.append(
            replace(
                actor, i=at[0], j=at[1], role=role, org=org, country=hit[1].id, country_at=at, listed=True,
                rule="actor.shared-head",
            )
        )  # fmt: skip
        k = hit[0].j
        if dual:
            break
    return out


def _each_named(tagged: Tagged, actor: Actor, busy: frozenset[int]) -> list[Actor]:
    """``وزراء دفاع مالي الجنرال X، وبوركينا فاسو الجنرال Y``, ``وزيرا دفاع فرنسا، X، وألمانيا، Y``: the states after
    the first one, each with its man."""
    at, k = actor.country_at, actor.j
    if at is None or not _of_many(tagged, actor):
        return []
    role, org = _head_alone(tagged, actor.role, at), _head_alone(tagged, actor.org, at)
    out: list[Actor] = []
    while True:
        hit = tagged.get(k + tagged.among(k, "commas"), "country")
        if hit is None or hit[0].clitics not in ("", "و"):
            return out
        comma = tagged.among(hit[0].j, "commas")
        first = skip_honorifics(tagged, hit[0].j + comma)
        end = name_end(tagged, first, strict=False, busy=busy)
        if end <= first + comma or hit[1].id in {actor.country, *(a.country for a in out)}:
            return out
        at = (hit[0].i, hit[0].j)
        out.append(
            replace(
                actor, i=at[0], j=end, name=(first, end), role=role, org=org, country=hit[1].id, country_at=at,
                listed=True, rule="actor.shared-head",
            )
        )  # fmt: skip
        k = end


def _next_state(tagged: Tagged, k: int) -> tuple[Tag, Term] | None:
    """The next state of a list at ``k``: with و, or after a comma where one with و ends the list."""
    hit = tagged.get(k, "country")
    if hit is not None and hit[0].clitics == "و":
        return hit
    after = tagged.get(k + 1, "country") if tagged.bare(k) in ("،", ",") else None
    if after is None or after[0].clitics not in ("", "و"):
        return None
    ends = tagged.get(after[0].j, "country") or tagged.get(after[0].j + 1, "country")
    return after if after[0].clitics or (ends is not None and ends[0].clitics in ("", "و")) else None


def _of_many(tagged: Tagged, actor: Actor) -> bool:
    """Whether the actor's head is a dual or plural (``وزيرا``, ``وزراء``, ``نظيريه``), so that others may share it."""
    return of_many_at(tagged, actor.i)


def _together(tagged: Tagged, actor: Actor) -> bool:
    """Whether the states in a row hold the institution together (``اللجنة الأمنية السودانية التشادية``)."""
    return actor.kind == "org" and tagged.word(actor.i, "joint_bodies") is not None


def _head_alone(tagged: Tagged, span: tuple[int, int] | None, country_at: tuple[int, int]) -> tuple[int, int] | None:
    """``span`` without the nationality or state at its end (``في تونس``), which is the first sharer's."""
    if span is None or not span[0] < country_at[0] < span[1]:
        return span
    end = country_at[0]
    while end > span[0] + 1 and (tagged.among(end - 1, "place_words") or tagged.get(end - 1, "state_head")):
        end -= 1
    return (span[0], end)


def actor_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """The actor that starts at token ``i``, if one does."""
    if not tagged.begins[i] and not may_be_name(tagged, i, busy):
        return None
    if not tagged.starts[i]:
        return person_at(tagged, i, busy)
    return (
        counterpart_at(tagged, i, busy)
        or ranked_at(tagged, i, busy)
        or style_at(tagged, i)
        or officials_at(tagged, i)
        or person_at(tagged, i, busy)
        or institution_at(tagged, i, busy)
        or group_at(tagged, i, busy)
        or country_at_token(tagged, i)
    )
