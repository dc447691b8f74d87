"""The viewer's ES modules as one script, its style sheets as one, and Leaflet out of its wheel.

Each module becomes the body of a function, so that names stay apart; an import becomes a destructuring of what that
function returned. Only the forms that static/ uses are understood, and anything else is an error, never a guess:
``import {a, b as c} from "./x.js"``, ``export function``, ``export async function``, ``export class``, ``export const``
and ``export let`` at the start of a line.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from geoevents.errors import GeoEventsError
from geoevents.resources import static_dir

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "bridge.js"
IMAGES = ("layers.png", "layers-2x.png", "marker-icon.png", "marker-icon-2x.png", "marker-shadow.png")
NAMESPACE = "geoevents"
# The order matters: the later may override the earlier.
SHEETS = ("tokens.css", "page.css", "parts.css", "print.css")

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+\.js)";?[ \t]*$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function\*?|function\*?|class|const|let) +([A-Za-z_$][\w$]*))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


class BundleError(GeoEventsError, RuntimeError):
    """A module of static/ uses a form of import or export that the bundler does not know, or a file is missing."""


def modules(folder: Path, entry: str = ENTRY) -> dict[str, str]:
    """Sources of the entry and all that it imports, each after those that it needs."""
    found: dict[str, str] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise BundleError(f"static/{name}: modules import each other in a circle: {' > '.join((*above, name))}")
        if name in found:
            return
        path = folder / name
        if not path.is_file():
            raise BundleError(f"static/{name}: no such module, imported by {above[-1] if above else 'nobody'}")
        source = path.read_text(encoding="utf-8")
        for match in _IMPORT.finditer(source):
            visit(match[2], (*above, name))
        found[name] = source

    visit(entry, ())
    return found


def _scoped(name: str, source: str) -> str:
    exported = [match[1] for match in _EXPORT.finditer(source)]
    body = _EXPORT.sub("", _IMPORT.sub(_destructuring, source))
    if strange := _LEFT_OVER.search(body):
        raise BundleError(f"static/{name}: cannot bundle {strange[0]!r}")
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{{", ".join(exported)}}};\n}})();\n'


def _destructuring(match: re.Match[str]) -> str:
    names = re.sub(r"\s+as\s+", ": ", " ".join(match[1].split())).strip().rstrip(",")
    # On as many lines as before, so that line numbers of errors fit the file.
    return f'const {{{names}}} = modules["{match[2]}"];' + "\n" * match[0].count("\n")


@cache
def script(folder: Path | None = None, entry: str = ENTRY) -> str:
    """The bundle: a script that defines one global, ``geoevents``, with what the entry exports.

    Raises
    ------
    BundleError
        A module is missing, imports itself in a circle, or uses another form of import or export.
    """
    sources = modules(folder or static_dir(), entry)
    scoped = "".join(_scoped(name, source) for name, source in sources.items())
    head = f'"use strict";\nvar {NAMESPACE} = (() => {{\nconst modules = {{}};\n'
    return script_safe(f'{head}{scoped}return modules["{entry}"];\n}})();\n')


def script_safe(text: str) -> str:
    """JavaScript that cannot end the element that it stands in: in its strings the sign is written as an escape."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", text, flags=re.IGNORECASE)


@cache
def style(folder: Path | None = None) -> str:
    """The style sheets as one: first those in ``SHEETS``, then any others by name."""
    place = folder or static_dir()
    others = sorted(path.name for path in place.glob("*.css") if path.name not in SHEETS)
    return "\n".join((place / name).read_text("utf-8") for name in (*SHEETS, *others) if (place / name).is_file())


@cache
def leaflet() -> tuple[str, str]:
    """Leaflet's script and style sheet from the installed wheel, with their images inside.

    Raises
    ------
    BundleError
        XStatic-Leaflet is not installed, or not whole.
    """
    try:
        files = {path.name: path for path in metadata.files("XStatic-Leaflet") or []}
        code, sheet = (files[name].read_text("utf-8") for name in ("leaflet.js", "leaflet.css"))
        images = {name: _data_uri(files[name]) for name in IMAGES}
    except (metadata.PackageNotFoundError, KeyError, OSError) as error:
        raise BundleError("Leaflet is missing: pip install --force-reinstall XStatic-Leaflet") from error
    for name, uri in images.items():
        sheet = sheet.replace(f"url(images/{name})", f"url({uri})")
    sheet = re.sub(r"behavior:\s*url\([^)]*\);", "", sheet)
    code = re.sub(r"^//# sourceMappingURL=.*$", "", code, flags=re.MULTILINE)
    # Leaflet looks for the pin beside its style sheet, which has no address here.
    pin = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
    options = json.dumps({option: images[name] for option, name in pin.items()})
    code += f"\ndelete L.Icon.Default.prototype._getIconUrl;\nL.Icon.Default.mergeOptions({options});\n"
    return script_safe(code), sheet


def _data_uri(path: metadata.PackagePath) -> str:
    return "data:image/png;base64," + base64.b64encode(path.read_binary()).decode("ascii")
