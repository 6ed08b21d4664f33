"""Step 4a: offices and institutions with their complements: ``مدير مكتب التحقيقات الفيدرالي``, ``السلطات الأمنية
التونسية``.

A head takes a complement (a definite noun, a known institution, an institution of unlisted name), adjectives, and
what says whose it is: an adjective of nationality, a country, ``في/لدى`` + country.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.find.phrases.names import is_given, name_end
from marsad.find.tag import Tag, Tagged
from marsad.find.tokens import clitic_cuts
from marsad.lexicon import Term

MAX_COMPLEMENT = 14


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


class _Complement:
    """Walks over the complement of a head, collecting what it says."""

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
        self.wants = True  # the last word wants a complement of its own

    def run(self) -> _Complement:
        while self.j < len(self.t.tokens) and self.j - self.start < MAX_COMPLEMENT and self.j not in self.busy:
            if self.t.tokens.where[self.j] != self.t.tokens.where[self.start - 1]:
                break
            step = self._step()
            if not step:
                break
            self.j += step
        return self

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
                self.t.among(end - 1, "place_words") or self.t.get(end - 1, "state_head", "place_head")
            ):
                end -= 1
        quoted = self.t.bare(self.org[0] - 1) == self.t.bare(end - 1) == '"'  # حلف «الناتو»
        return (self.org[0], end - quoted)

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

    def _whose(self, code: str, i: int, j: int) -> None:
        if self.country is None:
            self.country, self.country_at = code, (i, j)

    def _step(self) -> int:
        next_ = self.t.get(self.j, "institution", "middle", "org_head", "org_complete")
        theirs = next_ is not None and next_[0].clitics.startswith("ل") and self._another(next_[0].j, next_[1])
        alone = self.body and next_ is not None and not next_[0].clitics  # كرم الإنتربول القيادة العامة
        if theirs or alone or self.t.word(self.j, "led_by"):
            return 0
        return (
            self._acting()
            or self._second_portfolio()
            or self._cabinet()
            or self._in_quotes()
            or self._nationality()
            or self._speaks_for()
            or self._institution()
            or self._in_institution()
            or self._of_continent()
            or self._of_country()
            or self._belongs()
            or self._each_of()
            or self._open_noun()
            or self._definite()
            or self._negated()
            or self._more()
        )

    def _second_portfolio(self) -> int:
        """``وزيرا الخارجية والدفاع المصريان``, ``وزراء خارجية ودفاع X``: several ministers, each of his own matter."""
        several = self.minister and self.j > self.start and self.country is None and self.start > 0
        told = several and self.t.among(self.start - 1, "two_ministers")
        word = self.t.bare(self.j)
        return int(told and word.startswith("و") and word[1:] in self.t.lexicon.grammar["portfolios"])

    def _cabinet(self) -> int:
        """``وزير الداخلية في حكومة تصريف الأعمال NAME``: what cabinet a minister sits in."""
        ministry = self.org is not None and self.t.among(self.org[0], "ministries")
        held = (self.minister or ministry) and not self.wants and self.country is None
        told = self.t.word(self.j, "cabinets") if held else None
        if told is None:
            return 0
        self.sent = self.sent or self.j
        return told.j - told.i

    def _in_quotes(self) -> int:
        """``الأمين العام لحلف «الناتو» NAME``: the name of a body in quotation marks after the word for its kind, or a
        nationality that the page distances itself from."""
        nation = self.t.get(self.j + 1, "nisba") if self.t.bare(self.j) == '"' and self.country is None else None
        if nation is not None and not nation[0].clitics and self.t.bare(nation[0].j) == '"' and not self.wants:
            self._whose(nation[1].id, self.j, nation[0].j + 1)
            return nation[0].j + 1 - self.j  # وزير العدل «الإسرائيلي» NAME
        hit = self.t.get(self.j + 1, "body") if self.wants and self.t.bare(self.j) == '"' else None
        if hit is None or hit[0].clitics or self.t.bare(hit[0].j) != '"':
            return 0
        if hit[1].id:
            self._whose(hit[1].id, hit[0].i, hit[0].j)
        self.org = self.org or (hit[0].i, hit[0].j)
        self.wants = False
        return hit[0].j + 1 - self.j

    def _nationality(self) -> int:
        hit = self.t.get(self.j, "nisba")
        if hit is None or hit[0].clitics not in ("", "و") or self._starts_name(hit[0].j):
            return 0
        if hit[1].detail == "doubtful" and (
            self.wants or (is_given(self.t, self.j, sure=False) and name_end(self.t, self.j, strict=True) > self.j)
        ):
            return 0
        if hit[0].clitics == "و" and ((self.country is None and self.wants) or hit[0].term("country")):
            return 0  # وزيرا داخلية المغرب والبرتغال: another state
        if hit[0].clitics == "و":
            return hit[0].j - hit[0].i
        if self.country is not None and self.country != hit[1].id and len(self.country) == 2:
            return 0
        self._whose(hit[1].id, hit[0].i, hit[0].j)
        self.wants = False
        return hit[0].j - hit[0].i

    def _acting(self) -> int:
        """``القائم بالأعمال بالإنابة``: held for somebody else."""
        acting = self.t.word(self.j, "acting") if self.office else None
        return acting.j - acting.i if acting is not None else 0

    def _each_of(self) -> int:
        """``سفراء كل من X وY``: the states follow that the office is of."""
        each = self.t.word(self.j, "each_of") if self.wants else None
        return each.j - each.i if each is not None and self.t.get(each.j, "country", "capital", "body") else 0

    def _starts_name(self, after: int) -> bool:
        """``محمد المصري``: an adjective that is the family name of a listed given name before it."""
        return is_given(self.t, self.j - 1) and after == self.j + 1

    def _institution(self) -> int:
        hit = self.t.get(self.j, "institution", "body")
        if hit is None or hit[0].clitics not in ("", "ل", "ب", "و", "لل"):
            return 0
        tag, term = hit
        if tag.clitics == "و" and (self.org is None or not self.office):
            return 0
        if any(x.kind == "class" and x.id == "exercise" for t in self.t.starts[self.j] for x in t.terms):
            return 0  # تنظم القوات المسلحة تمرين الأسد الإفريقي
        whole = self.t.get(self.j, "org_complete")
        if whole is not None and whole[0].j > tag.j and term.kind == "body":
            tag, term = whole  # مجلس الأمن القومي is no مجلس الأمن
        if tag.clitics in ("", "ل", "لل", "ب") and self._another(tag.j, term):
            return 0
        own = self.t.get(tag.j, "nisba") if term.kind == "body" and self.t.among(tag.i, "national_too") else None
        posted = self.abroad and self.t.among(self.j - 1, "place_words")  # مندوب مصر لدى جامعة الدول العربية
        if self.org is None and not posted and not self.t.among(self.j - 1, "members"):
            self.org = (tag.i, tag.j)
        if posted:
            pass
        elif (term.kind == "body" and term.id and own is None) or (
            term.kind == "institution" and term.detail == "unique" and not self._as_abroad(tag)
        ):
            self._whose(term.id, tag.i, tag.j)
        elif (told := self.t.get(tag.j - 1, "nisba")) is not None and told[1].id == term.id and tag.j - tag.i > 1:
            self._whose(term.id, tag.j - 1, tag.j)  # الأمن العام اللبناني, one of several states' with its nationality
        self.wants = False
        return tag.j - tag.i

    def _another(self, j: int, term: Term) -> bool:
        """``منحت الحكومة الإيطالية وزارة الداخلية التونسية``, ``سلم الجيش المغربي للجيش المالي``: the institution of
        another state is a phrase of its own.
        """
        own = {self.country} if self.country is not None else self.owners
        if not own or self.wants:
            return False
        if term.detail == "unique":
            return bool(term.id) and term.id not in own
        for k in range(j, min(j + 4, len(self.t.tokens))):
            after = self.t.get(k, "nisba", "country")
            if after is not None:
                return after[1].id not in own
            if _definite_rest(self.t.bare(k)) is None:
                return False
        return False

    def _as_abroad(self, tag: Tag) -> bool:
        """``مدير المخابرات الحربية السودانية``, ``مدير جهاز مكافحة الإرهاب الأميركي``: another state's institution of
        the name, by its adjective; a man's after a feminine one may be somebody else's."""
        after, last = self.t.get(tag.j, "nisba"), self.t.get(tag.j - 1, "nisba")
        masculine = self.t.among(tag.i, "masculine_bodies")
        return self.office and last is None and after is not None and (masculine or self.t.bare(tag.j).endswith("ه"))

    def _speaks_for(self) -> int:
        """``المتحدث باسم وزارة الخارجية``: the institution comes after باسم."""
        if not self.office or not self.t.among(self.j, "in_its_name"):
            return 0
        self.wants = True
        return 1

    def _in_institution(self) -> int:
        """``المستشار في الديوان الملكي``: the institution in which an office is held."""
        unsettled = self.org is None and self.country is None
        body = not self.office or self.abroad or (unsettled and self._named_after_body())
        hit = self.t.get(self.j + 1, "institution", "org_complete", *(("body",) if body else ()))
        if (
            hit is None
            or (self.wants and not self.abroad and self.j > self.start and not self._named_command(hit))
            or hit[0].clitics
            or not self.t.among(self.j, "in_words")
            or (self.org is not None and self.org[1] > self.start and not self._in_forces(hit))
        ):
            return 0
        self.org = self.org or (hit[0].i, hit[0].j)
        if (hit[1].kind == "institution" and hit[1].detail == "unique") or (hit[1].kind == "body" and hit[1].id):
            self._whose(hit[1].id, hit[0].i, hit[0].j)
        return hit[0].j - self.j

    def _named_command(self, hit: tuple[Tag, Term]) -> bool:
        """``قائد القيادة المركزية في الجيش الأميركي``: a definite adjective ends the name of the command."""
        adjective = self.t.bare(self.j - 1)
        return adjective.startswith("ال") and adjective.endswith("ه") and self._in_forces(hit)

    def _in_forces(self, hit: tuple[Tag, Term]) -> bool:
        """``قائد القوات الخاصة في الجيش التركي``: the larger force that says whose the office is."""
        larger = self.office and self.country is None and self.t.among(self.j + 1, "forces")
        return larger or self._part_of_army(hit) or self._at_ministry()

    def _at_ministry(self) -> bool:
        """``كبير مستشاري الأمن في وزارة الدفاع البريطانية``: the ministry in which a matter is looked after."""
        matter = self.org is not None and self.org[1] == self.org[0] + 1 and self.t.word(self.org[0], "bare_orgs")
        free = self.office and not self.minister and self.country is None
        return bool(matter) and free and self.t.among(self.j + 1, "ministries")

    def _part_of_army(self, hit: tuple[Tag, Term]) -> bool:
        """``قائد القوات البرية في الجيش التركي``: an army with its nationality, of which the institution is a part."""
        army = self.t.among(hit[0].i, "armies") and self.country is None and self.office
        whole = hit[1].kind == "institution" and hit[1].detail == "unique"
        return bool(army) and (whole or self.t.get(hit[0].j, "nisba") is not None)

    def _named_after_body(self) -> bool:
        """``مفوضة الشؤون الداخلية في الاتحاد الأوروبي NAME``: the body belongs to the office where the name follows."""
        hit = self.t.get(self.j + 1, "body")
        return hit is not None and name_end(self.t, hit[0].j, strict=False) > hit[0].j + 1

    def _belongs(self) -> int:
        """``اللجنة الفنية التابعة للاتحاد الإفريقي``: the body or institution that it belongs to."""
        hit = self.t.get(self.j + 1, "body", "institution") if self.t.word(self.j, "belonging") else None
        if hit is None or hit[0].clitics not in ("ل", "لل") or not hit[1].id:
            return 0
        if hit[1].kind == "body" or hit[1].detail == "unique":
            self._whose(hit[1].id, hit[0].i, hit[0].j)
        self.wants = False
        return hit[0].j - self.j

    def _open_noun(self) -> int:
        """An indefinite noun in the middle of the chain (مكتب، هيئة، شؤون …), or the next office of a nested one."""
        hit = self.t.get(self.j, "middle", "org_head", "org_complete")
        if hit is not None and self._takes(hit[0].clitics, hit[1].kind):
            institution = hit[1].kind != "middle" or self.t.among(self.j, "regions")
            if self.org is None and institution and not self.t.among(self.j - 1, "affairs"):
                self.org = (self.j, self.j + 1)
            self.wants = hit[1].kind != "org_complete"
            return hit[0].j - hit[0].i
        sender = self.t.get(self.j, "office_country")
        if sender is not None and self.abroad and self.country is None:
            self._whose(sender[1].id, sender[0].i, sender[0].j)
            self.wants = False
            return sender[0].j - sender[0].i
        nested = self.t.get(self.j, "office", "office_alone", *(("office_country",) if self.j == self.start else ()))
        whom = self.j == self.start and nested is not None and nested[0].clitics == "ل"  # المستشار الخاص لرئيس …
        if nested is not None and nested[0].clitics in ("", "ل") and (self.wants or whom):
            self.wants = nested[1].kind == "office"
            self.org = self.org or _inside(self.t, nested[0])
            minister = nested[1].id == "وزير" and not self.t.among(self.j, "ministers")
            if minister and self.org is None and not self.t.among(nested[0].j, "without_ministry"):
                self.org, self.ministry = (nested[0].j, nested[0].j + 1), True  # مساعد وزير الدفاع لشؤون …
            return nested[0].j - nested[0].i
        return 0

    def _takes(self, clitics: str, kind: str) -> bool:
        """``مدير مكتب``, ``المدير العام للأمن``, ``بوزارة``; ``ومراقبة`` goes on with a complement that has begun."""
        if kind == "org_complete":
            return clitics == "ل" or (clitics in ("", "ب") and self.wants) or self._army_of_state()
        joined = clitics or self.t.bare(self.j).startswith("ل")
        if not joined and kind == "middle" and self.country is not None and not self.wants:
            return False  # مع وزير الخارجية المصري مكافحة الإرهاب: what they spoke of
        if clitics in ("و", "ول"):
            return kind == "middle" and self.j > self.start and _definite_rest(self.t.bare(self.j + 1)) is not None
        return clitics == "ل" or (clitics in ("", "ب") and (self.wants or kind == "middle" or clitics == "ب"))

    def _army_of_state(self) -> bool:
        """``رئيس أركان الدفاع بالقوات المسلحة بالمملكة المتحدة``: the armed forces of a state told after them."""
        hit = self.t.get(self.j, "org_complete") if self.t.among(self.j, "with_army") else None
        free = self.office and not self.minister and self.country is None and self.org is not None
        return free and hit is not None and self.t.get(hit[0].j, "nisba", "country", "state_head") is not None

    def _definite(self) -> int:
        if (topic := self._topic_of()) is not None:
            return topic.j - self.j
        word = self.t.bare(self.j)
        rest = _definite_rest(word)
        verb = self.t.get(self.j, "frame", "light", "says")
        if verb is not None and (verb[1].detail.startswith("verb") or verb[0].clitics == "ل"):
            return 0  # يتطلع الوزير للقاء …
        if verb is not None and verb[1].id.startswith("gathering.") and not self.wants:
            return 0  # تعقد الجامعة الملتقى الأول
        if rest is None or self.t.get(
            self.j, "honorific", "rank", "royal", "office", "office_alone", "office_country", "style"
        ):
            return 0
        joined = word.startswith(("و", "ف")) and not word.startswith("ال")
        if self.body and (joined or self.t.get(self.j, "country", "city")):
            return 0
        if self.j == self.start and word.startswith("لل"):
            self.wants = True
        if (
            not self.wants
            and not joined
            and self.t.get(self.j, "given", "family")
            and not self.t.word(self.j, "office_tail")
        ):
            return 0
        if self.t.get(self.j, "country", "city", "nisba") and not self.wants:
            return 0
        matter = self.t.word(self.j, "bare_orgs") and any(
            self.t.among(k, "affairs") or self.t.bare(k).startswith("لل") for k in range(self.start, self.j)
        )
        matter = matter or any(self.t.among(k, "committees") for k in range(self.start - 1, self.j))
        matter = matter or self._one_matter()
        if joined and (
            self.wants
            or self.t.word(self.j, "delegation", "both_sides", "groups")
            or (not matter and self.t.get(self.j, "org_complete", "institution", "body", "country", "city", "nisba"))
        ):
            return 0
        charged = self.t.among(self.j - 1, "charged") and word.startswith("بال")  # المفوض المكلف بالشؤون السياسية
        region = word.startswith("لل") and self._for_region()
        if not (self.wants or joined or charged or self._goes_on(rest) or region):
            return 0
        self.wants = False
        return 1

    def _topic_of(self) -> Tag | None:
        """``رئيس المصلحة الفدرالية للتعاون العسكري``: a matter of two words or more with ل, after the institution."""
        told = self.wants or self.country is not None or not self.office or self.j == self.start
        here = self.t.starts[self.j] if not told else ()
        long = (tag for tag in here if tag.clitics == "ل" and tag.j - tag.i > 1 and tag.term("topic") is not None)
        return next(long, None)

    def _one_matter(self) -> bool:
        """``مفوض السلم والأمن``: the word before and this one are one matter."""
        before = self.t.starts[self.j - 1] if self.j > self.start else ()
        if any(tag.j == self.j + 1 and tag.term("topic") is not None for tag in before):
            return True
        after = self.t.get(self.j + 1, "nisba", "given", "rank", "honorific")  # وزير الداخلية والدفاع المالطي
        one = self.minister and self.t.word(self.start - 1, "heads_of_many") is None
        second = self.t.word(self.j, "bare_orgs") is not None and self.t.word(self.j - 1, "bare_orgs") is not None
        return one and second and after is not None and not after[0].clitics and self.j == self.start + 1

    def _negated(self) -> int:
        """``شؤون الهجرة غير الشرعية``: a definite adjective that غير takes back."""
        after = _definite_rest(self.t.bare(self.j + 1)) if self.t.among(self.j, "un") else None
        before = _definite_rest(self.t.bare(self.j - 1)) if self.j > self.start else None
        return 2 if after is not None and before is not None and after.endswith(("ي", "يه")) else 0

    def _more(self) -> int:
        """``وزير التخطيط واستصلاح الأراضي``: another matter of the office, an ordinary noun and its complement."""
        word = self.t.bare(self.j)
        plain = word[1:] in self.t.lexicon.common and not word.startswith("وال")
        if self.body or self.wants or self.j == self.start or not word.startswith("و") or not plain:
            return 0
        own = ("org_complete", "institution", "body", "country", *(() if self.office else ("org_head",)))
        if (
            self.t.get(self.j, "frame", "light", "says", "office", "office_alone", "given", "cue", *own)
            or self.t.get(self.j, "honorific", "royal", "rank", "style")
            or self.t.word(self.j, "counterpart")
            or self.t.word(self.j, "prepositions", "gaps", "delegation")
        ):
            return 0
        if _definite_rest(self.t.bare(self.j + 1)) is None or self.t.bare(self.j + 1).startswith("و"):
            return 0
        self.wants = True
        return 1

    def _for_region(self) -> bool:
        """``نائب مساعد وزير الدفاع للشرق الأوسط NAME``: a matter with ل before more of the office or the name."""
        after = self.j + 1
        if self.t.word(after, "office_tail") is not None or is_given(self.t, after, sure=False):
            return True
        while self.t.bare(after).startswith("وال"):
            after += 1
        title = self.t.get(after, "honorific", "rank")
        if self.t.among(after, "style_offices") or (title is not None and not title[0].clitics):
            after = title[0].j if title is not None else after + 1  # مفوض الاتحاد الأفريقي للسلم والأمن السفير NAME
        return self.org is not None and self.office and name_end(self.t, after, strict=False) > after + 1

    def _goes_on(self, rest: str) -> bool:
        return self.t.word(self.j, "office_tail") is not None or rest.endswith(("ي", "يه", "يين", "يتين"))

    def _state_of_two(self, j: int) -> bool:
        """``المملكة المتحدة``: a state whose name begins with the word for one."""
        hit = self.t.get(j, "country")
        return hit is not None and hit[0].j > j + 1

    def _state_and_name(self, j: int) -> bool:
        """``وزير الداخلية في الجزائر NAME``: a state named as its capital, between the office and the name."""
        hit = self.t.get(j, "country")
        given = self.t.get(j + 1, "given")
        return hit is not None and hit[0].j == j + 1 and given is not None and not given[0].clitics

    def _sent_to(self, j: int) -> bool:
        """``مبعوث الأمم المتحدة إلى سوريا NAME``: the state of a mission; without a name after it, a way to go."""
        if not self.abroad or not self.t.among(j, "mission_words") or self.wants:
            return False
        hit, name = self.t.get(j + 1, "country"), j + 2 + self.t.among(j + 2, "style_offices")  # … السفير NAME
        return hit is not None and hit[0].j == j + 2 and is_given(self.t, name, sure=False)

    def _of_country(self) -> int:
        """``في دولة الكويت``, ``لدى المملكة``, ``بدولة الإمارات``, ``خارجية قطر``, ``جمهورية النيجر``."""
        j = self.j
        if self.t.among(j, "place_words") and not self.wants:
            if (self.country is not None or self.body) and not self.abroad:
                return 0
            j += 1
            if self.minister and self.t.get(j, "city", "place_head") and not self._state_and_name(j):
                return 0
            each = self.t.word(j, "gaps")  # السلطات في كل من المغرب وإسبانيا
            j = each.j if each is not None and each.j - j > 1 else j
        elif self._sent_to(j):
            self.sent = self.sent or j
            return 2
        each = self.t.word(j, "gaps") if j > self.j else None
        j = each.j if each is not None else j  # في كل من السعودية ومصر
        while self.t.get(j, "state_head", "place_head") and not self._state_of_two(j) and j - self.j < 3:
            j = self.t.get(j, "state_head", "place_head")[0].j  # type: ignore[index]
        hit = self.t.get(j, "country", "city", "region")
        if hit is None:
            return 0
        tag, term = hit
        direct = j == self.j
        if self.t.among(self.j, "place_words") and not self.wants and term.kind != "country" and self._of_minister():
            return 0  # التقى وزير الدفاع في جدة نظيره: where he is
        head = self.t.get(self.j, "state_head") if self.office and j == self.j + 1 else None
        site = self.t.get(self.j, "place_head") if self.office and self.country is not None else None
        bare = self.t.among(self.j, "seats") or any(h is not None and not h[0].clitics for h in (head, site))
        if not (direct or self.wants or self.abroad) and bare:
            return 0  # غادر وزير الدفاع جمهورية مصر, زار وفد الداخلية السعودية العاصمة المؤقتة عدن: where it goes
        if (direct and tag.clitics not in ("", "ب", "ل")) or (direct and not tag.clitics and not self.wants):
            return 0
        told = self.country is not None or self.body
        theirs = tag.clitics == "ب" or (tag.clitics == "ل" and term.id != self.country)
        if direct and theirs and told and not self.abroad:
            return 0  # حل مدير المخابرات المصرية بالخرطوم, قدم الاتحاد الأوروبي للمغرب: where he is, who gets it
        posted = self.abroad and told and not self.sent and term.kind == "country"  # السفير القطري في عمان NAME
        if term.detail == "doubtful" and not direct and not posted:
            return 0
        if self.org is None and self.t.among(self.j, "regions"):
            self.org = (self.j, tag.j)
        if self.abroad and told and self.t.among(self.j, "place_words"):
            self.sent = self.sent or self.j  # سفيرة الاتحاد الأوروبي لدى الصومال
        self._whose(term.id, tag.i, tag.j)
        self.wants = False
        return tag.j - self.j

    def _of_continent(self) -> int:
        """``مساعدة الأمين العام لأفريقيا NAME``: the part of the world that an office looks after, before the name."""
        held = self.office and not self.wants and self.t.among(self.j, "continents")
        if not held or name_end(self.t, self.j + 1, strict=False) <= self.j + 2:
            return 0
        self.sent = self.sent or self.j
        return 1

    def _of_minister(self) -> bool:
        """Whether the office is a minister's, which is held in no town."""
        head = self.t.get(self.start - 1, "office")
        return head is not None and head[1].id == "وزير" and self.j > self.start


