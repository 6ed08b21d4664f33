"""Which expression of time an event takes: its own clause's, and not that of what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")

MINISTER, OTHER = "وزير الدفاع التركي يشار غولر", "نظيره القطري خالد العطية"
DAYS = [
    # a relative clause about somebody else has its own day; a comma ends it
    ("meeting", f"التقى {MINISTER} {OTHER} الذي وصل أمس.", None),
    ("meeting", f"التقى {MINISTER} {OTHER}، الذي يرأس وفدا كبيرا، أمس.", date(2023, 5, 17)),
    ("visit", f"بدأت زيارة {MINISTER} إلى قطر التي وصلها أمس بدعوة من نظيره.", date(2023, 5, 17)),
    ("visit", f"تناولت الصحف زيارة {MINISTER} إلى قطر التي وصفها أمس بالناجحة.", None),
    ("gathering", f"شارك {MINISTER} في المؤتمر الدولي للأمن الذي تحتضنه الدوحة يومي 10 و11 مايو.", date(2023, 5, 10)),
    # the trigger inside a relative clause does not take the day outside it
    ("visit", f"استقبل أمير قطر أمس {MINISTER} الذي يقوم بزيارة إلى الدوحة.", date(2023, 5, 17)),  # lent by the talks
    ("agreement", "رحبت الوزارة أمس بالاتفاق الأمني الذي وقعته تركيا مع قطر.", None),
    ("agreement", "بحث المجلس أمس تنفيذ الاتفاقية الأمنية المبرمة بين تركيا وقطر.", None),
    ("agreement", "أبرمت تركيا وقطر أمس اتفاقية أمنية.", date(2023, 5, 17)),
    # what came before or after
    ("visit", f"زار {MINISTER} قطر قبل تقديم تقرير إلى البرلمان نهاية الشهر الحالي.", None),
    ("visit", f"عاد وزير الداخلية أمس بعد زيارة {MINISTER} لقطر.", None),
    ("rupture", "وقال البيان أمس بعد أيام من استدعاء تركيا للسفير السويدي إن العلاقات متوترة.", None),
    ("meeting", f"غادر {MINISTER} الدوحة أمس بعد لقائه {OTHER}.", date(2023, 5, 17)),
    ("visit", f"وصل {MINISTER} إلى قطر بعد ظهر أمس.", date(2023, 5, 17)),
    # the report
    ("call", f"صدر أمس بيان أفاد باتصال هاتفي بين {MINISTER} و{OTHER}.", None),
]


@pytest.mark.parametrize(("kind", "text", "day"), DAYS)
def test_the_day_is_the_event_s_own(lexicon: Lexicon, kind: str, text: str, day: date | None) -> None:
    found = [m for m in read(lexicon, text).mentions if m.type == kind]
    assert len(found) == 1, found
    assert found[0].start == day
    if day is None:
        assert found[0].reasons["start"]
