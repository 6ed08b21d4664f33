"""Step 4c: places where something happened: ``في مدينة الجديدة المغربية``, ``بالرباط``, ``إلى تركيا``, ``لمدريد``."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from marsad.find.phrases.actors import Actor
from marsad.find.tag import Tag, Tagged
from marsad.lexicon import Term

BEGIN_PLACES = ("place_head", "state_head", "country", "city", "region", "site")


@dataclass(frozen=True, slots=True)
class Place:
    """A place at tokens ``[i:j]``; ``city`` the tokens of its name if it is one; ``mark`` in, to, from, at or empty."""

    i: int
    j: int
    country: str
    city: tuple[int, int] | None
    mark: str
    inside: bool = False
    dateline: bool = False
    name: str = ""


def read_places(
    tagged: Tagged, actors: list[Actor], kingdom: str | None, busy: frozenset[int] = frozenset()
) -> list[Place]:
    """All countries, cities and regions of the text as places, in order; ``busy`` are tokens of time expressions, whose
    months are no towns (``آب``).

    ``inside`` says that the place stands inside an actor's phrase (سفير المغرب بمدريد) and names no place of an event.
    """
    spans = [(a.i, a.j) for a in actors if a.kind != "country" and not (a.kind == "org" and a.mark == "in")]
    begins = [i for i, _ in spans]
    places: list[Place] = []
    named = {a.country for a in actors}
    sure = {a.country for a in actors if a.kind != "country" or tagged.bare(a.i) != tagged.bare(a.j - 1)}
    sure |= {a.country for a in actors if a.kind == "country" and not _shared_name(tagged, a)}
    end = 0
    for i in tagged.where(*BEGIN_PLACES):
        place = _place_at(tagged, i, kingdom, named, sure) if i >= end and i not in busy else None
        if place is None or not busy.isdisjoint(range(place.i, place.j)):
            continue  # إلى البلاد صباح أمس
        last = places[-1] if places else None
        if last is not None and place.city and place.mark == "in" and _goes_on(tagged, last, place):
            places[-1] = replace(last, j=place.j, city=place.city, name=place.name)
            end = place.j
            continue
        k = bisect_right(begins, place.i) - 1
        inside = k >= 0 and spans[k][0] <= place.i < spans[k][1]
        places.append(
            Place(
                place.i,
                place.j,
                place.country,
                place.city,
                place.mark,
                inside,
                _dateline(tagged, place, busy),
                place.name,
            )
        )
        end = place.j
    return places


def _goes_on(tagged: Tagged, last: Place, place: Place) -> bool:
    """``بمطار محمد الخامس بالدار البيضاء``, ``في الجزائر، بمدينة وهران``: a place and then the town it is in."""
    if place.city is None or tagged.get(place.city[0], "city") is None:
        return False
    near = last.j == place.i or (last.j + 1 == place.i and tagged.among(last.j, "commas"))
    return near and last.city is None and last.country == place.country and last.mark in ("in", "at")


def _shared_name(tagged: Tagged, actor: Actor) -> bool:
    """``عمان``: a state's name that is also a town's of another state."""
    last = actor.j - 1
    return len({t.id for tag in tagged.starts[last] for t in tag.terms if t.kind in ("country", "city")}) > 1


def _place_at(
    tagged: Tagged, i: int, kingdom: str | None, named: set[str | None], sure: set[str | None]
) -> Place | None:
    j, mark = i, ""
    head = tagged.get(i, "place_head", "state_head")
    if head is not None and not _whole_place(tagged, i):
        j = head[0].j
        mark = _clitic_mark(head[0].clitics) or _clitic_mark(_written_to(tagged, i))
        while (more := tagged.get(j, "place_head", "state_head")) and not more[0].clitics and j - i < 4:
            j = more[0].j
    between = tagged.get(j, "nisba") if j > i else None
    if between is not None and tagged.get(between[0].j, "city"):
        j = between[0].j  # العاصمة الموريتانية نواكشوط
    if j == i and tagged.among(j + 1, "of_birth"):
        return None  # مسقط رأسه, but المملكة على رأس وفد
    hit = _named(tagged, i, j, between[1].id if between is not None else "", sure)
    seat = tagged.among(i, "seats") or tagged.among(i, "soils")
    if hit is None and between is not None and head is not None and seat:
        mark = mark or _mark_before(tagged, i) or ("in" if tagged.word(i - 1, "hosts_it") else "")
        return Place(i, between[0].j, between[1].id, None, mark)  # العاصمة القطرية
    if (
        hit is None
        and head is not None
        and kingdom
        and head[1].id in tagged.lexicon.grammar["kingdom"]
        and head[0].j == j
    ):
        return Place(i, j, kingdom, None, mark or _mark_before(tagged, i))
    alone = tagged.lexicon.grammar.alone.get(tagged.bare(i)) if hit is None and head is not None else None
    if alone is not None:
        return Place(i, j, alone, None, mark or _mark_before(tagged, i))
    if hit is None and between is None and head is not None and tagged.among(i, "towns"):
        return _unlisted_town(tagged, i, j, mark or _mark_before(tagged, i))
    if hit is None or (head is not None and j != i and hit[0].clitics):
        return None
    tag, term = hit
    mark = mark or _clitic_mark(tag.clitics) or _mark_before(tagged, i)
    if not mark and (tagged.word(i - 1, "hosts_it") or tagged.word(tag.j, "hosts_it")):
        mark = "in"  # احتضنت الرباط المؤتمر، الرباط تحتضن المؤتمر
    told = tagged.get(tag.j, "nisba")
    stated = told is not None and told[1].id == term.id and not told[0].clitics
    spelled = not tag.clitics and tagged.bare(i - 1) in tagged.lexicon.grammar.marks  # إلى طرابلس، في لومي
    stated = stated or (spelled and term.kind == "city")
    if term.detail == "doubtful" and j == i and not (
        stated or term.id in sure or (mark and (term.kind == "country" or term.id in named))
    ):
        return None
    if term.detail == "doubtful" and j == i and tag.clitics and not stated and _of_noun(tagged, tag):
        return None
    held = tagged.get(tag.i, "office") if term.detail == "doubtful" else None
    if held is not None and held[0].j > tag.j:
        return None  # القائم بأعمال السفارة: no town
    city = (tag.i, tag.j) if term.kind in ("city", "region") else None
    end = tag.j
    nisba = tagged.get(end, "nisba")
    if city is not None and nisba is not None and nisba[1].id == term.id:
        end = nisba[0].j
    state = tagged.get(tag.i, "country")
    if city is not None and state is not None and state[0].j == tag.j and term.detail == "capital" and j == i:
        city = None  # تونس، الجزائر، الكويت: the country, unless مدينة or العاصمة stands beside it
    return Place(i, end, term.id, city, mark, name=" ".join(tagged.tokens.words[tag.i : tag.j])[len(tag.clitics) :])


def _of_noun(tagged: Tagged, tag: Tag) -> bool:
    """``بحجة أنه``, ``بمعسكر التدريب``: a common noun with what it is of, no town of that name."""
    definite = tagged.bare(tag.j - 1)[len(tag.clitics) :].startswith("ال")
    of = tagged.bare(tag.j).startswith("ال") and not tagged.get(tag.j, "nisba", "city", "country")
    return not definite and (of or tagged.word(tag.j, "complementizers") is not None)


def _unlisted_town(tagged: Tagged, i: int, j: int, mark: str) -> Place | None:
    """``مدينة X الإيطالية``: a town of one or two words that the lexicon lacks, with its nationality after it."""
    for end in (j + 1, j + 2):
        if end > len(tagged.tokens) or tagged.starts[end - 1] or not tagged.bare(end - 1).isalpha():
            return None
        nisba = tagged.get(end, "nisba")
        if nisba is not None and not nisba[0].clitics and tagged.bare(end).startswith("ال"):
            return Place(i, nisba[0].j, nisba[1].id, (j, end), mark, name=" ".join(tagged.tokens.words[j:end]))
    return None


def _named(tagged: Tagged, i: int, j: int, nation: str, sure: set[str | None]) -> tuple[Tag, Term] | None:
    """The place at ``j``: after a nationality (العاصمة الأردنية عمّان) that state's, after مدينة a city; where two
    states have the name, that of the only one of them that the page names otherwise."""
    longest = tagged.get(j, "country", "city", "region", "site")
    if longest is None:
        return None
    cities = [t for t in longest[0].terms if t.kind in ("city", "region")]
    own = next((t for t in cities if t.id == nation), None)
    after = tagged.get(longest[0].j, "nisba")
    if after is not None and not after[0].clitics:  # طرابلس الليبية
        own = own or next((t for t in cities if t.id == after[1].id), None)
    headed = cities[0] if cities and j > i and not tagged.get(i, "state_head") else None
    told = [t for t in longest[0].terms if t.kind in ("country", "city") and t.id in sure]
    if longest[1].id not in sure and len({t.id for t in told}) == 1:
        own = own or told[0]
    return (longest[0], own or headed or longest[1])


def _written_to(tagged: Tagged, i: int) -> str:
    """The preposition of a word of place that is listed with it (``بمدينة``)."""
    return next((t.clitics for t in tagged.starts[i] if t.clitics and t.term("place_head", "state_head")), "")


def _whole_place(tagged: Tagged, i: int) -> bool:
    hit = tagged.get(i, "country", "city", "region", "site")
    head = tagged.get(i, "place_head", "state_head")
    return hit is not None and head is not None and hit[0].j > head[0].j


def _clitic_mark(clitics: str) -> str:
    return "in" if "ب" in clitics else "to" if "ل" in clitics else ""


def _mark_before(tagged: Tagged, i: int) -> str:
    if i == 0:
        return ""
    if tagged.bare(i - 1) == '"' and i > 1:
        return _mark_before(tagged, i - 1)  # في "تل أبيب"
    if tagged.among(i - 1, "directions"):
        return _mark_before(tagged, i - 1) or "in"  # قاعدة عسكرية غربي مصر
    word, marks = tagged.bare(i - 1), tagged.lexicon.grammar.marks
    if tagged.bare(i - 1) == "من" and _parts_of(tagged, i - 1):
        return "in"  # في مناطق مختلفة من إسبانيا
    if tagged.among(i - 2, "as_guest"):
        return "to"  # حل ضيفا على بغداد
    if word in marks:
        return marks[word]
    return marks.get(word[1:], "") if word[:1] in ("و", "ف") else ""


def _parts_of(tagged: Tagged, i: int) -> bool:
    """``في مناطق مختلفة من``, ``بأنحاء من``: parts of a state, with at most an adjective before ``من``."""
    for k in (i - 1, i - 2):
        if k > 0 and tagged.among(k, "parts_of"):
            return tagged.bare(k).startswith("ب") or tagged.bare(k - 1) == "في"
    return False


def _dateline(tagged: Tagged, place: Place, busy: frozenset[int]) -> bool:
    """``الرباط -`` or ``الرباط:`` at the start of a paragraph, ``بكين 12 مايو (شينخوا)``: where the report was
    written."""
    tokens = tagged.tokens
    sentence = tokens.sentences[tokens.sentence_of(place.i)]
    if place.mark or place.i - sentence[0] > 4:
        return False
    k = place.j + tagged.among(place.j, "in_words")  # أبوظبي في 12 مايو / وام /
    while k in busy or (k > place.j and tagged.among(k, "eras")):
        k += 1
    agency = tagged.bare(k) in ("(", "/", "-") or tagged.word(k, "news_agencies") is not None
    dated = k > place.j + 1 and agency
    return dated or tagged.bare(place.j) in ("-", ":", "/", "(") or state_of_dateline(tagged, place)


def state_of_dateline(tagged: Tagged, place: Place) -> bool:
    """``ليون (فرنسا) -``: the state in brackets after the town."""
    begin = tagged.tokens.sentences[tagged.tokens.sentence_of(place.i)][0]
    shut = tagged.bare(place.i - 1) == "(" and tagged.bare(place.j) == ")"
    return shut and place.i - begin <= 4 and tagged.bare(place.j + 1) in ("-", ":", "/")
