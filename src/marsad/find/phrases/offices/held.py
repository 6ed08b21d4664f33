"""The office that starts at a word, with those that follow it without a break."""

from __future__ import annotations

from marsad.find.phrases.names import is_given, name_end
from marsad.find.phrases.offices.complement import follow
from marsad.find.phrases.offices.walk import Phrase, Walk, inside
from marsad.find.tag import Tag, Tagged


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
        envoy = first.head in tagged.lexicon.grammar["abroad"]  # رئيس الأركان السفير الفرنسي; not المندوب السفير X
        other = other or (not envoy and _posted(tagged, following))
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
    named = is_given(tagged, k, sure=False) or name_end(tagged, k, strict=False) > k + 1  # وانغ شياو هونغ
    return clitics == "و" and tagged.word(first.i, "held_together") is not None and named


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
        tail = Walk(tagged, tag.j, busy)
        tail.wants = False
        tail.org = inside(tagged, tag)
        sent = tagged.get(i, "office")
        tail.abroad = sent is not None and sent[1].id in tagged.lexicon.grammar["abroad"]  # المبعوث الأممي إلى X
        follow(tail)
        country, at = tail.country or term.id, tail.country_at or (tag.i, tag.j)
        minister = tagged.get(i, "office") if tail.org is None else None
        if minister is not None and minister[1].id == "وزير":
            return Phrase(i, tail.j, "", country, at, (minister[0].j, tag.j), ministry=True)
        return Phrase(i, tail.j, "", country, at, tail.whole_org())
    hit = tagged.get(i, "office_alone", "office")
    if hit is None:
        return None
    tag, term = hit
    rest = Walk(tagged, tag.j, busy)
    alone = term.kind == "office_alone" or term.detail in ("definite", "own")
    charged = tagged.bare(tag.j - 1) == "عن"  # المسؤول عن جهاز X
    alone = alone and not charged
    rest.abroad = term.id in tagged.lexicon.grammar["abroad"]
    rest.minister = term.id == "وزير"
    rest.serves = term.id in tagged.lexicon.grammar["serving"]
    rest.wants = not alone or any("اعمال" in tagged.bare(k) for k in range(tag.i, tag.j))
    rest.org = inside(tagged, tag)
    follow(rest)
    if rest.j == tag.j and not alone:
        return None
    if charged and not (rest.org or rest.country or tagged.get(tag.j, "middle")):
        return None  # المسؤول عن الهجوم
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


def _of_bloc(rest: Walk, head: Tag) -> None:
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
