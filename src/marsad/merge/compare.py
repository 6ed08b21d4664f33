"""How two mentions are compared: one function per feature, a visible list of weights, and what forbids a
merge.

Each feature gives one *level*, a word with a weight in :data:`FEATURES`; a pair's score is the sum. There is
no hidden part: ``marsad show EVENT --why`` prints every feature with its level, its weight and both values.
The weights follow the log-odds thinking of Fellegi and Sunter (1969), set by hand and checked against
labelled pairs.

Hard conflicts (:func:`conflict`) forbid a merge whatever the score. One day's difference between outlets is
none: it is a contradiction to show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from marsad.link.names import Names, compare_names, same_office
from marsad.merge.profile import Profile, Side

THRESHOLD = 5.0  # a pair at or over it is one event, where nothing forbids
STRONG = 5.0  # a pair that vouches for other pairs of the same two pages: every link does
SLACK = 1  # days by which outlets usually disagree about one event
NEWS = 4  # days within which an event without a date is still that day's news
POSTPONED = 14  # days by which what was announced may be held on another day
AFTERMATH = 45  # days within which a page may look back on an event without dating it

COMPANY = 2  # people of one side that only one page names, on both, from which on it is another meeting

ONE_PAIR = frozenset({"visit", "meeting", "call", "extradition", "award", "agreement", "rupture"})
HELD_SOMEWHERE = frozenset({"visit", "meeting", "gathering", "arrest"})
BODIES = frozenset({"INTERPOL", "EUROPOL", "UN", "EU", "AU", "NATO", "LAS", "GCC", "AIMC"})  # as in the codebook
MET = frozenset({"visit", "meeting", "call"})  # who came is what the event is; in others one acts for a side
DIRECTED = frozenset({"extradition", "award", "commendation", "rupture", "assistance"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the two pages beside the mentions: one origin, and other events they both tell."""

    same_origin: bool = False
    company: bool = False


NO_CONTEXT = Context()


