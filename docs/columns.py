"""Write docs/columns.md and the table of docs/formats.md from the schema itself: ``python docs/columns.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from geoevents.export import EXPORTERS
from geoevents.frame import COLUMNS

DOCS = Path(__file__).parent
COLUMNS_PAGE, FORMATS_PAGE = DOCS / "columns.md", DOCS / "formats.md"

# Suffix -> what reads it, and what it cannot hold. Every exporter has a row: the script fails otherwise.
FORMATS = {
    ".geojson": ("QGIS, kepler.gl, DuckDB, geopandas, GitHub", "types of dates (they are text that tools recognize)"),
    ".json": ("as .geojson", "as .geojson"),
    ".geojsonl": ("GDAL, DuckDB, jq", "the attribution; types of dates"),
    ".jsonl": ("as .geojsonl", "as .geojsonl"),
    ".csv": (
        "spreadsheets, R, anything",
        (
            "types; the attribution; text that begins like a formula gets a ' before it (our reader takes it off);"
            " NUL characters become the replacement character"
        ),
    ),
    ".kml": (
        "Google Earth, QGIS",
        (
            "the schema: columns are extended data, all text, and empty ones are left out; unplaced events are only"
            " lines in the description; control characters. It is not read back"
        ),
    ),
    ".gpkg": ("QGIS, ArcGIS, geopandas", "columns that differ only in case (one gets a number); it is not read back"),
    ".parquet": ("DuckDB, geopandas, pyarrow, BigQuery", "nothing"),
    ".fgb": (
        "QGIS, GDAL, web maps",
        (
            "dates without a time (they become midnight UTC); a spatial index if any event has no place. It is not read"
            " back"
        ),
    ),
    ".xlsx": (
        "Excel, LibreOffice",
        (
            "more than 1,048,575 rows; cells over 32,767 characters (text is cut, a geometry says that it is too long);"
            " time zones (times are UTC); dates before 1900 are text; control characters"
        ),
    ),
}


def columns_page() -> str:
    """The reference of the core columns."""
    lines = [
        "# Columns",
        "",
        "Every format has these columns, in this order; behind them stand the original columns of tables, unchanged,",
        "as `src_<name>`. Made by `docs/columns.py` from `geoevents.frame.COLUMNS`: do not edit.",
        "",
        "| column | type | unit | meaning |",
        "|---|---|---|---|",
        *(f"| `{c.name}` | {c.dtype} | {c.unit} | {c.meaning} |" for c in COLUMNS),
        "",
    ]
    return "\n".join(lines)


def formats_page() -> str:
    """What each format is for, and what it cannot hold."""
    missing = set(EXPORTERS) ^ set(FORMATS)
    if missing:
        raise SystemExit(f"docs/columns.py: formats without a row, or rows without a format: {sorted(missing)}")
    lines = [
        "# Formats",
        "",
        "One feature or row per place of an event (`--one-per-event`: one per event, its places joined). Geometries",
        "are EPSG:4326, longitude first, rounded to six decimals, cut at the antimeridian. The same events give the",
        "same bytes. A geometry that cannot be written is cut, or its row is written without one, and that is said.",
        "Made by `docs/columns.py`: do not edit.",
        "",
        "| suffix | read by | what it cannot hold |",
        "|---|---|---|",
        *(f"| `{suffix}` | {FORMATS[suffix][0]} | {FORMATS[suffix][1]} |" for suffix in EXPORTERS),
        "",
        "`.xlsx` and `.parquet` need `pip install '.[tables]'`.",
        "",
        "## What comes back",
        "",
        "`.geojson`, `.geojsonl`, `.csv`, `.xlsx` and `.parquet` of our own are read back as the same events: all",
        "columns, the geometry, and the original columns. What no format holds: the tree of a place expression (its",
        "words and its geometry come back), the rivals of a place, and the triggers.",
        "",
        "`.gpkg`, `.fgb` and `.parquet` come back through geopandas and `geoevents.from_frame`, with every column.",
        "",
        "## Who reads them, as tests",
        "",
        "pyarrow, geopandas, pyogrio and its GDAL, GDAL's own command line tools where they are installed, DuckDB",
        "(GeoParquet and `read_json`, without its spatial extension), openpyxl, fastkml with the schema of KML 2.2,",
        "and geojson-pydantic. A GeoPackage is written as version 1.2: tools older than GDAL 3.7 complain about 1.4.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Write both pages."""
    COLUMNS_PAGE.write_text(columns_page(), encoding="utf-8")
    FORMATS_PAGE.write_text(formats_page(), encoding="utf-8")
    sys.stdout.write(f"{COLUMNS_PAGE}\n{FORMATS_PAGE}\n")


if __name__ == "__main__":
    main()
