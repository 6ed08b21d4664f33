"""Who fills a slot and is no side all the same: where they met, who speaks of it, who came along."""

from __future__ import annotations

from marsad.find.frames.clauses import Scene
from marsad.find.frames.draft.event import CONTACTS, TAKEN_FROM_AFAR, Draft
from marsad.find.frames.slots import is_spokesman
from marsad.find.phrases.actors import Actor

MEMBERS = 4  # tokens from a body's name to the first of its members in brackets


def no_side(scene: Scene, out: Draft, actor: Actor) -> bool:
    """Whether an actor in a slot of the trigger takes no part in the event."""
    if out.type == "agreement" and scene.tagged.word(actor.i - 1, "mediators"):
        return True
    place = where_they_met(scene, out, actor) or _palace(scene, actor)
    aside = place or _of_party(scene, actor) or _in_company(scene, out, actor)
    if out.type in CONTACTS and actor.kind == "country" and passes_through(scene, actor.i):
        return True
    told = _spelled_out(scene, actor) or _speaks_of_it(scene, out, actor)
    return aside or told or _spokesman(scene, out, actor)


def _spelled_out(scene: Scene, actor: Actor) -> bool:
    """``مجموعة 5+1 (التي تضم بريطانيا …)``: a body of no state whose members are told in brackets after it."""
    if actor.kind != "org" or actor.country is not None or scene.tagged.bare(actor.j) != "(":
        return False
    return any(actor.j < a.i <= actor.j + MEMBERS and a.kind == "country" for a in scene.actors)


def _spokesman(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``قال المتحدث باسم X خلال لقاء …``: a spokesman tells of talks and agreements; one who meets somebody stands
    beside the word for it."""
    told = out.type in CONTACTS or out.type == "agreement"
    beside = out.slots.rule in ("verb-first", "genitive")
    return told and is_spokesman(scene, actor) and not (beside and actor.i - out.trigger.j <= 2)


def _in_company(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``سفير X الذي كان مرفوقا بمستشاره``: whose office is told as another's own comes along with him."""
    if actor.role is None or actor.mark != "b" or actor.country is not None or out.type not in ("meeting", "call"):
        return False
    return scene.tagged.tokens.text(actor.role[0], actor.role[0] + 1).endswith(("ه", "ها"))


def _palace(scene: Scene, actor: Actor) -> bool:
    """``بقصر الإليزيه``: a palace in which they met, not the presidency that its name stands for elsewhere."""
    return actor.kind == "org" and actor.mark in ("b", "in") and scene.tagged.get(actor.i, "place_head") is not None


def _of_party(scene: Scene, actor: Actor) -> bool:
    """The head of a party, a company or a club speaks for no state."""
    t = scene.tagged
    span = actor.role or (actor.org if actor.kind == "org" else None) or (0, 0)
    return any(not t.word(tag.i, "assemblies") for tag in t.words(range(*span), "no_state"))


def _speaks_of_it(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``قال X إن الاتفاق مع Y …``: who speaks about an agreement is no party to it."""
    if out.type != "agreement" or actor.kind != "person" or out.slots.rule not in TAKEN_FROM_AFAR:
        return False
    near = [*range(actor.i - 3, actor.i), *range(actor.j, actor.j + 3)]
    return any(scene.verbs.get(i) == "says" for i in near)


def where_they_met(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``لقاء الدوحة``, ``اتفاق فيينا``: the capital right after the noun says where, unless two capitals met."""
    near = out.trigger.j + (scene.tagged.bare(out.trigger.j) in ('"', "'", "("))  # فاتفاقية "هلسنكي"
    if out.type not in ("meeting", "agreement") or out.trigger.is_verb or actor.i != near:
        return False
    if out.type == "agreement" and actor.rule == "actor.country" and not actor.mark:
        return bool(out.slots.get("between"))  # اتفاق الجزائر بين البلدين
    return actor.rule == "actor.capital" and not any(a.i == actor.j and a.capital for _, a in out.sides)


def passes_through(scene: Scene, i: int) -> bool:
    """``التحديات التي يمر بها السودان``: the state is the subject of what is told of the challenges."""
    t = scene.tagged
    if any(t.word(k, c) for k in range(i - 3, i) for c in ("attending", "joins")):
        return False  # المباحثات التي شاركت فيها تركيا
    return t.word(i - 1, "resumes") is not None and any(t.word(k, "relative") for k in range(i - 4, i - 1))