def _definite_rest(word: str) -> str | None:
    """The word after its article (and clitics), or ``None`` if it has none."""
    for clitics, rest in clitic_cuts(word):
        if clitics in ("", "و", "ب", "ل") and rest.startswith("ال") and len(rest) > 4:
            return rest[2:]
        if clitics == "ل" and rest.startswith("ل") and len(rest) > 3:
            return rest[1:]
    return None


def office_at(tagged: Tagged, i: int, busy: frozenset[int] = frozenset()) -> Phrase | None:
    """The office that starts at token ``i``, with the offices that follow it without a break (ولي العهد وزير
    الداخلية)."""
    first = _one_office(tagged, i, busy)
    if first is None:
        return None
    last = before = first
    while last.j not in busy:
        styled = _title_next(tagged, last.j) or _style_of_envoy(tagged, first, last.j)
        following = _one_office(tagged, last.j, busy) if not styled else None
        following = following or _after_comma(tagged, first, last.j, busy)
        if following is None or (_clitics(tagged, following.i) and not _held_together(tagged, first, following)):
            break
        other = last.country and following.country and last.country != following.country
        other = other or (first.head == "وزير" and _posted(tagged, following))  # وزير الداخلية السفير الفرنسي
        other = other or _of_a_president(tagged, last, following)
        again = any(following.head == told.head and told.org is not None for told in (first, before))
        if other or again or _of_a_state(tagged, last, following):
            break  # التقى NAME وزير الداخلية وزير الداخلية العراقي: the next one's
        whose = last if last.country or _in_a_body_too(last, following) else following
        before = following
        last = Phrase(
            first.i, following.j, first.head, whose.country, whose.country_at, last.org or following.org,
            last.ministry if last.org else following.ministry,
        )  # fmt: skip
    return last


