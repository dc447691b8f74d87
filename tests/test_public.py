"""The public names: all there, all lazy, and ``resolve`` the function although a file is called so."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

import geoevents
from geoevents.errors import GeoEventsError


def test_every_public_name_is_there_and_sorted() -> None:
    assert geoevents.__all__ == sorted(geoevents.__all__, key=lambda name: (not name[0].isupper(), name))
    assert set(geoevents.__all__) == set(geoevents._HOMES)
    for name in geoevents.__all__:
        assert getattr(geoevents, name) is not None
    assert dir(geoevents) == sorted(geoevents.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        geoevents.nope  # noqa: B018  reading it is the test


def test_resolve_stays_the_function_when_the_file_of_that_name_is_imported() -> None:
    module = importlib.import_module("geoevents.resolve")
    assert callable(geoevents.resolve)
    assert module.resolve is not geoevents.resolve
    assert sys.modules["geoevents.resolve"] is module


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("shapely", "numpy", "pandas", "click", "sqlite3")
    code = f"import sys, geoevents; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_error_catches_all_and_each_is_a_built_in() -> None:
    for name in ("InputError", "MissingInputError", "PlaceError", "GazetteerError", "EventTypeError", "OutputError"):
        error = getattr(geoevents, name)
        assert issubclass(error, GeoEventsError)
        assert any(base.__module__ == "builtins" and base is not Exception for base in error.__mro__[1:-3])


def test_the_version_is_that_of_the_project() -> None:
    from pathlib import Path

    assert f'version = "{geoevents.__version__}"' in (Path(__file__).parents[1] / "pyproject.toml").read_text()
