from .conftest import Read
from .texts import ARTICLE, LEAD, MESSY, SECOND, THIRD, TITLE


def test_a_messy_dump(read: Read) -> None:
    article = read(MESSY)
    assert article.title == TITLE
    assert article.body == ARTICLE
    assert str(article.published) == "2023-02-21"
    assert article.published_by == "date line: كتب في 21 فبراير، 2023 - 10:30"
    assert article.outlet == "الجريدة المثالية"
    kinds = {left.text: left.kind for left in article.left_out}
    assert kinds["وزير الداخلية"] == "caption"
    assert kinds["لشبونة - الجريدة المثالية"] == "byline"
    assert kinds["حريق في سوق المدينة القديمة"] == "related"
    assert kinds["جميع الحقوق محفوظة 2023"] == "furniture"
    assert kinds[TITLE] == "title again"
    assert next(k for t, k in kinds.items() if t.startswith("زائر")) == "comments"


def test_title_date_body(read: Read) -> None:
    article = read(f"{TITLE}\nالمرآة - الثلاثاء 21 فبراير 2023\n\n {LEAD}\n{SECOND}\n{THIRD}\n (رويترز).")
    assert (article.title, article.body) == (TITLE, f"{ARTICLE}\n(رويترز).")
    assert (str(article.published), article.outlet) == ("2023-02-21", "المرآة")


def test_a_section_name_is_no_title(read: Read) -> None:
    article = read(f"المشرق والمغرب\n\n{TITLE}\n\n{ARTICLE}\n\nالمشرق والمغرب")
    assert article.title == TITLE


def test_a_related_headline_in_the_middle_does_not_end_the_article(read: Read) -> None:
    article = read(f"{TITLE}\n\n{LEAD}\n\nاقرأ أيضا: حريق في سوق المدينة\n\n{SECOND}\n\n{THIRD}")
    assert article.body == ARTICLE


def test_a_list_of_other_articles_with_teasers_is_not_read_on(read: Read) -> None:
    teaser = "أعلنت البلدية أن السوق يفتح أبوابه من جديد يوم الأحد."
    others = "\n".join(f"خبر آخر رقم {n}\nتفاصيل\nالمزيد\n{teaser} {n}." for n in range(3))
    article = read(f"{TITLE}\n\n{ARTICLE}\n\nمقالات ذات صلة\n{others}")
    assert article.body == ARTICLE


def test_subheadings_and_lists_stay(read: Read) -> None:
    body = f"{LEAD}\nخلفية الملف\n{SECOND}\n- تبادل الخبراء.\n- دورية كل شهر.\n{THIRD}"
    assert read(f"{TITLE}\n\n{body}").body == body


def test_a_page_of_one_short_paragraph(read: Read) -> None:
    article = read("إغلاق المعبر يومين\n21/02/2023\nأغلق المعبر يومين بسبب الثلوج")
    assert (article.title, article.body) == ("إغلاق المعبر يومين", "أغلق المعبر يومين بسبب الثلوج")


def test_a_record_keeps_its_text(read: Read) -> None:
    text = f" \n وكالات - لشبونة\n{LEAD}\n\n{SECOND}\n شارك الخبر\n{THIRD}\nاترك تعليق\nسطر بعد النهاية"
    article = read(text, title=TITLE, outlet="المرآة")
    assert (article.title, article.body, article.outlet) == (TITLE, ARTICLE, "المرآة")
    assert [left.kind for left in article.left_out] == ["byline", "share", "comments", "comments"]
    assert article.published is None
    assert article.published_by


def test_a_french_page(read: Read) -> None:
    body = (
        "Le ministre de l'Intérieur a reçu mardi à Lisbonne son homologue portugais pour en parler.\n"
        "Les deux parties ont convenu d'une patrouille commune, selon un communiqué de la police."
    )
    article = read(
        f"Accueil\nLisbonne : deux ministres évoquent les frontières\n\n{body}\n\nLire aussi\nUn titre"
    )
    assert (article.body, article.lang) == (body, "fr")


def test_an_article_that_stands_twice_is_read_once(read: Read) -> None:
    long = LEAD.removesuffix(".") + "، وذلك خلال اجتماع مطول شارك فيه مسؤولون من الشرطة والجمارك في البلدين."
    more = SECOND.removesuffix(".") + "، على أن تجتمع لجنة مشتركة من الخبراء مرتين في السنة لتقييم النتائج."
    assert read(f"{TITLE}\n\n{long}\n{more}\n\n{TITLE}\n\n{long}\n{more}").body == f"{long}\n{more}"