# ---------------------------------------------------------------- time
def gap(a: Profile, b: Profile) -> int | None:
    """Days between two dated mentions: 0 where they overlap, ``None`` where one is undated."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, a.first - b.last, b.first - a.last)


def distance(a: Profile, b: Profile) -> int | None:
    """Days between what is known of the time of two mentions of which at least one is undated.

    An undated mention stands at its page's publication day; ``None`` where that is not known either.
    """
    spans = [
        (p.first, p.last) if p.first is not None and p.last is not None else (p.published, p.published) for p in (a, b)
    ]
    (a_first, a_last), (b_first, b_last) = spans
    if a_first is None or a_last is None or b_first is None or b_last is None:
        return None
    return max(0, a_first - b_last, b_first - a_last)


def compare_time(a: Profile, b: Profile, context: Context) -> str:
    """Days against days, days within a period, one day off; the day of publication stands in for an undated
    one.
    """
    between = gap(a, b)
    if between is None:
        between = distance(a, b)
        if between is None:
            return "unknown"
        if between > AFTERMATH:
            return "undated, far"
        if between > NEWS:
            return "undated, weeks"
        if not a.dated and not b.dated:
            return "both undated, one day's news" if between <= SLACK else "both undated, days"
        return "undated, that day's news" if between <= SLACK else "undated, days"
    if between:
        if between <= SLACK:
            return "one day off"
        return "announced for another day" if moved(a, b) else "apart"
    if not a.coarse and not b.coarse:
        return "same days" if (a.first, a.last) == (b.first, b.last) else "overlapping days"
    period = a.precision if a.coarse else b.precision
    if a.coarse and b.coarse:
        widths = sorted(((p.last or 0) - (p.first or 0), p.precision or "") for p in (a, b))
        period = widths[1][1]  # type: ignore[assignment]
    return f"within a {period}"


def moved(a: Profile, b: Profile) -> bool:
    """Whether one page announced days that the other, published later, tells of others: one event, held later
    or earlier than announced, where the same people are named on both sides.
    """
    if (a.status == "planned") == (b.status == "planned") or "denied" in (a.status, b.status):
        return False
    plan, report = (a, b) if a.status == "planned" else (b, a)
    if plan.coarse or report.coarse or plan.published is None or report.published is None:
        return False
    return (
        (gap(a, b) or 0) <= POSTPONED
        and plan.published < (report.first or 0)
        and plan.published < report.published
        and compare_people(a, b, NO_CONTEXT) == "on two sides"
    )


# ---------------------------------------------------------------- actors
def same_person(a: Side, b: Side) -> bool | None:
    """Whether two named people are one: by name, with the country (or office) as evidence. ``None``: cannot
    tell.
    """
    if a.name is None or b.name is None:
        return None
    match compare_names(a.name, b.name):
        case Names.SAME:
            return a.country == b.country or a.country is None or b.country is None
        case Names.SHORT:
            if a.country is not None and a.country == b.country:
                return True
            return bool(a.role and b.role and same_office(a.role, b.role)) or None
        case _:
            return False


def _office(side: Side) -> str | None:
    return side.role or side.org


def shared_people(a: Profile, b: Profile) -> tuple[tuple[Side, Side], ...]:
    """The named people on both, each once."""
    left = list(b.people)
    out: list[tuple[Side, Side]] = []
    for side in a.people:
        for other in left:
            if same_person(side, other):
                out.append((side, other))
                left.remove(other)
                break
    return tuple(out)


def compare_people(a: Profile, b: Profile, context: Context) -> str:
    """Named people on both: on two sides, on one side, or others altogether."""
    if not a.people or not b.people:
        return "nobody named on one"
    shared = shared_people(a, b)
    if not shared:
        if not any(x.country == y.country for x in a.people for y in b.people):
            return "none shared"
        return "others" if a.type in MET or a.type != b.type else "others, who may act for one side"
    sides = {side.country or other.country or side.part for side, other in shared}
    return "on two sides" if len(sides) > 1 else "on one side"


def compare_offices(a: Profile, b: Profile, context: Context) -> str:
    """Offices and institutions of one country on both, where a name does not settle it."""
    agreed = compared = 0
    for x in a.sides:
        for y in b.sides:
            if x.country != y.country or not _office(x) or not _office(y):
                continue
            if x.name and y.name:
                continue
            compared += 1
            agreed += any(same_office(p, q) for p in (x.role, x.org) if p for q in (y.role, y.org) if q)
    return "same" if agreed else "others" if compared else "not given on both"


def compare_countries(a: Profile, b: Profile, context: Context) -> str:
    """The countries and international bodies involved."""
    shared = a.countries & b.countries
    if not shared:
        return "none shared" if a.countries and b.countries else "unknown"
    if len(shared) > 1:
        return "the same" if a.countries == b.countries else "two shared"
    return "one within the other's" if shared in (a.countries, b.countries) else "one shared"


def compare_subjects(a: Profile, b: Profile, context: Context) -> str:
    """The nationality of those who are arrested or handed over."""
    if not a.subjects or not b.subjects:
        return "not given on both"
    return "of one nationality" if a.subjects & b.subjects else "of others"


# ---------------------------------------------------------------- the rest
def compare_place(a: Profile, b: Profile, context: Context) -> str:
    """City within country."""
    if a.country and b.country and a.country != b.country:
        return "other country"
    if a.city and b.city:
        return "same city" if a.city & b.city else "other city"
    return "same country" if a.country and b.country else "unknown"


def compare_topics(a: Profile, b: Profile, context: Context) -> str:
    """Topics that both name."""
    if not a.topics or not b.topics:
        return "not given on both"
    return "shared" if a.topics & b.topics else "others"


def compare_materiel(a: Profile, b: Profile, context: Context) -> str:
    """The kinds of materiel that both quotations name: fighters are no helicopters, though one page may name both."""
    if not a.materiel or not b.materiel:
        return "not named on both"
    return "shared" if a.materiel & b.materiel else "others"


def compare_count(a: Profile, b: Profile, context: Context) -> str:
    """How many were arrested, handed over, signed or given."""
    if a.count is None or b.count is None:
        return "one number" if (a.count or b.count or 1) > 1 else "not given on both"
    return "same" if a.count == b.count else "others"


def compare_status(a: Profile, b: Profile, context: Context) -> str:
    """Whether it happened, is going on or is planned; an announcement and the event itself agree."""
    if a.status == b.status:
        return "same"
    if "denied" in (a.status, b.status):
        return "denied and not"
    plan, report = (a, b) if a.status == "planned" else (b, a)
    told_later = plan.published is not None and report.published is not None and plan.published <= report.published
    return "announced, then told" if told_later else "at different times"


def _overlap(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """The share of the shorter one's words that the other has too; words are told apart already."""
    return len(set(a).intersection(b)) / min(len(a), len(b)) if a and b else 0.0