def _of_a_president(tagged: Tagged, last: Phrase, following: Phrase) -> bool:
    """``منح الرئيس الإيطالي المدير العام للأمن``: a president of a stated state is nobody's minister or director."""
    below = following.head in tagged.lexicon.grammar["subordinates"]
    return below and last.country is not None and tagged.among(last.i, "presidents")


def _of_a_state(tagged: Tagged, last: Phrase, following: Phrase) -> bool:
    """``رئيس أركان القوات المسلحة قائد القيادة المركزية الأميركية``: after the head of an institution of no stated
    state, the head of one of another state is another man."""
    if last.org is None or last.country is not None or following.org is None or following.country is None:
        return False
    held = tagged.word(last.i, "one_holder") is not None or not following.head  # وزير الدفاع والإنتاج الحربي
    heads = tagged.among(last.i, "chiefs") and tagged.among(following.i, "chiefs")
    return bool(heads) and not held and len(following.country) == 2


def _in_a_body_too(first: Phrase, following: Phrase) -> bool:
    """``وزير الداخلية الرئيس الفخري لمجلس وزراء الداخلية العرب``: a minister is his state's, and chairs a body too."""
    return first.org is not None and following.country is not None and len(following.country) != 2


def _title_next(tagged: Tagged, i: int) -> bool:
    """A courtesy that is an office too, before a name: ``النائب العام المستشار هشام بركات``."""
    hit = tagged.get(i, "honorific", "rank")
    return hit is not None and is_given(tagged, hit[0].j, sure=False)


