from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from geoevents.model import Document
from geoevents.recognize import recognize
from geoevents.recognize.quantities import items, numbers
from geoevents.recognize.words import Sentence

AMOUNTS = [
    ("23 missiles", (23, 23, 23), "exact"),
    ("some 100 artillery rounds", (None, 100, None), "approx"),
    ("at least 23 missiles", (23, None, None), "at_least"),
    ("up to 240 tanks", (None, None, 240), "up_to"),
    ("more than 1,000 troops", (1000, None, None), "more_than"),
    ("dozens of rockets", (12, None, None), "vague"),
    ("a salvo of missiles", (2, None, None), "vague"),
    ("between 20 and 30 shells", (20, None, 30), "range"),
    ("two to three drones", (2, None, 3), "range"),
    ("millions of rockets", (1_000_000, None, None), "magnitude"),
    ("a significant number of artillery shells", (None, None, None), "significant"),
    ("twenty-three ships", (23, 23, 23), "exact"),
    ("1.5 million shells", (1_500_000, 1_500_000, 1_500_000), "exact"),
    ("two dozen aircraft", (None, 24, None), "approx"),
    ("44 of 50 cruise missiles", (44, 44, 44), "exact"),
    ("a ballistic missile", (1, 1, 1), "exact"),
]


@pytest.mark.parametrize(("words", "bounds", "modifier"), AMOUNTS)
def test_quantity_has_the_bounds_that_the_words_give_and_no_others(words, bounds, modifier, types) -> None:
    sentence = Sentence(words)
    (item,) = items(sentence, types, numbers(sentence))
    quantity = item.quantity
    assert (quantity.low, quantity.best, quantity.high) == bounds
    assert quantity.modifier == modifier
    assert quantity.span.text in words


@pytest.mark.parametrize("text", [
    "In 2010 missiles were built.", "On 29-30 August drones came.",
    "At 14:05 missiles fell.", "At 7 a.m. missiles fell.", "On 19 Nov: shells fell.",
    "The 1950-1953 war was fought with tanks.", "On Dec. 10 bombers flew.", "The missile flew 500 km.",
])  # fmt: skip
def test_years_days_and_distances_count_nothing(text, types) -> None:
    sentence = Sentence(text)
    assert [item.quantity for item in items(sentence, types, numbers(sentence)) if item.quantity] == []


SPOKEN = [
    "The White House said missiles were fired from Wonsan.",
    "Washington said missiles were fired from Wonsan.",
    "Missiles were fired from Wonsan, the Kremlin said.",
    "Missiles were fired from Wonsan, according to officials in Tokyo.",
    "Missiles were fired by Pyongyang from Wonsan, Seoul said on Wednesday.",
]


@pytest.mark.parametrize("text", SPOKEN)
def test_who_speaks_or_acts_is_never_where(text, read) -> None:
    (event,) = read(text)
    assert [(p.role, p.resolution.expression.span.text) for p in event.placements] == [("launch", "Wonsan")]
    assert event.attributed_to


ASSERTED = [
    ("Iran denied that it had supplied drones to Russia.", "denied"),
    ("Officials warned that Russia was buying shells from North Korea.", "warned"),
    ("Germany will send tanks to Ukraine.", "planned"),
    ("A protest in Lima is planned for Sunday.", "planned"),
    ("The navies of Iran and Oman plan a naval drill near Larak this month.", "planned"),
    ("Estonia's navy tried to stop a tanker in the Gulf of Finland.", "reported"),
    ("Armenia accused Azerbaijan of shelling Goris.", "claimed"),
    ("The fighting forced 300 people to flee to Mandalay.", "reported"),
    ("Iran continued to supply drones to Russia.", "reported"),
    ("Russia appeared to be buying shells from North Korea.", "reported"),
]


@pytest.mark.parametrize(("text", "assertion"), ASSERTED)
def test_assertion_is_what_the_cue_words_say(text, assertion, read) -> None:
    (event,) = read(text)
    assert event.assertion == assertion


@pytest.mark.parametrize("text", [
    "No missile was fired from Wonsan.",
    "If Russia shelled Kherson, NATO would react.",
    "Poland could send tanks to Ukraine.",
    "Israel did not bomb Damascus.",
    "The crossing never took place.",
    "Washington paused a shipment of 3,500 bombs to Israel last week.",
    "Cairo has ruled out letting troops cross into Sinai.",
    "Turkey has yet to send troops to Libya.",
    "In the film, pirates hijack a tanker off Yemen.",
    "The Pentagon counted 61 drone strikes on its forces in Syria since 17 October.",
    "There were 14 air strikes on Sanaa in the past month.",
    "It was the first launch since the end of the war in 1953.",
])  # fmt: skip
def test_what_did_not_happen_is_no_event(text, read) -> None:
    assert read(text) == ()


