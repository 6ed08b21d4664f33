# ruff: noqa: E501
"""Three hundred strings that a page could hold to do harm, and readings made of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product

from marsad.model import Article, EventMention, Evidence, Participant, Reading

HACK = "window.hacked=1"
SEEDS = (
    f"<script>{HACK}</script>", f"</script><script>{HACK}</script>", f"<img src=x onerror={HACK}>",
    f"<svg onload={HACK}>", f"<svg><script>{HACK}</script></svg>", f"<body onload={HACK}>",
    f"<iframe src=\"javascript:{HACK}\"></iframe>", f"<a href=\"javascript:{HACK}\">x</a>", f"javascript:{HACK}",
    f"\" onmouseover=\"{HACK}\" x=\"", f"' onfocus='{HACK}' autofocus='", f"\"><script>{HACK}</script>",
    f"'><img src=x onerror={HACK}>", f"--><script>{HACK}</script><!--", f"<!--<script>{HACK}//--></script>",
    f"]]><script>{HACK}</script>", f"<math><mtext><img src=x onerror={HACK}></mtext></math>",
    f"<details open ontoggle={HACK}>x</details>", f"<style>@import 'x';*{{color:red}}</style><p onclick={HACK}>x",
    f"<link rel=stylesheet href=//evil.example/x.css onload={HACK}>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>", f"<form action=//evil.example><button formaction=javascript:{HACK}>x</button></form>",
    "<input name=form_token value=stolen>", f"<video><source onerror={HACK}></video>", f"<object data=javascript:{HACK}>",
    f"<embed src=javascript:{HACK}>", f"<marquee onstart={HACK}>x</marquee>", f"<x contenteditable onblur={HACK}>x",
    "{{7*7}}", "{% raw %}{{config}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{''.__class__.__mro__}}",
    f"&lt;script&gt;{HACK}&lt;/script&gt;", f"&#60;script&#62;{HACK}&#60;/script&#62;", f"%3Cscript%3E{HACK}%3C/script%3E",
    f"\\u003cscript\\u003e{HACK}\\u003c/script\\u003e", f"\\x3cscript\\x3e{HACK}", f"＜script＞{HACK}＜/script＞",
    f"<scr\x00ipt>{HACK}</scr\x00ipt>", f"<script\x0c>{HACK}</script>", f"<scr<script>ipt>{HACK}</scr</script>ipt>",
    "\u202egnp.tpircs\u202c", "\u2066\u2067\u2068x\u2069", "\u200f\u200e\u061c\u200b\u200d", "a\u0300" * 200, "ا\u064b" * 200,
    "W" * 2000, "ـ" * 2000, "كلمة" * 500, "x" + "\u00a0" * 500 + "y", "👩\u200d👩\u200d👧\u200d👦" * 80, "𒐫" * 60, "\ufdfd" * 60,
    "a\nb\rc\td\x0be\x0cf", "\x1b[31m\x07\x08", "\ufeff\ufffe\uffff", "\u2028\u2029\u0085", "]]>", "<![CDATA[x]]>", "<?php x ?>",
    "../../../../etc/passwd", "'; DROP TABLE events; --", "\" OR 1=1 --", "%s%n%x", "{0}{1}{n}", "CON", "-1", "NaN", "1e309", "null",
    "data:text/html,<script>window.hacked=1</script>", "vbscript:x", f"JaVaScRiPt:{HACK}", f"java\nscript:{HACK}", "//evil.example",
)  # fmt: skip
FRAMES = ("{}", "زار {} مدريد", "{} \u200fوزير الداخلية", "“{}”", "<b>{}", "{}\u202e")


def strings(number: int = 300) -> list[str]:
    """As many different ones."""
    found = dict.fromkeys(frame.replace("{}", seed) for frame, seed in product(FRAMES, SEEDS))
    return list(islice(found, number))


def readings(attacks: list[str]) -> Iterator[Reading]:
    """One page for each, with the attack as its title, outlet, names, place and quotation."""
    for n, attack in enumerate(attacks):
        yield reading(n, attack)


def reading(n: int, attack: str) -> Reading:
    """A page whose every word is the attack."""
    body = f"{attack}\nثم قال {attack} إن الزيارة ناجحة."
    words = Evidence("body", 0, len(attack), attack, "test")
    titled = Evidence("title", 0, len(attack), attack, "test")
    day = date(2020, 1, 1) + timedelta(days=3 * n)
    people = (
        Participant("host", None, attack, attack, "MA", {"org": words}),
        Participant("guest", attack, attack, None, "ES", {"name": words, "role": titled}),
    )
    told = EventMention(
        "visit", words, day, day, "day", "MA", attack, "happened", people, ("terrorism",), None, "official",
        {"start": words, "city": words, "status": titled}, {"count": attack},
    )  # fmt: skip
    article = Article(
        f"p{n}", f"p{n}.html", f"https://hostile.example/{n}?x={attack}", f"v{n}", attack, body, "ar", day, attack, attack,
        f"https://hostile.example/{n}",
    )  # fmt: skip
    return Reading(article, (told,), (), (), "test", "test")
