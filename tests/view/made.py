"""Hand-made events for the views: three pages on one visit, a disagreement, an arrest, an undated plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marsad.model import (
    Claim,
    Event,
    EventMention,
    Evidence,
    Finding,
    Origin,
    Participant,
    SourcedMention,
)


def words(text: str, start: int = 0, where: str = "body", rule: str = "made") -> Evidence:
    return Evidence(where, start, start + len(text), text, rule)


HOST = Participant(
    "host", name="عبد الله المنصوري", role="المدير العام للأمن", org="المديرية العامة للأمن", country="MA"
)
GUEST = Participant("guest", name="خافيير لوبيث", role="وزير الداخلية", org="وزارة الداخلية", country="ES")
SIGNED = Participant("agent", org="وزارة الداخلية", country="DE")
SUSPECT = Participant("subject", country="FR")


def mention(**changes: object) -> EventMention:
    base = EventMention(
        type="meeting",
        evidence=words("استقبل المدير العام للأمن وزير الداخلية الإسباني في الرباط", 40),
        start=date(2023, 2, 14),
        end=date(2023, 2, 14),
        precision="day",
        country="MA",
        city="الرباط",
        participants=(HOST, GUEST),
        topics=("terrorism", "police-cooperation"),
        attribution="communique",
        fields={"start": words("الثلاثاء 14 فبراير", 12), "city": words("الرباط", 80)},
        reasons={"count": "no number is told"},
    )
    return replace(base, **changes)


def sourced(
    key: str, told: EventMention, outlet: str | None, day: date | None, origin: str, title: str = ""
) -> SourcedMention:
    return SourcedMention(
        key=f"https://{key}.example/news#0",
        mention=told,
        page=f"https://{key}.example/news",
        page_id=key,
        version="0" * 64,
        title=title or "مباحثات أمنية مغربية إسبانية بالرباط",
        outlet=outlet,
        published=day,
        address=f"https://{key}.example/news",
        origin=origin,
    )


def meeting() -> Event:
    """Three pages: two reprints of one communique and one page that gives another day."""
    other = mention(
        start=date(2023, 2, 15),
        end=date(2023, 2, 15),
        evidence=words("Le ministre espagnol a été reçu à Rabat par le directeur de la sûreté"),
        fields={"start": words("mercredi 15 février", 90)},
    )
    told = (
        sourced("sabah", mention(), "الصباح", date(2023, 2, 15), "o1"),
        sourced("massae", mention(), "المساء", date(2023, 2, 15), "o1"),
        sourced("matin", other, "Le Matin", date(2023, 2, 16), "o2", "Sécurité : entretiens à Rabat"),
    )
    return Event(
        id="ev-1",
        type="meeting",
        start=date(2023, 2, 14),
        end=date(2023, 2, 14),
        precision="day",
        country="MA",
        city="الرباط",
        status="happened",
        participants=(HOST, GUEST),
        topics=("terrorism", "police-cooperation"),
        count=None,
        attribution="communique",
        mentions=told,
        origins=(
            Origin("o1", (told[0].page, told[1].page), "الصباح", "near-identical text"),
            Origin("o2", (told[2].page,), "Le Matin"),
        ),
        claims={
            "date": (
                Claim(["2023-02-14", "2023-02-14", "day"], (told[0].key, told[1].key)),
                Claim(["2023-02-15", "2023-02-15", "day"], (told[2].key,)),
            ),
            "country": (Claim("MA", tuple(m.key for m in told)),),
        },
        disagreements=(
            Finding(
                "contradiction",
                "date: 2023-02-14 against 2023-02-15",
                (words("الثلاثاء 14 فبراير", 12), words("mercredi 15 février", 90)),
                (told[0].key, told[2].key),
            ),
        ),
    )


def arrest() -> Event:
    """A count, a private subject, and a hidden name in quotation and title."""
    title = "توقيف فلان الفلاني بطلب من باريس"
    told = mention(
        type="arrest",
        start=date(2023, 3, 1),
        end=date(2023, 3, 31),
        precision="month",
        evidence=Evidence("title", 0, len(title), "توقيف […] بطلب من باريس", "made"),
        participants=(replace(SIGNED, country="MA"), SUSPECT),
        topics=("drugs",),
        count=2,
        city=None,
        attribution="page",
        fields={},
    )
    page = replace(sourced("akhbar", told, None, None, "o3", title), address="javascript:alert(1)")
    return Event(
        id="ev-2",
        type="arrest",
        start=told.start,
        end=told.end,
        precision="month",
        country="MA",
        city=None,
        status="happened",
        participants=told.participants,
        topics=told.topics,
        count=2,
        attribution="page",
        mentions=(page,),
        origins=(Origin("o3", (page.page,)),),
        claims={"count": (Claim(2, (page.key,)),)},
    )


def plan() -> Event:
    """A planned agreement that no page dates."""
    told = mention(
        type="agreement",
        start=None,
        end=None,
        precision=None,
        status="planned",
        evidence=words("سيوقع الجانبان مذكرة تفاهم في مجال التكوين"),
        participants=(replace(HOST, part="party"), replace(GUEST, part="party")),
        topics=("training",),
        reasons={"start": "no time expression belongs to it"},
        fields={},
    )
    page = sourced(
        "khabar", told, "الخبر", date(2023, 5, 2), "o4", "<script>alert('x')</script> مذكرة قريبة | *قريبا*"
    )
    return Event(
        id="ev-3",
        type="agreement",
        start=None,
        end=None,
        precision=None,
        country=None,
        city=None,
        status="planned",
        participants=told.participants,
        topics=told.topics,
        count=None,
        attribution="page",
        mentions=(page,),
        origins=(Origin("o4", (page.page,)),),
    )


def events() -> list[Event]:
    return [meeting(), arrest(), plan()]
