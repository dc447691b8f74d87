"""The toy gazetteer, compiled once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gazetteer.compile import build
from geoevents.gazetteer import Gazetteer
from tests.gazetteer.toy import write_toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory) -> Path:
    return write_toy(tmp_path_factory.mktemp("toy") / "gazetteer")


@pytest.fixture(scope="session")
def toy_path(toy_folder) -> Path:
    return build(toy_folder.parent / "toy.sqlite", toy_folder)


@pytest.fixture(scope="session")
def toy(toy_path) -> Gazetteer:
    return Gazetteer.open(toy_path)
