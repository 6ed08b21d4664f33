"""Step 5d: whether a visit is told as one about matters of the field: by a participant's office, or by the page."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.find.frames.about import of_trade, said_of_now, turns
from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.frames.draft.reasons import OTHER_OFFICE_NOW, PRIVATE, SETTING, VISIT_NOT_SECURITY
from marsad.find.frames.secure import is_secure, of_the_field, peace_envoy, secure_org
from marsad.find.phrases.actors import Actor

TRAVEL = ("visit.travel", "visit.arrive", "visit.return", "visit.land", "visit.enter")  # things travel, too
RECENT = 400  # days up to which a visit told with its date is news, and no history
NEAR_THING = 3  # tokens before a verb of travelling in which its subject is looked for
OPENING = 6  # tokens in which a sentence that goes on about somebody has its verb
NOT_MADE = 10  # tokens from a negated verb to the visit that it governs
ASIDE = 4  # tokens from "who" to the visit in a clause about him
BYLINE = 6  # tokens up to which a sentence at the head of a page is its byline or dateline
CLOSE = 2  # sentences after the lead in which it still says what a visit was about
EARLIER = 10  # tokens from "after" or "since" to the word of what was before
TALKS = ("visit.", "meeting.", "call.")


def visit_in_field(scene: Scene, out: Draft) -> Draft:
    """``out``, dropped where only attacks, troops or the guards of the visitor are told beside a visit.

    Somebody at the visit holds an office of the field; or the visit's own sentence, the title, or a sentence next to it
    that speaks of visits and talks says what it was about.
    """
    if out.type != "visit" or out.dropped:
        return out
    if why := _no_visit(scene, out):
        return out.drop(why)
    if _by_office(scene, out):
        return out
    if _on_business(scene, out):
        return out.drop(OTHER_OFFICE_NOW)
    if _setting_of_words(scene, out):
        return out.drop(SETTING)
    if said_of_now(scene, out) if of_trade(scene) else _told_of_it(scene, out):
        return out
    return out.drop(VISIT_NOT_SECURITY)


def _told_of_it(scene: Scene, out: Draft) -> bool:
    """Whether the visit's sentence, one beside it that goes on about it, the lead or the title says what for."""
    number, sentences = out.clause.number, scene.tagged.tokens.sentences
    if _matters(scene, _own_words(scene, out)):
        return True
    if any(scene.tagged.word(i, "measures") and is_guarding(scene, i) for i in range(*sentences[0])):
        return False  # a page about how somebody is guarded
    for s in (number - 1, number + 1):
        if 0 < s < len(sentences) and not turns(scene, max(s, number)) and _matters(scene, _of_talks(scene, s)):
            return True
    where = scene.tagged.tokens.where
    lead = next((s for s, (i, j) in enumerate(sentences) if where[i] == "body" and j - i > BYLINE), 0)
    return any(_is_about(scene, out, s) and _matters(scene, range(*sentences[s])) for s in {0, lead} - {number})


def _own_words(scene: Scene, out: Draft) -> list[int]:
    """The tokens of the visit's sentence that can say what it was about: what follows it up to words that somebody
    says (unless both sides do), and what stands before it unless that was at another time or somebody's words
    (``ضبط أسلحة قبل أن يزور X``)."""
    t, at, (begin, end) = scene.tagged, out.trigger, out.clause.sentence
    apart = (k for k in range(begin, at.i) if t.word(k, "around", "other_times") or scene.verbs.get(k) == "says")
    told, on = list(range(max(apart, default=begin - 1) + 1, at.i)), True
    for k in range(at.j, end):
        on = (on and scene.verbs.get(k) != "says") or t.word(k, "both_sides") is not None
        told += [k] if on else []
    return told


def _of_talks(scene: Scene, number: int) -> list[int]:
    """The tokens of a sentence that follow a word of visits and talks or of both sides, up to what somebody says."""
    t, on = scene.tagged, False
    told: list[int] = []
    for k in range(*t.tokens.sentences[number]):
        frames = (x.id for tag in t.starts[k] for x in tag.terms if x.kind == "frame")
        talks = any(f.startswith(TALKS) for f in frames) or t.word(k, "both_sides") is not None
        on = (on and scene.verbs.get(k) != "says") or talks
        told += [k] if on else []
    return told


def _by_office(scene: Scene, out: Draft) -> bool:
    """Whether a side has an office or rank of the field, is an institution of it, or is sent by a body of many states
    to make peace."""
    for _, actor in out.sides:
        ranked = actor.name and any(scene.tagged.word(i, "officers") for i in range(actor.i, actor.j))
        of_agency = actor.role and any(is_secure(scene, i) for i in range(actor.i, actor.role[0]))
        if ranked or of_agency or secure_org(scene, actor):
            return True
        if of_the_field(scene, actor) or peace_envoy(scene, actor):
            return True
        # X ولي العهد وزير الدفاع لمصر: an office that goes on with his others
        if any(a.i == actor.j and a.name is None and not a.mark and of_the_field(scene, a) for a in scene.actors):
            return True
    return False


