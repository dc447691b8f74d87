"""What is written is read by other people's tools: pyarrow, geopandas, pyogrio, DuckDB, openpyxl, GDAL's own tools."""

from __future__ import annotations

import datetime as dt
import io
import json
import pathlib
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import duckdb
import geopandas
import openpyxl
import pyarrow.parquet
import pyogrio
import pytest
from shapely import LineString, Point, from_wkb
from shapely.geometry import shape as as_shape

from geoevents.errors import OutputError
from geoevents.export import EXPORTERS, save
from geoevents.export.geometry import oriented
from geoevents.export.mending import mend, mended
from geoevents.export.typed import dtype, need
from geoevents.export.workbook import MOST_CHARACTERS
from geoevents.frame import COLUMNS, NAMES, from_frame, from_records, one_per_event, records
from tests.export.test_formats import HOSTILE, SPECIMENS, rows
from tests.fixtures.by_hand import REPORT, ROW, missiles

if TYPE_CHECKING:
    from pathlib import Path

    from geoevents.frame import Record


@pytest.fixture(scope="module")
def found() -> list[Record]:
    from dataclasses import replace

    table = list(records([replace(missiles(), id="e3", document_id="t1#4", summary="=1+1")], [REPORT, ROW]))
    plain = rows(*SPECIMENS.values(), None, summary=HOSTILE)
    return [type(r)(dict.fromkeys(table[0].cells) | r.cells, r.geometry) for r in plain] + table


@pytest.fixture
def written(found: list[Record], tmp_path: Path) -> Any:
    def write(suffix: str, some: list[Record] | None = None) -> str:
        path = tmp_path / f"x{suffix}"
        save(path, some or found, attribution=["Natural Earth"])
        return str(path)

    return write


def expected(found: list[Record], name: str) -> list[Any]:
    return [record.cells[name] for record in found]


def as_cells(values: Any) -> list[Any]:
    """Values of any reader in the form of our records."""

    def plain(value: Any) -> Any:
        if value is None or str(value) in {"nan", "NaT"}:
            return None
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
        return value.isoformat() if isinstance(value, dt.date) else value

    return [plain(value) for value in values]


def test_geoparquet_by_pyarrow_has_every_column_in_its_type(written: Any, found: list[Record]) -> None:
    table = pyarrow.parquet.read_table(written(".parquet"))
    for name in found[0].cells:
        assert as_cells(table.column(name).to_pylist()) == expected(found, name), name
    types = {column.name: str(table.schema.field(column.name).type) for column in COLUMNS}
    assert (types["start_date"], types["start_time"]) == ("date32[day]", "timestamp[ms, tz=UTC]")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert table.schema.field("geometry").type == pyarrow.binary()
    for wkb, box, record in zip(table["geometry"].to_pylist(), table["bbox"].to_pylist(), found, strict=True):
        if record.geometry is None:
            assert wkb is box is None
        else:
            assert from_wkb(wkb).equals(record.geometry)
            assert tuple(box.values()) == pytest.approx(record.geometry.bounds)


def test_geoparquet_by_geopandas_and_its_box_filter(written: Any, found: list[Record]) -> None:
    frame = geopandas.read_parquet(written(".parquet"))
    assert len(frame) == len(found)
    assert frame.crs.equals("OGC:CRS84")
    near = geopandas.read_parquet(written(".parquet"), bbox=(127, 39, 128, 40))
    assert set(near.geometry) == {g for g in frame.geometry if g is not None and g.intersects(Point(127.4, 39.2))}


def test_geoparquet_and_geojson_by_duckdb(written: Any, found: list[Record]) -> None:
    with duckdb.connect() as base:
        rows_ = base.execute("select event_id, start_date, bbox.xmin from read_parquet(?)", [written(".parquet")])
        assert as_cells(row[1] for row in rows_.fetchall()) == expected(found, "start_date")
        (kind,) = base.execute("select typeof(start_date) from read_parquet(?)", [written(".parquet")]).fetchone() or ()
        assert kind == "DATE"
        lines = "select event_id, start_date, geometry from read_json(?)"
        got = base.execute(lines, [written(".geojsonl")]).fetchall()
        assert [row[0] for row in got] == expected(found, "event_id")
        assert as_cells(row[1] for row in got) == expected(found, "start_date")


