"""Opening a written page in the browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from geoevents.cli.saying import Say


def show_page(path: Path, say: Say) -> None:
    """Open the page where there is a display; say where it is in any case."""
    display = sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    opened = bool(display) and webbrowser.open(path.resolve().as_uri())
    say(f"{'Opened' if opened else 'Open this in a browser:'} {path.resolve()}")
