"""Step 3 of the cascade: one pass over the tokens that says what every word or phrase can be.

For each token all known phrases that start there are kept, the longest first; later steps ask for the kinds that they
know. Clitics come off only where the rest is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.find.tokens import Tokens, clitic_cuts, without
from marsad.lexicon import Lexicon, Term

BEGIN_ACTORS = frozenset({
    "country", "city", "state_head", "body", "institution", "org_head", "org_complete", "office", "office_alone",
    "office_country", "honorific", "royal", "rank", "style", "given", "particle",
})  # fmt: skip
BEGIN_GROUPS = frozenset({"counterpart", "groups", "delegation", "both_sides", "officials"})
PEOPLE = frozenset(
    {"groups", "captive", "deported", "diplomat"}
)  # words for people, before an adjective of nationality
NO_TAGS: tuple[Tag, ...] = ()
NOTHING: frozenset[str] = frozenset()


class Tag(NamedTuple):
    """A known phrase at tokens ``[i:j]`` after ``clitics`` were taken off its first token."""

    i: int
    j: int
    clitics: str
    terms: tuple[Term, ...]

    def term(self, *kinds: str) -> Term | None:
        """The first meaning of one of ``kinds``."""
        for term in self.terms:
            if term.kind in kinds:
                return term
        return None


PLACES = frozenset({"country", "city", "region"})
DOUBLED = "\u0651"  # the sign of a doubled letter
MOST_KNOWN = 50_000  # words that are remembered with what they can be


class Alone(NamedTuple):
    """What a word can be by itself, whatever stands around it: ``meanings`` are terms after the clitics taken off.

    ``seconds`` are the words that may go on with a phrase after it; ``by_spelling`` says that its unfolded letters and
    its neighbours decide; ``begins`` and ``can`` are as in :class:`Tagged`.
    """

    cuts: tuple[tuple[str, str], ...]
    seconds: frozenset[str]
    by_spelling: bool
    meanings: tuple[tuple[str, tuple[Term, ...]], ...]
    begins: bool
    can: frozenset[str]


UNKNOWN = Alone((), NOTHING, False, (), False, NOTHING)


@dataclass(slots=True)
class Tagged:
    """Tokens with the known phrases that start at each of them.

    ``begins[i]`` says whether one of them can begin an actor, so that most tokens are passed over at once. ``can[i]``
    has all that they can be, kinds and groups of words together: what is not there is not looked for.
    """

    tokens: Tokens
    lexicon: Lexicon
    starts: list[tuple[Tag, ...]]
    begins: list[bool]
    can: list[frozenset[str]]
    _places: dict[str, list[int]] = field(default_factory=dict)
    _classes: dict[str, list[int]] | None = None

    def get(self, i: int, *kinds: str) -> tuple[Tag, Term] | None:
        """The longest phrase at token ``i`` that can be one of ``kinds``, with that meaning."""
        try:
            if i < 0 or self.can[i].isdisjoint(kinds):
                return None
        except IndexError:
            return None
        for tag in self.starts[i]:
            for term in tag.terms:
                if term.kind in kinds:
                    return tag, term
        return None

    def word(self, i: int, *groups: str) -> Tag | None:
        """The longest phrase at ``i`` of one of the closed classes ``groups`` (``words.yml``)."""
        try:
            if i < 0 or self.can[i].isdisjoint(groups):
                return None
        except IndexError:
            return None
        for tag in self.starts[i]:
            for term in tag.terms:
                if term.kind == "word" and term.id in groups:
                    return tag
        return None

    def words(self, span: range, *groups: str) -> list[Tag]:
        """The longest phrase of one of the closed classes ``groups`` at each token of ``span`` where one begins, in
        order. Asks an index of the page, so that a long ``span`` costs little more than a short one."""
        return [tag for i in self._within(span, groups) if (tag := self.word(i, *groups)) is not None]

    def holds(self, span: range, *groups: str) -> bool:
        """Whether a phrase of one of the closed classes ``groups`` begins in ``span``."""
        return bool(self.words(span, *groups))

    def where(self, *names: str) -> list[int]:
        """The tokens at which one of ``names``, kinds or groups of words, may begin, in order."""
        return self._within(range(len(self.can)), names)

    def _within(self, span: range, names: tuple[str, ...]) -> list[int]:
        """The tokens of ``span`` at which one of ``names`` may begin, in order."""
        places = self._places or self._index()
        found: list[int] = []
        for name in names:
            if name in places:
                told = places[name]
                found += told[bisect_left(told, span.start) : bisect_left(told, span.stop)]
        return found if len(names) == 1 else sorted(set(found))

    def _index(self) -> dict[str, list[int]]:
        """For every name the tokens at which it may begin."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for i, can in enumerate(self.can):
            for name in can:
                places[name].append(i)
        self._places = dict(places)
        return self._places

    def classed(self, names: Iterable[str], begin: int, end: int) -> bool:
        """Whether a word of one of the classes ``names`` (``frames.yml``) stands in tokens ``[begin:end]``."""
        if self._classes is None:
            self._classes = {}
            for i in self.where("class"):
                for name in {t.id for tag in self.starts[i] for t in tag.terms if t.kind == "class"}:
                    self._classes.setdefault(name, []).append(i)
        return any(begin <= i < end for name in names for i in self._classes.get(name, ()))

    def among(self, i: int, name: str) -> bool:
        """Whether the folded word at ``i`` is in the set ``name`` of ``grammar.yml``."""
        return 0 <= i < len(self.tokens.words) and self.tokens.words[i] in self.lexicon.grammar.sets[name]

    def bare(self, i: int) -> str:
        """The folded word at ``i``."""
        return self.tokens.words[i] if 0 <= i < len(self.tokens.words) else ""


