"""Step 4b: persons by office and name, in either order, with rank, style, or as somebody's counterpart."""

from __future__ import annotations

from dataclasses import replace

from marsad.find.phrases.actors import Actor, gap_before, whole_led
from marsad.find.phrases.groups import of_many_at
from marsad.find.phrases.honorifics import own_title, skip_blessing, skip_honorifics, skip_paren, skip_quote
from marsad.find.phrases.names import is_given, is_town, name_end, name_in_commas
from marsad.find.phrases.offices import Phrase, office_at, org_at
from marsad.find.tag import Tagged
from marsad.text import plain_name

LATTER = "latter"  # the head of whoever was told last of two
FEELER = 24  # tokens between the verb of feeling and what is felt, past who feels it
OFFICES = ("office", "office_alone", "office_country")
UNREAD = 2  # words that no list has, between a name and an office
TITLES = frozenset({"office", "office_alone", "office_country", "honorific", "royal", "rank"})


def may_be_name(tagged: Tagged, i: int, busy: frozenset[int]) -> bool:
    """Whether an unlisted name can start at ``i``: no ordinary word, after something that may introduce one."""
    word = tagged.bare(i)
    if not i or not word[:1].isalpha() or word in tagged.lexicon.common:
        return False
    return bool(tagged.starts[i - 1]) or i - 1 in busy or not tagged.bare(i - 1)[:1].isalnum()


def counterpart_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """Somebody's counterpart (``نظيره الإسباني``) at token ``i``."""
    word = tagged.word(i, "counterpart")
    if word is None:
        return None
    j, country, at = word.j, None, None
    if tagged.bare(j) in ("،", ",") and of_many_at(tagged, i) and tagged.get(j + 1, "nisba"):
        j += 1  # بنظيريه، الأميركي X والسعودي Y
    nisba = tagged.get(j, "nisba")
    while tagged.word(j, "office_tail") or nisba:
        if nisba:
            country, at = country or nisba[1].id, at or (nisba[0].i, nisba[0].j)
            j = nisba[0].j
        else:
            j += 1
        nisba = tagged.get(j, "nisba")
    if country is None and tagged.bare(j) in ("في", "من") and (place := tagged.get(j + 1, "country")):
        country, at, j = place[1].id, (place[0].i, place[0].j), place[0].j
    sent = tagged.among(j, "in_words") or tagged.bare(j) == "من"  # نظرائه من دول مجلس التعاون
    org = org_at(tagged, j + 1, busy) if country is None and sent else None
    if org is not None and org.country:
        return Actor(
            i,
            org.j,
            "org",
            org=org.org,
            country=org.country,
            country_at=org.country_at,
            plural=True,
            rule="actor.counterpart-org",
        )
    held = tagged.get(j, "office") if not of_many_at(tagged, i) else None
    own = person_at(tagged, j, busy) if held is not None and not held[0].clitics else None
    if own is not None and own.role is not None and own.country is not None and country in (None, own.country):
        return replace(own, i=i, counterpart=True, rule="actor.counterpart-office")  # ونظيره وزير الداخلية الإسباني
    guest = tagged.among(j, "guest_adjectives")
    k = skip_honorifics(tagged, skip_quote(tagged, j + guest))
    if tagged.among(k, "style_offices") and not tagged.get(k + 1, "office", "nisba", "country", "city", "org_head"):
        j = k = k + 1  # نظيره الوزير NAME
    end = name_end(tagged, k, strict=False, busy=busy)
    if end == k and tagged.bare(j) in ("،", ",") and not of_many_at(tagged, i):  # ونظيره الإيطالي، NAME،
        k = own_title(tagged, j + 1)
        end = name_end(tagged, k, strict=False, busy=busy) if k > j + 1 else name_in_commas(tagged, k, busy)
    name = (k, end) if end > k else None
    plural = tagged.bare(i).lstrip("وبل").startswith("نظرا")
    last = _past_his_office(tagged, end, country, busy) if name and not plural else end
    return Actor(
        i, last if name else j, "person" if not plural else "group", name, None, None, False, country, at,
        counterpart=True, plural=plural, rule="actor.counterpart",
    )  # fmt: skip


