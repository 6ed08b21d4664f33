"""The door: hosts, weights, passwords, sessions, forms, headers."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from marsad.api import Record
from marsad.view.web.guard import HEAVIEST, TRIES, Forbidden, Keys, new_session
from marsad.view.web.options import Options
from tests.view.web.conftest import visitor


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:8350", "127.0.0.2", ""])
def test_a_request_for_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8350", "127.0.0.1:1", "[::1]:8350"])
def test_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_named_host_is_answered(record: Record) -> None:
    client = visitor(record, Options(names=("archive.example",)))
    assert client.get("/", headers={"host": "archive.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/record", "/api/nothing", "/assets/main.css", "/events?type=x"])
def test_every_answer_is_bound(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_only_the_embedded_form_may_be_framed(client: TestClient) -> None:
    assert "frame-ancestors *" in client.get("/embed/events").headers["content-security-policy"]


def test_heavy_requests_are_refused(client: TestClient) -> None:
    assert client.post("/review/undo", content=b"x" * (HEAVIEST + 1)).status_code == 413
    assert client.get("/events?text=" + "x" * 9000).status_code == 414


def test_a_password_opens_the_door(record: Record) -> None:
    client = visitor(record, Options(password=PasswordHasher().hash("open sesame")))
    refused = client.get("/events")
    assert refused.status_code == 303
    assert refused.headers["location"] == "/login"
    assert client.get("/api/events").status_code == 401
    token = form_token(client.get("/login").text)
    wrong = client.post("/login", data={"password": "guess", "form_token": token})
    assert wrong.status_code == 403
    right = client.post("/login", data={"password": "open sesame", "name": "Noor", "form_token": token})
    assert right.status_code == 303
    assert client.get("/events").status_code == 200
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_a_token_opens_the_door_by_address_and_by_header(record: Record) -> None:
    client = visitor(record, Options(token="t0ken"))
    assert client.get("/api/record").status_code == 401
    assert client.get("/api/record", headers={"authorization": "Bearer nope"}).status_code == 401
    assert client.get("/api/record", headers={"authorization": "Bearer t0ken"}).status_code == 200
    assert client.get("/login?token=t0ken").status_code == 303
    assert client.get("/events").status_code == 200


def test_guessing_is_slowed() -> None:
    keys = Keys(Options(token="t"))
    assert not any(keys.opens(token="x") for _ in range(TRIES))
    with pytest.raises(Forbidden, match="wait"):
        keys.opens(token="t")


def test_sessions_are_signed() -> None:
    keys, other = Keys(Options()), Keys(Options())
    session = new_session("نور", known=True)
    assert keys.session(keys.cookie(session)) == session
    assert other.session(keys.cookie(session)) is None
    assert keys.session(keys.cookie(session) + "x") is None
    assert keys.session(None) is None


def test_forms_are_of_one_session_and_one_site() -> None:
    keys = Keys(Options())
    mine, theirs = new_session(), new_session()
    good = keys.form_token(mine)
    keys.check_form(mine, good, Headers({"host": "localhost", "origin": "http://localhost"}))
    for session, token, headers in (
        (theirs, good, {}),
        (None, good, {}),
        (mine, "", {}),
        (mine, good + "x", {}),
        (mine, good, {"host": "localhost", "origin": "https://evil.example"}),
        (mine, good, {"host": "localhost", "origin": "null"}),
    ):
        with pytest.raises(Forbidden):
            keys.check_form(session, token, Headers(headers))


def form_token(html: str) -> str:
    return html.split('name="form_token" value="')[1].split('"', maxsplit=1)[0]
