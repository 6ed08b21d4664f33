"""Loads, validates and indexes ``data/``; the only reader of it.

``load()`` gives the :class:`Lexicon` of one language. Every mistake in the data is reported at once, with file and
line. The compiled index is kept beside the data (``data/.compiled``), named by the hash of all data files, so that
editing
a word recompiles by itself and an installed package starts in milliseconds.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from marsad.lexicon.actors import (
    Namesake,
    OfficeWords,
    load_countries,
    load_institutions,
    load_names,
    load_namesakes,
    load_offices,
    load_officials,
    load_places,
)
from marsad.lexicon.figures import FigureWords, load_figures
from marsad.lexicon.frames import Frame, load_frames
from marsad.lexicon.gate import Gate, build_gate
from marsad.lexicon.grammar import Grammar, load_grammar
from marsad.lexicon.pages import PageWords, load_pages
from marsad.lexicon.reader import DATA, Entry, Problems, read_yaml
from marsad.lexicon.terms import Phrases, Term
from marsad.lexicon.times import TimeWords, load_times
from marsad.text import fold_word

__all__ = ["Frame", "Lexicon", "Phrases", "Term", "compiled", "load"]

Made = TypeVar("Made")

# The loader's own code, hashed when it is imported: what a running process compiles bears the name of the code it ran.
CODE = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")))).digest()
EVERYDAY = 3000  # that many of the commonest words are too common to be taken for a name's first part


@dataclass(frozen=True)
class Lexicon:
    """All words of one language, indexed. ``version`` is the hash of the data files it was made from.

    ``surnames`` are the words with which a listed official's name can end, ``known`` what the finder remembers of words
    (:class:`marsad.find.tag.Alone`), ``namesakes`` officials whose names many people bear.
    """

    lang: str
    version: str
    phrases: Phrases
    frames: Mapping[str, Frame]
    countries: Mapping[str, tuple[str, ...]]
    officials: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    offices: OfficeWords
    common: frozenset[str]
    everyday: frozenset[str]
    gate: Gate
    grammar: Grammar
    times: TimeWords
    pages: PageWords
    figures: FigureWords
    surnames: frozenset[str] = frozenset()
    namesakes: Mapping[str, tuple[Namesake, ...]] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict, compare=False)


def load(lang: str = "ar") -> Lexicon:
    """The lexicon of ``lang``, from the compiled index where the data have not changed.

    Raises :class:`marsad.errors.LexiconError` with every mistake found.
    """
    return compiled(lang, lambda: build(lang))


def compiled(name: str, make: Callable[[], Made]) -> Made:
    """What ``make`` makes of the data files, from the file of that name where neither data nor code have changed."""
    path = DATA / ".compiled" / f"{name}-{_version()}.pickle"
    if path.exists():
        with path.open("rb") as file:
            kept: Made = pickle.load(file)
        return kept
    made = make()
    _keep(path, made)
    return made


def build(lang: str, version: str = "") -> Lexicon:
    """Read and check all data files of ``lang``."""
    problems = Problems()
    common = _load_common(DATA / lang / "common.txt", problems)
    phrases = Phrases()
    countries = load_countries(phrases, problems, lang)
    load_places(phrases, problems, lang)
    load_institutions(phrases, problems, lang)
    offices = load_offices(phrases, problems, lang)
    load_names(phrases, problems, lang)
    frames = load_frames(DATA / lang / "frames.yml", phrases, problems)
    officials = load_officials(problems)
    _load_words(phrases, problems, lang)
    grammar = load_grammar(DATA / lang / "grammar.yml", problems)
    lexicon = Lexicon(
        lang=lang,
        version=version or _version(),
        phrases=phrases,
        frames=frames,
        countries=countries,
        officials=officials,
        offices=offices,
        common=frozenset(common),
        everyday=frozenset(common[:EVERYDAY]),
        gate=build_gate(phrases, (one for told in officials.values() for one in told), grammar.blocs),
        grammar=grammar,
        times=load_times(problems, lang),
        pages=load_pages(problems),
        figures=load_figures(problems, lang),
        surnames=_surnames(officials),
        namesakes=load_namesakes(problems),
    )
    problems.check()
    return lexicon


def _surnames(names: Iterable[str]) -> frozenset[str]:
    """The words that names end with; what is joined to عبد and أبو by itself too, with and without its article."""
    joined = [name[3:] for name in names if name.startswith(("عبد", "ابو"))]
    return frozenset([*names, *joined, *(f"ال{rest}" for rest in joined)])


def _load_words(phrases: Phrases, problems: Problems, lang: str) -> None:
    from marsad.lexicon.forms import verb_forms

    words = read_yaml(DATA / lang / "words.yml", problems) or Entry()
    for group, members in words.items():
        if isinstance(members, dict):
            for name, forms in members.items():
                for form in forms:
                    phrases.add(fold_word(form), Term("word", group, name))
        else:
            for form in members:
                phrases.add(fold_word(form), Term("word", group))
    for topic, forms in (read_yaml(DATA / lang / "topics.yml", problems) or Entry()).items():
        for form in forms:
            phrases.add(fold_word(form), Term("topic", topic))
    for group, forms in (read_yaml(DATA / lang / "attribution.yml", problems) or Entry()).items():
        for form in forms:
            if group == "says":
                past, _, present = str(form).partition("/")
                for verb in verb_forms(past, present):
                    phrases.add(verb.text, Term("says", fold_word(past), f"verb:{verb.tense}"))
            else:
                phrases.add(fold_word(form), Term("cue", group))
    heads = read_yaml(DATA / lang / "places_words.yml", problems) or Entry()
    _place_words(phrases, heads)


def _place_words(phrases: Phrases, heads: Entry) -> None:
    for group, kind in (("place_heads", "place_head"), ("state_heads", "state_head")):
        for item in heads.get(group, ()):
            forms = [item] if isinstance(item, str) else [v for k, v in item.items() if k in ("word", "ar", "head")]
            for form in forms:
                for one in form if isinstance(form, list) else [form]:
                    phrases.add(fold_word(one), Term(kind, fold_word(one)))  # type: ignore[arg-type]


def _load_common(path: Path, problems: Problems) -> list[str]:
    """Ordinary words, the commonest first (one a line, ``#`` comments): no part of an unlisted name."""
    if not path.exists():
        problems.add(path, 0, "the file is missing")
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [fold_word(line) for line in lines if line and not line.startswith("#")]


def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*")):
        if path.is_file() and ".compiled" not in path.parts and path.suffix in {".yml", ".txt"}:
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes())
    digest.update(CODE)
    return digest.hexdigest()[:12]


def _keep(path: Path, made: object) -> None:
    """Write the compiled index beside the data; an installation that cannot be written to compiles at each start."""
    try:
        path.parent.mkdir(exist_ok=True)
        for old in path.parent.glob(f"{path.stem.rpartition('-')[0]}-*.pickle"):
            old.unlink(missing_ok=True)
        temporary = path.with_suffix(".new")
        temporary.write_bytes(pickle.dumps(made, protocol=5))
        temporary.replace(path)
    except OSError:
        return
