# ruff: noqa: E501
"""``marsad serve``: it starts, answers and ends; it does not lay a record open."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

import marsad
from marsad.cli import app
from tests.store.make import reading


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "marsad.db"
    with marsad.open(path) as made:
        made.add(reading())
    return path


def test_it_serves_until_it_is_interrupted(record: Path) -> None:
    command = [sys.executable, "-m", "marsad", "serve", "--port", "0", "--record", str(record)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            address = re.search(r"http://localhost:\d+/", line)
            assert address is not None, line
            told = _patiently(address[0] + "api/record")
            assert json.loads(told)["events"] == 1
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    assert "Traceback" not in line


def _patiently(address: str) -> bytes:
    for n in range(200):
        try:
            with urlopen(Request(address, headers={"host": "localhost"}), timeout=10) as answer:
                return bytes(answer.read())
        except OSError:
            if n == 199:
                raise
            time.sleep(0.05)
    raise AssertionError


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.7.7", "::"])
def test_any_other_address_needs_a_password_or_token(record: Path, host: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--host", host, "--record", str(record)])
    assert result.exit_code == 2
    assert "--password-file" in result.stderr


def test_a_password_is_kept_as_its_hash_alone(tmp_path: Path) -> None:
    file = tmp_path / "password"
    result = CliRunner().invoke(app, ["serve", "--new-password", str(file)], input="open sesame\nopen sesame\n")
    assert result.exit_code == 0, result.output
    text = file.read_text(encoding="utf-8")
    assert text.startswith("$argon2id$")
    assert "sesame" not in text
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["open sesame", ""])
def test_a_password_file_must_hold_a_hash(record: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "password"
    file.write_text(content)
    result = CliRunner().invoke(app, ["serve", "--password-file", str(file), "--record", str(record)])
    assert result.exit_code == 2
    assert "--new-password" in result.stderr


def test_without_a_record_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--record", str(tmp_path / "none.db")])
    assert result.exit_code == 2
    assert "marsad read" in result.stderr


def test_without_the_extra_it_says_what_to_install(record: Path, tmp_path: Path) -> None:
    hide = "import sys; sys.modules['fastapi'] = None; sys.argv = ['marsad', *sys.argv[1:]]; import marsad.cli as c; c.main()"
    command = [sys.executable, "-c", hide, "serve", "--record", str(record)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})
    assert result.returncode == 2
    assert 'pip install "marsad[web]"' in result.stderr