def _past_his_office(tagged: Tagged, i: int, country: str | None, busy: frozenset[int]) -> int:
    """``نظيره المغربي NAME رئيس النيابة العامة المغربية والوكيل العام``: past the offices told after a counterpart's
    name, of which the first is of his own state."""
    office = _office_after(tagged, i, busy) if country else None
    if office is None or office.country != country:
        return i
    more = tagged.get(office.j, "office", "office_alone", "office_country")
    second = office_at(tagged, office.j, busy) if more is not None and more[0].clitics == "و" else None
    held = second is not None and second.country in (None, country)
    named = held and name_end(tagged, own_title(tagged, second.j), strict=False, busy=busy) > second.j  # type: ignore[union-attr]
    return second.j if second is not None and held and not named else office.j


def ranked_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """``اللواء الجزائري NAME``, ``للجنرال الأميركي NAME``: a rank with its nationality before the name."""
    rank = tagged.get(i, "rank")
    nisba = tagged.get(rank[0].j, "nisba") if rank is not None else None
    if nisba is None or nisba[0].clitics or not tagged.bare(nisba[0].i).startswith("ال"):
        return None
    end = name_end(tagged, nisba[0].j, strict=False, busy=busy)
    if end == nisba[0].j:
        return None
    at = (nisba[0].i, nisba[0].j)
    return Actor(i, end, "person", (nisba[0].j, end), None, None, False, nisba[1].id, at, rule="actor.rank-nationality")


def style_at(tagged: Tagged, i: int) -> Actor | None:
    """``سموه``, ``فخامته``: a person told before. In ``قصر سموه`` the person only owns the place."""
    if (latter := _latter(tagged, i)) is not None:
        return latter
    hit = tagged.get(i, "style")
    rank = tagged.get(i, "rank")
    if hit is None and rank is not None and rank[1].id in tagged.lexicon.grammar.styles:
        named = tagged.bare(rank[0].j) == '"' and _quoted(tagged, rank[0].j)
        alone = not named and name_end(tagged, rank[0].j, strict=False) == rank[0].j and not tagged.get(
            rank[0].j, "rank", "honorific", "nisba"
        )
        hit = rank if alone and not tagged.word(rank[0].j, "rank_tail") else None  # الجنرال, told before
    return (
        None
        if hit is None or tagged.get(i - 1, "place_head") or tagged.among(i - 1, "rooms") or _feels(tagged, i - 1)
        else Actor(i, hit[0].j, "person", head=hit[1].id, rule="actor.style")
    )


def _latter(tagged: Tagged, i: int) -> Actor | None:
    """``لقاء الأخير ب…``, ``التقى الأخير X``: the person told last; ``الاجتماع الأخير`` is an adjective."""
    word = tagged.word(i, "latter")
    before = tagged.get(i - 1, "frame", "says", "light") if word is not None and i else None
    if word is None or tagged.bare(i - 1).lstrip("وفبل").startswith("ال"):
        return None
    told = before is not None or word.clitics in ("ب", "ل") or tagged.bare(i - 1) == "مع"
    told = told or tagged.word(i - 1, "complementizers") is not None
    return Actor(i, word.j, "person", head=LATTER, rule="actor.style") if told else None


def _feels(tagged: Tagged, i: int) -> bool:
    """``عبر X عن سعادته``: his happiness."""
    before = range(max(i - FEELER, 0), i)
    return tagged.bare(i) == "عن" and any(tagged.word(k, "feels") is not None for k in before)


def person_at(tagged: Tagged, i: int, busy: frozenset[int]) -> Actor | None:
    """The person that begins at token ``i``, by office or by name."""
    start = skip_honorifics(tagged, i)
    if start > i and tagged.bare(start) == '"' and (is_given(tagged, start + 2, sure=False) or _quoted(tagged, start)):
        start += 1  # الفريق «علي محمد سالم»
    ruler = tagged.get(start + 1, "country", "state_head", "city") is not None  # لسمو أمير الكويت
    if start > i and is_given(tagged, start, sure=False) and tagged.get(start, "office") and not ruler:
        end = name_end(tagged, start, strict=False, busy=busy)
        if end > start + 1:  # الدكتور مساعد العيبان: a name, though مساعد heads offices too
            return _name_first(tagged, i, (start, end), busy)
    office = office_at(tagged, start, busy)
    if office is None and start > i and name_end(tagged, start, strict=False, busy=busy) == start:
        office = office_at(tagged, i, busy)  # المفوض المكلف بالشؤون السياسية: no rank
    if office is not None:
        return _office_first(tagged, i, _held_with(tagged, office, busy), busy)
    if start == i and tagged.get(i - 1, "place_head"):
        return None  # مطار هواري بومدين
    led = start > 0 and (tagged.word(start - 1, "led_by") is not None or whole_led(tagged, start - 1))
    end = name_end(tagged, start, strict=start == i and not led, busy=busy)
    if end == start:
        end = _name_in_apposition(tagged, start, busy)
    if end == start:
        return None
    return _name_first(tagged, i, (start, end), busy)