def _by_spelling(term: Term) -> bool:
    """Whether the unfolded spelling may rule the meaning out."""
    here = term.kind == "word" and term.id == "here"
    return here or term.kind == "country" or term.suffix == "ه" or "own" in (term.detail, term.id[:3])


def _as_spelled(
    tokens: Tokens, i: int, j: int, terms: tuple[Term, ...], *, before: str, person: bool
) -> tuple[Term, ...]:
    """Meanings that the unfolded spelling rules out.

    ``نيجيرياً`` with its tanwin is the adjective, not the country that folds to the same letters; ``منحة`` with its ta
    marbuta is the noun, not the verb with the pronoun that folds to the same letters; ``سفيره`` is his ambassador,
    ``سفيرة`` a woman; ``بلدة`` is a town, ``بلده`` his country.
    """
    if not any(_by_spelling(t) for t in terms):
        return terms
    spelled = tokens.text(i, min(j, len(tokens)))
    if any(t.id == "here" for t in terms) and spelled.endswith("ا"):
        return tuple(t for t in terms if t.kind != "frame")  # التقى X هنا اليوم Y: no هنأ
    if spelled.endswith("يا") and before.endswith("ا") and person:  # شرطيا موريتانيا
        return tuple(t._replace(kind="nisba") if t.kind == "country" else t for t in terms)
    if spelled.endswith(("ً", "ًا")):
        return tuple(t._replace(kind="nisba") if t.kind == "country" else t for t in terms)
    if spelled.endswith("ة"):
        return tuple(t for t in terms if t.suffix != "ه" and t.detail != "own" and t.id != "own_country")
    return tuple(sorted(terms, key=lambda t: t.detail != "own"))


def tag(tokens: Tokens, lexicon: Lexicon) -> Tagged:
    """Tag all tokens."""
    tokens = _close_pairs(tokens, lexicon)
    words, known = tokens.words, lexicon.known
    starts: list[tuple[Tag, ...]] = []
    begins: list[bool] = []
    can: list[frozenset[str]] = []
    if len(known) > MOST_KNOWN:
        known.clear()
    for i, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        alone = known.get(word)
        if alone is None:
            alone = known[word] = _alone(word, lexicon)
        if after and after not in alone.seconds and not alone.by_spelling:
            starts.append(tuple([Tag(i, i + 1, clitics, terms) for clitics, terms in alone.meanings]))
            begins.append(alone.begins)
            can.append(alone.can)
            continue
        person = bool(starts) and any(t.id in PEOPLE for hit in starts[-1] for t in hit.terms)
        found = _tags_at(tokens, i, alone.cuts, lexicon, person=person)
        starts.append(tuple(found))
        told = [t for hit in found for t in hit.terms]
        begins.append(_begins_actor(told))
        can.append(_can_be(told))
    _settle_twins(tokens, starts, can)
    _settle_regions(starts, begins, can)
    return Tagged(tokens, lexicon, starts, begins, can)


def _close_pairs(tokens: Tokens, lexicon: Lexicon) -> Tokens:
    """``اللجنة المغربية-الإسبانية``: a dash between two adjectives of nationality joins them as a space does."""
    words = tokens.words
    if "-" not in words:
        return tokens
    dashes = (i for i in range(1, len(words) - 1) if words[i] == "-")
    pairs = {i for i in dashes if _nations(words[i - 1], lexicon) and _nations(words[i + 1], lexicon)}
    if not pairs:
        return tokens
    begins = {begin for begin, _ in tokens.sentences}
    return without(tokens, {i for i in pairs if not begins & {i, i + 1} and words[i - 1] != words[i + 1]})


def _nations(word: str, lexicon: Lexicon) -> bool:
    """Whether ``word`` can be an adjective of nationality (``المغربية``, ``للفرنسي``, ``تونسي``)."""
    cuts = clitic_cuts(word) if word.endswith(("ي", "يه", "يتين", "يين")) else []
    return any(t.kind == "nisba" for _, rest in cuts for t in lexicon.phrases.table.get((rest,), ()))


