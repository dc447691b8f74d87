"""What names mean, as the user has settled it: pins in a file, or in ``places.toml`` beside the inputs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError, InputError
from geoevents.model import Problem

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from geoevents.gazetteer import Gazetteer

NAME = "places.toml"
_MOST = 1_000_000  # bytes


def load(path: str | os.PathLike[str]) -> dict[str, str]:
    """Pins of a TOML file: name -> place id or ISO code, at its top or in the table "pins".

    Raises
    ------
    InputError
        It is no TOML, or a value is no text.
    """
    try:
        if Path(path).stat().st_size > _MOST:
            raise InputError(f"{path}: is larger than {_MOST:,} bytes")
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: {error}") from None
    pins = found.pop("pins", {})
    pins = {**found, **pins} if isinstance(pins, dict) else {"pins": pins}
    wrong = next((name for name, value in pins.items() if not isinstance(value, str)), None)
    if wrong:
        raise InputError(f"{path}: {wrong} must be a place id or a country code, as text")
    return pins


def files(inputs: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files of this name in the folders of the inputs, or in those that are inputs themselves."""
    places = (Path(name) for name in map(str, inputs) if name != "-")
    folders = dict.fromkeys(place if place.is_dir() else place.parent for place in places)
    return [folder / NAME for folder in folders if (folder / NAME).is_file()]


def beside(inputs: Iterable[str | os.PathLike[str]]) -> dict[str, str]:
    """The pins of all of them; where two folders disagree, the later one counts."""
    found: dict[str, str] = {}
    for path in files(inputs):
        found |= load(path)
    return found


def unknown(pins: Mapping[str, str], gazetteer: Gazetteer) -> tuple[Problem, ...]:
    """What to tell of pins to places that the gazetteer does not have: they would do nothing."""
    found = []
    for name, value in pins.items():
        try:
            gazetteer.get(value) if ":" in value else gazetteer.country(value)
        except (GazetteerError, ValueError):
            message = (
                f"is pinned to {value!r}, which is no place id (as geoevents gazetteer search shows) or country code"
            )
            found.append(Problem("pins", message, None, None, name, "warning"))
    return tuple(found)
