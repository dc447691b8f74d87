"""Seas are cut out of the land when the gazetteer is compiled: none may leak, and each must lie where its name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from gazetteer.seas import SeaError, build
from tests.tables.conftest import items

if TYPE_CHECKING:
    from gazetteer.rows import Row

ISLAND = shapely.box(10, 10, 11, 30)  # two bars of land with water between them
OTHER = shapely.box(14, 10, 15, 30)
TABLE = """
[limits]
north = [{north}]
[[sea]]
id = "test-sea"
name = "Test Sea"
aliases = []
parent = ""
feature = "sea"
box = [9, 9, 16, 31]
seed = [12, 20]
limits = ["north"]
lines = [[[10.5, 11], [14.5, 11]]]
confidence = "high"
source = ""
note = ""
"""


def _build(tmp_path, north: str, land=(ISLAND, OTHER)) -> list[Row]:
    table = tmp_path / "seas.toml"
    table.write_text(TABLE.format(north=north), "utf-8")
    return build(list(land), table, strict=True)


def test_a_sea_is_the_water_between_the_land_and_its_limits(tmp_path):
    (sea,) = _build(tmp_path, "[10.5, 29], [14.5, 29]")
    assert sea.geometry.bounds == pytest.approx((11, 11, 14, 29), abs=1e-3)
    assert sea.geometry.area == pytest.approx(3 * 18, rel=1e-3)


def test_a_limit_that_nearly_reaches_the_land_is_led_ashore(tmp_path):
    (sea,) = _build(tmp_path, "[11.1, 29], [14.5, 29]")
    assert sea.geometry.area == pytest.approx(3 * 18, rel=1e-2)


def test_a_limit_that_ends_in_open_water_is_an_error(tmp_path):
    with pytest.raises(SeaError, match="off shore"):
        _build(tmp_path, "[12.5, 29], [14.5, 29]")


def test_a_sea_that_leaks_is_an_error(tmp_path):
    with pytest.raises(SeaError, match="leaks to the west and south and east and north"):
        _build(tmp_path, "[10.5, 29], [10.2, 29]")


def test_a_seed_on_land_is_an_error(tmp_path):
    with pytest.raises(SeaError, match="seed"):
        _build(tmp_path, "[10.5, 29], [14.5, 29]", land=(ISLAND, OTHER, shapely.box(11.5, 19, 12.5, 21)))


def test_every_sea_of_the_table_is_in_the_gazetteer_and_holds_its_seed(world):
    for item in items("seas.toml", "sea"):
        place = world.get(f"ge:{item['id']}")
        lon, lat = item["seed"]
        assert place.geometry.is_valid, item["id"]
        assert shapely.distance(place.geometry, shapely.Point((lon + 180) % 360 - 180, lat)) < 0.05, item["id"]
        assert -180 <= place.geometry.bounds[0] <= place.geometry.bounds[2] <= 180, item["id"]


@pytest.mark.parametrize(
    ("lon", "lat", "sea"),
    [
        (128.5, 39.3, "sea-of-japan"), (124.0, 38.9, "korea-bay"), (123.5, 36.0, "yellow-sea"),
        (30.0, 32.5, "levantine-sea"), (25.3, 38.6, "aegean-sea"), (41.0, 16.5, "red-sea"),
        (56.4, 26.55, "strait-of-hormuz"), (51.5, 27.3, "persian-gulf"), (43.3, 12.6, "bab-el-mandeb"),
        (33.5, 43.0, "black-sea"), (36.8, 46.2, "sea-of-azov"), (3.0, 67.0, "norwegian-sea"),
        (119.5, 24.4, "taiwan-strait"), (114.0, 12.0, "south-china-sea"), (-91.0, 26.0, "gulf-of-mexico"),
        (-179.0, 59.0, "bering-sea"), (179.0, 58.0, "bering-sea"), (50.5, 40.0, "caspian-sea"),
        (-30.0, 40.0, "north-atlantic"), (-20.0, -30.0, "south-atlantic"), (80.0, -30.0, "indian-ocean"),
        (-150.0, 30.0, "north-pacific"), (170.0, 30.0, "north-pacific"), (-120.0, -30.0, "south-pacific"),
        (0.0, 85.0, "arctic-ocean"), (100.0, -62.0, "southern-ocean"),
    ],
)  # fmt: skip
def test_a_point_in_the_water_is_in_the_sea_that_a_sailor_would_name(world, lon, lat, sea):
    point = shapely.Point(lon, lat)
    holding = [
        (place.geometry.area, place.id)
        for key in ("sea", "ocean")
        for item in items("seas.toml", key)
        if shapely.covers((place := world.get(f"ge:{item['id']}")).geometry, point)
    ]
    assert min(holding)[1] == f"ge:{sea}"


def test_seas_know_the_seas_inside_them(world):
    family = world.sea_family("ge:mediterranean-sea")
    assert {"ge:aegean-sea", "ge:adriatic-sea", "ge:levantine-sea", "ge:gulf-of-sidra"} <= family
    assert "ge:black-sea" not in family
    assert world.sea_family("ge:red-sea") == {
        "ge:red-sea", "ge:gulf-of-suez", "ge:gulf-of-aqaba", "ge:bab-el-mandeb"
    }  # fmt: skip
