"""Where the data files are: in a wheel inside the package, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "_data"


def gazetteer_path() -> Path:
    """Path of the compiled gazetteer, whether or not it exists (the build writes it there)."""
    return _DATA / "gazetteer.sqlite"


def static_dir() -> Path:
    """Folder of the viewer's own JS, CSS and page parts."""
    checkout = _PACKAGE.parent / "static"
    return checkout if checkout.is_dir() else _DATA / "static"