def _style_of_envoy(tagged: Tagged, first: Phrase, i: int) -> bool:
    """``المبعوث الأمريكي إلى ليبيا السفير NAME``: his rank in the service, which styles the name."""
    sent = first.head in tagged.lexicon.grammar["abroad"] or first.country is not None
    return sent and tagged.among(i, "style_offices") and is_given(tagged, i + 1, sure=False)


def _held_together(tagged: Tagged, first: Phrase, following: Phrase) -> bool:
    """``نائب رئيس الوزراء ووزير الخارجية NAME``: one person, where the second office alone has the name."""
    clitics, k = _clitics(tagged, following.i), following.j
    while (title := tagged.get(k, "honorific", "rank", "royal")) is not None or tagged.bare(k) == "،":
        k = title[0].j if title is not None else k + 1
    return clitics == "و" and tagged.word(first.i, "held_together") is not None and is_given(tagged, k, sure=False)


def _after_comma(tagged: Tagged, first: Phrase, i: int, busy: frozenset[int]) -> Phrase | None:
    """``رئيس الوزراء، وزير الداخلية NAME``: the second office of a head of government, who alone is named."""
    if not tagged.among(i, "commas") or not tagged.word(first.i, "held_together", "heads_of_government"):
        return None
    following = office_at(tagged, i + 1, busy)
    if following is None or _clitics(tagged, i + 1) or tagged.among(i + 1, "presidents"):
        return None  # التقى X نائب رئيس مجلس الوزراء، الرئيس التونسي Y
    k = following.j
    while (title := tagged.get(k, "honorific", "rank", "royal")) is not None and not is_given(tagged, k):
        k = title[0].j
    return following if is_given(tagged, k, sure=False) else None


