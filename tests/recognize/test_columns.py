"""A row of a table becomes an event: where, when, what, how many, and a clear word for what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoevents import event_types
from geoevents.expressions.base import Focus
from geoevents.gazetteer import Gazetteer
from geoevents.model import Document, Event, PlaceExpression, Problem, Resolution
from geoevents.readers.meanings import recognize
from geoevents.recognize.columns import RowReader
from geoevents.recognize.row_kinds import kind_of, kind_of_title, kinds_of, plain_kind, table_words
from geoevents.resolve import resolve

if TYPE_CHECKING:
    from geoevents.model import Place


@pytest.fixture(scope="module")
def reader() -> RowReader:
    gazetteer = Gazetteer.open()

    def place(expression: PlaceExpression, country: Place | None, _: str) -> Resolution:
        return resolve(expression, gazetteer, focus=Focus(country, "the row says so"))

    return RowReader(gazetteer, event_types.load(), place)


def row(**fields: str) -> Document:
    return Document("t#3", "folder/table.csv", fields, row=3, columns=recognize(tuple(fields), [fields]))


def event_of(reader: RowReader, **fields: str) -> tuple[Event, tuple[Problem, ...]]:
    event, problems = reader.read(row(**fields))
    assert event is not None
    return event, problems


def test_a_row_with_coordinates_is_a_point_with_the_error_of_its_digits(reader: RowReader) -> None:
    event, problems = event_of(reader, lat="39.15", lon="127.44", date="2022-11-02", type="missile_launch")
    (placement,) = event.placements
    shape = placement.resolution.shape
    assert shape is not None
    assert (placement.role, placement.resolution.precision) == ("site", "exact")
    assert (shape.geometry.x, shape.geometry.y, shape.error_m) == (127.44, 39.15, 556)
    assert (event.kind, event.when.edtf, event.when.basis) == ("missile_launch", "2022-11-02", "table")
    assert placement.resolution.why == ("as given by the table in lat and lon",)
    assert problems == ()


def test_a_rejected_row_names_row_field_and_value(reader: RowReader) -> None:
    for fields, blamed in (({"lat": "127.4", "lon": "38.6"}, "lat"), ({"lat": "38.6", "lon": "999"}, "lon")):
        event, (problem,) = reader.read(row(**fields, date="2022"))
        assert event is None
        assert (problem.source, problem.row, problem.field, problem.value) == (
            "folder/table.csv", 3, blamed, fields[blamed])  # fmt: skip
        assert problem.severity == "error"


def test_null_island_is_kept_with_a_warning(reader: RowReader) -> None:
    _, problems = event_of(reader, lat="0", lon="0", date="2022")
    assert [(problem.severity, problem.field) for problem in problems] == [("warning", "lat")]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"place": "Paris", "admin1": "Texas", "country": "United States"}, "Paris"),
        ({"place": "off the east coast", "country": "North Korea"}, "east coast"),
        ({"place": "unknown", "country": "Syria"}, "Syria"),
    ],
)
def test_place_words_go_through_the_language_of_places(reader: RowReader, fields: dict[str, str], name: str) -> None:
    event, _ = event_of(reader, date="2022", **fields)
    (placement,) = event.placements
    assert placement.resolution.shape is not None, placement.resolution.reason
    assert name in placement.resolution.name


def test_a_town_is_found_in_its_own_country(reader: RowReader) -> None:
    for country, code in (("Libya", "LY"), ("Lebanon", "LB")):
        event, _ = event_of(reader, date="2022", place="Tripoli", country=country)
        assert event.placements[0].resolution.places[0].country == code


def test_an_unknown_place_is_kept_unplaced_with_a_warning(reader: RowReader) -> None:
    event, (problem,) = event_of(reader, date="2022", place="Flubberville")
    assert event.placements[0].resolution.shape is None
    assert (problem.severity, problem.value) == ("warning", "Flubberville")
    span = event.placements[0].resolution.expression.span
    assert span is not None
    assert (span.field, span.text) == ("place", "Flubberville")


def test_a_flow_has_its_roles_and_no_site_at_the_country(reader: RowReader) -> None:
    event, _ = event_of(
        reader,
        supplier="Iran",
        recipient="Russia",
        country="Iran",
        year="2022",
        weapon="drone",
        quantity="at least 200",
    )
    assert [(p.role, p.resolution.name) for p in event.placements] == [("origin", "Iran"), ("destination", "Russia")]
    (quantity,) = event.quantities
    assert (quantity.low, quantity.best, quantity.modifier, quantity.item) == (200, None, "at_least", "drone")
    assert event.when.precision == "year"


def test_a_geometry_is_kept_as_it_is(reader: RowReader) -> None:
    event, _ = event_of(reader, date="2022", geometry="POLYGON ((0 0, 1 0, 1 1, 0 0))", place="somewhere in the gulf")
    resolution = event.placements[0].resolution
    assert resolution.shape is not None
    assert resolution.shape.geometry.geom_type == "Polygon"
    assert (resolution.precision, resolution.name) == ("region", "somewhere in the gulf")


@pytest.mark.parametrize(
    ("fields", "edtf", "precision", "severity"),
    [
        ({"start": "2022-11-02", "end": "2022-11-05"}, "2022-11-02/2022-11-05", "range", None),
        ({"date": "2022-11-02", "end": "2022-11-01"}, "2022-11-02", "day", "error"),
        ({"date": "2022-02-30"}, "", "unknown", "error"),
        ({"date": "44867"}, "2022-11-02", "day", None),
        ({"date": "03/04/2022"}, "2022-03-04/2022-04-03", "range", "warning"),
        ({"date": "unknown"}, "", "unknown", None),
        ({"date": "2022-09"}, "2022-09", "month", None),
    ],
)
def test_dates_are_honest(
    reader: RowReader, fields: dict[str, str], edtf: str, precision: str, severity: str | None
) -> None:
    event, problems = event_of(reader, lat="1.5", lon="2.5", **fields)
    assert (event.when.edtf, event.when.precision) == (edtf, precision)
    assert [problem.severity for problem in problems] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "Missile launch"}, "missile_launch"),
        ({"type": "MISSILE_LAUNCH"}, "missile_launch"),
        ({"type": "195"}, "195"),
        ({"type": "Battles", "sub_event_type": "Armed clash"}, "Armed clash"),
        ({"type": "Cattle market"}, "Cattle market"),
        ({"type": ""}, "event"),
        ({}, "event"),
    ],
)
def test_a_kind_is_mapped_only_where_its_word_means_one_thing(
    reader: RowReader, fields: dict[str, str], kind: str
) -> None:
    event, _ = event_of(reader, place="Goma", date="2022", **fields)
    assert event.kind == kind or (kind == "Armed clash" and event.kind in {"armed_clash", "Battles"})


@pytest.mark.parametrize(
    ("cell", "low", "best", "high", "modifier"),
    [
        ("23", 23, 23, 23, "exact"),
        ("1,600", 1600, 1600, 1600, "exact"),
        ("some 100", None, 100, None, "approx"),
        ("between 20 and 30", 20, None, 30, "range"),
        ("a handful or so", None, None, None, "vague"),
        ("-5", None, None, None, "vague"),
    ],
)
def test_numbers_keep_their_words(
    reader: RowReader, cell: str, low: float | None, best: float | None, high: float | None, modifier: str
) -> None:
    event, _ = event_of(reader, place="Goma", date="2022", quantity=cell)
    (quantity,) = event.quantities
    assert (quantity.low, quantity.best, quantity.high, quantity.modifier) == (low, best, high, modifier)
    assert quantity.text == cell


def test_bounds_and_casualties_are_quantities_of_their_own(reader: RowReader) -> None:
    event, _ = event_of(reader, place="Goma", date="2022", low="3", best="5", high="9", killed="4", wounded="dozens")
    assert [(q.low, q.best, q.high, q.item) for q in event.quantities][:2] == [(3, 5, 9, None), (4, 4, 4, "killed")]
    assert event.quantities[2].text == "dozens"


def test_an_id_is_the_tables_own_or_made_of_the_content(reader: RowReader) -> None:
    assert event_of(reader, id="N-1", place="Goma", date="2022")[0].id == "table:N-1"
    one, two = (event_of(reader, place="Goma", date="2022", type=kind)[0].id for kind in ("raid", "talks"))
    assert one != two
    assert len(one) == 16


def test_every_span_is_where_it_says(reader: RowReader) -> None:
    document = row(place="  Goma ", date="2022", notes="Shots.", quantity=" 3 ", actor1="Mali")
    event, _ = reader.read(document)
    assert event is not None
    spans = [event.when.span, event.quantities[0].span, event.evidence[0], event.actors[0].span]
    for span in (*spans, event.placements[0].resolution.expression.span):
        assert span is not None
        assert document.fields[span.field][span.start : span.end] == span.text
    assert event.actors[0].country == "ML"


def test_a_line_is_what_was_crossed_only_where_the_kind_is_a_crossing(reader: RowReader) -> None:
    for kind, role in (("boundary_crossing", "line_crossed"), ("artillery_fire", "site")):
        event, _ = event_of(reader, date="2022", type=kind, place="Military Demarcation Line")
        assert event.placements[0].role == role


def test_a_position_without_a_name_is_called_as_it_is_written(reader: RowReader) -> None:
    event, _ = event_of(reader, date="2022", lat="38°36'N", lon="128°22'E")
    assert event.placements[0].resolution.name == "38°36'N, 128°22'E"
    assert event.summary == "event: 38°36'N, 128°22'E"


@pytest.mark.parametrize(
    ("lat", "lon", "country", "hint"),
    [
        ("37.5", "48.5", "Ukraine", "swapped"),
        ("4.6", "74.1", "Colombia", "minus sign of the longitude"),
        ("22.9", "-43.2", "Brazil", "minus sign of the latitude"),
    ],
)
def test_a_slip_that_puts_a_row_far_from_its_country_is_refused(
    reader: RowReader, lat: str, lon: str, country: str, hint: str
) -> None:
    event, (problem,) = reader.read(row(lat=lat, lon=lon, country=country, date="2022"))
    assert event is None
    assert hint in problem.message
    assert country in problem.message


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"lat": "12,0991", "lon": "54,0924", "place": "Rostock"}, "swapped"),
        ({"lat": "12.0991", "lon": "54.0924", "admin1": "Mecklenburg-Vorpommern"}, "swapped"),
        ({"lat": "4.6", "lon": "74.1", "place": "Bogota"}, "minus sign of the longitude"),
    ],
)
def test_a_slip_that_puts_a_row_far_from_the_place_that_it_names_is_refused(
    reader: RowReader, fields: dict[str, str], hint: str
) -> None:
    event, (problem,) = reader.read(row(**fields, date="2022"))
    assert event is None
    assert hint in problem.message


@pytest.mark.parametrize("place", ["Nowhereville", "Berlin", "Red Sea"])
def test_a_row_far_from_its_place_without_a_slip_is_kept(reader: RowReader, place: str) -> None:
    event, _ = event_of(reader, lat="12.0991", lon="54.0924", place=place, date="2022")
    assert event.placements[0].resolution.precision == "exact"


def test_a_name_with_likely_rivals_is_no_dot_unless_the_row_settles_it(reader: RowReader) -> None:
    event, (problem,) = event_of(reader, place="Springfield", date="2022")
    assert event.placements[0].resolution.shape is None
    assert problem.severity == "warning"
    assert "Springfield (Massachusetts, US)" in problem.message
    for fields in ({"place": "Springfield", "admin1": "Massachusetts"}, {"place": "Goma"}):
        _, problems = event_of(reader, **fields, date="2022")
        assert problems == ()


def test_a_namesake_outside_the_region_of_its_row_is_not_meant(reader: RowReader) -> None:
    event, (problem,) = event_of(reader, place="Neustadt", admin1="Bayern", date="2022")
    assert [place.name for place in event.placements[0].resolution.places] == ["Bayern"]
    assert "no place of this name in Bayern" in problem.message


def test_a_row_away_from_its_country_without_a_slip_is_kept(reader: RowReader) -> None:
    event, problems = event_of(reader, lat="15.0", lon="42.5", country="United Kingdom", date="2022")
    assert event.placements[0].resolution.shape is not None
    assert problems == ()


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        ({"year": "2017", "month": "3", "day": "21"}, "2017-03-21"),
        ({"iyear": "2017", "imonth": "3", "iday": "0"}, "2017-03"),
        ({"iyear": "2017", "imonth": "0", "iday": "0"}, "2017"),
        ({"year": "2017", "month": "March", "day": "21"}, "2017-03-21"),
        ({"date": "early November 2022"}, "2022-11-01/2022-11-10"),
        ({"date": "mid-2022"}, "2022-05-01/2022-08-31"),
        ({"date": "2-4 November 2022"}, "2022-11-02/2022-11-04"),
    ],
)
def test_a_date_in_several_columns_or_in_words(reader: RowReader, fields: dict[str, str], edtf: str) -> None:
    event, problems = event_of(reader, lat="1", lon="2", **fields)
    assert event.when.edtf == edtf
    assert problems == ()


def test_a_date_of_columns_that_is_none_is_told(reader: RowReader) -> None:
    event, (problem,) = event_of(reader, lat="1", lon="2", year="2022", month="2", day="30")
    assert event.when.edtf == "2022"
    assert "makes no date" in problem.message


def test_words_of_tables_name_kinds_that_exist_and_mean_but_one() -> None:
    types = event_types.load()
    seen: dict[str, str] = {}
    for kind, words in table_words().items():
        assert kind in types
        for word in map(plain_kind, words):
            assert seen.setdefault(word, kind) == kind, word


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Piracy", "maritime_incident"),
        ("Exercise", "military_exercise"),
        ("Bombalı saldırı", "bombing"),  # noqa: RUF001  Turkish
        ("Ракетный удар", "missile_launch"),
        ("Manifestación", "protest"),
        ("Shelling / mortar fire", "artillery_fire"),
        ("Riot, shelling", None),  # two kinds: neither
        ("Attack", None),  # ACLED's word for one of ours is too wide for other tables
        ("Explosion", None),  # of gas, or of a bomb
    ],
)
def test_a_word_of_a_table_is_a_kind_only_if_it_is_of_no_other(text: str, kind: str | None) -> None:
    assert kind_of(text, kinds_of(event_types.load())) == kind


def test_a_headline_has_the_kind_that_it_begins_with() -> None:
    known = kinds_of(event_types.load())
    assert kind_of_title("Air strike on Mekelle", known) == "air_strike"
    assert kind_of_title("Report on an air strike", known) is None


@pytest.mark.parametrize(
    ("fields", "name", "precision"),
    [
        (
            {"place": "Palma", "admin1": "Cabo Delgado", "country": "Mozambique"},
            "Cabo Delgado",
            "admin1",
        ),  # not Mallorca
        ({"place": "Nowheresville", "country": "Kenya"}, "Kenya", "country"),
        ({"place": "Nationwide", "country": "Kenya"}, "Kenya", "country"),
        ({"admin1": "Kharkiv", "country": "Ukraine"}, "Kharkiv Oblast", "admin1"),  # not the city
        ({"region": "Middle East", "country": "Yemen"}, "Yemen", "country"),
        ({"place": "Simferopol", "country": "Russia"}, "Simferopol", "exact"),  # others draw borders otherwise
        ({"place": "San Fernando", "region": "La Union", "country": "Philippines"}, "San Fernando", "exact"),
    ],
)
def test_what_a_row_names_above_a_place_settles_it_or_stands_for_it(
    reader: RowReader, fields: dict[str, str], name: str, precision: str
) -> None:
    event, _ = event_of(reader, **fields, date="2022")
    found = event.placements[0].resolution
    assert (found.places[0].name, found.precision) == (name, precision)


def test_low_and_high_numbers_of_people_are_one_number_and_hurt_or_killed_are_casualties(reader: RowReader) -> None:
    event, _ = event_of(reader, date="2022", min_killed="105", max_killed="278", casualties="300")
    assert [(q.item, q.low, q.best, q.high) for q in event.quantities] == [
        ("killed", 105, None, 278),
        ("casualties", 300, 300, 300),
    ]


def test_a_time_beside_a_day_is_taken_only_if_its_zone_is_known(reader: RowReader) -> None:
    assert event_of(reader, date="2023-10-07", time="06:30")[0].when.edtf == "2023-10-07"
    assert event_of(reader, date="2023-10-07", time="0630Z")[0].when.edtf == "2023-10-07T06:30:00Z"
    assert event_of(reader, date="2023-10-07", time_utc="6:30")[0].when.edtf == "2023-10-07T06:30:00Z"


def test_a_position_may_stand_in_three_columns_of_utm(reader: RowReader) -> None:
    event, _ = event_of(reader, zone="38S", easting="594200", northing="4412300", date="2022")
    shape = event.placements[0].resolution.shape
    assert shape is not None
    assert (round(shape.geometry.x, 2), round(shape.geometry.y, 2)) == (46.1, 39.86)
    lost, (problem,) = reader.read(row(zone="19S", easting="500000", northing="4000000", date="2022"))
    assert lost is None  # the band S off Massachusetts, or Patagonia
    assert "19 north or south" in problem.message
