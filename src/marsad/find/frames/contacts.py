"""Step 5d: words of meetings and calls that tell no contact of two sides: a welcome at the airport, contacts in
general, history, what somebody is charged with."""

from __future__ import annotations

from marsad.find.frames.clauses import Clause, Scene, Trigger
from marsad.find.frames.draft import Draft
from marsad.find.frames.secure import of_the_field

CHARGED = 14  # tokens from the word of charging somebody to the talks that he is to hold
NEAR = 12  # tokens around the talks in which a feast is told
THAT = 6  # tokens of a sentence in which it tells what "that" happened in
YEARS = 8  # after which talks are history


def no_contact(scene: Scene, out: Draft) -> str:
    """Why the words of a meeting or call tell no contact, or an empty string."""
    if out.type not in ("meeting", "call"):
        return ""
    t, begin = scene.tagged, out.clause.sentence[0]
    near = range(max(begin, out.trigger.i - CHARGED), out.trigger.i)
    if t.holds(near, "questions") and not any(scene.verbs.get(k) == "says" for k in near):
        return "a question"
    feast = range(max(begin, out.trigger.i - NEAR), min(out.trigger.j + NEAR, out.clause.right))
    if t.holds(feast, "holidays") and not any(of_the_field(scene, a) for _, a in out.sides):
        return "greetings for a feast"
    if out.trigger.is_verb:
        return _verb(scene, out) or _history(scene, out)
    return _noun(scene, out) or _history(scene, out)


def by_telephone(scene: Scene, trigger: Trigger, clause: Clause) -> bool:
    """``بحث X مع Y التعاون. جاء ذلك في اتصال هاتفي``: talks of which the sentence after tells that they were a call."""
    t, sentences, number = scene.tagged, scene.tagged.tokens.sentences, clause.number
    if trigger.term.id != "meeting.discuss":
        return False
    after = sentences[number + 1 : number + (4 if t.tokens.where[trigger.i] == "title" else 2)]
    for begin, end in after:
        near = range(begin, min(begin + THAT, end))
        calls = any(x.kind == "frame" and x.id == "call.talk" for k in near for tag in t.starts[k] for x in tag.terms)
        if calls and any(t.bare(k) == "ذلك" for k in near[:3]):
            return True
    return False


def _history(scene: Scene, out: Draft) -> str:
    """Talks many years before the page's other days."""
    time, days = out.time, [t.start for _, _, t in scene.times if t.start is not None]
    if time is None or time.start is None or not days:
        return ""
    return "history" if max(days).year - time.start.year > YEARS else ""


def _verb(scene: Scene, out: Draft) -> str:
    t, trigger = scene.tagged, out.trigger
    if trigger.term.suffix in ("هم", "ها") and out.frame.id == "meeting.receive":
        told = [a for a in out.slots.get("object") if a.j <= trigger.i and a.kind in ("group", "person")]
        return "" if told else "whom the pronoun means is not told"
    if out.frame.id == "meeting.meet" and trigger.term.suffix:
        close = [a for a in out.slots.get("object") if a.kind in ("person", "group") and 0 <= trigger.i - a.j <= 2]
        return "" if close else "whom the pronoun means is not told"
    told = out.slots.get("subject") + out.slots.get("with") + out.slots.get("object")
    if out.frame.id == "meeting.meet" and any(t.word(a.i, "interests") for a in told):
        return "interests meet, nobody does"
    if out.frame.id == "meeting.meet" and t.word(trigger.j, "responses") is not None:
        return "what something is met with"
    taken = next((a for a in out.slots.get("object") if a.kind != "person"), None)
    if out.frame.id == "meeting.receive" and taken and t.among(taken.i, "those_of") and _by_states(out):
        return "people are taken in, nobody is met"  # تستقبل تركيا عناصر من الجيش الليبي للتدريب
    if out.frame.id == "meeting.receive" and t.word(trigger.j, "received_things") is not None:
        return "a thing is received, nobody"
    if out.type == "call" and t.word(trigger.i - 1, "prepositions", "before_nouns", "through") is not None:
        return "a telephone"
    return ""


def _by_states(out: Draft) -> bool:
    """Whether a state receives, and nobody of it."""
    hosts = out.slots.get("subject")
    return bool(hosts) and all(a.kind in ("country", "org") for a in hosts)


def _charged(scene: Scene, out: Draft) -> bool:
    """``تفويض صاحب السمو X وزير الداخلية – أو من ينيبه – بالتباحث مع Y``: past the offices of who is charged."""
    at, begin = out.trigger.i, out.clause.sentence[0]
    offices = sum(a.j - a.i for a in scene.actors if at - CHARGED <= a.j <= at and a.kind == "person")
    near = range(max(begin, at - CHARGED - offices), at)
    return any(scene.tagged.word(k, "charges") for k in near)


def _noun(scene: Scene, out: Draft) -> str:
    t, trigger = scene.tagged, out.trigger
    if t.word(trigger.i - 1, "channels") is not None:
        return "a way to be in touch, no contact"
    if trigger.term.suffix == "نا":
        return "talks of those who speak"
    if out.frame.id == "meeting.receive" and _welcome(scene, out) and not _of_one_trade(scene, out):
        return "a welcome on arrival"
    if _charged(scene, out):
        return "what somebody is charged with"
    span = range(out.clause.left, out.clause.right)
    if out.time is None and t.holds(span, "over_time"):
        return "contacts over a long time"
    partners = out.slots.get("with") if out.slots.rule == "subject of the governing verb" else []
    whose = [a for a in partners if a.kind == "person" and (a.role or a.counterpart)]
    named = any(a.name for a in whose) or len({a.country for a in whose if a.country}) > 1  # مع نظيره X, مع وزراء X وY
    around = (trigger.i - 2, trigger.i - 1, trigger.j, trigger.j + 1)
    if out.time is None and out.place is None and any(t.word(k, "repeated") for k in around) and not named:
        return "contacts in general"
    bare = out.time is None and out.place is None and not scene.definite(trigger)
    held = any(t.get(k, "light") for k in range(max(out.clause.sentence[0], trigger.i - 2), trigger.i))
    if bare and not held and all(a.rule == "actor.adjective" for _, a in out.sides):
        return "talks that are only mentioned"
    of_some = out.slots.rule == "genitive" and not any(a.name for _, a in out.sides)  # لقاءات المسؤولين
    vague = trigger.term.suffix or scene.definite(trigger) or of_some or out.frame.id == "call.contact"
    if trigger.term.plural and vague and out.time is None and (out.place is None or trigger.term.suffix) and not named:
        return "contacts in general"
    return ""


def _of_one_trade(scene: Scene, out: Draft) -> bool:
    """Whether both who arrives and who waits for him hold offices of the field."""
    return all(any(of_the_field(scene, a) for p, a in out.sides if p == part) for part in ("host", "guest"))


def _welcome(scene: Scene, out: Draft) -> bool:
    """``كان في استقباله بالمطار``: those who wait for somebody hold no talks with him."""
    t, i = scene.tagged, out.trigger.i
    at = i - 1 if t.among(i - 1, "in_words") else i if out.trigger.tag.clitics.endswith("ب") else None
    if at is None:
        return False
    waits = t.word(at, "waits") or t.word(at - 1, "waits")
    return waits is not None or any(t.among(k, "was") for k in range(max(out.clause.sentence[0], at - 3), at))
