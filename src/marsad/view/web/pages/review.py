"""Review: a queue of what a person should look at, and the forms that judge; every decision can be taken back."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.errors import UsageError
from marsad.lexicon.labels import TOPICS
from marsad.merge.fields import FIELDS, PARTS_OF_ONE, shown
from marsad.model import Event
from marsad.record import Record
from marsad.store.judging import Act
from marsad.view.disagree import disagreements
from marsad.view.doubt import WEIGHTS, Doubt, doubts
from marsad.view.recap.content import line
from marsad.view.web.agreement import agreements
from marsad.view.web.ask import address
from marsad.view.web.eventview import Shown
from marsad.view.web.guard import new_session, set_cookie
from marsad.view.web.pages.events import page_number
from marsad.view.web.queries import source_key
from marsad.view.web.visit import Visit, Visiting

router = APIRouter(prefix="/review")
PAGE = 25
RECENT = 15
QUEUED = 2000  # events a queue is made from: those with most disagreements, then the newest
JUDGING = ("confirm", "reject", "merge", "not-the-same", "split", "correct")


# ---------------------------------------------------------------- looking
def queue(visit: Visit) -> list[Doubt]:
    """What is to be looked at, the most doubtful first; what somebody confirmed is done."""

    def make() -> list[Doubt]:
        events = visit.desk.contested(QUEUED)
        of_pages = [(page, f) for page, found in visit.desk.page_findings().items() for f in found]
        return [d for d in doubts(events, of_pages) if not d.event.confirmed]

    return visit.desk.keep("queue", make)


@router.get("")
def listed(visit: Visiting) -> HTMLResponse:
    """The queue, and what was decided last."""
    waiting = queue(visit)
    n = page_number(visit)
    part = waiting[(n - 1) * PAGE : n * PAGE]
    return visit.render(
        "review.html",
        forms=True,
        items=[(d, line(d.event, visit.labels)) for d in part],
        total=len(waiting),
        page=n,
        pages=-(-len(waiting) // PAGE),
        page_address=lambda page: f"/review?page={page}",
        weights=WEIGHTS,
        recent=recent(visit),
        agreements=agreements(visit.desk.judgements()),
        done=_number(visit, "done"),
    )


def recent(visit: Visit) -> list[Act]:
    """The last decisions, the newest first."""
    return list(reversed(visit.desk.history_all()[-RECENT:]))


@router.get("/{id}")
def item(visit: Visiting, id: str) -> Response:
    """One event to be judged."""
    event = visit.desk.event(id)
    if event.id != id:
        return RedirectResponse(f"/review/{event.id}", 303)
    order = [d.event.id for d in queue(visit)]
    at = order.index(id) if id in order else None
    shown_ = Shown(event, visit.labels)
    why = visit.desk.why(id)
    near = None
    if why.nearest:
        near = visit.desk.event(why.nearest)
    return visit.render(
        "review_item.html",
        forms=True,
        event=event,
        line=line(event, visit.labels),
        shown=shown_,
        people=shown_.people(),
        fields=shown_.fields(),
        disagreements=disagreements(event, visit.labels),
        doubt=next((d for d in queue(visit) if d.event.id == id), None),
        weights=WEIGHTS,
        at=at,
        total=len(order),
        previous=order[at - 1] if at else None,
        next=order[at + 1] if at is not None and at + 1 < len(order) else (order[0] if at is None and order else None),
        near=(near, line(near, visit.labels)) if near else None,
        near_pair=why.kept_apart,
        acts=visit.desk.history(id),
        seen=visit.desk.seen,
        correctable=correctable(event),
        topics=TOPICS,
        done=_number(visit, "done"),
    )


def correctable(event: Event) -> list[tuple[str, str | None, str | None]]:
    """What may be corrected: (field, participant, part of them)."""
    found: list[tuple[str, str | None, str | None]] = [(name, None, None) for name in FIELDS]
    for p in event.participants:
        who = shown(p)
        if "]" not in who:
            found += [(f"participants[{who}].{sub}", who, sub) for sub in PARTS_OF_ONE]
            found.append((f"participants[{who}]", who, None))
    return found


def _number(visit: Visit, name: str) -> int | None:
    text = visit.request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


# ---------------------------------------------------------------- judging
async def _form(request: Request) -> dict[str, list[str]]:
    form = await request.form(max_fields=200, max_files=0)
    return {name: [str(value)[:4000] for value in form.getlist(name)] for name in form}


class Posted:
    """A form that was checked: who signs it and what it says."""

    def __init__(self, visit: Visit, form: dict[str, list[str]]) -> None:
        self.visit = visit
        self._form = form
        visit.keys.check_form(visit.session, self.one("form_token"), visit.request.headers)
        signed = visit.session.user if visit.session else ""
        self.user = " ".join((signed or self.one("user")).split())[:80] or (visit.options.user or "")
        if not self.user:
            raise UsageError(visit.texts("review.no_name"))

    def one(self, name: str) -> str:
        """A field's value, blanks around it off; empty where it is not given."""
        return (self._form.get(name) or [""])[0].strip()

    def all(self, name: str) -> list[str]:
        """All values of a field."""
        return self._form.get(name, [])

    @property
    def seen(self) -> int | None:
        """The last judgement that the form's reader knew of."""
        text = self.one("seen")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

    def lead(self, path: str, act: int) -> Response:
        """On to ``path``, remembering who signed, saying what was done."""
        response = RedirectResponse(address(path, {"done": act}), 303)
        session = self.visit.session
        if session is not None and session.user != self.user:
            set_cookie(response, self.visit.keys, new_session(self.user, known=session.known), secure=self.visit.secure)
        return response


