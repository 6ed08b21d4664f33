"""Step 4b: an actor in the text, and how it is joined to its clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from marsad.find.tag import Tagged

ActorKind = Literal["person", "org", "country", "group"]
ALIAS = 6  # tokens of a name that is told again in other letters
LOOSE = ("topic", "class", "middle")  # kinds of terms that say nothing of the clitic before a phrase


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor at tokens ``[i:j]`` (honorifics included).

    ``name``, ``role``, ``org`` are token ranges; ``country`` its side with the tokens that say so; ``mark`` the
    preposition group before it (``with``, ``to``, ``from``, ``between``, ``by``, ``in``, ``on``, ``about``, ``b`` for
    the clitic, or empty); ``listed`` whether a conjunction joins it to the actor before; ``counterpart`` whether it
    is
    told as somebody's counterpart; ``place`` whether a country or city stands for a place.
    """

    i: int
    j: int
    kind: ActorKind
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    org: tuple[int, int] | None = None
    ministry: bool = False
    country: str | None = None
    country_at: tuple[int, int] | None = None
    mark: str = ""
    listed: bool = False
    counterpart: bool = False
    capital: bool = False
    plural: bool = False
    head: str = ""
    rule: str = ""


def joined(tagged: Tagged, actor: Actor, before: Actor | None) -> Actor:
    """``actor`` with the mark and conjunction that its clause gives it."""
    clitics = clitics_of(tagged, actor.i)
    listed = "و" in clitics
    mark = "b" if "ب" in clitics else "to" if "ل" in clitics else "as" if "ك" in clitics else ""
    k = actor.i - 1
    while k >= 0 and (step := gap_before(tagged, k)):
        k -= step
        gap_word = tagged.word(k + 1, "gaps")
        if gap_word is not None and gap_word.clitics and not mark:
            mark = "b" if "ب" in gap_word.clitics else "to" if "ل" in gap_word.clitics else ""
            listed = listed or "و" in gap_word.clitics
    if not mark and tagged.word(actor.i, "own_seat"):
        mark = "in"  # استقبل الوزير بديوان الوزارة X
    if not mark and actor.capital and k > 0 and tagged.get(k, "nisba") and tagged.among(k - 1, "seats"):
        k -= 2  # في العاصمة السعودية الرياض
        mark = "in" if tagged.bare(k + 1).startswith("ب") else ""
    if not mark and actor.kind == "country" and k >= 0 and tagged.among(k, "seats"):  # بالعاصمة نواكشوط
        mark = "in" if tagged.bare(k).startswith("ب") else preposition_before(tagged, k - 1)
    if not mark and actor.kind == "country" and k > 0 and tagged.among(k, "directions"):
        mark = preposition_before(tagged, k - 1) or "in"  # في الفاشر غرب السودان
    if not mark and actor.kind == "org" and tagged.word(k, "own_seat"):
        mark = "in"  # استقبل القائد بقيادة الأركان العامة وفدا
    if not mark and k >= 0 and (tagged.word(k, "led_by") or whole_led(tagged, k)):
        mark = "led"
    so_many = actor.kind != "country" and _of_number(tagged, k)  # F 16 من الولايات المتحدة: from a state
    listed = listed or (so_many and tagged.bare(k - 1).startswith("و"))  # واشنطن وخمس من الدول الكبرى
    if not mark and k >= 0 and not so_many and (group := preposition_before(tagged, k)):
        mark = group
        if tagged.bare(k).startswith("و"):
            listed = True
    if not mark and k >= 0:
        mark = "in" if _within(tagged, actor, k) else ""
    held = actor.name is None and actor.role is not None and tagged.among(actor.i - 1, "held_as")
    will = tagged.among(actor.i - 1, "behalf") and tagged.among(actor.i - 2, "by_will")  # بناء على توجيه الملك
    if not mark and k > 0 and (held or will or _in_relative(tagged, k, before)):
        mark = "aside"
    if not mark and actor.kind == "person" and tagged.word(actor.i - 1, "kin"):
        mark = "kin"  # انتقلت أسرة X: not he himself
    party = tagged.word(before.j, "retinue") if before is not None else None
    end = past_alias(tagged, before.j) if before is not None else 0
    end = party.j if party is not None else end  # X والوفد المرافق له، وY
    near = before is not None and actor.i - end <= 2
    if before is not None and near and not mark and not _other_phrase(tagged, before, actor, listed):
        gap = [tagged.bare(x) for x in range(end, actor.i)]
        joins = listed or bool(gap)
        if (
            joins
            and all(g in tagged.lexicon.grammar["joints"] for g in gap)
            and (
                (before.kind == "country") == (actor.kind == "country")
                or (listed and before.mark == "between")  # بين أبوجا والشرطة السودانية
            )
        ):
            listed, mark = True, before.mark
    told = (mark, listed and near and not _begins_anew(tagged, actor))
    return actor if told == (actor.mark, actor.listed) else replace(actor, mark=told[0], listed=told[1])


