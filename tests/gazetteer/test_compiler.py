from __future__ import annotations

import hashlib
import lzma
import shutil

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.compile import FOLDER, build, content_hash
from geoevents.gazetteer import Gazetteer
from geoevents.gazetteer.codec import decode_geometry, encode_geometry, pack_integers, unpack_integers
from tests.gazetteer.toy import write_toy


def test_the_same_sources_give_the_same_bytes(toy_path, tmp_path):
    again = build(tmp_path / "again.sqlite", write_toy(tmp_path / "gazetteer"))
    assert again.read_bytes() == toy_path.read_bytes()


def test_a_changed_table_changes_the_version(toy_folder, tmp_path):
    copy = tmp_path / "gazetteer"
    shutil.copytree(toy_folder, copy)
    assert content_hash(copy) == content_hash(toy_folder)
    (copy / "tables" / "wary.txt").write_text("reading\n")
    assert content_hash(copy) != content_hash(toy_folder)


def test_extracts_are_those_of_the_table_of_hashes_and_each_has_a_source():
    rows = [line.split("  ") for line in (FOLDER / "sources" / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in rows} == {path.name for path in (FOLDER / "sources").glob("*.xz")}
    for digest, name in rows:
        assert hashlib.sha256((FOLDER / "sources" / name).read_bytes()).hexdigest() == digest, name
        assert name in (FOLDER / "sources.toml").read_text(), f"{name} has no licence row"


def test_a_build_that_fails_leaves_the_old_file(toy_folder, tmp_path):
    output = tmp_path / "gazetteer.sqlite"
    output.write_bytes(b"old")
    broken = tmp_path / "broken"
    shutil.copytree(toy_folder, broken)
    (broken / "sources" / "geonames.tsv.xz").write_bytes(lzma.compress(b"not\ta\tplace\n"))
    with pytest.raises((ValueError, IndexError)):
        build(output, broken)
    assert output.read_bytes() == b"old"


@given(st.lists(st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000)), min_size=1))
def test_packed_integers_come_back(values):
    array = np.array(values, np.int64)
    assert (unpack_integers(pack_integers(array), 2) == array).all()


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT (127.44361 39.15278)",
        "LINESTRING (-180 -90, 180 90, 0 0.00001)",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 -4))",
        "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 2 2))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((179 0, 180 0, 180 1, 179 0), (179.5 0.1, 179.9 0.1, 179.9 0.2, 179.5 0.1)))",  # noqa: E501
    ],
)
def test_geometries_come_back_exactly(wkt):
    geometry = shapely.from_wkt(wkt)
    assert decode_geometry(encode_geometry(geometry, 100_000)).equals_exact(geometry, 1e-9)


def test_settlements_lie_in_the_region_around_them(toy):
    assert toy.get("gn:101").admin1 == "North West"
    assert toy.get("gn:102").parents == ("ne:WW.springfield", "ne:WW")
    assert toy.get("gn:108").admin1 is None  # Rim has no regions


def test_countries_are_valid_and_a_landlocked_one_is_cut_out(toy):
    for code in ("WW", "EE", "RR", "PP", "LL"):
        assert toy.country(code).geometry.is_valid
    assert not toy.country("EE").geometry.contains(shapely.Point(15.5, 42.5))
    assert toy.at(15.5, 42.5, "country").id == "ne:LL"


def test_arcs_of_two_countries_are_borders_and_arcs_of_one_are_coasts(toy):
    assert toy.neighbors("EE") == ("LL", "WW")
    (border,) = toy.borders("WW", "EE")
    assert border.geometry.equals(shapely.LineString([(14, 46), (14, 43), (14.2, 42.5), (14, 42), (14, 40)]))
    assert toy.coasts("LL") == ()
    mainland, islet = toy.coasts("WW")
    assert (mainland.mainland, mainland.closed) == (True, False)
    assert (islet.mainland, islet.closed) == (False, True)


