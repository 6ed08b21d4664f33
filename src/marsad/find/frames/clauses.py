"""Step 5a: clauses. A trigger's clause is the stretch of its sentence that can hold its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place
from marsad.find.tag import Tag, Tagged
from marsad.lexicon import Term
from marsad.lexicon.forms import WE
from marsad.model import TimeExpression

VERBS = frozenset({"light", "says", "frame"})
NEAR_OBJECT = 12  # tokens from a word of many senses to the object that gives it the frame's


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event: a frame's verb or noun at tokens ``[i:j]``."""

    i: int
    j: int
    tag: Tag
    term: Term

    @property
    def is_verb(self) -> bool:
        """Whether the trigger is a finite verb."""
        return self.term.detail.startswith("verb")

    @property
    def tense(self) -> str:
        """past, present or future for verbs; empty for nouns."""
        return self.term.detail.removesuffix(WE).partition(":")[2]

    @property
    def spoken(self) -> bool:
        """Whether the speaker tells what he and others did (``التقينا``)."""
        return self.term.detail.endswith(WE)


@dataclass(slots=True)
class Scene:
    """Everything known about a text before frames are read."""

    tagged: Tagged
    actors: list[Actor]
    places: list[Place]
    times: list[tuple[int, int, TimeExpression]]
    busy: frozenset[int]
    breaks: list[int]
    verbs: dict[int, str]
    rivals: dict[str, list[int]] = field(default_factory=dict)

    def definite(self, trigger: Trigger) -> bool:
        """Whether a noun has the article: it then takes no genitive and mostly points back (``خلال اللقاء``)."""
        word = self.tagged.bare(trigger.i)[len(trigger.tag.clitics) :]
        if word.startswith("ال"):
            return True
        if not trigger.tag.clitics.endswith("ل") or not word.startswith("ل"):
            return False
        return not any(a.i == trigger.j and not a.mark for a in self.actors)  # للقاء أمير قطر


@dataclass(frozen=True, slots=True)
class Clause:
    """Token range of a trigger's clause, and of its whole sentence."""

    left: int
    right: int
    sentence: tuple[int, int]
    number: int

    def holds(self, i: int) -> bool:
        """Whether token ``i`` is in the clause."""
        return self.left <= i < self.right


def of_body(scene: Scene, actor: Actor) -> bool:
    """Whether the actor's side is a body of many states and no state (``AU`` is both by its letters)."""
    if actor.country is None:
        named = actor.rule == "actor.officials" or scene.tagged.get(actor.i, "body") is not None
        return actor.kind == "org" and named
    if actor.country not in scene.tagged.lexicon.countries or actor.rule == "actor.officials":
        return True
    at = (actor.country_at or (actor.i, actor.j))[0]
    return any(t.kind == "body" and t.id == actor.country for tag in scene.tagged.starts[at] for t in tag.terms)


def triggers(tagged: Tagged, actors: list[Actor]) -> list[Trigger]:
    """All frame words outside actors' names and institutions, longest first at each token."""
    inside = {i for a in actors if a.kind != "country" for i in range(a.i, a.j)}
    inside -= {a.i for a in actors if a.counterpart}
    inside -= {a.i for a in actors if a.kind == "org" and (_exercise(tagged, a.i) or _assembly(tagged, a.i))}
    out: list[Trigger] = []
    until = -1
    for i in range(len(tagged.tokens)):
        if "frame" not in tagged.can[i] or i in inside or i < until or _of_name(tagged, i):
            continue
        best = 0
        for tag in tagged.starts[i]:
            if best and tag.j - tag.i < best:
                break
            for term in tag.terms:
                if term.kind == "frame" and _fits(tag, term) and _meant(tagged, tag, term):
                    best = tag.j - tag.i
                    out.append(Trigger(i, tag.j, tag, term))
        if best > 1:
            until = i + best
    return out


def _of_name(tagged: Tagged, i: int) -> bool:
    """``قاعدة الملك فيصل``: a given name after a style or rank, which is also a verb with its conjunction."""
    if i and tagged.among(i - 1, "sons"):
        return True  # سعود بن قابل
    given = tagged.get(i, "given")
    return given is not None and not given[0].clitics and tagged.get(i - 1, "royal", "honorific", "rank") is not None