@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".geojson"])
def test_gdal_by_pyogrio_keeps_columns_types_and_geometries(suffix: str, written: Any, found: list[Record]) -> None:
    path = written(suffix)
    meta, _, geometry, columns = pyogrio.raw.read(path)
    got = dict(zip(meta["fields"], columns, strict=True))
    ids = list(got["event_id"])
    assert sorted(ids) == sorted(expected(found, "event_id"))
    assert [
        None if wkb is None else from_wkb(wkb).equals(r.geometry) for wkb, r in zip(geometry, found, strict=True)
    ] == [None if record.geometry is None else True for record in found]
    for name in NAMES:
        if suffix == ".geojson" and not any(expected(found, name)):
            continue  # GDAL guesses the type of a column without values
        if dtype(name) == "int" and None in expected(found, name):
            continue  # numpy has no whole number that is missing
        assert [same(v, name) for v in as_cells(got[name].tolist())] == [
            same(v, name) for v in expected(found, name)
        ], name
    kinds = dict(zip(meta["fields"], meta["dtypes"], strict=True))
    # QGIS takes the first date field called start and the first called end for its time slider.
    assert str(kinds["start_date"]).startswith("datetime64[ms" if suffix == ".fgb" else "datetime64[D")
    assert str(kinds["start_time"]).startswith("datetime64")
    firsts = [n for n in meta["fields"] if str(kinds[n]).startswith("datetime64")]
    assert firsts[:4] == ["start_date", "end_date", "start_time", "end_time"]
    assert meta["crs"] == "EPSG:4326"


def same(value: Any, name: str) -> Any:
    """A value as all formats have it: FlatGeobuf has times and no dates."""
    if value is None:
        return None
    if dtype(name) in {"float", "int"}:
        return float(value)
    return str(value)[:10] if dtype(name) == "date" else str(value)


def test_flatgeobuf_has_an_index_where_all_is_placed(written: Any) -> None:
    path = written(".fgb", rows(Point(1, 2), Point(50, 3)))
    assert len(pyogrio.raw.read(path, bbox=(0, 0, 5, 5))[2]) == 1


def test_a_workbook_by_openpyxl_has_dates_and_no_formula(written: Any, found: list[Record]) -> None:
    book = openpyxl.load_workbook(written(".xlsx"))
    header, *lines = book["events"].iter_rows()
    names = [cell.value for cell in header]
    assert names == [*found[0].cells, "wkt"]
    column = {name: [line[at] for line in lines] for at, name in enumerate(names)}
    assert [cell.value for cell in column["title"]][-1] == "=1+1"
    assert {cell.data_type for cell in column["title"]} == {"s"}
    assert as_cells(c.value.date() for c in column["start_date"]) == expected(found, "start_date")
    assert [cell.value for cell in column["qty_low"]] == expected(found, "qty_low")
    assert book["about"]["A2"].value == "Natural Earth"


def test_a_geometry_too_long_for_a_cell_says_so(written: Any) -> None:
    ring = Point(0, 0).buffer(1, quad_segs=2000)
    path = written(".xlsx", rows(ring))
    cell = openpyxl.load_workbook(path)["events"].cell(2, len(rows(ring)[0].cells) + 1)
    assert cell.value == "too long for a cell: POLYGON"
    assert len(ring.wkt) > MOST_CHARACTERS


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's own tools are not on this machine")
@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb", ".kml"])
def test_gdals_own_tools_read_it_without_a_word(suffix: str, written: Any) -> None:
    told = subprocess.run(["ogrinfo", "-al", "-so", written(suffix)], capture_output=True, text=True, check=True)
    assert told.stderr == ""


def test_kml_by_gdal_has_folders_and_placemarks(written: Any, found: list[Record]) -> None:
    path = written(".kml")
    layers = pyogrio.list_layers(path)
    assert [layer[0] for layer in layers] == ["missile_launch"]
    assert len(pyogrio.raw.read(path, layer="missile_launch")[2]) == sum(r.geometry is not None for r in found)


def test_kml_by_an_independent_reader_has_its_places_spans_and_columns(written: Any, found: list[Record]) -> None:
    import fastkml
    from fastkml import Placemark
    from fastkml.utils import find_all

    document = fastkml.KML.parse(written(".kml"), validate=True)
    marks = list(find_all(document, of_type=Placemark))
    placed = [record for record in found if record.geometry is not None]
    assert len(marks) == len(placed)
    for mark, record in zip(marks, placed, strict=True):
        assert as_shape(mark.geometry.__geo_interface__).covers(oriented(record.geometry).representative_point())
        assert str(mark.times.begin.dt)[:10] == record.cells["start_date"]
        assert str(mark.times.end.dt)[:10] == record.cells["end_date"]
        data = {element.name: element.value for element in mark.extended_data.elements}
        assert data["title"] == record.cells["title"]


