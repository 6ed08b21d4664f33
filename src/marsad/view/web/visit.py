"""One request's visitor: language, theme, session; and how a page is rendered for them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Annotated, Any, Literal, cast, get_args
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.datastructures import URL
from starlette.responses import Response

from marsad.lexicon.labels import LANGS, LabelLang, Labels
from marsad.view import words
from marsad.view.web.ask import address
from marsad.view.web.guard import COOKIE, Keys, Session, new_session, set_cookie
from marsad.view.web.options import Options
from marsad.view.web.queries import Desk
from marsad.view.web.texts import Texts, load_texts

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
# No text of ours has them; a page's own address or reason, shown as it is, might.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
YEAR = 365 * 24 * 3600
WEIGHT = re.compile(r"q=(\d(?:\.\d+)?)")


@dataclass(frozen=True)
class Visit:
    """A request with what a page needs of it."""

    request: Request
    lang: LabelLang
    theme: Theme
    session: Session | None

    @property
    def desk(self) -> Desk:
        """What asks the record."""
        return cast(Desk, self.request.app.state.desk)

    @property
    def options(self) -> Options:
        """How the record is served."""
        return cast(Options, self.request.app.state.options)

    @property
    def keys(self) -> Keys:
        """Signs cookies and forms."""
        return cast(Keys, self.request.app.state.keys)

    @cached_property
    def texts(self) -> Texts:
        """The words of the visitor's language."""
        return load_texts(self.lang)

    @property
    def labels(self) -> Labels:
        """The codebook's values in the visitor's language."""
        return self.texts.labels

    def here(self, **changes: str | None) -> str:
        """This page's own address with parameters changed or, as ``None``, taken out."""
        asked = {**dict(self.request.query_params), **changes}
        return address(quote(self.request.url.path), {name: value for name, value in asked.items() if value})

    def render(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page of the site."""
        session = self.session
        fresh = session is None and context.get("forms", False)
        if fresh:
            session = new_session()
        token = self.keys.form_token(session) if session else ""
        page = environment().get_template(template)
        html = page.render(
            v=self, t=self.texts, labels=self.labels, public=self.options.public, form_token=token, **context
        )
        response = HTMLResponse(CONTROLS.sub("", html), status)
        self.remember(response)
        if fresh and session is not None:
            set_cookie(response, self.keys, session, secure=self.secure)
        return response

    @property
    def secure(self) -> bool:
        """Whether the visitor came by https."""
        return self.request.url.scheme == "https"

    def remember(self, response: Response) -> None:
        """Keep the language and theme that the address chose."""
        for name, value in (("lang", self.lang), ("theme", self.theme)):
            if self.request.query_params.get(name) == value:
                response.set_cookie(name, value, max_age=YEAR, samesite="lax", secure=self.secure)


def visit(request: Request) -> Visit:
    """The visitor of a request: language and theme from the address, else the cookie, else the browser."""
    keys = cast(Keys, request.app.state.keys)
    return Visit(request, _lang(request), _theme(request), keys.session(request.cookies.get(COOKIE)))


Visiting = Annotated[Visit, Depends(visit)]


def _lang(request: Request) -> LabelLang:
    asked = (request.query_params.get("lang"), request.cookies.get("lang"), *_accepted(request))
    return next((lang for wanted in asked for lang in LANGS if wanted == lang), "en")


def _accepted(request: Request) -> list[str]:
    """The languages that the browser asks for, the dearest first."""
    found = []
    for n, part in enumerate(request.headers.get("accept-language", "")[:200].split(",")):
        name, _, rest = part.strip().partition(";")
        weight = WEIGHT.search(rest)
        found.append((-float(weight[1]) if weight else -1.0, n, name[:2].lower()))
    return [name for _, _, name in sorted(found)]


def _theme(request: Request) -> Theme:
    asked = (request.query_params.get("theme"), request.cookies.get("theme"))
    return next((theme for wanted in asked for theme in THEMES if wanted == theme), "auto")


# ---------------------------------------------------------------- templates
@cache
def environment() -> Environment:
    """The templates: everything is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("marsad.view.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"foreign": foreign, "plain": words.plain, "iso": iso}
    made.globals |= {
        "address": address,
        "asset": asset,
        "languages": LANGUAGES,
        "themes": THEMES,
        "built": built,
        "URL": URL,
    }
    return made


LANGUAGES = (("ar", "العربية"), ("en", "English"), ("fr", "Français"))


def foreign(text: object) -> Markup:
    """Text of a page, kept apart from the direction of what stands around it; control characters are out."""
    return Markup("<bdi>") + escape(words.plain(str(text))) + Markup("</bdi>")


def iso(text: object) -> Markup:
    """A day or span in ISO form, which always reads from left to right."""
    return Markup('<time dir="ltr">') + escape(str(text)) + Markup("</time>")


@cache
def asset(name: str) -> str:
    """The address of one of our own files, new whenever the file is."""
    data = (resources.files("marsad.view.web") / "assets" / name).read_bytes()
    return f"/assets/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"


@cache
def built(name: str) -> str | None:
    """The address of a file of the front-end build, ``None`` where it was not built."""
    file = resources.files("marsad.view.web") / "static" / name
    return f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:10]}" if file.is_file() else None