def _quoted(tagged: Tagged, i: int) -> bool:
    """``الجنرال "داج غارشول"``: a name of two to four parts, and nothing else, in quotation marks."""
    end = name_end(tagged, i + 1, strict=False)
    return 2 <= end - i - 1 <= 4 and tagged.bare(end) == '"'


def _name_in_apposition(tagged: Tagged, i: int, busy: frozenset[int]) -> int:
    """An unlisted name of two to four parts told by its place: ``مع أفريل هاينز، مديرة …``, comma and office after
    it."""
    given = is_given(tagged, i, sure=False)
    placed = (
        i - 1 in busy
        or tagged.get(i - 1, "frame", "light", "says")
        or tagged.word(i - 1, "prepositions", "gaps", "complementizers")
        or gap_before(tagged, i - 1)
        or tagged.bare(i - 1) in ("،", ",", "و")
        or (tagged.get(i - 1, "nisba") and tagged.word(i - 2, "side_of", "delegation"))  # ترأس الجانب التركي X مدير …
    )
    if (i and not (given or placed)) or is_town(tagged, i):
        return i
    if all(can.isdisjoint(TITLES) for can in tagged.can[i + 2 : i + 6]):
        return i  # no office where it would stand
    end = name_end(tagged, i, strict=False, busy=busy)
    comma = tagged.bare(end) in ("،", ",")
    if not 2 <= end - i <= 4:
        return i
    heads = (tagged.get(k, *OFFICES) for k in (end + comma, skip_honorifics(tagged, end + comma)))
    return end if any(office is not None and not office[0].clitics for office in heads) else i


def _held_as_one(tagged: Tagged, office: Phrase, busy: frozenset[int]) -> Phrase:
    """``الوزير المنتدب لدى وزير الدفاع ورئيس أركان الجيش``: two offices that one person holds, as one."""
    if tagged.word(office.i, "one_holder") is None:
        return office
    k = office.j + (tagged.bare(office.j) in ("،", ","))
    more = tagged.get(k, "office", "office_alone", "office_country")
    if more is None or more[0].clitics not in ("", "و"):
        return office
    second = office_at(tagged, k, busy)
    if second is None or (office.country is not None and second.country not in (None, office.country)):
        return office
    country, at = (office.country, office.country_at) if office.country else (second.country, second.country_at)
    return replace(office, j=second.j, org=office.org or second.org, country=country, country_at=at)


