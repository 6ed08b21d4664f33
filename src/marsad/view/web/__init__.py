"""The observatory: a record as a web site and a JSON API, on this machine.

``app.py`` makes the application, ``ask.py`` turns addresses into questions and back, ``queries.py`` alone asks the
record, ``guard.py`` keeps strangers out, ``pages/`` has one module a part of the site, ``api/`` the JSON interface.
Words are in ``data/<lang>/web.yml``. Needs ``pip install "marsad[web]"``; importing this package alone does not.
"""

from __future__ import annotations

from marsad.view.address import web_address

__all__ = ["web_address"]
