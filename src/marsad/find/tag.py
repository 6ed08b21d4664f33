"""Step 3 of the cascade: one pass over the tokens that says what every word or phrase can be.

For each token all known phrases that start there are kept, the longest first; later steps ask for the kinds that they
know. Clitics come off only where the rest is known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from marsad.find.tokens import Tokens, clitic_cuts
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

    def get(self, i: int, *kinds: str) -> tuple[Tag, Term] | None:
        """The longest phrase at token ``i`` that can be one of ``kinds``, with that meaning."""
        if not 0 <= i < len(self.can) or self.can[i].isdisjoint(kinds):
            return None
        for tag in self.starts[i]:
            for term in tag.terms:
                if term.kind in kinds:
                    return tag, term
        return None

    def word(self, i: int, *groups: str) -> Tag | None:
        """The longest phrase at ``i`` of one of the closed classes ``groups`` (``words.yml``)."""
        if not 0 <= i < len(self.can) or self.can[i].isdisjoint(groups):
            return None
        for tag in self.starts[i]:
            for term in tag.terms:
                if term.kind == "word" and term.id in groups:
                    return tag
        return None

    def where(self, *names: str) -> list[int]:
        """The tokens at which one of ``names``, kinds or groups of words, may begin."""
        return [i for i, can in enumerate(self.can) if not can.isdisjoint(names)]

    def among(self, i: int, name: str) -> bool:
        """Whether the folded word at ``i`` is in the set ``name`` of ``grammar.yml``."""
        return 0 <= i < len(self.tokens.words) and self.tokens.words[i] in self.lexicon.grammar[name]

    def bare(self, i: int) -> str:
        """The folded word at ``i``."""
        return self.tokens.words[i] if 0 <= i < len(self.tokens.words) else ""


def _as_spelled(
    tokens: Tokens, i: int, j: int, terms: tuple[Term, ...], *, before: str, person: bool
) -> tuple[Term, ...]:
    """Meanings that the unfolded spelling rules out.

    ``نيجيرياً`` with its tanwin is the adjective, not the country that folds to the same letters; ``منحة`` with its ta
    marbuta is the noun, not the verb with the pronoun that folds to the same letters; ``سفيره`` is his ambassador,
    ``سفيرة`` a woman; ``بلدة`` is a town, ``بلده`` his country.
    """
    if not any(t.kind == "country" or t.suffix == "ه" or "own" in (t.detail, t.id[:3]) for t in terms):
        return terms
    spelled = tokens.text(i, min(j, len(tokens)))
    if spelled.endswith("يا") and before.endswith("ا") and person:  # شرطيا موريتانيا
        return tuple(t._replace(kind="nisba") if t.kind == "country" else t for t in terms)
    if spelled.endswith(("ً", "ًا")):
        return tuple(t._replace(kind="nisba") if t.kind == "country" else t for t in terms)
    if spelled.endswith("ة"):
        return tuple(t for t in terms if t.suffix != "ه" and t.detail != "own" and t.id != "own_country")
    return tuple(sorted(terms, key=lambda t: t.detail != "own"))


def tag(tokens: Tokens, lexicon: Lexicon) -> Tagged:
    """Tag all tokens."""
    words, table, longest, second = tokens.words, lexicon.phrases.table, lexicon.phrases.longest, lexicon.phrases.second
    known_cuts = lexicon.cuts
    starts: list[tuple[Tag, ...]] = []
    begins: list[bool] = []
    can: list[frozenset[str]] = []
    for i, word in enumerate(words):
        cuts = known_cuts.get(word)
        if cuts is None:
            cuts = tuple(cut for cut in clitic_cuts(word) if cut[1] in longest)
            known_cuts[word] = cuts
        if not cuts:
            starts.append(NO_TAGS)
            begins.append(False)
            can.append(NOTHING)
            continue
        found: list[Tag] = []
        for clitics, rest in cuts:
            alone = i + 1 < len(words) and words[i + 1] not in second.get(rest, NOTHING)
            for n in range(1 if alone else longest[rest], 0, -1):
                terms = table.get((rest, *words[i + 1 : i + n]))
                if terms is not None:
                    person = bool(starts) and any(t.id in PEOPLE for hit in starts[-1] for t in hit.terms)
                    terms = _as_spelled(tokens, i, i + n, terms, before=words[i - 1] if i else "", person=person)
                    if clitics.endswith("س"):  # سعادة is no habit (عادة) to come: only a verb takes the future's س
                        terms = tuple(t for t in terms if t.detail.startswith("verb"))
                    if not terms:
                        continue
                    found.append(Tag(i, min(i + n, len(words)), clitics, terms))
        if len(found) > 1 and any(t.kind == "given" for f in found if not f.clitics for t in f.terms):
            found = [f for f in found if not (f.clitics and all(t.kind in PLACES for t in f.terms))]  # باراك, no بأراك
        if len(found) > 1:
            found.sort(key=lambda t: (t.i - t.j, len(t.clitics)))
        starts.append(tuple(found))
        told = [t for hit in found for t in hit.terms]
        kinds, ids = {t.kind for t in told}, {t.id for t in told}
        begins.append(not (BEGIN_ACTORS.isdisjoint(kinds) and BEGIN_GROUPS.isdisjoint(ids)))
        can.append(frozenset((*kinds, *ids)) if "word" in kinds else frozenset(kinds))
    _settle_twins(starts)
    return Tagged(tokens, lexicon, starts, begins, can)


def _twins(tag: Tag) -> tuple[Term, Term] | None:
    """A state and another state's city of one name (``عمان``), or ``None``."""
    country, city = tag.term("country"), tag.term("city")
    return (country, city) if country and city and country.id != city.id else None


def _settle_twins(starts: list[tuple[Tag, ...]]) -> None:
    """A name of a state and of another's city is, on the whole page, that of the two which the page names otherwise."""
    where = [(i, n, twins) for i, tags in enumerate(starts) for n, tag in enumerate(tags) if (twins := _twins(tag))]
    if not where:
        return
    told: Counter[str] = Counter()
    doubtful = {i for i, _, _ in where}
    for i, tags in enumerate(starts):
        if i not in doubtful:
            told.update({t.id for tag in tags for t in tag.terms if t.kind in ("country", "city", "nisba")})
    for i, n, (country, city) in where:
        if told[country.id] == told[city.id]:
            continue
        loser = country if told[city.id] > told[country.id] else city
        tag = starts[i][n]
        kept = tuple(_sure(t) for t in tag.terms if t.kind not in PLACES or t.id != loser.id)
        starts[i] = (*starts[i][:n], tag._replace(terms=kept), *starts[i][n + 1 :])


def _sure(term: Term) -> Term:
    """A place that the page itself has settled is in doubt no longer."""
    return term._replace(detail="") if term.kind in PLACES and term.detail == "doubtful" else term
