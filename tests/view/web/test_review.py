"""The queue, the forms that judge, and taking back."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from marsad.api import Record
from marsad.view.web.options import Options
from tests.view.web.conftest import visitor
from tests.view.web.test_guard import form_token


class Reviewer:
    """Somebody with a browser."""

    def __init__(self, record: Record, user: str = "نور", client: TestClient | None = None) -> None:
        self.client = client or visitor(record)
        self.user = user

    def judge(self, id: str, verb: str, **fields: object):  # type: ignore[no-untyped-def]
        page = self.client.get(f"/review/{id}").text
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert seen is not None
        form = {"form_token": form_token(page), "seen": seen[1], "user": self.user, "verb": verb, **fields}
        return self.client.post(f"/review/{id}", data=form)

    def undo(self, act: int):  # type: ignore[no-untyped-def]
        page = self.client.get("/review").text
        form = {"form_token": form_token(page), "act": act, "user": self.user}
        return self.client.post("/review/undo", data=form)


@pytest.fixture
def reviewer(record: Record) -> Reviewer:
    return Reviewer(record)


def done(answer) -> int:  # type: ignore[no-untyped-def]
    assert answer.status_code == 303, answer.text
    return int(re.search(r"done=(\d+)", answer.headers["location"])[1])  # type: ignore[index]


def test_confirm_and_undo(record: Record, reviewer: Reviewer) -> None:
    event = record.events()[0]
    act = done(reviewer.judge(event.id, "confirm", reason="سألت الوزارة"))
    (by,) = record.event(event.id).confirmed
    assert (by.user, by.reason, by.act) == ("نور", "سألت الوزارة", act)
    assert f"/review/{event.id}" not in reviewer.client.get("/review").text.split("<aside")[0].split('class="aside"')[0]
    done(reviewer.undo(act))
    assert record.event(event.id).confirmed == ()


def test_reject_goes_on_to_the_next(record: Record, reviewer: Reviewer) -> None:
    a, b = (e.id for e in record.events()[:2])
    answer = reviewer.judge(a, "confirm", next=b) if False else reviewer.judge(a, "reject", next=b)
    assert answer.headers["location"].startswith(f"/review/{b}?done=")
    assert a not in {e.id for e in record.events()}


def test_the_button_pressed_counts(record: Record, reviewer: Reviewer) -> None:
    event = record.events()[0]
    done(reviewer.judge(event.id, ["confirm", "reject"]))  # type: ignore[arg-type]
    assert event.id not in {e.id for e in record.events()}


def test_correct(record: Record, reviewer: Reviewer) -> None:
    event = record.events()[0]
    done(reviewer.judge(event.id, "correct", field="date", value="2022-06-13", reason="the statement"))
    assert record.event(event.id).start.isoformat() == "2022-06-13"
    page = reviewer.client.get(f"/events/{event.id}").text
    assert "the statement" in page


@pytest.mark.parametrize(("field", "value"), [("date", "soon"), ("colour", "red"), ("country", "Nowhereland")])
def test_a_wrong_correction_is_explained_and_records_nothing(
    record: Record, reviewer: Reviewer, field: str, value: str
) -> None:
    event = record.events()[0]
    answer = reviewer.judge(event.id, "correct", field=field, value=value, reason="x")
    assert answer.status_code == 404
    assert value in answer.text or field in answer.text
    assert record.judgements() == []


def test_a_correction_needs_its_reason(record: Record, reviewer: Reviewer) -> None:
    answer = reviewer.judge(record.events()[0].id, "correct", field="city", value="فاس")
    assert answer.status_code == 404
    assert record.judgements() == []


def test_merge_split_and_hold_apart(record: Record, reviewer: Reviewer) -> None:
    a, b = (e.id for e in record.events()[:2])
    done(reviewer.judge(a, "merge", other=b))
    whole = record.event(a)
    assert record.event(b).id == whole.id
    page = reviewer.client.get(f"/review/{whole.id}").text
    keys = re.findall(r'name="leaving" value="([0-9a-f]{12})"', page)
    if len(keys) > 1:
        done(reviewer.judge(whole.id, "split", leaving=[keys[0]]))
        assert record.event(a).id != record.event(b).id
    c, d = (e.id for e in record.events()[-2:])
    done(reviewer.judge(c, "not-the-same", other=d))
    assert record.judgements()[-1].verdict == "apart"


def test_add_a_participant(record: Record, reviewer: Reviewer) -> None:
    event = next(e for e in record.events() if e.mentions[0].page_id == "zoido-rabat")
    page = reviewer.client.get(f"/review/{event.id}").text
    key = re.search(r'<option value="([0-9a-f]{12})">', page)[1]  # type: ignore[index]
    body = record.reading(event.mentions[0].page).article.body
    words = next(line for line in body.split("\n") if len(line) > 40)[:30]
    act = done(
        reviewer.judge(event.id, "participant", source=key, quotation=words, part="guest", role="سفير", country="ES")
    )
    assert any(p.role == "سفير" for p in record.event(event.id).participants)
    done(reviewer.undo(act))
    assert not any(p.role == "سفير" for p in record.event(event.id).participants)


def test_add_an_event_by_its_words(record: Record, reviewer: Reviewer) -> None:
    before = len(record.events())
    row = next(r for r in record.pages() if r.empty)
    body = record.reading(row.identity).article.body
    words = next(line for line in body.split("\n") if len(line) > 40)[:35]
    page = reviewer.client.get("/source", params={"page": row.identity})
    form = {"form_token": form_token(page.text), "page": row.identity, "quotation": words, "type": "gathering",
            "date": "2023-01", "country": "المغرب", "user": "نور"}  # fmt: skip
    answer = reviewer.client.post("/review/add", data=form)
    done(answer)
    assert len(record.events()) == before + 1
    assert answer.headers["location"].startswith("/review/e-")


def test_words_that_the_page_does_not_say_are_refused(record: Record, reviewer: Reviewer) -> None:
    row = record.pages()[0]
    page = reviewer.client.get("/source", params={"page": row.identity, "stay": "1"})
    form = {"form_token": form_token(page.text), "page": row.identity, "quotation": "كلمات لم تقل أبدا",
            "type": "visit", "user": "نور"}  # fmt: skip
    assert reviewer.client.post("/review/add", data=form).status_code == 404
    assert record.judgements() == []


def test_who_comes_second_is_told(record: Record) -> None:
    first, second = Reviewer(record, "أمل"), Reviewer(record, "نور")
    id_ = record.events()[0].id
    page = second.client.get(f"/review/{id_}").text  # looked at before the first one decided
    done(first.judge(id_, "confirm"))
    form = {"form_token": form_token(page), "seen": "0", "user": "نور", "verb": "reject"}
    answer = second.client.post(f"/review/{id_}", data=form)
    assert answer.status_code == 409
    assert "أمل" in answer.text
    assert len(record.judgements()) == len(record.event(id_).mentions)


def test_nothing_is_judged_without_a_token_of_this_session(record: Record, reviewer: Reviewer) -> None:
    id_ = record.events()[0].id
    token = form_token(reviewer.client.get(f"/review/{id_}").text)
    stranger = visitor(record)
    for client, form in (
        (stranger, {"form_token": token}),
        (reviewer.client, {"form_token": "x"}),
        (reviewer.client, {}),
    ):
        answer = client.post(f"/review/{id_}", data={**form, "verb": "reject", "user": "x"})
        assert answer.status_code == 403
    away = reviewer.client.post(
        f"/review/{id_}",
        data={"form_token": token, "verb": "reject", "user": "x"},
        headers={"origin": "https://evil.example"},
    )
    assert away.status_code == 403
    assert record.judgements() == []


def test_a_judgement_needs_a_name_once(record: Record) -> None:
    nameless = Reviewer(record, "")
    id_ = record.events()[0].id
    assert nameless.judge(id_, "confirm").status_code == 404
    named = Reviewer(record, "أمل")
    done(named.judge(id_, "confirm"))
    named.user = "somebody else"
    done(named.judge(record.events()[1].id, "confirm"))
    assert {row.user for row in record.judgements()} == {"أمل"}


def test_the_option_signs_where_nobody_else_does(record: Record) -> None:
    reviewer = Reviewer(record, "", visitor(record, Options(user="مكتب التحقيق")))
    done(reviewer.judge(record.events()[0].id, "confirm"))
    assert record.judgements()[0].user == "مكتب التحقيق"


def test_the_queue_begins_with_disagreement(record: Record, reviewer: Reviewer) -> None:
    from marsad.view.doubt import doubts

    page = reviewer.client.get("/review").text
    listed = re.findall(r'class="queue-link" href="/review/(e-[0-9a-f]+)"', page)
    order = [d.event.id for d in doubts(record.events(), record.page_findings())]
    assert listed == order[: len(listed)]


def test_agreement_is_shown(record: Record) -> None:
    id_ = record.events()[0].id
    done(Reviewer(record, "أمل").judge(id_, "confirm"))
    done(Reviewer(record, "نور").judge(id_, "confirm"))
    page = Reviewer(record).client.get("/review").text
    assert "<bdi>أمل</bdi> – <bdi>نور</bdi>" in page
    assert "100%" in page


def test_in_public_nothing_can_be_judged(record: Record) -> None:
    client = visitor(record, Options(public=True))
    id_ = record.events()[0].id
    assert client.get("/review").status_code == 404
    assert client.post(f"/review/{id_}", data={"verb": "reject"}).status_code in (403, 404, 405)
    assert "/review" not in client.get(f"/events/{id_}").text
