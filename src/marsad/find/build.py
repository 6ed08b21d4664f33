"""Step 7: drafts become event mentions, each value with its words, each empty one with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from marsad.find.discourse.settling import unnamed_host
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.lasting import is_visiting
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.names import is_given, name_end
from marsad.find.topics import topics_of
from marsad.find.voice import attribution_of, set_out_to, status_of
from marsad.model import EventMention, Evidence, Participant, Status, TimeExpression
from marsad.text import fold_word

MAX_EVIDENCE = 26  # tokens
GOVERNS = 12  # tokens from the verb that tells talks to their noun
PLACELESS = frozenset({"call", "commendation"})


def mention_of(scene: Scene, out: Draft, published: date | None, going_on: Mapping[int, Draft]) -> EventMention:
    """The mention of a draft; ``going_on`` are the sentences that go on about one of the page's contacts."""
    tokens = scene.tagged.tokens
    rule = f"{out.frame.id}/{out.slots.rule or 'trigger'}"
    host = unnamed_host(out)
    sides = [*out.sides, *([("host", host)] if host else [])]
    participants = tuple(_participant(scene, part, actor) for part, actor in sides)
    status, status_at = _explicit(scene, out, published)
    time = out.time if _gone(scene, out.time) else _resolved(out.time, status)
    time = time if _can_be(scene, out, status, published) else None
    attribution, attribution_at = attribution_of(scene, out)
    for again in out.also:
        if attribution_at is None:
            attribution, attribution_at = attribution_of(scene, again)
    topics = topics_of(scene, out, going_on)
    fields: dict[str, Evidence] = {}
    reasons: dict[str, str] = {}
    evidence = _evidence(scene, out, sides, rule)
    fields["type"] = tokens.evidence(out.trigger.i, out.trigger.j, rule)
    fields["status"] = tokens.evidence(*status_at, f"status.{status}") if status_at else fields["type"]
    start, end, precision = (time.start, time.end, time.precision) if time else (None, None, None)
    if status == "ongoing" and start is None and published is not None:
        start, end, precision = published, published, "day"
        fields.update(dict.fromkeys(("start", "end", "precision"), fields["status"]))
    elif time is not None and start is not None:
        words = Evidence(time.where, time.start_offset, time.end_offset, time.text, time.rule)
        fields.update(start=words, end=words, precision=words)
    else:
        reason = time.reason if time else "no time expression for the event"
        if time is None and out.time is not None:
            reason = "the visit began before; the page does not say on which of its days"
        reasons.update(dict.fromkeys(("start", "end", "precision"), reason))
    country, city = _place(scene, out, fields, reasons)
    if attribution_at:
        fields["attribution"] = tokens.evidence(*attribution_at, f"attribution.{attribution}")
    for topic, at in topics.items():
        fields[f"topics.{topic}"] = tokens.evidence(*at, "topic.word")
    if out.count:
        fields["count"] = tokens.evidence(out.count[1], out.count[2], "count.number")
    return EventMention(
        type=out.frame.type,
        evidence=evidence,
        start=start,
        end=end,
        precision=precision,
        country=country,
        city=city,
        status=status,
        participants=participants,
        topics=tuple(topics),
        count=out.count[0] if out.count else None,
        attribution=attribution,
        fields=fields,
        reasons=reasons,
    )


