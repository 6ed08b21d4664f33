"""Frames: triggers of events and the parts that their slots fill (``data/<lang>/frames.yml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from marsad.lexicon.forms import noun_forms, verb_forms
from marsad.lexicon.labels import TOPICS
from marsad.lexicon.reader import Entry, Problems, read_yaml
from marsad.lexicon.terms import Phrases, Term
from marsad.model import EventType, Status
from marsad.text import fold_word

SLOTS = ("subject", "object", "of", "with", "to", "from", "between", "by", "in", "on")
PARTS = ("host", "guest", "party", "agent", "recipient", "subject", "side")
NEEDS = (
    "with",
    "place",
    "between",
    "act",
    "gathering",
    "warrant",
    "person_handed",
    "geared", "person_taken",
    "two_sides",
    "security_object",
    "foreign_recipient",
    "joint",
    "foreign_source",
    "subject_near",
    "agreement_told",
    "officials",
    "many_subjects",
    "addressed",
    "in_reply",
    "from_and_to",
    "agreed_on",
    "joint_body",
    "caused",
    "informed",
    "arms_deal",
    "stated",
    "attained",
    "ratified",
    "many_officials",
    "calls_on",
    "helping",
    "cargo",
    "feat",
    "schooling",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling an event.

    ``parts`` maps a syntactic slot to a part; ``place`` lists slots that name its place. ``needs`` are conditions by
    name (see :mod:`marsad.find.frames.conditions`); ``object_class`` a word class that the clause must hold (``near``:
    soon after the trigger, whose words mostly tell other things: ألقى, وقع); ``status`` what the words themselves say;
    ``unless`` are words that, right after the trigger, make it mean something else (بحث عن); ``topic`` what every such
    event is about.
    """

    id: str
    type: EventType
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)
    place: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    object_class: tuple[str, ...] = ()
    status: Status | None = None
    unless: tuple[str, ...] = ()
    near: bool = False
    topic: str | None = None


def load_frames(path: Path, phrases: Phrases, problems: Problems) -> dict[str, Frame]:
    """Read the file, index every word form of every trigger and class, and return the frames by id."""
    data = read_yaml(path, problems)
    if not isinstance(data, Entry):
        return {}
    for verb in data.get("light_verbs", ()):
        _add_verb(str(verb), "light", "", phrases, problems, path)
    classes = data.get("classes", Entry())
    inflected = {str(name) for name in data.get("inflected", ())}
    for name in inflected - set(classes):
        problems.add(path, getattr(data.get("inflected"), "line", 0), f"unknown word class {name!r}")
    for name, words in classes.items():
        for word in words:
            for variant in _class_forms(str(word), name in inflected):
                phrases.add(variant, Term("class", name))
    frames: dict[str, Frame] = {}
    for entry in data.get("frames", ()):
        frame = _frame(entry, set(classes), problems, path)
        if frame.id in frames:
            problems.add(path, entry.line, f"the frame {frame.id!r} stands twice")
        frames[frame.id] = frame
        for verb in entry.get("verbs", ()):
            _add_verb(str(verb), "frame", frame.id, phrases, problems, path)
        for noun in entry.get("nouns", ()):
            singular, _, plurals = str(noun).partition(":")
            for form in noun_forms(singular, tuple(p for p in plurals.split("،") if p)):
                phrases.add(form.text, Term("frame", frame.id, "noun", form.suffix, form.plural))
    return frames


def _class_forms(word: str, inflected: bool) -> set[str]:
    """A word of a class with its article; of an inflected class with the endings of number, gender and case too."""
    base = fold_word(word)
    if " " in word:
        return {base}
    forms = {base, f"ال{base}"}
    if inflected:
        whole = [*noun_forms(word), *([] if word.endswith("ة") else noun_forms(f"{word}ة"))]
        forms |= {form.text for form in whole if not form.suffix}
        stem = base[:-1] if word.endswith("ة") else base
        forms |= {f"{al}{stem}{ending}" for al in ("", "ال") for ending in ("ون", "ات")}
    return forms


def _frame(entry: Entry, classes: set[str], problems: Problems, path: Path) -> Frame:
    parts = dict(entry.get("parts", {}))
    for slot, part in parts.items():
        if slot not in SLOTS or part not in PARTS:
            problems.add(path, entry.line, f"unknown slot or part {slot}: {part}")
    if entry.get("type") not in get_args(EventType):
        problems.add(path, entry.line, f"unknown event type {entry.get('type')!r}")
    if entry.get("status") not in (None, *get_args(Status)):
        problems.add(path, entry.line, f"unknown status {entry.get('status')!r}")
    if entry.get("topic") not in (None, *TOPICS):
        problems.add(path, entry.line, f"unknown topic {entry.get('topic')!r}")
    for need in entry.get("needs", ()):
        if need not in NEEDS:
            problems.add(path, entry.line, f"unknown condition {need!r}; known: {', '.join(NEEDS)}")
    wanted = str(entry.get("object_class", ""))
    object_class = (wanted,) if wanted in classes else tuple(w for w in wanted.split("_") if w)
    for name in object_class:
        if name not in classes:
            problems.add(path, entry.line, f"unknown word class {name!r}")
    return Frame(
        id=str(entry.get("id")),
        type=entry.get("type", "meeting"),
        parts={str(k): str(v) for k, v in parts.items()},
        place=tuple(str(p) for p in entry.get("place", ())),
        needs=tuple(str(n) for n in entry.get("needs", ())),
        object_class=object_class,
        status=entry.get("status"),
        unless=tuple(fold_word(w) for w in entry.get("unless", ())),
        near=bool(entry.get("near", False)),
        topic=entry.get("topic"),
    )


def _add_verb(verb: str, kind: str, frame: str, phrases: Phrases, problems: Problems, path: Path) -> None:
    past, slash, present = verb.partition("/")
    if not slash:
        problems.add(path, getattr(verb, "line", 0), f"the verb {verb!r} wants past/present")
        return
    for form in verb_forms(past, present):
        term = Term("frame", frame, f"verb:{form.tense}", form.suffix, form.plural)
        if kind == "light":
            term = Term("light", fold_word(past), f"verb:{form.tense}", form.suffix, form.plural)
        phrases.add(form.text, term)