def _clitics(tagged: Tagged, i: int) -> str:
    hit = tagged.get(i, "office", "office_alone", "office_country")
    return hit[0].clitics if hit else ""


def _one_office(tagged: Tagged, i: int, busy: frozenset[int]) -> Phrase | None:
    if i in busy or tagged.word(i, "jointly") or tagged.among(i, "help"):
        return None
    fixed = tagged.get(i, "office_country")
    if fixed is not None:
        tag, term = fixed
        tail = _Complement(tagged, tag.j, busy)
        tail.wants = False
        tail.org = _inside(tagged, tag)
        tail.run()
        country, at = tail.country or term.id, tail.country_at or (tag.i, tag.j)
        minister = tagged.get(i, "office") if tail.org is None else None
        if minister is not None and minister[1].id == "وزير":
            return Phrase(i, tail.j, "", country, at, (minister[0].j, tag.j), ministry=True)
        return Phrase(i, tail.j, "", country, at, tail.whole_org())
    hit = tagged.get(i, "office_alone", "office")
    if hit is None:
        return None
    tag, term = hit
    rest = _Complement(tagged, tag.j, busy)
    alone = term.kind == "office_alone" or term.detail in ("definite", "own")
    rest.abroad = term.id in tagged.lexicon.grammar["abroad"]
    rest.minister = term.id == "وزير"
    rest.wants = not alone or any("اعمال" in tagged.bare(k) for k in range(tag.i, tag.j))
    rest.org = _inside(tagged, tag)
    rest.run()
    if rest.j == tag.j and not alone:
        return None
    _of_bloc(rest, tag)
    ministry = term.id == "وزير"
    org = rest.whole_org()
    if ministry and tagged.among(tag.j, "without_ministry"):
        return Phrase(i, rest.j, term.id, rest.country, rest.country_at)
    if ministry and rest.j > tag.j > i + 1 and tagged.get(tag.j, "nisba"):
        return Phrase(i, rest.j, term.id, rest.country, rest.country_at)  # كاتب الدولة الفرنسي
    if ministry and rest.j > tag.j and (org is None or org[0] == tag.j):
        rest.org = (tag.j, tag.j + 1)
        return Phrase(i, rest.j, term.id, rest.country, rest.country_at, rest.whole_org(minister=True), True)
    return Phrase(i, rest.j, term.id, rest.country, rest.country_at, org, rest.ministry)