def compare_words(a: Profile, b: Profile, context: Context) -> str:
    """Words that the two quotations share, of the shorter one's."""
    share = _overlap(a.words, b.words) if min(len(a.words), len(b.words)) >= 3 else 0.0
    return "most" if share >= 0.6 else "some" if share >= 0.35 else "few"


def compare_titles(a: Profile, b: Profile, context: Context) -> str:
    """Words that the two pages' titles share: two reports of one piece of news."""
    share = _overlap(a.title, b.title) if min(len(a.title), len(b.title)) >= 3 else 0.0
    return "most" if share >= 0.6 else "some" if share >= 0.35 else "few"


def compare_pages(a: Profile, b: Profile, context: Context) -> str:
    """Whether the pages have one origin, or tell another event in common."""
    return (
        "one origin" if context.same_origin else "tell other events in common" if context.company else "nothing known"
    )


Compare = Callable[[Profile, Profile, Context], str]


def _show_time(p: Profile) -> str:
    if p.first is None or p.last is None:
        return "undated" + (f", page of {date.fromordinal(p.published)}" if p.published else "")
    first, last = date.fromordinal(p.first), date.fromordinal(p.last)
    return f"{first}" if first == last else f"{first} to {last} ({p.precision})"


def _show_people(p: Profile) -> str:
    return "، ".join(s.name or "" for s in p.people) or "nobody"


def _show_offices(p: Profile) -> str:
    return "، ".join(f"{_office(s)} ({s.country or '?'})" for s in p.sides if _office(s)) or "none"


def _show_set(values: frozenset[str]) -> str:
    return ", ".join(sorted(values)) or "none"