def _on_business(scene: Scene, out: Draft) -> bool:
    """``زار وزير الاقتصاد X بعد توقيع الاتفاق النووي``: an office of the economy, and words of the field only where the
    sentence says what was before."""
    t, (begin, end) = scene.tagged, out.clause.sentence
    roles = [a.role for p, a in out.sides if p == "guest" and a.role]
    if not any(t.word(i, "civil") for role in roles for i in range(*role)):
        return False
    words = [i for i in range(begin, end) if is_secure(scene, i) and not any(i in range(*role) for role in roles)]
    return all(any(t.word(k, "around") for k in range(max(begin, i - EARLIER), i)) for i in words)


def _setting_of_words(scene: Scene, out: Draft) -> bool:
    """``قال X خلال زيارته إلى Y إن …``, ``قال X، الذي يزور Y، إن …``: what he said there may be of the field; the visit
    is not told to be."""
    t, at, (begin, end) = scene.tagged, out.trigger, out.clause.sentence
    if _in_aside(scene, at.i, begin):
        return True
    hits = (t.word(k, "settings", "during", "other_times") for k in range(max(at.i - 2, begin), at.i))
    setting = next((hit for hit in hits if hit is not None), None)
    if at.is_verb or setting is None:
        return False
    speaks = [k for k in range(begin, end) if k in scene.verbs or t.word(k, "speaks_out")]
    before = max((k for k in speaks if k < at.i), default=None)
    verb = before if before is not None and setting.clitics != "و" else None  # وخلال زيارته، قال X
    verb = verb if verb is not None else next((k for k in speaks if k >= at.j), begin)
    return scene.verbs.get(verb) == "says" or t.word(verb, "speaks_out") is not None


def _in_aside(scene: Scene, i: int, begin: int) -> bool:
    """Whether the token stands in a relative clause right after somebody who is told to say something."""
    t = scene.tagged
    which = next((k for k in range(i - 1, max(i - ASIDE, begin), -1) if t.word(k, "relative")), -ASIDE)
    told = (a.i for a in scene.actors if a.kind == "person" and 0 <= which - a.j <= 1)
    return any(scene.verbs.get(k) == "says" for at in told for k in range(max(begin, at - 2), at))


def _is_about(scene: Scene, out: Draft, number: int) -> bool:
    """Whether the title speaks of both states, or the title or lead of the guest or officials of his state; and then
    also of visits and talks, where it is not the lead right before the visit."""
    words, (begin, end) = scene.tagged.tokens.words, scene.tagged.tokens.sentences[number]
    title = scene.tagged.tokens.where[begin] == "title"
    guests = [a for p, a in out.sides if p == "guest"]
    own = {a.country for a in guests}
    told = [a for a in scene.actors if begin <= a.i < end and a.country]
    states = {a.country for a in told} | {p.country for p in scene.places if begin <= p.i < end}
    if title and own & states and out.place is not None and out.place.country in states:
        return True
    named = bool({words[a.name[1] - 1] for a in guests if a.name} & set(words[begin:end]))
    if not (named or any(a.kind == "person" and a.country in own for a in told)):
        return False
    return bool(_of_talks(scene, number)) or (not title and 0 < out.clause.number - number <= CLOSE)


def _matters(scene: Scene, told: Iterable[int]) -> bool:
    """Whether tokens hold a word of the field that is no incident, no office, and not how somebody is guarded."""
    t, told = scene.tagged, list(told)
    if any(t.word(i, "measures") and is_guarding(scene, i) for i in told):
        return False
    offices = {i for a in scene.actors if _in_office(a) for i in range(*(a.role or (0, 0)))}
    incidents = {k for i in told if t.word(i, "incidents") for k in (i, i + 1)}  # هجمات إرهابية
    guards = {i for i in told if t.word(i + 1, "guarded")}  # أمن الرئيس
    return any(is_secure(scene, i) for i in told if i not in offices | incidents | guards)


def is_guarding(scene: Scene, i: int) -> bool:
    """``إجراءات أمنية``: whether security is what the word at ``i`` is about."""
    return scene.tagged.word(i + 1, "security") is not None


def _in_office(actor: Actor) -> bool:
    return actor.kind == "person" and actor.role is not None


