"""Tables: structure, meaning of columns, and clear words for what is wrong."""

from __future__ import annotations

import json
from itertools import islice
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.errors import InputError
from geoevents.frame import SIGNATURE
from geoevents.model import Document, Problem
from geoevents.readers import Options, Source, read_source
from geoevents.readers.meanings import SYNONYMS, plain, recognize
from geoevents.readers.rows import OWN


def read(name: str, data: bytes | str) -> tuple[list[Document], list[Problem]]:
    content = data.encode() if isinstance(data, str) else data
    found = list(read_source(Source(name, content), Options()))
    return [e for e in found if isinstance(e, Document)], [e for e in found if isinstance(e, Problem)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_the_row_is_kept_whole(delimiter: str) -> None:
    lines = [["Date", "lat", "lon", "my note"], ["2022-11-02", "38.6", "128.4", 'said "no"']]
    text = "\n".join(delimiter.join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in line) for line in lines)
    documents, problems = read("a.csv", text)
    assert problems == []
    assert documents[0].fields == dict(zip(*lines, strict=True))
    assert documents[0].row == 1


@pytest.mark.parametrize("other", ["; ", " | ", "\t", ";\n"])
def test_what_stands_in_quotes_is_no_delimiter(other: str) -> None:
    note = other.join(["Yonhap", "Reuters", 'the "AP"', "Kyodo", "BBC", "dpa", "TASS"])
    quoted = note.replace('"', '""')
    documents, problems = read("a.csv", f'date,place,notes\n2022-11-02,Wonsan,"{quoted}"\n2022-11-03,Sinpo,x\n')
    assert problems == []
    assert [d.fields["notes"] for d in documents] == [note, "x"]


def test_the_delimiter_is_what_lines_have_equally_often() -> None:
    documents, _ = read("a.csv", "date,place\n2022,Wonsan; Sinpo; Kangson\n2023,Goma\n")
    assert [d.fields["place"] for d in documents] == ["Wonsan; Sinpo; Kangson", "Goma"]
    documents, _ = read("a.csv", "lat;lon\n38,6;128,4\n38,7;128,5\n")
    assert documents[0].fields == {"lat": "38,6", "lon": "128,4"}


def test_rows_are_counted_without_header_and_blank_lines() -> None:
    documents, _ = read("a.csv", "\n\ndate,place\n2022,Goma\n\n,\n2023,Bukavu\n")
    assert [(d.row, d.fields["place"]) for d in documents] == [(1, "Goma"), (2, "Bukavu")]


def test_a_ragged_row_is_told_by_line_and_the_others_are_kept() -> None:
    documents, problems = read("a.csv", "date,place\n2022,Goma\n2022,a,b\n2023,Bukavu,\n2024\n")
    assert [d.fields["place"] for d in documents] == ["Goma", "Bukavu"]
    assert [(p.row, "line 3 has 3 cells, the header 2" in p.message) for p in problems] == [(2, True), (4, False)]
    assert "date, place" in problems[0].message


def test_many_bad_rows_at_the_top_do_not_lose_the_rest() -> None:
    documents, problems = read("a.csv", "date,place\n" + "2022\n" * 1500 + "2023,Goma\n")
    assert [d.row for d in documents] == [1501]
    assert [p.row for p in problems] == list(range(1, 1501))


