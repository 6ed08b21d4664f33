"""From the actors of a page to its cast: the steps in their order."""

from __future__ import annotations

from marsad.find.phrases.actors import Actor
from marsad.find.resolve.again import delegations, officials_of, styles, surnames, titles
from marsad.find.resolve.cast import (
    Cast,
    Entity,
    family,
    fathers,
    filled,
    from_register,
    guessed,
    is_entity,
    learn,
    name_words,
    run_together,
)
from marsad.find.resolve.counterparts import counterparts, named_as_counterparts, named_counterparts
from marsad.find.resolve.institutions import of_their_side, shared_institutions, split, without_mixed
from marsad.find.resolve.whose import (
    leaving_home,
    named_at_all,
    of_body,
    of_kingdom,
    own_authorities,
    own_country,
    own_offices,
    ranked,
    told_of,
)
from marsad.find.tag import Tagged


def resolve(tagged: Tagged, actors: list[Actor]) -> Cast:
    """Group the named actors into entities, find bare surnames, fill in country and office from entity and register."""
    actors = of_their_side(tagged, shared_institutions(tagged, split(tagged, actors)))
    entities: list[Entity] = []
    entity_of: dict[int, Entity] = {}
    actors = without_mixed(tagged, actors)
    order = sorted(
        (k for k, a in enumerate(actors) if a.name),
        key=lambda k: -len(name_words(tagged, actors[k].name or (0, 0))),
    )
    for k in order:
        words = name_words(tagged, actors[k].name or (0, 0))
        if run_together(tagged, actors[k], words):
            continue
        entity = next((e for e in entities if is_entity(e, words)), None)
        if entity is None and len(words) == 1:  # الجنرال راحيل: nobody else of the page has that first name
            namesakes = [e for e in entities if len(e.words) > 1 and e.words[0] == words[0]]
            entity = namesakes[0] if len(namesakes) == 1 else None
        if entity is None:
            span = actors[k].name or (0, 0)
            entity = Entity(span, words, *family(tagged, span, words), fathers(tagged, span))
            entities.append(entity)
        learn(entity, actors[k], k)
        entity_of[k] = entity
    for entity in entities:
        from_register(tagged, entity)
        guessed(tagged, actors, entity)
    counts = told_of(tagged, actors)
    ranking = ranked(counts)
    told = (*(c for c, _ in counts.most_common()), *named_at_all(tagged, actors))
    kingdom = next((c for c in told if c in tagged.lexicon.grammar.kingdoms), None)
    states = tuple(dict.fromkeys(c for c in told if len(c) == 2))
    cast = Cast(list(actors), entities, entity_of, ranking[0] if ranking else None, ranking, kingdom, states)
    of_kingdom(tagged, cast)
    surnames(tagged, cast)
    titles(tagged, cast)
    styles(tagged, cast)
    leaving_home(tagged, cast)
    for k, entity in cast.entity_of.items():
        cast.actors[k] = filled(cast.actors[k], entity)
    officials_of(tagged, cast)
    delegations(tagged, cast)
    own_offices(tagged, cast)
    of_body(tagged, cast)
    counterparts(tagged, cast)
    named_counterparts(tagged, cast)
    named_as_counterparts(tagged, cast)
    own_country(tagged, cast)
    own_authorities(tagged, cast)
    return cast