def _sides(part) -> dict[str, set[str]]:
    names = ("north", "east", "south", "west")
    return {
        f"{x:g},{y:g}": {name for bit, name in enumerate(names) if mask >> bit & 1}
        for x, y, mask in zip(part.lon, part.lat, part.open_sides.tolist(), strict=True)
    }


def test_coast_faces_the_side_where_the_sea_is(toy):
    west, east = _sides(toy.coasts("WW")[0]), _sides(toy.coasts("EE")[0])
    assert "west" in west["9.8,43"]
    assert "north" in west["12,46.2"]
    assert "south" in west["12,39.8"]
    assert "east" in east["18.2,43"]
    assert not any("east" in sides for sides in west.values())  # Westland's east is a land border
    assert not any("west" in sides for sides in east.values())


def test_a_small_island_belongs_to_the_coast_that_it_lies_off(toy):
    assert set(map(frozenset, _sides(toy.coasts("WW")[1]).values())) == {frozenset({"west"})}


def test_seaward_is_away_from_land(toy):
    part = toy.coasts("EE")[0]
    at = part.lon.tolist().index(18.2)
    assert abs(part.seaward_deg[at] - 90) < 15


def test_a_country_on_both_sides_of_the_antimeridian_has_its_two_halves_and_nothing_between(toy):
    assert toy.country("RR").geometry.equals(
        shapely.MultiPolygon([shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -179, 1)])
    )
    assert all(np.abs(np.diff(part.lon)).max() <= 1 for part in toy.coasts("RR"))


def test_a_country_around_the_pole_reaches_it(toy):
    polar = toy.country("PP").geometry
    assert polar.contains(shapely.Point(45, -89))
    assert not polar.intersects(shapely.Point(45, -70))
    assert polar.bounds[0] >= -180
    assert polar.bounds[2] <= 180


def test_the_cut_at_the_antimeridian_is_no_coast(toy):
    for part in toy.coasts("RR"):
        on_cut = np.abs(part.lon) == 180
        assert not (on_cut[:-1] & on_cut[1:]).any()


def test_the_edge_of_the_map_is_no_coast(toy):
    (part,) = toy.coasts("PP")
    assert part.lat.min() == -80
    assert (part.open_sides == 1).all()


def test_regions_unite_their_members_and_variants_differ(toy):
    whole, narrow = toy.get("ge:mainland"), toy.get("ge:mainland@narrow")
    assert whole.geometry.geom_type == "MultiPolygon"  # the mainland and the islet: no seam between the three countries
    assert len(whole.geometry.geoms) == 2
    assert narrow.geometry.equals(toy.country("WW").geometry)
    assert {place.id for place in toy.members("ge:mainland", "country")} == {"ne:WW", "ne:EE", "ne:LL"}
    assert toy.get("ge:homsk-and-lake").geometry.contains(shapely.Point(15.5, 42.5))


def test_curated_lines_keep_their_vertices(toy):
    line = toy.get("ge:calm-line.north")
    assert line.geometry.coords[-1] == (14.12345, 48.5)
    assert [place.id for place in toy.lines_between("EE", "WW")] == ["ge:calm-line", "ge:old-line"]
    assert toy.get("ge:old-line").geometry.equals(toy.borders("EE", "WW")[0].geometry)


def test_check_finds_a_site_that_is_not_where_it_claims(toy, toy_folder, tmp_path):
    assert toy.check() == []
    broken = tmp_path / "gazetteer"
    shutil.copytree(toy_folder, broken)
    points = broken / "tables" / "points.tsv"
    points.write_text(points.read_text().replace("17.9\t42.0\tSinp'o 8 km E", "11.0\t45.0\tSinp'o 8 km W"))
    regions = broken / "tables" / "regions.toml"
    regions.write_text(regions.read_text().replace('"EE/Homsk (Himsk)"', '"EE/Atlantis"'))
    found = " ".join(Gazetteer.open(build(tmp_path / "broken.sqlite", broken)).check())
    for words in ("Atlantis", "outside its country EE", "outside its region", "Sinp'o 8 km W"):
        assert words in found