async def posted(request: Request, visit: Visiting) -> Posted:
    """The checked form of a request."""
    return Posted(visit, await _form(request))


@router.post("/add")
async def add(request: Request, visit: Visiting) -> Response:
    """Add an event that was missed, by the words that tell it."""
    form = await posted(request, visit)
    fields = {name: form.one(name) for name in ("date", "country", "city", "status", "topics") if form.one(name)}
    with visit.desk.asking() as record:
        act = record.add_event(
            form.one("page"),
            form.one("quotation"),
            form.one("type"),
            user=form.user,
            reason=form.one("reason"),
            **fields,
        )
    event = next((e for a in visit.desk.history_all() if a.act == act for e in a.events), None)
    return form.lead(f"/review/{event}" if event else "/review", act)


@router.post("/undo")
async def undo(request: Request, visit: Visiting) -> Response:
    """Take a decision back."""
    form = await posted(request, visit)
    number = form.one("act")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise UsageError(visit.texts("review.no_act"))
    with visit.desk.asking() as record:
        act = record.judge("undo", act=int(number), user=form.user, reason=form.one("reason"))
    undone = next((a for a in visit.desk.history_all() if a.act == int(number)), None)
    event = undone.events[0] if undone and undone.events else None
    return form.lead(f"/review/{event}" if event else "/review", act)


@router.post("/{id}")
async def judge(request: Request, visit: Visiting, id: str) -> Response:
    """Decide on one event."""
    form = await posted(request, visit)
    verb = (form.all("verb") or [""])[-1]  # a form's own, and after it that of the button pressed
    if verb not in (*JUDGING, "participant"):
        raise UsageError(f"no judgement is called {verb[:40]}; there are {', '.join(JUDGING)}")
    with visit.desk.asking() as record:
        act = decide(record, visit, form, verb, id)
    go_on = form.one("next")
    if verb in ("confirm", "reject") and go_on and go_on != id:
        return form.lead(f"/review/{go_on}", act)
    return form.lead("/review" if verb == "reject" else f"/review/{id}", act)


def decide(record: Record, visit: Visit, form: Posted, verb: str, id: str) -> int:
    """Make one judgement of the form; returns its number."""
    user, reason, seen = form.user, form.one("reason"), form.seen
    match verb:
        case "confirm" | "reject":
            return record.judge(verb, id, user=user, reason=reason, seen=seen)
        case "merge" | "not-the-same":
            return record.judge(verb, id, form.one("other"), user=user, reason=reason, seen=seen)
        case "split":
            pages = {source_key(m.page): m.page for m in record.event(id).mentions}
            leaving = [pages[key] for key in form.all("leaving") if key in pages]
            return record.judge("split", id, mentions=leaving, user=user, reason=reason, seen=seen)
        case "participant":
            given: dict[str, Any] = {name: form.one(name) or None for name in ("name", "role", "org", "country")}
            pages = {source_key(m.page): m.page for m in record.event(id).mentions}
            page = pages.get(form.one("source"))
            if page is None:
                raise UsageError(visit.texts("source.no_page", event=id))
            return record.add_participant(
                id, page, form.one("quotation"), form.one("part"), user=user, reason=reason, **given
            )
    return record.correct(id, form.one("field"), form.one("value"), user=user, reason=reason, seen=seen)
