"""What joining adds to what the clauses say: one event for its mentions, dates, focus, ids."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.join import compare, join, settled
from geoevents.model import Document, Resolution, Shape
from geoevents.recognize import recognize
from geoevents.resolve import resolve

TYPES = event_types.load()


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open()


def told(text, gazetteer, seen=None, published=datetime(2022, 11, 2, tzinfo=UTC)):
    def resolve(expression, focus):
        if seen is not None:
            seen.append((expression.span.text if expression.span else "", focus))
        return Resolution(expression, Shape(lambda: None, dimension=0), name=getattr(expression, "name", ""))

    document = Document("d", "d", {"text": text}, published)
    readings = recognize(document, gazetteer, TYPES)
    return join(document, readings, types=TYPES, resolve=resolve), readings


def test_bare_place_is_bound_to_who_acts_and_says_so(gazetteer) -> None:
    seen = []
    told("North Korea launched two missiles from both coasts.", gazetteer, seen)
    ((words, focus),) = seen
    assert words == "both coasts"
    assert focus.country.country == "KP"
    assert "acts in this clause" in focus.because


def test_event_without_a_date_takes_that_of_its_sentence_then_of_the_statement_then_of_the_report(gazetteer) -> None:
    (drill,) = (e for e in told(
        "Two missiles were fired from Wonsan on Monday. The launches came "
            "as the US and South Korean navies held air drills.", gazetteer
    )[0] if e.kind == "military_exercise")  # fmt: skip
    assert (drill.when.edtf, drill.when.basis) == ("2022-10-31", "text")
    ((spoken,), _) = told("Shells hit Nikopol, the governor said on Tuesday.", gazetteer)
    assert spoken.when.edtf == "2022-11-01"
    ((dated,), _) = told("Shells hit Nikopol.", gazetteer)
    assert (dated.when.edtf, dated.when.basis) == ("2022-11-02", "document")
    ((undated,), _) = told("Shells hit Nikopol on Tuesday.", gazetteer, published=None)
    assert (undated.when.start, undated.when.precision) == (None, "unknown")


def test_what_differs_in_day_place_or_number_is_another_event(gazetteer) -> None:
    text = (
        "Shells hit Nikopol on Monday. Shells hit Nikopol on Tuesday. Two "
        "rockets hit Kherson. Five rockets hit Kherson."
    )
    assert len(told(text, gazetteer)[0]) == 4


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_shot_down_by_those_who_struck_is_not_what_they_struck_with(order, gazetteer) -> None:
    told_first = ["Ukrainian drones struck Saratov.",
                  "Ukraine's air force shot down 24 drones launched from Kursk."]  # fmt: skip
    events, _ = told(" ".join(told_first[::order]), gazetteer)
    (strike,) = (e for e in events if e.kind == "drone_strike" and e.placements[0].resolution.name == "Saratov")
    assert [p.role for p in strike.placements] == ["target"]
    assert strike.quantities == ()
    assert [e.quantities[0].best for e in events if e.kind == "shootdown"] == [24]


@pytest.mark.parametrize(("text", "names"), [
    ("Thousands protested in Graz, Austria, and in Linz, Austria, on Monday.", ["Graz", "Linz"]),
    ("Thousands protested in Tbilisi, Georgia, and in Atlanta, Georgia.", ["Tbilisi", "Atlanta"]),
])  # fmt: skip
def test_two_towns_of_one_country_are_two_places(text, names, gazetteer) -> None:
    ((event,), _) = told(text, gazetteer)
    assert [p.resolution.expression.name for p in event.placements] == names


def test_repeated_telling_adds_facts_not_events(gazetteer) -> None:
    text = (
        "Turkish jets bombed Kobani. On Tuesday Turkish warplanes bombed Kobani, killing four people, officials said."
    )
    ((event,), _) = told(text, gazetteer)
    assert event.when.edtf == "2022-11-01"
    assert [(q.item, q.best) for q in event.quantities] == [("killed", 4)]
    assert len(event.evidence) == 2
    assert [p.role for p in event.placements] == ["target"]


def test_denial_of_an_event_is_kept_apart_from_its_report(gazetteer) -> None:
    events, _ = told("Iran supplied drones to Russia. Iran denied that it had supplied drones to Russia.", gazetteer)
    assert [event.assertion for event in events] == ["reported", "denied"]


def test_flow_is_told_for_each_origin(gazetteer) -> None:
    events, _ = told("Britain and France supplied tanks to Ukraine.", gazetteer)
    assert sorted(event.summary for event in events) == ["Tanks, France to Ukraine", "Tanks, United Kingdom to Ukraine"]


def test_title_in_plain_words(gazetteer) -> None:
    cases = {
        "North Korea launched 23 short-range missiles from both coasts.": "23 short-range missiles from both coasts",
        "A shipment of rifles from Turkey to Libya was found.": "Rifles, Turkey to Libya",
        "Pirates hijacked an oil tanker 60 miles west of Hodeidah.": "Oil tanker 60 miles west of Hodeidah",
        "A drone strike near Gao killed two.": "Drone strike near Gao",
    }
    assert {text: told(text, gazetteer)[0][0].summary for text in cases} == cases


def test_places_settled_elsewhere_are_offered_as_context(gazetteer) -> None:
    _, readings = told("Turkish jets bombed Kobani in Syria.", gazetteer)
    assert "TR" in {place.country for place in settled(readings)}


def test_no_readings_no_events(gazetteer) -> None:
    assert told("Nothing happened in Oslo.", gazetteer)[0] == ()


@pytest.mark.parametrize(
    "text",
    [
        "Iran fired missiles " * 3000,
        "Missiles hit Kherson on 2 May 2022. " * 3000,
        "".join(f"Missiles hit Kherson on {k % 28 + 1} May {1950 + k // 28}. " for k in range(1500)),
    ],
    ids=["no full stops", "one event", "as many events as sentences"],
)
def test_a_report_of_thousands_of_mentions_compares_each_with_a_bounded_number(text, gazetteer, monkeypatch) -> None:
    compared = 0

    def counted(a, b, test=compare.dates_agree):
        nonlocal compared
        compared += 1
        return test(a, b)

    monkeypatch.setattr(compare, "dates_agree", counted)
    _, readings = told(text, gazetteer, published=None)
    assert len(readings) >= 1500
    assert compared < 150 * len(readings)


def test_what_was_told_long_ago_in_the_same_words_is_still_one_event(gazetteer) -> None:
    days = "".join(f"Missiles hit Kherson on {k % 28 + 1} May {1950 + k // 28}. " for k in range(100))
    events, _ = told(days * 2, gazetteer, published=None)
    assert len(events) == 100


def test_local_time_is_told_with_the_offset_of_the_place(gazetteer) -> None:
    document = Document(
        "d",
        "d",
        {"text": "A tanker was hit near Aden at 11:30 local time on Wednesday."},
        datetime(2024, 3, 7, tzinfo=UTC),
    )
    readings = recognize(document, gazetteer, TYPES)
    (event,) = join(document, readings, types=TYPES, resolve=lambda expression, _: resolve(expression, gazetteer))
    assert (event.when.edtf, event.when.precision) == ("2024-03-06T11:30:00+03:00", "time")
    assert f"{event.when.start:%Y-%m-%dT%H:%M%z}" == "2024-03-06T08:30+0000"
