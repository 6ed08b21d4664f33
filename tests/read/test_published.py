from datetime import date

import pytest

from marsad.lexicon.pages import PageWords
from marsad.lexicon.times import TimeWords
from marsad.read.published import read_shown_date

from .conftest import Read
from .texts import ARTICLE, LEAD, TITLE

FEB = "2023-02-21"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الثلاثاء 21 فبراير 2023 على الساعة 15:27", FEB),
        ("21 شباط/فبراير 2023", FEB),
        ("2023/02/21 - 01:42", FEB),
        ("21.02.2023", FEB),
        ("21 فبراير، 2023 - 04:00", FEB),
        ("الثلاثاء 1 شعبان 1444هـ الموافق 21 فبراير 2023م", FEB),
        ("الثلاثاء 1 شعبان 1444 هـ", FEB),
        ("نشر في 21 فبراير 2023 - آخر تحديث 25 مارس 2023", FEB),
        ("آخر تحديث 25 مارس 2023 | نشر في 21 فبراير 2023", FEB),
        ("ahmad writer21 فبراير 2023آخر تحديث : منذ سنة", FEB),
        ("آخر تحديث 25 مارس 2023", "None"),
        ("آخر تحديث GMT 22:08:29", "None"),
        ("فبراير 2023", "None"),
        ("الثلاثاء 21 فبراير", "None"),
    ],
)
def test_date_lines(words: PageWords, times: TimeWords, line: str, day: str) -> None:
    assert str(read_shown_date(line, words, times)) == day


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE}\n\n{ARTICLE}",
        f"{TITLE}\nآخر تحديث : 21 فبراير 2023\n\n{ARTICLE}",
        f"{TITLE}\n\n{ARTICLE}\n\nقد يهمك أيضا\nGMT 12:37 2023 الثلاثاء ,21 شباط / فبراير\nخبر آخر",
        f"{TITLE}\n\n{ARTICLE}\n\nخبر آخر من الأرشيف\n21 فبراير 2023",
        f"{TITLE}\n\n{LEAD}\nوكان الوزير قد زار البلاد يوم 21 فبراير 2023، وفق بلاغ رسمي.",
        f"{TITLE}\n\n{LEAD}\nويحتفل البلد باليوم الوطني 23 سبتمبر 2015، وفق بلاغ رسمي للوزارة.",
        f"{TITLE}\n\n{LEAD}\nوفي مثل هذا اليوم 21 فبراير 2003 وقع البلدان اتفاقا، وفق بلاغ رسمي.",
    ],
)
def test_what_is_no_publication_date(read: Read, page: str) -> None:
    article = read(page)
    assert article.published is None
    assert article.published_by


def test_the_line_beside_the_title_counts_and_not_the_day_of_the_visit(read: Read) -> None:
    page = f"الاثنين 17 يونيو 2024\nالرئيسية\nاتصل بنا\n{TITLE}\n21 فبراير 2023\n\n{ARTICLE}"
    assert str(read(page).published) == FEB


def test_a_date_below_the_article_needs_its_word(read: Read) -> None:
    assert str(read(f"{TITLE}\n\n{ARTICLE}\n\nنشر بتاريخ 21 فبراير 2023").published) == FEB


def test_a_full_date_that_the_article_calls_today(read: Read) -> None:
    article = read(
        f"{TITLE}\n\n{LEAD}\nوعقد الوزيران، اليوم الثلاثاء 21 فبراير 2023، جلسة ثانية بمقر الوزارة."
    )
    assert str(article.published) == FEB
    assert "today" in article.published_by


TODAY = "وعقد الوزيران اليوم الثلاثاء 21 فبراير الجاري جلسة ثانية بمقر الوزارة في العاصمة."
BEFORE = "وتأتي الزيارة بعد لقاء سابق جمعهما في مدريد يوم 14 يونيو 2022، حسب البلاغ."


def test_its_year_is_the_only_one_that_fits(read: Read) -> None:
    article = read(f"{TITLE}\n\n{LEAD}\n{TODAY}\n{BEFORE}\n\nاترك تعليق\nجميع الحقوق محفوظة 2024")
    assert str(article.published) == FEB
    assert "only 2023" in article.published_by


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE}\n\n{LEAD}\n{TODAY}\n{BEFORE}",  # nothing says when the page was there
        f"{TITLE}\n\n{LEAD}\n{TODAY}\n\nجميع الحقوق محفوظة 2024",  # nothing says after when it was written
        f"{TITLE}\n\n{LEAD}\n{TODAY}\n{BEFORE}\n\nجميع الحقوق محفوظة 2034",  # a Tuesday in 2034 too
        f"{TITLE}\n\n{LEAD}\n{TODAY}\n{BEFORE}\n\nجميع الحقوق محفوظة 2022",  # none
    ],
)
def test_else_it_stays_unknown(read: Read, page: str) -> None:
    assert read(page).published is None


def test_the_time_of_capture_bounds_it_too(read: Read) -> None:
    body = f"{LEAD}\n{TODAY}\n{BEFORE}"
    assert str(read(body, title=TITLE, captured="2023-03-01 10:00").published) == FEB
    assert read(body, title=TITLE, captured="2023-01-01 10:00").published is None


def test_the_manifest_has_the_last_word(read: Read, day: date) -> None:
    article = read(f"{TITLE}\n25 مارس 2023\n\n{ARTICLE}", published=day)
    assert article.published == day
    assert "manifest" in article.published_by