def _tags_at(tokens: Tokens, i: int, cuts: Iterable[tuple[str, str]], lexicon: Lexicon, *, person: bool) -> list[Tag]:
    """All phrases that begin at token ``i``, the longest first; ``person``: after a word for people."""
    words, table, longest, second = tokens.words, lexicon.phrases.table, lexicon.phrases.longest, lexicon.phrases.second
    found: list[Tag] = []
    for clitics, rest in cuts:
        alone = i + 1 < len(words) and words[i + 1] not in second.get(rest, NOTHING)
        for n in range(1 if alone else longest[rest], 0, -1):
            terms = table.get((rest, *words[i + 1 : i + n]))
            if terms is not None:
                terms = _as_spelled(tokens, i, i + n, terms, before=words[i - 1] if i else "", person=person)
                if terms := _with_clitics(terms, clitics):
                    found.append(Tag(i, min(i + n, len(words)), clitics, terms))
    return _sorted(found)


def _with_clitics(terms: tuple[Term, ...], clitics: str) -> tuple[Term, ...]:
    """سعادة is no habit (عادة) to come: only a verb takes the future's س."""
    return tuple(t for t in terms if t.detail.startswith("verb")) if clitics.endswith("س") else terms


def _sorted(found: list[Tag]) -> list[Tag]:
    """The longest first, and with fewest clitics."""
    if len(found) > 1 and any(t.kind == "given" for f in found if not f.clitics for t in f.terms):
        found = [f for f in found if not (f.clitics and all(t.kind in PLACES for t in f.terms))]  # باراك, no بأراك
    return sorted(found, key=lambda t: (t.i - t.j, len(t.clitics)))


def _begins_actor(told: Iterable[Term]) -> bool:
    return any(t.kind in BEGIN_ACTORS or t.id in BEGIN_GROUPS for t in told)


def _can_be(told: list[Term]) -> frozenset[str]:
    kinds: set[str] = {t.kind for t in told}
    return frozenset(kinds.union(t.id for t in told) if "word" in kinds else kinds)


def _alone(word: str, lexicon: Lexicon) -> Alone:
    """What ``word`` can be by itself, in any text."""
    phrases = lexicon.phrases
    cuts = tuple(cut for cut in clitic_cuts(word) if cut[1] in phrases.longest)
    if not cuts:
        return UNKNOWN
    whole = [(clitics, phrases.table.get((rest,), ())) for clitics, rest in cuts]
    tags = [Tag(0, 1, clitics, told) for clitics, terms in whole if (told := _with_clitics(terms, clitics))]
    meanings = tuple((tag.clitics, tag.terms) for tag in _sorted(tags))
    known = [term for _, terms in meanings for term in terms]
    return Alone(
        cuts,
        frozenset().union(*(phrases.second.get(rest, NOTHING) for _, rest in cuts)),
        any(_by_spelling(term) for _, terms in whole for term in terms),
        meanings,
        _begins_actor(known),
        _can_be(known),
    )


def _twins(tag: Tag) -> tuple[Term, Term] | None:
    """A state and another state's city of one name (``عمان``), or ``None``."""
    country, city = tag.term("country"), tag.term("city")
    return (country, city) if country and city and country.id != city.id else None


def _settle_twins(tokens: Tokens, starts: list[tuple[Tag, ...]], can: list[frozenset[str]]) -> None:
    """A name of a state and of another's city is, on the whole page, that of the two which the page names otherwise;
    where it is written with a doubled letter (``عمّان``), it is the city."""
    both = [i for i, kinds in enumerate(can) if "city" in kinds and "country" in kinds]
    where = [(i, n, twins) for i in both for n, tag in enumerate(starts[i]) if (twins := _twins(tag))]
    if not where:
        return
    told: Counter[str] = Counter()
    doubtful = {i for i, _, _ in where}
    for i, tags in enumerate(starts):
        if i not in doubtful:
            told.update({t.id for tag in tags for t in tag.terms if t.kind in ("country", "city", "nisba")})
    for i, n, (country, city) in where:
        tag = starts[i][n]
        doubled = DOUBLED in tokens.text(tag.i, tag.j)
        if told[country.id] == told[city.id] and not doubled:
            continue
        loser = country if doubled or told[city.id] > told[country.id] else city
        kept = tuple(_sure(t) for t in tag.terms if t.kind not in PLACES or t.id != loser.id)
        starts[i] = (*starts[i][:n], tag._replace(terms=kept), *starts[i][n + 1 :])


def _settle_regions(starts: list[tuple[Tag, ...]], begins: list[bool], can: list[frozenset[str]]) -> None:
    """``المغرب الإسلامي``, ``بلاد المغرب العربي``: in the name of a larger region, the name of a state is none."""
    for i in [i for i, kinds in enumerate(can) if "larger_regions" in kinds]:
        end = max(tag.j for tag in starts[i] if any(t.id == "larger_regions" for t in tag.terms))
        for k in range(i, end):
            kept = [tag._replace(terms=tuple(t for t in tag.terms if t.kind not in PLACES)) for tag in starts[k]]
            starts[k] = tuple(tag for tag in kept if tag.terms)
            told = [t for tag in starts[k] for t in tag.terms]
            begins[k], can[k] = _begins_actor(told), _can_be(told)


def _sure(term: Term) -> Term:
    """A place that the page itself has settled is in doubt no longer."""
    return term._replace(detail="") if term.kind in PLACES and term.detail == "doubtful" else term
