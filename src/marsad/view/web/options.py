"""What ``marsad serve`` was told."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from marsad.errors import UsageError

PORT = 8350
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Options:
    """How a record is served.

    ``public`` is the read-only mode: nobody private is named, nothing can be judged. ``password`` is an argon2 hash,
    ``token`` a word that opens the door once. ``names`` are further host names that requests may be addressed to;
    ``user`` signs decisions where nobody else says who decides. ``secret`` signs cookies, new at each start.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    public: bool = False
    password: str | None = None
    token: str | None = None
    names: tuple[str, ...] = ()
    user: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def locked(self) -> bool:
        """Whether visitors must prove themselves."""
        return self.password is not None or self.token is not None

    def check(self) -> None:
        """Raise :class:`UsageError` where the record would lie open to others."""
        if not is_loopback(self.host) and not self.locked:
            raise UsageError(
                f"{self.host} is not this machine alone: whoever reaches it could read and judge. Give --password-file "
                "or --token, or leave --host out"
            )

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names that requests may be addressed to, lower case, without a port."""
        own = () if self.host in ("0.0.0.0", "::") else (f"[{self.host}]" if ":" in self.host else self.host,)
        return tuple(name.lower() for name in (*LOOPBACK_NAMES, *own, *self.names))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches ``host``."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
