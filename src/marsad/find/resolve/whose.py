"""Whose officials and authorities they are that the page tells without a state: its own, mostly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from marsad.find.phrases.actors import Actor, preposition_before
from marsad.find.resolve.cast import Cast, Entity, insert
from marsad.find.tag import Tagged

LEFT = 10  # tokens from the traveller to the capital that he leaves


def of_kingdom(tagged: Tagged, cast: Cast) -> None:
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


def leaving_home(tagged: Tagged, cast: Cast) -> None:
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


def own_offices(tagged: Tagged, cast: Cast) -> None:
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


def of_body(tagged: Tagged, cast: Cast) -> None:
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


def own_country(tagged: Tagged, cast: Cast) -> None:
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
    insert(cast, found)


def own_authorities(tagged: Tagged, cast: Cast) -> None:
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


def ranked(counts: Counter[str]) -> tuple[str, ...]:
    """The states that the page is about, the one named most first; those named less than a third as often as the first
    are left out."""
    if not counts:
        return ()
    top = counts.most_common(1)[0][1]
    return tuple(c for c, n in counts.most_common(4) if 3 * n >= top)


def told_of(tagged: Tagged, actors: list[Actor]) -> Counter[str]:
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


def named_at_all(tagged: Tagged, actors: list[Actor]) -> list[str]:
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
