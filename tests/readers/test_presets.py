"""Public layouts are read without an option, and a coded precision is drawn as what it means."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shapely import Point

from geoevents import event_types
from geoevents.errors import InputError
from geoevents.gazetteer import Gazetteer
from geoevents.model import Document
from geoevents.pipeline import Events, read
from geoevents.readers import Options, Source, read_source
from geoevents.readers.preset import named, presets
from geoevents.recognize.coded import SAID

if TYPE_CHECKING:
    from geoevents.model import Event, Precision, Resolution

SAMPLES = Path(__file__).parent / "samples"
FILES = {
    "acled.csv": "acled",
    "acled_old.csv": "acled",
    "ucdp.csv": "ucdp",
    "ucdp_old.csv": "ucdp",
    "ucdp_headerless.csv": "ucdp",
    "gdelt2.export.CSV": "gdelt",
    "gdelt1.export.CSV": "gdelt",
    "gdelt1_old.CSV": "gdelt",
    "gdelt_bigquery.csv": "gdelt",
    "polecat.txt.tsv": "polecat",
    "polecat_excess.tsv": "polecat",
    "icews.tab": "icews",
    "sipri.csv": "sipri",
    "nti_missiles.csv": "nti_missiles",
}


@cache
def sample(name: str) -> Events:
    return read(SAMPLES / name)


def source(event: Event, name: str) -> str:
    document = next(d for d in sample_of(event).documents if d.id == event.document_id)
    return document.fields[name]


def sample_of(event: Event) -> Events:
    return next(events for events in map(sample, FILES) if event in events.events)


def where(event: Event) -> Resolution:
    return event.placements[0].resolution


@pytest.mark.parametrize(("name", "preset"), FILES.items())
def test_a_public_layout_is_found_by_its_content_and_no_row_is_lost(name: str, preset: str) -> None:
    events = sample(name)
    assert [document.columns["preset"] for document in events.documents] == [preset] * 20
    assert [document.row for document in events.documents] == list(range(1, 21))
    assert events.errors == ()
    assert len(events) == 20


# Facts, section 1.5: data set, its code, what it means, and what the drawing must be.
CODES: tuple[tuple[str, str, str, Precision | None, str], ...] = (
    ("acled.csv", "geo_precision", "1", "exact", "Point"),
    ("acled.csv", "geo_precision", "2", "near", "Point"),
    ("acled.csv", "geo_precision", "3", "admin1", "Polygon"),
    ("ucdp.csv", "where_prec", "1", "exact", "Point"),
    ("ucdp.csv", "where_prec", "2", "near", "Point"),
    ("ucdp.csv", "where_prec", "3", "admin2", "Polygon"),
    ("ucdp.csv", "where_prec", "4", "admin1", "Polygon"),
    ("ucdp.csv", "where_prec", "5", "region", "Polygon"),
    ("ucdp.csv", "where_prec", "6", "country", "Polygon"),
    ("ucdp.csv", "where_prec", "7", "water", "Polygon"),
    ("gdelt2.export.CSV", "ActionGeo_Type", "1", "country", "Polygon"),
    ("gdelt2.export.CSV", "ActionGeo_Type", "2", "admin1", "Polygon"),
    ("gdelt2.export.CSV", "ActionGeo_Type", "3", "exact", "Point"),
    ("gdelt2.export.CSV", "ActionGeo_Type", "4", "exact", "Point"),
    ("gdelt2.export.CSV", "ActionGeo_Type", "5", "admin1", "Polygon"),
    ("gdelt2.export.CSV", "ActionGeo_Type", "0", None, ""),
    ("polecat.txt.tsv", "Feature Type", "PPLA", "exact", "Point"),
    ("polecat.txt.tsv", "Feature Type", "ADM1", "admin1", "Polygon"),
    ("polecat.txt.tsv", "Feature Type", "ADM2", "admin2", "Polygon"),
    ("polecat.txt.tsv", "Feature Type", "PCLI", "country", "Polygon"),
)


@pytest.mark.parametrize(("name", "column", "code", "precision", "shape"), CODES)
def test_a_code_is_drawn_as_what_it_means(
    name: str, column: str, code: str, precision: Precision | None, shape: str
) -> None:
    events = [event for event in sample(name) if source(event, column) == code]
    assert events, "the sample has no such row"
    for event in events:
        if precision is None:
            assert event.placements == ()
            continue
        found = where(event)
        assert found.precision == precision
        assert found.shape is not None
        assert found.shape.geometry.geom_type.removeprefix("Multi") == shape
        assert found.shape.error_m == 25_000 if precision == "near" else found.shape.error_m < 2_000
        if shape == "Polygon":
            assert found.shape.geometry.area > 0.01
            assert "not as the coded point" in found.why[0]


def test_the_area_is_the_one_that_the_row_names() -> None:
    def names(name: str, precision: str) -> set[str]:
        return {where(e).name for e in sample(name) if e.placements and where(e).precision == precision}

    assert names("gdelt2.export.CSV", "country") == {"North Korea"}  # KN is Saint Kitts and Nevis in ISO
    assert "California" in names("gdelt2.export.CSV", "admin1")
    assert names("ucdp.csv", "water") == {"Gulf of Aden", "Sea of Japan"}
    for event in sample("acled.csv"):
        place = where(event).places
        if where(event).precision == "admin1" and place:
            assert place[0].feature == "admin1"


def test_levels_say_the_precision_where_no_code_does() -> None:
    for event in sample("icews.tab"):
        level = "exact" if source(event, "City") else "admin1" if source(event, "Province") else "country"
        assert where(event).precision == level


def test_low_best_and_high_are_kept() -> None:
    event = sample("ucdp.csv").events[0]
    (quantity,) = event.quantities
    assert (quantity.low, quantity.best, quantity.high, quantity.item) == (2, 3, 9, "killed")
    assert sample("ucdp_old.csv").events[0].quantities[0].best == 3


def test_dates_are_as_wide_as_their_code() -> None:
    spans = {
        source(event, "time_precision"): (event.when.precision, event.when.end - event.when.start)  # type: ignore[operator]
        for event in sample("acled.csv")
    }
    assert {code: (precision, days.days) for code, (precision, days) in spans.items()}["2"] == ("week", 7)
    assert spans["3"][0] == "month"
    assert spans["1"][1].days == 1
    assert {source(event, "date_prec"): event.when.precision for event in sample("ucdp.csv")} == {
        "1": "day", "2": "range", "3": "week", "4": "month", "5": "year",
    }  # fmt: skip


def test_old_acled_dates_of_several_orders_are_read() -> None:
    assert [event.when.edtf for event in sample("acled_old.csv")][:3] == ["2022-05-16", "2022-05-17", "2022-05-18"]


def test_trade_is_a_flow_over_all_its_years_with_its_doubts() -> None:
    event = sample("sipri.csv").events[1]
    assert event.kind == "arms_transfer"
    assert [(p.role, p.resolution.name) for p in event.placements] == [("origin", "France"), ("destination", "Egypt")]
    assert event.when.edtf == "{2015,2016,2017,2018,2019}"
    assert (event.when.start.year, event.when.end.year) == (2015, 2020)  # type: ignore[union-attr]
    assert event.summary == "Rafale (fighter aircraft), France to Egypt"
    delivered, ordered = event.quantities
    assert (delivered.best, delivered.modifier, ordered.item) == (24, "exact", "fighter aircraft ordered")
    flagged = sample("sipri.csv").events[0].quantities[0]
    assert (flagged.low, flagged.best, flagged.modifier, flagged.text) == (None, 28, "approx", "28 ?")
    assert sample("sipri.csv").documents[4].fields["Recipient"] == "Türkiye"


def test_tests_of_missiles_have_a_launch_and_an_impact_and_unknown_is_no_value() -> None:
    event = sample("nti_missiles.csv").events[0]
    assert (event.kind, event.when.edtf) == ("missile_launch", "1984-09")
    assert [p.role for p in event.placements] == ["launch", "impact"]
    assert sample("nti_missiles.csv").events[3].placements == ()


def test_types_are_those_of_the_table_or_its_own_words_never_other() -> None:
    assert set(sample("acled.csv").kinds()) == {
        "armed_clash", "air_strike", "artillery_fire", "bombing", "protest",
        "Violence against civilians", "Riots", "Strategic developments",
    }  # fmt: skip
    assert set(sample("ucdp.csv").kinds()) == {"State-based violence", "Non-state violence", "One-sided violence"}
    kinds = sample("gdelt2.export.CSV").kinds()
    assert {"Consult", "Appeal", "protest"} <= set(kinds)
    assert sample("gdelt2.export.CSV").documents[3].fields["EventCode"] == "0211"


def test_ids_carry_the_name_of_the_set() -> None:
    assert sample("acled.csv").events[0].id == "acled:XYZ1000"
    assert sample("gdelt1.export.CSV").events[0].id == "gdelt:1080000000"
    assert [event.id for event in sample("icews.tab")][:2] == ["icews:30000@2019-07-01", "icews:30000@2019-07-02"]


def test_every_column_of_the_table_comes_out_unchanged() -> None:
    for name in ("acled.csv", "gdelt_bigquery.csv"):
        rows = list(csv.DictReader(io.StringIO((SAMPLES / name).read_text("utf-8-sig"))))
        for record in sample(name).records():
            row = rows[int(record.cells["source_row"] or 0) - 1]
            assert {key.removeprefix("src_"): v for key, v in record.cells.items() if key.startswith("src_")} == row


def problem(data: str, **options: str) -> str:
    with pytest.raises(InputError) as caught:
        list(read_source(Source("x.csv", data.encode()), Options(**options)))  # type: ignore[arg-type]
    return str(caught.value)


def test_a_headerless_file_of_no_known_layout_is_told_so() -> None:
    text = (SAMPLES / "gdelt2.export.CSV").read_text()
    cut = "\n".join("\t".join(line.split("\t")[:60]) for line in text.splitlines())
    assert "60 cells and is data, not a header" in problem(cut)
    assert "GDELT 61" in problem(cut)


def test_a_text_file_that_is_a_known_table_is_read_as_one() -> None:
    data = (SAMPLES / "polecat.txt.tsv").read_bytes()
    found = [d for d in read_source(Source("ngec.txt", data)) if isinstance(d, Document)]
    assert [d.columns["preset"] for d in found] == ["polecat"] * 20


def test_the_preset_may_be_forced_or_forbidden() -> None:
    assert "unknown preset 'acld'; known are acled" in problem("a,b\n1,2\n", preset="acld")
    text = (SAMPLES / "acled.csv").read_text("utf-8-sig")
    plain = list(read_source(Source("x.csv", text.encode()), Options(preset="none")))
    assert "preset" not in plain[0].columns  # type: ignore[union-attr]
    forced = list(read_source(Source("x.csv", b"Country,Recipient,when\nFrance,Egypt,2020\n"), Options(preset="sipri")))
    assert forced[0].columns["preset"] == "sipri"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(presets()))
def test_a_preset_says_only_what_the_readers_understand(name: str) -> None:
    preset = named(name)
    kinds = event_types.load()
    codes = {*preset.place.get("codes", {}).values(), *preset.levels.values()}
    assert codes <= {"exact", "near", "none", *SAID}
    assert all(kind in kinds or " " in kind or kind[0].isupper() for kind in preset.kinds.values())
    gazetteer = Gazetteer.open()
    assert all(gazetteer.country(code) for code in preset.countries.values())
    assert set(preset.levels) <= set(preset.columns)
    assert set(preset.flags) <= set(preset.columns)


@pytest.mark.skipif(
    not any(place.feature == "admin2" for place in Gazetteer.open().find("Orange County")),
    reason="this gazetteer has no outlines of districts",
)
def test_a_district_is_drawn_itself_where_its_outline_is_known(tmp_path: Path) -> None:
    header, row = (SAMPLES / "ucdp.csv").read_text().splitlines()[0:4:3]
    cells = dict(zip(header.split(","), next(csv.reader([row])), strict=True))
    assert cells["where_prec"] == "3"
    cells |= {"adm_1": "California", "adm_2": "Orange", "country": "United States", "latitude": "33.7"}
    cells |= {"longitude": "-117.8", "geom_wkt": ""}
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, cells)
        writer.writeheader()
        writer.writerow(cells)
    (event,) = read(path)
    assert (where(event).name, where(event).precision) == ("Orange County", "admin2")
    assert where(event).places[0].country == "US"
    assert where(event).shape.geometry.covers(Point(-117.8, 33.7))  # type: ignore[union-attr]


def test_an_attack_of_the_gtd_is_as_wide_as_its_specificity_says(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "eventid,iyear,imonth,iday,country_txt,provstate,city,latitude,longitude,specificity,vicinity,attacktype1_txt,nkill\n"
        "1,2015,1,7,France,Ile-de-France,Paris,48.859,2.370,1,0,Armed Assault,12\n"
        "2,2015,6,0,Nigeria,Borno,Unknown,11.8,13.1,4,0,Bombing/Explosion,\n"
        "3,2015,7,15,India,Jammu and Kashmir,Srinagar,34.08,74.8,1,1,Hijacking,0\n"
    )
    events = read(tmp_path / "t.csv")
    found = [(e.id, e.kind, e.when.edtf, where(e).precision) for e in events]
    assert found == [
        ("gtd:1", "Armed Assault", "2015-01-07", "exact"),
        ("gtd:2", "bombing", "2015-06", "admin1"),
        ("gtd:3", "Hijacking", "2015-07-15", "near"),
    ]


def test_a_message_of_the_asam_is_an_incident_at_sea(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "Reference,Date,Latitude,Longitude,NavArea,SubReg,Hostility,Victim,Description\n"
        "2011-100,03/21/2011,12°34'00\"N,47°58'00\"E,VIII,62,Pirates,Bulk carrier,Hijacked\n"
    )
    (event,) = read(tmp_path / "t.csv")
    assert (event.id, event.kind, event.when.edtf) == ("asam:2011-100", "maritime_incident", "2011-03-21")
    assert event.summary == "Pirates: Bulk carrier"
