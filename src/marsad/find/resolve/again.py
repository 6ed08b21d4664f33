"""Who is told again: by surname, title, style or office, as the official of his state, as the delegation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.find.phrases.actors import Actor, clitics_of, joined
from marsad.find.phrases.persons import LATTER
from marsad.find.resolve.cast import Cast, Entity, filled, insert, role_words
from marsad.find.tag import Tagged

CLITICS = frozenset("وبلف")  # what may be written together with a surname
ENVOY_ALONE = 2  # words by which an envoy told before is called again
PRESIDENT = ["رييس"]


def surnames(tagged: Tagged, cast: Cast) -> None:
    """Bare surnames of the page's entities: ``حموشي``, ``كارتر`` after the full name was told."""
    last: dict[str, Entity] = {}
    for entity in cast.entities:
        if len(entity.words) > 1 and entity.family:
            last.setdefault(entity.family, entity)
    _whom_he_met(tagged, cast, last)
    famous: dict[str, Entity] = {}
    taken = {i for a in cast.actors for i in range(a.i, a.j)}
    found: list[tuple[Actor, Entity | None]] = []
    officials = tagged.lexicon.officials
    states = _states_named(tagged)
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
    insert(cast, found)


def _whom_he_met(tagged: Tagged, cast: Cast, last: dict[str, Entity]) -> None:
    """``جمع وزير الدفاع التركي بنايتون``: a surname told before, with its preposition, is no name of the minister."""
    for k, actor in enumerate(cast.actors):
        if actor.role is None or actor.name is None or actor.name[1] - actor.name[0] != 1:
            continue
        word = tagged.bare(actor.name[0]) if actor.name[0] >= actor.role[1] else ""
        if word[:1] in "بل" and word not in last and word[1:] in last:
            cast.actors[k] = replace(actor, j=actor.name[0], name=None)
            cast.entity_of.pop(k, None)


def _unnamed_counterpart(cast: Cast, i: int) -> int | None:
    """Which actor is a counterpart without a name that ends right before token ``i`` (``نظيره X``)."""
    return next((k for k, a in enumerate(cast.actors) if a.counterpart and a.name is None and a.j == i), None)


def _by_surname(
    tagged: Tagged, famous: dict[str, Entity], states: frozenset[str], told: tuple[int, str, str]
) -> Entity | None:
    """``اجتمع بوتين مع …``: an official of the register whom the page calls by his surname alone.

    Only names that are no Arabic word or family name: those of states that write another language, or listed ones.
    """
    i, plain, clitics = told
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
    kinds = ("country", "nisba", "city", "body", "institution")
    tags = (tag for i in tagged.where(*kinds) for tag in tagged.starts[i])
    return frozenset(t.id for tag in tags for t in tag.terms if t.kind in kinds)


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


def _untold(cast: Cast) -> Iterator[tuple[int, Actor, list[tuple[int, Entity]]]]:
    """The actors of whom it is not known who they are, in order, with those known who were told before each."""
    seen: list[tuple[int, Entity]] = []
    for k, actor in enumerate(cast.actors):
        entity = cast.entity_of.get(k)
        if entity is not None:
            seen.append((k, entity))
        else:
            yield k, actor, seen


def titles(tagged: Tagged, cast: Cast) -> None:
    """``الوزير``, ``الرئيس الأميركي``, ``وزير الدفاع الأميركي`` without a name: the entity of that office and
    country."""
    for k, actor, seen in _untold(cast):
        if actor.kind != "person" or actor.name is not None or actor.role is None or actor.counterpart:
            continue
        match = by_office(tagged, actor, [e for _, e in reversed(seen)] or cast.entities, cast.entities)
        if match is not None and not _named_just_before(cast, k, match):
            cast.entity_of[k] = match


def _named_just_before(cast: Cast, k: int, entity: Entity) -> bool:
    """``استقبل وزير الدفاع X وزير الدفاع الفرنسي``: an office with its nationality right after somebody named without
    one is not his."""
    before = cast.entity_of.get(k - 1) is entity and cast.actors[k].i == cast.actors[k - 1].j
    whole = entity.role is not None and entity.role[1] - entity.role[0] > 1  # الرئيس X رئيس جمهورية النيجر is one man
    return before and whole and entity.country is None and cast.actors[k].country is not None


def styles(tagged: Tagged, cast: Cast) -> None:
    """``سموه`` is the prince told last, ``فخامته`` the president, and so on; any person told last where no style
    fits."""
    for k, actor, seen in _untold(cast):
        if actor.rule != "actor.style":
            continue
        if actor.head == LATTER and seen:
            cast.entity_of[k] = seen[-1][1]
            continue
        wanted = tagged.lexicon.grammar.styles.get(actor.head, ())
        told = ((e, range(cast.actors[n].i, cast.actors[n].j)) for n, e in seen)
        fitting = [e for e, span in told if any(w in tagged.bare(i) for w in wanted for i in span)]
        if fitting:
            cast.entity_of[k] = fitting[-1]


