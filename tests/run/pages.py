"""Small pages of our own wording."""

from __future__ import annotations

import hashlib
from pathlib import Path

from marsad.model import Page

MEETING = """لقاء أمني بالرباط

الصباح - الأربعاء 15 فبراير 2023

استقبل المدير العام للأمن الوطني عبد اللطيف حموشي، يوم الثلاثاء 14 فبراير 2023 بالرباط، \
وزير الداخلية الإسباني فرناندو غراندي مارلاسكا لبحث التعاون في مكافحة الإرهاب.

وكان الجو ماطرا طوال اليوم، وتابع عدد من المصورين المشهد من الشارع المقابل.
"""
QUIET = """أمطار خفيفة في الشمال

المساء - الجمعة 3 مارس 2023

تتوقع مصالح الأرصاد نزول أمطار خفيفة على مدن الشمال نهاية هذا الأسبوع، مع تحسن تدريجي \
في درجات الحرارة خلال الأيام التالية.

ودعت المصالح نفسها السائقين إلى مزيد من الحذر على الطرق الجبلية.
"""


def page(name: str, text: str) -> Page:
    data = text.encode()
    return Page(name, f"{name}.txt", data, hashlib.sha256(data).hexdigest(), "text")


def write(folder: Path, count: int = 1) -> Path:
    """``count`` pages on one meeting, with different words at their ends, and one without events."""
    folder.mkdir(exist_ok=True)
    for n in range(count):
        (folder / f"meeting-{n}.txt").write_text(
            MEETING + f"\nالصورة رقم {n} من أرشيف الجريدة.\n", encoding="utf-8"
        )
    (folder / "quiet.txt").write_text(QUIET, encoding="utf-8")
    return folder