def test_a_table_of_bad_rows_alone_names_them_before_it_is_refused() -> None:
    found = read_source(Source("a.csv", b"date,place\n2022\n2023,a,b\n"), Options())
    assert [entry.row for entry in islice(found, 2) if isinstance(entry, Problem)] == [1, 2]
    with pytest.raises(InputError, match="has no data row that can be read"):
        next(found)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", 'date,place\n2022,"Goma\n2023,x\n', "line 2.*never closed"),
        ("a.csv", "date,place\n", "has no data row, only the columns date, place"),
        ("a.csv", "date,place,date\n1,2,3\n", "'date' occurs twice"),
        ("a.csv", "foo,bar\n1,2\n", "no column says where or when.*it has foo, bar"),
        ("a.csv", ",".join(f"c{n}" for n in range(3000)) + "\n" + ",".join("1" * 3000), "3,000 columns"),
        ("a.csv", b"PK\x03\x04 xl/", "content is a ZIP archive.*name says .csv"),
        ("a.csv", "<html><table>", "content is HTML, name says .csv"),
        ("a.geojson", "<OGRVRTDataSource><SrcDataSource>x.csv", "virtual data source.*name says .geojson"),
        ("a.geojson", b"%PDF-1.4", "content is a PDF, name says .geojson"),
        ("a.json", '{"date": NaN}', "NaN is not JSON"),
        ("a.json", '{"data": [], "data": []}', "'data' occurs twice"),
        ("a.json", "[" * 200_000, "nested too deeply"),
        ("a.json", '[{"date": "2022"', "not JSON.*line 1"),
        ("a.json", "3", "a single int"),
        ("a.json", "[]", "has no data row"),
        (
            "a.geojson",
            '{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:5179"}},"features":[]}',
            "EPSG:5179",
        ),
    ],
)
def test_a_broken_table_is_refused_in_words(name: str, data: bytes | str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(name, data)


def test_one_broken_line_of_json_lines_does_not_lose_the_others() -> None:
    documents, problems = read("a.jsonl", '{"date":"2022","place":"Goma"}\n{oops\n[1]\n{"date":"2023","place":"X"}\n')
    assert [d.row for d in documents] == [1, 4]
    assert [(p.row, p.value) for p in problems] == [(2, "{oops"), (3, "[1]")]


@pytest.mark.parametrize(
    ("codec", "place"), [("euc_kr", "강원도 원산시 부근"), ("cp1251", "Харьков"), ("cp1256", "الحديدة")]
)
def test_a_table_in_another_script_is_read_in_its_encoding(codec: str, place: str) -> None:
    rows = "".join(f"2022-11-{day:02},{place}\n" for day in range(1, 20))
    documents, problems = read("a.csv", f"date,place\n{rows}".encode(codec))
    assert {d.fields["place"] for d in documents} == {place}
    assert "which it looks like" in problems[0].message


def test_an_object_with_a_key_twice_loses_its_record_and_no_other() -> None:
    rows = ['{"date":"2022","place":"Goma"}', '{"date":"2022","date":"2023"}', '{"date":"2024","x":[{"a":1,"a":2}]}']
    for name, text in (("a.json", f"[{','.join(rows)}]"), ("a.jsonl", "\n".join(rows))):
        documents, problems = read(name, text)
        assert [d.row for d in documents] == [1]
        assert [p.row for p in problems] == [2, 3]
        assert [p.message.split("'")[1] for p in problems] == ["date", "a"]


def test_an_object_with_very_many_keys_twice_takes_linear_time() -> None:
    start = process_time()
    with pytest.raises(InputError, match="has no data row that can be read"):
        read("a.json", "[{" + ",".join(f'"k{n}":1' for n in range(100_000)) + ',"k99999":1}]')
    assert process_time() - start < 20, "some 0.2 s if the time grows with the length, minutes if with its square"


def test_a_number_of_thousands_of_digits_stays_as_it_is_written() -> None:
    documents, _ = read("a.json", '[{"date":"2022","place":"Goma","n":' + "7" * 5000 + ',"m":12}]')
    assert documents[0].fields["n"] == "7" * 5000
    assert documents[0].fields["m"] == "12"


@pytest.mark.parametrize("wrapper", ["data", "events", "results"])
def test_records_may_be_wrapped(wrapper: str) -> None:
    text = json.dumps({"meta": 1, wrapper: [{"when": "2022-11-02", "where": "Goma", "n": 3, "ok": True, "x": None}]})
    documents, _ = read("a.json", text)
    assert documents[0].fields == {"when": "2022-11-02", "where": "Goma", "n": "3", "ok": "true", "x": ""}
    assert documents[0].columns == {"date": "when", "place": "where"}


def test_geojson_keeps_geometry_properties_and_id() -> None:
    feature = {
        "type": "Feature", "id": 7, "properties": {"date": "2022", "tags": ["a"]},
        "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
    }  # fmt: skip
    documents, problems = read("a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature, 3]}))
    assert documents[0].fields["tags"] == '["a"]'
    assert documents[0].fields["id"] == "7"
    assert json.loads(documents[0].fields["geometry"]) == feature["geometry"]
    assert documents[0].columns["geometry"] == "geometry"
    assert [(p.row, p.value) for p in problems] == [(2, "3")]


def test_records_of_prose_are_reports_with_their_own_dates() -> None:
    record = {"headline": "Raid", "body": "Shots were heard in Goma.", "date": "2022-11-02", "section": "Africa"}
    documents, problems = read("a.jsonl", json.dumps(record) + "\n" + json.dumps({**record, "body": " "}) + "\n")
    assert documents[0].columns == {}
    assert documents[0].fields == {"title": "Raid", "text": record["body"], "date": "2022-11-02", "section": "Africa"}
    assert documents[0].published is not None
    assert problems[0].row == 2


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (r"\ud83d", "\ufffd"),
        (r"\uDC00x", "\ufffdx"),
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\ud83d\ud83d\ude00", "\ufffd\U0001f600"),
        (r"\\ud83d", r"\ud83d"),
        (r"\\\ud83d", "\\\ufffd"),
    ],
)
def test_half_a_character_in_json_is_replaced_and_nothing_else(written: str, seen: str) -> None:
    for name in ("a.json", "a.jsonl"):
        documents, _ = read(name, f'{{"date":"2022","place":"{written}","k{written}":["{written}"]}}')
        assert documents[0].fields["place"] == seen
        assert json.loads(documents[0].fields[f"k{seen}"]) == [seen]


