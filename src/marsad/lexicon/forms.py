"""Arabic word forms from dictionary forms: verbs in person and tense, nouns with their endings, nisba adjectives.

Forms are generated folded (see :mod:`marsad.text`) and may include a few that nobody writes: a form that never occurs
costs nothing, a form that is missing costs an event.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from marsad.text import fold_word

OBJECTS = ("", "ه", "ها", "هم", "هما", "هن")
POINTS = frozenset({"جنوب", "شمال"})
WE = ":we"  # after the tense, for the first person plural
NOUN_SUFFIXES = ("ه", "ها", "هم", "هما", "هن", "نا")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One written form: ``tense`` past, present or future; ``plural`` dual or plural subject; ``suffix`` the object.
    ``tense`` ends with ``WE`` in the first person plural."""

    text: str
    tense: str
    plural: bool = False
    suffix: str = ""


def verb_forms(past: str, present: str) -> list[VerbForm]:
    """All third-person forms of a verb given as ``past`` and ``present`` third person masculine singular, and the first
    person plural of the past."""
    return [*_past(past), *_present(present)]


def _past(past: str) -> list[VerbForm]:
    base = fold_word(past)
    weak = past.endswith(("ى", "ا"))
    stem = base[:-1] if weak else base
    before_suffix = f"{stem}ا" if weak else base
    out = [VerbForm(base, "past"), VerbForm(f"{stem}ت", "past")]
    dual = f"{stem}يا" if weak else f"{stem}ا"
    out += [VerbForm(t, "past", plural=True) for t in (dual, f"{stem}تا", f"{stem}وا")]
    if not base.endswith("ن"):  # أعلنا: both announced
        out.append(VerbForm(_of_speakers(base, stem, weak), "past" + WE, plural=True))
    for suffix in OBJECTS[1:]:
        out.append(VerbForm(before_suffix + suffix, "past", suffix=suffix))
        out.append(VerbForm(f"{stem}ت{suffix}", "past", suffix=suffix))
        out.append(VerbForm(f"{stem}و{suffix}", "past", plural=True, suffix=suffix))
    return out


def _of_speakers(base: str, stem: str, weak: bool) -> str:
    """``وقعنا``, ``التقينا``, ``زرنا``: what the speaker says he and others did."""
    hollow = len(base) == 3 and base[1] == "ا"
    return f"{stem}ينا" if weak else f"{base[0]}{base[2]}نا" if hollow else f"{base}نا"


def _present(present: str) -> list[VerbForm]:
    base = fold_word(present)
    weak = present.endswith(("ى", "ي", "و"))
    out: list[VerbForm] = []
    for future, person in product(("", "س"), ("ي", "ت")):
        tense = "future" if future else "present"
        whole = future + person + base[1:]
        stem = whole[:-1] if weak else whole
        out.append(VerbForm(whole, tense))
        if weak and not future and len(stem) > 3:
            out.append(VerbForm(stem, tense))  # لم يلتق
        duals = (f"{stem}يان", f"{stem}يا") if weak else (f"{stem}ان", f"{stem}ا")
        out += [VerbForm(t, tense, plural=True) for t in (f"{stem}ون", f"{stem}وا", *duals)]
        joined = f"{stem}ا" if present.endswith("ى") else whole
        out += [VerbForm(joined + suffix, tense, suffix=suffix) for suffix in OBJECTS[1:]]
    return out


@dataclass(frozen=True, slots=True)
class NounForm:
    """One written form of a noun: ``suffix`` its possessive pronoun, ``definite`` whether it has the article."""

    text: str
    suffix: str = ""
    definite: bool = False
    plural: bool = False


def noun_forms(noun: str, plurals: tuple[str, ...] = ()) -> list[NounForm]:
    """A noun of one or more words (the head first): article, tanwin, dual, possessive suffixes, given plurals."""
    head, _, rest = fold_word(noun).partition(" ")
    tail = f" {rest}" if rest else ""
    out = [NounForm(head + tail)]
    if not rest:
        out += _single(noun, head)
    elif not noun.split(maxsplit=1)[0].endswith("ة"):  # no tanwin alef: دورة في is no دورها في
        out.append(NounForm(f"{head}ا{tail}"))
    for plural in plurals:
        out += [NounForm(f.text, f.suffix, f.definite, True) for f in noun_forms(plural)]
    return out


def _single(noun: str, head: str) -> list[NounForm]:
    feminine = noun.endswith("ة")
    stem = f"{head[:-1]}ت" if feminine else head
    out = [NounForm(f"ال{head}", definite=True)]
    if not feminine:
        out.append(NounForm(f"{head}ا"))
    if head.endswith("اء"):
        stem = head[:-1]
        out += [NounForm(f"{stem}{hamza}{s}", s) for s in NOUN_SUFFIXES for hamza in ("ي", "و", "ء")]
    else:
        out += [NounForm(stem + s, s) for s in NOUN_SUFFIXES]
    for ending in ("ين", "ان", "ي", "ا"):
        if ending == "ا" and not feminine:
            continue
        out.append(NounForm(stem + ending, plural=True))
        if ending in ("ين", "ان"):
            out.append(NounForm(f"ال{stem}{ending}", definite=True, plural=True))
    return out


def nisba_forms(adjective: str) -> list[str]:
    """A nisba adjective (one or more words) in gender, number, case and with the article, folded."""
    words = fold_word(adjective).split()
    if not words[-1].endswith("ي"):
        return [" ".join(words), " ".join(f"ال{w}" for w in words)]
    forms = []
    for ending in ("", "ه", "ا", "ين", "ون", "ان", "تان", "تين", "ات"):
        inflected = [w + ending if w.endswith("ي") else w for w in words]
        forms.append(" ".join(inflected))
        forms.append(" ".join(w if w in POINTS else f"ال{w}" for w in inflected))
        first = inflected[0]
        forms.append(" ".join([first if first in POINTS else f"ال{first}", *inflected[1:]]))
        if first in POINTS:
            forms.append(" ".join([f"ال{first}", *inflected[1:]]))
    return list(dict.fromkeys(forms))
