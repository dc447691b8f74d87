"""The house keeps its floors: an import only goes down, and each third party has one door."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geoevents"

FLOORS = (
    ("errors", "lazy", "units", "zones", "resources", "inflection"),
    ("model",),
    ("geodesy", "sentences", "gazetteer", "event_types", "readers", "frame"),
    ("expressions", "layers"),
    ("recognize", "resolve", "join", "render", "export"),
    ("pipeline", "geocoder", "toponyms"),
    ("cli", "__init__"),
    ("__main__",),
)
DOORS = {
    "geopandas": ("frame",),
    "folium": ("render",),
    "branca": ("render",),
    "geopy.geocoders": ("geocoder",),
    "geopy": ("geocoder", "geodesy"),
    "pyproj": ("geodesy",),
    "sqlite3": ("gazetteer",),
    "click": ("cli",),
    "rich": ("cli",),
}
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(PACKAGE.rglob("*.py"))


def test_the_picture_of_the_floors_is_the_law() -> None:
    """CONTRIBUTING.md shows what is enforced here, and nothing else."""
    text = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^\| (\d) \| (.+) \|$", text, re.MULTILINE)
    assert [(int(floor), tuple(re.findall(r"`(\w+)/?`", rooms))) for floor, rooms in drawn] == list(enumerate(FLOORS))


def room_of(path: Path) -> str:
    """The first part of the path inside the package, without its suffix."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> set[str]:
    """Every module named by an import that runs; those under TYPE_CHECKING are for the type checker only."""
    names: set[str] = set()
    queue = [tree]
    while queue:
        node = queue.pop()
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "absolute imports only"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            queue.extend(node.orelse)
        else:
            queue.extend(ast.iter_child_nodes(node))
    return names


def violations(path: Path, source: str) -> list[str]:
    """What the imports of one file do that the plan forbids, in words."""
    room, found = room_of(path), []
    inner = path.parent != PACKAGE and path.name != "__init__.py"
    for name in sorted(imported(ast.parse(source))):
        parts = name.split(".")
        if parts[0] == "geoevents" and len(parts) > 1 and parts[1] in FLOOR_OF and parts[1] != room:
            if FLOOR_OF[parts[1]] >= FLOOR_OF[room]:
                found.append(f"{room} (floor {FLOOR_OF[room]}) imports {parts[1]} (floor {FLOOR_OF[parts[1]]})")
        elif inner and parts[:2] == ["geoevents", room] and not (path.parent / f"{parts[2]}.py").exists():
            found.append(f"{path.name} imports the door of its own folder: {name}")
        for library in sorted(DOORS, key=len, reverse=True):
            if name == library or name.startswith(f"{library}."):
                if room not in DOORS[library]:
                    found.append(f"{room} imports {library}, whose only door is {', '.join(DOORS[library])}")
                break
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_and_through_the_doors(path: Path) -> None:
    assert room_of(path) in FLOOR_OF, f"{path.name} has no floor: add it to FLOORS"
    assert violations(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("geodesy.py", "from geoevents.expressions.named import Named"),
        ("join.py", "from geoevents.resolve import resolve"),
        ("cli.py", "import folium"),
        ("export/csv.py", "from geoevents.export import EXPORTERS"),
        ("recognize/dates.py", "from geopy.geocoders import Nominatim"),
    ],
)
def test_the_test_itself_catches_what_it_forbids(room: str, source: str) -> None:
    assert violations(PACKAGE / room, source)


def module_of(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def circle(sources: dict[str, str]) -> list[str]:
    """Modules of which each imports the next and the last the first, by imports within functions too; or none."""
    graph: dict[str, set[str]] = {}
    for module, source in sources.items():
        graph[module] = set()
        for name in imported(ast.parse(source)):
            known = name
            while known and known not in sources:  # a name in a module, or a module in a folder
                known = known.rpartition(".")[0]
            graph[module] |= {known} - {"", module}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_file_imports_itself_in_a_circle() -> None:
    assert circle({module_of(path): path.read_text(encoding="utf-8") for path in FILES}) == []


def test_a_circle_is_found_within_functions_and_not_among_types() -> None:
    apart = {"geoevents.a": "import geoevents.b", "geoevents.b": ""}
    types = "if TYPE_CHECKING:\n    from geoevents.a import A"
    within = "def f():\n    from geoevents.a import A"
    assert circle(apart | {"geoevents.b": types}) == []
    assert set(circle(apart | {"geoevents.b": within})) == {"geoevents.a", "geoevents.b"}
