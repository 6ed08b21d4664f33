"""Ordinary news pages as a site serves them: articles in furniture of our own, as HTML in a web archive."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from archives import Packing, pack, record, response

MENU = "الرئيسية سياسة اقتصاد رياضة ثقافة مجتمع صحة علوم رأي صور فيديو طقس سفر تقنية سيارات عدالة تعليم بيئة"
SECTIONS = MENU.split()
TEASERS = (
    "أسعار الخضر تستقر في أسواق الجملة", "معرض للكتاب يفتح أبوابه نهاية الشهر", "الفريق يستعد لمباراة الإياب",
    "نصائح لقيادة آمنة في موسم الأمطار", "حديقة جديدة في وسط المدينة", "ورشة للخط في دار الثقافة",
    "تأجيل رحلات بسبب الضباب", "مسابقة للطبخ بين المدارس", "قطار إضافي في عطلة الربيع", "ترميم السوق القديم",
)  # fmt: skip
SCRIPT = "window.site=window.site||[];function load(a,b){for(var i=0;i<a.length;i++){if(a[i]<b){site.push(a[i])}}}"
STYLE = ".card{display:flex;margin:0 auto;padding:4px 8px}.card h3{font-size:1.1rem}.menu li{list-style:none}"


@dataclass(frozen=True, slots=True)
class Story:
    """An article to be dressed as a page."""

    title: str
    text: str
    day: str


def page(story: Story, dice: random.Random) -> str:
    """The story on a news site: some 60 kB, 700 tags."""
    title = html.escape(story.title)
    paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in story.text.split("\n") if p.strip())
    told = json.dumps({"@type": "NewsArticle", "headline": story.title, "datePublished": story.day}, ensure_ascii=False)
    head = (
        f"<meta charset='utf-8'><title>{title} | جريدة القياس</title><meta property='og:title' content='{title}'>"
        f"<meta property='og:site_name' content='جريدة القياس'>"
        f"<meta property='article:published_time' content='{story.day}'>"
        f"<script type='application/ld+json'>{told}</script>"
        + "".join(f"<link rel='stylesheet' href='/static/{n}.css'><script>{SCRIPT * 12}</script>" for n in range(12))
        + f"<style>{STYLE * 100}</style>"
    )
    menu = "".join(
        f"<li><a href='/s/{n}' class='menu-item'><span>{name}</span></a><ul>"
        + "".join(f"<li><a href='/s/{n}/{k}'>{name} {k}</a></li>" for k in range(5))
        + "</ul></li>"
        for n, name in enumerate(SECTIONS)
    )
    related = "".join(
        f"<div class='card'><a href='/n/{n}'><img src='/i/{n}.jpg' alt=''><h3>{dice.choice(TEASERS)}</h3></a>"
        f"<time datetime='{story.day}'>{story.day}</time></div>"
        for n in range(24)
    )
    footer = "".join(f"<li><a href='/f/{n}'>{dice.choice(SECTIONS)}</a></li>" for n in range(50))
    return (
        f"<!DOCTYPE html><html lang='ar' dir='rtl'><head>{head}</head><body class='single'>"
        f"<header><nav class='menu'><ul>{menu}</ul></nav><div class='ticker'>{related[:2000]}</div></header>"
        f"<main><article><h1>{title}</h1><div class='meta'><span class='byline'>جريدة القياس</span>"
        f"<time class='published' datetime='{story.day}'>{story.day}</time></div>"
        f"<figure><img src='/i/a.jpg' alt=''><figcaption>صورة</figcaption></figure>"
        f"<div class='content'>{paragraphs}</div><ul class='share'>"
        + "".join(f"<li><a href='#{n}'>شارك</a></li>" for n in range(6))
        + f"</ul></article><aside class='related'>{related}</aside></main>"
        f"<form class='comments'><label>الاسم</label><input name='n'><textarea name='t'></textarea></form>"
        f"<footer><ul>{footer}</ul></footer><script>{SCRIPT * 40}</script></body></html>"
    )


def blocks(stories: Iterable[Story], count: int) -> Iterator[bytes]:
    """``count`` records, going round where there are fewer stories."""
    dice = random.Random(1)
    for n, story in enumerate(islice(cycle(list(stories)), count)):
        yield record(response(page(story, dice).encode()), address=f"https://bench.example/{n}")


def write(path: Path, stories: Iterable[Story], count: int, packing: Packing = "gzip") -> Path:
    """A web archive of ``count`` pages."""
    with path.open("wb") as file:
        for block in blocks(stories, count):
            file.write(pack([block], packing).data)
    return path
