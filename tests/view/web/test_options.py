"""Who may be let in."""

from __future__ import annotations

import pytest

from marsad.errors import UsageError
from marsad.view.web.options import Options, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_no_key(host: str) -> None:
    assert is_loopback(host)
    Options(host=host).check()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "127.0.0.1.example.org", ""])
def test_any_other_address_needs_a_key(host: str) -> None:
    with pytest.raises(UsageError, match="password"):
        Options(host=host).check()
    Options(host=host, token="x").check()
    Options(host=host, password="$argon2id$x").check()


def test_public_alone_opens_no_other_address() -> None:
    with pytest.raises(UsageError):
        Options(host="0.0.0.0", public=True).check()


def test_the_secret_is_new_and_not_shown() -> None:
    a, b = Options(), Options()
    assert a.secret != b.secret
    assert repr(a.secret) not in repr(a)
