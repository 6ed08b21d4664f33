"""Connections over TLS, with a certificate made for ``secure.example`` and for this test alone."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from marsad.errors import FetchError
from marsad.source.fetch import fetch, parse
from tests.web import answer, serving

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "certificate.pem", HERE / "key.pem")
    return context


def asked(tls: ssl.SSLContext, host: str, trust: Path | None) -> bytes:
    with serving({"/a": answer("over TLS")}, tls) as web:
        options = web.options(trust=trust)
        options = type(options)(options.agent, trust=trust, loopback=web.named(host, port=443), resolve=options.resolve)
        return fetch(parse(f"https://{host}/a"), options).data


def test_the_name_is_checked_against_the_certificate_not_the_number(tls) -> None:
    assert asked(tls, "secure.example", HERE / "certificate.pem") == b"over TLS"


@pytest.mark.parametrize("host, trust", [("other.example", HERE / "certificate.pem"), ("secure.example", None)])
def test_other_names_and_unknown_certificates_are_refused(tls, host, trust) -> None:
    with pytest.raises(FetchError, match="certificate is not valid"):
        asked(tls, host, trust)


def test_a_server_without_tls(tls) -> None:
    with serving({"/a": answer("plain")}) as web:
        options = type(web.options())(web.options().agent, loopback=web.named("secure.example", port=443))
        with pytest.raises(FetchError, match="TLS"):
            fetch(parse("https://secure.example/a"), options)
