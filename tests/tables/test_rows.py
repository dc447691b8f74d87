"""Every row of the curated tables is legal by itself: a typing error must not become a wrong map."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import shapely

from tests.tables.conftest import FOLDER, items, rows

CONFIDENCES = {"high", "medium", "low"}
STATUSES = {
    "official", "news", "geographic", "historical", "de facto", "disputed", "claimed", "cultural", "academic",
}  # fmt: skip
TABLES = [
    (
        "countries.tsv",
        "code name formal aliases demonyms adjectives capital metonyms label_lon label_lat fips confidence note",
    ),
    ("metonyms.tsv", "name country kind note"),
    ("divided.tsv", "country within code name aliases km2 also"),
    ("admin_names.tsv", "country region names"),
    ("points.tsv", "id name aliases feature kind country lon lat near admin1 status source confidence note"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "columns"), TABLES, ids=[name for name, _ in TABLES])
def test_every_line_has_every_column(name, columns):
    count = len(columns.split())
    lines = (FOLDER / name).read_text("utf-8").split("\n")
    assert lines[0].split("\t") == columns.split()
    assert lines.pop() == ""
    assert [line for line in lines if line.count("\t") != count - 1 or line != line.rstrip(" ")] == []


def test_no_alternative_is_empty_or_padded(countries):
    cells = [(row["code"], cell) for row in countries for key, cell in row.items() if "|" in cell and key != "note"]
    cells += [(row["id"], row["aliases"]) for row in rows("points.tsv")]
    assert [(at, cell) for at, cell in cells for piece in cell.split("|") if cell and piece != piece.strip()] == []
    assert [(at, cell) for at, cell in cells if "||" in cell or cell.startswith("|") or cell.endswith("|")] == []


def test_countries_are_all_iso_countries_and_kosovo(countries):
    assert len(countries) == len({row["code"] for row in countries}) == 250
    assert {row["code"] for row in countries if not re.fullmatch("[A-Z]{2}", row["code"])} == set()
    assert {"XK", "PS", "TW", "EH", "AQ"} <= {row["code"] for row in countries}
    fips = [code for row in countries for code in row["fips"].split("|") if code]
    assert [code for code, count in Counter(fips).items() if count > 1 and code != "NL"] == []
    assert [code for code in fips if not re.fullmatch("[A-Z]{2}", code)] == []


def test_a_name_belongs_to_one_country_only(countries):
    owners: dict[str, set[str]] = {}
    for row in countries:
        for name in (row["name"], row["formal"], *row["aliases"].split("|")):
            owners.setdefault(name.casefold(), set()).add(row["code"])
    shared = {name: codes for name, codes in owners.items() if name and len(codes) > 1}
    assert shared == {"congo": {"CD", "CG"}}  # said in both notes


def test_every_state_has_people_an_adjective_and_a_capital(countries):
    without = {row["code"] for row in countries if not (row["demonyms"] and row["adjectives"] and row["capital"])}
    assert without <= {
        "AQ", "BL", "BQ", "BV", "CC", "CX", "GG", "GI", "GS", "HK", "HM", "IO", "JE", "KN", "MF", "MO", "NF", "PM",
        "SJ", "SX", "TC", "TF", "TK", "UM", "VA",
    }  # fmt: skip


def test_nobody_is_a_seat_of_government_and_an_actor_at_once(countries):
    seats = {name.casefold() for row in countries for name in row["metonyms"].split("|") if name}
    assert seats & {row["name"].casefold() for row in rows("metonyms.tsv")} == set()


def test_metonyms_are_legal(codes):
    kinds = {"agency", "company", "event", "force", "group", "media", "organization", "party", "relative"}
    for row in rows("metonyms.tsv"):
        assert row["kind"] in kinds, row
        assert {code for code in row["country"].split("|") if code} <= codes, row
    doubles = [key for key, count in Counter(row["name"] for row in rows("metonyms.tsv")).items() if count > 1]
    assert doubles == ["AFP"]  # the news agency and the Armed Forces of the Philippines


def test_word_lists_are_normalized_and_sorted():
    for name in ("stopwords.txt", "wary.txt"):
        words = [line for line in (FOLDER / name).read_text("utf-8").split("\n") if line and not line.startswith("#")]
        assert words == sorted(set(words)), name
        legal = re.compile(r"[^\W_]+( [^\W_]+)*")
        assert [word for word in words if not legal.fullmatch(word) or word != word.casefold()] == [], name


def test_stop_words_hide_no_country_and_no_curated_name(countries):
    stop = set((FOLDER / "stopwords.txt").read_text("utf-8").split("\n"))
    names = {name.casefold() for row in countries for name in (row["name"], *row["aliases"].split("|")) if name}
    names |= {item["name"].casefold() for item in items("regions.toml", "region")}
    assert stop & names <= {"us"}


@pytest.mark.parametrize(
    ("file", "key"), [("regions.toml", "region"), ("lines.toml", "line"), ("seas.toml", "sea"), ("seas.toml", "ocean")]
)
def test_ids_are_unique_words(file, key):
    ids = [item["id"] for item in items(file, key)]
    assert [at for at in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", at)] == []
    assert len(ids) == len(set(ids))


def test_curated_ids_do_not_meet():
    ids = [
        item["id"] for file, key in (("regions.toml", "region"), ("lines.toml", "line")) for item in items(file, key)
    ]
    ids += [item["id"] for key in ("sea", "ocean") for item in items("seas.toml", key)]
    ids += [row["id"] for row in rows("points.tsv")]
    assert [at for at, count in Counter(ids).items() if count > 1] == []


def test_regions_are_legal(codes):
    regions = items("regions.toml", "region")
    ids = {item["id"] for item in regions}
    for item in regions:
        assert item["status"] in STATUSES, item["id"]
        assert item["confidence"] in CONFIDENCES, item["id"]
        lists = [item["members"], *item.get("variants", {}).values()]
        single = {member for members in lists for member in members if "/" not in member}
        assert single <= codes | ids, item["id"]
        assert {member.split("/")[0] for members in lists for member in members if "/" in member} <= codes, item["id"]
        assert all(len(set(members)) == len(members) for members in lists), item["id"]
        assert "polygon" in item or all(lists), f"{item['id']} has neither members nor a polygon"
        if "variants" in item:
            assert item["variants"][item["default"]] == item["members"], item["id"]
        if "polygon" in item:
            assert shapely.Polygon(item["polygon"]).is_valid, item["id"]


def test_the_two_news_regions_are_the_usual_lists():
    by_id = {item["id"]: item for item in items("regions.toml", "region")}
    east = ["AE", "BH", "CY", "EG", "IQ", "IR", "IL", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE"]
    africa = ["DZ", "EG", "EH", "LY", "MA", "TN"]
    assert by_id["middle-east"]["members"] == east
    assert by_id["north-africa"]["members"] == africa
    assert by_id["mena"]["members"] == sorted({*east, *africa}, key=by_id["mena"]["members"].index)
    assert set(by_id["mena"]["members"]) == {*east, *africa}
    assert "IR" not in by_id["middle-east"]["variants"]["un"]
    assert "SD" in by_id["north-africa"]["variants"]["un"]
    assert len(by_id["eu"]["members"]) == 27
    assert len(by_id["nato"]["members"]) == 32


def test_lines_are_legal(codes):
    for item in items("lines.toml", "line"):
        assert item["status"] in STATUSES, item["id"]
        assert item["confidence"] in CONFIDENCES, item["id"]
        assert item["medium"] in {"sea", "land"}, item["id"]
        assert set(item["separates"]) <= codes, item["id"]
        assert ("parts" in item) != ("of_border" in item), item["id"]
        if "of_border" in item:
            assert set(item["of_border"].split("-")) <= codes, item["id"]
        for part in item.get("parts", ()):
            line = shapely.LineString(part["coordinates"])
            assert len(part["coordinates"]) >= 2, item["id"]
            assert shapely.box(-180, -90, 180, 90).covers(line), item["id"]


def test_the_northern_limit_line_has_its_eleven_published_points():
    line = next(item for item in items("lines.toml", "line") if item["id"] == "northern-limit-line")
    west = next(part for part in line["parts"] if part["name"] == "west")
    published = [  # minutes and seconds of 37 or 38 degrees north, 126, 125 or 124 degrees east
        ((37, 42, 45), (126, 6, 40)), ((37, 39, 30), (126, 1, 0)), ((37, 42, 53), (125, 45, 0)),
        ((37, 41, 30), (125, 41, 42)), ((37, 41, 25), (125, 40, 0)), ((37, 40, 55), (125, 31, 0)),
        ((37, 35, 0), (125, 14, 40)), ((37, 38, 15), (125, 2, 50)), ((37, 46, 0), (124, 52, 0)),
        ((38, 0, 0), (124, 51, 0)), ((38, 3, 0), (124, 38, 0)),
    ]  # fmt: skip
    assert len(west["coordinates"]) == len(published)
    for (lon, lat), (north, east) in zip(west["coordinates"], published, strict=True):
        assert lat == pytest.approx(north[0] + north[1] / 60 + north[2] / 3600, abs=1e-5)
        assert lon == pytest.approx(east[0] + east[1] / 60 + east[2] / 3600, abs=1e-5)


def test_points_are_legal(codes):
    features = {"site", "island", "cape", "strait", "pass", "dam", "bridge", "crossing", "shoal", "settlement"}
    for row in rows("points.tsv"):
        assert row["feature"] in features, row["id"]
        assert row["id"].startswith(row["feature"] + "-"), row["id"]
        assert row["country"] in codes, row["id"]
        assert row["confidence"] in CONFIDENCES, row["id"]
        assert row["status"] in STATUSES, row["id"]
        assert row["near"] or row["admin1"], f"{row['id']}: no second, independent statement"
        assert re.fullmatch(r"-?\d{1,3}\.\d{4,5}", row["lon"]), row["id"]
        assert abs(float(row["lon"])) <= 180, row["id"]
        assert abs(float(row["lat"])) <= 90, row["id"]
        assert not row["near"] or re.fullmatch(r"[^\d]+ \d{1,4} km( [NESW]{1,3})?", row["near"]), row["id"]


def test_seas_are_legal():
    seas, oceans = items("seas.toml", "sea"), items("seas.toml", "ocean")
    ids = {item["id"] for item in [*seas, *oceans]}
    for item in seas:
        west, south, east, north = item["box"]
        assert west < item["seed"][0] < east, item["id"]
        assert south < item["seed"][1] < north, item["id"]
        assert item["parent"] in ids | {""}, item["id"]
        assert item["confidence"] in CONFIDENCES, item["id"]
        assert item["limits"] or item["lines"] or item["id"] == "caspian-sea", item["id"]


def test_the_tables_are_as_broad_as_news_needs():
    assert len(items("seas.toml", "sea")) >= 120
    assert len(items("regions.toml", "region")) >= 180
    assert len(items("lines.toml", "line")) >= 30
    points = rows("points.tsv")
    assert sum(row["feature"] != "site" for row in points) >= 300
    assert sum(row["feature"] == "site" for row in points) >= 300
