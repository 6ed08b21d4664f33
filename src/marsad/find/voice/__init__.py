"""Step 5f: status and attribution: happened, under way, planned or denied; and who vouches for it."""

from marsad.find.voice.plans import set_out_to
from marsad.find.voice.sources import attribution_of, source_of
from marsad.find.voice.status import status_of

__all__ = ["attribution_of", "set_out_to", "source_of", "status_of"]
