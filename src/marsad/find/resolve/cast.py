"""Entities: all that the page says of one person, and the cast of actors that they are told by."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad.find.phrases.actors import Actor
from marsad.find.tag import Tagged
from marsad.text import NAME_LINKS, plain_name

NAME_PARTS = 4  # of a person who holds no office, without forefathers
RULERS = frozenset({"امير", "ملك", "ولي"})
SON_OF = frozenset({"بن", "ابن", "بنت"})


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


def run_together(tagged: Tagged, actor: Actor, words: tuple[str, ...]) -> bool:
    """The names of several persons, as a page's keywords stand in a row: many parts, no office, no forefathers told."""
    linked = any(tagged.tokens.words[i] in NAME_LINKS for i in range(*(actor.name or (0, 0))))
    return actor.rule == "actor.name" and len(words) > NAME_PARTS and not linked


def family(tagged: Tagged, span: tuple[int, int], words: tuple[str, ...]) -> tuple[str, bool]:
    """The family name by which a page goes on to call a person, and whether the name gives his lineage.

    The last part, unless it is a forefather's: ``محمد بن سلمان`` is no سلمان, ``عادل بن أحمد الجبير`` is a جبير.
    """
    links = [i for i in range(*span) if tagged.tokens.words[i] in NAME_LINKS]
    forefather = bool(links) and links[-1] == span[1] - 2 and tagged.bare(links[-1]) != "ال"
    nobody = forefather or len(words) < 2 or words[-1] == "الله"  # رامي الحمد الله
    return ("" if nobody else words[-1]), bool(links)


def fathers(tagged: Tagged, span: tuple[int, int]) -> tuple[str, ...]:
    """The forefathers that a name tells: ``سلمان`` and ``عبدالعزيز`` of ``محمد بن سلمان بن عبد العزيز``."""
    words = tagged.tokens.words
    after = [i + 1 for i in range(*span) if words[i] in SON_OF and i + 1 < span[1]]
    return tuple(plain_name(words[i : span[1]])[0] for i in after if plain_name(words[i : span[1]]))


def is_entity(entity: Entity, words: tuple[str, ...]) -> bool:
    """Whether ``words`` name ``entity``: in full, by the family name, or by the given name of one told with lineage.
    A father bears the end of his son's name: ``سلمان بن عبدالعزيز`` is not ``محمد بن سلمان بن عبدالعزيز``.
    """
    if len(words) > 1:
        return same_person(entity.words, words) and (words[0] == entity.words[0] or words[0] not in entity.fathers)
    if not words or len(entity.words) < 2:
        return entity.words == words
    middle = len(words[0]) > 3 and not entity.lineage and words[0] in entity.words[1:]
    return words[0] == entity.family or middle or (entity.lineage and words[0] == entity.words[0])


def learn(entity: Entity, actor: Actor, k: int) -> None:
    """Take over what the page says of the person where actor ``k`` stands."""
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


def from_register(tagged: Tagged, entity: Entity) -> None:
    """The side that the register of officials knows for a name of two parts or more."""
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
    held = tuple(role_words(tagged, entity.role))
    for words, country, offices in tagged.lexicon.namesakes.get(entity.words[-1], ()):
        agree = any(o[: len(held)] == held or held[: len(o)] == o for o in offices)
        if agree and len(held) > 1 and same_person(words, entity.words):
            return country
    return None


def guessed(tagged: Tagged, actors: list[Actor], entity: Entity) -> None:
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


def filled(actor: Actor, entity: Entity) -> Actor:
    """The actor with what the page says of the person elsewhere."""
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


def insert(cast: Cast, found: list[tuple[Actor, Entity | None]]) -> None:
    """Put further actors into the cast, in the order of the text."""
    pairs: list[tuple[Actor, Entity | None]] = [(a, cast.entity_of.get(k)) for k, a in enumerate(cast.actors)]
    pairs.extend(found)
    pairs.sort(key=lambda p: p[0].i)
    cast.actors = [a for a, _ in pairs]
    cast.entity_of = {k: e for k, (_, e) in enumerate(pairs) if e is not None}


def role_words(tagged: Tagged, role: tuple[int, int] | None) -> list[str]:
    """The words of an office as they are compared, without articles and nationality."""
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