def _office_first(tagged: Tagged, i: int, office: Phrase, busy: frozenset[int]) -> Actor:
    office = _held_as_one(tagged, office, busy)
    where = tagged.tokens.where
    if where[office.i : office.j + 1][-1] != where[office.i]:  # the title ends with the office, the text begins
        return _from_office(i, office, office.j, None, "actor.office")
    if (within := _name_in_parens(tagged, office.j, busy)) is not None:
        return _from_office(i, office, within[1] + 1, within, "actor.office-name")
    k = _skip_known_as(tagged, skip_paren(tagged, office.j))
    stage = tagged.word(k, "transition")  # الرئيس السوري في المرحلة الانتقالية، NAME
    k = stage.j if stage is not None else k
    comma = tagged.bare(k) in ("،", ",")
    k = skip_quote(tagged, k + comma)
    after = skip_quote(tagged, own_title(tagged, k))  # الفريق «NAME»
    if (comma or office.country or office.head in tagged.lexicon.grammar["abroad"]) and after == k:
        after = _styled_by_office(tagged, k)
    end = name_end(tagged, after, strict=comma and after == k, busy=busy)
    if comma and end == after:
        end = name_in_commas(tagged, after, busy)
    alone = end == after + 1 and tagged.word(i, "officials") is not None  # رؤساء أجهزة أمنية
    if end == after or alone or _next_office(tagged, after, end, busy) or _other_person(tagged, office, k, after):
        past = skip_paren(tagged, office.j)  # رئيس منظمة الشرطة (أمريبول)، مدير الشرطة
        return _from_office(i, office, past if tagged.bare(past) in ("،", ",") else office.j, None, "actor.office")
    if not comma and _of_the_envoy(tagged, office, k, end, busy):
        return _from_office(i, office, office.j, None, "actor.office")
    role = office
    closing = skip_quote(tagged, end)
    actor = _from_office(i, role, end, (after, end), "actor.office-name")
    second = _office_after(tagged, closing, busy)
    if second is not None and _of_another(tagged, i, end, second):
        return actor
    if second is not None and office.j == i + 1 and tagged.among(i, "style_offices") and second.head == office.head:
        return _from_office(i, second, second.j, (after, end), "actor.name-office")  # السفير NAME سفير قطر
    commas = second is not None and tagged.among(closing, "commas")
    if commas and second is not None and _envoy_received(tagged, office, (k, after), second):
        return _from_office(i, office, office.j, None, "actor.office")
    apart = commas or _envoy(tagged, office, second)
    if second is not None and not apart and _of_other_state(tagged, actor, second):
        second = None
    if second is not None and second.i == closing and actor.org is not None and second.org is not None:
        second = None  # استقبل وزير الداخلية NAME مدير الشرطة: two heads of two institutions
    if second is not None and actor.country is None and second.country and not _national_of(second):
        actor = replace(actor, j=second.j)
    elif second is not None and actor.country is None:
        actor = replace(actor, j=second.j, country=second.country, country_at=second.country_at)
    elif second is not None and tagged.bare(closing) not in ("،", ",") and second.country in (None, actor.country):
        actor = replace(actor, j=second.j)
    return actor


def _of_the_envoy(tagged: Tagged, office: Phrase, k: int, end: int, busy: frozenset[int]) -> bool:
    """``التقى وزير الداخلية السوداني سعادة NAME سفير قطر``: a name with an envoy's style, and his office after it, is
    not the minister's."""
    diplomat = any(tagged.among(n, "foreign_service") for n in range(office.i, office.j))  # his name, and no envoy's
    if office.country is None or diplomat or not tagged.among(k, "envoy_styles"):
        return False
    second = _office_after(tagged, skip_quote(tagged, end), busy)
    return second is not None and second.head in tagged.lexicon.grammar["resident"] and second.country != office.country


def _envoy_received(tagged: Tagged, office: Phrase, title: tuple[int, int], second: Phrase) -> bool:
    """``استقبل رئيس الأركان العقيد NAME، الملحق العسكري في السفارة X``: a rank after the head of an institution
    begins the envoy whose office follows his name; no one man holds both."""
    envoys = tagged.lexicon.grammar["diplomats"]
    ranked = any(tagged.get(n, "rank") for n in range(*title))
    home = office.country is None and office.head not in tagged.lexicon.grammar["abroad"]
    return ranked and home and second.country is not None and (second.head in envoys or second.head == "مسؤول")


def _name_in_parens(tagged: Tagged, i: int, busy: frozenset[int]) -> tuple[int, int] | None:
    """``سفيرة الصين (يو جينسونغ)``, ``قائد القوة الفريق (X Y)``: a foreign name of two parts or more in brackets."""
    k = own_title(tagged, i)
    if tagged.bare(k) != "(":
        return None
    end = name_end(tagged, k + 1, strict=False, busy=busy)
    if tagged.bare(end) != ")" or end - k < 3:  # (يو جينسونغ): nothing known to be anything else
        end = next((n for n in range(k + 3, k + 6) if tagged.bare(n) == ")"), k)
        known = any(n in busy or tagged.starts[n] or not tagged.bare(n).isalpha() for n in range(k + 1, end))
        if end == k or known or tagged.bare(end - 1) in tagged.lexicon.common:
            return None
    return (k + 1, end)


def _other_person(tagged: Tagged, office: Phrase, k: int, after: int) -> bool:
    """``رئيس الاستخبارات، وأحمد قطان سفير``: a name joined by و is the next one's; ``هنأ الرئيس الفرنسي الأمير X``: a
    president is no prince."""
    given = tagged.get(after, "given", "family")
    joined = given is not None and given[0].clitics == "و" and given[0].j == after + 1
    republic = office.country is not None and tagged.get(office.i + 1, "nisba") is not None
    prince = any(tagged.get(n, "royal") for n in range(k, after))
    return joined or (republic and prince and tagged.among(office.i, "presidents"))


