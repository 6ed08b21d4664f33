"""Where pages come from: files, folders, standard input, JSON, gzip and zip, web archives and tables, with a manifest
over them.
"""

from marsad.source.options import FIELDS, SourceOptions
from marsad.source.position import Position
from marsad.source.walk import located, pages

__all__ = ["FIELDS", "Position", "SourceOptions", "located", "pages"]
