"""The JSON API: typed, paged, filtered; and whatever is asked of it, no error of its own."""

from __future__ import annotations

import json
from itertools import product

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

import marsad
from marsad.api import Record
from marsad.view.web.app import create_app
from tests.view.web.conftest import ROOT, visitor

HOST = {"host": "localhost"}


def test_lists_lead_on_to_the_end(client: TestClient) -> None:
    address, seen = "/api/events?limit=7&sort=oldest", []
    while address:
        answer = client.get(address).json()
        seen += [item["id"] for item in answer["items"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]


@pytest.mark.parametrize(
    "asked", ["type=visit", "country=MA", "country=المغرب&partner=IL", "since=2021&until=2021", "text=وزير"]
)
def test_the_same_filters_as_the_pages(client: TestClient, asked: str) -> None:
    total = client.get(f"/api/events?{asked}").json()["total"]
    assert total > 0
    assert client.get(f"/api/facets?{asked}").json()["total"] == total
    page = client.get(f"/events?{asked}", headers={"accept-language": "fr"}).text
    assert f"{total} événement" in page


def test_an_event_is_the_form_of_the_export(client: TestClient, record: Record) -> None:
    from marsad.view.export import event_to_dict

    event = record.events()[0]
    told = client.get(f"/api/events/{event.id}").json()["event"]
    assert told == json.loads(json.dumps(event_to_dict(event)))


def test_mistakes_are_told_as_json(client: TestClient) -> None:
    for address, status in (
        ("/api/events?type=dance", 422), ("/api/events?limit=0", 422), ("/api/events?limit=100000", 422),
        ("/api/events?offset=-1", 422), ("/api/events/e-nobody", 404), ("/api/people/p-nobody", 404),
        ("/api/nothing", 404),
        ("/api/events?country=Atlantis", 422),
    ):  # fmt: skip
        answer = client.get(address)
        assert (answer.status_code, answer.json()["status"]) == (status, status), address


def test_drawings_say_how_much_they_show(client: TestClient) -> None:
    for kind in ("timeline", "network", "map"):
        told = client.get(f"/api/drawings/{kind}?lang=ar").json()
        assert (told["lang"], told["dir"]) == ("ar", "rtl")
        assert told["shown"] == told["total"] > 0


def test_everything_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert all(path.startswith("/api") for path in described["paths"])
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert method == "get", path
            assert operation["summary"] and operation["description"], path
    for name in ("Summary", "Who", "Events"):
        assert described["components"]["schemas"][name]["examples"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with marsad.open(tmp_path_factory.mktemp("api") / "record.db") as record:
        record.add(
            [ROOT / "examples" / name for name in ("dubai-handover.html", "zoido-rabat.html", "shoigu-calls.txt")]
        )
        yield create_app(record)


def test_whatever_is_asked_is_answered_as_described(app) -> None:  # type: ignore[no-untyped-def]
    described = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HOST)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 9
    for operation, mode in product(operations, (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)):
        if mode is GenerationMode.NEGATIVE and "parameters" not in operation.definition.raw:
            continue  # nothing can be asked wrongly

        @settings(
            max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            answer = case.call(headers=HOST)
            if answer.status_code != 414:  # an address over the limit is refused before the API is asked (test_guard)
                case.validate_response(answer, excluded_checks=EXCLUDED)

        ask()


# A filter is text to the schema, and some text is no country: the API says so (422), which the schema allows.
EXCLUDED = [positive_data_acceptance]


def test_public_answers_tell_nobody_who_judged(record: Record) -> None:
    from marsad.view.web.options import Options

    event = record.events()[0]
    record.judge("confirm", event.id, user="نور", reason="a word of mine")
    told = visitor(record, Options(public=True)).get(f"/api/events/{event.id}").text
    assert "نور" not in told
    assert "a word of mine" not in told
    assert "نور" in visitor(record).get(f"/api/events/{event.id}").text
