"""``python -m marsad`` is the command ``marsad``."""

from __future__ import annotations

from marsad.cli import main

if __name__ == "__main__":
    main()
