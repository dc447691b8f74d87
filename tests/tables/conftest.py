"""The curated tables as they are written, and the gazetteer that was compiled from them."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from geoevents.gazetteer import Gazetteer

FOLDER = Path(__file__).resolve().parent.parent.parent / "gazetteer" / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def items(name: str, key: str) -> list[dict]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))[key]


@pytest.fixture(scope="session")
def countries() -> list[dict[str, str]]:
    return rows("countries.tsv")


@pytest.fixture(scope="session")
def codes(countries) -> set[str]:
    return {row["code"] for row in countries}


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    return Gazetteer.open()
