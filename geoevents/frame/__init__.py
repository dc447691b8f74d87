"""Events as a table, and back: the only door to geopandas, and the only place where a CRS is set."""

from __future__ import annotations

from geoevents.frame.columns import COLUMNS, NAMES, SIGNATURE, SOURCE_PREFIX, Column
from geoevents.frame.frames import from_frame, to_frame
from geoevents.frame.reading import from_records
from geoevents.frame.records import Record, records
from geoevents.frame.together import one_per_event

__all__ = [
    "COLUMNS",
    "NAMES",
    "SIGNATURE",
    "SOURCE_PREFIX",
    "Column",
    "Record",
    "from_frame",
    "from_records",
    "one_per_event",
    "records",
    "to_frame",
]
