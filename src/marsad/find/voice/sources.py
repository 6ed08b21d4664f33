"""Step 5f: who vouches for what a sentence tells (attribution)."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft import Draft
from marsad.find.phrases.actors import Actor
from marsad.find.resolve import name_words
from marsad.find.tag import Tag
from marsad.model import Attribution

HEAD = 3  # sentences at the head of a page that go on about its headline
SPOKE = 5  # sentences back to the statement in which a side spoke
HEADED = 14  # tokens of a headline before the colon after whose words it gives
POINTED = 8  # tokens from a verb of pointing to its إلى
SPEAKS = 3  # tokens of a sentence by which its speaker is named
ANNOUNCED = 12  # tokens from a verb of announcing to the deed announced
SOURCED = 4  # sentences back to the source that is told again
SPEECH = 2  # sentences back to whoever goes on speaking


def attribution_of(scene: Scene, out: Draft) -> tuple[Attribution, tuple[int, int] | None]:
    """The nearest explicit source in the sentence of the event, and its tokens; where it names none, the one that the
    sentence after it goes on to quote (``وأضاف البلاغ``), or in whose words a side of the event speaks there."""
    said = source_of(scene, out.clause.sentence, out.trigger.i)
    said = said if said[1] is not None else _quoted_next(scene, out.clause.number)
    return said if said[1] is not None else _side_speaks_near(scene, out)


def source_of(scene: Scene, sentence: tuple[int, int], at: int) -> tuple[Attribution, tuple[int, int] | None]:
    """Who vouches in ``sentence`` for what is told at token ``at``: the nearest explicit source, and its tokens."""
    t = scene.tagged
    begin, end = sentence
    found: list[tuple[int, Attribution, tuple[int, int]]] = []
    inside = {i for a in scene.actors if begin <= a.i < end and a.kind != "country" for i in range(a.i, a.j)}
    for i in range(begin, end):
        if i not in inside and t.among(i, "according_to") and (named := _actor_source(scene, i, i + 2)) is not None:
            found.append((abs(i - at), named, (i, i + 1)))
        for tag in t.starts[i]:
            for term in tag.terms:
                if i in inside and (term.kind == "says" or (term.id == "media" and not _agency(scene, i))):
                    continue
                if term.kind == "cue" and term.id in ("communique", "source", "media"):
                    if term.id != "media" or _cited(scene, tag, sentence):
                        found.append((abs(i - at), _source_meant(scene, tag, term.id), (tag.i, tag.j)))
                elif term.kind == "says" and _governs(scene, i, at):
                    said = _sayer(scene, i, end) or _said_before(scene, i) or _goes_on_saying(scene, i, begin)
                    if said is not None:
                        found.append((abs(i - at) + 1, said, (tag.i, tag.j)))
    outlets = [words[0] for _, said, words in found if said == "media"]
    if outlets:  # نقلت صحيفة عن مصادر: the newspaper says what its sources told it
        found = [f for f in found if f[1] != "source" or f[2][0] < outlets[0] or not t.among(f[2][0] - 1, "quoting")]
    if not found:
        return _before_colon(scene, begin, at)
    _, attribution, words = min(found, key=lambda f: f[0])
    return attribution, words


def _source_meant(scene: Scene, tag: Tag, cue: str) -> Attribution:
    """``وأضاف المصدر ذاته``: the source with its article is the one that the page named before."""
    t = scene.tagged
    number = t.tokens.sentence_of(tag.i)
    if cue == "source" and t.word(tag.i, "source_before") is not None:
        for earlier in range(number - 1, max(number - 1 - SOURCED, -1), -1):
            first, end = t.tokens.sentences[earlier]
            told = source_of(scene, (first, end), end) if t.tokens.where[first] == "body" else ("page", None)
            if told[1] is not None:
                return told[0]
    return cue  # type: ignore[return-value]


def _governs(scene: Scene, i: int, trigger: int) -> bool:
    """A verb of saying vouches for what follows its أن, colon or quotation mark, or comes after كما and حسب ما; a verb
    of announcing for the deed that is its object (``أعلنت الشرطة توقيف …``)."""
    t = scene.tagged
    if i < trigger:
        told = any(t.word(k, "complementizers") or t.bare(k) in (":", '"') for k in range(i + 1, trigger))
        told = told or _pointed_to(scene, i, trigger)
        deed = t.among(i, "announces") and trigger - i <= ANNOUNCED
        return told or (deed and not any(k in scene.verbs for k in range(i + 1, trigger)))
    return any(t.word(k, "according") is not None for k in range(max(i - 3, 0), i))


def _pointed_to(scene: Scene, i: int, trigger: int) -> bool:
    """``أشار إلى المساعدات التي قدمتها …``: what he points to, whoever of a few words stands between."""
    t = scene.tagged
    if not t.among(i, "points"):
        return False
    to = next((k for k in range(i + 1, min(i + POINTED, trigger)) if t.bare(k) == "الي"), None)
    return to is not None and not any(k in scene.verbs for k in range(i + 1, to))


def _cited(scene: Scene, tag: Tag, sentence: tuple[int, int]) -> bool:
    """A newspaper or agency vouches where it is the one that tells (``ذكرت صحيفة``, ``نقلا عن وكالة``), not where
    somebody speaks to it (``قال لصحيفة``) or works there."""
    t = scene.tagged
    if "ل" in tag.clitics:
        return False
    before = range(max(tag.i - 3, sentence[0]), tag.i)
    after = range(tag.j, min(tag.j + 8, sentence[1]))
    return (
        any(t.get(k, "says") or t.among(k, "according_to") or t.among(k, "reports") for k in before)
        or t.word(tag.i, "according") is not None
        or any(t.get(k, "says") or t.among(k, "reports") for k in after)
    )


def _agency(scene: Scene, i: int) -> bool:
    """A news agency or broadcaster, not an agency of the state."""
    return any(scene.tagged.word(k, "press") for k in range(i, i + 3))


def _sayer(scene: Scene, i: int, end: int) -> Attribution | None:
    return _actor_source(scene, i, min(i + 2, end))


def _said_before(scene: Scene, i: int) -> Attribution | None:
    """``وزارة الداخلية تعلن تسليم …``, ``وكان الوزير أعلن أن …``: who stands right before the verb of saying."""
    actor = next((a for a in scene.actors if a.j == i and not a.mark), None)
    return _source_kind(scene, actor) if actor is not None else None


def _before_colon(scene: Scene, begin: int, at: int) -> tuple[Attribution, tuple[int, int] | None]:
    """``وزير الداخلية: تسلمنا …``, ``مصدر أمني: …``: whose words a headline or sentence gives after a colon."""
    t = scene.tagged
    colon = next((k for k in range(begin + 1, min(begin + HEADED, at)) if t.bare(k) == ":"), None)
    if colon is None or any(k in scene.verbs for k in range(begin, colon)):
        return "page", None
    cue = t.get(begin, "cue")
    dateline = cue is not None and cue[1].id == "media" and t.tokens.where[begin] != "title"  # رويترز: واشنطن
    if cue is not None and cue[1].id in ("communique", "source", "media") and not dateline:
        return cue[1].id, (begin, colon)  # type: ignore[return-value]
    if t.among(begin, "unnamed"):
        return "source", (begin, colon)
    actor = next((a for a in scene.actors if a.i == begin and a.j == colon), None)
    kind = _source_kind(scene, actor) if actor is not None else None
    return (kind, (begin, colon)) if kind is not None else ("page", None)


def _actor_source(scene: Scene, i: int, last: int) -> Attribution | None:
    """What kind of source the actor is that starts after token ``i``, at ``last`` at the latest, before any أن."""
    t = scene.tagged
    for k in range(i + 1, last + 1):
        if t.word(k, "complementizers"):
            return None
        if t.among(k, "unnamed"):
            return "source"
        if t.among(k, "his_office"):
            return "official"  # حسبما أعلن مكتبه
        told = (_source_kind(scene, actor) for actor in scene.actors if actor.i == k)
        if (kind := next((one for one in told if one is not None), None)) is not None:
            return kind
    return None


def _source_kind(scene: Scene, actor: Actor) -> Attribution | None:
    """What kind of source an actor is: an institution makes a communique, unless it is the office of a person."""
    t = scene.tagged
    if actor.kind in ("org", "country"):
        cue = t.get(actor.i, "cue")
        if cue is not None and cue[1].id == "media":
            return "media"
        return "official" if _persons_office(scene, actor.i) else "communique"
    return "official" if actor.kind == "person" and (actor.role or actor.name) else None


def _persons_office(scene: Scene, i: int) -> bool:
    """``الرئاسة``, ``رئاسة الجمهورية``, ``مكتب رئيس الوزراء``; not ``مكتب التحقيقات``, ``رئاسة الأركان``."""
    t = scene.tagged
    holder = t.get(i + 1, "office", "office_alone", "office_country") is not None or t.among(i + 1, "presided")
    return t.among(i, "presidency") or (t.among(i, "persons_office") and holder)


def _goes_on_saying(scene: Scene, i: int, begin: int) -> Attribution | None:
    """``وأضاف أن …``: whoever spoke in the sentences before."""
    t = scene.tagged
    if not any(t.word(k, "complementizers") for k in (i + 1, i + 2)) and not t.among(i, "points"):
        return None
    number = t.tokens.sentence_of(begin)
    for earlier in range(number - 1, max(number - 1 - SPEECH, -1), -1):
        first, end = t.tokens.sentences[earlier]
        if t.tokens.where[first] != t.tokens.where[begin]:
            return None
        said = source_of(scene, (first, end), end)
        if said[1] is not None:
            return said[0]
    return None


def _quoted_next(scene: Scene, number: int) -> tuple[Attribution, tuple[int, int] | None]:
    """The communique, outlet or unnamed source that the next sentence goes on to quote: what this one tells is from it
    too."""
    t = scene.tagged
    if number + 1 < len(t.tokens.sentences):
        begin, end = t.tokens.sentences[number + 1]
        same = t.tokens.where[begin] == t.tokens.where[t.tokens.sentences[number][0]]
        for i in range(begin, min(begin + 2, end)) if same else ():
            cue = t.get(i + 1, "cue") if t.get(i, "says") else None
            same_one = cue is not None and (
                cue[1].id != "media" or t.bare(i + 1).startswith("ال") or not t.among(i, "reports_anew")
            )
            if cue is not None and same_one and cue[1].id in ("communique", "media", "source") and not cue[0].clitics:
                return _source_meant(scene, cue[0], cue[1].id), (cue[0].i, cue[0].j)
    return "page", None


def _side_speaks_near(scene: Scene, out: Draft) -> tuple[Attribution, tuple[int, int] | None]:
    """``أشاد X بـ… وقال X في بيان``: what the sentence tells is from the statement, or the outlet, that the next one
    takes that side's words from; what a headline tells, from that of the page's first sentences; what X praises, from
    that in which he spoke before."""
    t, number = scene.tagged, out.clause.number
    where = t.tokens.where[out.trigger.i]
    near = [number + 1] if where == "body" else _first_of_body(scene)
    if out.type == "commendation" and where == "body":
        near += range(number - 1, max(number - 1 - SPOKE, -1), -1)
    names = {name_words(t, a.name)[-1:] for _, a in out.sides if a.name}
    states = {a.country for part, a in out.sides if not a.name and part in ("agent", "party", "host")}
    for begin, end in (t.tokens.sentences[n] for n in near if n < len(t.tokens.sentences)):
        speaks = t.get(begin, "says") is not None or t.among(begin, "speaks_out")
        for actor in scene.actors if speaks and t.tokens.where[begin] == "body" else ():
            told = begin < actor.i <= begin + SPEAKS and (
                name_words(t, actor.name)[-1:] in names if actor.name else actor.country in states - {None}
            )
            said = source_of(scene, (begin, end), actor.i) if told else ("page", None)
            if said[0] in ("communique", "media"):
                return said
    return "page", None


def _first_of_body(scene: Scene) -> list[int]:
    where, sentences = scene.tagged.tokens.where, scene.tagged.tokens.sentences
    first = next((n for n, (begin, _) in enumerate(sentences) if where[begin] == "body"), len(sentences))
    return [*range(first, first + HEAD)]
