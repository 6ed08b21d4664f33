from __future__ import annotations

from pathlib import Path

import pytest

from marsad.lexicon.labels import LANGS, check_labels, code_of, country_names, load_labels
from marsad.lexicon.reader import DATA, Problems, read_yaml


def checked(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "labels.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    raw = read_yaml(path, problems)
    check_labels(path, raw, load_labels("en").text, problems)
    return problems.found


@pytest.mark.parametrize("lang", LANGS)
def test_each_language_is_whole(lang):
    labels = load_labels(lang)
    assert labels.lang == lang
    assert len(labels.months) == 12
    assert labels.dir == ("rtl" if lang == "ar" else "ltr")


def test_every_mistake_is_reported_at_once(tmp_path):
    text = (DATA / "en" / "labels.yml").read_text(encoding="utf-8")
    broken = text.replace("  visit: Visit\n", "").replace("dir: ltr", "dir: up").replace("{n} independent", "{m} more")
    found = "\n".join(checked(broken, tmp_path))
    assert "types.visit is missing" in found
    assert "dir is neither" in found
    assert "text.several_origins does not have the {braces}" in found


def test_an_unknown_key_is_a_mistake(tmp_path):
    text = (DATA / "en" / "labels.yml").read_text(encoding="utf-8")
    assert "statuses.perhaps is not known" in "\n".join(
        checked(text.replace("statuses:\n", "statuses:\n  perhaps: maybe\n"), tmp_path)
    )


def test_no_mapping_is_a_mistake(tmp_path):
    assert checked("- a\n", tmp_path)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("MA", "MA"),
        ("ma", "MA"),
        ("المغرب", "MA"),
        ("Maroc", "MA"),
        ("interpol", "INTERPOL"),
        ("الانتربول", "INTERPOL"),
    ],
)
def test_countries_and_bodies_are_known_by_code_and_name(name, code):
    assert code_of(name) == code


def test_an_unknown_country_is_none():
    assert code_of("أطلانتس") is None


def test_a_code_without_a_name_stands_for_itself():
    assert load_labels("en").country("QQ") == "QQ"
    assert country_names("fr")["ES"] == load_labels("fr").country("ES") == "Espagne"