def test_a_cell_larger_than_the_parsers_own_limit_is_read() -> None:
    documents, _ = read("a.csv", f"date,place,notes\n2022,Goma,{'x' * 1_000_000}\n")
    assert len(documents[0].fields["notes"]) == 1_000_000


# Meanings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Latitude Longitude EVENT_DATE", {"lat": "Latitude", "lon": "Longitude", "date": "EVENT_DATE"}),
        ("x y when", {"lon": "x", "lat": "y", "date": "when"}),
        ("from to item qty", {"origin": "from", "destination": "to", "item": "item", "quantity": "qty"}),
        ("supplier recipient", {"origin": "supplier", "destination": "recipient"}),
        ("date_start date_end best low high", {
            "start": "date_start", "end": "date_end", "best": "best", "low": "low", "high": "high"}),
        ("lat date", {"date": "date"}),
        ("event_id_cnty event_type sub_event_type notes fatalities", {
            "id": "event_id_cnty", "kind": "event_type", "subtype": "sub_event_type", "text": "notes",
            "killed": "fatalities"}),
    ],
)  # fmt: skip
def test_columns_are_known_by_name(names: str, expected: dict[str, str]) -> None:
    assert recognize(names.split()) == expected


def test_no_name_means_two_things() -> None:
    seen: dict[str, str] = {}
    for meaning, names in SYNONYMS.items():
        for name in map(plain, names.split()):
            assert seen.setdefault(name, meaning) == meaning, name


def test_the_order_of_day_and_month_is_settled_by_the_whole_column() -> None:
    text = "date,place\n03/04/2022,a\n17/04/2022,b\n"
    assert read("a.csv", text)[0][0].columns["date_order"] == "dmy"
    assert "date_order" not in read("a.csv", text.replace("17/", "07/"))[0][0].columns


def test_our_own_exports_are_known_by_the_same_columns_everywhere() -> None:
    assert OWN == SIGNATURE


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_as_a_table_gives_rows_or_a_clear_error(text: str) -> None:
    for name in ("a.csv", "a.json", "a.jsonl", "a.tsv"):
        words = "a.x: read"
        try:
            read(name, "date,place\n" + text if name.endswith("sv") else text)
        except InputError as error:
            words = str(error)
        assert words.startswith("a.")


def test_what_no_synonym_knows_is_found_by_its_cells_or_a_word_of_its_name() -> None:
    documents, _ = read("a.csv", "Spot on map;Happened on;Incident type\n38.6, 128.4;2 Nov 2022;raid\n")
    assert documents[0].columns == {"point": "Spot on map", "date": "Happened on", "kind": "Incident type"}
    documents, _ = read("a.csv", "ident,outline,whereabouts,Nearest town\n1,POINT (1 2),x,Goma\n")
    assert documents[0].columns == {"geometry": "outline", "place": "Nearest town"}


def test_numbers_are_no_dates_and_years_may_be_names() -> None:
    documents, _ = read("a.csv", "country,2019,2020,2021\nMali,1990,2000,20220101\n")
    assert documents[0].columns == {"country": "country"}
