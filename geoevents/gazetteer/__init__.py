"""The bundled gazetteer: names, borders, coasts, seas. Heavy imports wait until a geometry is asked for."""

from typing import TYPE_CHECKING

from geoevents.gazetteer.naming import normalize as normalize
from geoevents.gazetteer.store import Gazetteer as Gazetteer
from geoevents.lazy import lazily

if TYPE_CHECKING:
    from geoevents.gazetteer.records import FEATURES as FEATURES
    from geoevents.gazetteer.records import SIDES as SIDES
    from geoevents.gazetteer.records import Border as Border
    from geoevents.gazetteer.records import CoastPart as CoastPart
    from geoevents.gazetteer.records import NameHit as NameHit
    from geoevents.gazetteer.records import Source as Source

_RECORDS = ("FEATURES", "SIDES", "Border", "CoastPart", "NameHit", "Source")
__getattr__ = lazily(__name__, dict.fromkeys(_RECORDS, "records"))