def test_subject_stands_before_a_relative_clause_between_commas(read) -> None:
    (event,) = read("The ship, which was carrying explosives from Batumi to Tartus, sank off Crete in April.")
    assert (event.kind, event.when.edtf) == ("maritime_incident", "2022-04")


@pytest.mark.parametrize(("text", "killed", "wounded"), [
    ("Four soldiers and two civilians were killed and nine others wounded when a car bomb hit Mopti.", [6], [9]),
    ("A car bomb in Kabul killed six soldiers and three civilians and injured 12.", [9], [12]),
    ("A car bomb hit Mopti. Fatalities: 23.", [23], []),
    ("A car bomb in Kabul killed two soldiers and destroyed three houses.", [2], []),
])  # fmt: skip
def test_victims_are_counted_together(text, killed, wounded, read) -> None:
    (event,) = read(text)
    counts = {item: [q.best for q in event.quantities if q.item == item] for item in ("killed", "wounded")}
    assert counts == {"killed": killed, "wounded": wounded}


@pytest.mark.parametrize("text", [
    "A bomb exploded in Lahore on Monday. No one was killed.", "A bomb exploded in Lahore, but no one was killed.",
    "A bomb exploded in Lahore. Not one person was killed.", "A bomb exploded in Lahore. No one was injured or killed.",
    "A bomb exploded in Lahore. It killed no one.", "A bomb exploded in Lahore. None of the 20 people was hurt.",
])  # fmt: skip
def test_no_one_is_not_one(text, read) -> None:
    (event,) = read(text)
    assert [q for q in event.quantities if q.item in ("killed", "wounded")] == []


@pytest.mark.parametrize(("text", "place"), [
    ("In Myanmar, artillery shells landed on the Bangladeshi side of the Naf River.",
     "the Bangladeshi side of the Naf River"),
    ("In Rwanda, shells landed on the Congolese side of Lake Kivu.", "the Congolese side of Lake Kivu"),
    ("A Russian drone strike hit the port of Odesa on Sunday.", "Odesa"),
    ("A missile strike hit the port city of Odesa.", "Odesa"),
])  # fmt: skip
def test_finest_place_of_the_clause_is_where_it_happened(text, place, read) -> None:
    (event,) = read(text)
    assert [p.resolution.expression.span.text for p in event.placements] == [place]


def test_pronoun_behind_an_accusation_is_who_accuses(read) -> None:
    (event,) = read("China's coast guard accused Manila of ramming and said it seized two inflatable boats.")
    assert [actor.country for actor in event.actors if actor.role == "agent"] == ["CN"]


def test_distance_off_a_town_does_not_make_a_seizure_a_clash(read) -> None:
    (event,) = read("The navy seized two tons of cocaine 60 nautical miles off Tumaco.")
    assert event.kind == "seizure"


def test_march_on_an_anniversary_is_told_and_what_it_remembers_is_not(read) -> None:
    (event,) = read("Thousands marched in Derry on Sunday on the anniversary of the shooting of 13 protesters in 1972.")
    assert (event.kind, event.when.edtf) == ("protest", "2022-10-30")
    assert read("Kyiv marked the anniversary of the missile strike on Kramatorsk on Sunday.") == ()


def test_words_that_point_back_make_no_event_of_their_own(read) -> None:
    events = read(
        "North Korea launched two missiles from Wonsan on Monday. The launches "
        "alarmed Tokyo. One of the missiles fell into the sea."
    )
    assert [event.kind for event in events] == ["missile_launch"]
    assert len(events[0].evidence) == 3
    assert read("The launches alarmed Tokyo.") == ()


def test_headline_and_text_tell_one_event(read) -> None:
    (event,) = read("Turkish jets bombed Kobani on Tuesday, residents said.", title="Turkish jets bomb Kobani")
    assert event.evidence[0].field == "text"
    assert {span.field for span in event.evidence} == {"title", "text"}


def test_headline_with_a_wider_place_and_as_many_victims_is_the_event_of_the_text(read) -> None:
    text = (
        "Israeli warplanes bombed a house in Rafah on Saturday, killing two. A drone strike hit a car in Khan Younis."
    )
    events = read(text, title="Two killed in air strikes on Gaza")
    assert [(event.kind, len(event.evidence)) for event in events] == [("air_strike", 2), ("drone_strike", 1)]
    assert [p.resolution.expression.span.text for p in events[0].placements] == ["Rafah"]


def test_pronoun_of_a_passive_is_the_thing_of_the_sentence_before(read) -> None:
    (event,) = read("Iran test-fired a ballistic missile on Tuesday. It was launched from Semnan.")
    assert [(p.role, p.resolution.expression.span.text) for p in event.placements] == [("launch", "Semnan")]
    assert read("The minister spoke of missiles. It was launched from Semnan.") == ()


