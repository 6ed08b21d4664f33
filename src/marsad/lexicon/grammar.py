"""Small closed sets that the rules name (``data/<lang>/grammar.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.lexicon.reader import Entry, Problems, read_yaml
from marsad.text import fold_word

SETS = (
    "joints", "place_words", "mission_words", "beside", "in_words", "abroad", "diplomats",
    "never_names", "name_starters", "name_tails", "inner_parts", "in_its_name", "regions", "affairs",
    "style_offices", "un", "directions",
    "chiefs", "head_of", "both_of", "foreign_service", "envoy_styles", "masculine_bodies",
    "according_to", "reports", "quoting", "crossing", "unnamed", "announces", "speaks_out",
    "two_ministers", "portfolios",
    "points",
    "pronoun_endings", "verb_endings",
    "there", "where", "that", "two_persons", "two_states_alone", "before_no_break", "commas", "real_after",
    "group_of", "negators", "of_birth", "on_the_way", "members", "those_of", "conveyed", "reports_anew",
    "achieved", "its_head", "namely", "belongs_to", "at_mission", "accusatives", "one_of",
    "without_ministry", "no_institution", "of_person", "ministers", "plural_orgs", "whole_orgs", "national_too",
    "resident", "peace_envoys", "cabinets", "ministries", "seats", "continents", "leaves", "homeward", "invited_by",
    "soils", "prosecutors", "drafts", "going_home",
    "rooms", "and_that", "forces", "behalf", "states_of", "its_session",
    "arrived", "until", "help", "guest_adjectives", "not_styled_envoys", "with_army", "eras", "committees", "the_body",
    "unannounced", "attended", "attends",
    "carried_out", "not_people", "kingdom", "charged", "towns", "parts_of",
    "may", "between_stops", "as_guest", "where_then", "was",
    "meanwhile", "signed", "to_hold", "masculine_orgs", "since", "tense_particles", "how_many",
    "held_as", "presidents", "by_will", "any_body", "this_one", "in_cabinet", "under_presidents",
    "armies", "sovereigns", "sons", "sessions_too", "subordinates", "by_surname", "of_money", "of_way", "training_of",
    "woman_counterpart", "serving", "persons_office", "his_office",
    "presidency", "presided", "spelled_as_verbs", "evenings",
)  # fmt: skip
SPELLED = frozenset({"never_names"})  # compared with the words as the page spells them


@dataclass(frozen=True)
class Grammar:
    """Folded words by the name of their set; marks of places; numbers as words; styles of persons; kingdoms;
    states whose surnames are the page's own words (``homonyms``); adjectives of bodies (``blocs``); days
    of a duration (``spans``); ruling families and their states (``houses``); words for a state that one
    state alone bears (``alone``)."""

    sets: Mapping[str, frozenset[str]]
    marks: Mapping[str, str]
    numbers: Mapping[str, int]
    styles: Mapping[str, tuple[str, ...]]
    kingdoms: tuple[str, ...]
    homonyms: frozenset[str]
    blocs: Mapping[str, str]
    houses: Mapping[str, str]
    alone: Mapping[str, str]
    spans: Mapping[str, int]

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of the set ``name``."""
        return self.sets[name]


def load_grammar(path: Path, problems: Problems) -> Grammar:
    """Read the file; a set that a rule names and the file lacks, or the other way round, is a problem."""
    data = read_yaml(path, problems)
    data = data if isinstance(data, Entry) else Entry()
    sets = data.get("sets", Entry())
    for name in {*SETS} ^ {*sets} if sets else ():  # a file that cannot be read has said so
        missing = "is missing" if name in SETS else "is asked for by no rule"
        problems.add(path, getattr(sets, "line", 0), f"the set {name!r} {missing}")
    spell = {n: (str if n in SPELLED else fold_word) for n in sets}
    return Grammar(
        sets={str(n): frozenset(spell[n](str(w)) for w in words) for n, words in sets.items()},
        marks={fold_word(k): str(v) for k, v in data.get("marks", {}).items()},
        numbers={fold_word(k): int(v) for k, v in data.get("numbers", {}).items()},
        styles={fold_word(k): tuple(fold_word(w) for w in v) for k, v in data.get("styles", {}).items()},
        kingdoms=tuple(str(c) for c in data.get("kingdoms", ())),
        homonyms=frozenset(str(c) for c in data.get("homonyms", ())),
        spans={fold_word(k): int(v) for k, v in data.get("spans", {}).items()},
        houses={fold_word(k): str(v) for k, v in data.get("houses", {}).items()},
        alone={fold_word(k): str(v) for k, v in data.get("alone", {}).items()},
        blocs={fold_word(k): str(v) for k, v in data.get("blocs", {}).items()},
    )
