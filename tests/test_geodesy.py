"""Laws of the metric operations, everywhere on the globe: at the antimeridian, at the poles, and at their limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geoevents import geodesy
from geoevents.errors import PlaceError

LON = st.floats(-180, 180)
LAT = st.floats(-89.5, 89.5)
BEARING = st.floats(0, 359.9)
REACH = st.floats(100, 3_000_000)
WORLD = shapely.box(-180, -90, 180, 90)


def inside_the_world(geometry: shapely.Geometry) -> bool:
    return geometry.is_valid and not geometry.is_empty and WORLD.covers(geometry)


@given(LON, LAT, BEARING, REACH)
@example(179.9, 0.0, 90.0, 50_000.0)
def test_going_and_looking_back_agree(lon: float, lat: float, bearing: float, reach: float) -> None:
    x, y = geodesy.destination(lon, lat, bearing, reach)
    assert -180 <= x <= 180
    assert geodesy.distance_m(lon, lat, x, y) == pytest.approx(reach, abs=0.01)
    seen = geodesy.bearing_deg(lon, lat, x, y)
    assert abs((seen - bearing + 180) % 360 - 180) < 1e-3


@settings(max_examples=60, deadline=None)
@given(LON, LAT, REACH)
@example(180.0, -17.0, 300_000.0)
@example(12.0, 89.5, 900_000.0)
@example(-180.0, -89.4, 2_000_000.0)
def test_a_disc_is_valid_in_the_world_and_of_the_right_size(lon: float, lat: float, reach: float) -> None:
    disc = geodesy.buffer_m(shapely.Point(lon, lat), reach, quad_segs=16)
    assert inside_the_world(disc)
    on_a_sphere = 2 * math.pi * geodesy.positions.EARTH_RADIUS_M**2 * (1 - math.cos(reach / 6_371_008.8))
    assert geodesy.area_m2(disc) == pytest.approx(on_a_sphere, rel=0.02)


@settings(max_examples=60, deadline=None)
@given(LON, LAT, REACH, BEARING, st.floats(5, 180))
@example(179.0, 66.0, 500_000.0, 90.0, 30.0)
@example(0.0, 89.0, 800_000.0, 0.0, 30.0)
@example(0.0, 70.0, 2_166_809.0, 0.0, 5.0)
def test_a_sector_is_valid_and_as_large_as_its_angle(
    lon: float, lat: float, reach: float, bearing: float, half: float
) -> None:
    found = geodesy.sector(lon, lat, low_m=0.6 * reach, high_m=reach, bearing=bearing, half_angle=half)
    assert inside_the_world(found)

    def cap(radius: float) -> float:
        return 2 * math.pi * geodesy.positions.EARTH_RADIUS_M**2 * (1 - math.cos(radius / 6_371_008.8))

    assert geodesy.area_m2(found) == pytest.approx((cap(reach) - cap(0.6 * reach)) * half / 180, rel=0.03)


@settings(deadline=None)
@given(st.floats(-360, 360), st.floats(-80, 70), st.floats(0.5, 170), st.floats(0.5, 10))
@example(179.0, -20.0, 4.0, 5.0)
def test_a_split_keeps_the_area(west: float, south: float, wide: float, tall: float) -> None:
    box = shapely.box(west, south, west + wide, south + tall)
    split = geodesy.split_antimeridian(box)
    assert inside_the_world(split)
    assert geodesy.area_m2(split) == pytest.approx(geodesy.area_m2(shapely.box(0, south, wide, south + tall)), rel=1e-4)


def test_a_ring_that_jumps_is_read_as_crossing() -> None:
    fiji = shapely.Polygon([(177, -19), (-178, -19), (-178, -16), (177, -16)])
    split = geodesy.split_antimeridian(fiji)
    assert len(split.geoms) == 2
    assert split.bounds == (-180, -19, 180, -16)
    assert geodesy.area_m2(split) == pytest.approx(geodesy.area_m2(shapely.box(0, -19, 5, -16)), rel=1e-4)


def test_a_ring_around_the_pole_is_closed_over_it() -> None:
    ring = shapely.Polygon([(lon, -70) for lon in (-170, -90, 0, 90, 170)])
    split = geodesy.split_antimeridian(ring)
    assert inside_the_world(split)
    assert split.covers(shapely.Point(20, -89))


def test_an_outline_along_the_edge_of_the_map_is_left_alone() -> None:
    antarctica = shapely.box(-180, -90, 180, -70)
    assert geodesy.split_antimeridian(antarctica).equals(antarctica)


def test_a_great_circle_over_the_pacific_is_split() -> None:
    line = geodesy.great_circle(140, 36, -122, 37)
    assert inside_the_world(line)
    assert len(line.geoms) == 2
    assert geodesy.length_m(line) == pytest.approx(geodesy.distance_m(140, 36, -122, 37), rel=1e-4)


@settings(max_examples=40, deadline=None)
@given(LON, LAT, st.floats(-800_000, 800_000), st.floats(-800_000, 800_000))
@example(0.0, 89.0, 0.0, 110_694.0)  # on the meridian, right before the pole
def test_the_plane_and_back_is_the_same_place(lon: float, lat: float, east: float, north: float) -> None:
    plane = geodesy.Local(lon, lat)
    there = plane.unproject(shapely.Point(east, north))
    back = plane.project(there)
    assert (back.x, back.y) == pytest.approx((east, north), abs=0.01)


@pytest.mark.parametrize(("lon", "lat"), [(math.nan, 0), (0, math.inf), (0, 90.1), (0, -91), (361, 0), (-math.inf, 0)])
def test_positions_that_are_none_are_refused_with_a_message(lon: float, lat: float) -> None:
    with pytest.raises(PlaceError, match=r"finite|outside"):
        geodesy.check(lon, lat)
    with pytest.raises(PlaceError):
        geodesy.destination(lon, lat, 0, 1)
    with pytest.raises(PlaceError):
        geodesy.sector(lon, lat, low_m=0, high_m=1)


@pytest.mark.parametrize("reach", [-1.0, math.nan, math.inf, 1e7])
def test_distances_that_cannot_be_drawn_are_refused(reach: float) -> None:
    with pytest.raises(PlaceError, match="drawn"):
        geodesy.buffer_m(shapely.Point(0, 0), reach)


def test_a_long_coast_is_buffered_in_pieces_that_fit_together() -> None:
    line = geodesy.great_circle(-120, 50, 20, 60)
    grown = geodesy.buffer_m(line, 50_000)
    assert grown.is_valid
    assert grown.geom_type == "Polygon"
    assert geodesy.area_m2(grown) == pytest.approx(geodesy.length_m(line) * 100_000, rel=0.03)


def test_the_representative_point_is_on_the_largest_part() -> None:
    area = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(10, 0, 15, 5)])
    assert shapely.box(10, 0, 15, 5).contains(shapely.Point(geodesy.representative(area)))
    assert geodesy.representative(shapely.LineString([(0, 0), (4, 0)])) == (2, 0)


@pytest.mark.parametrize(("lon", "distance"), [(10.0, 1_000), (10.0, 15_000), (179.0, 15_000)])
def test_a_winding_line_grows_by_stretches_as_it_would_at_once(lon: float, distance: float) -> None:
    """Also over the antimeridian; the parts must not fall apart, nor reach further than said."""
    way = np.linspace(0, 4, 800)
    points = np.column_stack((lon + way, 60 + 0.3 * np.sin(9 * way) + 0.02 * np.sin(170 * way)))
    line = geodesy.split_antimeridian(shapely.LineString(points))
    grown = geodesy.buffer_m(line, distance)
    local = geodesy.Local(geodesy.wrap(lon + 2), 60)
    at_once = local.project(line).buffer(distance)
    flat = shapely.union_all([part.buffer(1.0) for part in shapely.get_parts(local.project(grown))])
    assert grown.is_valid
    assert grown.bounds[0] >= -180
    assert grown.bounds[2] <= 180
    assert flat.intersection(at_once).area / flat.union(at_once).area > 0.96
