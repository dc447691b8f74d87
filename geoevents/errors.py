"""What can go wrong, by name. One base; each leaf is also the built-in that a stranger would catch.

GeoEventsError
├── InputError (ValueError)         a file cannot be read as what it claims to be
├── MissingInputError (FileNotFoundError)
├── PlaceError (ValueError)         a place expression that cannot be understood at all
├── GazetteerError (RuntimeError)   the bundled gazetteer is missing, broken or of another version
│   └── GazetteerDamageError        its file cannot be read at some place
├── EventTypeError (ValueError)     event_types.toml, or a user's own table, is wrong
└── OutputError (OSError)           a file cannot be written; the old one is intact
"""

from __future__ import annotations


class GeoEventsError(Exception):
    """Anything that geoevents raises on purpose: catch this one to catch all."""


class InputError(GeoEventsError, ValueError):
    """An input cannot be read. The message names file, row, field and value and says what to do."""


class MissingInputError(GeoEventsError, FileNotFoundError):
    """An input does not exist, or a pattern matches nothing."""


class PlaceError(GeoEventsError, ValueError):
    """Words that are no place expression. What merely cannot be *placed* is a Resolution with a reason, not this."""


class GazetteerError(GeoEventsError, RuntimeError):
    """The bundled gazetteer cannot be opened. Reinstalling the package, or `geoevents gazetteer build`, mends it."""


class GazetteerDamageError(GazetteerError):
    """The file of the gazetteer is damaged. No document can be read with it: the run ends."""


class EventTypeError(GeoEventsError, ValueError):
    """A table of event types has a wrong or missing entry; the message names the type and the key."""


class OutputError(GeoEventsError, OSError):
    """An output cannot be written. What stood there before is unchanged."""
