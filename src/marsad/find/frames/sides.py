"""Step 5e: what each type adds to its sides: hosts and guests, who asked for an arrest, private subjects, counts."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.frames.accord import parties
from marsad.find.frames.arrests import arrest
from marsad.find.frames.assembly import heads_or_represents, told_to_attend
from marsad.find.frames.clauses import Scene, of_body
from marsad.find.frames.draft import Draft
from marsad.find.frames.extraditions import extradition
from marsad.find.frames.gifts import award_sides, help_sides
from marsad.find.frames.given import from_place, state_of
from marsad.find.frames.joint import carried_out_by, informants, is_exercise, partners, with_many
from marsad.find.frames.pacts import own_parties
from marsad.find.frames.rupture import rupture
from marsad.find.frames.signers import by_signers
from marsad.find.numbers import number_from
from marsad.find.phrases.actors import Actor
from marsad.find.phrases.places import Place
from marsad.find.resolve import Cast

RECEIVED = 16  # tokens from the verb of receiving to the letter of thanks, past who gets it
ASKED = 10  # tokens between a verb of asking and the gathering that is asked for
MET = 14  # tokens between a meeting of many officials and whom they meet
NAMED = 14  # tokens from a word of attending to who is named among those who do
PRAISED = 8  # tokens from praise to whose deed is praised, from a gathering to whose it is
WITH_OTHERS = frozenset({"cooperation.coordinate", "cooperation.fruit"})
COUNTED = frozenset({"arrest", "extradition", "agreement", "award"})


def complete(scene: Scene, cast: Cast, out: Draft) -> Draft:
    """Add what the type asks for."""
    if out.type == "arrest":
        arrest(scene, cast, out)
    elif out.type == "extradition":
        extradition(scene, out)
    elif out.type == "gathering":
        _gathering(scene, out)
    elif out.type == "cooperation":
        _cooperation(scene, out)
    elif out.type == "agreement":
        own_parties(scene, out)
        parties(scene, out)
        by_signers(scene, out)
    elif out.type == "rupture":
        rupture(scene, out)
    elif out.type == "commendation":
        _commendation(scene, out)
    elif out.type == "award":
        award_sides(scene, out)
    elif out.type == "assistance":
        help_sides(scene, cast, out)
    if out.type in COUNTED:
        out.count = _count(scene, out)
    return out


def _cooperation(scene: Scene, out: Draft) -> None:
    if out.frame.id == "cooperation.information":
        out.sides = [("agent", a) for a in informants(scene, out) or [a for _, a in out.sides[:1]]]
        _told_in(scene, out, "recipient")
        _informed(scene, out)
    elif out.frame.id == "cooperation.inform":
        _informed(scene, out)
    else:
        out.sides = [("agent", a) for _, a in out.sides if a.kind != "person" or a.role is not None]
        forces = {a.country for _, a in out.sides if a.kind == "org"}
        # شهد X ختام التمرين بين القوات
        out.sides = [(p, a) for p, a in out.sides if a.kind != "person" or a.country not in forces]
        taken = {a.i for _, a in out.sides}
        out.sides += [("agent", a) for a in partners(scene, out) + carried_out_by(out) if a.i not in taken]
        own = any(a.country is None and a.kind == "org" and p == "agent" for p, a in out.sides)
        if not own or out.frame.id != "cooperation.coordinate":
            _told_in(scene, out, "agent")
        _host_of_exercise(scene, out)
    _place_of_partner(scene, out)


def _place_of_partner(scene: Scene, out: Draft) -> None:
    """``في مدريد، بعملية مشتركة مع المديرية العامة بالمغرب``: the state told right after a partner is his seat."""
    place = out.place
    beside = [a for _, a in out.sides if place is not None and 0 <= place.i - a.j <= 1]
    listed = place is not None and any(a.i == place.j and a.listed for _, a in out.sides)  # بين X بالمغرب وY
    if place is None or not any(a.mark == "with" or (listed and a.mark == "between") for a in beside):
        return
    seat, begin = place.i, out.clause.left
    near = [p for p in scene.places if begin <= p.i < out.clause.right and p.i != seat]
    told = [p for p in near if p.mark == "in" and not p.inside]
    out.place = told[0] if told and len({p.country for p in told}) == 1 else None


def _informed(scene: Scene, out: Draft) -> None:
    """``قال وزير الداخلية الفرنسي إن المغرب قدم معلومات``: who speaks of information that his state got got it."""
    if len(out.countries()) != 1 or any(p == "recipient" for p, _ in out.sides):
        return
    begin = out.clause.sentence[0]
    before = [a for a in scene.actors if begin <= a.i and a.j <= out.trigger.i and a.country and not a.mark]
    others = [a for a in before if a.country not in out.countries() and (a.kind != "person" or a.role)]
    out.sides += [("recipient", a) for a in others[-1:]]


def _commendation(scene: Scene, out: Draft) -> None:
    """Only the first one praised after the verb is the recipient; what is said of him names others."""
    posts = {a.j for a in scene.actors if a.head in scene.tagged.lexicon.grammar["abroad"]}
    out.sides = [  # المبعوث الأممي إلى سوريا: where he is sent is praised for nothing
        (p, a)
        for p, a in out.sides
        if not (a.kind == "country" and a.i - 1 in posts and scene.tagged.among(a.i - 1, "mission_words"))
    ]
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.mark != "in" or _deed_before(scene, out, a)]
    before = range(max(out.clause.left, out.trigger.i - RECEIVED), out.trigger.i)
    senders = [a for a in out.slots.get("from") if a.country]
    if senders and any(scene.tagged.word(k, "gets_request") for k in before):  # تلقى X رسالة شكر من Y
        out.sides = [("agent", a) for a in senders] + [("recipient", a) for a in out.slots.get("subject")]
        return
    told = sorted((a for p, a in out.sides if p == "recipient" and a.i >= out.trigger.j), key=lambda a: a.i)
    told = told if any(a.country for a in told) else []
    if told and out.trigger.is_verb:  # أثنى المعلق على دفاع X أمام Y: no state stands for the subject after its object
        out.sides = [(p, a) for p, a in out.sides if p != "agent" or a.kind != "country" or a.i < told[0].i]
    aside = any(
        a.mark == "between" for a in scene.actors if out.trigger.j <= a.i < (told[0].i if told else out.trigger.j) + 1
    )
    if aside:
        told = []
    if not told and not aside:
        told = _praised(scene, out)
        out.sides += [("recipient", a) for a in told]
    keep = set()
    for n, actor in enumerate(told):
        if n and not actor.listed:
            break
        keep.add(actor.i)
    out.sides = [(p, a) for p, a in out.sides if p != "recipient" or a.i in keep]
    if any(p == "agent" and a.country for p, a in out.sides):  # ضد السفارة، وجهاز الأمن: of no state told
        out.sides = [(p, a) for p, a in out.sides if p != "agent" or a.country]


def _deed_before(scene: Scene, out: Draft, actor: Actor) -> bool:
    """``أشاد X بجهود الأمن في Y``, but not ``أشاد X في Y بالاتفاق``: where he spoke is praised for nothing."""
    taken = {k for a in scene.actors if a.i < actor.i for k in range(a.i, a.j)}
    between = [k for k in range(out.trigger.j, actor.i - 1) if k not in taken]
    if actor.kind == "country" and len(between) > PRAISED // 2:
        return False
    t = scene.tagged
    return any(t.bare(k).startswith("ب") or t.word(k, "praised") for k in between)


def _praised(scene: Scene, out: Draft) -> list[Actor]:
    """``أثنى على الدور المغربي``: the side whose role is praised, told by its nationality; ``أشاد بسرعة كشف الشرطة
    القطرية``: the institution whose deed it is; ``في رسالة إلى X``: to whom the letter of thanks went.
    """
    for i in range(out.trigger.j, min(out.trigger.j + PRAISED, out.clause.right)):
        hit = scene.tagged.get(i + 1, "nisba") or scene.tagged.get(i + 2, "nisba")
        if scene.tagged.word(i, "praised") and hit is not None:
            at = (hit[0].i, hit[0].j)
            return [Actor(*at, "country", country=hit[1].id, country_at=at, rule="actor.adjective")]
    given = {a.country for p, a in out.sides if p == "agent" and a.country}
    others = [a for a in scene.actors if a.country and a.country not in given and a.kind in ("org", "person")]
    begin, end = out.clause.sentence
    near = [a for a in others if out.trigger.j <= a.i < min(out.trigger.j + PRAISED, end) and not a.mark]
    letter = any(scene.tagged.word(i, "letters") for i in range(begin, out.trigger.i))
    sent = [a for a in others if letter and begin <= a.i and a.j <= out.trigger.i and a.mark == "to"]
    return (near or sent or _of_the_letter(scene, out, others))[:1] if given else []


def _of_the_letter(scene: Scene, out: Draft, others: list[Actor]) -> list[Actor]:
    """``تلقى X برقية من Y. وأشاد Y في البرقية بـ``: the other one of the letter told before."""
    t, number, sentences = scene.tagged, out.clause.number, scene.tagged.tokens.sentences
    near = range(out.trigger.j, min(out.trigger.j + PRAISED, out.clause.right))
    if not any(t.word(i, "letters") and t.bare(i).startswith("ال") for i in near):
        return []
    for begin, end in reversed(sentences[max(number - 3, 0) : number]):
        if any(t.word(i, "letters") for i in range(begin, end)):
            return [a for a in others if begin <= a.i < end and a.kind == "person" and a.role]
    return []


def _told_in(scene: Scene, out: Draft, part: str) -> None:
    """A joint act with one side told takes the other from its clause, its sentence, the two before it, or the title;
    so does one of which only the partners are told (``بفضل التعاون مع X وY``)."""
    partners_only = out.frame.id in WITH_OTHERS and all(a.mark == "with" or a.listed for _, a in out.sides)
    if not out.countries() or (len(out.countries()) > 1 and not partners_only):
        return
    sentences = scene.tagged.tokens.sentences
    windows = [(out.clause.left, out.clause.right), out.clause.sentence]
    if out.frame.id != "cooperation.joint":
        windows += [sentences[n] for n in (out.clause.number - 1, out.clause.number - 2, 0) if n >= 0]
    for left, right in windows:
        for actor in scene.actors:
            speaks = out.frame.id == "cooperation.information" and actor.role and not actor.name
            told = left <= actor.i < right and actor.country and (actor.kind != "person" or speaks)
            to = out.frame.id == "cooperation.information" and actor.mark == "to"  # معلومات سلمت إلى باريس
            joined = to or (actor.mark in ("with", "", "between", "by", "b") and not _is_place(scene, actor))
            if told and joined and actor.country not in out.countries():
                out.sides.append((part, actor))
                return
    if partners_only:  # أكد وزير الداخلية X أن العملية ثمرة للتعاون مع Y
        before = (a for a in scene.actors if out.clause.sentence[0] <= a.i and a.j <= out.trigger.i)
        spoke = (a for a in before if a.role and a.country and not a.mark and a.country not in out.countries())
        out.sides += [(part, state_of(a)) for a in spoke][:1]


def _host_of_exercise(scene: Scene, out: Draft) -> None:
    """``تحتضن أكادير تمرين X بمشاركة الجيش الأمريكي``: the state where an exercise with others is held takes part."""
    t, (begin, end) = scene.tagged, out.clause.sentence
    if len(out.countries()) > 1 or not is_exercise(scene, out):
        return
    many = with_many(scene, out)
    if not (many or out.countries()) or not any(t.word(i, "taking_part") for i in range(begin, end)):
        return
    went = (p for p in scene.places if begin <= p.i < end and p.mark == "to" and not p.inside)
    place = out.place or next(went, None)
    if place is not None and place.country not in out.countries():
        out.sides.append(("agent", from_place(place)))
    elif many and not out.countries():  # تستضيف مصر تمرين X بمشاركة عدة دول
        hosts = (a for a in scene.actors if begin <= a.i < out.trigger.i and t.word(a.i - 1, "hosting", "hosts_it"))
        out.sides += [("agent", a) for a in hosts if a.country and a.kind != "person"][:1]


def _is_place(scene: Scene, actor: Actor) -> bool:
    return actor.kind == "country" and any(p.i == actor.i and p.mark in ("in", "to", "from") for p in scene.places)


def _gathering(scene: Scene, out: Draft) -> None:
    """Who takes part: those told to hold it host it, those told to attend are guests, the state of the place hosts
    too."""
    begin, end = out.clause.sentence
    sides: list[tuple[str, Actor]] = []
    for actor in scene.actors:
        if not begin <= actor.i < end:
            continue
        each = scene.tagged.word(actor.i - 2, "gaps")  # بمشاركة كل من تونس
        there = actor.kind == "country" and _is_place(scene, actor) and (each is None or each.j != actor.i)
        asked = scene.tagged.holds(range(actor.i - 4, actor.i), "on_request")  # بناء على طلب من تركيا
        if there and not asked:
            continue
        if actor.rule == "actor.capital" and actor.i == out.trigger.j and not out.trigger.is_verb:
            out.place = out.place or next((p for p in scene.places if p.i == actor.i), None)  # مؤتمر بغداد
            continue
        its_own = _is_body(scene, actor) and any(a is actor for n in ("of", "to") for a in out.slots.get(n))
        part = "" if its_own else _role_at_gathering(scene, out, actor, begin)  # حضر الدورة الأربعين للمجلس: a host
        sender = _sender(scene, actor, sides)  # شاركت مصر في معرض X بوفد يرأسه Y
        if part or sender:
            sides.append((part or "guest", actor if sender is None else replace(actor, country=sender)))
    several = out.slots.get("between")  # قمة ثلاثية مصرية أردنية فلسطينية
    sides += [("side", a) for a in several if a.rule == "actor.adjective" and len(several) > 2]
    sides += [("side", a) for a in _states_of_officials(scene, out) if a.i not in {b.i for _, b in sides}]
    sides += _summit_of(scene, out)
    told = {a.i for _, a in sides}
    slots = (a for slot in ("of", "subject", "by", "to") for a in out.slots.get(slot))
    whole = [a for a in slots if _is_body(scene, a) and a.i not in told]
    seats = (a for a in scene.actors if begin <= a.i < end and a.mark == "in" and a.i not in told)
    sides += [  # بمقر الأمانة العامة
        ("host", a) for a in seats if _is_body(scene, a) and scene.tagged.get(a.i - 1, "place_head")
    ]
    if scene.tagged.word(out.trigger.i, "ceremonies"):  # حفل تخرج دفعة من الكلية الحربية القطرية
        near = (a for a in scene.actors if 0 <= a.i - out.trigger.j < MET and a.kind == "org" and a.country)
        sides += [("host", a) for a in list(near)[:1] if a.i not in told]
    own = out.frame.id == "gathering.hold"  # a session of a body is its own; its officials come together somewhere
    sides += [("host" if own or _named_body(scene, a) else "side", a) for a in whole]
    if out.trigger.is_verb:
        sides += [("side", a) for a in out.slots.get("subject") if a.i not in {b.i for _, b in sides}]
    elif out.frame.id == "gathering.officials":  # اجتماع وزراء X بنظيرهم Y
        near = (a for a in out.slots.get("with") if 0 <= a.i - out.trigger.j <= MET)
        met = [a for a in near if a.kind == "person" and (a.role or a.counterpart) and a.country]
        sides += [("guest", a) for a in met if a.i not in {b.i for _, b in sides}]
        # ترأس X الاجتماع الأربعين لأصحاب المعالي وزراء داخلية دول المجلس
        known = {b.country for _, b in sides} | {None}
        whose = [a for a in scene.actors if a.rule == "actor.officials" and a.mark in ("", "to")]
        near_it = (a for a in whose if 0 <= a.i - out.trigger.j <= PRAISED)
        sides += [("side", a) for a in near_it if a.country not in known]
    named = [
        a
        for a in scene.actors
        if _is_body(scene, a) and (a.i <= out.trigger.i < a.j or (a.mark in ("in", "b") and out.clause.holds(a.i)))
    ]  # الجمعية العامة للإنتربول, بمقر الأمانة العامة
    sides += [("host", a) for a in named if a.i not in {b.i for _, b in sides}]
    sides += [("guest", a) for a in _asked_for_it(scene, out) if _hosted(scene, sides, a)]
    out.sides = sides
    _where_held(scene, out)


def _where_held(scene: Scene, out: Draft) -> None:
    """The place of a gathering, whose state is a host."""
    out.place = place = out.place or _seat_told(scene, out)
    if place is not None and _over(scene, out) and place.i < out.trigger.i:
        out.place = place = None  # X في الصين قبل اجتماع مجلس الأمن
    if place is None:  # يعتزم العراق استضافة مؤتمر
        homes = (a for p, a in out.sides if p == "host" and a.mark != "led" and _at_home(scene, a))
        out.place_by = next((a.country or "" for a in homes), "")
    elif not any(p == "host" and a.country == place.country for p, a in out.sides):
        at = (place.i, place.j)
        out.sides.append(("host", Actor(*at, "country", country=place.country, country_at=at, rule="actor.place")))


def _sender(scene: Scene, actor: Actor, sides: list[tuple[str, Actor]]) -> str | None:
    """The one state told to attend, whose delegation somebody of no stated side leads."""
    near = range(actor.i - 3, actor.i + 1) if actor.mark == "led" else [actor.i] if actor.mark == "b" else []
    led = actor.kind == "person" and any(scene.tagged.word(k, "delegation") for k in near)
    guests = {a.country for p, a in sides if p == "guest" and a.country}
    return guests.pop() if led and actor.country is None and len(guests) == 1 else None


def _summit_of(scene: Scene, out: Draft) -> list[tuple[str, Actor]]:
    """``القمة العربية``, ``قمة خليجية``: the body whose summit it is, told by its adjective."""
    t, at = scene.tagged, out.trigger
    if not t.word(at.i, "summits") or (out.place is None and out.time is None):
        return []
    bloc = t.lexicon.grammar.blocs.get(t.bare(at.j))
    if bloc is None or any(a.i in (at.i, at.j) for a in scene.actors):
        return []
    return [("host", Actor(at.j, at.j + 1, "country", country=bloc, country_at=(at.j, at.j + 1), rule="actor.body"))]


def _asked_for_it(scene: Scene, out: Draft) -> list[Actor]:
    """``طلبت تركيا من الحلف عقد اجتماع``, ``دعت X إلى اجتماع للحلف``: who wants a body to come together takes part."""
    begin = out.clause.sentence[0]
    asks = (k for k in range(out.trigger.i - 1, max(begin, out.trigger.i - ASKED) - 1, -1))
    verb = next((k for k in asks if scene.tagged.word(k, "asks", "calls")), None)
    near = [a for a in scene.actors if verb is not None and (0 < a.i - verb <= 2 or a.j == verb)]
    return [a for a in near if a.country and not a.mark][:1]


def _hosted(scene: Scene, sides: list[tuple[str, Actor]], actor: Actor) -> bool:
    """Whether a body hosts that ``actor`` is not."""
    known = {a.country for _, a in sides}
    return actor.country not in known and any(p == "host" and _is_body(scene, a) for p, a in sides)


def _over(scene: Scene, out: Draft) -> bool:
    """Whether the gathering is a point of time for something else."""
    return not out.trigger.is_verb and scene.tagged.word(out.trigger.i - 1, "circumstance") is not None


def _named_body(scene: Scene, actor: Actor) -> bool:
    """``مجلس التعاون``, ``وزراء دفاع الناتو``: a body by its name, whose meeting is its own (not ``الوزراء العرب``)."""
    return scene.tagged.get((actor.country_at or (actor.i, actor.j))[0], "body") is not None


def _at_home(scene: Scene, actor: Actor) -> bool:
    """Whether who hosts does so in his own state: a state, or an official who opens it."""
    opened = any(scene.tagged.word(i, "gathering_opens") for i in range(max(actor.i - 2, 0), actor.i))
    state = actor.country is not None and not of_body(scene, actor)
    return state and (actor.kind == "country" or (actor.kind == "person" and opened))


def _seat_told(scene: Scene, out: Draft) -> Place | None:
    """``بمقر الأمانة العامة … بتونس``, ``القمة الشرطية العالمية بدبي``, ``مؤتمر ميونخ للأمن``: a place inside the name
    of an institution."""
    near = range(max(out.clause.left, out.trigger.i - 12), min(out.clause.right, out.trigger.j + 12))
    seat = out.trigger.j if not out.trigger.is_verb else -1
    inside = (p for p in scene.places if p.i in near and p.inside and (p.mark == "in" or (p.i == seat and p.city)))
    orgs = {i for a in scene.actors if a.kind == "org" for i in range(a.i, a.j)}
    return next((p for p in inside if p.i in orgs), None)


def _is_body(scene: Scene, actor: Actor) -> bool:
    """Whether ``actor`` is a body of many states, or its officials as a whole."""
    return actor.kind == "org" and of_body(scene, actor)


def _role_at_gathering(scene: Scene, out: Draft, actor: Actor, begin: int) -> str:
    t = scene.tagged
    apart = (range(actor.j, out.trigger.i), range(out.trigger.j, actor.i))
    if any(t.holds(span, "complementizers") for span in apart):
        return ""  # قال X إن المؤتمر …, أكد في المؤتمر أن X …
    if t.word(actor.i - 1, "invitations"):
        return "host"  # دعوة X للمشاركة في: who invites
    among = t.word(actor.i - 1, "named_among") or t.word(actor.i - 2, "named_among")
    before = range(max(begin, actor.i - (NAMED if among else 5)), actor.i)
    around = (range(before.start, actor.i + 1), range(actor.j, min(actor.j + 3, out.trigger.i)))
    sent = any(t.holds(span, "delegation") for span in around)  # ترأس وفد المملكة
    if t.holds(before, "attending", *(("hosting", "led_by") if sent else ())):
        return "guest"
    if part := heads_or_represents(scene, out, actor):
        return part
    beside = any(t.word(k, "aside") for k in range(max(actor.j, out.trigger.i - 3), out.trigger.i))
    if beside and not actor.mark:
        return "guest" if actor.kind == "person" and told_to_attend(scene, out, actor) else ""  # عقد X لقاءات على هامش
    opens = t.word(actor.i - 1, "hosting") is not None  # الدورة الأربعون … التي افتتحها X
    if actor.mark == "with" and t.holds(before[-3:], "together"):
        return "host"  # نظمت X بشراكة مع Y ندوة
    if t.holds(before, "hosting") and not actor.mark and (opens or actor.i < out.trigger.i + 8):
        return "host"
    for i in range(actor.i - 1, out.trigger.i, -1):  # after the gathering's word the last cue holds for a whole list
        if t.word(i, "attending") or t.word(i, "on_request"):
            return "guest"
        if t.word(i, "together"):
            return "host"
        if actor.kind == "country" and t.word(i, "about_words"):
            break  # ضم وزراء X وY لبحث الأوضاع في سوريا واليمن
    if actor in _list_of_attendees(scene, out):
        return "guest"
    after = range(actor.j, min(actor.j + 4, out.trigger.i))
    if any(t.word(i, "attending") for i in after):
        return "guest"
    if any(t.word(i, "hosting") for i in after):
        return "host"
    if actor.listed and out.sides:
        return next((p for p, a in out.sides if a.i == actor.i), "")
    comes = actor.kind == "person" or (actor.kind == "group" and t.word(actor.i, "delegation") is not None)
    ahead = comes and actor.j <= out.trigger.i and not actor.mark
    return "guest" if ahead and told_to_attend(scene, out, actor) else ""


def _states_of_officials(scene: Scene, out: Draft) -> list[Actor]:
    """``اجتماع لوزراء داخلية فرنسا وإيطاليا وإسبانيا``: the three or more states whose officials come together."""
    t, at = scene.tagged, out.trigger
    after = [a for a in scene.actors if at.j <= a.i < out.clause.right]
    first = next((n for n, a in enumerate(after) if t.word(a.i, "officials") and a.i - at.j <= 6), None)
    if first is None or not after[first].country:
        return []
    told = [after[first]]
    for actor in after[first + 1 :]:
        if not actor.country or actor.i - told[-1].j > 1 or actor.kind == "org":
            break
        told.append(actor)
    return told if len({a.country for a in told}) > 2 else []


def _list_of_attendees(scene: Scene, out: Draft) -> list[Actor]:
    """``شارك في الاجتماع على الخصوص ممثلون عن X وY``: the subjects after the gathering that is attended."""
    t, at = scene.tagged, out.trigger
    if not t.holds(range(max(at.i - 3, out.clause.sentence[0]), at.i), "attending"):
        return []
    after = [a for a in scene.actors if at.j <= a.i < out.clause.right and a.kind in ("person", "org", "group")]
    if not after or after[0].i - at.j > 8 or after[0].mark not in ("", "from"):
        return []
    rest = iter(after[1:])
    told = after[:1]
    for actor in rest:
        if not (actor.listed or actor.i - told[-1].j <= 2):
            break
        told.append(actor)
    return told


def hosts_and_guests(out: Draft, place_country: str | None) -> None:
    """Decide ``side``: the side of the country where it took place hosts, the others are guests; else parties."""
    known = {a.country for p, a in out.sides if p in ("host", "guest")}
    hosted = place_country is not None and any(a.country == place_country for _, a in out.sides)
    for n, (part, actor) in enumerate(out.sides):
        if part != "side":
            continue
        if hosted:
            new = "host" if actor.country == place_country else "guest"
        elif known:
            new = "host" if "host" not in {p for p, _ in out.sides} else "guest"
        else:
            new = "party"
        out.sides[n] = (new, actor)

    if place_country is not None:
        _settle_in(out, place_country)


def _settle_in(out: Draft, place_country: str) -> None:
    """``أجريت له مراسم استقبال بحضور وزير الدفاع الإسباني`` in Spain: the visitor is no host, and nobody of the visited
    state a guest of his own."""
    if out.type == "gathering":  # حضر رئيس الوزراء العراقي افتتاح مؤتمر بغداد
        at_home = [a.kind == "person" and a.country == place_country for _, a in out.sides]
        out.sides = [("host" if home else p, a) for home, (p, a) in zip(at_home, out.sides, strict=True)]
    guests = [a for p, a in out.sides if p == "guest"]
    if out.type == "visit" and any(a.country not in (None, place_country) for a in guests):
        out.sides = [s for s in out.sides if s[0] != "guest" or s[1].country != place_country]
    hosts = {a.country for p, a in out.sides if p == "host"}
    ceremony = out.frame.id == "meeting.receive" and not out.trigger.is_verb
    if ceremony and hosts and place_country not in hosts and any(a.country == place_country for a in guests):
        out.sides = [("host" if a.country == place_country else "guest", a) for _, a in out.sides]


def _count(scene: Scene, out: Draft) -> tuple[int, int, int] | None:
    """A number told right after the trigger: ``أوقفت … خمسة``, ``إعادة ستة يمنيين``, ``ضبط 22``."""
    before = range(max(out.clause.left, out.trigger.i - 6), out.trigger.i)
    after = range(out.trigger.j, min(out.clause.right, out.trigger.j + 6))
    for i in [*after, *(k for k in before if scene.tagged.bare(k + 1) == "منهم")]:
        if i in scene.busy:
            continue
        word, numbers = scene.tagged.bare(i), scene.tagged.lexicon.grammar.numbers
        if scene.tagged.among(i + 1, "not_people"):
            continue
        if word.isdigit() and 0 < int(word) < 10000:
            return int(word), i, i + 1
        figures = scene.tagged.lexicon.figures
        if word in numbers or (scene.tagged.bare(i + 1) in figures.teens and word in figures.numbers):
            value, end = number_from(scene.tagged.tokens.words, i, out.clause.right, figures) or (numbers[word], i + 1)
            return value, i, end
    return None


def merged(sides: list[tuple[str, Actor]]) -> list[tuple[str, Actor]]:
    """Sides without repetition: one person or institution once, a bare country only where nobody else stands for it."""
    out: list[tuple[str, Actor]] = []
    names: set[object] = set()
    for part, actor in sides:
        key: object = (
            actor.name or (actor.org, actor.role, actor.country)
            if actor.kind in ("person", "org")
            else (actor.country, part)
        )
        if key in names:
            continue
        names.add(key)
        out.append((part, actor))
    speaks = {(p, a.country) for p, a in out if a.kind in ("person", "org") and a.country}
    persons = {(p, a.country) for p, a in out if a.kind == "person"}
    named = {(p, a.country, a.head) for p, a in out if a.kind == "person" and a.name and a.head}
    return [
        (p, a)
        for p, a in out
        if (
            a.kind not in ("country", "group")
            or p == "subject"
            or (p, a.country) not in speaks
            or (a.kind == "group" and a.org is not None and (p, a.country) not in persons)  # مسؤولين في X، وجهاز Y
        )
        and not (a.counterpart and a.name is None and (p, a.country, a.head) in named)  # نظيره X. وبحث مع نظيره
    ]
