"""Step 4b: actors in the text: office holders, institutions, countries and bodies, groups and counterparts.

``read_actors`` walks over each sentence once and gives the actors in order, each with how it is joined to its clause
(the preposition or clitic before it, the conjunction that lists it with the actor before).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from marsad.find.names import is_given, name_end, name_in_commas
from marsad.find.offices import Phrase, office_at, org_at
from marsad.find.tag import Tag, Tagged
from marsad.lexicon import Term

ActorKind = Literal["person", "org", "country", "group"]
TITLES = frozenset({"office", "office_alone", "office_country", "honorific", "royal", "rank"})
LOOSE = ("topic", "class", "middle")  # kinds of terms that say nothing of the clitic before a phrase


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor at tokens ``[i:j]`` (honorifics included).

    ``name``, ``role``, ``org`` are token ranges; ``country`` its side with the tokens that say so; ``mark`` the
    preposition group before it (``with``, ``to``, ``from``, ``between``, ``by``, ``in``, ``on``, ``about``, ``b`` for
    the clitic, or empty); ``listed`` whether a conjunction joins it to the actor before; ``counterpart`` whether it
    is
    told as somebody's counterpart; ``place`` whether a country or city stands for a place.
    """

    i: int
    j: int
    kind: ActorKind
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    org: tuple[int, int] | None = None
    ministry: bool = False
    country: str | None = None
    country_at: tuple[int, int] | None = None
    mark: str = ""
    listed: bool = False
    counterpart: bool = False
    capital: bool = False
    plural: bool = False
    head: str = ""
    rule: str = ""


def read_actors(tagged: Tagged, busy: frozenset[int]) -> list[Actor]:
    """All actors of title and body, in order. ``busy`` are the tokens of time expressions."""
    actors: list[Actor] = []
    i, end = 0, len(tagged.tokens)
    while i < end:
        if i in busy:
            i += 1
            continue
        actor = actor_at(tagged, i, busy)
        if actor is None:
            i += 1
            continue
        before = actors[-1] if actors else None
        actors.append(_placed(tagged, actor, before))
        actors += _sharers(tagged, actors[-1], busy)
        _lead(tagged, actors)
        i = max(actors[-1].j, i + 1)
    return actors


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
        actors[-2:] = [replace(leader, i=group.i, country=country, country_at=at, mark=group.mark, listed=group.listed)]


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
    whose = next((a for a in between if a.country), None)
    plain = replace(leader, i=k, mark="", listed=False)
    placed = _placed(tagged, plain, None)
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
        return _of_states(tagged, actor)
    country_at = (start, actor.country_at[1])
    if actor.kind not in ("person", "org", "group") or (actor.name and not _of_many(tagged, actor)):
        return []
    out: list[Actor] = []
    k = actor.j if actor.name else actor.country_at[1]
    while k < len(tagged.tokens) and (hit := tagged.get(k, "nisba")) is not None:
        if hit[0].clitics not in (("و",) if actor.name or actor.kind in ("person", "group") else ("و", "")):
            break
        if not hit[0].clitics and not _together(tagged, actor):
            break
        k = hit[0].j
        if hit[1].id in {actor.country, *(a.country for a in out)}:
            continue
        persons = actor.kind in ("person", "group")
        end = name_end(tagged, _skip_honorifics(tagged, k), strict=False, busy=busy) if persons else k
        name = (_skip_honorifics(tagged, k), end) if end > _skip_honorifics(tagged, k) else None
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
    return out or (_of_states(tagged, actor) if tagged.get(start, "country") else [])  # مالي, also an adjective


def _of_states(tagged: Tagged, actor: Actor) -> list[Actor]:
    """``وزارتي الداخلية في قطر وتركيا``: the states after the first one, under a head that is dual or plural."""
    k = actor.j
    each = actor.country_at is not None and tagged.bare(actor.country_at[0] - 2) == "كل"  # السلطات في كل من X وY
    many = actor.kind == "group" or _of_many(tagged, actor) or each
    if not many or actor.name or actor.country_at is None or actor.country_at[1] != k:
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


def _of_many_at(tagged: Tagged, i: int) -> bool:
    return tagged.word(i, "heads_of_many", "both_sides") is not None


def _of_many(tagged: Tagged, actor: Actor) -> bool:
    """Whether the actor's head is a dual or plural (``وزيرا``, ``وزراء``, ``نظيريه``), so that others may share it."""
    return _of_many_at(tagged, actor.i)


