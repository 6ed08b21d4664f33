"""Tables, ``show``, ``explain`` and ``pages`` as a terminal shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rich.console import Console

from marsad.find.trace import Step
from marsad.lexicon.labels import load_labels
from marsad.merge import explain_merge
from marsad.model import Article, Figure, Finding, LeftOut, Reading
from marsad.store.reading import PageRow
from marsad.view.explain import explain_html, explain_text
from marsad.view.explain.lines import lines, pieces
from marsad.view.pages import count_days, days_table, empty_table, failed_table
from marsad.view.show import show_event, show_why
from marsad.view.table import events_table, mention_line
from tests.view.made import arrest, events, meeting, mention, plan, words

EN = load_labels("en")


def shown(what) -> str:
    console = Console(width=200, record=True, force_terminal=False, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(what)
    return console.export_text()


def test_the_table_has_a_line_per_event():
    text = shown(events_table(events(), EN))
    assert "ev-1" in text and "2023-02-14" in text and "2/3 ≠" in text
    assert "agreement (planned)" in text and "arrest ×2" in text
    assert "(subject) FR" in text


def test_markup_in_page_text_is_shown_as_it_is():
    text = shown(events_table([replace(meeting(), city="[red]x[/red]\u202e")], EN))
    assert "[red]x[/red] MA" in text


def test_a_mention_on_one_line():
    assert mention_line(mention(), EN).startswith("2023-02-14  meeting  الرباط MA  “استقبل")


def test_show_has_values_quotations_sources_origins_and_disagreements():
    text = shown(show_event(meeting(), EN))
    for part in (
        "14 February 2023 [1][2]",
        "15 February 2023 [3]",
        "“mercredi 15 février” body 90–109",
        "near-identical text",
    ):
        assert part in text
    assert text.index("Disagreements") < text.index("Sources")


def test_show_says_why_a_value_is_missing():
    assert "no time expression belongs to it" in shown(show_event(plan(), EN))


def test_show_keeps_private_names_to_itself():
    text = shown(show_event(arrest(), EN))
    assert "الفلاني" not in text
    assert "a private person, France" in text


def test_why_lists_features_with_weights_and_both_values():
    text = shown(show_why(explain_merge(meeting(), events()), meeting(), EN))
    assert "score" in text and "one event from" in text
    assert "المساء massae + الصباح sabah" in text


def test_why_of_an_event_told_once():
    assert "told once" in shown(show_why(explain_merge(plan(), [plan()]), plan(), EN))


TITLE = "لقاء أمني <b>بالرباط</b>"
BODY = "استقبل المدير العام للأمن وزيرا.\n\nقال الوزير إن التعاون مستمر."


def reading() -> Reading:
    evidence = words("استقبل المدير العام للأمن وزيرا")
    return Reading(
        Article(
            "p", "p.txt", "p.txt", "0", TITLE, BODY, "ar", date(2023, 2, 15), "metadata",
            left_out=(LeftOut("<i>قائمة</i>", "menu"),),
        ),
        (mention(evidence=evidence, fields={"start": evidence}),),
        (Finding("date-conflict", "weekday and date differ", (evidence,)),),
        (Figure(12, "مذكرة", evidence),),
        "made",
        "0123456789abcdef",
    )  # fmt: skip


STEPS = (
    Step("phrase", "office", "body", 7, 25, BODY[7:25], "director"),
    Step("rule", "meeting.received", "body", 0, 31, BODY[0:31]),
    Step("dropped", "cooperation.habit", "body", 40, 50, BODY[40:50], "a habit <script>"),
    Step("date", "none", "title", 0, 4, TITLE[0:4]),
)


def test_explain_has_every_step_under_its_line():
    text = shown(explain_text(reading(), STEPS))
    first, second = text.index("meeting.received"), text.index("cooperation.habit")
    assert text.index("body 0") < first < text.index("body 34") < second
    for part in (
        "published 2023-02-15 (metadata)",
        "left out: 1 × menu",
        "date-conflict",
        "12 مذكرة",
        "no number is told",
    ):
        assert part in text
    assert "1 phrase, 1 date, 1 rule, 1 dropped" in text


def test_explain_page_is_marked_escaped_and_right_to_left():
    html = explain_html(reading(), STEPS)
    assert '<html lang="ar" dir="rtl">' in html
    assert "<script>" not in html and "<b>بالرباط" not in html and "<i>" not in html
    assert 'class="phrase rule"' in html
    assert "src=" not in html and "url(" not in html


def test_pieces_of_a_line_are_the_line():
    for line in lines(reading().article, STEPS):
        cut = list(pieces(line))
        assert "".join(piece.text for piece in cut) == line.text
    assert [
        len(p.steps) for p in pieces(next(x for x in lines(reading().article, STEPS) if x.where == "body"))
    ] == [1, 2, 1, 0]


def row(outlet, day, mentions=0, failed=None) -> PageRow:
    return PageRow("i", "i", "p.txt", outlet, day and date.fromisoformat(day), "عنوان", mentions, failed)


ROWS = [
    row("ب", "2023-01-02", 2),
    row("ب", "2023-01-02"),
    row("ا", None, 1),
    row(None, None, failed="it is empty"),
]


def test_pages_are_counted_by_outlet_and_day():
    days = count_days(ROWS)
    assert [(d.outlet, d.day, d.read, d.told, d.empty, d.failed) for d in days] == [
        ("ا", "–", 1, 1, 0, 0),
        ("ب", "2023-01-02", 2, 1, 1, 0),
        ("–", "–", 0, 0, 0, 1),
    ]
    assert shown(days_table(days)).splitlines()[-1].split() == ["all", "3", "2", "1", "1"]


def test_failed_and_empty_pages_are_listed():
    assert "it is empty" in shown(failed_table(ROWS[3:]))
    assert "2023-01-02" in shown(empty_table(ROWS[1:2]))
