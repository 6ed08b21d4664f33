"""Word forms from dictionary forms."""

from __future__ import annotations

import pytest

from marsad.lexicon.forms import nisba_forms, noun_forms, verb_forms
from marsad.text import fold_word


def verbs(past: str, present: str) -> dict[str, tuple[str, bool, str]]:
    return {f.text: (f.tense, f.plural, f.suffix) for f in reversed(verb_forms(past, present))}


@pytest.mark.parametrize(
    ("past", "present", "form", "tense", "plural"),
    [
        ("استقبل", "يستقبل", "استقبل", "past", False),
        ("استقبل", "يستقبل", "استقبلت", "past", False),
        ("استقبل", "يستقبل", "استقبلوا", "past", True),
        ("استقبل", "يستقبل", "يستقبل", "present", False),
        ("استقبل", "يستقبل", "تستقبل", "present", False),
        ("استقبل", "يستقبل", "سيستقبل", "future", False),
        ("استقبل", "يستقبل", "ستستقبل", "future", False),
        ("استقبل", "يستقبل", "يستقبلان", "present", True),
        ("استقبل", "يستقبل", "يستقبلون", "present", True),
        ("التقى", "يلتقي", "التقى", "past", False),
        ("التقى", "يلتقي", "التقت", "past", False),
        ("التقى", "يلتقي", "التقيا", "past", True),
        ("التقى", "يلتقي", "التقوا", "past", True),
        ("التقى", "يلتقي", "يلتقيان", "present", True),
        ("التقى", "يلتقي", "سيلتقي", "future", False),
        ("أجرى", "يجري", "أجرت", "past", False),
        ("دعا", "يدعو", "دعت", "past", False),
        ("زار", "يزور", "زارت", "past", False),
        ("وقع", "يوقع", "وقعا", "past", True),
        ("وقع", "يوقع", "وقعتا", "past", True),
    ],
)
def test_verbs(past: str, present: str, form: str, tense: str, plural: bool) -> None:
    assert verbs(past, present)[fold_word(form)] == (tense, plural, "")


@pytest.mark.parametrize(
    ("past", "present", "form", "suffix"),
    [
        ("استقبل", "يستقبل", "استقبله", "ه"),
        ("استقبل", "يستقبل", "استقبلته", "ه"),
        ("استقبل", "يستقبل", "استقبلهما", "هما"),
        ("التقى", "يلتقي", "التقاه", "ه"),
        ("التقى", "يلتقي", "يلتقيه", "ه"),
    ],
)
def test_verbs_with_an_object(past: str, present: str, form: str, suffix: str) -> None:
    assert verbs(past, present)[fold_word(form)][2] == suffix


@pytest.mark.parametrize(
    ("noun", "form", "suffix", "definite", "plural"),
    [
        ("زيارة", "زيارة", "", False, False),
        ("زيارة", "الزيارة", "", True, False),
        ("زيارة", "زيارته", "ه", False, False),
        ("زيارة", "زيارتها", "ها", False, False),
        ("زيارة", "زيارتين", "", False, True),
        ("اجتماع", "اجتماعا", "", False, False),
        ("اجتماع", "اجتماعهم", "هم", False, False),
        ("لقاء", "لقائه", "ه", False, False),
        ("لقاء", "اللقاء", "", True, False),
        ("جلسة عمل", "جلسة عمل", "", False, False),
    ],
)
def test_nouns(noun: str, form: str, suffix: str, definite: bool, plural: bool) -> None:
    found = {(f.text, f.suffix, f.definite, f.plural) for f in noun_forms(noun)}
    assert (fold_word(form), suffix, definite, plural) in found


def test_given_plurals_are_plural() -> None:
    found = {f.text: f.plural for f in noun_forms("اجتماع", ("اجتماعات",))}
    assert found["اجتماعات"]
    assert found["الاجتماعات"]


@pytest.mark.parametrize(
    "form",
    ["اسباني", "اسبانيه", "الاسباني", "الاسبانيه", "اسبانيين", "الاسبانيون", "اسبانيتين", "الاسبانيات", "اسبانيا"],
)
def test_nisba(form: str) -> None:
    assert form in nisba_forms("إسباني")


@pytest.mark.parametrize(
    ("adjective", "form"),
    [
        ("كوري جنوبي", "كوريه جنوبيه"),
        ("كوري جنوبي", "الكوري الجنوبي"),
        ("جنوب أفريقي", "جنوب افريقيه"),
        ("جنوب أفريقي", "الجنوب افريقي"),
    ],
)
def test_nisba_of_two_words(adjective: str, form: str) -> None:
    assert form in nisba_forms(adjective)


@pytest.mark.parametrize("word", ["إسباني", "كوري جنوبي", "روس"])
def test_every_form_is_folded_and_stands_once(word: str) -> None:
    forms = nisba_forms(word)
    assert forms == [fold_word(f) for f in forms]
    assert len(set(forms)) == len(forms)
