"""Tables as people make them, in nine languages and with every habit: what a careful reader takes from each row."""

# ruff: noqa: RUF001, ISC004, E501  tables in other alphabets, as they are written

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from geoevents.pipeline import Events, read
from geoevents.readers.meanings import recognize

if TYPE_CHECKING:
    from pathlib import Path


def taken(events: Events) -> list[tuple[Any, ...]]:
    """Kind, date, name and precision of the place, numbers of people: of each row."""
    found = []
    for event in events:
        where = event.placements[0].resolution if event.placements else None
        people = tuple((q.item, q.low, q.best, q.high) for q in event.quantities)
        found.append((event.kind, event.when.edtf, where and where.name, where and where.precision, people))
    return found


# Name of the file, its text and encoding, and what each row is.
TABLES: dict[str, tuple[str, str, str, list[tuple[Any, ...]]]] = {
    "Spanish": (
        "t.csv",
        "Fecha;Municipio;Departamento;País;Tipo de hecho;Muertos;Heridos;Latitud;Longitud\n"
        "3 de mayo de 2023;Tibú;Norte de Santander;Colombia;Masacre;4;;8,6333;-72,7333\n"
        "04/05/2023;Buenaventura;Valle del Cauca;Colombia;Masacre;;1.600;3,8801;-77,0312\n",
        "cp1252",
        [
            ("Masacre", "2023-05-03", "Tibú", "exact", (("killed", 4, 4, 4),)),
            ("Masacre", "2023-05-04", "Buenaventura", "exact", (("wounded", 1600, 1600, 1600),)),
        ],
    ),
    "French": (
        "t.csv",
        "Date,Lieu,Pays,Type d'incident,Nombre de morts,Nombre de blessés\n"
        "1er novembre 2022,Djibo,Burkina Faso,Attaque,une dizaine,environ 50\n"
        "12/11/2022,Ménaka,Mali,Enlèvement,0,plus de 3\n",
        "utf-8",
        [
            ("Attaque", "2022-11-01", "Djibo", "exact", (("killed", None, 10, None), ("wounded", None, 50, None))),
            ("Enlèvement", "2022-11-12", "Ménaka", "admin1", (("killed", 0, 0, 0), ("wounded", 3, None, None))),
        ],
    ),
    "German": (
        "t.csv",
        "Datum;Ort;Land;Ereignis;Anzahl;Breitengrad;Längengrad\n"
        "02.11.2022;Wonsan;Nordkorea;Raketenstart;1.600;39,15;127,44\n",
        "cp1252",
        [("missile_launch", "2022-11-02", "Wonsan", "exact", ((None, 1600, 1600, 1600),))],
    ),
    "Russian": (
        "t.csv",
        "Дата;Населённый пункт;Область;Страна;Событие;Погибло;Ранено;Широта;Долгота\n"
        "02.11.2022;Херсон;Херсонская область;Украина;Обстрел;2;не менее 5;46,6354;32,6169\n"
        "3 ноября 2022 г.;Никополь;Днепропетровская область;Украина;Обстрел;;1;47,5712;34,3964\n",
        "cp1251",
        [
            ("artillery_fire", "2022-11-02", "Херсон", "exact", (("killed", 2, 2, 2), ("wounded", 5, None, None))),
            ("artillery_fire", "2022-11-03", "Никополь", "exact", (("wounded", 1, 1, 1),)),
        ],
    ),
    "Ukrainian, one column of pairs": (
        "t.csv",
        'Дата,Місто,Тип події,Загинуло,Координати\n02.11.2022,Харків,Ракетний удар,1,"49.9935, 36.2304"\n',
        "utf-8",
        [("missile_launch", "2022-11-02", "Харків", "exact", (("killed", 1, 1, 1),))],
    ),
    "Arabic": (
        "t.csv",
        "التاريخ,المكان,الدولة,نوع الحدث,عدد القتلى\n2 نوفمبر 2022,إدلب,سوريا,قصف,٣\n05/11/2022,الحديدة,اليمن,قصف,١\n",
        "utf-8",
        [
            ("قصف", "2022-11-02", "Idlib", "exact", (("killed", 3, 3, 3),)),
            ("قصف", "2022-11-05", "Al Ḩudaydah", "exact", (("killed", 1, 1, 1),)),
        ],
    ),
    "an aid group's list": (
        "t.csv",
        "Incident ID;Incident Date;Country;Governorate;Village / Town;Lat;Long;Category;No. killed;No. injured\n"
        "1;03/04/2022;Yemen;Al Hudaydah;Hays;13,9310;43,4830;Mine blast;1;>10\n"
        "2;17/04/2022;Yemen;Taizz;Taizz;13,5795;44,0209;Shelling;;dozens\n",
        "utf-8",
        [
            ("bombing", "2022-04-03", "Hays", "exact", (("killed", 1, 1, 1), ("wounded", 10, None, None))),
            ("artillery_fire", "2022-04-17", "Taizz", "exact", (("wounded", 12, None, None),)),
        ],
    ),
    "words for places": (
        "t.csv",
        "when,where,what\n2022-11-02,off the east coast of North Korea,missile launch\n2022-11-05,Kupiansk / Izium,Clash\n",
        "utf-8",
        [
            ("missile_launch", "2022-11-02", "Off the east coast of North Korea", "water", ()),
            ("armed_clash", "2022-11-05", "Kupiansk or Izium", "exact", ()),
        ],
    ),
    "Polish": (
        "t.csv",
        "Data;Miejscowość;Województwo;Rodzaj zdarzenia;Zabici\n2021-11-16;Białystok;podlaskie;protest;0\n",
        "cp1250",
        [("protest", "2021-11-16", "Białystok", "exact", (("killed", 0, 0, 0),))],
    ),
    "Turkish": (
        "t.csv",
        "Tarih;İl;İlçe;Olay türü;Ölü\n20.07.2015;Şanlıurfa;Suruç;Çatışma;34\n",
        "cp1254",
        [("armed_clash", "2015-07-20", "Suruç", "near", (("killed", 34, 34, 34),))],
    ),
    "a survey": (
        "t.csv",
        "Timestamp,What kind of incident was it?,When did it happen?,Where was it?,How many were hurt or killed?\n"
        '4/15/2024 9:15:22,Protest,4/13/2024,"Nairobi, Kenya",3\n',
        "utf-8",
        [("protest", "2024-04-13", "Nairobi", "exact", (("casualties", 3, 3, 3),))],
    ),
    "Russian questions": (
        "t.csv",
        "Когда;Где;Что произошло\n24.02.2022;Херсон;обстрел\n",
        "utf-8",
        [("artillery_fire", "2022-02-24", "Херсон", "exact", ())],
    ),
    "a program's seconds": (
        "t.json",
        json.dumps([{"timestamp": 1682985600, "lat": 33.5, "lng": 36.3, "name": "Airstrike on a road"}]),
        "utf-8",
        [("air_strike", "2023-05-02T00:00:00Z", "33.5, 36.3", "near", ())],
    ),
    "a seaman's minutes": (
        "t.csv",
        "Date,Position,Actor type,Incident\n2021-02-02,12-34.50N 047-12.30E,Pirates,Hijacked\n",
        "utf-8",
        [("Hijacked", "2021-02-02", "12-34.50N 047-12.30E", "exact", ())],
    ),
    "grids": (
        "t.csv",
        "date,grid,event\n2012-07-04,42SXD0400092300,IED\n2012-07-05,38S MB 4488 8493,Firefight\n",
        "utf-8",
        [
            ("bombing", "2012-07-04", "42SXD0400092300", "exact", ()),
            ("armed_clash", "2012-07-05", "38S MB 4488 8493", "exact", ()),
        ],
    ),
    "an American's pairs": (
        "t.csv",
        'Event,Date of event,GPS location\nRaid,11/02/2022,"15.3694° N, 44.1910° E"\nRaid,11/28/2022,"15.5527,48.5164"\n',
        "utf-8",
        [
            ("Raid", "2022-11-02", "15.3694° N, 44.1910° E", "exact", ()),
            ("Raid", "2022-11-28", "15.5527,48.5164", "exact", ()),
        ],
    ),
    "lines and areas": (
        "t.csv",
        'name,start,end,wkt\nFront,2023-06-01,2023-06-30,"LINESTRING(36.0 47.5,36.5 47.6)"\n'
        'Flood,2023-06-06,,"POLYGON((32.5 46.6,33.4 46.7,33.3 46.9,32.5 46.6))"\n',
        "utf-8",
        [
            ("event", "2023-06-01/2023-06-30", "Front", "line", ()),
            ("event", "2023-06-06", "Flood", "region", ()),
        ],
    ),
    "a row per death": (
        "t.csv",
        "Name,Age,Date of death,Place of death,District,Cause\nA B,34,2023-10-09,Gaza City,Gaza,airstrike\n",
        "utf-8",
        [("air_strike", "2023-10-09", "Gaza City", "exact", ())],
    ),
    "stretches of days": (
        "t.tsv",
        "Operation\tDates\tLocation\nA\t31 Oct - 5 Nov 2022\tSouth Korea\nB\t2022-08-22/2022-09-01\tKorean Peninsula\n",
        "utf-8",
        [
            ("event", "2022-10-31/2022-11-05", "South Korea", "country", ()),
            ("event", "2022-08-22/2022-09-01", "Korean Peninsula", "region", ()),
        ],
    ),
    "year, month and day apart": (
        "t.csv",
        "eventid,iyear,imonth,iday,country_txt,city,latitude,longitude,attacktype1_txt,nkill\n"
        "1,2017,3,21,Iraq,Mosul,36.34,43.13,Armed Assault,3\n2,2017,3,0,Iraq,Unknown,,,Hijacking,\n",
        "utf-8",
        [
            ("armed_clash", "2017-03-21", "Mosul", "exact", (("killed", 3, 3, 3),)),
            ("Hijacking", "2017-03", "Iraq", "country", ()),
        ],
    ),
    "text of a spreadsheet": (
        "t.txt",
        "Date\tPlace\tLat\tLon\tType\n14/11/2022\tBenghazi\t32.1167\t20.0667\tBombing\n",
        "utf-16",
        [("bombing", "2022-11-14", "Benghazi", "exact", ())],
    ),
    "objects in objects": (
        "t.geojson",
        json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [36.2, 50.0]}, "properties": {
                "event": {"type": "shelling", "date": "2023-05-01", "casualties": {"killed": 2}},
                "location": {"name": "Kharkiv"}, "source": {"name": "OSINT"}}},
            {"type": "Feature", "id": "b", "geometry": None, "properties": {
                "event": {"type": "shelling", "date": "2023-05-02"}, "location": {"name": "Nikopol"}}}]}),
        "utf-8",
        [
            ("artillery_fire", "2023-05-01", "Kharkiv", "exact", (("killed", 2, 2, 2),)),
            ("artillery_fire", "2023-05-02", "Nikopol", "exact", ()),
        ],
    ),
    "a program's answer": (
        "t.json",
        json.dumps({"status": 200, "response": {"incidents": [
            {"incidentId": 7, "incidentDate": "2023-05-01T10:00:00Z", "geo": {"lat": "33.51", "lng": "36.29"},
             "eventType": "airstrike"},
            {"incidentId": 8, "incidentDate": 1682985600, "geo": {"lat": "35.93", "lng": "36.63"}, "eventType": "x"}]}}),
        "utf-8",
        [
            ("air_strike", "2023-05-01T10:00:00Z", "33.51, 36.29", "exact", ()),
            ("x", "2023-05-02T00:00:00Z", "35.93, 36.63", "exact", ()),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_read_as_its_writer_meant_it(name: str, tmp_path: Path) -> None:
    file, text, encoding, expected = TABLES[name]
    (tmp_path / file).write_bytes(text.encode(encoding))
    events = read(tmp_path / file)
    assert taken(events) == expected
    assert [problem for problem in events.problems if problem.severity == "error"] == []


def test_a_newsroom_workbook_is_read_behind_its_remarks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    remarks = book.active
    assert remarks is not None
    remarks.append(["Strikes near Kharkiv: do not share"])
    sheet = book.create_sheet("Strikes")
    sheet.append(["Drone strikes, working sheet"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["#", "Day", "Town", "What happened", "Dead", "Checked by"])
    sheet.append([1, dt.datetime(2024, 5, 1), "Kupiansk", "A drone hit the market in the middle of town", "3-5", "AK"])  # noqa: DTZ001  a workbook has none
    sheet.append([2, None, "Chuhuiv", "Another one hit a bus on the road to the city", 1, "AK"])
    sheet.append([3, "early May 2024", "Izium", "Shelling of the old town until late at night", "none", ""])
    sheet.append(["", "", "", "Total", 9])
    sheet.merge_cells("B4:B5")
    book.save(tmp_path / "t.xlsx")
    events = read(tmp_path / "t.xlsx")
    assert [(e.when.edtf, e.placements[0].resolution.name) for e in events] == [
        ("2024-05-01", "Kupiansk"),
        ("2024-05-01", "Chuhuiv"),
        ("2024-05-01/2024-05-10", "Izium"),
    ]
    assert [(p.row, p.message) for p in events.errors] == [(4, "sums up other rows, and is no event")]
    assert events.documents[0].columns["text"] == "What happened"


@pytest.mark.parametrize("setting", ["date_order=dmy", "date_order=mdy"])
def test_the_user_settles_what_a_column_leaves_open(setting: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,lat,lon,quantity\n03/04/2022,1,2,1.600\n")
    key, _, value = setting.partition("=")
    (event,) = read(tmp_path / "t.csv", columns={key: value, "decimal": ","})
    assert event.when.edtf == {"dmy": "2022-04-03", "mdy": "2022-03-04"}[value]
    assert event.quantities[0].best == 1600


def test_a_column_that_comes_twice_is_kept_twice_unless_it_says_where_or_when(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,lat,lon,notes,notes\n2022,1,2,a,b\n")
    events = read(tmp_path / "t.csv")
    assert events.documents[0].fields == {"date": "2022", "lat": "1", "lon": "2", "notes": "a", "notes_2": "b"}
    assert "'notes' occurs twice" in events.problems[0].message


@pytest.mark.parametrize(
    ("cells", "meaning"),
    [
        (["clash", "raid", "clash", "raid", "clash", "raid"], "kind"),
        (["First raid", "Raid on A", "Raid on B", "Night raid", "Last raid"], "title"),
        (["Soldiers went from house to house and left at dawn"] * 3, "text"),
    ],
)
def test_a_column_called_event_is_of_kinds_titles_or_texts_by_its_cells(
    cells: list[str], meaning: str, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("Event,date,lat,lon\n" + "".join(f"{cell},2022,1,2\n" for cell in cells))
    columns = read(tmp_path / "t.csv").documents[0].columns
    assert columns[meaning] == "Event"


def test_a_title_that_is_a_kind_is_one(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,date,lat,lon\nAirstrike,2022,1,2\nA quiet day,2022,1,2\n")
    assert [event.kind for event in read(tmp_path / "t.csv")] == ["air_strike", "event"]


def test_a_town_is_the_one_in_the_country_of_most_of_the_table(tmp_path: Path) -> None:
    towns = ("Odessa", "Mariupol", "Luhansk", "Kramatorsk", "Sloviansk")
    (tmp_path / "t.csv").write_text("date,town\n" + "".join(f"2014,{town}\n" for town in towns))
    (tmp_path / "u.csv").write_text("date,town\n2014,Odessa\n2014,Lima\n")
    places = [event.placements[0].resolution.places for event in read(tmp_path / "t.csv")]
    assert [place.country for (place,) in places] == ["UA"] * 5
    texas_or_ukraine = read(tmp_path / "u.csv").events[0].placements[0].resolution
    assert texas_or_ukraine.shape is None
    assert "Texas" in (texas_or_ukraine.reason or "")


def test_a_repaired_outline_is_told_and_an_unnamed_one_is_called_by_its_row(tmp_path: Path) -> None:
    bow_tie = "POLYGON((30 45, 31 46, 31 45, 30 46, 30 45))"
    (tmp_path / "t.csv").write_text(f'date,wkt\n2022,"{bow_tie}"\n')
    events = read(tmp_path / "t.csv")
    assert events.events[0].placements[0].resolution.name == "outline in row 1"
    (problem,) = events.problems
    assert (problem.severity, problem.row, problem.field) == ("warning", 1, "wkt")
    assert "repaired" in problem.message


def test_what_happened_in_a_word_or_two_is_a_kind_and_in_sentences_a_text() -> None:
    kinds = ["shelling", "clash", "bombing", "shelling", "clash", "shelling"]
    rows = [{"Where": "Goma", "What happened": kind, "Remarks": f"house {n} was hit"} for n, kind in enumerate(kinds)]
    found = recognize(list(rows[0]), rows)
    assert (found["kind"], found["text"]) == ("What happened", "Remarks")
    told = [row | {"What happened": f"A house was hit on the road {n}"} for n, row in enumerate(rows)]
    assert "kind" not in recognize(list(rows[0]), told)