def past_alias(tagged: Tagged, i: int) -> int:
    """The token after a name in other letters at ``i``: ``فابريس غروسييه "FABRICE GROSSIR" والمستشارة X``."""
    if tagged.bare(i) not in ('"', "("):
        return i
    end = next((k for k in range(i + 1, i + ALIAS) if tagged.bare(k) in ('"', ")")), i)
    return end + 1 if end > i and all(tagged.bare(k).isascii() for k in range(i + 1, end)) else i


def _begins_anew(tagged: Tagged, actor: Actor) -> bool:
    """``X يشكر مصر، وأوكرانيا تطلب دعما``: after a comma, what its own verb follows is listed with nobody."""
    ends = actor.j >= len(tagged.tokens)
    if ends or actor.kind not in ("country", "org") or not tagged.among(actor.i - 1, "commas"):
        return False
    verb = tagged.get(actor.j, "frame", "light", "says")
    told = verb is not None and verb[1].detail == "verb:present" and not verb[0].clitics
    return told or tagged.word(actor.j, "asks") is not None


def _of_number(tagged: Tagged, k: int) -> bool:
    """``تدريب 30 من عناصر الشرطة``: so many of them, and not from them."""
    number = tagged.bare(k - 1)
    numbers = tagged.lexicon.grammar.numbers
    told = any(n.isdigit() or n in numbers for n in (number, number.removeprefix("و")))
    return k > 0 and tagged.bare(k) == "من" and told


def _other_phrase(tagged: Tagged, before: Actor, actor: Actor, listed: bool) -> bool:
    """``بمقر أركان الجيش، سفيرة X``: after the comma of a place, or of what is told aside, no list goes on."""
    place = before.mark == "in" and before.kind == "org" and actor.kind in ("person", "group") and not listed
    received = tagged.among(actor.i, "accusatives")  # استقبل X، اليوم، وفدا
    then = tagged.word(actor.i - 1, "and_then") is not None  # استقبل X السفير Y، ثم وفدا
    return before.mark == "aside" or place or (received and not listed and not then)


def whole_led(tagged: Tagged, k: int) -> bool:
    """Whether ``تحت رئاسة`` ends at token ``k``."""
    led = tagged.word(k - 1, "led_by") if k else None
    return led is not None and led.j == k + 1


def _within(tagged: Tagged, actor: Actor, k: int) -> bool:
    """``بمقر وزارة X``: whose building it is in which something happens."""
    head = tagged.get(k, "place_head")
    if head is None or actor.kind != "org" or (actor.country is not None and len(actor.country) > 2):
        return False
    return tagged.bare(k).startswith("ب") or preposition_before(tagged, k - 1) == "in"


def _in_relative(tagged: Tagged, k: int, before: Actor | None) -> bool:
    """``العقوبات التي تفرضها X``: the verb at ``k`` tells what X has to do with the noun before, to which its pronoun
    points back; X is no part of the sentence around it. Who leads a coalition stands for it, unless it is read
    itself."""
    if not tagged.bare(k).endswith(("ه", "ها")) or len(tagged.bare(k)) < 4 or tagged.word(k - 1, "relative") is None:
        return False
    verbs = {t.id for tag in tagged.starts[k] for t in tag.terms if t.kind in ("frame", "light", "says")}
    if verbs == {"visit.lead"}:
        return before is not None and before.kind == "org" and before.j == k - 1
    return not verbs and tagged.word(k, "hosting", "conducted", "taking_part", "attending") is None


def gap_before(tagged: Tagged, k: int) -> int:
    """How many tokens that end at ``k`` stand between a preposition and its actor (``مع كل من``, quotes)."""
    if tagged.bare(k) in ('"', "(", "'"):
        return 1
    for n in (3, 2, 1):
        if k - n + 1 < 0:
            continue
        tag = tagged.word(k - n + 1, "gaps")
        if tag is not None and tag.j == k + 1:
            return n
    return 0


def clitics_of(tagged: Tagged, i: int) -> str:
    """The clitics before the phrase at token ``i``."""
    for tag in tagged.starts[i]:
        if tag.clitics and any(t.kind not in LOOSE for t in tag.terms):
            return tag.clitics
        if all(t.kind == "word" and t.id == "policing" for t in tag.terms):
            continue  # للأمن, للشرطة: words of the field that are listed with their preposition
        if any(t.kind not in LOOSE for t in tag.terms):
            return ""
    return ""


def preposition_before(tagged: Tagged, k: int) -> str:
    """The group of the preposition that ends at token ``k`` (two-word prepositions first)."""
    for start in (k - 2, k - 1, k):
        if start < 0:
            continue
        tag = tagged.word(start, "prepositions")
        if tag is not None and tag.j == k + 1:
            return next(t.detail for t in tag.terms if t.kind == "word" and t.id == "prepositions")
    return ""
