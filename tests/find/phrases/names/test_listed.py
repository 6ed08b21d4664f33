"""What the lexicon knows a token as: a given name, a particle."""

from __future__ import annotations

from marsad.find.phrases.names import is_given, is_particle
from marsad.lexicon import Lexicon
from tests.find.make import tagged


def test_given_names_and_particles(lexicon: Lexicon) -> None:
    t = tagged(lexicon, "محمد بن سلمان ومحمد")
    assert is_given(t, 0)
    assert is_particle(t, 1)
    assert not is_given(t, 1)
    assert not is_given(t, 3)
