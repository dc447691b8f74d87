"""Shapes: each once, valid enough to draw, fine where fineness tells something."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from geoevents.render import shapes
from geoevents.render.placed import by_dimension
from geoevents.render.shapes import Shapes, simplified


def star(extent: float, vertices: int) -> Polygon:
    angles = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    radius = extent / 2 * (1 + 0.01 * np.sin(40 * angles))
    return Polygon(np.column_stack([radius * np.cos(angles), radius * np.sin(angles)]))


def test_the_same_coordinates_are_kept_once():
    table = Shapes()
    assert [table.add(box(0, 0, 1, 1)), table.add(box(0, 0, 2, 2)), table.add(box(0, 0, 1, 1))] == [0, 1, 0]
    assert len(table.geometries) == 2


def test_what_is_small_keeps_every_vertex():
    small = star(0.2, 500)
    assert simplified(small)[0].equals(small)


def test_a_large_area_loses_vertices_but_not_its_shape():
    large = star(10.0, 20_000)
    thin, _ = simplified(large)
    assert len(thin.exterior.coords) < 2_000
    assert thin.hausdorff_distance(large) < 0.01


def test_a_line_stays_finer_than_an_area_of_the_same_size():
    outline = star(10.0, 20_000)
    assert shapes.tolerance_deg(LineString(outline.exterior)) < shapes.tolerance_deg(outline)


def test_over_the_budget_shapes_are_thinned_until_they_fit(monkeypatch):
    monkeypatch.setattr(shapes, "VERTEX_BUDGET", 300)
    table = Shapes()
    islets = [shapely.affinity.translate(star(0.05, 40), 20 + i * 0.1, 0) for i in range(200)]
    table.add(MultiPolygon([star(10.0, 20_000), *islets]))
    ((slim, _),) = table._slim()
    assert 10 < shapely.get_num_coordinates(slim) <= 300


def test_a_polygon_too_small_for_the_grid_is_still_drawn():
    speck = Polygon([(0, 0), (1e-7, 0), (1e-7, 1e-7), (0, 1e-7)])
    table = Shapes()
    table.add(speck)
    assert len(table.pack()) > 8


def test_a_mixed_geometry_is_split_by_dimension_and_loses_nothing():
    mixed = GeometryCollection([Point(1, 1), box(0, 0, 1, 1), Point(2, 2), LineString([(0, 0), (3, 3)])])
    parts = by_dimension(mixed)
    assert [part.geom_type for part in parts] == ["Polygon", "LineString", "MultiPoint"]
    assert by_dimension(Polygon()) == [None]
