"""The core schema: one table that makes the frame, the GeoJSON properties, the CSV header and the reference page.

Only flat scalars, because GeoPackage and CSV hold nothing else. ``start_date`` and ``end_date`` stand early because
QGIS takes the first such fields it finds for its time slider; ``start_time`` is there because kepler.gl animates only
columns with a time of day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DType = Literal["string", "date", "datetime", "float", "int"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the frame: its name, type, unit (empty if it has none) and meaning."""

    name: str
    dtype: DType
    unit: str
    meaning: str


COLUMNS = (
    Column("event_id", "string", "", "id of the event; the same input gives the same id"),
    Column("event_type", "string", "", "kind of event: a name of event_types.toml, or the table's own word"),
    Column("event_subtype", "string", "", "finer type, as the table gives it"),
    Column("title", "string", "", "one line that says what happened"),
    Column("start_date", "date", "UTC", "earliest possible day"),
    Column("end_date", "date", "UTC", "latest possible day, inclusive"),
    Column("start_time", "datetime", "UTC", "earliest possible instant"),
    Column("end_time", "datetime", "UTC", "end of the interval, exclusive"),
    Column("date_precision", "string", "", "time, day, range, week, part-month, month, year, open or unknown"),
    Column("date_edtf", "string", "", "the date in Extended Date/Time Format"),
    Column("date_text", "string", "", "the words of the date"),
    Column("date_basis", "string", "", "where the date comes from: text, document, table or none"),
    Column("place_role", "string", "", "role of this place in the event: site, origin, destination, launch, ..."),
    Column("place_name", "string", "", "the place as written"),
    Column("place_resolved", "string", "", "the place as understood"),
    Column("place_id", "string", "", "ids of the gazetteer, separated by a blank"),
    Column("geo_precision", "string", "", "exact, near, admin2, admin1, region, country, water, coast, line or route"),
    Column("geo_radius_m", "float", "m", "radius within which the true place of a point or line lies"),
    Column("geo_coverage", "float", "0-1", "chance that the true place is inside, where calibrated"),
    Column("geo_basis", "string", "", "kind of place expression; table: the geometry is the table's own"),
    Column("geo_choice", "string", "", "all: the event is on all of the geometry; any: somewhere in it"),
    Column("geo_why", "string", "", "how the place was resolved, step by step"),
    Column("unplaced_reason", "string", "", "why there is no geometry"),
    Column("longitude", "float", "degree", "of a point, EPSG:4326; empty for lines and areas"),
    Column("latitude", "float", "degree", "of a point, EPSG:4326; empty for lines and areas"),
    Column("actor1", "string", "", "who acts (not necessarily who attacks)"),
    Column("actor2", "string", "", "who receives, or takes part too"),
    Column("qty_item", "string", "", "what is counted"),
    Column("qty_low", "float", "", "lower bound of the number"),
    Column("qty_best", "float", "", "the number itself, where one is given"),
    Column("qty_high", "float", "", "upper bound of the number"),
    Column("qty_modifier", "string", "", "exact, approx, at_least, up_to, range, vague, magnitude, ..."),
    Column("qty_text", "string", "", "the words of the number"),
    Column("qty_more", "string", "", "the words of further numbers of the event"),
    Column("assertion", "string", "", "reported, claimed, denied, warned, planned, hypothetical or negated"),
    Column("attributed_to", "string", "", "who says so"),
    Column("confidence", "float", "0-1", "of the reading (did we read it right?), not of the source"),
    Column("source_reliability", "string", "A-F", "reliability of the source, as the table gives it"),
    Column("info_credibility", "string", "1-6", "credibility of the information, as the table gives it"),
    Column("source_file", "string", "", "the file"),
    Column("source_row", "int", "", "data row of the table, from 1"),
    Column("source_field", "string", "", "the field of the document that is quoted"),
    Column("char_start", "int", "", "where the quote begins in that field"),
    Column("char_end", "int", "", "where the quote ends, exclusive"),
    Column("quote", "string", "", "the sentence"),
    Column("source_url", "string", "", "address of the report"),
    Column("publisher", "string", "", "who published the report"),
    Column("doc_title", "string", "", "title of the report"),
    Column("doc_date", "date", "UTC", "day of publication"),
    Column("source_sha256", "string", "", "SHA-256 of the source file"),
    Column("cluster_id", "string", "", "events that may be the same share this id"),
    Column("n_reports", "int", "", "number of reports in the cluster"),
    Column("revision", "string", "", "revision of the event, as the table gives it"),
    Column("supersedes", "string", "", "id of the event that this one replaces"),
    Column("tool_version", "string", "", "version of geoevents"),
    Column("gazetteer_version", "string", "", "version of the gazetteer"),
)
NAMES = tuple(column.name for column in COLUMNS)
DTYPES = {column.name: column.dtype for column in COLUMNS}

# Original columns of a table follow the core, unchanged, under their own name behind this prefix.
SOURCE_PREFIX = "src_"
# Core columns whose value a table row may give as it is: core column -> meaning in Document.columns.
GIVEN = {
    "event_subtype": "subtype",
    "source_reliability": "reliability",
    "info_credibility": "credibility",
    "revision": "revision",
    "supersedes": "supersedes",
}
# A file that has all of these is one of our own exports.
SIGNATURE = frozenset({"event_id", "event_type", "place_role", "geo_precision", "date_precision", "tool_version"})
