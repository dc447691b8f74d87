"""A world of a few countries in the formats of the real extracts, compiled by the real compiler in a second.

On a grid of one degree: Westland (west) and Eastland (east) share one land border and one island-free sea on each
side; Rim is an island cut by the antimeridian; Polar reaches the south pole of the map; Lake is landlocked.
"""

# ruff: noqa: E501  rows of tables stay on one line

from __future__ import annotations

import json
import lzma
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = (  # iso, iso3, numeric, fips, name, capital, continent, population, geonameid
    ("WW", "WWW", "1", "WW", "Westland", "Westhaven", "EU", "5000000", "1"),
    ("EE", "EEE", "2", "EE", "Eastland", "Easthaven", "EU", "7000000", "2"),
    ("RR", "RRR", "3", "RR", "Rim", "Rimtown", "OC", "20000", "3"),
    ("PP", "PPP", "4", "PP", "Polar", "", "AN", "0", "4"),
    ("LL", "LLL", "5", "LL", "Lake", "Lakeville", "EU", "1200000", "5"),
)
# Arcs between named corners, in degrees. Westland is the square 10..14 x 40..46, Eastland 14..18 x 40..46 with Lake
# (15..16 x 42..43) as a hole in it.
ARCS = {
    "border": [(14, 46), (14, 43), (14.2, 42.5), (14, 42), (14, 40)],
    "west coast": [(14, 40), (12, 39.8), (10, 40), (9.8, 43), (10, 46), (12, 46.2), (14, 46)],
    "east coast": [(14, 46), (16, 46.2), (18, 46), (18.2, 43), (18, 40), (16, 39.8), (14, 40)],
    "lake border": [(15, 42), (16, 42), (16, 43), (15, 43), (15, 42)],
    "islet": [(8, 43), (8.3, 43), (8.3, 43.3), (8, 43.3), (8, 43)],
    "rim east": [(179, 0), (-180, 0), (-180, 1), (179, 1), (179, 0)],  # the source writes -180 on either side
    "rim west": [(-180, 0), (-179, 0), (-179, 1), (-180, 1), (-180, 0)],
    "polar": [(-180, -85.2), (-180, -80), (90, -75), (0, -80), (-90, -75), (-180, -80), (-180, -85.2)],
}
SHAPES = {  # numeric id, name -> polygons of rings of (arc, forward)
    ("001", "Westland"): [[[("border", False), ("west coast", False)]], [[("islet", True)]]],
    ("002", "Eastland"): [[[("border", True), ("east coast", False)], [("lake border", False)]]],
    ("003", "Rim"): [[[("rim east", True)]], [[("rim west", True)]]],
    ("004", "Polar"): [[[("polar", True)]]],
    ("005", "Lake"): [[[("lake border", True)]]],
}
STATES = (  # iso_a2, adm0_a3, gu_a3, admin, name, woe_name, gn_name, fips, west, south, east, north
    ("WW", "WWW", "WWW", "Westland", "North West", "", "", "WW1", 10, 43, 14, 46),
    ("WW", "WWW", "WWW", "Westland", "Springfield", "", "", "WW2", 10, 40, 14, 43),
    ("EE", "EEE", "EEE", "Eastland", "Homsk (Himsk)", "", "Homska Oblast", "EE1", 14, 40, 18, 46),
)
CITIES = (  # id, name, country, admin-1 code, population, lon, lat, aliases
    (101, "Westhaven", "WW", "1", 900_000, 10.2, 44.0, "Vesthafen|Вестхавен|西港|WHV"),
    (102, "Springfield", "WW", "2", 60_000, 11.0, 41.0, ""),
    (103, "Springfield", "EE", "1", 150_000, 17.0, 41.0, ""),
    (104, "Easthaven", "EE", "1", 400_000, 17.9, 44.0, "Easthaven-on-Sea|the"),
    (105, "Nice", "EE", "1", 300_000, 16.5, 44.5, "Palm Town"),
    (106, "The", "WW", "1", 700, 12.0, 45.0, ""),
    (107, "Sinp'o", "EE", "1", 90_000, 17.8, 42.0, "Sinpho|Shinpo"),
    (108, "Rimtown", "RR", "", 9_000, 179.9, 0.5, ""),
    (109, "Far Rim", "RR", "", 2_000, -179.9, 0.5, ""),
    (110, "Lakeville", "LL", "", 200_000, 15.5, 42.5, ""),
    (111, "Saint Mary's", "WW", "1", 20_000, 12.5, 44.5, "St. Mary's|St Marys"),
    (112, "Al-Tanif", "EE", "1", 8_000, 15.0, 45.0, "Tanif"),
    (113, "Rivermouth", "WW", "2", 40_000, 10.1, 40.5, ""),
    (114, "Hill-upon-Water", "WW", "2", 3_000, 12.0, 42.0, ""),
    (115, "Guinea-Bissau Town", "EE", "1", 1_000, 16.0, 41.0, ""),
    *((200 + n, f"Village {chr(65 + n)}", "EE", "1", 500 + n, 14.5 + n / 8, 40.5 + n / 10, "") for n in range(20)),
)
TABLES = {
    "countries.tsv": (
        "code\tname\tformal\taliases\tdemonyms\tadjectives\tcapital\tmetonyms\tlabel_lon\tlabel_lat\tfips\tconfidence\tnote\n"
        "WW\tWestland\tRepublic of Westland\tWL|W.L.|the West Land\tWestlanders\tWestlandic\tWesthaven\tthe Tower\t12\t43\tWW\thigh\t\n"
        "EE\tEastland\t\t\tEastlanders\tEastlandic\tEasthaven\t\t16\t45\tEE\thigh\t\n"
    ),
    "regions.toml": (
        '[[region]]\nid = "mainland"\nname = "Mainland"\naliases = ["ML"]\nadjectives = ["Mainlandic"]\n'
        'members = ["WW", "EE", "LL"]\nvariants = { usual = ["WW", "EE", "LL"], narrow = ["WW"] }\ndefault = "usual"\n'
        'status = "news"\nsource = "toy"\nconfidence = "high"\nnote = ""\n'
        '[[region]]\nid = "homsk-and-lake"\nname = "Homsk and Lake"\naliases = []\nadjectives = []\n'
        'members = ["EE/Homsk (Himsk)", "LL"]\nstatus = "news"\nsource = "toy"\nconfidence = "high"\nnote = ""\n'
    ),
    "lines.toml": (
        '[[line]]\nid = "calm-line"\nname = "Calm Line"\naliases = ["CL"]\nseparates = ["WW", "EE"]\nmedium = "sea"\n'
        'status = "de facto"\nsource = "toy"\nconfidence = "high"\nnote = ""\n'
        'parts = [ { name = "north", coordinates = [[14.0, 46.0], [14.12345, 48.5]] },'
        ' { name = "south", coordinates = [[14.0, 40.0], [14.0, 38.0]] } ]\n'
        '[[line]]\nid = "old-line"\nname = "Old Line"\naliases = []\nseparates = ["EE", "WW"]\nmedium = "land"\n'
        'status = "historical"\nsource = "toy"\nconfidence = "low"\nnote = ""\nof_border = "WW-EE"\n'
    ),
    "points.tsv": (
        "id\tname\taliases\tfeature\tkind\tcountry\tlon\tlat\tnear\tadmin1\tstatus\tsource\tconfidence\tnote\n"
        "site-sinpo\tSinpo\tSinpo South\tsite\tlaunch site\tEE\t17.9\t42.0\tSinp'o 8 km E\tHomsk (Himsk)\tofficial\ttoy\thigh\t\n"
        "river-slow\tSlow River\t\triver\triver\tWW\t11.5\t42.0\t\t\tofficial\ttoy\tmedium\t\n"
    ),
    "metonyms.tsv": "name\tcountry\tkind\tnote\nGreat War\t\tevent\ta war, not a place\n",
    "stopwords.txt": "# common words\nthe\n",
    "wary.txt": "nice\n",
    "lowercase_ok.txt": "calm line\n",
}
SOURCES = '[[source]]\nid = "toy"\nname = "Toy"\nlicense = "none"\nattribution = "Toy (made up)"\nurl = ""\nnote = ""\n'