def _show_place(p: Profile) -> str:
    return ", ".join(filter(None, [" ".join(sorted(p.city)), p.country])) or "not given"


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison: its name, its function, the weight of each of its levels, and how to show a side's
    value.
    """

    name: str
    compare: Compare
    weights: Mapping[str, float]
    show: Callable[[Profile], str]


def _weights(**levels: float) -> Mapping[str, float]:
    return MappingProxyType({level.replace("_", " "): weight for level, weight in levels.items()})


FEATURES: tuple[Feature, ...] = (
    Feature(
        "time",
        compare_time,
        MappingProxyType(
            {
                "same days": 4.0,
                "overlapping days": 3.0,
                "one day off": 1.5,
                "announced for another day": 0.5,
                "within a week": 2.5,
                "within a month": 2.0,
                "within a quarter": 1.0,
                "within a season": 1.0,
                "within a half": 0.0,
                "within a year": 0.0,
                "undated, that day's news": 2.25,
                "undated, days": 1.5,
                "both undated, one day's news": 1.5,
                "both undated, days": 0.5,
                "undated, weeks": 0.0,
                "undated, far": -3.0,
                "unknown": 0.0,
                "apart": -9.0,
            }
        ),
        _show_time,
    ),
    Feature(
        "people",
        compare_people,
        MappingProxyType(
            {
                "on two sides": 4.0,
                "on one side": 2.0,
                "others": -2.0,
                "others, who may act for one side": -1.0,
                "none shared": -0.5,
                "nobody named on one": 0.0,
            }
        ),
        _show_people,
    ),
    Feature("offices", compare_offices, _weights(same=1.0, others=-1.0, not_given_on_both=0.0), _show_offices),
    Feature(
        "countries",
        compare_countries,
        MappingProxyType(
            {
                "the same": 2.0,
                "two shared": 1.0,
                "one within the other's": 1.0,
                "one shared": -1.0,
                "none shared": -3.0,
                "unknown": 0.0,
            }
        ),
        lambda p: _show_set(p.countries),
    ),
    Feature(
        "subjects",
        compare_subjects,
        _weights(of_one_nationality=1.0, of_others=-2.0, not_given_on_both=0.0),
        lambda p: _show_set(p.subjects),
    ),
    Feature(
        "place",
        compare_place,
        _weights(same_city=1.0, same_country=0.5, other_city=-1.5, other_country=-3.0, unknown=0.0),
        _show_place,
    ),
    Feature(
        "topics",
        compare_topics,
        _weights(shared=0.5, others=-0.25, not_given_on_both=0.0),
        lambda p: _show_set(p.topics),
    ),
    Feature(
        "materiel",
        compare_materiel,
        _weights(shared=0.5, others=-4.0, not_named_on_both=0.0),
        lambda p: _show_set(p.materiel),
    ),
    Feature(
        "count",
        compare_count,
        _weights(same=1.5, others=-1.5, one_number=-0.5, not_given_on_both=0.0),
        lambda p: "none" if p.count is None else str(p.count),
    ),
    Feature(
        "status",
        compare_status,
        MappingProxyType(
            {"same": 0.0, "announced, then told": 0.5, "at different times": -0.5, "denied and not": -0.5}
        ),
        lambda p: p.status,
    ),
    Feature("quotations", compare_words, _weights(most=1.5, some=0.75, few=0.0), lambda p: p.shown),
    Feature("titles", compare_titles, _weights(most=1.0, some=0.5, few=0.0), lambda p: " ".join(p.title)),
    Feature(
        "pages",
        compare_pages,
        _weights(one_origin=1.5, tell_other_events_in_common=1.0, nothing_known=0.0),
        lambda p: p.page,
    ),
)


MOST_BY_COMPANY = 1.0  # what telling other events in common can add to a pair


def score(a: Profile, b: Profile, context: Context = NO_CONTEXT) -> float:
    """The sum of the features' weights."""
    return round(sum(feature.weights[feature.compare(a, b, context)] for feature in FEATURES), 3)


# ---------------------------------------------------------------- what forbids
def _other_people(a: Profile, b: Profile) -> str | None:
    """The named people of one side are all others: two guests of one day are two meetings.

    Where others may act for a side (an agreement, an arrest), all named people of two sides must differ.
    """
    met = a.type in MET
    groups = _groups(a) | _groups(b) if met else {s.country for s in a.people if s.country}
    differing = []
    for group in sorted(groups):
        mine = [s for s in a.people if group in (s.part, s.country)]
        theirs = [s for s in b.people if group in (s.part, s.country)]
        if not mine or not theirs:
            continue
        if all(same_person(x, y) is False for x in mine for y in theirs):
            differing.append(f"{mine[0].name} / {theirs[0].name}")
        elif a.type == "meeting" and _other_principal(mine, theirs):
            return f"received or led by others: {mine[0].name} / {theirs[0].name}"
    enough = 1 if met else 2
    return f"other people: {'; '.join(differing)}" if len(differing) >= enough and a.type != "gathering" else None


