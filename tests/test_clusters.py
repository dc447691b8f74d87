"""The same event told by several documents is proposed as one, and others are not, in any order and in time."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from shapely import LineString, MultiPolygon, Point, box

from geoevents.join.clusters import clustered
from geoevents.model import (
    Actor,
    Document,
    Event,
    PlaceExpression,
    Placement,
    Quantity,
    Resolution,
    Shape,
    Span,
    When,
)
from geoevents.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

DAY = datetime(2022, 11, 2, tzinfo=UTC)
GOMA = Point(29.22, -1.68)


def shape(geometry: BaseGeometry, error_m: float = 3000.0) -> Shape:
    return Shape(lambda: geometry, dimension=0, error_m=error_m)


def event(teller: str, *, where: dict[str, Shape] | None = None, days: float = 1, **more: Any) -> Event:
    """An attack near Goma as one document tells it, or what ``more`` says otherwise."""
    start = more.pop("start", DAY)
    numbers = more.pop("numbers", {})
    span = Span("text", 0, 1, "x")
    fields: dict[str, Any] = {
        "id": f"e-{teller}",
        "kind": "armed_clash",
        "summary": "",
        "when": When(None, start, start + timedelta(days=days), "day"),
        "placements": tuple(
            Placement(role, Resolution(PlaceExpression(None), found))  # type: ignore[arg-type]
            for role, found in (where or {"site": shape(GOMA)}).items()
        ),
        "quantities": tuple(Quantity(span, n, n, n, "exact", item, str(n)) for item, n in numbers.items()),
        "actors": (),
        "assertion": "reported",
        "attributed_to": (),
        "evidence": (),
        "triggers": (),
        "document_id": teller,
    }
    return Event(**fields | more)


def documents(events: Sequence[Event]) -> list[Document]:
    return [Document(name, f"{name}.txt", {"text": ""}) for name in dict.fromkeys(e.document_id for e in events)]


def proposed(*events: Event) -> list[set[str]]:
    """Which documents are proposed to tell one event."""
    found: dict[str, set[str]] = {}
    for told in clustered(events, documents(events)):
        if told.cluster_id:
            found.setdefault(told.cluster_id, set()).add(told.document_id)
            assert told.n_reports > 1
        else:
            assert told.n_reports == 1
    return list(found.values())


RUSSIA, KOREA = box(30, 45, 170, 70), box(124, 38, 130, 43)
SENT = {"origin": shape(KOREA, 0), "destination": shape(RUSSIA, 0)}
SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "place and day": ({}, {}),
    "places within their errors": ({}, {"where": {"site": shape(Point(29.25, -1.66))}}),
    "a town and its district": ({}, {"where": {"site": shape(box(29.0, -1.9, 29.4, -1.5), 0)}}),
    "site and target": ({}, {"where": {"target": shape(GOMA)}}),
    "another role beside": ({}, {"where": {"site": shape(GOMA), "origin": shape(Point(30, -2))}}),
    "a day and the weekend": ({}, {"start": DAY - timedelta(days=1), "days": 2}),
    "victims who grow": ({"numbers": {"killed": 6}}, {"numbers": {"killed": 9}}),
    "rounded numbers": ({"numbers": {"shell": 100}}, {"numbers": {"shell": 90}}),
    "claimed and reported": ({}, {"assertion": "claimed"}),
    "a wide place and a telling number": (
        {"where": {"site": shape(KOREA, 0)}, "numbers": {"missile": 23}},
        {"where": {"site": shape(KOREA, 0)}, "numbers": {"missile": 23}},
    ),
    "a month, two countries and a number": (
        {"where": SENT, "days": 30, "numbers": {"drone": 200}},
        {"where": SENT, "days": 30, "numbers": {"drone": 200}},
    ),
    "both sides of the antimeridian": (
        {"where": {"site": shape(Point(179.99, 50))}},
        {"where": {"site": shape(MultiPolygon([box(179.9, 49.9, 180, 50.1), box(-180, 49.9, -179.9, 50.1)]), 0)}},
    ),
    "both near a pole": ({"where": {"site": shape(Point(0, 89.99))}}, {"where": {"site": shape(Point(180, 89.99))}}),
}
OTHER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "kind": ({}, {"kind": "air_strike"}),
    "day": ({}, {"start": DAY + timedelta(days=1)}),
    "place": ({}, {"where": {"site": shape(Point(28.86, -2.5))}}),
    "place in a role that both fill": (
        {"where": {"site": shape(GOMA), "origin": shape(Point(30, -2))}},
        {"where": {"site": shape(GOMA), "origin": shape(Point(31, 2))}},
    ),
    "victims": ({"numbers": {"killed": 3}}, {"numbers": {"killed": 40}}),
    "number": ({"numbers": {"missile": 2}}, {"numbers": {"missile": 23}}),
    "thing": ({"numbers": {"missile": 2}}, {"numbers": {"drone": 2}}),
    "state": ({"actors": (Actor(None, "A", "RU"),)}, {"actors": (Actor(None, "B", "UA"),)}),
    "assertion": ({}, {"assertion": "planned"}),
    "nothing but a country and a day": ({"where": {"site": shape(KOREA, 0)}}, {"where": {"site": shape(KOREA, 0)}}),
    "nothing but a month": ({"days": 30}, {"days": 30}),
    "a wide line and a small number": (
        {"where": {"launch": shape(LineString([(127, 38), (130, 42)]))}, "numbers": {"missile": 2}},
        {"where": {"launch": shape(Point(128, 40))}, "numbers": {"missile": 2}},
    ),
    "no day": ({"when": When(None, None, None, "unknown")}, {"when": When(None, None, None, "unknown")}),
    "no place": ({"placements": ()}, {"placements": ()}),
}


@pytest.mark.parametrize("case", SAME)
def test_what_may_be_the_same_is_proposed(case: str) -> None:
    one, other = SAME[case]
    assert proposed(event("a", **one), event("b", **other)) == [{"a", "b"}]


@pytest.mark.parametrize("case", OTHER)
def test_what_differs_or_says_too_little_is_not_proposed(case: str) -> None:
    one, other = OTHER[case]
    assert proposed(event("a", **one), event("b", **other)) == []


def test_events_of_one_document_and_rows_of_one_table_are_different_events() -> None:
    assert proposed(event("a"), event("a", id="e-2")) == []
    rows = [event(f"t#{row}") for row in (1, 2)]
    table = [Document(e.document_id, "t.csv", {"lat": "1"}, row=1, columns={"lat": "lat"}) for e in rows]
    assert all(told.cluster_id is None for told in clustered(rows, table))
    report = event("a")
    told = clustered([*rows, report], [*table, *documents([report])])
    assert sum(e.cluster_id is not None for e in told) == 2
    assert {e.n_reports for e in told if e.cluster_id} == {2}


def test_each_joins_what_it_fits_best() -> None:
    near, far = ({"site": shape(Point(29.22 + step, -1.68), 6000)} for step in (0.0, 0.12))
    told = [event("a", where=near), event("a", id="e-a2", where=far), event("b", where=far)]
    one, two, three = clustered(told, documents(told))
    assert (one.cluster_id, two.cluster_id) == (None, three.cluster_id)


def test_a_vague_event_does_not_tie_two_others_together() -> None:
    wide = {"site": shape(Point(29.22, -1.68), 40_000)}
    told = [event("a"), event("b", where={"site": shape(Point(29.4, -1.9))}), event("c", where=wide)]
    assert sorted(map(len, proposed(*told))) == [2]


def test_clusters_do_not_depend_on_the_order_and_later_reports_keep_the_id() -> None:
    shuffler = random.Random(7)  # noqa: S311  no secret
    told = []
    for number in range(60):
        place = {"site": shape(Point(29 + shuffler.random() / 2, -1.7 + shuffler.random() / 2))}
        told.append(event(f"d{number}", where=place, start=DAY + timedelta(days=shuffler.randrange(3))))
    ids = {e.id: e.cluster_id for e in clustered(told, documents(told))}
    assert len(set(ids.values())) > 5
    for _ in range(5):
        shuffler.shuffle(told)
        assert {e.id: e.cluster_id for e in clustered(told, documents(told))} == ids
    papers = [replace(d, published=DAY + timedelta(days=n)) for n, d in enumerate(documents([event(x) for x in "abc"]))]
    two, three = (clustered([event(x) for x in names], papers) for names in ("ab", "cba"))
    assert two[0].cluster_id == three[0].cluster_id
    assert [e.n_reports for e in three] == [3, 3, 3]


@pytest.mark.parametrize("crowded", [False, True], ids=["spread out", "all in one place on one day"])
def test_twenty_thousand_events_take_seconds(crowded: bool) -> None:  # noqa: FBT001  two cases of one test
    shuffler = random.Random(1)  # noqa: S311  no secret
    told = []
    for number in range(20_000):
        lon, lat, day = shuffler.uniform(22, 40), shuffler.uniform(44, 52), shuffler.randrange(365)
        place = GOMA if crowded else Point(lon, lat)
        start = DAY if crowded else DAY + timedelta(days=day)
        told.append(event(f"d{number}", where={"site": shape(place)}, start=start, numbers={"killed": number % 5000}))
    start_time = process_time()
    found = clustered(told, documents(told))
    assert process_time() - start_time < 60, "some 2 s if the time grows with the number, minutes if with its square"
    assert [e.id for e in found] == [e.id for e in told]


def test_two_papers_on_one_event_come_out_as_a_cluster_in_every_way_out(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Two missiles were fired near Wonsan on Monday.")
    (tmp_path / "two.txt").write_text("North Korea fired two missiles from Wonsan, on Monday, its neighbor said.")
    (tmp_path / "three.txt").write_text("Rebels attacked Goma on Monday.")
    events = read(tmp_path, published="2022-11-02")
    launches = [e for e in events if e.kind == "missile_launch"]
    assert len({e.cluster_id for e in launches}) == 1
    assert [e.n_reports for e in launches] == [2, 2]
    frame = events.to_gdf()
    assert set(frame.loc[frame.event_type == "missile_launch", "n_reports"]) == {2}
    assert frame.loc[frame.event_type == "missile_launch", "cluster_id"].nunique() == 1
    events.save(tmp_path / "out.geojson")
    again = read(tmp_path / "out.geojson")
    assert {e.id: (e.cluster_id, e.n_reports) for e in again} == {e.id: (e.cluster_id, e.n_reports) for e in events}
