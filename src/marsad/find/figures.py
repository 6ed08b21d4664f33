"""Figures: counted claims that are no event (``121 أمرا دوليا بالقبض سنة 2023``); words in ``data/<lang>/figures.yml``.

A figure is a number right before a unit of the field, in the form that Arabic asks for (plural after 3 to 10,
singular after 11 and more), in a sentence that states it: no plan, wish or denial, no dead or wounded, no range,
no count that an event of the page already has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marsad.find.frames.clauses import Scene
from marsad.find.numbers import number_before, number_word
from marsad.find.phrases.actors import Actor
from marsad.find.tokens import Tokens, clitic_cuts
from marsad.find.voice import source_of
from marsad.lexicon.figures import FigureWords, Unit, Words
from marsad.model import EventMention, Evidence, Figure, TimeExpression

LOOK_BACK = 8  # tokens before the number where a word of casualties, plan or denial counts
REACH = 5  # tokens before the number where the verb may stand (أوقفت الشرطة 35 شخصا)
LOOK_ON = 5  # tokens after the unit for casualties and for whose it is
FUTURE = frozenset("يتن")
NEGATIVE = ("negation", "irrealis", "plan")


@dataclass(frozen=True, slots=True)
class _Count:
    """A number at token ``i`` (``begin`` with ``أكثر من`` before it) and the unit it counts at ``[j:k]``."""

    value: int
    i: int
    j: int
    begin: int
    k: int
    unit: Unit


def figures_of(scene: Scene, mentions: Iterable[EventMention] = ()) -> tuple[Figure, ...]:
    """All figures of the text in order; counts that ``mentions`` have are left to them."""
    words = scene.tagged.lexicon.figures
    taken = [e for m in mentions if m.count is not None for e in (m.evidence, m.fields.get("count")) if e]
    tokens = scene.tagged.tokens
    found: list[Figure] = []
    for at, word in enumerate(tokens.words):
        if word not in words.units:
            continue
        count = _count_at(scene, words, at)
        if count is None or any(_covers(e, tokens, count) for e in taken):
            continue
        if _stated(scene, words, count) and _meets_needs(scene, words, count):
            found.append(_figure(scene, count))
    return tuple(dict.fromkeys(found))


def _covers(event: Evidence, tokens: Tokens, count: _Count) -> bool:
    """Whether the number stands in the words of an event, which then tells it."""
    return event.where == tokens.where[count.i] and event.start <= tokens.starts[count.i] < event.end


def _count_at(scene: Scene, words: FigureWords, at: int) -> _Count | None:
    """The number that ends right before token ``at`` with the longest unit that starts there and agrees with it."""
    tokens = scene.tagged.tokens.words
    begin = scene.tagged.tokens.sentences[scene.tagged.tokens.sentence_of(at)][0]
    stop = at - 1 if at > begin and tokens[at - 1] == ")" else at
    number = number_before(tokens, begin, stop, words)
    if number is None or any(i in scene.busy for i in range(number[1], at)):
        return None
    value, i = number
    plural = 3 <= value % 100 <= 10
    for form, many, unit in words.units[tokens[at]]:
        if many == plural and tuple(tokens[at : at + len(form)]) == form:
            k = _unit_end(scene, unit, at + len(form))
            if not any(need == {"after"} and k == at + len(form) for need in unit.needs):
                return _Count(value, i, at, _about(tokens, i, begin, words), k, unit)
    return None


def _unit_end(scene: Scene, unit: Unit, k: int) -> int:
    """Past the words that belong to the unit; joined by و only after the first."""
    tokens = scene.tagged.tokens
    end = tokens.sentences[tokens.sentence_of(k - 1)][1]
    start = k
    while k < end and _belongs(tokens.words[k], unit, k > start):
        k += 1
    while k > start and tokens.words[k - 1] in scene.tagged.lexicon.figures.open:
        k -= 1
    return k


def _belongs(word: str, unit: Unit, joined: bool) -> bool:
    return word in unit.after or (joined and word.removeprefix("و") in unit.after)


def _about(tokens: list[str], i: int, begin: int, words: FigureWords) -> int:
    """Where ``أكثر من`` or the like before the number begins."""
    if i > begin and tokens[i - 1] == "(":
        i -= 1
    for phrase in words.about:
        start = i - len(phrase)
        if start >= begin and _phrase_at(tokens, start, phrase):
            return start
    return i


def _phrase_at(tokens: list[str], start: int, phrase: Words) -> bool:
    """Whether ``phrase`` stands at ``start``, its first word with or without clitics."""
    first, *rest = phrase
    if tokens[start + 1 : start + len(phrase)] != rest:
        return False
    return any(cut == first for _, cut in clitic_cuts(tokens[start]))


def _is(word: str, group: frozenset[str]) -> bool:
    return any(cut in group for _, cut in clitic_cuts(word))


def _stated(scene: Scene, words: FigureWords, count: _Count) -> bool:
    """Whether the sentence states the count: not planned, wished or denied, no range, no casualties."""
    t = scene.tagged
    tokens = t.tokens.words
    begin, end = t.tokens.sentences[t.tokens.sentence_of(count.i)]
    before = range(max(begin, count.begin - LOOK_BACK), count.begin)
    if count.begin > begin and (_is(tokens[count.begin - 1], words.not_a_count) or tokens[count.begin - 1] in "-/"):
        return False
    if any(tokens[i] == "بين" for i in before if i >= count.begin - 3):
        return False
    if any(_is(tokens[i], words.casualties) for i in (*before, *range(count.k, min(end, count.k + LOOK_ON)))):
        return False
    return not any(t.word(i, *NEGATIVE) or _future(scene, i, words) for i in before)


def _future(scene: Scene, i: int, words: FigureWords) -> bool:
    """A verb of the future: one that the lexicon knows, or س before an ordinary present form (``ستنفذ``)."""
    word = scene.tagged.bare(i).removeprefix("و")
    if word[:1] == "س" and word[1:2] in FUTURE and number_word(word, words) == word:
        return word[1:] in scene.tagged.lexicon.common
    return any(
        term.detail == "verb:future" or ("س" in tag.clitics and term.detail.startswith("verb:present"))
        for tag in scene.tagged.starts[i]
        for term in tag.terms
    )


def _meets_needs(scene: Scene, words: FigureWords, count: _Count) -> bool:
    """Whether what the unit needs is told; security counts in the sentence and in the first one (the title)."""
    tokens, sentences = scene.tagged.tokens.words, scene.tagged.tokens.sentences
    begin, end = sentences[scene.tagged.tokens.sentence_of(count.i)]
    reach = range(max(begin, count.begin - REACH), count.begin)
    held = {
        "after": lambda: _belongs(tokens[count.k - 1], count.unit, joined=True),
        "before": lambda: any(_phrase_at(tokens, i, phrase) for phrase in count.unit.before for i in reach),
        "security": lambda: any(_secure(scene, i) for i in (*range(*sentences[0]), *range(begin, end))),
    }
    return all(any(held[need]() for need in needs) for needs in count.unit.needs)


def _secure(scene: Scene, i: int) -> bool:
    t = scene.tagged
    return t.word(i, "security") is not None or any(term.kind == "topic" for tag in t.starts[i] for term in tag.terms)


def _figure(scene: Scene, count: _Count) -> Figure:
    tokens = scene.tagged.tokens
    sentence = tokens.sentences[tokens.sentence_of(count.i)]
    start, end = _period(scene, count, sentence)
    owner = _owner(scene, count, sentence)
    return Figure(
        number=count.value,
        unit=tokens.text(count.j, count.k),
        evidence=tokens.evidence(count.begin, count.k, f"figure.{count.unit.id}"),
        whose=_shown(scene, owner) if owner else None,
        start=start,
        end=end,
        source=source_of(scene, sentence, count.i)[0],
    )


def _period(scene: Scene, count: _Count, sentence: tuple[int, int]) -> tuple[date | None, date | None]:
    """First and last day of the nearest time of the sentence; with ``منذ`` it lasts until the page was published.

    A single day that a verb of saying governs is the day of the report and no period.
    """
    near: list[tuple[int, int, TimeExpression]] = []
    for i, j, time in scene.times:
        if not sentence[0] <= i < sentence[1] or time.start is None:
            continue
        if time.precision == "day" and time.start == time.end and _of_report(scene, i, sentence[0]):
            continue
        near.append((i - count.k if i >= count.k else count.begin - j, i, time))
    if not near:
        return None, None
    _, i, time = min(near, key=lambda n: n[0])
    words = scene.tagged.lexicon.figures
    if _is(scene.tagged.bare(i), words.since) or (i > sentence[0] and _is(scene.tagged.bare(i - 1), words.since)):
        return time.start, scene.tagged.tokens.article.published
    return time.start, time.end


def _of_report(scene: Scene, i: int, begin: int) -> bool:
    kinds = (scene.verbs[k] for k in range(i - 1, begin - 1, -1) if k in scene.verbs)
    return next(kinds, "") == "says"


def _owner(scene: Scene, count: _Count, sentence: tuple[int, int]) -> Actor | None:
    """Whose count it is: who is told right after as its source, else the nearest institution before, else a country."""
    here = [a for a in scene.actors if sentence[0] <= a.i < sentence[1] and a.kind in ("org", "country", "group")]
    after = [a for a in here if count.k <= a.i <= count.k + LOOK_ON and a.mark in ("by", "from") and a.kind == "org"]
    before = [a for a in here if a.j <= count.i and a.mark not in ("with", "about", "on")]
    orgs = [a for a in before if a.kind == "org"]
    states = [a for a in before if a.kind != "org"] + [a for a in here if a.i >= count.k and a.mark in ("in", "b")]
    if after:
        return after[0]
    return orgs[-1] if orgs else (states[-1] if states else None)


def _shown(scene: Scene, owner: Actor) -> str | None:
    """The institution as the page words it, else the country's code."""
    if owner.kind != "org" or owner.org is None:
        return owner.country
    text = scene.tagged.tokens.text(*owner.org)
    hit = scene.tagged.get(owner.org[0], "institution", "body", "org_head", "org_complete")
    clitics = hit[0].clitics if hit else ""
    rest = text[len(clitics) :]
    return f"ا{rest}" if clitics.endswith("ل") and rest.startswith("ل") else rest
