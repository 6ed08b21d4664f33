import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import PageUnreadable
from marsad.read.decode import decode

ARABIC = "استقبل الوزير نظيره في مكتبه، وبحثا التعاون بين البلدين.\nوحضر اللقاء السفير."
FRENCH = "Le ministre a reçu son homologue à Rabat, où ils ont évoqué la coopération."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_arabic_in_every_encoding(encoding: str) -> None:
    assert decode("p", ARABIC.encode(encoding)) == ARABIC


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "latin-1"])
def test_french_in_every_encoding(encoding: str) -> None:
    assert decode("p", FRENCH.encode(encoding)) == FRENCH


def test_big_endian_mark() -> None:
    assert decode("p", b"\xfe\xff" + ARABIC.encode("utf-16-be")) == ARABIC


def test_a_declared_charset_is_honoured_where_it_decodes() -> None:
    html = '<html><head><meta charset="iso-8859-6"></head>' + ARABIC
    assert decode("p", html.encode("iso-8859-6"), html=True) == html


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "no-such-charset"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    html = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>'
        + ARABIC
    )
    assert decode("p", html.encode("utf-8"), html=True) == html
    assert decode("p", html.encode("cp1256"), html=True) == html


@pytest.mark.parametrize(
    "data",
    [
        ARABIC.encode("utf-8") + ARABIC.encode("cp1256"),  # mixed
        ARABIC.encode("utf-8")[:41] + b"\xff" + ARABIC.encode("utf-8")[41:],
        "министр встретился".encode("koi8-r"),
        bytes(range(128, 256)) * 4,
        b"\xff\xfe" + b"\x00\xd8" * 20,  # lone surrogates
    ],
)
def test_other_and_mixed_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(PageUnreadable, match="encoding"):
        decode("p", data)


@pytest.mark.parametrize("data", [bytes(range(1, 9)) * 50, b"\0\1\2\3" * 100])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(PageUnreadable):
        decode("p", data)


def test_line_ends_become_one() -> None:
    assert decode("p", b"a\r\nb\rc\n") == "a\nb\nc\n"


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_text_or_the_one_error(data: bytes, html: bool) -> None:
    try:
        assert "\r" not in decode("p", data, html=html)
    except PageUnreadable as error:
        assert error.path == "p"


@given(
    st.lists(
        st.sampled_from(["الوزير", "استقبل", "في", "العاصمة", "نظيره،", "الأمن", "طلب", "ظهر"]), min_size=8
    ),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1256"]),
)
def test_arabic_survives(told: list[str], encoding: str) -> None:
    text = " ".join(["استقبل الوزير العام", *told])
    assert decode("p", text.encode(encoding)) == text
