"""Regions younger than the source of outlines are drawn between the settlements that are counted to them."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gazetteer.divided import divide
from gazetteer.rows import Row
from gazetteer.settlements import Settlements

_HEAD = "country\twithin\tcode\tname\taliases\tkm2\talso\n"
_WEST = "EE\tOld\t1\tWestern Half\tWest Part\t49000\t\n"
_EAST = "EE\tOld\t2\tOld\t\t49000\t\n"


def _old() -> Row:
    return Row(
        id="ne:EE.old", name="Old", feature="admin1", lon=2.0, lat=1.0, country="EE", geometry=shapely.box(0, 0, 4, 2),
        names=[("Old", "name"), ("Old Province", "alias"), ("Ancient", "alias")],
    )  # fmt: skip


def _settlements() -> Settlements:
    places = [  # code, lon, lat; the last one is counted to the west by mistake, the one before to neither
        *(("1", 0.5 + n / 4, 0.5 + n / 5) for n in range(5)), *(("2", 2.5 + n / 4, 0.5 + n / 5) for n in range(5)),
        ("", 3.5, 0.2), ("1", 3.2, 1.0),
    ]  # fmt: skip
    count = len(places)
    return Settlements(
        key=list(range(count)), name=[""] * count, country=np.array(["EE"] * count, object),
        code=[code for code, _, _ in places], population=[0] * count,
        points=np.array([(lon, lat) for _, lon, lat in places]), prior=[0] * count, names=[[] for _ in places],
    )  # fmt: skip


def _divided(tmp_path, rows):
    (tmp_path / "tables").mkdir(exist_ok=True)
    (tmp_path / "tables" / "divided.tsv").write_text(_HEAD + rows, "utf-8")
    (tmp_path / "admin1.toml").write_text('[kinds]\ndefault = ["Province"]\n', "utf-8")
    states, problems = [_old()], []
    new, state_of = divide(tmp_path, states, [], _settlements(), np.zeros(12, int), problems)
    return states[0], new, state_of, problems


def test_the_parts_fill_the_old_region_and_do_not_overlap(tmp_path):
    old, (west, east), _, problems = _divided(tmp_path, _WEST + _EAST)
    assert problems == []
    assert shapely.union(west.geometry, east.geometry).area == pytest.approx(old.geometry.area, rel=1e-3)
    assert shapely.intersection(west.geometry, east.geometry).area == pytest.approx(0, abs=1e-3)
    assert shapely.intersects_xy(west.geometry, 0.2, 1.0)
    assert shapely.intersects_xy(east.geometry, 3.9, 1.0)


def test_a_settlement_among_those_of_the_other_part_does_not_cut_a_hole_into_it(tmp_path):
    _, (west, east), _, _ = _divided(tmp_path, _WEST + _EAST)
    assert shapely.intersects_xy(east.geometry, 3.2, 1.0)
    assert shapely.get_num_geometries(west.geometry) == 1


def test_every_settlement_moves_into_a_part(tmp_path):
    _, _, state_of, _ = _divided(tmp_path, _WEST + _EAST)
    assert state_of.tolist() == [1] * 5 + [2] * 5 + [2, 1]  # counted to the west, whatever the outline says


def test_the_old_region_keeps_only_names_that_no_part_bears(tmp_path):
    old, (west, _), _, _ = _divided(tmp_path, _WEST + _EAST)
    assert old.status == "historical"
    assert [name for name, _ in old.names] == ["Old (undivided)", "Ancient"]
    assert [name for name, _ in west.names] == [
        "Western Half", "West Part", "Western Half Province", "West Part Province",
    ]  # fmt: skip


def test_an_area_that_is_not_the_published_one_is_told(tmp_path):
    _, _, _, problems = _divided(tmp_path, _WEST.replace("49000", "4900") + _EAST)
    assert len(problems) == 1
    assert "western-half" in problems[0]
    assert "4900 are said" in problems[0]


def test_an_unknown_old_region_is_told(tmp_path):
    _, new, _, problems = _divided(tmp_path, _WEST.replace("Old", "Nowhere"))
    assert new == []
    assert problems == ["divided.tsv: no region 'Nowhere' in EE"]
