"""Attribution: who vouches for what a sentence tells."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.voice.make import WHO, WHOM, only

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        (f"استقبل {WHO} {WHOM}.", "page"),
        (f"ذكر بيان أن {WHO} استقبل {WHOM}.", "communique"),
        (f"أعلنت وزارة الدفاع التركية أن {WHO} استقبل {WHOM}.", "communique"),
        (f"أفاد مصدر مطلع بأن {WHO} استقبل {WHOM}.", "source"),
        (f"وأوردت صحيفة محلية أن {WHO} استقبل {WHOM}.", "media"),
        (f"ونقلت وسائل إعلام محلية أن {WHO} استقبل {WHOM}.", "media"),
        (f"قال وزير الإعلام التركي إن {WHO} استقبل {WHOM}.", "official"),
        (f"قال مسؤول تركي إن {WHO} استقبل {WHOM}.", "source"),
        (f"نقلت صحيفة محلية عن مصادر أن {WHO} استقبل {WHOM}.", "media"),
        (f"قال وزير الإعلام التركي لوكالة الأنباء إن {WHO} استقبل {WHOM}.", "official"),
        (f"استقبل {WHO} {WHOM} بحضور ممثلين عن وسائل الإعلام.", "page"),
        (f"استقبل {WHO} {WHOM}، وفق وزارة الدفاع التركية.", "communique"),
        (f"استقبل {WHO} {WHOM}. وأوضح البيان أن اللقاء تناول الحدود.", "communique"),
        (f"قال وزير الإعلام التركي إن بلاده مهتمة. وأضاف أن {WHO} استقبل {WHOM}.", "official"),
    ],
)
def test_attribution(lexicon: Lexicon, text: str, attribution: str) -> None:
    mention = only(lexicon, text)
    assert mention.attribution == attribution
    assert ("attribution" in mention.fields) is (attribution != "page")


def test_a_source_of_another_sentence_does_not_count(lexicon: Lexicon) -> None:
    text = f"استقبل {WHO} {WHOM}. وعلى صعيد آخر أفاد مصدر مطلع بارتفاع الأسعار."
    assert only(lexicon, text).attribution == "page"


@pytest.mark.parametrize(
    ("after", "attribution"),
    [
        ("وقال غولر في بيان نشرته الوزارة إن البلدين حليفان.", "communique"),
        ("وشدد غولر في حديث أوردته وكالة أنباء الأناضول على عمق العلاقات.", "media"),
        ("وقال الفنان صباح جابر في بيان إن الحفل تأجل.", "page"),
    ],
)
def test_a_side_speaks_in_the_next_sentence(lexicon: Lexicon, after: str, attribution: str) -> None:
    assert only(lexicon, f"استقبل {WHO} {WHOM}. {after}").attribution == attribution


def test_what_an_official_points_to(lexicon: Lexicon) -> None:
    text = "وأشار وزير الداخلية اللبناني نهاد المشنوق إلى شحنة الأسلحة التي سلمتها فرنسا إلى لبنان."
    assert only(lexicon, text).attribution == "official"
