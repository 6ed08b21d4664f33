"""Events as a table like POLECAT's, in the terms of PLOVER 2.0: tab-separated, one row a directed pair.

``docs/codebook.md`` has the correspondence of types. What POLECAT's columns ask for and pages do not settle
is ``None``, as POLECAT writes it; intensity is not coded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import BinaryIO

from marsad.lexicon.labels import BODIES
from marsad.model import Event, Part, Participant
from marsad.view.export.csv import cell
from marsad.view.export.rows import earliest_first, pages_of
from marsad.view.export.safe import safe
from marsad.view.export.setting import Setting
from marsad.view.export.states import states
from marsad.view.words import is_private

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NONE = "None"
QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD = {code: quad for quad, codes in QUADS.items() for code in codes}
CODES = {
    "visit": ("CONSULT", "visit"),
    "meeting": ("CONSULT", NONE),
    "call": ("CONSULT", "phone"),
    "gathering": ("CONSULT", "multilateral"),
    "agreement": ("SUPPORT", NONE),
    "cooperation": ("COOPERATE", NONE),
    "assistance": ("AID", NONE),
    "arrest": ("COERCE", "arrest"),
    "extradition": ("COOPERATE", NONE),
    "award": ("SUPPORT", NONE),
    "commendation": ("SUPPORT", NONE),
    "rupture": ("SANCTION", "discontinue"),
}
# The frame that read the event knows more than its type; its rule begins with the frame's name.
FRAMES = {
    "rupture.summon": ("SANCTION", NONE),  # summoned, recalled or expelled
    "rupture.leave": ("SANCTION", "expel"),
    "rupture.protest": ("ACCUSE", "disapprove"),
    "extradition.return": ("COERCE", "deport"),
}
PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
CONTEXTS = {
    "terrorism": "terrorism", "extremism": "terrorism", "organized-crime": "crime", "cybercrime": "cyber",
    "drugs": "illegal drugs", "migration": "migration", "human-trafficking": "human rights",
    "espionage": "intelligence",
    "intelligence-sharing": "intelligence", "defence": "military", "cbrn": "weapons of mass destruction",
}  # fmt: skip
Parts = frozenset[Part]
SOURCES: Parts = frozenset({"guest", "agent", "party"})
TARGETS: Parts = frozenset({"host", "recipient", "subject", "party"})
ASKERS: Parts = frozenset({"recipient"})
ASKED: Parts = frozenset({"agent"})


def write(events: Iterable[Event], out: BinaryIO, setting: Setting) -> None:
    """Tab-separated UTF-8 with a line of column names."""
    file = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerows(_rows(event, setting))
    file.detach()


def code(event: Event) -> tuple[str, str] | None:
    """Event type and mode; ``None`` for what is denied and has no code of refusal."""
    frame = earliest_first(event)[0].mention.evidence.rule.partition("/")[0] if event.mentions else ""
    kind, mode = FRAMES.get(frame, CODES[event.type])
    if event.type == "extradition" and event.status in {"planned", "denied"}:
        return ("REQUEST" if event.status == "planned" else "REJECT"), NONE
    if event.status == "denied":
        return None
    if event.status == "planned" and kind in PROMISED:
        return "AGREE", NONE
    return kind, mode


def pairs(event: Event) -> list[tuple[Participant, Participant]]:
    """Who does it and to or with whom: one pair for each actor and each on another side.

    Guests go to hosts, agents act on recipients and subjects. Parties act together: each pair stands once, in
    the order of the participants.
    """
    people = event.participants
    asked = event.type == "extradition" and event.status == "planned"
    # Who asks for an extradition is the one who would get.
    sources, targets = (ASKERS, ASKED) if asked else (SOURCES, TARGETS)
    directed = [
        (a, b)
        for i, a in enumerate(people)
        for j, b in enumerate(people)
        if a.part in sources and b.part in targets and i != j and (a.part != b.part or i < j) and not _same(a, b)
    ]
    if directed:
        return directed
    return [(a, b) for i, a in enumerate(people) for b in people[i + 1 :] if not _same(a, b) and not is_private(a)]


def _same(a: Participant, b: Participant) -> bool:
    return a.country == b.country and a.part == b.part


def _rows(event: Event, setting: Setting) -> Iterator[list[str]]:
    coded = code(event)
    if coded is None:
        return
    kind, mode = coded
    contexts = list(dict.fromkeys(CONTEXTS[topic] for topic in event.topics if topic in CONTEXTS))
    first = next(iter(pages_of(event)), None)
    named = [safe(p.name) for p in event.participants if p.name]
    bodies = [safe(p.org) for p in event.participants if p.org]
    for number, (one, two) in enumerate(pairs(event), 1):
        told = {
            "Event ID": f"{event.id}-{number}",
            "Event Date": event.start.isoformat() if event.start else "",
            "Event Type": kind,
            "Event Mode": mode,
            "Quad Code": QUAD[kind],
            "Contexts": "; ".join(contexts),
            **_actor("Actor", one),
            **_actor("Recipient", two),
            "Placename": safe(event.city),
            "City": safe(event.city),
            "Raw Placename": safe(event.city),
            "Country": _iso3(event.country),
            "Source": safe(first.outlet) if first else "",
            "Publication Date": first.published.isoformat() if first and first.published else "",
            "Story People": "; ".join(named),
            "Story Organizations": "; ".join(bodies),
            "Version": f"Marsad {setting.version}",
        }
        yield [cell(told.get(column) or NONE) for column in COLUMNS]


def _actor(who: str, p: Participant) -> dict[str, str]:
    name = safe(p.name or p.org or p.role)
    state = states().get(p.country or "")
    return {
        f"{who} Name": name or _iso3(p.country),
        f"{who} Name Raw": name,
        f"{who} Country": _iso3(p.country),
        f"{who} COW": str(state.cow) if state and state.cow else "",
        f"Primary {who} Sector": "IGO" if p.country in BODIES else "" if is_private(p) else "GOV",
        f"{who} Title": safe(p.role),
    }


def _iso3(country: str | None) -> str:
    state = states().get(country or "")
    return state.iso3 if state else ""
