"""Every class of EXPRESSIONS keeps what its EXAMPLES promise, and every answer keeps the house rules."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
import shapely

from geoevents.expressions import EXPRESSIONS, Focus, parse, scan, walk
from geoevents.resolve import resolve

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer

CASES = [(kind, words, short) for kind in EXPRESSIONS for words, short in kind.EXAMPLES.items()]
IDS = [f"{kind.__name__}: {words}" for kind, words, _ in CASES]


@pytest.mark.parametrize(("kind", "words", "short"), CASES, ids=IDS)
def test_an_example_grows_into_its_short_form(kind: type, words: str, short: str, gazetteer: Gazetteer) -> None:
    tree = parse(words, gazetteer)
    assert tree.short() == short
    assert isinstance(tree, kind)
    for node in walk(tree):
        if node.span is not None:
            assert words[node.span.start : node.span.end] == node.span.text


@pytest.mark.parametrize("kind", EXPRESSIONS, ids=lambda kind: kind.__name__)
def test_every_kind_has_examples(kind: type) -> None:
    assert len(kind.EXAMPLES) >= 4


@pytest.mark.parametrize(("kind", "words", "short"), CASES, ids=IDS)
def test_an_answer_is_a_valid_shape_or_a_reason(kind: type, words: str, short: str, gazetteer: Gazetteer) -> None:
    found = resolve(parse(words, gazetteer), gazetteer, focus=Focus(gazetteer.country("TR"), "the test says so"))
    if found.shape is None:
        assert found.reason
        return
    geometry = found.shape.geometry
    assert found.reason is None
    assert geometry.is_valid
    assert not geometry.is_empty
    assert shapely.box(-180, -90, 180, 90).covers(geometry)
    assert {0: "Point", 1: "LineString", 2: "Polygon"}[found.shape.dimension] in geometry.geom_type
    assert found.why
    assert found.precision
    assert found.name[0] == found.name[0].upper()
    assert 0 < found.score <= 1


@pytest.mark.parametrize(("kind", "words", "short"), CASES, ids=IDS)
def test_trees_travel_between_processes(kind: type, words: str, short: str, gazetteer: Gazetteer) -> None:
    tree = parse(words, gazetteer)
    assert pickle.loads(pickle.dumps(tree)).short() == tree.short()  # noqa: S301  our own bytes


def test_spans_count_from_the_beginning_of_the_field(gazetteer: Gazetteer) -> None:
    before = "One sentence. "
    text = "A missile fell off the east coast of North Korea near Wonsan."
    for tree in scan(text, gazetteer, field="title", offset=len(before)):
        assert tree.span is not None
        assert tree.span.field == "title"
        assert (before + text)[tree.span.start : tree.span.end] == tree.span.text


def test_a_region_says_whose_list_of_members_it_follows(gazetteer: Gazetteer) -> None:
    why = " ".join(resolve(parse("the Middle East", gazetteer), gazetteer).why)
    assert "called news, 17 members; others: cia, pew, un, worldbank" in why
    assert "differ" not in " ".join(resolve(parse("Donbas", gazetteer), gazetteer).why)