def write_toy(folder: Path) -> Path:
    """Write the toy's sources and tables into ``folder``."""
    (folder / "sources").mkdir(parents=True)
    (folder / "tables").mkdir()
    columns = ["iso", "iso3", "isonumeric", "fips", "name", "capital", "continentcode", "population", "geonameid"]
    _pack(folder, "countries.tsv.xz", _lines([columns, *COUNTRIES]))
    _pack(folder, "geonames.tsv.xz", _lines(CITIES))
    header = ["iso_a2", "adm0_a3", "gu_a3", "admin", "name", "woe_name", "gn_name", "fips", "rings"]
    _pack(folder, "states.tsv.xz", _lines([header, *((*row[:8], _box(*row[8:])) for row in STATES)]))
    _pack(folder, "countries-10m.json.xz", json.dumps(_topology()))
    for name, text in TABLES.items():
        (folder / "tables" / name).write_text(text, "utf-8")
    news = "id\tplace\taliases\n107\tSinp'o\tPalm Town\n104\tEasthaven\tEH\n"
    (folder / "aliases.tsv").write_text("# names in the news\n" + news, "utf-8")
    (folder / "sources.toml").write_text(SOURCES, "utf-8")
    return folder


def _lines(rows) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)


def _pack(folder: Path, name: str, text: str) -> None:
    (folder / "sources" / name).write_bytes(lzma.compress(text.encode()))


def _box(west: float, south: float, east: float, north: float) -> str:
    corners = [(west, south), (east, south), (east, north), (west, north)]
    whole = [(round(x * 10_000), round(y * 10_000)) for x, y in corners]
    steps = [whole[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole))]
    return " ".join(f"{x},{y}" for x, y in steps)


def _topology() -> dict[str, object]:
    index = {name: at for at, name in enumerate(ARCS)}
    scale = 0.001
    arcs = []
    for points in ARCS.values():
        whole = [(round(x / scale), round(y / scale)) for x, y in points]
        arcs.append([whole[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole))])
    geometries = [
        {
            "id": number, "name": name, "type": "MultiPolygon",
            "arcs": [[[index[a] if ahead else ~index[a] for a, ahead in ring] for ring in rings] for rings in polygons],
        }
        for (number, name), polygons in SHAPES.items()
    ]  # fmt: skip
    return {"transform": {"scale": [scale, scale], "translate": [0, 0]}, "arcs": arcs, "geometries": geometries}
