"""What the commands answer where there is nothing to do, or where they are asked wrongly."""

from __future__ import annotations

import pytest

from marsad.lexicon.labels import load_labels
from marsad.view.recap.render import options
from marsad.view.words import when
from tests.run.pages import QUIET, write
from tests.test_cli import marsad

ENGLISH = (
    "Interior ministers meet in Rabat\n\nThe Daily - 15 February 2023\n\nThe interior minister of Spain met his "
    "counterpart in Rabat on Tuesday and they said that the two countries would work together against terrorism.\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    path = folder / "r.db"
    assert marsad("read", write(folder / "pages"), "--record", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def eventless(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eventless")
    (folder / "quiet.txt").write_text(QUIET, encoding="utf-8")
    assert marsad("read", folder / "quiet.txt", "--record", folder / "r.db").exit_code == 0
    return folder / "r.db"


def test_pages_in_a_language_not_read_yet_are_named(tmp_path):
    for n in range(7):
        (tmp_path / f"en{n}.txt").write_text(ENGLISH + f"Page {n} of the archive.\n", encoding="utf-8")
    one = marsad("read", tmp_path / "en0.txt")
    assert one.exit_code == 0
    assert "en0.txt: English, a language Marsad does not read yet" in one.stderr
    many = marsad("read", tmp_path).stderr
    assert "7 pages" in many and "English, a language" in many and "en4.txt" in many and "en5.txt" not in many
    assert "English, a language Marsad does not read yet" in marsad("explain", tmp_path / "en0.txt").stdout
    html = tmp_path / "e.html"
    assert marsad("explain", tmp_path / "en0.txt", "--html", html).exit_code == 0
    assert "English, a language Marsad does not read yet" in html.read_text(encoding="utf-8")


def test_missing_folders_are_never_made(record, tmp_path):
    away = tmp_path / "not" / "there"
    page = record.parent / "pages" / "quiet.txt"
    for command in (
        ("recap", "--output", away, "--record", record),
        ("export", "csv", "--output", away, "--record", record),
        ("freeze", away, "--record", record),
        ("explain", page, "--html", away),
    ):
        result = marsad(*command)
        assert result.exit_code == 2 and "does not exist" in result.stderr
    assert not away.parent.exists()


@pytest.mark.parametrize(
    "option", ["--since", "--until", "--type", "--person", "--institution", "--country", "--topic", "--text", "--about"]
)
def test_an_empty_filter_is_wrong_usage(record, option):
    result = marsad("events", option, "", "--record", record)
    assert result.exit_code == 2 and f"{option} is empty" in result.stderr


def test_an_unknown_country_is_wrong_usage_with_the_nearest(record):
    assert marsad("events", "--country", "XX", "--record", record).exit_code == 2
    result = marsad("events", "--country", "Moroco", "--record", record)
    assert result.exit_code == 2 and "Did you mean MA (Morocco)?" in result.stderr


@pytest.mark.parametrize("name", ["Morocco", "Maroc", "المغرب", "ma"])
def test_about_a_country_means_the_country(record, name):
    told = marsad("events", "--about", name, "--format", "jsonl", "--record", record).stdout
    assert told == marsad("events", "--country", "MA", "--format", "jsonl", "--record", record).stdout != ""


def test_nothing_to_read_fails_and_leaves_no_record(tmp_path):
    (tmp_path / "empty").mkdir()
    assert marsad("read", tmp_path / "empty").exit_code == 1
    assert marsad("read", tmp_path / "nothere.html", "--record", tmp_path / "n.db").exit_code == 1
    assert not (tmp_path / "n.db").exists()


def test_without_events_no_filter_is_blamed(eventless):
    assert "no event was found in 1 page read" in marsad("events", "--record", eventless).stderr
    assert "fewer filters" in marsad("events", "--since", "2020", "--record", eventless).stderr


def test_options_keep_their_direction():
    assert options("حذف --about <b>") == 'حذف <bdi dir="ltr">--about</bdi> &lt;b&gt;'
    empty = load_labels("ar").say("nothing_help", read=0)
    assert '<bdi dir="ltr">--about</bdi>' in options(empty)


def test_french_dates():
    from datetime import date

    french = load_labels("fr")
    assert when(date(2023, 1, 1), None, "day", french) == "1er\u00a0janvier\u00a02023"
    assert when(date(2023, 1, 2), None, "day", french) == "2\u00a0janvier\u00a02023"
