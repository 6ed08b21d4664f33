"""Step 6a: who is meant: surnames, titles and counterparts resolve to actors of the page; sides are filled in.

An entity is all that the page says of one person: full name, office, institution, country. The register of officials
links a *name on the page* to its country where the page leaves it open; it never adds a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from marsad.find.phrases.actors import Actor, clitics_of, joined, preposition_before
from marsad.find.tag import Tag, Tagged
from marsad.text import NAME_LINKS, plain_name

CLITICS = frozenset("وبلف")  # what may be written together with a surname


@dataclass(slots=True)
class Entity:
    """One person of the page. Token ranges are the fullest ones seen."""

    name: tuple[int, int]
    words: tuple[str, ...]
    family: str = ""
    lineage: bool = False
    fathers: tuple[str, ...] = ()
    role: tuple[int, int] | None = None
    org: tuple[int, int] | None = None
    ministry: bool = False
    country: str | None = None
    country_at: tuple[int, int] | None = None
    country_by: str = ""
    head: str = ""
    mentions: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """The page's actors after resolution. ``entity_of[k]`` is the entity of actor ``k`` (or none)."""

    actors: list[Actor]
    entities: list[Entity]
    entity_of: dict[int, Entity]
    home: str | None = None
    ranking: tuple[str, ...] = ()
    kingdom: str | None = None
    states: tuple[str, ...] = ()


ENVOY_ALONE = 2  # words by which an envoy told before is called again
LEFT = 10  # tokens from the traveller to the capital that he leaves
NAME_PARTS = 4  # of a person who holds no office, without forefathers
PRESIDENT = ["رييس"]
RULERS = frozenset({"امير", "ملك", "ولي"})
SON_OF = frozenset({"بن", "ابن", "بنت"})


def name_words(tagged: Tagged, span: tuple[int, int]) -> tuple[str, ...]:
    """A name's parts as they are compared, without the clitics of its first word (``وعادل الجبير``)."""
    first = tagged.tokens.words[span[0]]
    hit = tagged.get(span[0], "given", "family")
    if hit is not None and hit[0].clitics and hit[0].j == span[0] + 1:
        first = first[len(hit[0].clitics) :]
    return plain_name([first, *tagged.tokens.words[span[0] + 1 : span[1]]])


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of two or more parts are one: the shorter's parts stand in the longer in order."""
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return a == b
    rest = iter(long)
    return all(any(w == v for v in rest) for w in short)


def _run_together(tagged: Tagged, actor: Actor, words: tuple[str, ...]) -> bool:
    """The names of several persons, as a page's keywords stand in a row: many parts, no office, no forefathers told."""
    linked = any(tagged.tokens.words[i] in NAME_LINKS for i in range(*(actor.name or (0, 0))))
    return actor.rule == "actor.name" and len(words) > NAME_PARTS and not linked


def _family(tagged: Tagged, span: tuple[int, int], words: tuple[str, ...]) -> tuple[str, bool]:
    """The family name by which a page goes on to call a person, and whether the name gives his lineage.

    The last part, unless it is a forefather's: ``محمد بن سلمان`` is no سلمان, ``عادل بن أحمد الجبير`` is a جبير.
    """
    links = [i for i in range(*span) if tagged.tokens.words[i] in NAME_LINKS]
    forefather = bool(links) and links[-1] == span[1] - 2 and tagged.bare(links[-1]) != "ال"
    nobody = forefather or len(words) < 2 or words[-1] == "الله"  # رامي الحمد الله
    return ("" if nobody else words[-1]), bool(links)


def _fathers(tagged: Tagged, span: tuple[int, int]) -> tuple[str, ...]:
    """The forefathers that a name tells: ``سلمان`` and ``عبدالعزيز`` of ``محمد بن سلمان بن عبد العزيز``."""
    words = tagged.tokens.words
    after = [i + 1 for i in range(*span) if words[i] in SON_OF and i + 1 < span[1]]
    return tuple(plain_name(words[i : span[1]])[0] for i in after if plain_name(words[i : span[1]]))


