"""Every sample gives what was reviewed: ``pytest tests/test_seeds.py --rewrite-seeds`` writes the results anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shapely import get_dimensions, get_parts, transform
from shapely.geometry import shape

from geoevents.export.geojson import short
from geoevents.export.geometry import mapping, oriented
from geoevents.pipeline import Events, read
from geoevents.readers import READERS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SEEDS = Path(__file__).parents[1] / "seeds"
INPUTS = sorted(path for path in SEEDS.iterdir() if path.suffix in READERS and ".expected." not in path.name)
# They change with every build and say nothing about what was found.
VOLATILE = ("tool_version", "gazetteer_version", "source_file", "source_sha256", "event_id")


def expected(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected.geojson")


def light(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry to about 5 km, without small islands: enough to see what it is, and a hundredth of the bytes."""
    parts = [part for part in get_parts(geometry) if get_dimensions(part) < 2 or part.area > 0.05]
    kept = type(geometry)(parts) if hasattr(geometry, "geoms") and parts else geometry
    return transform(kept.simplify(0.05), lambda positions: positions.round(3))


def reviewed(events: Events) -> dict[str, Any]:
    """What is kept beside a seed: a valid GeoJSON file that one can open, without what changes with every build."""
    features = []
    for record in events.records():
        properties = {name: short(value) for name, value in record.cells.items() if name not in VOLATILE}
        geometry = mapping(oriented(light(record.geometry))) if record.geometry is not None else None
        features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def as_text(collection: dict[str, Any]) -> str:
    """One feature per line, so that a difference shows what changed."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in collection["features"])
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def same_ground(one: Any, other: Any) -> bool:
    """Whether two geometries are the same to about 20 km: libraries of another version differ in the last digits."""
    if one is None or other is None:
        return one is other
    return bool(shape(one).hausdorff_distance(shape(other)) < 0.2)


def test_there_are_seeds_of_each_kind() -> None:
    assert {path.suffix for path in INPUTS} >= {".md", ".csv"}
    assert len(INPUTS) >= 4


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_seed_gives_what_was_reviewed(path: Path, request: pytest.FixtureRequest) -> None:
    found = json.loads(as_text(reviewed(read(path))))
    if request.config.getoption("--rewrite-seeds"):
        expected(path).write_text(as_text(found), encoding="utf-8")
    kept = json.loads(expected(path).read_text(encoding="utf-8"))
    assert [feature["properties"] for feature in found["features"]] == [
        feature["properties"] for feature in kept["features"]
    ]
    for new, old in zip(found["features"], kept["features"], strict=True):
        assert same_ground(new["geometry"], old["geometry"]), new["properties"]["title"]


def test_no_expectation_is_left_without_its_seed() -> None:
    assert {expected(path) for path in INPUTS} == set(SEEDS.glob("*.expected.geojson"))


def events_of(name: str) -> Events:
    return read(SEEDS / name)


def placed(events: Events) -> set[tuple[str, str, str]]:
    return {
        (event.kind, placement.role, placement.resolution.name)
        for event in events
        for placement in event.placements
        if placement.resolution.shape is not None
    }


def test_nobody_is_placed_where_an_official_spoke() -> None:
    names = {name for _, _, name in placed(events_of("korea-2022-11-02.md"))}
    assert not names & {"Washington", "Pyongyang", "Moscow", "P'yŏngyang"}


def test_the_retold_report_gives_the_events_of_the_original() -> None:
    events = events_of("korea-2022-11-02.md")
    assert events.kinds() == {
        "missile_launch": 1, "artillery_fire": 1, "arms_transfer": 4, "boundary_crossing": 1, "military_exercise": 1,
    }  # fmt: skip
    transfers = [event for event in events if event.kind == "arms_transfer"]
    assert sorted(event.assertion for event in transfers) == ["denied", "reported", "reported", "warned"]
    roles = {
        (event.placements[0].resolution.name, placement.role, placement.resolution.name)
        for event in transfers
        for placement in event.placements
    }
    assert {role for _, role, _ in roles} == {"origin", "destination", "claimed_destination"}
    numbers = {
        event.kind: event.quantities[0] for event in events if event.kind in {"missile_launch", "artillery_fire"}
    }
    assert (numbers["missile_launch"].best, numbers["artillery_fire"].best) == (23, 100)
    assert numbers["artillery_fire"].modifier == "approx"
    millions = next(event.quantities[0] for event in transfers if event.assertion == "warned")
    assert (millions.low, millions.best) == (1_000_000, None)


def test_no_launch_from_the_coasts_is_drawn_inland() -> None:
    """Both coasts as two lines, near Wonsan and near the Yellow Sea: a line at the shore never holds Pyongyang."""
    from shapely import Point

    (launch,) = [event for event in events_of("korea-2022-11-02.md") if event.kind == "missile_launch"]
    geometry = launch.placements[0].resolution.shape.geometry  # type: ignore[union-attr]
    assert geometry.geom_type == "MultiLineString"
    assert geometry.distance(Point(127.45, 39.16)) < 0.1
    assert geometry.distance(Point(125.2, 38.7)) < 0.3
    assert geometry.distance(Point(126.9, 40.0)) > 0.5