def _exercise(tagged: Tagged, i: int) -> bool:
    """``تمرين الأسد الإفريقي``: the name of an exercise begins with the word for it, which tells one."""
    return any(t.kind == "class" and t.id == "exercise" for tag in tagged.starts[i] for t in tag.terms)


def _assembly(tagged: Tagged, i: int) -> bool:
    """``الجمعية العامة للإنتربول``, ``مؤتمر ميونخ للأمن``: a body whose name begins with the word for a gathering."""
    return any(t.kind == "frame" and t.id.startswith("gathering.") for tag in tagged.starts[i] for t in tag.terms)


def _fits(tag: Tag, term: Term) -> bool:
    """A verb takes و ف ل س before it (one in the past only و ف), a noun any clitic."""
    before = "وف" if term.detail.startswith("verb:past") else "وفلس"
    return not term.detail.startswith("verb") or all(c in before for c in tag.clitics)


def _meant(tagged: Tagged, tag: Tag, term: Term) -> bool:
    """Whether a word that mostly tells other things (``ألقى``, ``نقل``) has its frame's object soon after it."""
    frame = tagged.lexicon.frames[term.id]
    longer = (hit for hit in tagged.starts[tag.i] if hit.j > tag.j and term.detail.startswith("verb"))
    if any(t.kind == "class" for hit in longer for t in hit.terms):
        return False  # قطع الغيار: a thing, no verb
    if not frame.near:
        return True
    window = tagged.starts[tag.j : tag.j + NEAR_OBJECT]
    return any(t.kind == "class" and t.id in frame.object_class for hits in window for hit in hits for t in hit.terms)


def verb_positions(tagged: Tagged, actors: Sequence[Actor]) -> dict[int, str]:
    """Tokens that are finite verbs of the lexicon, with their kind (frame, light, says); none in names (``فيصل``)."""
    found: dict[int, str] = {}
    names = {i for a in actors if a.name for i in range(*a.name)} | {a.i for a in actors if a.kind == "org"}
    names |= {i for a in actors if a.rule == "actor.members" for i in range(a.i, a.j)}  # عناصر تابعة للشرطة
    for i, tags in enumerate(tagged.starts):
        if tagged.can[i].isdisjoint(VERBS) or i in names or _of_name(tagged, i) or _noun_of_talks(tagged, i):
            continue
        for tag in tags:
            for term in tag.terms:
                if term.kind in ("light", "says", "frame") and term.detail.startswith("verb") and _fits(tag, term):
                    if term.kind == "says" and i and tagged.among(i - 1, "negators"):
                        continue
                    if term.kind == "light" and tagged.among(i - 1, "of_way"):
                        continue  # على وجه الخصوص
                    if term.kind == "frame" and not _meant(tagged, tag, term):
                        continue
                    if found.get(i) != "says":
                        # a verb that tells an event only of many subjects opens no clause of its own (أحبطت السلطات)
                        # nor does one that holds a session (جلسة عمل انعقدت بالرباط) or leads a delegation
                        frame = tagged.lexicon.frames[term.id] if term.kind == "frame" else None
                        plain = frame is not None and (
                            {"many_subjects", "joint_body"} & set(frame.needs) or frame.id == "visit.lead"
                        )
                        found.setdefault(i, "light") if plain else found.__setitem__(i, term.kind)
    return found


def _noun_of_talks(tagged: Tagged, i: int) -> bool:
    """``جلسة تشاور``, ``اجتماع تنسيق``: a noun spelled as a verb, after the noun that it goes with."""
    before = tagged.get(i - 1, "frame") if tagged.among(i, "spelled_as_verbs") else None
    return before is not None and before[1].detail == "noun" and not before[1].suffix


def clause_breaks(tagged: Tagged) -> list[int]:
    """Tokens at which a new clause starts."""
    return [i for i in tagged.where("clause_breaks", "complementizers") if _opens_clause(tagged, i)]


