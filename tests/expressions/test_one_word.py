"""A name of one word is read without the grammar, and means what the grammar would have read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.errors import PlaceError
from geoevents.expressions import Named
from geoevents.expressions.grammar import RULES, whole

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer


def by_grammar(text: str, gazetteer: Gazetteer) -> object:
    try:
        return whole(text, gazetteer)
    except PlaceError:
        return None


@pytest.mark.parametrize("write", [str.capitalize, str.upper])
def test_words_of_the_grammar_are_no_names_by_themselves(write: object, gazetteer: Gazetteer) -> None:
    texts = [write(word) for word in sorted(RULES.reserved)]  # type: ignore[operator]
    wrong = [
        text for text in texts
        if (name := Named.of_one_word(text, gazetteer)) is not None and name != by_grammar(text, gazetteer)
    ]  # fmt: skip
    assert wrong == [], "add them to BOTH_NAME_AND_GRAMMAR in expressions/vocabulary.py"


@pytest.mark.parametrize("text", ["Wonsan", "Syria", "Syrian", "Kiev", "Aleppo", "Georgia", "Киев", "SYRIA", "Sahel"])
def test_it_reads_what_the_grammar_reads(text: str, gazetteer: Gazetteer) -> None:
    name = Named.of_one_word(text, gazetteer)
    assert name is not None
    assert name == by_grammar(text, gazetteer)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), min_size=1, max_size=8))
def test_any_text_is_read_the_same_or_left_to_the_grammar(gazetteer: Gazetteer, text: str) -> None:
    name = Named.of_one_word(text, gazetteer)
    assert name is None or name == by_grammar(text, gazetteer)


def test_a_plain_name_loads_no_grammar() -> None:
    code = (
        "import sys; from geoevents import resolve; assert resolve('Wonsan').shape; "
        "print([m for m in ('shapely', 'numpy', 'geoevents.expressions.grammar', 'geoevents.model.events',"
        " 'geoevents.gazetteer.scanning') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