def _together(tagged: Tagged, actor: Actor) -> bool:
    """Whether the states in a row hold the institution together (``اللجنة الأمنية السودانية التشادية``)."""
    return actor.kind == "org" and tagged.word(actor.i, "joint_bodies") is not None


def _head_alone(
    tagged: Tagged, span: tuple[int, int] | None, country_at: tuple[int, int]
) -> tuple[int, int] | None:
    """``span`` without the nationality or state at its end (``في تونس``), which is the first sharer's."""
    if span is None or not span[0] < country_at[0] < span[1]:
        return span
    end = country_at[0]
    while end > span[0] + 1 and (tagged.among(end - 1, "place_words") or tagged.get(end - 1, "state_head")):
        end -= 1
    return (span[0], end)


def actor_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """The actor that starts at token ``i``, if one does."""
    if not tagged.begins[i] and not _may_be_name(tagged, i, busy):
        return None
    if not tagged.starts[i]:
        return _person(tagged, i, busy)
    return (
        _counterpart(tagged, i, busy)
        or _ranked(tagged, i, busy)
        or _style(tagged, i)
        or _officials(tagged, i)
        or _person(tagged, i, busy)
        or _institution(tagged, i, busy)
        or _group(tagged, i, busy)
        or _country(tagged, i)
    )


def _may_be_name(tagged: Tagged, i: int, busy: frozenset[int]) -> bool:
    """Whether an unlisted name can start at ``i``: no ordinary word, after something that may introduce one."""
    word = tagged.tokens.words[i]
    if not i or word in tagged.lexicon.common or not word[:1].isalpha():
        return False
    return bool(tagged.starts[i - 1]) or i - 1 in busy or not tagged.bare(i - 1)[:1].isalnum()