def _explicit(scene: Scene, out: Draft, published: date | None) -> tuple[Status, tuple[int, int] | None]:
    """The status of the draft; where nothing says it, what a retelling outside the title says of it."""
    status, at = status_of(scene, out, published)
    if out.status_at is not None and status != "denied":  # what was asked for is planned
        return out.status, out.status_at
    for again in out.also if out.trigger.tense != "past" and not _came_about(scene, out) else ():
        told = status_of(scene, again, published) if at is None else None
        if told is not None and not (told[0] == "ongoing" and _before(out.time, published)):
            status, at = told
    headline = scene.tagged.tokens.where[out.trigger.i] == "title" and out.trigger.tense == "present"
    held = [again for again in out.also if _over(scene, again, published)] if status == "planned" else []
    if any(headline or _before_said(out, again) for again in held):
        return "happened", None  # X يجتمع مع Y: of the day on which they met, as the article tells
    over = scene.tagged.word(out.trigger.i - 1, "after_visit") is not None  # قال بعد لقائه X
    over = over or _came_about(scene, out)
    visit = out.within if out.trigger.tense != "past" and not over else None  # who was received is not only to be so
    if at is None and visit is not None and (out.time is None or out.time_by or out.time is visit.time):
        told = status_of(scene, visit, published)
        status, at = told if told[0] == "planned" else (status, at)  # those held in a visit under way are over
    if at is None and status == "happened" and out.time is None and published is not None:
        now = is_visiting(scene, out)
        return ("ongoing", now) if now is not None else (status, at)
    return status, at


def _over(scene: Scene, again: Draft, published: date | None) -> bool:
    """Whether a retelling says with a verb in the past that it happened."""
    past = again.trigger.is_verb and again.trigger.tense == "past"
    return past and status_of(scene, again, published)[0] == "happened"


def _came_about(scene: Scene, out: Draft) -> bool:
    """``جرى لقاء``, ``اختتمت أمس بالرباط أشغال اللجنة``: talks that the verb before them tells in the past."""
    t, i = scene.tagged, out.trigger.i
    if out.trigger.is_verb:
        return False
    for k in range(i - 1, max(out.clause.left, i - GOVERNS) - 1, -1):
        if t.word(k, "came_about") is not None:
            return t.bare(k)[:1] not in ("ي", "س")
        if k in scene.verbs:
            hit = t.get(k, "light") if i - k <= 3 else None
            return hit is not None and hit[1].detail == "verb:past"
    return False


def _before_said(out: Draft, again: Draft) -> bool:
    """``استقبل X اليوم Y. وقالت الوزارة في وقت سابق إن Y سيلتقي اليوم X``: what has been held was still to come when
    it was announced."""
    days = [(d.time.start, d.time.end) for d in (out, again) if d.time is not None and d.time.start is not None]
    return again.trigger.i < out.trigger.i and len(days) == 2 and days[0] == days[1]


def _before(time: TimeExpression | None, published: date | None) -> bool:
    """Whether the time is over on the day of publication."""
    return published is not None and time is not None and time.end is not None and time.end < published


def _gone(scene: Scene, time: TimeExpression | None) -> bool:
    """``وصل يوم الأربعاء في زيارة يلتقي خلالها X``: a weekday right after a verb in the past."""
    i = next((i for i, _, told in scene.times if told is time), 0)
    hit = scene.tagged.get(i - 1, "light", "frame") if i - 1 in scene.verbs else None
    return hit is not None and hit[1].detail == "verb:past"


def _can_be(scene: Scene, out: Draft, status: str, published: date | None) -> bool:
    """Talks still to come are not held on a past day that only the visit lends them (``وصل أمس … وسيلتقي``)."""
    visit, time = out.within, out.time
    if out.type == "visit" and out.time_by == "the talks held in it" and status == "planned":
        return not _before(time, published)  # دعاه خلال لقائهما أمس إلى زيارة مصر
    if status == "planned" and (out.slots.rule == "purpose" or set_out_to(scene, out)):
        return not _before(time, published)  # وصل أمس لإجراء محادثات
    lent = visit is not None and time is not None and time is visit.time and out.time_by == "the visit"
    if not lent or status != "planned" or published is None or time is None or time.end is None:
        return True
    return time.end >= published or (visit is not None and status_of(scene, visit, published)[0] == "planned")


def _resolved(time: TimeExpression | None, status: str) -> TimeExpression | None:
    """A bare weekday or month of something planned is the nearest coming one (codebook, Dates)."""
    if time is not None and time.start is None and time.alternative is not None and status == "planned":
        return replace(time, start=time.alternative[0], end=time.alternative[1], precision=time.precision or "day")
    if (
        time is not None
        and time.bare
        and status == "planned"
        and time.alternative is not None
        and time.direction != "past"
    ):
        return replace(time, start=time.alternative[0], end=time.alternative[1])
    return time