def _held_with(tagged: Tagged, office: Phrase, busy: frozenset[int]) -> Phrase:
    """``نائب رئيس مجلس الوزراء ووزير الدفاع ووزير الداخلية``: a deputy head of government and what he holds."""
    more = tagged.get(office.j, "office")
    if tagged.word(office.i, "held_with") is None or more is None or more[0].clitics != "و":
        return office
    second = office_at(tagged, office.j, busy)
    if second is None:
        return office
    both = replace(
        office,
        j=second.j,
        country=office.country or second.country,
        country_at=office.country_at or second.country_at,
        org=second.org or office.org,
        ministry=second.ministry if second.org else office.ministry,
    )
    return _held_with(tagged, both, busy)


def _styled_by_office(tagged: Tagged, i: int) -> int:
    """``نائب قائد القيادة، السفير NAME``: an office without a complement, which only styles the name after it."""
    title = tagged.among(i, "style_offices") and not tagged.get(i + 1, "office", "nisba", "country", "city")
    return i + 1 if title and name_end(tagged, i + 1, strict=False) > i + 2 else i


def _skip_known_as(tagged: Tagged, i: int) -> int:
    """Past the institution's short name in quotes: ``قائد القيادة الأميركية في أفريقيا «أفريكوم»، الفريق NAME``."""
    short = tagged.get(i + 1, "institution", "body") if tagged.bare(i) == '"' else None
    after = short[0].j + 1 if short is not None and tagged.bare(short[0].j) == '"' else i
    ranked = after > i and tagged.get(after, "rank", "honorific") is not None  # «أفريكوم» الجنرال NAME
    return after if ranked or tagged.bare(after) in ("،", ",") else i


def _envoy(tagged: Tagged, office: Phrase, second: Phrase | None) -> bool:
    """``السفير NAME منسق مكافحة الإرهاب في وزارة الخارجية الأمريكية``: a style before the name, and what he is after
    it, which no minister, chief or other ambassador is."""
    grammar = tagged.lexicon.grammar
    styled = office.j == office.i + 1 and tagged.among(office.i, "style_offices") and office.country is None
    far = styled and office.head in grammar["abroad"]
    return far and second is not None and second.head not in grammar["not_styled_envoys"]


def _of_other_state(tagged: Tagged, actor: Actor, second: Phrase) -> bool:
    """``استقبل الوزير X سفير Y``, ``… X كاتبة الدولة الألمانية``: an office right after a name that has its own, with a
    state of its own, is somebody else's."""
    return second.head in tagged.lexicon.grammar["diplomats"] or (actor.country is None and second.country is not None)


def _next_office(tagged: Tagged, i: int, end: int, busy: frozenset[int]) -> bool:
    """``رئيس الأركان الموريتاني قائد القوات الفرنسية``: one word that heads the next office, and no name."""
    if end != i + 1 or tagged.get(i, "office") is None:
        return False
    office = office_at(tagged, i, busy)
    return office is not None and office.country is not None and office.j > end


def _name_first(tagged: Tagged, i: int, name: tuple[int, int], busy: frozenset[int]) -> Actor:
    office = _office_after(tagged, skip_blessing(tagged, skip_quote(tagged, name[1])), busy)
    if office is None and (end := _unread_part(tagged, name, busy)) > name[1]:
        name, office = (name[0], end), _office_after(tagged, end, busy)
    if office is None or _of_another(tagged, i, name[1], office):
        return Actor(i, name[1], "person", name, rule="actor.name")
    # NAME, office one, and office two: one person who holds both
    j = office.j
    more = tagged.get(j, "office", "office_alone")
    if more is not None and more[0].clitics in ("و", ""):
        second = office_at(tagged, j, busy)
        mine = office.country or _registered(tagged, name)
        own = second is not None and second.country is not None and second.country == mine
        if not more[0].clitics and not own:
            second = None  # قائد القوات الأمريكية قائد الأسطول الخامس: without و, only two of one state are one man's
        if second is not None and name_end(tagged, own_title(tagged, second.j), strict=False, busy=busy) <= second.j:
            office = replace(
                office,
                j=second.j,
                country=office.country or _national_of(second),
                country_at=office.country_at or (second.country_at if _national_of(second) else None),
                org=office.org or second.org,
            )
    return _from_office(i, office, office.j, name, "actor.name-office")


