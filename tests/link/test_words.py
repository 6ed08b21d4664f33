"""The words that link/ compares with."""

from __future__ import annotations

from marsad.link.words import content_words, link_words, stem


def test_stems() -> None:
    assert stem("والامن") == stem("الامن") == stem("امن") == "امن"
    assert stem("ولد") == "ولد"  # too short to lose a letter


def test_empty_words_are_left_out() -> None:
    assert content_words("في الأمن و على") == {"امن"}


def test_sounds_cover_both_scripts() -> None:
    sounds = set(link_words().sounds)
    assert set("بتثجحخدذرزسشصضطظغفقكلمن") <= sounds
    assert set("bcdfghjklmnpqrstvz") <= sounds