def test_two_places_are_two_events_and_another_one_is_another(read) -> None:
    events = read("Shells hit Nikopol on Monday. Shells hit Kherson on Monday. Another shell hit Kherson.")
    assert len(events) == 3


def test_exercise_of_which_only_the_parties_are_named_is_kept_without_a_place(read) -> None:
    (event,) = read("The US and South Korean militaries are conducting joint drills.")
    assert event.placements == ()
    assert "not where" in event.unplaced_reason


def test_ids_are_the_same_again_and_differ_between_events(read) -> None:
    text = "Russia and Iran supplied rifles to Syria. Shells hit Aleppo."
    first, second = read(text), read(text)
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == len(first) == 3


def test_every_span_slices_back_to_its_words(gazetteer, types) -> None:
    text = "  \u201cTwo missiles were fired from Wonsan on Monday,\u201d he said.\n\nSome 100 shells hit Nikopol.  "
    document = Document("d", "d", {"text": text}, datetime(2022, 11, 2, tzinfo=UTC))
    for reading in recognize(document, gazetteer, types):
        spans = [reading.sentence, reading.trigger.span, *(q.span for q in reading.quantities), *reading.things]
        spans += [actor.span for actor in (*reading.actors, *reading.speakers) if actor.span]
        spans += [e.span for _, e in reading.places if e.span] + ([reading.when.span] if reading.when else [])
        for span in spans:
            assert text[span.start : span.end] == span.text


HOSTILE = [
    "missile " * 12_000, "fired missiles from " * 5_000, "(" * 100_000, "said that " * 10_000,
    "launched 1,000,000 " * 5_000,
    "\u201c" * 100_000, "Aa " * 33_000, "{{7*7}} ${1} <img src=x onerror=alert(1)> fired missiles. " * 1_500,
    "a" * 100_000,
    "the shelling of " * 6_000, "a, " * 33_000, "North Korea and " * 6_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_time_is_bounded_on_hostile_text(text, gazetteer, types) -> None:
    began = time.process_time()
    recognize(Document("d", "d", {"text": text}), gazetteer, types)
    assert time.process_time() - began < 60


def test_dateline_tells_where_it_was_written_and_no_more(read) -> None:
    (event,) = read("SEOUL, Nov 2 (Reuters) - North Korea fired a missile from Wonsan.")
    assert [p.resolution.expression.span.text for p in event.placements] == ["Wonsan"]
    assert event.evidence[0].text.startswith("North Korea")


def test_dateline_with_its_year_dates_a_report_without_a_day(gazetteer, types) -> None:
    text = "TOKYO, Nov. 2, 2022 - North Korea fired a missile from Wonsan on Monday."
    (reading,) = recognize(Document("d", "d", {"text": text}), gazetteer, types)
    assert reading.when.edtf == "2022-10-31"
    (bare,) = recognize(Document("d", "d", {"text": text.replace(", 2022", "")}), gazetteer, types)
    assert bare.when.start is None


def test_one_date_holds_for_all_that_a_sentence_tells_side_by_side(read) -> None:
    events = read("Shells hit Nikopol on Monday, and jets bombed a depot in Kherson.")
    assert {event.when.edtf for event in events} == {"2022-10-31"}


def test_undated_event_goes_on_from_the_date_of_its_paragraph(read) -> None:
    text = "Shells hit Nikopol on Monday. Jets bombed a depot in Kherson.{}Gunmen attacked a village near Gao."
    assert [e.when.edtf for e in read(text.format(" "))] == ["2022-10-31"] * 3
    assert [e.when.edtf for e in read(text.format("\n\n"))][2] == "2022-11-02"


@pytest.mark.parametrize(("text", "name"), [
    ("Shells hit Nikopol, he has said.", None),
    ("Ankara has admitted that shells hit Nikopol.", "Ankara"),
    ("Shells hit Nikopol as Kyiv warned of more.", "Kyiv"),
])  # fmt: skip
def test_speaker_is_a_name_and_nothing_around_it(text, name, read) -> None:
    (event,) = read(text)
    assert [speaker.name for speaker in event.attributed_to] == ([name] if name else [])


def test_promise_is_a_plan_and_a_condition_is_none(read) -> None:
    (event,) = read("London said it would send a frigate to the Gulf of Aden.")
    assert event.assertion == "planned"
    assert read("London would send a frigate to the Gulf of Aden if Paris asked.") == ()


def test_town_that_no_map_knows_is_kept_with_its_region(read) -> None:
    (event,) = read("Gunmen attacked a village near Zzorkali, in Timbuktu region.")
    assert any("Zzorkali" in p.resolution.expression.span.text for p in event.placements)
    (event,) = read("A drone struck a market in Zzorkali, in Timbuktu region.")
    assert "Timbuktu" in " ".join(p.resolution.expression.span.text for p in event.placements)
