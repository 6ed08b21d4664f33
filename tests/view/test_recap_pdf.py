"""The recap as PDF, by a real browser where there is one, and what is said where there is none."""

from __future__ import annotations

import os
import re
import stat

import pytest

from marsad.errors import UsageError
from marsad.view.recap import pdf, to_html
from tests.browser import needed
from tests.view.test_recap import recap


def program(folder, body: str):
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_it_is_printed_with_its_own_fonts(lang, tmp_path):
    needed()
    target = tmp_path / "recap.pdf"
    fonts = pdf.bundled_fonts()
    pdf.print_pdf(to_html(recap(lang=lang), fonts), target)
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    names = {name.partition(b"+")[2] for name in re.findall(rb"/FontName\s*/([\w+-]+)", content)}
    assert any(b"NotoNaskhArabic" in name for name in names), names
    assert any(b"SourceSerif" in name for name in names), names


def test_the_page_with_fonts_still_asks_for_nothing(tmp_path):
    html = to_html(recap(), pdf.bundled_fonts())
    assert set(re.findall(r"url\((\w+:)", html)) == {"data:"}
    assert "font-src data:" in html
    assert "font-src" not in to_html(recap())


def test_without_a_browser_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.delenv(pdf.NAMED, raising=False)
    monkeypatch.setattr(pdf, "BROWSERS", ("no-such-browser",))
    with pytest.raises(UsageError, match=r"install it .* or write HTML with --output"):
        pdf.print_pdf("<p>", tmp_path / "recap.pdf")
    monkeypatch.setenv(pdf.NAMED, "/no/such/browser")
    with pytest.raises(UsageError, match="MARSAD_CHROMIUM names /no/such/browser, which is no program"):
        pdf.browser()


@pytest.mark.skipif(os.name == "nt", reason="the made browser is a shell script")
@pytest.mark.parametrize(("body", "told"), [
    ("echo it broke >&2; exit 1", "printed nothing; it said: it broke"),
    ("exit 0", "printed nothing; it said: nothing"),
])  # fmt: skip
def test_a_browser_that_prints_nothing_is_an_error(body, told, monkeypatch, tmp_path):
    monkeypatch.setenv(pdf.NAMED, str(program(tmp_path, body)))
    with pytest.raises(UsageError, match=told):
        pdf.print_pdf("<p>", tmp_path / "recap.pdf")
    assert not (tmp_path / "recap.pdf").exists()


@pytest.mark.skipif(os.name == "nt", reason="the made browser is a shell script")
def test_a_browser_that_hangs_and_a_file_that_cannot_be_written_are_errors(monkeypatch, tmp_path):
    monkeypatch.setenv(pdf.NAMED, str(program(tmp_path, "exec sleep 60")))
    monkeypatch.setattr(pdf, "SECONDS", 0.2)
    with pytest.raises(UsageError, match="did not print within"):
        pdf.print_pdf("<p>", tmp_path / "recap.pdf")
    prints = 'for a; do case $a in --print-to-pdf=*) echo made > "${a#*=}";; esac; done'
    monkeypatch.setenv(pdf.NAMED, str(program(tmp_path, prints)))
    monkeypatch.setattr(pdf, "SECONDS", 20)
    with pytest.raises(UsageError, match="cannot be written"):
        pdf.print_pdf("<p>", tmp_path / "none" / "recap.pdf")
    pdf.print_pdf("<p>", tmp_path / "recap.pdf")
    assert (tmp_path / "recap.pdf").read_text() == "made\n"


def test_without_the_front_end_there_are_no_bundled_fonts(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "files", lambda package: tmp_path)
    assert pdf.bundled_fonts() == ""
