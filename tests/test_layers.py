"""A layer per kind, in legend order; what the table does not know is shown under its own name."""

from __future__ import annotations

from geoevents import event_types
from geoevents.layers import UNKNOWN_GROUP, layers
from tests.fixtures.by_hand import event
from tests.fixtures.seed import document

TYPES = event_types.load()


def events(*kinds):
    return [event(str(number), kind, document(), []) for number, kind in enumerate(kinds)]


def test_layers_follow_the_table_and_lose_no_event():
    kinds = [*reversed(list(TYPES)), *TYPES]
    found = layers(events(*kinds), TYPES)
    assert sorted(layer.kind for layer in found) == sorted(TYPES)
    assert all(len(layer.events) == 2 for layer in found)
    groups = [layer.style.group for layer in found]
    changes = sum(group != before for before, group in zip(["", *groups], groups, strict=False))
    assert len(set(groups)) == changes, "a group stands together"
    same_group = [layer.kind for layer in found if layer.style.group == groups[0]]
    assert same_group == [kind for kind in TYPES if kind in same_group]


def test_unknown_kinds_have_layers_of_their_own_the_most_frequent_first():
    found = layers(events("rare_thing", "odd", "odd", "missile_launch", ""), TYPES)
    assert [layer.kind for layer in found] == ["missile_launch", "odd", "", "rare_thing"]
    assert [layer.style.label for layer in found[1:]] == ["Odd", "Kind not stated", "Rare thing"]
    assert {layer.style.group for layer in found[1:]} == {UNKNOWN_GROUP}
    assert len({(layer.style.hue, layer.style.symbol) for layer in found}) == 4


def test_no_events_no_layers():
    assert layers([], TYPES) == ()
