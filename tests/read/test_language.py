import pytest

from marsad.errors import PageEmpty, PageLanguage
from marsad.lexicon.pages import PageWords
from marsad.read.language import language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("بحث الوزيران في العاصمة سبل التعاون بين البلدين في مجال الأمن", "ar"),
        (
            "وصل المدير إلى باریس على رأس وفد كبیر في زیارة عمل إلى البلاد التي تربطها به علاقات",
            "ar",
        ),  # with Persian ya
        (
            "Le ministre a reçu à Rabat le directeur de la police pour parler de la sécurité",
            "fr",
        ),
        (
            "The minister received the head of the police in Rabat to talk about the security of the borders",
            "en",
        ),
        ("Rencontre ministérielle, coopération policière renforcée", "fr"),
    ],
)
def test_languages_that_are_read(words: PageWords, text: str, lang: str) -> None:
    assert language("p", text, words) == lang


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "وزیر کشور در دیدار با همتای خود بر گسترش همکاری های دو کشور تاکید کرد و گفت",
            "Arabic script",
        ),
        (
            "وزیر داخلہ نے اپنے ہم منصب سے ملاقات کی اور دونوں ملکوں کے درمیان تعاون پر بات چیت کی گئی ہے",
            "Arabic script",
        ),
        (
            "Der Minister hat am Dienstag in Berlin seinen Kollegen empfangen und gesprochen",
            "'de'",
        ),
        ("Министр встретился со своим коллегой в Москве", "script"),
        ("部长会见了他的同事", "script"),
    ],
)
def test_languages_that_are_not(words: PageWords, text: str, what: str) -> None:
    with pytest.raises(PageLanguage, match=what):
        language("p", text, words)


def test_no_letters(words: PageWords) -> None:
    with pytest.raises(PageEmpty):
        language("p", "12 345 *** 2023", words)