def _place(
    scene: Scene, out: Draft, fields: dict[str, Evidence], reasons: dict[str, str]
) -> tuple[str | None, str | None]:
    tokens = scene.tagged.tokens
    if out.type in PLACELESS:
        reasons.update(country="told at a distance", city="told at a distance")
        return None, None
    place = out.place
    if place is None:
        if len(out.place_by) == 2:
            actor = next((a for _, a in out.sides if a.country == out.place_by), None)
            if actor is not None:
                at = actor.country_at or actor.role or (actor.i, actor.j)
                fields["country"] = tokens.evidence(*at, "place.host")
                reasons["city"] = "no city told"
                return out.place_by, None
        reasons.update(country="no place told for the event", city="no place told for the event")
        return None, None
    fields["country"] = tokens.evidence(place.i, place.j, "place.told")
    if place.city is None:
        reasons["city"] = "no city told"
        return place.country, None
    fields["city"] = tokens.evidence(*place.city, "place.told")
    return place.country, _city_name(scene, place.city)


def _city_name(scene: Scene, span: tuple[int, int]) -> str:
    text = scene.tagged.tokens.text(*span)
    hit = scene.tagged.get(span[0], "city", "region")
    clitics = hit[0].clitics if hit else ""
    name = text[len(clitics) :] if clitics and text.startswith(clitics) else text
    return f"ا{name}" if clitics.endswith("ل") and name.startswith("ل") and hit and hit[0].terms else name


def _participant(scene: Scene, part: str, actor: Actor) -> Participant:
    tokens = scene.tagged.tokens
    evidence: dict[str, Evidence] = {}
    name = role = org = None
    private = part == "subject" and actor.role is None
    if actor.name and not private:
        name = _trimmed(scene, actor.name, "given", "family", "particle")
        evidence["name"] = tokens.evidence(*actor.name, actor.rule)
    if actor.role:
        role = _office(scene, actor, actor.role)
        evidence["role"] = tokens.evidence(*actor.role, actor.rule)
    if actor.org:
        org = _org(scene, actor)
        evidence["org"] = tokens.evidence(*actor.org, actor.rule)
    if actor.country and actor.country_at:
        evidence["country"] = tokens.evidence(*actor.country_at, actor.rule)
    elif actor.country:
        evidence["country"] = tokens.evidence(*(actor.role or actor.name or (actor.i, actor.j)), "actor.register")
    return Participant(part, name, role, org, actor.country, evidence)  # type: ignore[arg-type]


def _office(scene: Scene, actor: Actor, role: tuple[int, int]) -> str:
    """The office in the number and gender of its holder: ``الرئيسان المصري X والفرنسي Y`` are each الرئيس, ``نظيرها``
    of a وزيرة is a وزير."""
    text = _trimmed(scene, role, "office", "office_alone", "office_country")
    words = scene.tagged.lexicon.offices
    first, *rest = text.split(" ")
    several = any(scene.tagged.bare(i).startswith("وال") for i in range(role[0] + 1, role[1]))
    if actor.plural or several:  # وزيرا الخارجية والدفاع
        return text
    first = words.one_holder.get(fold_word(first), first)
    if actor.counterpart and actor.rule != "actor.counterpart-office":
        hers = scene.tagged.among(actor.i, "woman_counterpart")
        forms = words.women if hers else {woman: man for man, woman in words.women.items()}
        first = forms.get(first, first)
    return " ".join((first, *rest))


ORGS = ("institution", "org_head", "org_complete")


