"""The values that travel through geoevents. All are frozen; sequences are tuples.

Conventions, stated once
------------------------
- Coordinates are EPSG:4326 in degrees, x = lon, y = lat, in this order everywhere but at folium and geopy.
- Lengths end in ``_m`` (meters), bearings in ``_deg`` (clockwise from true north).
- Times are UTC; intervals are half-open: ``start <= t < end``.
- Positions in text are ``str`` indexes, half-open: ``fields[span.field][span.start:span.end] == span.text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.lazy import lazily

if TYPE_CHECKING:
    from geoevents.model.events import Actor as Actor
    from geoevents.model.events import Assertion as Assertion
    from geoevents.model.events import DatePrecision as DatePrecision
    from geoevents.model.events import Document as Document
    from geoevents.model.events import Event as Event
    from geoevents.model.events import Placement as Placement
    from geoevents.model.events import Problem as Problem
    from geoevents.model.events import Quantity as Quantity
    from geoevents.model.events import Reading as Reading
    from geoevents.model.events import Role as Role
    from geoevents.model.events import Style as Style
    from geoevents.model.events import Trigger as Trigger
    from geoevents.model.events import When as When
    from geoevents.model.places import Place as Place
    from geoevents.model.places import PlaceExpression as PlaceExpression
    from geoevents.model.places import Precision as Precision
    from geoevents.model.places import Resolution as Resolution
    from geoevents.model.places import Rival as Rival
    from geoevents.model.places import Shape as Shape
    from geoevents.model.places import Span as Span

_EVENTS = "Actor Assertion DatePrecision Document Event Placement Problem Quantity Reading Role Style Trigger When"
_PLACES = "Place PlaceExpression Precision Resolution Rival Shape Span"
# A name on the ground needs no events: each file is loaded when one of its names is asked for.
__getattr__ = lazily(__name__, dict.fromkeys(_EVENTS.split(), "events") | dict.fromkeys(_PLACES.split(), "places"))