def _is(entity: Entity, words: tuple[str, ...]) -> bool:
    """Whether ``words`` name ``entity``: in full, by the family name, or by the given name of one told with lineage.
    A father bears the end of his son's name: ``سلمان بن عبدالعزيز`` is not ``محمد بن سلمان بن عبدالعزيز``.
    """
    if len(words) > 1:
        return same_person(entity.words, words) and (words[0] == entity.words[0] or words[0] not in entity.fathers)
    if not words or len(entity.words) < 2:
        return entity.words == words
    middle = len(words[0]) > 3 and not entity.lineage and words[0] in entity.words[1:]
    return words[0] == entity.family or middle or (entity.lineage and words[0] == entity.words[0])


def resolve(tagged: Tagged, actors: list[Actor]) -> Cast:
    """Group the named actors into entities, find bare surnames, fill in country and office from entity and register."""
    actors = _of_their_side(tagged, _shared_institutions(tagged, _split(tagged, actors)))
    entities: list[Entity] = []
    entity_of: dict[int, Entity] = {}
    actors = _without_mixed(tagged, actors)
    order = sorted(
        (k for k, a in enumerate(actors) if a.name),
        key=lambda k: -len(name_words(tagged, actors[k].name or (0, 0))),
    )
    for k in order:
        words = name_words(tagged, actors[k].name or (0, 0))
        if _run_together(tagged, actors[k], words):
            continue
        entity = next((e for e in entities if _is(e, words)), None)
        if entity is None and len(words) == 1:  # الجنرال راحيل: nobody else of the page has that first name
            namesakes = [e for e in entities if len(e.words) > 1 and e.words[0] == words[0]]
            entity = namesakes[0] if len(namesakes) == 1 else None
        if entity is None:
            span = actors[k].name or (0, 0)
            entity = Entity(span, words, *_family(tagged, span, words), _fathers(tagged, span))
            entities.append(entity)
        _learn(entity, actors[k], k)
        entity_of[k] = entity
    for entity in entities:
        _from_register(tagged, entity)
        _guessed(tagged, actors, entity)
    counts = _told_of(tagged, actors)
    ranking = _ranking(counts)
    told = (*(c for c, _ in counts.most_common()), *_named_at_all(tagged, actors))
    kingdom = next((c for c in told if c in tagged.lexicon.grammar.kingdoms), None)
    states = tuple(dict.fromkeys(c for c in told if len(c) == 2))
    cast = Cast(list(actors), entities, entity_of, ranking[0] if ranking else None, ranking, kingdom, states)
    _of_kingdom(tagged, cast)
    _surnames(tagged, cast)
    _titles(tagged, cast)
    _styles(tagged, cast)
    _leaving_home(tagged, cast)
    for k, entity in cast.entity_of.items():
        cast.actors[k] = _filled(cast.actors[k], entity)
    _officials_of(tagged, cast)
    _delegations(tagged, cast)
    _own_offices(tagged, cast)
    _of_body(tagged, cast)
    _counterparts(tagged, cast)
    _named_counterparts(tagged, cast)
    _named_as_counterparts(tagged, cast)
    _own_country(tagged, cast)
    _own_authorities(tagged, cast)
    return cast


def _of_kingdom(tagged: Tagged, cast: Cast) -> None:
    """``مندوب المملكة الدائم لدى …``, ``وزير داخلية المملكة``: of the kingdom that the page calls so."""
    if cast.kingdom is None:
        return
    for k, actor in enumerate(cast.actors):
        span = actor.role or actor.org
        at = next((i for i in range(*span) if tagged.among(i, "kingdom")), None) if span and not actor.country else None
        if at is None or tagged.get(at, "country", "state_head", "nisba") not in (None, tagged.get(at, "state_head")):
            continue
        cast.actors[k] = replace(actor, country=cast.kingdom, country_at=(at, at + 1))
        entity = cast.entity_of.get(k)
        if entity is not None and entity.country_by in ("", "register"):
            entity.country, entity.country_at, entity.country_by = cast.kingdom, (at, at + 1), ""