def by_office(tagged: Tagged, actor: Actor, near: list[Entity], everyone: list[Entity]) -> Entity | None:
    """The one person whose office the title repeats: of those told near, else of all."""
    words = role_words(tagged, actor.role)
    own = [[e for e in pool if e.country == actor.country] for pool in (near, everyone) if actor.country]
    for pool in (*own, near, everyone):  # وزير الداخلية العراقي: the Iraqi before one whose state is not told
        for entity in pool:
            if entity.role is None or (actor.country and entity.country and actor.country != entity.country):
                continue
            other = role_words(tagged, entity.role)
            alone = other == PRESIDENT and len(words) > 1 and words[1] in tagged.lexicon.grammar["under_presidents"]
            if words and other and not alone and (words == other[: len(words)] or other == words[: len(other)]):
                return entity
            envoy = entity.head == actor.head in tagged.lexicon.grammar["peace_envoys"]
            if envoy and len(words) <= ENVOY_ALONE and actor.country is None:  # المبعوث الخاص
                return entity
    return None


def without_nationality(tagged: Tagged, role: tuple[int, int]) -> tuple[int, int]:
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


def officials_of(tagged: Tagged, cast: Cast) -> None:
    """``المسؤول الأميركي``, ``الضيف الفرنسي``: the person of that state told last."""
    last: dict[str, Entity] = {}
    for k, actor in enumerate(cast.actors):
        entity = cast.entity_of.get(k)
        if entity is not None and entity.country is not None:
            last[entity.country] = entity
        elif actor.kind == "group" and actor.country in last and tagged.word(actor.i, "one_official"):
            entity = last[actor.country or ""]
            cast.entity_of[k] = entity
            cast.actors[k] = filled(replace(actor, kind="person", plural=False), entity)


def delegations(tagged: Tagged, cast: Cast) -> None:
    """``واجتمع الوفد مع …``: the one delegation that the page told before, by its leader where he was named."""
    taken = {i for a in cast.actors for i in range(a.i, a.j)}
    found: list[tuple[Actor, Entity | None]] = []
    for i in tagged.where("delegation_again"):
        again = tagged.word(i, "delegation_again")
        if again is None or i in taken or not _nothing_of_its_own(tagged, again.j):
            continue
        told = [k for k, a in enumerate(cast.actors) if a.j <= i and a.country and tagged.word(a.i, "delegation")]
        told = told or _at_the_head(tagged, cast, i)
        if len({cast.actors[k].country for k in told}) != 1:
            continue
        whole = cast.actors[told[-1]]
        begin, end = again.i, again.j
        while tagged.word(end, "delegation_guest"):
            end += 1
        actor = replace(whole, i=begin, j=end, mark="", listed=False, plural=True, rule="actor.delegation-again")
        before = next((a for a in reversed(cast.actors) if a.j <= i), None)
        found.append((joined(tagged, actor, before), cast.entity_of.get(told[-1])))
    insert(cast, found)
    _delegation_of_state(tagged, cast)


def _delegation_of_state(tagged: Tagged, cast: Cast) -> None:
    """``ووصل الوفد الفلسطيني إلى …`` after ``وفد فلسطيني برئاسة X``: the delegation of that state told before, by its
    leader."""
    led: dict[str, Entity | None] = {}
    for k, actor in enumerate(cast.actors):
        sent = tagged.word(actor.i, "delegation")
        if sent is None or actor.country is None:
            continue
        if actor.kind == "person" and (entity := cast.entity_of.get(k)) is not None:
            led[actor.country] = entity if led.get(actor.country, entity) is entity else None
        definite = tagged.bare(sent.i)[len(sent.clitics) :].startswith("ال")
        known = led.get(actor.country) if actor.kind == "group" and definite else None
        if known is not None:
            cast.entity_of[k] = known
            cast.actors[k] = filled(replace(actor, kind="person"), known)


def _at_the_head(tagged: Tagged, cast: Cast, until: int) -> list[int]:
    """``غادر X القاهرة إلى الخرطوم على رأس وفد عسكري``: who leads a delegation that is told no nationality."""
    out: list[int] = []
    for n in tagged.where("delegation"):
        if n >= until or not tagged.among(n - 1, "head_of") or tagged.word(n, "delegation") is None:
            continue
        begin = tagged.tokens.sentences[tagged.tokens.sentence_of(n)][0]
        led = [k for k, a in enumerate(cast.actors) if begin <= a.i and a.j <= n and a.kind == "person" and not a.mark]
        out += [k for k in led[:1] if cast.actors[k].role is not None and cast.actors[k].country is not None]
    return out


def _nothing_of_its_own(tagged: Tagged, i: int) -> bool:
    """Whether what follows ``الوفد`` at ``i`` tells no other one: not whose it is, who leads it or what it came for."""
    while tagged.word(i, "delegation_guest"):
        i += 1
    if tagged.word(i, "led_by", "relative") or tagged.get(i, "nisba"):
        return False
    return not (tagged.bare(i).startswith("ال") and not tagged.get(i, "office", "office_alone", "country", "rank"))