def _registered(tagged: Tagged, name: tuple[int, int]) -> str | None:
    """The state of the listed official of that whole name."""
    words = plain_name(tagged.tokens.words[name[0] : name[1]])
    listed = tagged.lexicon.officials.get(words[-1], ()) if len(words) > 1 else ()
    return next((country for parts, country in listed if parts == words), None)


def _national_of(office: Phrase) -> str | None:
    """The state of a second office: one held in an international body (``وزير الداخلية X الرئيس الفخري لمجلس وزراء
    الداخلية العرب``) leaves the minister his own state's."""
    return office.country if office.country is not None and len(office.country) == 2 else None


def _of_another(tagged: Tagged, i: int, end: int, office: Phrase) -> bool:
    """``وشح الملك NAME مدير الشرطة الفرنسية``: a head of state is no minister or director; ``التقى الفريق NAME القنصل
    الإيطالي``: nor an officer of one state another's consul. The office is another's."""
    ranked = tagged.get(i, "rank") is not None or any(tagged.get(k, "rank") for k in range(i, min(end, i + 3)))
    envoy = office.head in tagged.lexicon.grammar["diplomats"] and tagged.bare(office.i).startswith("ال")
    if ranked and envoy and office.i == end and office.country is not None:
        return True
    return (
        tagged.among(i, "sovereigns")
        and office.i == end
        and office.country is not None
        and office.head in tagged.lexicon.grammar["subordinates"]
    )


def _office_after(tagged: Tagged, i: int, busy: frozenset[int]) -> Phrase | None:
    """An office in apposition after a name, with or without a comma or dash."""
    j = i + 1 if tagged.bare(i) in ("،", ",", "-", "(") else i
    titled = own_title(tagged, j)
    if tagged.get(titled, *OFFICES) or not tagged.get(j, *OFFICES):
        j = titled  # else the title itself heads an office: المفوض المكلف بالشؤون السياسية
    hit = tagged.get(j, *OFFICES)
    if hit is None or hit[0].clitics:
        return None
    office = office_at(tagged, j, busy)
    if office is None or (j == i and name_end(tagged, office.j, strict=True, busy=busy) > office.j):
        return None if office is None else _unless_next(tagged, office, busy)
    return _unless_next(tagged, office, busy)


def _unless_next(tagged: Tagged, office: Phrase, busy: frozenset[int]) -> Phrase | None:
    """``office`` unless it is the office of the *next* name (التقى محمد وزير الداخلية سعيد …)."""
    k = skip_quote(tagged, own_title(tagged, office.j))
    end = name_end(tagged, k, strict=False, busy=busy)
    if end == k or _next_office(tagged, k, end, busy):
        return office
    theirs = office_at(tagged, end, busy)  # NAME وزير الدفاع المصري NAME وزير الدفاع اليوناني: each has his own
    return office if theirs is not None and theirs.country not in (None, office.country) else None


def _unread_part(tagged: Tagged, name: tuple[int, int], busy: frozenset[int]) -> int:
    """``الفريق مارتن سام سمبسون قائد …``: a rank tells that words of no class between a name and an office are its
    parts. The token after them, or the name's own end."""
    ranked = tagged.get(name[0] - 1, "rank") is not None or tagged.word(name[0] - 1, "rank_tail") is not None
    begin = name[1] + (tagged.bare(name[1]) == "-")  # دانييلا ميسايل – نيتشيتين وزيرة
    if not ranked and begin == name[1]:
        return name[1]
    for end in range(begin, begin + UNREAD + 1):
        if end > begin and tagged.get(end, "office", "office_alone") and not tagged.starts[end][0].clitics:
            return end
        word = tagged.bare(end)
        adverb = word.endswith("ا") and word in tagged.lexicon.common  # الفريق NAME مخاطبا قائد X
        if not word.isalpha() or word.startswith(("ال", "و")) or end in busy or adverb:
            break
        if any(t.kind not in ("given", "family") for tag in tagged.starts[end] for t in tag.terms):
            break
    return name[1]


def _from_office(i: int, office: Phrase, j: int, name: tuple[int, int] | None, rule: str) -> Actor:
    return Actor(
        i, max(j, office.j), "person", name, (office.i, office.j), office.org, office.ministry, office.country,
        office.country_at, head=office.head, rule=rule,
    )  # fmt: skip
