"""Where pages come from: files, folders, standard input, JSON, gzip and zip, with a manifest over them."""

from marsad.source.options import FIELDS, SourceOptions
from marsad.source.walk import pages

__all__ = ["FIELDS", "SourceOptions", "pages"]
