"""Article → mentions: the cascade. :mod:`marsad.find.stages` is the ordered list of stages; start there."""

from marsad.find.stages import FINDER, find

__all__ = ["FINDER", "find"]