def _org(scene: Scene, actor: Actor) -> str:
    assert actor.org is not None
    begin, end = actor.org
    t = scene.tagged
    if actor.kind == "person":
        while end - begin > 1 and (
            t.among(end - 1, "of_person") or (t.get(end - 1, "nisba") and not _its_own(scene, actor, begin, end - 1))
        ):
            end -= 1
    if (
        actor.head == "مدير"
        and actor.role
        and t.bare(actor.role[0]).startswith(("المدير", "مدير"))
        and "عام" in " ".join(t.tokens.words[actor.role[0] : begin])
        and not t.among(begin, "whole_orgs")
        and not t.among(begin, "ministries")
        and not ((at := t.get(begin, *ORGS)) is not None and at[0].clitics == "ب")  # المدير العام بوزارة X
    ):
        while end - begin > 1 and t.get(end - 1, "nisba"):
            end -= 1
        return _directorate(scene, begin, end)
    kinds = ("institution", "body", "org_head", "org_complete", "country", "office", "office_alone")
    text = _trimmed(scene, (begin, end), *kinds)
    each = actor.kind == "org" and actor.country and t.word(begin, "officials") is None
    if each:  # وزارتي الداخلية المصرية والجزائرية: each its own
        head, *rest = text.split(" ")
        text = " ".join((t.lexicon.offices.one_holder.get(fold_word(head), head), *rest))
    ministry = t.lexicon.offices.org_prefix["وزير"]
    if actor.ministry and not text.startswith(ministry):
        text = f"{ministry} {text}"
    theirs = actor.country_at
    if theirs is not None and _whose_too(scene, actor, begin, end):
        text = f"{text} {_trimmed(scene, theirs, 'nisba', 'country', 'city')}"
    return text


def _whose_too(scene: Scene, actor: Actor, begin: int, end: int) -> bool:
    """Whether the words that say whose it is belong to the institution, though they stand apart: ``نظيرتها
    الإيطالية`` of a police is الشرطة الإيطالية, ``وزير خارجية إيران`` heads وزارة خارجية إيران."""
    t, at = scene.tagged, actor.country_at
    if at is None or (begin <= at[0] and at[1] <= end):
        return False
    if actor.kind == "org":
        apart = actor.counterpart or actor.rule == "actor.shared-head"  # السلطات المغربية والإسبانية
        return apart and t.get(at[0], "nisba") is not None
    state = t.get(at[0], "country", "city")
    construct = end == begin + 1 and not t.tokens.words[begin].lstrip("ول").startswith("ال")
    return actor.ministry and construct and state is not None and state[0].clitics in ("", "و")


def _its_own(scene: Scene, actor: Actor, begin: int, at: int) -> bool:
    """Whether the nationality at token ``at`` belongs to the institution, not to the office: the two agree (``الشرطة
    الإسبانية``, ``الجيش الباكستاني``; no ministry, whose nationality is the minister's)."""
    t = scene.tagged
    listed = t.get(begin, "institution", "body")
    if actor.ministry or (listed is not None and listed[0].j > at):
        return not actor.ministry
    feminine = t.bare(begin).endswith(("ه", "ات")) or t.among(begin, "plural_orgs")
    return t.bare(at).endswith("ه") == feminine


def _directorate(scene: Scene, begin: int, end: int) -> str:
    """``المدير العام للأمن الوطني`` and ``مدير عام الأمن الوطني`` head المديرية العامة للأمن الوطني (its first
    matter)."""
    tokens = scene.tagged.tokens
    stop = next(
        (i for i in range(begin + 1, end) if tokens.words[i].startswith("و") and len(tokens.words[i]) > 4),
        end,
    )
    text = tokens.text(begin, stop)
    if text.startswith("ال"):
        text = f"لل{text[2:]}"
    return f"المديرية العامة {text}" if text.startswith("ل") else text


