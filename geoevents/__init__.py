"""Turn reports into maps: read prose and tables, find events, resolve vague places offline, draw and export them.

>>> import geoevents
>>> events = geoevents.read("reports/", published="2022-11-02")  # doctest: +SKIP
>>> events.save("map.html")  # doctest: +SKIP
>>> geoevents.resolve("off the east coast of North Korea").shape.geometry  # doctest: +SKIP

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType

from geoevents.lazy import lazily

TYPE_CHECKING = False  # as type checkers know it: to import typing takes long, and Ctrl-C is not taken care of yet
if TYPE_CHECKING:
    from typing import Any

    from geoevents.errors import EventTypeError as EventTypeError
    from geoevents.errors import GazetteerError as GazetteerError
    from geoevents.errors import GeoEventsError as GeoEventsError
    from geoevents.errors import InputError as InputError
    from geoevents.errors import MissingInputError as MissingInputError
    from geoevents.errors import OutputError as OutputError
    from geoevents.errors import PlaceError as PlaceError
    from geoevents.frame import from_frame as from_frame
    from geoevents.frame import to_frame as to_frame
    from geoevents.gazetteer import Gazetteer as Gazetteer
    from geoevents.geocoder import GazetteerGeocoder as GazetteerGeocoder
    from geoevents.geocoder import resolve as resolve
    from geoevents.model import Document as Document
    from geoevents.model import Event as Event
    from geoevents.model import Place as Place
    from geoevents.model import Placement as Placement
    from geoevents.model import Problem as Problem
    from geoevents.model import Resolution as Resolution
    from geoevents.model import Shape as Shape
    from geoevents.pipeline import Events as Events
    from geoevents.pipeline import read as read

__version__ = "0.1.0"

# Public name -> the module that has it.
_HOMES = {
    "Document": "model",
    "Event": "model",
    "EventTypeError": "errors",
    "Events": "pipeline",
    "Gazetteer": "gazetteer",
    "GazetteerError": "errors",
    "GazetteerGeocoder": "geocoder",
    "GeoEventsError": "errors",
    "InputError": "errors",
    "MissingInputError": "errors",
    "OutputError": "errors",
    "Place": "model",
    "PlaceError": "errors",
    "Placement": "model",
    "Problem": "model",
    "Resolution": "model",
    "Shape": "model",
    "from_frame": "frame",
    "read": "pipeline",
    "resolve": "geocoder",
    "to_frame": "frame",
}

__all__ = [
    "Document",
    "Event",
    "EventTypeError",
    "Events",
    "Gazetteer",
    "GazetteerError",
    "GazetteerGeocoder",
    "GeoEventsError",
    "InputError",
    "MissingInputError",
    "OutputError",
    "Place",
    "PlaceError",
    "Placement",
    "Problem",
    "Resolution",
    "Shape",
    "from_frame",
    "read",
    "resolve",
    "to_frame",
]


__getattr__ = lazily(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """The package has a function and a file that are both called ``resolve``; by its name one gets the function."""

    @property
    def resolve(self) -> Any:  # noqa: ANN401  a function, typed above
        return __getattr__("resolve")

    @resolve.setter
    def resolve(self, module: ModuleType) -> None:
        """Python binds the file here when it is first imported; it stays in ``sys.modules``."""


sys.modules[__name__].__class__ = _Package