def _counterpart(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    word = tagged.word(i, "counterpart")
    if word is None:
        return None
    j, country, at = word.j, None, None
    if tagged.bare(j) in ("،", ",") and _of_many_at(tagged, i) and tagged.get(j + 1, "nisba"):
        j += 1  # بنظيريه، الأميركي X والسعودي Y
    nisba = tagged.get(j, "nisba")
    while tagged.word(j, "office_tail") or nisba:
        if nisba:
            country, at = country or nisba[1].id, at or (nisba[0].i, nisba[0].j)
            j = nisba[0].j
        else:
            j += 1
        nisba = tagged.get(j, "nisba")
    if country is None and tagged.bare(j) in ("في", "من") and (place := tagged.get(j + 1, "country")):
        country, at, j = place[1].id, (place[0].i, place[0].j), place[0].j
    org = org_at(tagged, j + 1, busy) if country is None and tagged.among(j, "in_words") else None
    if org is not None and org.country:
        return Actor(
            i,
            org.j,
            "org",
            org=(org.i, org.j),
            country=org.country,
            country_at=org.country_at,
            plural=True,
            rule="actor.counterpart-org",
        )
    k = _skip_honorifics(tagged, _skip_quote(tagged, j))
    end = name_end(tagged, k, strict=False, busy=busy)
    if end == k and tagged.bare(j) in ("،", ",") and not _of_many_at(tagged, i):  # ونظيره الإيطالي، NAME،
        k = _own_title(tagged, j + 1)
        end = name_end(tagged, k, strict=False, busy=busy) if k > j + 1 else name_in_commas(tagged, k, busy)
    name = (k, end) if end > k else None
    plural = tagged.bare(i).lstrip("وبل").startswith("نظرا")
    return Actor(
        i, end if name else j, "person" if not plural else "group", name, None, None, False, country, at,
        counterpart=True, plural=plural, rule="actor.counterpart",
    )  # fmt: skip


def _ranked(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """``اللواء الجزائري NAME``, ``للجنرال الأميركي NAME``: a rank with its nationality before the name."""
    rank = tagged.get(i, "rank")
    nisba = tagged.get(rank[0].j, "nisba") if rank is not None else None
    if nisba is None or nisba[0].clitics or not tagged.bare(nisba[0].i).startswith("ال"):
        return None
    end = name_end(tagged, nisba[0].j, strict=False, busy=busy)
    if end == nisba[0].j:
        return None
    at = (nisba[0].i, nisba[0].j)
    return Actor(
        i, end, "person", (nisba[0].j, end), None, None, False, nisba[1].id, at, rule="actor.rank-nationality"
    )


def _style(tagged: Tagged, i: int) -> Actor | None:
    """``سموه``, ``فخامته``: a person told before. In ``قصر سموه`` the person only owns the place."""
    hit = tagged.get(i, "style")
    rank = tagged.get(i, "rank")
    if hit is None and rank is not None and rank[1].id in tagged.lexicon.grammar.styles:
        alone = name_end(tagged, rank[0].j, strict=False) == rank[0].j and not tagged.get(
            rank[0].j, "rank", "honorific", "nisba"
        )
        hit = rank if alone and not tagged.word(rank[0].j, "rank_tail") else None  # الجنرال, told before
    return (
        None
        if hit is None or tagged.get(i - 1, "place_head") or tagged.among(i - 1, "rooms")
        else Actor(i, hit[0].j, "person", head=hit[1].id, rule="actor.style")
    )


def _person(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    start = _skip_honorifics(tagged, i)
    if start > i and tagged.bare(start) == '"' and is_given(tagged, start + 2, sure=False):
        start += 1  # الفريق «علي محمد سالم»
    if start > i and is_given(tagged, start, sure=False) and tagged.get(start, "office"):
        end = name_end(tagged, start, strict=False, busy=busy)
        if end > start + 1:  # الدكتور مساعد العيبان: a name, though مساعد heads offices too
            return _name_first(tagged, i, (start, end), busy)
    office = office_at(tagged, start, busy)
    if office is not None:
        return _office_first(tagged, i, _held_with(tagged, office, busy), busy)
    if start == i and tagged.get(i - 1, "place_head"):
        return None  # مطار هواري بومدين
    end = name_end(tagged, start, strict=start == i, busy=busy)
    if end == start:
        end = _name_in_apposition(tagged, start, busy)
    if end == start:
        return None
    return _name_first(tagged, i, (start, end), busy)


def _name_in_apposition(tagged: Tagged, i: int, busy: frozenset[int]) -> int:
    """An unlisted name of two to four parts told by its place: ``مع أفريل هاينز، مديرة …``, comma and office after
    it."""
    given = is_given(tagged, i, sure=False)
    placed = (
        i - 1 in busy
        or tagged.get(i - 1, "frame", "light", "says")
        or tagged.word(i - 1, "prepositions", "gaps", "complementizers")
        or _gap(tagged, i - 1)
        or tagged.bare(i - 1) in ("،", ",", "و")
    )
    if i and not (given or placed):
        return i
    if all(can.isdisjoint(TITLES) for can in tagged.can[i + 2 : i + 6]):
        return i  # no office where it would stand
    end = name_end(tagged, i, strict=False, busy=busy)
    comma = tagged.bare(end) in ("،", ",")
    if not 2 <= end - i <= 4:
        return i
    office = tagged.get(_skip_honorifics(tagged, end + comma), "office", "office_alone", "office_country")
    return end if office is not None and not office[0].clitics else i


def _held_as_one(tagged: Tagged, office: Phrase, busy: frozenset[int]) -> Phrase:
    """``الوزير المنتدب لدى وزير الدفاع ورئيس أركان الجيش``: two offices that one person holds, as one."""
    if tagged.word(office.i, "one_holder") is None:
        return office
    k = office.j + (tagged.bare(office.j) in ("،", ","))
    more = tagged.get(k, "office", "office_alone", "office_country")
    if more is None or more[0].clitics not in ("", "و"):
        return office
    second = office_at(tagged, k, busy)
    if second is None or (office.country is not None and second.country not in (None, office.country)):
        return office
    country, at = (office.country, office.country_at) if office.country else (second.country, second.country_at)
    return replace(office, j=second.j, org=office.org or second.org, country=country, country_at=at)


def _office_first(tagged: Tagged, i: int, office: Phrase, busy: frozenset[int]) -> Actor:
    office = _held_as_one(tagged, office, busy)
    k = _skip_known_as(tagged, _skip_paren(tagged, office.j))
    comma = tagged.bare(k) in ("،", ",")
    k = _skip_quote(tagged, k + comma)
    after = _own_title(tagged, k)
    if comma and after == k:
        after = _styled_by_office(tagged, k)
    end = name_end(tagged, after, strict=comma and after == k, busy=busy)
    if comma and end == after:
        end = name_in_commas(tagged, after, busy)
    alone = end == after + 1 and tagged.word(i, "officials") is not None  # رؤساء أجهزة أمنية
    if end == after or alone or _next_office(tagged, after, end, busy):
        return _from_office(i, office, office.j, None, "actor.office")
    role = office
    closing = _skip_quote(tagged, end)
    actor = _from_office(i, role, end, (after, end), "actor.office-name")
    second = _office_after(tagged, closing, busy)
    if second is not None and _of_another(tagged, i, end, second):
        return actor
    if second is not None and not tagged.among(closing, "commas") and _of_other_state(tagged, actor, second):
        second = None
    if second is not None and second.i == closing and actor.org is not None and second.org is not None:
        second = None  # استقبل وزير الداخلية NAME مدير الشرطة: two heads of two institutions
    if second is not None and actor.country is None and second.country and not _national_of(second):
        actor = replace(actor, j=second.j)
    elif second is not None and actor.country is None:
        actor = replace(actor, j=second.j, country=second.country, country_at=second.country_at)
    elif second is not None and tagged.bare(closing) not in ("،", ",") and second.country in (None, actor.country):
        actor = replace(actor, j=second.j)
    return actor


def _held_with(tagged: Tagged, office: Phrase, busy: frozenset[int]) -> Phrase:
    """``نائب رئيس مجلس الوزراء ووزير الدفاع ووزير الداخلية``: a deputy head of government and what he holds."""
    more = tagged.get(office.j, "office")
    if tagged.word(office.i, "held_with") is None or more is None or more[0].clitics != "و":
        return office
    second = office_at(tagged, office.j, busy)
    if second is None:
        return office
    both = replace(
        office,
        j=second.j,
        country=office.country or second.country,
        country_at=office.country_at or second.country_at,
        org=second.org or office.org,
        ministry=second.ministry if second.org else office.ministry,
    )
    return _held_with(tagged, both, busy)


def _styled_by_office(tagged: Tagged, i: int) -> int:
    """``نائب قائد القيادة، السفير NAME``: an office without a complement, which only styles the name after it."""
    title = tagged.among(i, "style_offices") and not tagged.get(i + 1, "office", "nisba", "country", "city")
    return i + 1 if title and name_end(tagged, i + 1, strict=False) > i + 2 else i


def _skip_known_as(tagged: Tagged, i: int) -> int:
    """Past the institution's short name in quotes: ``قائد القيادة الأميركية في أفريقيا «أفريكوم»، الفريق NAME``."""
    short = tagged.get(i + 1, "institution", "body") if tagged.bare(i) == '"' else None
    after = short[0].j + 1 if short is not None and tagged.bare(short[0].j) == '"' else i
    return after if tagged.bare(after) in ("،", ",") else i


def _of_other_state(tagged: Tagged, actor: Actor, second: Phrase) -> bool:
    """``استقبل الوزير X سفير Y``, ``… X كاتبة الدولة الألمانية``: an office right after a name that has its own, with a
    state of its own, is somebody else's."""
    return second.head in tagged.lexicon.grammar["diplomats"] or (actor.country is None and second.country is not None)


def _next_office(tagged: Tagged, i: int, end: int, busy: frozenset[int]) -> bool:
    """``رئيس الأركان الموريتاني قائد القوات الفرنسية``: one word that heads the next office, and no name."""
    if end != i + 1 or tagged.get(i, "office") is None:
        return False
    office = office_at(tagged, i, busy)
    return office is not None and office.country is not None and office.j > end


def _name_first(tagged: Tagged, i: int, name: tuple[int, int], busy: frozenset[int]) -> Actor:
    office = _office_after(tagged, _skip_blessing(tagged, _skip_quote(tagged, name[1])), busy)
    if office is None or _of_another(tagged, i, name[1], office):
        return Actor(i, name[1], "person", name, rule="actor.name")
    # NAME, office one, and office two: one person who holds both
    j = office.j
    more = tagged.get(j, "office", "office_alone")
    if more is not None and more[0].clitics == "و":
        second = office_at(tagged, j, busy)
        if (
            second is not None
            and name_end(tagged, _own_title(tagged, second.j), strict=False, busy=busy) <= second.j
        ):
            office = replace(
                office,
                j=second.j,
                country=office.country or _national_of(second),
                country_at=office.country_at or (second.country_at if _national_of(second) else None),
                org=office.org or second.org,
            )
    return _from_office(i, office, office.j, name, "actor.name-office")


def _national_of(office: Phrase) -> str | None:
    """The state of a second office: one held in an international body (``وزير الداخلية X الرئيس الفخري لمجلس وزراء
    الداخلية العرب``) leaves the minister his own state's."""
    return office.country if office.country is not None and len(office.country) == 2 else None


def _of_another(tagged: Tagged, i: int, end: int, office: Phrase) -> bool:
    """``وشح الملك NAME مدير الشرطة الفرنسية``: a head of state is no minister or director; the office is another's."""
    return (
        tagged.among(i, "sovereigns")
        and office.i == end
        and office.country is not None
        and office.head in tagged.lexicon.grammar["subordinates"]
    )


def _office_after(tagged: Tagged, i: int, busy: frozenset[int]) -> Phrase | None:
    """An office in apposition after a name, with or without a comma or dash."""
    j = i + 1 if tagged.bare(i) in ("،", ",", "-", "(") else i
    j = _own_title(tagged, j)
    hit = tagged.get(j, "office", "office_alone", "office_country")
    if hit is None or hit[0].clitics:
        return None
    office = office_at(tagged, j, busy)
    if office is None or (j == i and name_end(tagged, office.j, strict=True, busy=busy) > office.j):
        return None if office is None else _unless_next(tagged, office, busy)
    return _unless_next(tagged, office, busy)


def _unless_next(tagged: Tagged, office: Phrase, busy: frozenset[int]) -> Phrase | None:
    """``office`` unless it is the office of the *next* name (التقى محمد وزير الداخلية سعيد …)."""
    k = _own_title(tagged, office.j)
    end = name_end(tagged, k, strict=False, busy=busy)
    if end == k:
        return office
    theirs = office_at(tagged, end, busy)  # NAME وزير الدفاع المصري NAME وزير الدفاع اليوناني: each has his own
    return office if theirs is not None and theirs.country not in (None, office.country) else None


def _from_office(i: int, office: Phrase, j: int, name: tuple[int, int] | None, rule: str) -> Actor:
    return Actor(
        i, max(j, office.j), "person", name, (office.i, office.j), office.org, office.ministry, office.country,
        office.country_at, head=office.head, rule=rule,
    )  # fmt: skip


def _institution(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    org = org_at(tagged, i, busy)
    if org is None or (_bare_org(tagged, i) and not _national(tagged, org)):
        return None
    if tagged.word(i, "led_by") or _whole_led(tagged, i):
        return None
    return Actor(
        i, org.j, "org", None, None, (org.i, org.j), False, org.country, org.country_at,
        head=org.head if org.complete else "open", rule="actor.institution",
    )  # fmt: skip


def _bare_org(tagged: Tagged, i: int) -> bool:
    """Whether the head of the institution at ``i`` is one bare word of doubt (الأمن، الدفاع …)."""
    head = tagged.get(i, "org_complete", "org_head")
    return (
        tagged.word(i, "bare_orgs") is not None
        and tagged.get(i, "institution", "body") is None
        and (head is None or head[0].j == i + 1)
    )


def _national(tagged: Tagged, org: Phrase) -> bool:
    return org.country_at is not None and tagged.get(org.country_at[0], "nisba") is not None


def _officials(tagged: Tagged, i: int) -> Actor | None:
    """``وزراء الداخلية العرب``, ``وزراء دفاع دول مجلس التعاون``: officials of one office of all members of a body,
    who are the body.
    """
    if tagged.word(i, "officials") is None:
        return None
    whole = tagged.get(i, "body")
    if whole is not None:
        return Actor(
            i, whole[0].j, "org", org=(i, whole[0].j), country=whole[1].id or None,
            country_at=(i, whole[0].j), plural=True,
            rule="actor.officials",
        )  # fmt: skip
    for j in range(i + 1, min(i + 8, len(tagged.tokens))):
        body = tagged.get(j, "body")
        if body is not None:
            return Actor(
                i, body[0].j, "org", org=(i, body[0].j), country=body[1].id or None, country_at=(j, body[0].j),
                plural=True, rule="actor.officials",
            )  # fmt: skip
        bloc = tagged.lexicon.grammar.blocs.get(tagged.bare(j))
        if bloc is not None:
            return Actor(
                i,
                j + 1,
                "org",
                org=(i, j + 1),
                country=bloc,
                country_at=(j, j + 1),
                plural=True,
                rule="actor.officials",
            )
        if tagged.get(j, "frame", "light", "says", "country", "nisba") or not tagged.bare(j)[:1].isalpha():
            return None
    return None


def _group(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """``مسؤولين أمنيين أتراك``, ``الجانب المغربي``: a group that stands for its side."""
    both = tagged.word(i, "both_sides")
    if both is not None and (nisba := tagged.get(both.j, "nisba")) is not None:
        return _one_of_both(tagged, (i, both.j), nisba, busy)
    head = tagged.word(i, "groups", "delegation")
    if head is None or (tagged.among(i - 1, "mission_words") and tagged.among(i, "beside")):
        return None  # إلى جانب نظيرتها
    j = head.j
    if tagged.word(i, "delegation") and (sent := _delegation_of(tagged, i, j)) is not None:
        return sent
    # الجانبان الفلسطيني والإسرائيلي: what two sides do may have a nationality of its own farther on
    for _ in range(1 if tagged.word(i, "both_sides") else 4):
        if (state := _sent_by(tagged, j)) is not None:
            return replace(state, i=i)
        nisba = tagged.get(j, "nisba")
        if nisba is not None and not nisba[0].clitics:
            return Actor(
                i, nisba[0].j, "group", country=nisba[1].id, country_at=(nisba[0].i, nisba[0].j), plural=True,
                rule="actor.group",
            )  # fmt: skip
        if (state_at := tagged.get(j, "country")) is not None and state_at[0].clitics == "ب":
            return None  # مسؤولين أمنيين بالمملكة العربية السعودية
        word = tagged.bare(j)
        bloc = tagged.lexicon.grammar.blocs.get(word)
        if bloc is not None and not word.endswith(("ين", "ون")):  # فريق أمني أوروبي
            return Actor(i, j + 1, "group", country=bloc, country_at=(j, j + 1), plural=True, rule="actor.group")
        if j in busy or not word[:1].isalpha() or tagged.get(j, "frame", "light", "says"):
            return None
        if tagged.word(j, "complementizers", "relative"):
            return None
        if tagged.word(j, "prepositions", "mediators"):
            return _group_of(tagged, i, j, busy)
        j += 1
    return None


def _delegation_of(tagged: Tagged, i: int, j: int) -> Actor | None:
    """``وفد دولة الكويت``, ``وفد المملكة العربية السعودية``: the state right after the delegation."""
    head = tagged.get(j, "state_head")
    hit = tagged.get(j, "country") or (tagged.get(head[0].j, "country") if head is not None else None)
    if hit is None or hit[0].clitics or hit[1].detail == "doubtful":
        return None
    at = (hit[0].i, hit[0].j)
    return Actor(i, at[1], "group", country=hit[1].id, country_at=at, plural=True, rule="actor.group")


def _group_of(tagged: Tagged, i: int, j: int, busy: frozenset[int]) -> Actor | None:
    """``مسؤولون في الاستخبارات التركية``, ``ضباط من مصر``: officials of the institution or state after في or من."""
    if not tagged.among(j, "group_of") or tagged.word(i, "assets"):
        return None
    org = org_at(tagged, j + 1, busy)
    if org is not None and org.country:
        return Actor(
            i, org.j, "group", org=(org.i, org.j), country=org.country, country_at=org.country_at, plural=True,
            rule="actor.group-of",
        )  # fmt: skip
    state = tagged.get(j + 1, "country")
    if state is None or state[0].clitics or tagged.bare(j) != "من":
        return None
    at = (state[0].i, state[0].j)
    return Actor(i, at[1], "group", country=state[1].id, country_at=at, plural=True, rule="actor.group-of")


def _one_of_both(tagged: Tagged, head: tuple[int, int], nisba: tuple[Tag, Term], busy: frozenset[int]) -> Actor:
    """``الجانبان الأردني والعراقي``, ``الرئيسين التركي X والأميركي Y``: the first of the two, with his name if told."""
    at = (nisba[0].i, nisba[0].j)
    k = _skip_honorifics(tagged, at[1])
    end = name_end(tagged, k, strict=False, busy=busy)
    named = end > k
    return Actor(
        head[0], end if named else at[1], "person" if named else "group", (k, end) if named else None,
        (head[0], at[1]) if named else None, country=nisba[1].id, country_at=at, plural=not named,
        rule="actor.one-of-both",
    )  # fmt: skip


def _sent_by(tagged: Tagged, i: int) -> Actor | None:
    """``وفد من مصر``, ``مسؤولان أمنيان من قطر``: the state that sends a group."""
    if tagged.bare(i) != "من" or (hit := tagged.get(i + 1, "country")) is None or hit[0].clitics:
        return None
    if hit[1].detail == "doubtful":
        return None
    at = (hit[0].i, hit[0].j)
    return Actor(i, at[1], "group", country=hit[1].id, country_at=at, plural=True, rule="actor.group")


def _country(tagged: Tagged, i: int) -> Actor | None:
    j = i
    head = tagged.get(i, "state_head")
    whole = tagged.get(i, "country")
    if head is not None and whole is not None and whole[0].j > head[0].j:
        head = None  # المملكة المغربية: the name itself
    if head is not None:
        j = head[0].j
    hit = tagged.get(j, "country", "city")
    if hit is not None and hit[1].kind == "city" and hit[1].detail != "capital":
        hit = None
    if hit is None or (hit[1].detail == "doubtful" and not (_stated(tagged, j) or hit[0].clitics[-1:] == "ل")):
        return None
    tag, term = hit
    if head is not None and tag.clitics:
        return None
    if head is None and tagged.get(i - 1, "place_head") and tagged.get(i, "nisba"):
        return None  # العاصمة السعودية: whose capital
    if i > 1 and tagged.get(i - 1, "nisba") and tagged.among(i - 2, "seats"):
        return None  # العاصمة التونسية تونس: a town, though it has its state's name
    return Actor(
        i, tag.j, "country", country=term.id, country_at=(tag.i, tag.j), capital=term.kind == "city",
        rule="actor.capital" if term.kind == "city" else "actor.country",
    )  # fmt: skip


def _stated(tagged: Tagged, i: int) -> bool:
    """A doubtful country name counts after a preposition, a conjunction or a word like دولة."""
    after = tagged.get(i + 1, "country", "city")
    if after is not None and after[0].clitics == "و" and after[1].detail in ("", "capital"):
        return True  # عمان وبريطانيا
    if i == 0:
        return False
    verb = tagged.get(i - 1, "says", "light", "frame")
    she = (
        verb is not None
        and verb[1].detail.startswith("verb")
        and tagged.bare(i - 1).startswith(("ت",)) is not tagged.bare(i - 1).endswith("ت")
    )
    listed = any(t.i < i == t.j and t.term("country") for k in (i - 1, i - 2) if k >= 0 for t in tagged.starts[k])
    if listed and tagged.bare(i).startswith("و"):
        return True  # بين بوركينا فاسو ومالي
    return she or (
        tagged.word(i - 1, "prepositions") is not None or tagged.get(i - 1, "state_head", "place_head") is not None
    )


def _placed(tagged: Tagged, actor: Actor, before: Actor | None) -> Actor:
    """``actor`` with the mark and conjunction that its clause gives it."""
    clitics = _clitics_of(tagged, actor.i)
    listed = "و" in clitics
    mark = "b" if "ب" in clitics else "to" if "ل" in clitics else "as" if "ك" in clitics else ""
    k = actor.i - 1
    while k >= 0 and (step := _gap(tagged, k)):
        k -= step
        gap_word = tagged.word(k + 1, "gaps")
        if gap_word is not None and gap_word.clitics and not mark:
            mark = "b" if "ب" in gap_word.clitics else "to" if "ل" in gap_word.clitics else ""
            listed = listed or "و" in gap_word.clitics
    if not mark and tagged.word(actor.i, "own_seat"):
        mark = "in"  # استقبل الوزير بديوان الوزارة X
    if not mark and actor.capital and k > 0 and tagged.get(k, "nisba") and tagged.among(k - 1, "seats"):
        k -= 2  # في العاصمة السعودية الرياض
        mark = "in" if tagged.bare(k + 1).startswith("ب") else ""
    if not mark and k >= 0 and (tagged.word(k, "led_by") or _whole_led(tagged, k)):
        mark = "led"
    if not mark and k >= 0 and (group := _preposition(tagged, k)):
        mark = group
        if tagged.bare(k).startswith("و"):
            listed = True
    if not mark and k >= 0:
        mark = "in" if _within(tagged, actor, k) else ""
    if not mark and actor.kind == "person" and tagged.word(actor.i - 1, "kin"):
        mark = "kin"  # انتقلت أسرة X: not he himself
    near = before is not None and actor.i - before.j <= 2
    if before is not None and near and not mark:
        gap = [tagged.bare(x) for x in range(before.j, actor.i)]
        joins = listed or bool(gap)
        if (
            joins
            and all(g in tagged.lexicon.grammar["joints"] for g in gap)
            and (before.kind == "country") == (actor.kind == "country")
        ):
            listed, mark = True, before.mark
    return replace(actor, mark=mark, listed=listed and near)


def _whole_led(tagged: Tagged, k: int) -> bool:
    """Whether ``تحت رئاسة`` ends at token ``k``."""
    led = tagged.word(k - 1, "led_by") if k else None
    return led is not None and led.j == k + 1


def _within(tagged: Tagged, actor: Actor, k: int) -> bool:
    """``بمقر وزارة X``: whose building it is in which something happens."""
    head = tagged.get(k, "place_head")
    if head is None or actor.kind != "org" or (actor.country is not None and len(actor.country) > 2):
        return False
    return tagged.bare(k).startswith("ب") or _preposition(tagged, k - 1) == "in"


def _gap(tagged: Tagged, k: int) -> int:
    """How many tokens that end at ``k`` stand between a preposition and its actor (``مع كل من``, quotes)."""
    if tagged.bare(k) in ('"', "(", "'"):
        return 1
    for n in (2, 1):
        if k - n + 1 < 0:
            continue
        tag = tagged.word(k - n + 1, "gaps")
        if tag is not None and tag.j == k + 1:
            return n
    return 0


def _clitics_of(tagged: Tagged, i: int) -> str:
    for tag in tagged.starts[i]:
        if tag.clitics and any(t.kind not in LOOSE for t in tag.terms):
            return tag.clitics
        if any(t.kind not in LOOSE for t in tag.terms):
            return ""
    return ""


def _preposition(tagged: Tagged, k: int) -> str:
    """The group of the preposition that ends at token ``k`` (two-word prepositions first)."""
    for start in (k - 2, k - 1, k):
        if start < 0:
            continue
        tag = tagged.word(start, "prepositions")
        if tag is not None and tag.j == k + 1:
            return next(t.detail for t in tag.terms if t.kind == "word" and t.id == "prepositions")
    return ""


def _skip_honorifics(tagged: Tagged, i: int) -> int:
    while True:
        hit = tagged.get(i, "honorific", "royal", "rank")
        if hit is None or (tagged.among(i, "attended") and tagged.tokens.text(i, i + 1).endswith("ه")):
            return i  # حضره: he attended it, no حضرة
        if hit[1].kind == "rank" and _heads_office(tagged, i, hit[0].j):
            return i  # مفوض عام الشرطة
        if hit[1].kind == "honorific" and tagged.get(i, "office") and tagged.get(hit[0].j, "nisba"):
            return i  # المستشار الألماني
        office = tagged.get(i, "office") if hit[1].kind == "honorific" else None
        if office is not None and office[0].j > hit[0].j:
            return i  # المستشار السياسي لرئيس الحكومة
        if hit[1].kind == "royal" and not hit[0].clitics and is_given(tagged, i) and not _titled(tagged, hit[0].j):
            return i
        i = hit[0].j
        while hit[1].kind == "rank" and tagged.word(i, "rank_tail"):
            i += 1
        if tagged.bare(i) in (".", "/") and i < len(tagged.tokens):
            i += 1


def _own_title(tagged: Tagged, i: int) -> int:
    """Past the honorifics at ``i``, unless ``و`` or a preposition makes them the next person's: ``ولي العهد وصاحب
    السمو الأمير X``, ``رحب الوزير بالفريق X``."""
    hit = tagged.get(i, "honorific", "royal", "rank")
    return i if hit is not None and hit[0].clitics.strip("ال") else _skip_honorifics(tagged, i)


def _heads_office(tagged: Tagged, i: int, j: int) -> bool:
    """Whether the rank at ``[i:j]`` is the head of an office: a longer one, or with an institution after it."""
    office = tagged.get(i, "office")
    return office is not None and (
        office[0].j > j
        or (office[0].j == j and tagged.get(j, "org_complete", "org_head", "institution", "middle") is not None)
        or tagged.get(j, "nisba") is not None
    )


def _titled(tagged: Tagged, i: int) -> bool:
    return tagged.get(i, "given", "particle") is not None


def _skip_blessing(tagged: Tagged, i: int) -> int:
    j = i + 1 if tagged.bare(i) in ("-", "(") else i
    hit = tagged.get(j, "blessing")
    if hit is None:
        return i
    j = hit[0].j
    return j + 1 if tagged.bare(j) in ("-", ")") else j


def _skip_quote(tagged: Tagged, i: int) -> int:
    """Past an opening mark of a name: a quotation mark, or the slash of Yemeni papers (``السفير /NAME/``)."""
    return i + 1 if tagged.bare(i) in ('"', "/") else i


def _skip_paren(tagged: Tagged, i: int) -> int:
    """Past ``(FBI)`` and the like."""
    if tagged.bare(i) != "(":
        return i
    for j in range(i + 1, min(i + 5, len(tagged.tokens))):
        if tagged.bare(j) == ")":
            return j + 1
    return i
