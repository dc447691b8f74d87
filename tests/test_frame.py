"""Events as a table and back: the schema is kept, nothing is lost that it can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon

from geoevents.errors import InputError
from geoevents.frame import COLUMNS, NAMES, SIGNATURE, from_frame, records, to_frame
from geoevents.model import (
    PlaceExpression,
    Placement,
    Resolution,
    Span,
    When,
)
from tests.fixtures.by_hand import REPORT, ROW, comparable, find, missiles, on_day, resolved, shape

# facts of the event data standards, as issue 2 wants them: this order is read by people and by QGIS.
CORE = """
event_id event_type event_subtype title start_date end_date start_time date_precision date_edtf date_text date_basis
place_role place_name place_id geo_precision geo_radius_m geo_basis longitude latitude actor1 actor2 qty_item qty_low
qty_best qty_high qty_modifier qty_text assertion confidence source_reliability info_credibility source_file
source_row char_start char_end quote source_url publisher doc_date source_sha256 cluster_id n_reports revision
supersedes tool_version gazetteer_version
""".split()  # noqa: SIM905  compared with the text of the issue by eye


def test_the_core_stands_in_its_order() -> None:
    assert [name for name in NAMES if name in CORE] == CORE
    assert len(set(NAMES)) == len(NAMES)
    assert set(NAMES) >= SIGNATURE
    assert all(column.meaning for column in COLUMNS)


def test_qgis_finds_the_dates_it_looks_for_first() -> None:
    dated = [c.name for c in COLUMNS if c.dtype in {"date", "datetime"}]
    assert next(n for n in dated if "start" in n or "begin" in n or "from" in n) == "start_date"
    assert next(n for n in dated if "end" in n or "last" in n or "to" in n) == "end_date"


def test_there_is_one_row_per_placement_with_the_reason_where_there_is_no_geometry() -> None:
    frame = to_frame([missiles()], [REPORT])
    assert list(frame["place_role"]) == ["launch", "impact"]
    assert frame.geometry[1] is None
    assert frame["unplaced_reason"][1] == "not in the gazetteer"
    assert frame.crs == "EPSG:4326"
    assert (frame["longitude"][0], frame["latitude"][0]) == (127.4, 39.2)
    assert frame["geo_radius_m"][0] == 5000


def test_an_event_without_any_place_is_a_row_with_its_reason() -> None:
    frame = to_frame([missiles(placements=(), unplaced_reason="the report does not say where")], [REPORT])
    assert len(frame) == 1
    assert frame.geometry[0] is None
    assert frame["unplaced_reason"][0] == "the report does not say where"


def test_an_area_has_no_longitude_that_could_be_taken_for_its_place() -> None:
    area = Placement("area", resolved(find(REPORT, "Wonsan"), Polygon([(0, 0), (1, 0), (1, 1)])))
    frame = to_frame([missiles(placements=(area,))], [REPORT])
    assert pd.isna(frame["longitude"][0])


def test_columns_have_their_types_even_without_rows() -> None:
    for frame in (to_frame([], []), to_frame([missiles()], [REPORT])):
        assert isinstance(frame, gpd.GeoDataFrame)
        assert str(frame["start_date"].dtype) == "datetime64[s]"
        assert str(frame["start_time"].dtype) == "datetime64[s, UTC]"
        assert str(frame["geo_radius_m"].dtype) == "float64"
        assert str(frame["source_row"].dtype) == "Int64"
        assert list(frame.columns) == [*NAMES, "geometry"]


def test_the_columns_of_a_table_follow_unchanged() -> None:
    table_event = missiles(id="e2", document_id="t1#4")
    frame = to_frame([missiles(), table_event], [REPORT, ROW])
    assert list(frame.columns)[len(NAMES) : -1] == ["src_Type", "src_Sub", "src_Grade", "src_odd name"]
    last = frame.iloc[-1]
    assert (last["src_odd name"], last["event_subtype"], last["source_reliability"]) == ("=1+1", "night raid", "B")
    assert frame.iloc[0]["src_Type"] is None
    assert last["source_row"] == 4


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2022-11-02T00:00", "2022-11-03T00:00", "2022-11-02", "2022-11-02"),
        ("2022-09-01T00:00", "2022-10-01T00:00", "2022-09-01", "2022-09-30"),
        ("2022-11-02T10:00", "2022-11-02T10:00", "2022-11-02", "2022-11-02"),
        (None, "2022-11-03T00:00", None, "2022-11-02"),
        ("2022-11-02T00:00", None, "2022-11-02", None),
        ("0001-01-01T00:00", "9999-12-31T00:00", "0001-01-01", "9999-12-30"),
    ],
)
def test_the_last_day_is_inclusive(start: str | None, end: str | None, first: str | None, last: str | None) -> None:
    def at(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None

    (record,) = records([missiles(placements=(), when=When(None, at(start), at(end), "range"))], [REPORT])
    assert (record.cells["start_date"], record.cells["end_date"]) == (first, last)


def test_a_frame_comes_back_as_the_same_events() -> None:
    events = (missiles(), missiles(id="e3", placements=(), unplaced_reason="no place"),
              missiles(id="e2", document_id="t1#4", when=When(None, None, None, "unknown", basis="none")))  # fmt: skip
    documents = (REPORT, ROW)
    back = from_frame(to_frame(events, documents))
    assert comparable(back) == comparable((events, documents))
    first = back[0][0]
    assert first.when.approximate
    assert first.quantities[0].best == 2
    assert [actor.role for actor in first.actors] == ["agent", "recipient"]
    assert [p.resolution.reason for p in first.placements] == [None, "not in the gazetteer"]
    assert first.placements[0].resolution.why == ("one", "two")


def test_another_crs_is_converted() -> None:
    events, _ = from_frame(to_frame([missiles()], [REPORT]).to_crs("EPSG:3857"))
    point = events[0].placements[0].resolution.shape.geometry  # type: ignore[union-attr]
    assert point.distance(Point(127.4, 39.2)) < 1e-9


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda frame: frame.drop(columns="event_id"), "no column 'event_id'"),
        (lambda frame: frame.assign(event_type=None), "'event_type' is empty"),
        (lambda frame: frame.assign(confidence="high"), "'confidence': 'high' is not a number"),
        (lambda frame: frame.assign(start_time="soon"), "'start_time': 'soon' is not a date"),
        (lambda frame: frame.assign(qty_low=float("inf")), "not a finite number"),
    ],
)
def test_a_wrong_frame_is_refused_in_words(change: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        from_frame(change(to_frame([missiles()], [REPORT])))  # type: ignore[operator]


@given(
    st.lists(
        st.sampled_from([Point(1, 2), LineString([(0, 0), (1, 1)]), Polygon([(0, 0), (1, 0), (1, 1)]), None]),
        max_size=3,
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.text(max_size=20),
)
def test_any_placements_date_and_title_come_back(geometries: list[object], day: date, title: str) -> None:
    placements = tuple(
        Placement("site", Resolution(PlaceExpression(Span("text", 0, 1, "T")), shape(g) if g else None,  # type: ignore[arg-type]
                                     reason=None if g else "why", precision="exact"))
        for g in geometries
    )  # fmt: skip
    events = (missiles(placements=placements, when=on_day(day.isoformat()), summary=title,
                       unplaced_reason=None if placements else "none"),)  # fmt: skip
    assert comparable(from_frame(to_frame(events, (REPORT,)))) == comparable((events, (REPORT,)))