def _opens_clause(tagged: Tagged, i: int) -> bool:
    """A break or complementizer at ``i``; ``كان`` is the verb, though ك and أن are spelled alike."""
    hit = tagged.word(i, "clause_breaks", "complementizers")
    if hit is None or tagged.among(i - 1, "before_no_break"):
        return False
    if tagged.among(i, "and_that") and (tagged.among(hit.j, "in_words") or _in_talks(tagged, hit.j)):
        return False  # وذلك في العاصمة, وذلك خلال اجتماع مع X: where and when it was
    return not (hit.clitics.endswith("ك") and tagged.get(i, "light"))


def _in_talks(tagged: Tagged, i: int) -> bool:
    """``خلال اجتماع``: the talks in which something was said or done."""
    during = tagged.word(i, "during")
    talks = tagged.get(during.j, "frame") if during is not None else None
    return talks is not None and talks[1].id == "meeting.meet"


def clause_of(scene: Scene, trigger: Trigger) -> Clause:
    """The clause around ``trigger``: from the break, complementizer or verb of saying before it to the one after it."""
    tokens = scene.tagged.tokens
    number = tokens.sentence_of(trigger.i)
    begin, end = tokens.sentences[number]
    left = max([begin, *scene.breaks[: bisect_right(scene.breaks, trigger.i)][-1:]])
    right = min([end, *scene.breaks[bisect_right(scene.breaks, trigger.j) :][:1]])
    for i in range(trigger.j, right):
        kind = scene.verbs.get(i)
        if kind == "says" or (kind == "frame" and i > trigger.j and not _told_of(scene, trigger, i)):
            right = i
            break
    if tokens.where[begin] == "title":  # X يجتمع مع Y: الخارجية تحذر: a headline of two parts
        colons = (i for i in range(trigger.j + 1, right) if tokens.words[i] == ":")
        right = next((i for i in colons if not scene.tagged.word(i - 1, "prepositions", "gaps")), right)
    for other in scene.rivals.get(trigger.term.id, ()):
        aside = trigger.is_verb and (_where_it_was(scene, other) or _in_relative(scene, other))
        if trigger.j <= other < right and not aside:
            right = other
        elif left < other < trigger.i and trigger.term.id.startswith("visit"):
            left = max(left, other + 1)
    return Clause(left, right, (begin, end), number)


def _in_relative(scene: Scene, i: int) -> bool:
    """``الوسام، أحد أرفع الأوسمة التي يتم منحها للأجانب``: a noun that only says what sort of thing it is."""
    return any(scene.tagged.word(k, "relative") for k in (i - 1, i - 2))


def _where_it_was(scene: Scene, i: int) -> bool:
    """``التقى X، على هامش الاجتماع Y``: a noun with its article that only says on what occasion."""
    return scene.tagged.bare(i).startswith("ال") and scene.tagged.word(i - 1, "during") is not None


def _told_of(scene: Scene, trigger: Trigger, i: int) -> bool:
    """Whether the verb at ``i`` goes on about the trigger: ``الاجتماع … الذي انعقد في X``, however long its name."""
    if not _relative(scene, i):
        return False
    held = scene.tagged.word(i, "gathering_told") is not None and trigger.term.id.startswith("gathering")
    if trigger.term.id in ("meeting.discuss", "agreement.sign") and trigger.is_verb and _visits_then(scene, i):
        return True  # بحث X الذي يزور موسكو مع Y, وقع X الذي يزور موسكو، وY
    arrived = scene.tagged.word(i, "arrived_then") is not None and trigger.term.id.startswith("visit")
    return held or arrived or i - trigger.j <= 3


def _visits_then(scene: Scene, i: int) -> bool:
    """Whether the verb at ``i`` tells of a visit and of nothing else."""
    terms = [t for tag in scene.tagged.starts[i] for t in tag.terms if t.kind == "frame"]
    return any(t.id.startswith("visit") for t in terms)


def _relative(scene: Scene, i: int) -> bool:
    return i > 0 and scene.tagged.word(i - 1, "relative") is not None
