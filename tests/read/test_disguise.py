from __future__ import annotations

import pytest

from marsad.model import Article, EventMention, Evidence, Participant
from marsad.read.disguise import disguised


def article(title: str) -> Article:
    return Article("a", "a", "a", "1", title, "نص", "ar")


@pytest.mark.parametrize(
    ("title", "kind", "told"),
    [
        ("لقاء \u202eفي الرباط", "hidden-characters", "U+202E right-to-left override"),
        ("وزير\u200b الداخلية", "hidden-characters", "U+200B zero width space"),
        ("p\u0430ypal and others", "mixed-letters", "U+0430 cyrillic small letter a"),
        ("زيارة الملک كامل", None, ""),
        ("كلمة فيها ك وک معا", None, ""),
        ("زيارة مل\u06a9ية كبيرة كلها: الك\u06a9", "mixed-letters", "U+06A9"),
        ("عنوان عادي عن COVID-19 والـPDF", None, ""),
        ("نيم\u200cفاصله", None, ""),
    ],
)
def test_titles(title: str, kind: str | None, told: str) -> None:
    found = disguised(article(title), ())
    assert [f.kind for f in found] == ([kind] if kind else [])
    if kind:
        assert told in found[0].why
        (words,) = found[0].evidence
        assert (words.where, words.quote) == ("title", title)


def test_names_and_offices_are_looked_at_once() -> None:
    bad = Evidence("body", 3, 9, "سالم\u2066 ا", "actor")
    good = Evidence("body", 20, 24, "وزير", "actor")
    person = Participant("guest", "سالم ا", evidence={"name": bad, "role": good})
    mention = EventMention("meeting", good, participants=(person, person))
    (found,) = disguised(article("عنوان"), [mention, mention])
    assert found.kind == "hidden-characters" and found.evidence == (bad,)
