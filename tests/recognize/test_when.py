"""Which date of a sentence, or of the sentences around it, is that of an event."""

from __future__ import annotations

import pytest

# Published on Wednesday, 2 November 2022.
DATED = [
    ("Pakistan shot down two jets near Sialkot on Tuesday, a day after India bombed a camp near Balakot.",
     {"shootdown": "2022-11-01", "air_strike": "2022-10-31"}),
    ("A missile was launched from Wonsan on Friday. It came two days after shells hit Goseong.",
     {"missile_launch": "2022-10-28", "artillery_fire": "2022-10-26"}),
    ("Drills were held off Jeju on Monday; a frigate had been deployed to Busan the day before.",
     {"military_exercise": "2022-10-31", "deployment": "2022-10-30"}),
    ("Warplanes bombed Idlib on Sunday; the town has been besieged since February.", {"air_strike": "2022-10-30"}),
    ("The truce was reached on Friday by the presidents, who held talks in Samarkand.", {"talks": "2022-10-28"}),
    ("The tanker, which had been attacked off Yemen, reached Jeddah on Monday.", {"maritime_incident": "2022-11-02"}),
    ("Shells hit Kherson on Monday. A day later shells hit Nikopol.", {"artillery_fire": "2022-10-31 2022-11-01"}),
    ("A drone strike set a depot near Oryol on fire, the governor said on Saturday. A drone was shot down over Kursk.",
     {"drone_strike": "2022-10-29", "shootdown": "2022-10-29"}),
    ("Jets bombed Benghazi at 1645 GMT on Saturday. Later, warships launched missiles at Tripoli.",
     {"air_strike": "2022-10-29T16:45:00Z", "missile_launch": "2022-10-29"}),
    ("Shells fell on Nikopol on Friday, on Marhanets on Saturday and on Kherson on Sunday.",
     {"artillery_fire": "2022-10-28 2022-10-29 2022-10-30"}),
    ("The frigate left Busan on 20 October and arrived in Djibouti on Tuesday.",
     {"deployment": "2022-10-20 2022-11-01"}),
    ("In Novi Sad, where a roof fell in on 1 October, students rallied on Friday.", {"protest": "2022-10-28"}),
    ("Farmers blocked the road to Rostock, vowing to march on Berlin on Monday.", {"protest": "2022-11-02"}),
    ("North Korea fired 23 missiles on Monday.\n\nOne of the missiles crossed the Northern Limit Line.",
     {"boundary_crossing": "2022-10-31"}),
    ("COLOMBIA: Shells hit Tibu on Friday. HAITI: Shells hit Jacmel.", {"artillery_fire": "2022-10-28 2022-11-02"}),
    ("Drills are to begin near Busan next week. Shells hit Goseong a day earlier, on Monday.",
     {"artillery_fire": "2022-10-31"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), DATED)
def test_event_takes_the_date_of_its_own_clause(text, days, read) -> None:
    events = read(text)
    for kind, day in days.items():
        assert " ".join(event.when.edtf for event in events if event.kind == kind) == day


def test_victims_of_what_got_through_are_not_those_of_what_was_shot_down(read) -> None:
    events = read("Missiles were fired at Odesa on Monday, and 29 of them were shot down. Two people were killed.")
    hurt = {event.kind: [q.best for q in event.quantities if q.item == "killed"] for event in events}
    assert hurt["missile_launch"] == [2]
    assert not hurt.get("shootdown")
