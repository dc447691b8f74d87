"""``geoevents gazetteer``: search, show, check, build."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import FAILED, NOTHING, Failure, example, visible

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place


@click.group("gazetteer", epilog=example("geoevents gazetteer search Wonsan"))
def gazetteer_command() -> None:
    """Search, show, check and build the bundled gazetteer."""


@gazetteer_command.command(epilog=example('geoevents gazetteer search "Sea of Japan"'))
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:  # noqa: FBT001  click passes by keyword
    """Places whose name is, begins with, or looks like WORDS; the best first."""
    found = _open().search(" ".join(words), limit)
    if not found:
        raise Failure(f"no place is called {' '.join(words)!r}, nor anything like it", NOTHING)
    for rival in found:
        if as_json:
            click.echo(json.dumps({"score": rival.score, **facts(rival.place)}, ensure_ascii=False))
        else:
            click.echo(visible(f"{rival.score:4.2f}  {line(rival.place)}"))


@gazetteer_command.command(epilog=example("geoevents gazetteer show gn:1866923"))
@click.argument("place_id")
@click.option("--json", "as_json", is_flag=True, help="For machines, with the geometry.")
def show(place_id: str, as_json: bool) -> None:  # noqa: FBT001  click passes by keyword
    """Everything that is known of one place, by its id."""
    from geoevents.errors import GazetteerError  # noqa: PLC0415  as in _open

    gazetteer = _open()
    try:
        place = gazetteer.get(place_id)
    except GazetteerError as error:
        raise Failure(str(error)) from None
    names = gazetteer.names(place_id)
    if as_json:
        from geoevents.export.geometry import mapping, oriented  # noqa: PLC0415  loads shapely

        geometry = mapping(oriented(place.geometry))
        click.echo(json.dumps({**facts(place), "names": names, "geometry": geometry}, ensure_ascii=False))
        return
    for key, value in facts(place).items():
        if value not in (None, "", [], 0):
            click.echo(visible(f"{key:12} {', '.join(value) if isinstance(value, list) else value}"))
    kinds = dict.fromkeys(kind for _, kind in names)
    for kind in kinds:
        listed = ", ".join(name for name, other in names if other == kind)
        click.echo(visible(f"{'as ' + kind:12} {listed}"))


@gazetteer_command.command(epilog=example("geoevents gazetteer check"))
def check() -> None:
    """Check the compiled gazetteer: exit code 1 if anything is wrong."""
    gazetteer = _open()
    wrong = gazetteer.check()
    for problem in wrong:
        click.echo(visible(problem))
    if wrong:
        raise Failure(f"{len(wrong)} things are wrong in gazetteer {gazetteer.version}", FAILED)
    click.echo(f"gazetteer {gazetteer.version} is sound")
    for source in gazetteer.sources():
        click.echo(visible(f"  {source.name} ({source.license})"))


@gazetteer_command.command(epilog=example("geoevents gazetteer build"))
def build() -> None:
    """Compile the gazetteer from the tables of a checkout (an installed package has it compiled)."""
    script = Path(__file__).parents[2] / "gazetteer" / "compile.py"
    if not script.is_file():
        raise Failure("only a checkout of the sources can build the gazetteer; an installed package has it compiled")
    import subprocess  # noqa: PLC0415  2 ms that a name search must not pay

    done = subprocess.run([sys.executable, str(script)], check=False)  # noqa: S603  our own script
    if done.returncode:
        raise Failure("the gazetteer could not be compiled", FAILED)


def _open() -> Gazetteer:
    from geoevents.gazetteer import Gazetteer  # noqa: PLC0415  help must not pay for it

    return Gazetteer.open()


def facts(place: Place) -> dict[str, Any]:
    """A place as plain values."""
    return {
        "id": place.id,
        "name": place.name,
        "feature": place.feature,
        "country": place.country,
        "admin1": place.admin1,
        "parents": list(place.parents),
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "status": place.status,
        "source": place.source,
        "confidence": place.confidence,
        "note": place.note,
    }


def line(place: Place) -> str:
    """A place in one line: name, kind, where it belongs, size, id."""
    above = ", ".join(filter(None, (place.admin1, place.country)))
    size = f", {place.population:,} people" if place.population else ""
    status = "" if place.status == "official" else f", {place.status}"
    return f"{place.name} ({place.feature}{f', {above}' if above else ''}{size}{status})  {place.id}"