def _other_principal(mine: list[Side], theirs: list[Side]) -> bool:
    """Two lists of one side that each have someone of their own, and whose first is missing from the other
    list.

    Counterparts told in part are one list within the other; a king's audience and his minister's talks are
    neither. Nor are two lists that each have a company of their own (:data:`COMPANY`): pages shorten a list, they do
    not change who sat there.
    """

    def missing(side: Side, others: list[Side]) -> bool:
        return all(same_person(side, other) is False for other in others)

    own = [sum(missing(side, others) for side in some) for some, others in ((mine, theirs), (theirs, mine))]
    return min(own) >= COMPANY or (min(own) > 0 and (missing(mine[0], theirs) or missing(theirs[0], mine)))


def _groups(p: Profile) -> set[str]:
    """The sides whose people must agree: a visit's guests, else each country's people, and guests of none.

    Pages may disagree who was the host, so parts alone tell no sides.
    """
    if p.type == "visit":
        return {"guest"}
    guests = [s for s in p.people if s.part == "guest"]
    lost = {"guest"} if guests and not any(s.country for s in guests) else set()
    return {s.country for s in p.people if s.country} | lost


def _other_countries(a: Profile, b: Profile) -> str | None:
    both = len(a.countries) > 1 and len(b.countries) > 1
    if a.type in ONE_PAIR and both and len(a.countries & b.countries) < 2:
        return f"other countries: {_show_set(a.countries)} / {_show_set(b.countries)}"
    if a.type != "gathering":
        # a body (INTERPOL) may stand for a state; a third state beside one that both name is another matter
        mine, theirs = a.countries - BODIES, b.countries - BODIES
        if len(mine) == len(theirs) == 2 and len(mine & theirs) < 2:
            return f"other countries: {_show_set(mine)} / {_show_set(theirs)}"
    if a.countries and b.countries and not a.countries & b.countries and a.type != "gathering":
        return f"no country in common: {_show_set(a.countries)} / {_show_set(b.countries)}"
    return None


def _other_way(a: Profile, b: Profile) -> str | None:
    if a.type not in DIRECTED or not (a.givers and a.takers and b.givers and b.takers):
        return None
    swapped = a.givers <= b.takers and a.takers <= b.givers and not a.givers & b.givers
    return "the sides are exchanged" if swapped else None


def _other_place(a: Profile, b: Profile) -> str | None:
    if a.type not in HELD_SOMEWHERE or not a.country or not b.country or a.country == b.country:
        return None
    # the same people on both sides on the same days, in two countries: a contradiction to show
    if compare_time(a, b, NO_CONTEXT) == "same days" and compare_people(a, b, NO_CONTEXT) == "on two sides":
        return None
    return f"other country: {a.country} / {b.country}"


def _held_before(a: Profile, b: Profile) -> str | None:
    """What a page tells without a date as held was held by the day it was published: not days after it."""
    for told, dated in ((a, b), (b, a)):
        if told.dated or dated.first is None or told.published is None or told.status != "happened":
            continue
        if dated.first - told.published > SLACK:
            return f"told as held by {date.fromordinal(told.published)}, before {_show_time(dated)}"
    return None


def conflict(a: Profile, b: Profile) -> str | None:
    """Why two mentions cannot be one event, or ``None``.

    Another type; the same page (the finder already united what is one there); dates that exclude each other
    by more than outlets' usual disagreement; held by the day of one page and after it by the other; other named
    people on one side; other countries; giver and taker exchanged.
    """
    if a.type != b.type:
        return f"other type: {a.type} / {b.type}"
    if a.page == b.page:
        return "both stand on one page, told as two"
    if (gap(a, b) or 0) > SLACK and not moved(a, b):
        return f"other time: {_show_time(a)} / {_show_time(b)}"
    found = _held_before(a, b) or _other_countries(a, b) or _other_way(a, b)
    return found or _other_place(a, b) or _other_people(a, b)