def _trimmed(scene: Scene, span: tuple[int, int], *kinds: str) -> str:
    """The original words without the clitics of the first one."""
    tokens = scene.tagged.tokens
    text = tokens.text(*span)
    hit = scene.tagged.get(span[0], *kinds)
    if hit is None or not hit[0].clitics or (hit[1].kind == "given" and "ك" in hit[0].clitics):
        return text  # كايسا is no ك before ايسا
    rest = text[len(hit[0].clitics) :]
    if not (hit[0].clitics.endswith("ل") and rest.startswith("ل")):
        return rest
    alone = scene.tagged.lexicon.phrases.table.get((tokens.words[span[0]][len(hit[0].clitics) :],), ())
    return f"ال{rest}" if any(t.kind in kinds for t in alone) else f"ا{rest}"  # للجنة: اللجنة، للقوات: القوات


def _evidence(scene: Scene, out: Draft, sides: list[tuple[str, Actor]], rule: str) -> Evidence:
    """From the trigger to the last side, time or place told near it: the shortest stretch that carries the event."""
    begin, end = out.trigger.i, out.trigger.j
    sentence = out.clause.sentence
    subject = [a for a in out.slots.get("subject") if a.i >= sentence[0] and a.j <= begin and begin - a.i <= 14]
    if subject and out.slots.rule.startswith("subject"):
        begin = subject[0].i
    for _, actor in sides:
        if sentence[0] <= actor.i < sentence[1] and actor.i >= out.trigger.i and actor.j - begin <= MAX_EVIDENCE:
            end = max(end, actor.j)
    if (
        out.place
        and sentence[0] <= out.place.i < sentence[1]
        and out.place.i >= begin
        and out.place.j - begin <= MAX_EVIDENCE
    ):
        end = max(end, out.place.j)
    if end - begin < 4:
        end = min(begin + 6, sentence[1])
    private = _private_names(scene, out)
    for first, last in private:  # the stretch ends before a private person's name, where it still carries the event
        if out.trigger.j <= first < end:
            end = min(end, first)
            begin = begin if end - begin >= 3 else max(sentence[0], begin - 4)
        if begin <= first and last <= out.trigger.i:
            begin = last
    return _redacted(scene, begin, end, rule, private)


def _private_names(scene: Scene, out: Draft) -> list[tuple[int, int]]:
    """Names of suspects, victims and relatives: on a page of arrests and handovers, whoever holds no office."""
    if out.type not in ("arrest", "extradition") and not scene.tagged.holds(
        range(*out.clause.sentence), "warrant"
    ):
        return []
    begin, end = out.clause.sentence
    official = {a.name for _, a in out.sides if a.name and a.role}
    inside = [a for a in scene.actors if begin <= a.i < end and a.kind == "person" and a.name and a.role is None]
    told = [(a.i, a.j) for a in inside if a.name not in official]
    return _joined(told + _unparsed_names(scene, out, {i for a in scene.actors for i in range(a.i, a.j)}))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def _unparsed_names(scene: Scene, out: Draft, taken: set[int]) -> list[tuple[int, int]]:
    """Names after the verb of an arrest that no rule reads as a person: privacy wants more than finding does."""
    found: list[tuple[int, int]] = []
    i = out.trigger.j
    while i < out.clause.right:
        end = i if i in taken else name_end(scene.tagged, i, strict=False, busy=scene.busy)
        opens = (
            i == out.trigger.j
            or i - 1 in taken
            or is_given(scene.tagged, i, sure=False)
            or scene.tagged.get(i - 1, "nisba") is not None
        )
        if end - i >= 2 and opens:
            found.append((i, end))
        i = max(end, i + 1)
    return found


def _redacted(scene: Scene, begin: int, end: int, rule: str, private: list[tuple[int, int]]) -> Evidence:
    """The words of ``[begin:end]`` with the names of private persons shown as ``[…]``."""
    tokens = scene.tagged.tokens
    plain = tokens.evidence(begin, end, rule)
    quote, shift = plain.quote, plain.start
    for first, last in sorted((p for p in private if begin <= p[0] and p[1] <= end), reverse=True):
        quote = quote[: tokens.starts[first] - shift] + "[…]" + quote[tokens.ends[last - 1] - shift :]
    return replace(plain, quote=quote)