def _split(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
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
            mine = _role_words(tagged, actor.role)
            if known and not any(_role_words(tagged, k.role)[:2] == mine[:2] for k in known):
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


def _of_their_side(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
    """``ومن الجانب الهندي NAME OFFICE``: who is told right after a side is of its state."""
    out = list(actors)
    for k, (side, actor) in enumerate(pairwise(actors), 1):
        told = side.kind == "group" and side.country is not None and tagged.word(side.i, "side_of") is not None
        unread = range(side.j, actor.i)  # parts of a name
        near = len(unread) <= 3 and all(tagged.bare(i).isalpha() and not tagged.word(i, "prepositions") for i in unread)
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


def _shared_institutions(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
    """An institution that several states have under one name is the one's of them that the page names most."""
    named: Counter[str] = Counter(a.country for a in actors if a.country)
    for i in tagged.where("nisba", "country"):
        hit = tagged.get(i, "nisba", "country")
        if hit is not None:
            named[hit[1].id] += 1
    hits = (tagged.get(i, "nisba", "country", "city") for i in tagged.where("nisba", "country", "city"))
    stated: Counter[str] = Counter(hit[1].id for hit in hits if hit is not None)
    out = []
    for told in actors:
        actor = told if _vouched(tagged, told, stated) else replace(told, country=None, country_at=None)
        span = actor.org or actor.role
        if actor.country is None and span is not None:
            options = [
                (tag.j - tag.i, _told_apart(tagged, tag, term.id), named[term.id], term.id, (tag.i, tag.j))
                for i in range(*span)
                for tag in tagged.starts[i]
                for term in tag.terms
                if term.kind == "institution" and named[term.id]
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


def _without_mixed(tagged: Tagged, actors: list[Actor]) -> list[Actor]:
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


def _learn(entity: Entity, actor: Actor, k: int) -> None:
    entity.mentions.append(k)
    longer = actor.role and (entity.role is None or actor.role[1] - actor.role[0] > entity.role[1] - entity.role[0])
    if longer:
        entity.role, entity.head = actor.role, actor.head
        entity.ministry = actor.ministry
        entity.org = actor.org or entity.org
    if actor.country and (entity.country is None or not actor.counterpart):
        entity.country, entity.country_at = (
            entity.country or actor.country,
            entity.country_at or actor.country_at,
        )


def _from_register(tagged: Tagged, entity: Entity) -> None:
    if entity.country is not None or len(entity.words) < 2:
        return
    if (country := _registered(tagged, entity)) is not None:
        entity.country, entity.country_by = country, "register"
        return
    house = " ".join(tagged.tokens.words[entity.name[1] - 2 : entity.name[1]])
    if len(entity.words) > 2 and (ruled := tagged.lexicon.grammar.houses.get(house)):
        entity.country, entity.country_by = ruled, "house"  # راشد بن عبدالله آل خليفة


def _registered(tagged: Tagged, entity: Entity) -> str | None:
    """The state of the listed official of that name; a name that many bear links only where the office is his too."""
    known = tagged.lexicon.officials.get(entity.words[-1], ())
    for words, country in sorted(known, key=lambda k: k[0] != entity.words):  # the same name before a longer one
        if len(words) > 1 and same_person(words, entity.words):
            return country
    held = tuple(_role_words(tagged, entity.role))
    for words, country, offices in tagged.lexicon.namesakes.get(entity.words[-1], ()):
        agree = any(o[: len(held)] == held or held[: len(o)] == o for o in offices)
        if agree and len(held) > 1 and same_person(words, entity.words):
            return country
    return None


def _guessed(tagged: Tagged, actors: list[Actor], entity: Entity) -> None:
    """``المدير العام للأمن العام NAME``: of the states that have an institution of that name, the listed official's
    own, whichever the page names most."""
    at = entity.country_at
    tags = tagged.starts[at[0]] if at is not None and len(entity.words) > 1 else ()
    options = {t.id for tag in tags if tag.j == (at or (0, 0))[1] for t in tag.terms if t.kind == "institution"}
    own = _registered(tagged, entity) if len(options) > 1 else None
    if own is None or own == entity.country or own not in options:
        return
    for k in entity.mentions:
        if actors[k].country == entity.country and actors[k].country_at == at:
            actors[k] = replace(actors[k], country=own)
    entity.country = own


def _filled(actor: Actor, entity: Entity) -> Actor:
    return replace(
        actor,
        name=entity.name,
        role=entity.role if actor.role is None or (entity.role and not actor.counterpart) else actor.role,
        org=actor.org or entity.org,
        ministry=entity.ministry if actor.org is None else actor.ministry,
        country=actor.country or entity.country,
        country_at=actor.country_at or entity.country_at,
        head=actor.head or entity.head,
    )


def _surnames(tagged: Tagged, cast: Cast) -> None:
    """Bare surnames of the page's entities: ``حموشي``, ``كارتر`` after the full name was told."""
    last: dict[str, Entity] = {}
    for entity in cast.entities:
        if len(entity.words) > 1 and entity.family:
            last.setdefault(entity.family, entity)
    famous: dict[str, Entity] = {}
    taken = {i for a in cast.actors for i in range(a.i, a.j)}
    found: list[tuple[Actor, Entity | None]] = []
    officials, states = tagged.lexicon.officials, _states_named(tagged)
    for i, word in enumerate(tagged.tokens.words):
        if i in taken:
            continue
        for clitics in ("", word[:1]) if word[:1] in CLITICS else ("",):
            bare = word[len(clitics) :]
            plain = bare[2:] if bare.startswith("ال") and len(bare) > 4 else bare
            if clitics == "ل" and bare.startswith("ل"):
                plain = bare[1:]
            if plain not in last and plain not in officials:
                continue
            owner = last.get(plain) or _by_surname(tagged, famous, states, (i, plain, clitics))
            if (
                owner is not None
                and tagged.tokens.text(i, i + 1) not in tagged.lexicon.grammar["never_names"]
                and not (not clitics and clitics_of(tagged, i))
                and _as_told(tagged, owner, i, clitics)
            ):
                if (k := _unnamed_counterpart(cast, i)) is not None and not clitics and owner is not None:
                    cast.actors[k] = replace(cast.actors[k], j=i + 1, name=(i, i + 1))
                    cast.entity_of[k] = owner
                    break
                actor = Actor(i, i + 1, "person", (i, i + 1), rule="actor.surname")
                marked = replace(joined(tagged, actor, None), listed=clitics == "و")
                mark = {"ب": "b", "ل": "to"}.get(clitics, marked.mark)
                found.append((replace(marked, mark=mark), owner))
                break
    _insert(cast, found)


def _unnamed_counterpart(cast: Cast, i: int) -> int | None:
    """Which actor is a counterpart without a name that ends right before token ``i`` (``نظيره X``)."""
    return next((k for k, a in enumerate(cast.actors) if a.counterpart and a.name is None and a.j == i), None)


def _by_surname(
    tagged: Tagged, famous: dict[str, Entity], states: frozenset[str], at: tuple[int, str, str]
) -> Entity | None:
    """``اجتمع بوتين مع …``: an official of the register whom the page calls by his surname alone; ``at`` are its token,
    the plain name and the clitics before it, ``states`` those that the page names.

    Only names that are no Arabic word or family name: those of states that write another language, or listed ones.
    """
    i, plain, clitics = at
    lexicon, word = tagged.lexicon, tagged.bare(i)[len(clitics) :]
    listed = lexicon.officials.get(plain)
    if listed is not None and len({country for _, country in listed}) > 1:
        listed = tuple(one for one in listed if one[1] in states)  # البرهان, in a page that names Sudan
    if not listed or len({country for _, country in listed}) > 1 or plain in famous:
        return famous.get(plain)
    country = listed[0][1]
    if len(plain) < 5 and word not in lexicon.grammar["by_surname"]:
        return None
    own = country in lexicon.grammar.homonyms and word not in lexicon.grammar["by_surname"]
    names = ("family", "given") if word in lexicon.grammar["by_surname"] else ("family",)
    known = any(t.kind not in names for tag in tagged.starts[i] for t in tag.terms)
    known = known or word in lexicon.common or word in lexicon.everyday
    goes_on = _part_of_name(tagged, i + 1) and not tagged.bare(i + 1).startswith("و")
    alone = not (_part_of_name(tagged, i - 1) or goes_on)
    if own or known or not alone or country not in states:
        return None
    return famous.setdefault(
        plain, Entity((i, i + 1), (plain,), plain, country=country, country_by="register", mentions=[])
    )


def _states_named(tagged: Tagged) -> frozenset[str]:
    """The states and bodies of which the page speaks by any word."""
    kinds = {"country", "nisba", "city", "body", "institution"}
    return frozenset(t.id for tags in tagged.starts for tag in tags for t in tag.terms if t.kind in kinds)


def _part_of_name(tagged: Tagged, i: int) -> bool:
    """Whether token ``i`` may belong to a longer name of somebody else."""
    word = tagged.bare(i)
    if tagged.get(i, "given", "particle") is not None:
        return True
    return word.isdigit() or (word[:1].isalpha() and not tagged.starts[i] and word not in tagged.lexicon.common)


def _as_told(tagged: Tagged, entity: Entity, i: int, clitics: str) -> bool:
    """A surname that is also an ordinary word (راي, الرأي) counts only as the page spells the name."""
    if entity.family not in tagged.lexicon.everyday:
        return True
    return tagged.tokens.text(i, i + 1)[len(clitics) :] == tagged.tokens.text(entity.name[1] - 1, entity.name[1])


def _insert(cast: Cast, found: list[tuple[Actor, Entity | None]]) -> None:
    pairs: list[tuple[Actor, Entity | None]] = [(a, cast.entity_of.get(k)) for k, a in enumerate(cast.actors)]
    pairs.extend(found)
    pairs.sort(key=lambda p: p[0].i)
    cast.actors = [a for a, _ in pairs]
    cast.entity_of = {k: e for k, (_, e) in enumerate(pairs) if e is not None}


def _titles(tagged: Tagged, cast: Cast) -> None:
    """``الوزير``, ``الرئيس الأميركي``, ``وزير الدفاع الأميركي`` without a name: the entity of that office and
    country."""
    seen: list[tuple[int, Entity]] = []
    for k, actor in enumerate(cast.actors):
        entity = cast.entity_of.get(k)
        if entity is not None:
            seen.append((k, entity))
            continue
        if actor.kind != "person" or actor.name is not None or actor.role is None or actor.counterpart:
            continue
        match = _by_office(tagged, actor, [e for _, e in reversed(seen)] or cast.entities, cast.entities)
        if match is not None and not _named_just_before(cast, k, match):
            cast.entity_of[k] = match


def _named_just_before(cast: Cast, k: int, entity: Entity) -> bool:
    """``استقبل وزير الدفاع X وزير الدفاع الفرنسي``: an office with its nationality right after somebody named without
    one is not his."""
    before = cast.entity_of.get(k - 1) is entity and cast.actors[k].i == cast.actors[k - 1].j
    whole = entity.role is not None and entity.role[1] - entity.role[0] > 1  # الرئيس X رئيس جمهورية النيجر is one man
    return before and whole and entity.country is None and cast.actors[k].country is not None


def _styles(tagged: Tagged, cast: Cast) -> None:
    """``سموه`` is the prince told last, ``فخامته`` the president, and so on; any person told last where no style
    fits."""
    seen: list[tuple[int, Entity]] = []
    for k, actor in enumerate(cast.actors):
        entity = cast.entity_of.get(k)
        if entity is not None:
            seen.append((k, entity))
        elif actor.rule == "actor.style":
            wanted = tagged.lexicon.grammar.styles.get(actor.head, ())
            fitting = [
                e
                for n, e in seen
                if any(w in tagged.bare(i) for w in wanted for i in range(cast.actors[n].i, cast.actors[n].j))
            ]
            if fitting:
                cast.entity_of[k] = fitting[-1]


def _by_office(tagged: Tagged, actor: Actor, near: list[Entity], everyone: list[Entity]) -> Entity | None:
    words = _role_words(tagged, actor.role)
    own = [[e for e in pool if e.country == actor.country] for pool in (near, everyone) if actor.country]
    for pool in (*own, near, everyone):  # وزير الداخلية العراقي: the Iraqi before one whose state is not told
        for entity in pool:
            if entity.role is None or (actor.country and entity.country and actor.country != entity.country):
                continue
            other = _role_words(tagged, entity.role)
            alone = other == PRESIDENT and len(words) > 1 and words[1] in tagged.lexicon.grammar["under_presidents"]
            if words and other and not alone and (words == other[: len(words)] or other == words[: len(other)]):
                return entity
            envoy = entity.head == actor.head in tagged.lexicon.grammar["peace_envoys"]
            if envoy and len(words) <= ENVOY_ALONE and actor.country is None:  # المبعوث الخاص
                return entity
    return None


def _role_words(tagged: Tagged, role: tuple[int, int] | None) -> list[str]:
    if role is None:
        return []
    out = []
    for i in range(*role):
        if tagged.get(i, "nisba"):
            continue
        word = tagged.bare(i)
        head = tagged.get(i, "office", "office_alone", "office_country") if i == role[0] else None
        word = word[1:] if head is not None and head[0].clitics in ("ب", "ل", "و") else word  # بوزير الدفاع
        out.append(word[2:] if word.startswith("ال") else word)
    if len(out) > 1 and tagged.lexicon.grammar["cabinets"].issuperset(out[1:]):
        return [out[0], "cabinet"]  # رئيس الوزراء, رئيس الحكومة, رئيس مجلس الوزراء
    return out


def _without_nationality(tagged: Tagged, role: tuple[int, int]) -> tuple[int, int]:
    """The office alone: a counterpart's is in another state (وزير الداخلية of وزير الداخلية الإسباني)."""
    begin, end = role
    own_to_him = ("of_person", "in_cabinet")  # وزير الداخلية المكلف بحكومة الوحدة
    marks = (i for i in range(begin + 2, end) if any(tagged.among(i, name) for name in own_to_him))
    end = next(marks, end)
    end -= end - 1 > begin and tagged.among(end - 1, "in_words")
    told = (i for i in range(begin + 1, end) if tagged.get(i, "nisba", "country"))
    stop = next(told, end)
    own = begin + 1 < stop < end and tagged.among(stop - 1, "in_words")
    stop -= own  # رئيس الأركان في السعودية
    return (begin, stop) if not any(tagged.word(i, "prepositions") for i in range(begin, stop)) else (begin, end)


def _counterparts(tagged: Tagged, cast: Cast) -> None:
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
                    actor, kind="org", org=_without_nationality(tagged, before.org), head=before.head
                )
                break
            ruler = before.head in RULERS  # whose counterpart is his brother (أخوه), never نظيره
            if before.kind == "person" and before.role is not None and before.country != actor.country and not ruler:
                office = _without_nationality(tagged, before.role)
                org = before.org and _without_nationality(tagged, before.org)
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
                whole = _without_nationality(tagged, orgs[-1].org)
                cast.actors[k] = replace(actor, kind="org", org=whole, head=orgs[-1].head)
            elif (after := _told_after(tagged, cast, k)) is not None and after.role is not None:
                office = _without_nationality(tagged, after.role)
                org = after.org and _without_nationality(tagged, after.org)
                cast.actors[k] = replace(cast.actors[k], role=office, org=org, ministry=after.ministry, head=after.head)
                _as_counterpart(cast, k)


def _named_counterparts(tagged: Tagged, cast: Cast) -> None:
    """``استقبل وزير الدفاع المصري X نظيره العراقي``: the Iraqi minister of defence, where the page has named him
    before."""
    for k, actor in enumerate(cast.actors):
        if not (actor.counterpart and actor.role and actor.country) or actor.name or actor.kind != "person":
            continue
        words = _role_words(tagged, actor.role)
        told = [
            e
            for e in cast.entities
            if e.country == actor.country and e.name[0] < actor.i and _role_words(tagged, e.role) == words
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


def _named_as_counterparts(tagged: Tagged, cast: Cast) -> None:
    """``نظيره المصري X … لقاء وزير الخارجية المصري``: the office of that state is the counterpart's who was named."""
    own = [e for n, e in cast.entity_of.items() if e.role is not None and e.country and cast.actors[n].counterpart]
    for k, actor in enumerate(cast.actors):
        unnamed = actor.kind == "person" and actor.name is None and actor.role is not None and not actor.counterpart
        if not own or not unnamed or actor.country is None or k in cast.entity_of:
            continue
        match = _by_office(tagged, actor, [], [e for e in own if e.country == actor.country])
        if match is not None:
            cast.entity_of[k] = match
            cast.actors[k] = replace(actor, name=match.name)


def _officials_of(tagged: Tagged, cast: Cast) -> None:
    """``المسؤول الأميركي``, ``الضيف الفرنسي``: the person of that state told last."""
    last: dict[str, Entity] = {}
    for k, actor in enumerate(cast.actors):
        entity = cast.entity_of.get(k)
        if entity is not None and entity.country is not None:
            last[entity.country] = entity
        elif actor.kind == "group" and actor.country in last and tagged.word(actor.i, "one_official"):
            entity = last[actor.country or ""]
            cast.entity_of[k] = entity
            cast.actors[k] = _filled(replace(actor, kind="person", plural=False), entity)


def _delegations(tagged: Tagged, cast: Cast) -> None:
    """``واجتمع الوفد مع …``: the one delegation that the page told before, by its leader where he was named."""
    taken = {i for a in cast.actors for i in range(a.i, a.j)}
    found: list[tuple[Actor, Entity | None]] = []
    for i in tagged.where("delegation_again"):
        again = tagged.word(i, "delegation_again")
        if again is None or i in taken or not _nothing_of_its_own(tagged, again.j):
            continue
        told = [k for k, a in enumerate(cast.actors) if a.j <= i and a.country and tagged.word(a.i, "delegation")]
        if len({cast.actors[k].country for k in told}) != 1:
            continue
        whole = cast.actors[told[-1]]
        begin, end = again.i, again.j
        while tagged.word(end, "delegation_guest"):
            end += 1
        actor = replace(whole, i=begin, j=end, mark="", listed=False, plural=True, rule="actor.delegation-again")
        before = next((a for a in reversed(cast.actors) if a.j <= i), None)
        found.append((joined(tagged, actor, before), cast.entity_of.get(told[-1])))
    _insert(cast, found)


def _nothing_of_its_own(tagged: Tagged, i: int) -> bool:
    """Whether what follows ``الوفد`` at ``i`` tells no other one: not whose it is, who leads it or what it came for."""
    while tagged.word(i, "delegation_guest"):
        i += 1
    if tagged.word(i, "led_by", "relative") or tagged.get(i, "nisba"):
        return False
    return not (tagged.bare(i).startswith("ال") and not tagged.get(i, "office", "office_alone", "country", "rank"))


def _leaving_home(tagged: Tagged, cast: Cast) -> None:
    """``غادر NAME وزير الداخلية القاهرة متوجها إلى …``: an officer of no stated state leaves his own capital."""
    for k, entity in cast.entity_of.items():
        actor = cast.actors[k]
        if entity.country is not None or actor.country is not None or actor.role is None:
            continue
        begin, end = tagged.tokens.sentences[tagged.tokens.sentence_of(actor.i)]
        verb = next((i for i in range(max(begin, actor.i - 3), actor.i) if tagged.among(i, "leaves")), None)
        if verb is None or any(tagged.among(i, "homeward") for i in range(begin, end)):
            continue
        left = [a for a in cast.actors if actor.j <= a.i < min(actor.j + LEFT, end) and a.capital and not a.mark]
        if left and any(tagged.among(i, "mission_words") for i in range(left[0].j, end)):
            entity.country, entity.country_at, entity.country_by = left[0].country, left[0].country_at, "capital"


def _own_offices(tagged: Tagged, cast: Cast) -> None:
    """``هيئة النزاهة العراقية … رئيسها X``: an office with a pronoun is of the institution's or state's side told
    before.
    """
    for k, actor in enumerate(cast.actors):
        own = tagged.get(actor.role[0], "office") if actor.role else None
        if actor.country is not None or own is None or own[1].detail != "own" or not k:
            continue
        begin = tagged.tokens.sentences[tagged.tokens.sentence_of(actor.i)][0]
        before = [a for a in cast.actors[:k] if a.country and a.i >= begin and a.kind in ("org", "country")]
        if before:
            cast.actors[k] = replace(actor, country=before[-1].country, country_at=before[-1].country_at)


def _of_body(tagged: Tagged, cast: Cast) -> None:
    """``زار X مقر الإنتربول، حيث التقى رئيس المنظمة Y والأمين العام Z``: officers of the body told before."""
    for k, actor in enumerate(cast.actors):
        entity = cast.entity_of.get(k)
        listed = actor.listed and k > 0 and cast.actors[k - 1].rule == "actor.of-body"
        stated = actor.country is not None and (entity is None or entity.country_by != "register")
        if actor.role is None or stated or not (listed or tagged.among(actor.role[1] - 1, "the_body")):
            continue
        begin = tagged.tokens.sentences[max(tagged.tokens.sentence_of(actor.i) - 1, 0)][0]
        bodies = [a for a in cast.actors[:k] if a.i >= begin and a.country and len(a.country) > 2]
        if bodies:
            at = bodies[-1].country_at or (bodies[-1].i, bodies[-1].j)
            cast.actors[k] = replace(actor, country=bodies[-1].country, country_at=at, rule="actor.of-body")


def _own_country(tagged: Tagged, cast: Cast) -> None:
    """``قال X إن بلاده سلمت …``: the speaker's state, where it stands for a side (unmarked)."""
    found: list[tuple[Actor, Entity | None]] = []
    taken = {i for a in cast.actors for i in range(a.i, a.j)}
    for i in tagged.where("own_country"):
        own = tagged.word(i, "own_country")
        if (
            own is None
            or own.clitics
            or i in taken
            or not i
            or preposition_before(tagged, i - 1)
            or not tagged.word(i - 1, "complementizers")
        ):
            continue
        begin = tagged.tokens.sentences[tagged.tokens.sentence_of(i)][0]
        told = [a for a in cast.actors if begin <= a.i and a.j <= i and a.country and a.kind in ("person", "org")]
        if told:
            at = told[-1].country_at or (told[-1].i, told[-1].j)
            found.append(
                (Actor(i, own.j, "country", country=told[-1].country, country_at=at, rule="actor.own-country"), None)
            )
    _insert(cast, found)


def _own_authorities(tagged: Tagged, cast: Cast) -> None:
    """``قالت وزارة الداخلية القطرية إن السلطات أوقفت …``: authorities without a state are the speaker's."""
    for k, actor in enumerate(cast.actors):
        bare = actor.kind == "org" and actor.country is None and actor.j - actor.i == 1
        told = tagged.word(actor.i, "authorities") and tagged.word(actor.i - 1, "complementizers")
        if not (bare and actor.i and told):
            continue
        begin = tagged.tokens.sentences[tagged.tokens.sentence_of(actor.i)][0]
        speakers = [a for a in cast.actors[:k] if begin <= a.i and a.country and a.kind in ("person", "org")]
        if len({a.country for a in speakers}) == 1 and len(speakers[0].country or "") == 2:
            cast.actors[k] = replace(actor, country=speakers[0].country, country_at=speakers[0].country_at)


def _her_counterpart(tagged: Tagged, actor: Actor) -> bool:
    """``نظيرتها الإيطالية``: the counterpart of an institution, for want of a name or a woman's office."""
    return actor.name is None and tagged.word(actor.i, "her_counterpart") is not None


def _ranking(counts: Counter[str]) -> tuple[str, ...]:
    """The states that the page is about, the one named most first; those named less than a third as often as the first
    are left out."""
    if not counts:
        return ()
    top = counts.most_common(1)[0][1]
    return tuple(c for c, n in counts.most_common(4) if 3 * n >= top)


def _told_of(tagged: Tagged, actors: list[Actor]) -> Counter[str]:
    """How much the page tells of each state (styles of one state's own count for it).

    A diplomat speaks for the state in which he is posted: that the Spanish ambassador was received makes the page no
    Spanish one. Towns and states named as places count half.
    """
    counts: Counter[str] = Counter()
    diplomats = tagged.lexicon.grammar["diplomats"]
    inside = {i for a in actors for i in range(a.i, a.j)}
    for actor in actors:
        if actor.role and actor.head in diplomats:
            for code in _posts(tagged, actor):
                counts[code] += 4
        elif actor.country and len(actor.country) == 2:
            own = actor.role and actor.country_at and actor.country_at[0] == actor.role[0]
            counts[actor.country] += 4 if own else 2
    for i in tagged.where("city"):
        hit = tagged.get(i, "city") if i not in inside else None
        if hit is not None and hit[1].detail != "doubtful":
            counts[hit[1].id] += 1
    return counts


def _named_at_all(tagged: Tagged, actors: list[Actor]) -> list[str]:
    """All states that the page names, by their adjectives too, the one named most first."""
    counts = Counter(a.country for a in actors if a.country)
    names = {i for a in actors if a.name for i in range(*a.name)}  # محمد شياع السوداني
    hits = (tagged.get(i, "nisba") for i in tagged.where("nisba") if i not in names)
    counts.update(hit[1].id for hit in hits if hit is not None)
    return [c for c, _ in counts.most_common()]


def _posts(tagged: Tagged, actor: Actor) -> list[str]:
    """The state in which a diplomat is posted: ``سفير إسبانيا بالمغرب``."""
    hits = (tagged.get(i, "country", "city") for i in range(*(actor.role or (0, 0))))
    told = (hit[1] for hit in hits if hit is not None and hit[1].detail != "doubtful")  # القائم بالأعمال is no القائم
    return [post.id for post in told if post.id != actor.country][:1]
