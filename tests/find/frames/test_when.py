"""Which expression of time an event takes: its own clause's, and not that of what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.lexicon import Lexicon
from tests.find.make import read

pytestmark = pytest.mark.usefixtures("no_gate")

MINISTER, OTHER = "وزير الدفاع التركي يشار غولر", "نظيره القطري خالد العطية"
CALLED = f"بحث {MINISTER} في اتصال هاتفي مع {OTHER} أمن الحدود"
PRAISED = "أشاد رئيس البرلمان العربي عادل العسومي بأداء الشرطة السعودية"
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
    ("meeting", f"حظي {MINISTER} باستقبال من قبل {OTHER} في الدوحة أمس.", date(2023, 5, 17)),
    ("visit", f"بدأ {MINISTER} من قطر جولة يستكملها اليوم في الكويت.", None),
    # where somebody then was
    ("meeting", f"وصل {MINISTER} مساء أمس إلى الدوحة حيث استقبله {OTHER}.", date(2023, 5, 17)),
    ("meeting", f"يقيم {MINISTER} في الدوحة منذ أسبوعين حيث التقى {OTHER}.", None),
    # what is said of the body that meets has no day; what a new verb tells has its own
    ("gathering", "سيعقد اجتماع طارئ للجنة الأمنية التي تضم وزراء الداخلية العرب غدا في تونس.", date(2023, 5, 19)),
    ("assistance", "سلمت إيطاليا تونس زورقي دورية ضمن صفقة كانت قد أبرمت قبل أسبوع.", None),
    ("extradition", "اعتقل مشتبه به في إيران، ليتم تسليمه إلى تركيا في عام 2019.", date(2019, 1, 1)),
    ("meeting", f"يزور {MINISTER} الكويت التي وصلها أمس، ويستعد بعدها للقاء {OTHER}.", None),
    ("meeting", f"استعرض {MINISTER} مع {OTHER} العلاقات. جاء ذلك لدى استقباله في الدوحة أمس.", date(2023, 5, 17)),
    ("call", f"{CALLED}. وأكد خلال الاتصال الذي جرى أمس دعمه.", date(2023, 5, 17)),
    ("commendation", f"{PRAISED}. وقال العسومي أمس إنها تحمي الناس.", date(2023, 5, 17)),
    ("commendation", f"{PRAISED}. وقال العسومي إن الشرطة منعت أمس هجوما.", None),
    ("meeting", f"أعلن {MINISTER} اليوم في الدوحة بعد انتهاء اجتماع مع {OTHER} أن الحدود آمنة.", date(2023, 5, 18)),
    # who goes on speaking
    ("meeting", f"أكد {MINISTER} أمس أن الحدود آمنة. وقال خلال لقائه {OTHER} إن الحدود آمنة.", date(2023, 5, 17)),
    ("meeting", f"أدان {MINISTER} الهجوم. وكان قد وصل أمس. وقال خلال لقائه {OTHER} إن الحدود آمنة.", None),
    # the report
    ("meeting", f"ونقل المتحدث أمس عن المجتمعين رضاهم خلال لقاء {MINISTER} مع {OTHER}.", None),
    ("call", f"صدر أمس بيان أفاد باتصال هاتفي بين {MINISTER} و{OTHER}.", None),
]


@pytest.mark.parametrize(("kind", "text", "day"), DAYS)
def test_the_day_is_the_event_s_own(lexicon: Lexicon, kind: str, text: str, day: date | None) -> None:
    found = [m for m in read(lexicon, text).mentions if m.type == kind]
    assert len(found) == 1, found
    assert found[0].start == day
    if day is None:
        assert found[0].reasons["start"]


INTENT = "أبدى الوزراء عزمهم على زيارة طهران"
STATUS = [
    ("visit", f"أعلن {MINISTER} عزمه زيارة قطر في سبتمبر.", "planned", date(2023, 9, 1)),
    ("visit", f"أعلن {MINISTER} أنه سيتوجه إلى قطر «الأسبوع المقبل».", "planned", date(2023, 5, 22)),
    ("visit", f"تأتي الاتصالات قبل أيام من الزيارة الرسمية التي سيقوم بها {MINISTER} إلى قطر.", "planned", None),
    ("visit", f"سيلتقي {MINISTER} الجنود اليوم قبل أن يتوجه إلى قطر.", "planned", None),
    ("meeting", f"سيزور {MINISTER} الدوحة لإجراء محادثات مع {OTHER}.", "planned", None),
    ("visit", f"سيعقد {MINISTER} خلال زيارته لقطر لقاء مع {OTHER}.", "planned", None),
    ("meeting", f"يعقد {MINISTER} اليوم اجتماعا مع {OTHER} في الدوحة.", "planned", date(2023, 5, 18)),
    ("visit", f"من المنتظر أن يلقي {MINISTER} كلمة اليوم قبل أن يتوجه إلى قطر.", "planned", None),
    ("visit", f"زار {MINISTER} قطر في إطار جولة شملت حتى الآن سلطنة عمان.", "happened", None),
    ("agreement", f"{INTENT} بعد توقيع اتفاق أمني بين إيران وقطر في 14 مايو.", "happened", date(2023, 5, 14)),
]


@pytest.mark.parametrize(("kind", "text", "status", "day"), STATUS)
def test_what_is_still_to_come(lexicon: Lexicon, kind: str, text: str, status: str, day: date | None) -> None:
    found = [m for m in read(lexicon, text).mentions if m.type == kind]
    assert found
    assert (found[0].status, found[0].start) == (status, day)


LENT = [
    # talks still to come are not on a past day that the visit lends them
    (f"وصل {MINISTER} إلى قطر أمس في زيارة رسمية. وسيلتقي الوزير غولر {OTHER}.", "planned", None),
    (f"وصل {MINISTER} إلى قطر اليوم في زيارة رسمية. وسيلتقي الوزير غولر {OTHER}.", "planned", date(2023, 5, 18)),
    # the day on which a visit ends is not that of its talks
    (f"اختتم {MINISTER} أمس زيارته إلى قطر. وأجرى الوزير غولر محادثات مع {OTHER}.", "happened", None),
    # a visit that is under way says nothing of the day of the talks
    (f"جاء ذلك خلال لقاء {OTHER} مع {MINISTER} الذي يقوم حاليا بزيارة إلى الدوحة.", "happened", None),
]


@pytest.mark.parametrize(("text", "status", "day"), LENT)
def test_the_day_that_a_visit_lends(lexicon: Lexicon, text: str, status: str, day: date | None) -> None:
    found = [m for m in read(lexicon, text).mentions if m.type == "meeting"]
    assert found
    assert (found[0].status, found[0].start) == (status, day)


def test_the_place_is_the_event_s_own(lexicon: Lexicon) -> None:
    text = f"بحث {MINISTER} مع {OTHER} تنفيذ الاتفاق الذي أبرم في فيينا."
    found = [m for m in read(lexicon, text).mentions if m.type == "meeting"]
    assert len(found) == 1
    assert found[0].country is None
