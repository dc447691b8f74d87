"""The bundled gazetteer: names, borders, coasts, seas. Heavy imports wait until a geometry is asked for."""

from geoevents.gazetteer.naming import normalize as normalize
from geoevents.gazetteer.records import FEATURES as FEATURES
from geoevents.gazetteer.records import SIDES as SIDES
from geoevents.gazetteer.records import Border as Border
from geoevents.gazetteer.records import CoastPart as CoastPart
from geoevents.gazetteer.records import NameHit as NameHit
from geoevents.gazetteer.records import Source as Source
from geoevents.gazetteer.store import Gazetteer as Gazetteer
