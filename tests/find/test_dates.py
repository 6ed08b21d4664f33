"""Properties of the date grammar; pages without a date; date lines; offsets."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.find.dates import find_times, read_date_line
from marsad.find.dates.calendar import day_of, month_of, week_of
from marsad.lexicon.reader import Problems
from marsad.lexicon.times import load_times
from marsad.text import fold_word

WORDS = load_times(Problems())
PUBLISHED = date(2015, 7, 29)
FAMILIES = {
    "maghreb": "يناير,فبراير,مارس,أبريل,ماي,يونيو,يوليوز,غشت,شتنبر,أكتوبر,نونبر,دجنبر",
    "algeria": "جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية,أوت,سبتمبر,أكتوبر,نوفمبر,ديسمبر",
    "egypt": "يناير,فبراير,مارس,إبريل,مايو,يونيه,يوليه,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر",
    "levant": "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول",
}
HIJRI = "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذي القعدة,ذي الحجة"
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
PHRASES = st.sampled_from(
    [
        *("أمس", "اليوم الثلاثاء", "في 13 و14 يونيو", "«أغسطس (آب)»", "عـــام 2012", "غدًا", "٢٣/٧/٢٠١٥"),
        *("و", "،", "منذ", "بين", "في", "النصف الأول من", "قبل يومين", "(", ")", "24", "\n", "1436هـ"),
        *("مساء", "من", "إلى", "الأربعاء", "\u200fالشهر الماضي", "وزير الداخلية"),
    ]
)


@given(st.lists(PHRASES, max_size=12).map(" ".join), st.one_of(st.none(), st.just(PUBLISHED)))
def test_offsets_are_exact_and_expressions_do_not_overlap(text: str, published: date | None) -> None:
    found = find_times(text, text, published, WORDS)
    for e in found:
        assert text[e.start_offset : e.end_offset] == e.text != ""
        assert e.reason
        assert (e.start is None) == (e.end is None)
        assert e.start is None or (e.end is not None and e.start <= e.end and e.precision)
    for a, b in pairwise(found):
        assert a.where != b.where or a.end_offset <= b.start_offset
    assert [e.where for e in found] == sorted((e.where for e in found), reverse=True)


@given(DAYS, st.sampled_from(sorted(FAMILIES)))
def test_a_date_reads_back_in_every_month_family(day: date, family: str) -> None:
    text = f"عقد اللقاء في {day.day} {FAMILIES[family].split(',')[day.month - 1]} {day.year} بالمقر."
    (found,) = find_times("", text, PUBLISHED, WORDS)
    assert (found.start, found.end, found.precision) == (day, day, "day")


@given(
    DAYS,
    st.sampled_from(["{d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}", "{y}/{m:02}/{d:02}", "{d} - {m} - {y}"]),
)
def test_a_date_in_digits_reads_back(day: date, form: str) -> None:
    (found,) = find_times("", form.format(d=day.day, m=day.month, y=day.year), PUBLISHED, WORDS)
    assert (found.start, found.end) == (day, day)


@given(st.dates(date(1960, 1, 1), date(2060, 1, 1)))
def test_a_hijri_date_reads_back(day: date) -> None:
    hijri = Gregorian.fromdate(day).to_hijri()
    (found,) = find_times(
        "", f"صدر في {hijri.day} {HIJRI.split(',')[hijri.month - 1]} {hijri.year}هـ", PUBLISHED, WORDS
    )
    assert (found.start, found.end) == (day, day)


@given(DAYS, st.integers(1, 200))
def test_a_range_runs_from_its_first_to_its_last_day(first: date, length: int) -> None:
    last = first + timedelta(length)
    months = FAMILIES["egypt"].split(",")
    told = [f"{day.day} {months[day.month - 1]} {day.year}" for day in (first, last)]
    (found,) = find_times("", "من " + " إلى ".join(told), PUBLISHED, WORDS)
    assert (found.start, found.end, found.precision) == (first, last, "day")


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(["الماضي", "المقبل", ""]), st.integers(1, 7))
def test_a_weekday_is_the_nearest_of_its_kind(published: date, adjective: str, weekday: int) -> None:
    names = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
    (found,) = find_times("", f"التقيا يوم {names[weekday - 1]} {adjective}", published, WORDS)
    assert found.start is not None and found.start.isoweekday() == weekday
    away = (found.start - published).days
    assert away in {"الماضي": range(-7, 0), "المقبل": range(1, 8), "": range(-6, 1)}[adjective]


@given(st.text("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ 0123456789/-.،()\n", max_size=200))
@settings(max_examples=200)
def test_no_text_breaks_it(text: str) -> None:
    assert find_times(text, text, None, WORDS) == find_times(text, text, None, WORDS)


def test_all_hijri_months_follow_each_other() -> None:
    for year in range(1400, 1460):
        for month in range(1, 13):
            span, after = (
                month_of(year, month, hijri=True),
                month_of(year + month // 12, month % 12 + 1, hijri=True),
            )
            assert span and after and span[1] + timedelta(1) == after[0]


def test_days_that_no_calendar_has_give_nothing() -> None:
    assert day_of(2015, 2, 29) is None
    assert day_of(1436, 13, 1, hijri=True) is None
    (found,) = find_times("", "اجتمعوا في 30 فبراير 2015", PUBLISHED, WORDS)
    assert found.start is None and "no such day" in found.reason


def test_weeks_run_from_monday_to_sunday() -> None:
    assert week_of(PUBLISHED) == (date(2015, 7, 27), date(2015, 8, 2))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("نشر في 22 غشت 2023 الساعة 13 و45 دقيقة", date(2023, 8, 22)),
        ("السبت 18 يونيو 2022 - 15:27", date(2022, 6, 18)),
        ("2015-07-22T10:30:00", date(2015, 7, 22)),
        ("صوت المدينة | 26/07/2015 22:28 | أخبار", date(2015, 7, 26)),
        ("GMT 12:37 2024 الإثنين ,17 حزيران / يونيو", date(2024, 6, 17)),
        ("الأربعاء 6 شوال 1436 هـ - 22 يوليو 2015م", date(2015, 7, 22)),
        ("كاتب المقال28 يونيو 2023آخر تحديث : منذ سنة واحدة", date(2023, 6, 28)),
        ("الأربعاء ٦ شوال ١٤٣٦هـ", date(2015, 7, 22)),
        ("اليوم - الثلاثاء 21 يوليو 2015", date(2015, 7, 21)),
        ("كتب في 22 يونيو، 2022 - 04:00 تابعوا", date(2022, 6, 22)),
        ("الثلاثاء 21 يوليو", None),
        ("منذ ساعتين", None),
        ("قبل عام 2015", None),
    ],
)
def test_date_lines(line: str, day: date | None) -> None:
    assert read_date_line(line, WORDS) == day


def test_offsets_point_into_the_original_with_marks_and_tatweel() -> None:
    text = "\u200f«التقيا أَمْـس الثُّلاثاء»، ثم في ٣ يوليـــو ٢٠١٥."
    found = find_times("", text, PUBLISHED, WORDS)
    assert [fold_word(e.text) for e in found] == ["امس الثلاثاء", "3 يوليو 2015"]
    assert all(text[e.start_offset : e.end_offset] == e.text for e in found)


def test_titles_come_before_bodies() -> None:
    found = find_times("زيارة رسمية غدا", "وصل الوفد أمس.", PUBLISHED, WORDS)
    assert [(e.where, e.start) for e in found] == [("title", date(2015, 7, 30)), ("body", date(2015, 7, 28))]


def test_the_years_of_one_text_serve_the_other() -> None:
    found = find_times("لقاء في 20 مايو", "سبقه لقاء في 3 مارس 2014.", None, WORDS)
    assert [(e.start, e.year_inferred) for e in found] == [
        (date(2014, 5, 20), True),
        (date(2014, 3, 3), False),
    ]


def test_a_conflict_says_which_parts_disagree() -> None:
    (found,) = find_times("", "اجتمعا الاثنين 21 يوليو 2015", PUBLISHED, WORDS)
    assert found.conflict == "2015-07-21 is a Tuesday, not a Monday"


def test_words_travel_to_other_processes() -> None:
    again = pickle.loads(pickle.dumps(WORDS))
    assert again == WORDS
    assert find_times("", "وصل أمس", PUBLISHED, again) == find_times("", "وصل أمس", PUBLISHED, WORDS)


def test_a_publication_date_outside_the_hijri_tables_is_no_error() -> None:
    (found,) = find_times("", "في 6 شوال", date(1900, 1, 1), WORDS)
    assert found.start is None
