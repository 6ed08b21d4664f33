"""Keeps strangers out: who may ask, what a request may weigh, and what a browser may do with an answer."""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.errors import MarsadError
from marsad.view.web.options import Options

COOKIE = "marsad"
AGE = 14 * 24 * 3600  # seconds that a session lives
HEAVIEST = 256 * 1024  # bytes of a request's body
LONGEST = 8192  # characters of an address
TRIES = 10  # failed passwords in
WITHIN = 60.0  # seconds
PORT = re.compile(r":\d{1,5}$")
OPEN = ("/login", "/assets/", "/static/")
NEVER = "'none'"
POLICY = {
    "default-src": NEVER,
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": NEVER,
    "frame-ancestors": NEVER,
    "object-src": NEVER,
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Forbidden(MarsadError):
    """A form that did not come from our own page, or a visitor who may not do this."""


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor: a random ``id``, the name they sign with (empty until given), whether they proved themselves."""

    id: str
    user: str = ""
    known: bool = False


@dataclass(slots=True)
class Keys:
    """Signs and reads cookies and the tokens of forms; counts failed passwords."""

    options: Options
    failures: deque[float] = field(default_factory=deque)

    def _signer(self, salt: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.options.secret, salt=salt)

    def session(self, cookie: str | None) -> Session | None:
        """The session of a cookie, ``None`` where it is none of ours or too old."""
        try:
            told = self._signer("session").loads(cookie or "", max_age=AGE)
        except BadSignature:
            return None
        return Session(str(told["id"]), str(told["user"]), bool(told["known"]))

    def cookie(self, session: Session) -> str:
        """The cookie of a session."""
        return str(self._signer("session").dumps({"id": session.id, "user": session.user, "known": session.known}))

    def form_token(self, session: Session) -> str:
        """What a form of this session carries."""
        return str(self._signer("form").dumps(session.id))

    def check_form(self, session: Session | None, token: str, headers: Headers) -> None:
        """Raise :class:`Forbidden` where a form did not come from a page of this session on this site."""
        try:
            told = self._signer("form").loads(token, max_age=AGE)
        except BadSignature:
            raise Forbidden("this form is too old or not ours; go back, load the page again and repeat") from None
        if session is None or not hmac.compare_digest(str(told), session.id):
            raise Forbidden("this form belongs to another session; go back, load the page again and repeat")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            raise Forbidden("this form was sent from another site")

    def opens(self, *, password: str = "", token: str = "") -> bool:
        """Whether a password or token is right. Raises :class:`Forbidden` after too many wrong ones."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        now = time.monotonic()
        while self.failures and now - self.failures[0] > WITHIN:
            self.failures.popleft()
        if len(self.failures) >= TRIES:
            raise Forbidden("too many wrong passwords; wait a minute")
        if token and self.options.token and hmac.compare_digest(token.encode(), self.options.token.encode()):
            return True
        try:
            if password and self.options.password:
                return PasswordHasher().verify(self.options.password, password)
        except (VerificationError, InvalidHashError):
            pass
        self.failures.append(now)
        return False


def new_session(user: str = "", *, known: bool = False) -> Session:
    """A session nobody had before."""
    return Session(secrets.token_urlsafe(16), user, known)


def set_cookie(response: Response, keys: Keys, session: Session, *, secure: bool) -> None:
    """Give the visitor their session; no script can read it."""
    response.set_cookie(COOKIE, keys.cookie(session), max_age=AGE, httponly=True, samesite="lax", secure=secure)


class Guard:
    """ASGI middleware: refuses what is addressed to another host, too heavy or unproven; adds the headers."""

    def __init__(self, app: ASGIApp, options: Options, keys: Keys) -> None:
        self._app = app
        self._options = options
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        sending = self._with_headers(scope["path"], send)
        if refusal is not None:
            await refusal(scope, receive, sending)
            return
        await self._app(scope, _limited(receive), sending)

    def _refusal(self, request: Request) -> Response | None:
        host = PORT.sub("", request.headers.get("host", "")).lower()
        if host not in self._options.hosts and "*" not in self._options.names:
            return PlainTextResponse(f"{host or 'no host'} is not served here; --name allows it\n", 421)
        if len(str(request.url)) > LONGEST:
            return PlainTextResponse("the address is too long\n", 414)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > HEAVIEST:
            return PlainTextResponse("the request is too heavy\n", 413)
        if not self._options.locked or request.url.path.startswith(OPEN):
            return None
        session = self._keys.session(request.cookies.get(COOKIE))
        if (session is not None and session.known) or self._bearer(request):
            return None
        if request.url.path.startswith("/api"):
            return PlainTextResponse(
                "give the token: Authorization: Bearer TOKEN\n", 401, {"www-authenticate": "Bearer"}
            )
        return RedirectResponse(str(request.url.replace(scheme="", netloc="", path="/login", query="")), 303)

    def _bearer(self, request: Request) -> bool:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        known = self._options.token
        return kind.lower() == "bearer" and known is not None and hmac.compare_digest(token.encode(), known.encode())

    def _with_headers(self, path: str, send: Send) -> Send:
        embedded = path.startswith("/embed/")
        policy = POLICY | ({"frame-ancestors": "*"} if embedded else {})
        told = "; ".join(f"{name} {value}" for name, value in policy.items())

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = told
                for name, value in HEADERS.items():
                    headers[name] = value
                headers["cross-origin-resource-policy"] = "cross-origin" if embedded else "same-origin"
                if "cache-control" not in headers:
                    headers["cache-control"] = "private, no-cache"
            await send(message)

        return sending


def _limited(receive: Receive) -> Receive:
    """A body without a told length is cut off at the same weight."""
    weight = 0

    async def receiving() -> Message:
        nonlocal weight
        message: dict[str, Any] = dict(await receive())
        weight += len(message.get("body", b""))
        return {"type": "http.disconnect"} if weight > HEAVIEST else message

    return receiving
