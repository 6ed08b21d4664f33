"""The front end: its own tests in Node, and what its lock file and bundle must be."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FRONT = ROOT / "frontend"
STATIC = ROOT / "src/marsad/view/web/static"


@pytest.fixture(scope="module")
def bundle():
    spec = importlib.util.spec_from_file_location("bundle", FRONT / "bundle.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_own_tests_pass(bundle):
    node, _ = bundle.commands()
    ran = subprocess.run([*node, "--test"], cwd=FRONT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_the_lock_file_names_no_registry():
    packages = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 20
    assert [name for name, told in packages.items() if "resolved" in told] == []
    assert [name for name, told in packages.items() if name and "integrity" not in told] == []


def test_the_bundle_names_no_other_server():
    # Names of XML are addresses too, but nothing is fetched from them; nor from what licences and comments say.
    harmless = ("http://www.w3.org/", "https://htmx.org", "https://github.com/")
    for path in STATIC.glob("*.*s"):
        text = path.read_text(encoding="utf-8")
        for sign in ("http://", "https://"):
            told = [sign + rest[:40] for rest in text.split(sign)[1:]]
            assert [address for address in told if not address.startswith(harmless)] == [], path.name


def test_a_page_without_a_drawing_is_light():
    assert (STATIC / "app.js").stat().st_size < 120_000
    assert all(font.stat().st_size < 100_000 for font in STATIC.glob("*.woff2"))


def test_licences_go_with_the_bundle():
    told = (STATIC / "licences.txt").read_text(encoding="utf-8")
    for name in ("d3-force", "htmx.org", "world-atlas", "@fontsource-variable/noto-naskh-arabic"):
        assert f"\n{name} " in f"\n{told}"
    assert "SIL OPEN FONT LICENSE" in told.upper() and "No licence file" not in told


def test_without_node_it_says_what_to_do(bundle, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="needs Node 20 or newer: install it"):
        bundle.commands()


def test_the_hook_builds_nothing_where_the_bundle_is(bundle, monkeypatch, tmp_path):
    built = []
    monkeypatch.setattr(bundle, "bundle", lambda: built.append("built"))
    monkeypatch.setattr(bundle, "own_node", lambda: None)
    hook = bundle.FrontEnd(str(tmp_path), {}, None, None, "", "wheel")
    assert hook.dependencies() == [bundle.NODE_PACKAGE]
    hook.initialize("editable", {})
    assert built == []
    hook.initialize("standard", {})
    assert built == ["built"]
    (tmp_path / bundle.BUNDLE).parent.mkdir(parents=True)
    (tmp_path / bundle.BUNDLE).touch()
    hook.initialize("standard", {})
    assert built == ["built"] and hook.dependencies() == []
