"""What a walk over a complement gathers: how far it goes, whose it is, the institution inside."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.find.tag import Tag, Tagged
from marsad.find.tokens import clitic_cuts


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office or institution at tokens ``[i:j]``; ``country`` of whom, with the tokens that say so.

    ``org`` are the tokens of the institution inside an office (``None`` if there is none), ``ministry`` whether the
    office is a minister's, so that the institution is ``وزارة`` + complement.
    """

    i: int
    j: int
    head: str
    country: str | None = None
    country_at: tuple[int, int] | None = None
    org: tuple[int, int] | None = None
    ministry: bool = False
    complete: bool = True


class Walk:
    """A walk over the complement of a head, from token ``start`` to ``j``, with what it says so far."""

    def __init__(self, tagged: Tagged, start: int, busy: frozenset[int]) -> None:
        self.t, self.start, self.j, self.busy = tagged, start, start, busy
        self.country: str | None = None
        self.country_at: tuple[int, int] | None = None
        self.org: tuple[int, int] | None = None
        self.office = True  # an office may head two institutions; an institution ends where the next begins
        self.owners: set[str] = set()  # the states that a listed institution may be of
        self.body = False  # the name of a body of states, which is nobody's own
        self.abroad = False  # an office held in another state (ambassador): that state's name belongs to it
        self.sent = 0  # where it tells to which state an envoy is sent, or the cabinet: no part of the institution
        self.minister = False  # a minister is of a state: a town after him is where he was
        self.ministry = False  # whether ``org`` is what a minister inside the complement heads
        self.site = 0  # where an institution's name ends and the town begins in which it is
        self.serves = False  # an office whose holder serves another one (المستشار الخاص للرئيس)
        self.namesake = False  # whether it bears a man's name: أكاديمية سيف بن زايد
        self.wants = True  # the last word wants a complement of its own

    def whole_org(self, *, minister: bool = False) -> tuple[int, int] | None:
        """The institution inside the complement, without what says whose it is at its end (``minister``: nor the
        nationality, which is his)."""
        if self.org is None or self.ministry:
            return self.org
        if self.t.among(self.org[0] + 1, "no_institution"):
            return None  # عضو مجلس الوزراء
        end, at = self.sent if self.sent > self.org[0] else self.j, self.country_at
        if at is not None and at[1] == end and at[0] > self.org[0] and not self._names_it(at[0], minister):
            end = at[0]
            while end > self.org[0] + 1 and (
                self.t.among(end - 1, "place_words") or self._place_word(end - 1)
            ):
                end -= 1
        quoted = self.t.bare(self.org[0] - 1) == self.t.bare(end - 1) == '"'  # حلف «الناتو»
        return (self.org[0], end - quoted)

    def _place_word(self, i: int) -> bool:
        hit = self.t.get(i, "state_head", "place_head")
        return hit is not None and "ل" not in hit[0].clitics  # الهيئة العليا للحدود في ليبيا: a part of its name

    def _names_it(self, i: int, minister: bool) -> bool:
        """Whether the words at ``i`` that say whose the institution is are a part of its name: a body or institution
        (``قوات أفريكوم``), an adjective (see ``build``), or the state after a bare head (``حكومة الشيشان``)."""
        whose = self.t.get(i, "institution", "body", "nisba", "country", "city", "region")
        org = self.org or (i, i)
        bare = whose is not None and whose[1].kind in ("country", "city", "region") and not whose[0].clitics
        head = self.t.get(org[0], "org_head") is not None or self.t.among(org[0], "regions")
        return whose is not None and (
            whose[1].kind in ("institution", "body")
            or (whose[1].kind == "nisba" and not minister)
            or (bare and i == org[0] + 1 and head)
        )

    def whose(self, code: str, i: int, j: int) -> None:
        """Note that tokens ``[i:j]`` say whose it is, unless that was told before."""
        if self.country is None:
            self.country, self.country_at = code, (i, j)


def definite_rest(word: str) -> str | None:
    """The word after its article (and clitics), or ``None`` if it has none."""
    for clitics, rest in clitic_cuts(word):
        if clitics in ("", "و", "ب", "ل") and rest.startswith("ال") and len(rest) > 4:
            return rest[2:]
        if clitics == "ل" and rest.startswith("ل") and len(rest) > 3:
            return rest[1:]
    return None


def inside(tagged: Tagged, office: Tag) -> tuple[int, int] | None:
    """The institution at the end of a listed office: ``قائد الجيش``, ``رئيس هيئة الأركان``, not ``رئيس الحكومة``."""
    for k in range(office.i + 1, office.j):
        hit = tagged.get(k, "org_complete", "institution", "org_head")
        if hit is None or hit[0].j < office.j or hit[0].clitics not in ("", "ل"):
            continue
        return None if tagged.among(k, "no_institution") or tagged.word(k, "bare_orgs") else (k, office.j)
    return None
