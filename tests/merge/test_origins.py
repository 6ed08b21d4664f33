"""Origins: copies of one text, and pages that name one agency or communique."""

from __future__ import annotations

import random

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.agencies import load_agencies
from marsad.merge import origins
from marsad.merge.origins import event_origins, fingerprint, page_origins
from marsad.model import Article

from .make import mention, on, who

WORDS = [f"كلمة{n}" for n in range(400)]


def page(name: str, body: str):
    return fingerprint(Article(name, name, name, "v", "عنوان", body, "ar"))


def text(seed: int, length: int = 220) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def edited(words: list[str], share: float) -> str:
    chance = random.Random(1)
    return " ".join(f"جديد{n}" if chance.random() < share else word for n, word in enumerate(words))


@pytest.mark.parametrize("seed", range(10))
def test_copies_have_one_origin_and_other_texts_their_own(seed) -> None:
    words = text(seed)
    prints = [
        page("a", " ".join(words)),
        page("cut", " ".join(words[: int(len(words) * 0.6)])),
        page("edited", edited(words, 0.1)),
        page("framed", " ".join(text(seed + 200, 40) + words + text(seed + 300, 40))),
        page("other", " ".join(text(seed + 100))),
    ]
    found = page_origins(prints)
    assert len({found[name] for name in ("a", "cut", "edited", "framed")}) == 1
    assert found["other"] == "other"


def test_a_text_reprinted_everywhere_is_still_one_origin() -> None:
    words = " ".join(text(7))
    prints = [page(f"p{n:03}", f"{words} ذيل الصفحة {n}") for n in range(150)]
    assert len(set(page_origins(prints).values())) == 1


def test_furniture_of_a_site_makes_no_origin() -> None:
    furniture = " ".join(text(8, 20))
    prints = [page(f"p{n:03}", " ".join(text(n + 500, 150)) + " " + furniture) for n in range(150)]
    assert len(set(page_origins(prints).values())) == 150


def test_short_texts_say_too_little() -> None:
    assert len(set(page_origins([page("a", "خبر قصير جدا"), page("b", "خبر قصير جدا")]).values())) == 2


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("الرباط (و.م.ع) - استقبل الوزير ضيفه.", ("MAP",)),
        ("الرياض - واس: استقبل الوزير ضيفه.", ("SPA",)),
        ("واشنطن (رويترز) - قال مسؤول.", ("Reuters",)),
        ("استقبل وسام الوزير ضيفه في واسط.", ()),
        ("ذكرت «أ ف ب» أن الوزير وصل.", ("AFP",)),
    ],
)
def test_agencies(body, names) -> None:
    assert page("a", body).agencies == names


def test_an_agency_deep_in_the_text_is_no_source() -> None:
    body = " ".join(text(1, 120)) + " رويترز " + " ".join(text(2, 120))
    assert page("a", body).agencies == ()


def test_communiques_of_one_issuer_agree() -> None:
    wordings = ["أفاد بلاغ للمديرية العامة للأمن أن", "وجاء في بيان صادر عن المديرية العامة للأمن أن"]
    first, second = (page(str(n), words).communiques for n, words in enumerate(wordings))
    assert first == second != ()
    assert (
        page("c", "أفاد بلاغ لوزارة الداخلية أن").communiques
        == page("d", "وفق بيان لوزارة الداخلية، فإن").communiques
    )


def test_origins_of_an_event() -> None:
    told = mention("visit", "2022-06-13", None, who("guest", "MA"), attribution="communique")
    prints = {
        "a": page("a", "الرباط (و.م.ع) " + " ".join(text(1))),
        "b": page("b", " ".join(text(2)) + " (و.م.ع)"),
        "c": page("c", " ".join(text(3))),
    }
    found = event_origins([on(name, told) for name in "abc"], prints, page_origins(prints.values()))
    assert [(origin.pages, origin.label) for origin in found] == [(("a", "b"), "MAP"), (("c",), "c")]
    assert found[0].why == "all name MAP"


def test_mistakes_in_the_words_are_all_told(tmp_path) -> None:
    path = tmp_path / "agencies.yml"
    path.write_text(
        "agencies:\n- {id: A, country: MA, names: [واس]}\n- {id: B, country: SA, names: [واس]}\n- {id: C}\n"
        "communiques: [بيان ل]\n",
        encoding="utf-8",
    )
    with pytest.raises(LexiconError) as told:
        load_agencies(path)
    assert [problem.rsplit(":", 2)[1] for problem in told.value.problems] == ["3", "4"]


def test_formulas_make_no_origin(monkeypatch) -> None:
    formula = text(9, 60)
    prints = [page(f"p{n}", " ".join(formula + text(n + 1_000, 90))) for n in range(20)]
    assert len(set(page_origins(prints).values())) < 20
    known = frozenset(page("f", " ".join(formula)).numbers())
    monkeypatch.setattr(origins, "formulas", lambda: known)
    assert len(set(page_origins(prints).values())) == 20
    cut = page("q", " ".join(formula + text(1_000, 90)[:50] + text(5, 40)))
    assert page_origins([*prints, cut])["q"] == "p0"


def test_the_list_of_formulas_is_read() -> None:
    assert len(origins.formulas()) > 1_000


def test_a_page_put_together_from_two_texts_does_not_make_them_one() -> None:
    one, other = text(20), text(21)
    prints = [
        page("a", " ".join(one)),
        page("a2", " ".join(one[:200])),
        page("b", " ".join(other)),
        page("b2", " ".join(other[:200])),
        page("both", " ".join(one + other)),
    ]
    found = page_origins(prints)
    assert found["a"] == found["a2"] != found["b"] == found["b2"]
    assert found["both"] in {found["a"], found["b"]}


def test_a_text_printed_again_later_is_another_source() -> None:
    told = mention("visit", "2022-06-13", None, who("guest", "MA"))
    texts = {"a": "a", "b": "a", "c": "a"}
    days = {"a": "2022-06-13", "b": "2022-06-15", "c": "2022-08-01"}
    found = event_origins([on(name, told, published=day) for name, day in days.items()], {}, texts)
    assert [origin.pages for origin in found] == [("a", "b"), ("c",)]