def _of_bloc(rest: _Complement, head: Tag) -> None:
    """``المفوضة الأوروبية``, ``المبعوث الأممي لليمن``: an adjective next to the head that tells a body's officer,
    wherever he is sent."""
    blocs = rest.t.lexicon.grammar.blocs
    told = rest.country_at[0] if rest.country_at is not None else rest.j
    if told < rest.j and not (rest.abroad and _clitic_to(rest.t, told)):
        return
    for k in range(head.j - 1, min(head.j + 1, told)):
        if k > head.i - 1 and rest.t.bare(k) in blocs:
            rest.country, rest.country_at = blocs[rest.t.bare(k)], (k, k + 1)


def _posted(tagged: Tagged, office: Phrase) -> bool:
    """``السفير الفرنسي``: a diplomat told with his state, and not by his rank in the service alone."""
    return office.head in tagged.lexicon.grammar["abroad"] and office.country is not None


def _clitic_to(tagged: Tagged, i: int) -> bool:
    """``لليمن``, ``إلى اليمن``, ``في ليبيا``: where somebody is sent, and not whose he is."""
    hit = tagged.get(i, "country")
    return (hit is not None and "ل" in hit[0].clitics) or tagged.word(i - 1, "prepositions") is not None


def _inside(tagged: Tagged, office: Tag) -> tuple[int, int] | None:
    """The institution at the end of a listed office: ``قائد الجيش``, ``رئيس هيئة الأركان``, not ``رئيس الحكومة``."""
    for k in range(office.i + 1, office.j):
        hit = tagged.get(k, "org_complete", "institution", "org_head")
        if hit is None or hit[0].j < office.j or hit[0].clitics not in ("", "ل"):
            continue
        return None if tagged.among(k, "no_institution") or tagged.word(k, "bare_orgs") else (k, office.j)
    return None


