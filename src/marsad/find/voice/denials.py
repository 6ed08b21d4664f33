"""Step 5f: what did not happen, or is refused: the words that deny it."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.custody import is_people
from marsad.find.frames.draft import Draft

FRONTED = 4  # tokens of a sentence before the setting that it begins with
GOVERNS = 24  # tokens from a verb to the visit in which, or on which, it is to happen
NEAR = 6  # tokens before the trigger in which a word says so


def denied(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """The words by which the sentence says that it did not happen, or is refused."""
    t, trigger = scene.tagged, out.trigger
    if not trigger.is_verb and (at_first := _denied_at_first(scene, out)) is not None:
        return at_first
    if (clause := _denied_clause(scene, out)) is not None:
        return clause
    for i in range(max(out.clause.sentence[0], trigger.i - NEAR), trigger.i):
        tag = t.word(i, "negation") if i >= max(trigger.i - 3, out.clause.left) else None
        if t.holds(range(i + 1, trigger.i), "when") or _setting_of_denial(scene, out, i):
            continue  # لم تبدأ حين توصل الطرفان إلى اتفاق
        if tag is not None and not _captive(scene, out, tag.j):
            return tag.i, tag.j
    return None


def _denied_at_first(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``نفت الوزارة، في بيان طويل، طلب X من السفير المغادرة``: the verb with which the sentence begins denies a noun
    far after it, where no other verb stands between them."""
    t, begin = scene.tagged, out.clause.sentence[0]
    first = next((i for i in range(begin, min(begin + FRONTED, out.trigger.i)) if i in scene.verbs), None)
    tag = t.word(first, "governing_denial") if first is not None and t.word(first, "negation") else None
    if tag is None or any(i in scene.verbs or t.word(i, "circumstance") for i in range(tag.j, out.trigger.i)):
        return None
    return (tag.i, tag.j) if out.trigger.i - tag.j <= GOVERNS and governed(scene, out, tag.i) else None


def _denied_clause(scene: Scene, out: Draft) -> tuple[int, int] | None:
    """``نفت X أن يكون Y قد زار Z``: a verb that denies the clause of a finite verb."""
    t, left = scene.tagged, out.clause.left
    if not out.trigger.is_verb or t.word(left, "complementizers") is None:
        return None
    for i in range(left - 1, max(out.clause.sentence[0], left - 14) - 1, -1):
        if t.word(i, "complementizers", "clause_breaks"):
            return None
        if (tag := t.word(i, "governing_denial")) is not None:
            return tag.i, tag.j
    return None


def _setting_of_denial(scene: Scene, out: Draft, i: int) -> bool:
    """``لم يطلب X خلال لقائه Y تسليم Z``: what was not asked for in the talks; they were held."""
    t, trigger = scene.tagged, out.trigger
    during = t.word(trigger.i - 1, "during", "settings") is not None
    return during and bool(trigger.term.suffix) and not trigger.is_verb and trigger.i - i > 2


def _captive(scene: Scene, out: Draft, i: int) -> bool:
    """``يرفض المعتقلون تسليمهم``: the wish of who is to be handed over refuses nothing."""
    return out.type == "extradition" and is_people(scene, i)


def governed(scene: Scene, out: Draft, i: int) -> bool:
    """Whether the verb at ``i`` denies or cancels the trigger: ``ألغى X زيارته``, not ``ألغى X الاتفاق بعد زيارته``."""
    t, light = scene.tagged, scene.tagged.get(i, "light")
    kind = "light" if light is not None and light[1].detail.startswith("verb") else scene.verbs.get(i)
    apart = t.word(out.trigger.i - 1, "prepositions", "before_nouns") or out.trigger.tag.clitics
    return kind == "light" or (kind == "frame" and out.type in ("visit", "meeting", "call") and not apart)
