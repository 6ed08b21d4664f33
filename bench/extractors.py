#!/usr/bin/env python3
"""How well and how fast extractors find an article among a site's furniture: F1 of its words, and CPU time a page.

    extractors.py [--pages 100]

Three layouts of our own around ordinary articles: paragraphs in an article element, paragraphs as ``<div>`` beside
boxes with teasers, and a layout of tables with ``<br>``. *chosen* is what Marsad does.
"""

from __future__ import annotations

import argparse
import html as markup
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

import trafilatura
from news import SECTIONS, TEASERS, Story, page
from resiliparse.extract.html2text import extract_plain_text
from scale import stories

from marsad.errors import PageError
from marsad.lexicon import load
from marsad.model import Page
from marsad.read import read_article
from marsad.read.dump import read_dump
from marsad.read.html import read_html
from marsad.read.published import is_date_line

WORD = re.compile(r"\w+")
LONG = (
    "أعلنت إدارة الملاعب أن أعمال الصيانة تستمر أسبوعين بسبب الأمطار، على أن تفتح المدرجات قبل نهاية الشهر.",
    "ينظم المتحف البلدي جولة مجانية للزوار كل يوم سبت، ويشرح خلالها المرشدون تاريخ المدينة وأسواقها القديمة وأبوابها.",
)
LEXICON = load()


def paragraphs(story: Story) -> list[str]:
    return [markup.escape(p) for p in story.text.split("\n") if p.strip()]


def divs(story: Story, dice: random.Random) -> str:
    title = markup.escape(story.title)
    menu = "".join(f"<div class=m><a href='#'>{name}</a></div>" for name in SECTIONS)
    teasers = "".join(
        f"<div class=c><div class=t><a href='#'>{dice.choice(TEASERS)}</a></div>"
        f"<div class=x>{dice.choice(LONG)}</div></div>"
        for _ in range(6)
    )
    body = "".join(f"<div>{p}</div>" for p in paragraphs(story))
    return (
        f"<html><head><title>{title} - موقع القياس</title></head><body><div id=top>{menu}</div>"
        f"<div id=main><h1>{title}</h1>"
        f"<div class=d>{story.day}</div><div class=b>{body}</div></div><div id=side>{teasers}</div></body></html>"
    )


def tables(story: Story, dice: random.Random) -> str:
    title = markup.escape(story.title)
    menu = "".join(f"<tr><td><a href='#'>{name}</a></td></tr>" for name in SECTIONS)
    teasers = "".join(
        f"<tr><td><a href='#'>{dice.choice(TEASERS)}</a><br>{dice.choice(LONG)[:90]}..</td></tr>" for _ in range(10)
    )
    body = "<br><br>".join(paragraphs(story))
    return (
        f"<html><head><title>{title}</title></head><body><table><tr><td><table>{menu}</table></td><td><table><tr><td><b>"
        f"{title}</b></td></tr><tr><td>{story.day}</td></tr><tr><td>{body}</td></tr></table></td>"
        f"<td><table>{teasers}</table></td></tr></table></body></html>"
    )


def chosen(text: str) -> str:
    data = text.encode()
    try:
        return read_article(Page("x", "x", data, "0", "html"), LEXICON.pages, LEXICON.times).body
    except PageError:
        return ""


def own(text: str) -> str:
    found = read_html("x", text)
    is_date = partial(is_date_line, words=LEXICON.pages, times=LEXICON.times)
    return read_dump(found.visible, LEXICON.pages, is_date, found.title).body


def by_trafilatura(text: str, *, fast: bool) -> str:
    return trafilatura.extract(text, fast=fast, include_comments=False, include_tables=False) or ""


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "resiliparse": lambda text: extract_plain_text(text, main_content=True, alt_texts=False, list_bullets=False),
    "trafilatura, fast": partial(by_trafilatura, fast=True),
    "trafilatura": partial(by_trafilatura, fast=False),
    "own line classifier": own,
    "chosen": chosen,
}


def f1(found: str, wanted: str) -> float:
    """The F1 of the words."""
    a, b = Counter(WORD.findall(found)), Counter(WORD.findall(wanted))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=100)
    told = [story for story in stories() if len(story.text) > 200][: parser.parse_args().pages]
    print(f"{'layout':10}{'extractor':22}{'F1':>8}{'worst':>8}{'ms a page':>12}")
    for name, layout in (("article", page), ("div", divs), ("tables", tables)):
        dice = random.Random(3)
        texts = [layout(story, dice) for story in told]
        for what, extract in EXTRACTORS.items():
            extract(texts[0])
            begun = time.process_time()
            found = [extract(text) for text in texts]
            took = 1000 * (time.process_time() - begun) / len(texts)
            scores = [f1(text, story.text) for text, story in zip(found, told, strict=True)]
            print(f"{name:10}{what:22}{sum(scores) / len(scores):8.3f}{min(scores):8.2f}{took:12.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