def _national_bureau(tagged: Tagged, body: Tag, term: Term) -> tuple[Tag, Term] | None:
    """``إنتربول بغداد``, ``إنتربول العراق``: a body without its article before a town or state is its office there."""
    if term.kind != "body" or not tagged.among(body.i, "national_too"):
        return None
    hit = tagged.get(body.j, "city", "country")
    construct = not tagged.bare(body.i).lstrip("وفبل").startswith("ال")
    return hit if hit is not None and construct and not hit[0].clitics and hit[1].detail != "doubtful" else None


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
        rest = _Complement(tagged, tag.j, busy)
        rest.office = rest.wants = False
        rest.body = term.kind == "body" and bool(term.id)
        rest.owners = {t.id for t in tag.terms if t.kind == "institution" and t.id}
        if term.kind == "institution" and term.detail == "unique":
            rest.country = term.id  # الشرطة الإيطالية | المغربي: the next nationality is somebody else's
        rest.run()
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
        return Phrase(i, rest.j, "body" if term.kind == "body" else "institution", country, at, (i, rest.j))
    if head is None or (head[1].kind == "org_head" and tagged.word(head[0].j, "runs_course")):
        return None  # دورة منظمة بالتعاون مع X: organised, no organisation
    tag, term = head
    rest = _Complement(tagged, tag.j, busy)
    rest.office = False
    rest.wants = term.kind == "org_head"
    rest.run()
    if rest.wants and rest.j == tag.j:
        return None
    return Phrase(i, rest.j, "head", rest.country, rest.country_at, (i, rest.j), complete=term.kind == "org_complete")