@pytest.mark.filterwarnings("ignore:BBOX crossing the Antimeridian")  # as RFC 7946 wants it
def test_geojson_by_a_validator(written: Any, found: list[Record]) -> None:
    import geojson_pydantic

    text = pathlib.Path(written(".geojson")).read_text("utf-8")
    whole = geojson_pydantic.FeatureCollection.model_validate_json(text)
    assert len(whole.features) == len(found)
    for line in pathlib.Path(written(".geojsonl")).read_text("utf-8").split("\n")[:-1]:
        geojson_pydantic.Feature.model_validate_json(line)


# Formats that are read into a frame by others, and what each cannot hold of a cell (docs/formats.md says so).
FRAMES = {".parquet": geopandas.read_parquet, ".gpkg": geopandas.read_file, ".fgb": geopandas.read_file}


@pytest.mark.parametrize("suffix", FRAMES)
def test_frame_to_file_to_frame_keeps_every_column(suffix: str, written: Any, found: list[Record]) -> None:
    frame = FRAMES[suffix](written(suffix))
    events, documents = from_frame(frame)
    again = list(records(events, documents))
    before, _ = from_records(found)
    assert [event.id for event in events] == [event.id for event in before]
    first = {record.cells["event_id"]: record for record in found}
    own = [name for name in NAMES if name not in {"tool_version", "gazetteer_version", "n_reports", "cluster_id"}]
    for record in again:
        cells = first[record.cells["event_id"]].cells
        if len([r for r in found if r.cells["event_id"] == cells["event_id"]]) > 1:
            continue  # several places: compared by the test of our own reader
        assert {n: same(record.cells.get(n), n) for n in own} == {n: same(cells.get(n), n) for n in own}


# One bad geometry -------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", sorted(EXPORTERS))
def test_one_bad_geometry_does_not_stop_an_export(suffix: str, tmp_path: Path) -> None:
    bad = [Point(float("nan"), 0), Point(181, 0), LineString([(170, 0), (-170, 0)]), Point(1, 2)]
    told: list[str] = []
    save(tmp_path / f"x{suffix}", rows(*bad), tell=told.append)
    assert [line.partition(";")[2] for line in told] == [" it is written without one"] * 2 + [" it was cut"]
    assert all(line.startswith("event e1: a geometry") for line in told)
    if suffix == ".geojson":
        features = json.loads((tmp_path / "x.geojson").read_text())["features"]
        assert [f["geometry"] is None for f in features] == [True, True, False, False]
        assert "not finite" in features[0]["properties"]["unplaced_reason"]
        assert as_shape(features[2]["geometry"]).geom_type == "MultiLineString"


def test_good_records_pass_unchanged_and_a_shape_is_mended_once() -> None:
    good = rows(Point(1, 2), SPECIMENS["areas"], SPECIMENS["areas"])
    assert [r.cells for r in mended(good)] == [r.cells for r in good]
    assert mend(LineString()) == (None, "its geometry is empty; it is written without one")


def test_one_per_event_joins_its_places_and_drops_claimed_ones() -> None:
    some = rows(Point(1, 2), Point(3, 4), None)
    (joined,) = one_per_event(some)
    assert joined.geometry is not None
    assert joined.geometry.wkt == "MULTIPOINT ((1 2), (3 4))"
    assert joined.cells["place_role"] == "site | site | site"
    some[1].cells["place_role"] = "claimed_destination"
    (joined,) = one_per_event(some[:2])
    assert joined.geometry == Point(1, 2)


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputError, match=r"needs nothing_like_this: pip install nothing_like_this$"):
        need("nothing_like_this.part")


def test_a_large_file_has_row_groups() -> None:
    data = b"".join(EXPORTERS[".parquet"](rows(*[Point(n / 1000, 1) for n in range(70_000)]), []))
    meta = pyarrow.parquet.ParquetFile(io.BytesIO(data)).metadata
    assert (meta.num_rows, meta.num_row_groups) == (70_000, 2)
