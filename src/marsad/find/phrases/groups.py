"""Step 4b: institutions, countries and bodies, groups of officials and delegations."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.phrases.actors import Actor, whole_led
from marsad.find.phrases.honorifics import skip_honorifics
from marsad.find.phrases.names import name_end
from marsad.find.phrases.offices import Phrase, org_at
from marsad.find.tag import Tag, Tagged
from marsad.lexicon import Term

PACTS = ("agreement", "pact")


def of_many_at(tagged: Tagged, i: int) -> bool:
    """Whether token ``i`` begins a head shared by several states (``وزراء``, ``الجانبان``)."""
    return tagged.word(i, "heads_of_many", "both_sides") is not None


def institution_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """The institution that begins at token ``i``."""
    org = org_at(tagged, i, busy)
    if org is None or (_bare_org(tagged, i) and not _national(tagged, org)):
        return None
    if tagged.word(i, "led_by") or whole_led(tagged, i) or _pact_of_body(tagged, i, org.j):
        return None
    return Actor(
        i, org.j, "org", None, None, org.org, False, org.country, org.country_at,
        head=org.head if org.complete else "open", rule="actor.institution",
    )  # fmt: skip


def _pact_of_body(tagged: Tagged, i: int, j: int) -> bool:
    """``اتفاقية الأمم المتحدة لمكافحة الفساد``: a treaty named after the body under which it was made."""
    body = tagged.get(i, "body")
    pact = any(x.kind == "class" and x.id in PACTS for tag in tagged.starts[max(i - 1, 0)] for x in tag.terms)
    return body is not None and j > body[0].j and pact


def _bare_org(tagged: Tagged, i: int) -> bool:
    """Whether the head of the institution at ``i`` is one bare word of doubt (الأمن، الدفاع …)."""
    head, bare = tagged.get(i, "org_complete", "org_head"), tagged.word(i, "bare_orgs")
    return (
        bare is not None
        and tagged.get(i, "institution", "body") is None
        and (head is None or head[0].j in (i + 1, bare.j))
    )


def _national(tagged: Tagged, org: Phrase) -> bool:
    return org.country_at is not None and tagged.get(org.country_at[0], "nisba") is not None


def officials_at(tagged: Tagged, i: int) -> Actor | None:
    """``وزراء الداخلية العرب``, ``وزراء دفاع دول مجلس التعاون``: officials of one office of all members of a body,
    who are the body.
    """
    if tagged.word(i, "officials") is None:
        return None
    whole = tagged.get(i, "body")
    if whole is not None:
        return Actor(
            i, whole[0].j, "org", org=(i, whole[0].j), country=whole[1].id or None,
            country_at=(i, whole[0].j), plural=True,
            rule="actor.officials",
        )  # fmt: skip
    for j in range(i + 1, min(i + 8, len(tagged.tokens))):
        body = tagged.get(j, "body")
        if body is not None:
            return Actor(
                i, body[0].j, "org", org=(i, body[0].j), country=body[1].id or None, country_at=(j, body[0].j),
                plural=True, rule="actor.officials",
            )  # fmt: skip
        bloc = tagged.lexicon.grammar.blocs.get(tagged.bare(j))
        if bloc is not None:
            return Actor(
                i,
                j + 1,
                "org",
                org=(i, j + 1),
                country=bloc,
                country_at=(j, j + 1),
                plural=True,
                rule="actor.officials",
            )
        if tagged.get(j, "frame", "light", "says", "country", "nisba") or not tagged.bare(j)[:1].isalpha():
            return None
    return None


def group_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """``مسؤولين أمنيين أتراك``, ``الجانب المغربي``: a group that stands for its side."""
    both = tagged.word(i, "both_sides")
    if both is not None and (nisba := tagged.get(both.j, "nisba")) is not None:
        return _one_of_both(tagged, (i, both.j), nisba, busy)
    head = tagged.word(i, "groups", "delegation")
    beside = tagged.among(i - 1, "mission_words") and tagged.among(i, "beside")
    if head is None or beside or tagged.word(i, "retinue"):
        return None  # إلى جانب نظيرتها; X والوفد المرافق له والسفير الأردني
    j = head.j
    if tagged.among(i, "those_of") and (whole := _members_of(tagged, i, j, busy)) is not None:
        return whole
    if tagged.word(i, "delegation") and (sent := _delegation_of(tagged, i, j)) is not None:
        return sent
    # الجانبان الفلسطيني والإسرائيلي: what two sides do may have a nationality of its own farther on
    for _ in range(1 if tagged.word(i, "both_sides") else 4):
        if tagged.tokens.where[j : j + 1] != tagged.tokens.where[i : i + 1]:
            return None  # the title is over
        if (state := _sent_by(tagged, j)) is not None:
            return replace(state, i=i)
        told = tagged.among(j, "belongs_to") and _after_verb(tagged, i)  # بدأت وحدات تابعة للقوات البحرية الجزائرية
        if told and (whole := _members_of(tagged, i, j + 1, busy, to=True)) is not None:
            return whole
        nisba = tagged.get(j, "nisba")
        if nisba is not None and not nisba[0].clitics:
            return Actor(
                i, nisba[0].j, "group", country=nisba[1].id, country_at=(nisba[0].i, nisba[0].j), plural=True,
                rule="actor.group",
            )  # fmt: skip
        if (state_at := tagged.get(j, "country")) is not None and state_at[0].clitics == "ب":
            return None  # مسؤولين أمنيين بالمملكة العربية السعودية
        if (within := tagged.get(j, "institution")) is not None and within[0].clitics == "ب":
            return _group_of(tagged, i, j - 1, busy, inside=True)  # مسؤولين بالمديرية العامة X
        met = tagged.get(j, "office") if tagged.bare(i).startswith("ال") and tagged.word(i, "delegation") else None
        if met is not None and not met[0].clitics:
            return None  # التقى الوفد قائد الجيش الصومالي: whom they met
        for_whom = tagged.get(j, "institution", "org_complete", "org_head")
        things = any(x.kind == "class" and x.id == "materiel" for tag in tagged.starts[i] for x in tag.terms)
        if things and for_whom is not None and for_whom[0].clitics[-1:] == "ل":
            return None  # زوارق للشرطة اليمنية: who gets them
        word = tagged.bare(j)
        bloc = tagged.lexicon.grammar.blocs.get(word)
        if bloc is not None and not word.endswith(("ين", "ون")):  # فريق أمني أوروبي
            return Actor(i, j + 1, "group", country=bloc, country_at=(j, j + 1), plural=True, rule="actor.group")
        if j in busy or not word[:1].isalpha() or tagged.get(j, "frame", "light", "says"):
            return None
        if tagged.word(j, "complementizers", "relative", "warrant_heads", "warrant"):
            return None
        if tagged.word(j, "prepositions", "mediators"):
            return _group_of(tagged, i, j, busy)
        j += 1
    return None


def _members_of(tagged: Tagged, i: int, j: int, busy: frozenset[int], *, to: bool = False) -> Actor | None:
    """``عناصر الشرطة المغربية``, ``أفراد الحرس المدني الإسباني``: those who act for an institution, which they are;
    ``to``: told after ل."""
    own = tagged.get(j, "institution", "org_complete", "org_head")
    org = org_at(tagged, j, busy) if own is not None and own[0].clitics == ("ل" if to else "") else None
    if org is None or org.country is None or org.head == "body":
        return None
    return _acting(i, org)


def _after_verb(tagged: Tagged, i: int) -> bool:
    """Whether a finite verb stands right before token ``i``: what comes next mostly acts."""
    verb = tagged.get(i - 1, "frame", "light")
    return verb is not None and verb[1].detail.startswith("verb")


def _acting(i: int, org: Phrase) -> Actor:
    return Actor(
        i, org.j, "group", org=org.org, country=org.country, country_at=org.country_at, plural=True,
        rule="actor.members",
    )  # fmt: skip


def _delegation_of(tagged: Tagged, i: int, j: int) -> Actor | None:
    """``وفد دولة الكويت``, ``وفد المملكة العربية السعودية``: the state right after the delegation."""
    head = tagged.get(j, "state_head")
    hit = tagged.get(j, "country") or (tagged.get(head[0].j, "country") if head is not None else None)
    if hit is None or hit[0].clitics or hit[1].detail == "doubtful":
        return None
    at = (hit[0].i, hit[0].j)
    return Actor(i, at[1], "group", country=hit[1].id, country_at=at, plural=True, rule="actor.group")


def _group_of(tagged: Tagged, i: int, j: int, busy: frozenset[int], *, inside: bool = False) -> Actor | None:
    """``مسؤولون في الاستخبارات التركية``, ``ضباط من مصر``: officials of the institution or state after في or من.
    ``inside``: a clitic of the next word stands for the preposition."""
    if not (inside or tagged.among(j, "group_of")):
        return None
    org = org_at(tagged, j + 1, busy)
    if org is not None and org.country:
        if tagged.among(i, "those_of") and tagged.bare(j) == "من" and _after_verb(tagged, i):
            return _acting(i, org)  # أوقفت عناصر من الشرطة الإسبانية
        return Actor(
            i, org.j, "group", org=org.org, country=org.country, country_at=org.country_at, plural=True,
            rule="actor.group-of",
        )  # fmt: skip
    state = tagged.get(j + 1, "country")
    if state is None or state[0].clitics or tagged.bare(j) != "من" or tagged.word(i, "assets"):
        return None  # سفن من X: where they came from
    at = (state[0].i, state[0].j)
    return Actor(i, at[1], "group", country=state[1].id, country_at=at, plural=True, rule="actor.group-of")


def _one_of_both(tagged: Tagged, head: tuple[int, int], nisba: tuple[Tag, Term], busy: frozenset[int]) -> Actor:
    """``الجانبان الأردني والعراقي``, ``الرئيسين التركي X والأميركي Y``: the first of the two, with his name if told."""
    at = (nisba[0].i, nisba[0].j)
    k = skip_honorifics(tagged, at[1])
    end = name_end(tagged, k, strict=False, busy=busy)
    named = end > k
    return Actor(
        head[0], end if named else at[1], "person" if named else "group", (k, end) if named else None,
        (head[0], at[1]) if named else None, country=nisba[1].id, country_at=at, plural=not named,
        rule="actor.one-of-both",
    )  # fmt: skip


def _sent_by(tagged: Tagged, i: int) -> Actor | None:
    """``وفد من مصر``, ``مسؤولان أمنيان من قطر``: the state that sends a group."""
    if tagged.bare(i) != "من" or (hit := tagged.get(i + 1, "country")) is None or hit[0].clitics:
        return None
    if hit[1].detail == "doubtful":
        return None
    same = tagged.get(hit[0].j, "nisba")  # وفد من الكونغرس الأمريكي
    at = (hit[0].i, same[0].j if same is not None and same[1].id == hit[1].id else hit[0].j)
    return Actor(i, at[1], "group", country=hit[1].id, country_at=at, plural=True, rule="actor.group")


def country_at_token(tagged: Tagged, i: int) -> Actor | None:
    """The country or body that begins at token ``i``, as itself or by its adjective."""
    j = i
    head = tagged.get(i, "state_head")
    whole = tagged.get(i, "country")
    if head is not None and whole is not None and whole[0].j > head[0].j:
        head = None  # المملكة المغربية: the name itself
    if head is not None:
        j = head[0].j
    hit = tagged.get(j, "country", "city")
    if hit is not None and hit[1].kind == "city" and hit[1].detail != "capital":
        hit = None
    if hit is None or (hit[1].detail == "doubtful" and not (_stated(tagged, j) or hit[0].clitics[-1:] == "ل")):
        return None
    tag, term = hit
    if head is not None and tag.clitics:
        return None
    if head is None and tagged.get(i - 1, "place_head") and tagged.get(i, "nisba"):
        return None  # العاصمة السعودية: whose capital
    if i > 1 and tagged.get(i - 1, "nisba") and tagged.among(i - 2, "seats"):
        return None  # العاصمة التونسية تونس: a town, though it has its state's name
    if tagged.word(i - 1, "beside_state"):
        return None  # دول جوار العراق: the others
    return Actor(
        i, tag.j, "country", country=term.id, country_at=(tag.i, tag.j), capital=term.kind == "city",
        rule="actor.capital" if term.kind == "city" else "actor.country",
    )  # fmt: skip


def _stated(tagged: Tagged, i: int) -> bool:
    """A doubtful country name counts after a preposition, a conjunction or a word like دولة."""
    after = tagged.get(i + 1, "country", "city")
    if after is not None and after[0].clitics == "و" and after[1].detail in ("", "capital"):
        return True  # عمان وبريطانيا
    if i == 0:
        return False
    verb = tagged.get(i - 1, "says", "light", "frame")
    she = (
        verb is not None
        and verb[1].detail.startswith("verb")
        and tagged.bare(i - 1).lstrip("وفس").startswith("ت") is not tagged.bare(i - 1).endswith("ت")
    )
    listed = any(t.i < i == t.j and t.term("country") for k in (i - 1, i - 2) if k >= 0 for t in tagged.starts[k])
    if listed and tagged.bare(i).startswith("و"):
        return True  # بين بوركينا فاسو ومالي
    return she or (
        tagged.word(i - 1, "prepositions") is not None or tagged.get(i - 1, "state_head", "place_head") is not None
    )
