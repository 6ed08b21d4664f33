"""Writes hand-made events in one format, as the command does."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from marsad.view.export.formats import FORMATS
from marsad.view.export.setting import Setting
from tests.view.made import events

TODAY = date(2024, 1, 31)


def written(form, found=None, lang="en") -> bytes:
    out = BytesIO()
    FORMATS[form].write(events() if found is None else found, out, Setting.of(lang, TODAY))
    return out.getvalue()


def text(form, found=None, lang="en") -> str:
    return written(form, found, lang).decode("utf-8")
