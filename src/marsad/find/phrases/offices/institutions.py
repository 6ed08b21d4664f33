"""The institution that starts at a word: a listed one, or a head with its complement."""

from __future__ import annotations

from marsad.find.phrases.offices.complement import follow
from marsad.find.phrases.offices.walk import Phrase, Walk
from marsad.find.tag import Tag, Tagged
from marsad.lexicon import Term


def org_at(tagged: Tagged, i: int, busy: frozenset[int] = frozenset()) -> Phrase | None:
    """The institution that starts at token ``i``: a listed one, or a head with its complement."""
    if i in busy:
        return None
    listed = tagged.get(i, "institution", "body")
    head = tagged.get(i, "org_complete", "org_head")
    if head is not None and tagged.word(head[0].j, "both_sides"):
        return None  # مصالح البلدين
    if listed is not None and (head is None or listed[0].j >= head[0].j):
        tag, term = listed
        rest = Walk(tagged, tag.j, busy)
        rest.office = rest.wants = False
        rest.body = term.kind == "body" and bool(term.id)
        rest.owners = {t.id for t in tag.terms if t.kind == "institution" and t.id}
        if term.kind == "institution" and term.detail == "unique":
            rest.country = term.id  # الشرطة الإيطالية | المغربي: the next nationality is somebody else's
        follow(rest)
        town = _national_bureau(tagged, tag, term)
        if town is not None:
            return Phrase(i, town[0].j, "institution", town[1].id, (town[0].i, town[0].j), (i, town[0].j))
        told = tagged.get(tag.j, "nisba") if term.kind == "body" else None
        national = (
            told is not None and not told[0].clitics and len(told[1].id) == 2
        )  # الإنتربول اللبناني: its office there
        settled = (term.kind == "body" and not national) or term.detail == "unique"
        country = (term.id or None) if settled else rest.country
        at = (tag.i, tag.j) if settled and country else rest.country_at
        own = tagged.get(tag.j - 1, "nisba") if country is None and tag.j - tag.i > 1 else None
        if own is not None and own[1].id == term.id:  # الأمن الوطني المغربي: its nationality ends the name
            country, at = term.id, (tag.j - 1, tag.j)
        kind = "body" if term.kind == "body" else "institution"
        return Phrase(i, rest.j, kind, country, at, (i, rest.site or rest.j))
    if head is None or (head[1].kind == "org_head" and tagged.word(head[0].j, "runs_course")):
        return None  # دورة منظمة بالتعاون مع X: organised, no organisation
    tag, term = head
    rest = Walk(tagged, tag.j, busy)
    rest.office = False
    rest.wants = term.kind == "org_head"
    follow(rest)
    if rest.wants and rest.j == tag.j:
        return None
    org = (i, rest.site or rest.j)
    _of_the_united_nations(rest, tag.j)
    return Phrase(i, rest.j, "head", rest.country, rest.country_at, org, complete=term.kind == "org_complete")


def _of_the_united_nations(walk: Walk, i: int) -> None:
    """``المكتب الأممي لمكافحة الإرهاب``: an adjective that makes an institution one of the United Nations."""
    told = next((k for k in range(i, walk.j) if walk.t.lexicon.grammar.blocs.get(walk.t.bare(k)) == "UN"), None)
    if told is not None:
        walk.whose("UN", told, told + 1)


def _national_bureau(tagged: Tagged, body: Tag, term: Term) -> tuple[Tag, Term] | None:
    """``إنتربول بغداد``, ``إنتربول العراق``: a body without its article before a town or state is its office there."""
    if term.kind != "body" or not tagged.among(body.i, "national_too"):
        return None
    hit = tagged.get(body.j, "city", "country")
    construct = not tagged.bare(body.i).lstrip("وفبل").startswith("ال")
    return hit if hit is not None and construct and not hit[0].clitics and hit[1].detail != "doubtful" else None