def _no_visit(scene: Scene, out: Draft) -> str:
    """Why the words tell no visit, or an empty string."""
    if out.frame.id in TRAVEL and _thing_travels(scene, out):
        return "a thing travels"
    after = range(out.trigger.j, out.clause.right)
    if out.frame.id == "visit.travel" and any(scene.tagged.among(i, "going_home") for i in after):
        return "on his way home"  # غادر باريس عائدا إلى القاهرة
    if out.frame.id in TRAVEL and _troops_arrive(scene, out):
        return "troops arrive, no delegation"
    published = scene.tagged.tokens.article.published
    ended = out.time.end if out.time is not None else None
    if published is not None and ended is not None and (published - ended).days > RECENT:
        return "long past"
    if _sorts_of_visitor(scene, out):
        return "no visitor but what sort of one"
    if _nobody_there(out):
        return "nobody in the sentence who travels"
    if _did_not_come(scene, out):
        return "nobody came"
    if _left_out(scene, out):
        return "no stop of the journey"
    guests = [a for p, a in out.sides if p == "guest"]
    if guests and all(scene.tagged.word(a.i - 1, "made_by") for a in guests):
        return "who has a tour made, no visitor"  # جولة نظمتها X
    if _proposed(scene, out):
        return "a visit that is proposed or wished for"
    if out.frame.id in TRAVEL and _private_before(scene, out):
        return PRIVATE
    return ""


def _thing_travels(scene: Scene, out: Draft) -> bool:
    """``وصلت أمس الطائرة إلى X``, ``أكبر سفينة تصل إلى X``: a ship, a plane, aid or a message."""
    t, at = scene.tagged, out.trigger
    if not at.is_verb:
        return False
    people = [a.i for a in scene.actors if a.kind in ("person", "group") and not a.mark]
    begin = max(out.clause.sentence[0], at.i - NEAR_THING)
    before = [k for k in range(begin, at.i) if not any(k + 1 < i < at.i for i in people)]
    end = min([out.clause.right, *(i for i in people if i >= at.j), *(p.i for p in scene.places if p.i >= at.j)])
    for k in [*before, *range(at.j, end)]:
        thing = t.word(k, "travelling_things")
        theirs = thing is not None and any(a.i == thing.j and a.kind == "person" for a in scene.actors)
        by_it = k >= at.j and t.word(k - 1, "by_means") is not None
        if thing is not None and not (theirs or thing.clitics or by_it):
            return True
    return False


def _troops_arrive(scene: Scene, out: Draft) -> bool:
    """``وصلت وحدات من القوات X إلى Y``: nobody is told who leads them."""
    t, guests = scene.tagged, [a for p, a in out.sides if p == "guest"]
    forces = [a for a in guests if any(t.word(k, "forces_sent") for k in range(a.i - 2, a.i + 1))]
    forces = [a for a in forces if not any(t.word(k, "delegation") for k in range(a.i - 2, a.i + 1))]
    return bool(guests) and all(a in forces and a.kind in ("org", "group") for a in guests)


def _sorts_of_visitor(scene: Scene, out: Draft) -> bool:
    """``X هو أول مسؤول أوروبي يزور Y``, ``بعثة الأولمبياد``: a group after a superlative is somebody told elsewhere,
    and one of sport is none of officials."""
    t = scene.tagged
    guests = [a for p, a in out.sides if p == "guest"]
    first = all(a.kind == "group" and t.word(a.i - 1, "superlatives") for a in guests)
    sport = any(t.word(i, "sports") for a in guests for i in range(a.i, a.j))
    return bool(guests) and (first or sport)


def _nobody_there(out: Draft) -> bool:
    """``حيث وصل أمس إلى X الفوج الأول``: a verb well inside its sentence, a traveller told only in one before it."""
    begin = out.clause.sentence[0]
    afar = out.slots.rule == "subject told before" and out.trigger.i - begin > OPENING
    return afar and all(a.j <= begin for p, a in out.sides if p == "guest")


def _did_not_come(scene: Scene, out: Draft) -> bool:
    """``ولم يقم أي رئيس بزيارة X``: the verb that governs the word of the visit is negated."""
    near = range(max(out.clause.left, out.trigger.i - NOT_MADE), out.trigger.i)
    return not out.trigger.is_verb and any(scene.tagged.word(k, "not_made") for k in near)


def _left_out(scene: Scene, out: Draft) -> bool:
    """``لا تشمل جولة X إسرائيل``: where somebody does not go."""
    t, i = scene.tagged, out.trigger.i
    near = range(max(out.clause.sentence[0], i - 3), min(out.clause.right, out.trigger.j + 8))
    return any(t.word(k, "stops_told") and t.among(k - 1, "negators") for k in near) and not out.trigger.is_verb


def _proposed(scene: Scene, out: Draft) -> bool:
    """``اقترح X أن يقوم Y بزيارة``, ``يأمل أن يقوم بزيارة``: the clause of a noun that begins with أن."""
    t, left = scene.tagged, out.clause.left
    if t.bare(left) != "ان" or t.word(left, "complementizers") is None:
        return False
    return any(t.word(k, "wishes", "proposes") for k in range(max(out.clause.sentence[0], left - 4), left))


def _private_before(scene: Scene, out: Draft) -> bool:
    """Whether the title or the sentence before says that the journey is a private one."""
    t, number = scene.tagged, out.clause.number
    told = (range(*t.tokens.sentences[s]) for s in sorted({0, max(number - 1, 0)}))
    return any(t.word(i, "private_visit") for window in told for i in window)
