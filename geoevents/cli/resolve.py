"""``geoevents resolve``: where the words are, how sure that is, and why."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import FAILED, Failure, example, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from geoevents.gazetteer import Gazetteer
    from geoevents.geocoder.online import LastResort
    from geoevents.model import Place, Resolution, Shape

# Rivals shown to people; --json and --file have them all.
MOST_RIVALS = 5
LEAST_SCORE = 0.01
LIKELY = 0.5  # a score from which the place is likelier than all of its rivals together


@click.command(
    "resolve",
    epilog=example(
        'geoevents resolve "off the east coast of North Korea"',
        'geoevents resolve "both coasts" --focus KP --as geojson',
        'geoevents resolve --explain "20 km east of Kanggye in Jagang Province"',
        "geoevents resolve --file lines.txt > places.jsonl",
    ),
)
@click.argument("words", nargs=-1)
@click.option("--focus", metavar="COUNTRY", help='Country of bare forms like "both coasts": a name or a code like KP.')
@click.option("--as", "form", type=click.Choice(["text", "geojson", "wkt"]), default="text", show_default=True)
@click.option(
    "--file",
    "lines",
    type=click.File(encoding="utf-8", errors="surrogateescape"),
    help="One expression per line; writes JSON lines.",
)
@click.option("--pin", "pins", multiple=True, metavar="NAME=ID", help='What a name means: "Georgia=GE".')
@click.option("--places", type=click.Path(), metavar="FILE.toml", help='More pins: lines like Georgia = "GE".')
@click.option("--coverage", type=click.Choice(["0.5", "0.8", "0.95"]), help="Chance that vague areas hold the place.")
@click.option("--online", metavar="SERVICE", help="Ask an online geocoder (nominatim) for names not bundled.")
@click.option("--explain", is_flag=True, help="Also how the words were read, and all that a name may mean.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE.html", help="Draw it on a map.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
def resolve_command(  # noqa: PLR0913  click passes every option by name
    *,
    words: tuple[str, ...],
    focus: str | None,
    form: str,
    lines: TextIO | None,
    pins: tuple[str, ...],
    places: str | None,
    coverage: str | None,
    online: str | None,
    explain: bool,
    output: str | None,
    as_json: bool,
) -> None:
    """Put a place expression on the ground, and say how precise that is and why it is there.

    Exit code 1 if it cannot be placed; with --file, if any line cannot.
    """
    from geoevents.gazetteer import Gazetteer  # noqa: PLC0415  help must not pay for it

    expressions = _expressions(words, lines)
    gazetteer = Gazetteer.open()
    elsewhere = _last_resort(online) if online else None
    told: dict[str, Any] = {"focus": focus}
    if pins or places:
        from geoevents.cli.reading import pairs  # noqa: PLC0415  a plain name must not pay for it
        from geoevents.cli.reading import places as pinned  # noqa: PLC0415  as above

        told["pins"] = pinned(places) | pairs(pins, "--pin", "Georgia=GE")
    if coverage:
        told["coverage"] = float(coverage)
    answers = ((_shown(text), _resolve(text, gazetteer, told, elsewhere)) for text in expressions)
    found = _explained(answers) if explain else answers
    if output:
        _draw(list(found), output, gazetteer)
        return
    if lines is not None or as_json:
        failed = [text for text, resolution in found if _print_json(text, resolution)]
        if failed and lines is not None:
            click.echo(f"{len(failed)} of the lines cannot be placed", err=True)
        if failed:
            raise click.exceptions.Exit(FAILED)
        return
    text, resolution = next(found)
    if isinstance(resolution, str) or resolution.shape is None:
        raise Failure(_failure(text, resolution))
    _FORMS[form](text, resolution)


def _explained(found: Iterable[tuple[str, Resolution | str]]) -> Iterator[tuple[str, Resolution | str]]:
    """The answers as they are; how each was read goes to standard error, as it is no part of the answer."""
    from geoevents.cli.explaining import tree  # noqa: PLC0415  only here

    for text, resolution in found:
        lines = [] if isinstance(resolution, str) else tree(resolution.expression)
        for step in lines:
            click.echo(visible(step), err=True)
        yield text, resolution


def _expressions(words: tuple[str, ...], lines: TextIO | None) -> Iterator[str]:
    if bool(words) == (lines is not None):
        raise click.UsageError("give WORDS or --file, one of the two")
    if lines is None:
        return iter((" ".join(words),))
    return (line.strip() for line in lines if line.strip())


def _shown(text: str) -> str:
    """The text with bytes that are not UTF-8 written out."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _last_resort(service: str) -> LastResort:
    from geoevents.geocoder.online import LastResort  # noqa: PLC0415  geopy costs 60 ms

    return LastResort(service)


def _resolve(text: str, gazetteer: Gazetteer, told: dict[str, Any], elsewhere: LastResort | None) -> Resolution | str:
    from geoevents.errors import PlaceError  # noqa: PLC0415  help must not pay for it
    from geoevents.geocoder.resolving import country_of, resolve  # noqa: PLC0415  help must not pay for it
    from geoevents.model import PlaceExpression, Span  # noqa: PLC0415  help must not pay for it

    if told["focus"]:
        try:
            country_of(told["focus"], gazetteer)
        except PlaceError as error:  # of the call, not of the line
            raise click.BadParameter(str(error), param_hint="--focus") from None
    if _shown(text) != text:
        return "the words are not UTF-8"
    try:
        found: Resolution | str = _made(resolve(text, gazetteer=gazetteer, **told))
    except PlaceError as error:
        found = str(error)
    if elsewhere is None or not (isinstance(found, str) or found.shape is None):
        return found
    answer = elsewhere(text, PlaceExpression(Span("text", 0, len(text), text)))
    return answer or elsewhere.trouble or found


def _made(found: Resolution) -> Resolution:
    """What goes wrong with a geometry is a reason; a point needs none, so that a name is answered without shapely."""
    from geoevents.expressions.base import made  # noqa: PLC0415  help must not pay for it

    return found if found.shape is None or _point(found, found.shape) else made(found)


def _point(resolution: Resolution, shape: Shape) -> Place | None:
    """The settlement that is the whole answer."""
    place = resolution.places[0] if type(resolution.expression).__name__ == "Named" and resolution.places else None
    return place if place is not None and shape.dimension == 0 and place.feature == "settlement" else None


def _failure(text: str, resolution: Resolution | str) -> str:
    if isinstance(resolution, str):
        return resolution
    steps = "".join(f"; {step}" for step in resolution.why)
    return f"{text!r} cannot be placed: {resolution.reason}{steps}"


def _print_text(text: str, resolution: Resolution) -> None:
    shape = resolution.shape
    assert shape is not None
    rows = [
        ("precision", resolution.precision or "unknown"),
        ("doubt", _doubt(resolution)),
        ("where", _where(resolution, shape)),
        ("error", _error(shape)),
        ("choice", "all of it" if resolution.choice == "all" else "somewhere in it"),
        *((f"{'why' if number == 0 else ''}", step) for number, step in enumerate(resolution.why)),
        *_rivals(resolution),
    ]
    click.echo(visible(resolution.name or text))
    for label, value in rows:
        if value:
            click.echo(visible(f"  {label:10} {value}"))


def _doubt(resolution: Resolution) -> str:
    """Said where a name is likelier one of its rivals: the precision is only that of the place that is shown."""
    if resolution.score >= LIKELY or not resolution.rivals:
        return ""
    return f"several places have this name, and this one is meant with a chance of {resolution.score:.0%}: say which"


def _where(resolution: Resolution, shape: Shape) -> str:
    """A point needs no geometry, so that a plain name is answered without loading shapely."""
    place = _point(resolution, shape)
    if place is not None:
        return f"point {place.lat:.4f}, {place.lon:.4f} (lat, lon)"
    geometry = shape.geometry
    if geometry.geom_type == "Point":
        return f"point {geometry.y:.4f}, {geometry.x:.4f} (lat, lon)"
    west, south, east, north = geometry.bounds
    kind = ("points", "line", "area")[shape.dimension]
    return f"{kind} within lat {south:.3f} to {north:.3f}, lon {west:.3f} to {east:.3f}"


def _error(shape: Shape) -> str:
    chance = f", holds the true place {shape.coverage:.0%} of the time" if shape.coverage else ""
    if not shape.error_m:
        return chance.removeprefix(", ")
    length = f"{shape.error_m / 1000:.1f} km" if shape.error_m >= 1000 else f"{shape.error_m:.0f} m"
    return f"within {length}{chance}"


def _rivals(resolution: Resolution) -> list[tuple[str, str]]:
    from geoevents.cli.gazetteer import line  # noqa: PLC0415  only here

    others = [rival for rival in resolution.rivals if rival.place not in resolution.places]
    # A country or a state of that name is worth a word even if it is hardly meant.
    large = ("country", "admin1")
    shown = [r for r in others if r.score >= LEAST_SCORE or r.place.feature in large][:MOST_RIVALS]
    return [
        ("or" if number == 0 else "", f"{rival.score:.2f}  {line(rival.place)}") for number, rival in enumerate(shown)
    ]


def _print_wkt(_: str, resolution: Resolution) -> None:
    from geoevents.export.geometry import oriented  # noqa: PLC0415  loads shapely

    assert resolution.shape is not None
    click.echo(oriented(resolution.shape.geometry).wkt)


def _print_geojson(text: str, resolution: Resolution) -> None:
    click.echo(json.dumps(feature(text, resolution), ensure_ascii=False, allow_nan=False))


_FORMS = {"text": _print_text, "geojson": _print_geojson, "wkt": _print_wkt}


def feature(text: str, resolution: Resolution | str) -> dict[str, Any]:
    """The answer as a GeoJSON feature; ``geometry`` null and a ``reason`` if it cannot be placed."""
    if isinstance(resolution, str):
        return {"type": "Feature", "geometry": None, "properties": {"text": text, "reason": resolution}}
    shape = resolution.shape
    geometry = None
    if shape is not None:
        from geoevents.export.geometry import mapping, oriented  # noqa: PLC0415  loads shapely

        geometry = mapping(oriented(shape.geometry))
    properties = {
        "text": text,
        "name": resolution.name,
        "precision": resolution.precision,
        "error_m": round(shape.error_m, 1) if shape else None,
        "coverage": shape.coverage if shape else None,
        "choice": resolution.choice,
        "score": round(resolution.score, 3),
        "places": [place.id for place in resolution.places],
        "why": list(resolution.why),
        "rivals": [
            {"id": rival.place.id, "name": rival.place.name, "score": round(rival.score, 3)}
            for rival in resolution.rivals
        ],
        "reason": resolution.reason,
    }
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _print_json(text: str, resolution: Resolution | str) -> bool:
    """Print one line; whether the words could not be placed."""
    click.echo(json.dumps(feature(text, resolution), ensure_ascii=False, allow_nan=False))
    sys.stdout.flush()
    return isinstance(resolution, str) or resolution.shape is None


def _draw(found: list[tuple[str, Resolution | str]], output: str, gazetteer: Gazetteer) -> None:
    """A map of the places, each as an event of the kind "place"."""
    from geoevents.event_types import load  # noqa: PLC0415  only for maps
    from geoevents.model import Document, Event, Placement, Span, When  # noqa: PLC0415  only for maps
    from geoevents.pipeline import Events  # noqa: PLC0415  only for maps

    events = []
    for number, (text, resolution) in enumerate(found):
        if isinstance(resolution, str) or resolution.shape is None:
            click.echo(f"Error: {visible(_failure(text, resolution))}", err=True)
            continue
        quote = Span("text", 0, len(text), text)
        events.append(
            Event(
                id=f"place-{number}",
                kind="place",
                summary=text,
                when=When(None, None, None, "unknown", basis="none"),
                placements=(Placement("site", resolution),),
                quantities=(),
                actors=(),
                assertion="reported",
                attributed_to=(),
                evidence=(quote,),
                triggers=(),
                document_id="resolve",
            )
        )
    if not events:
        raise Failure("nothing can be placed")
    document = Document("resolve", "geoevents resolve", {"text": "\n".join(text for text, _ in found)})
    title = found[0][0] if len(found) == 1 else f"{len(events)} places"
    Events(tuple(events), (document,), (), load(), gazetteer).save(output, title=title)
    click.echo(f"Wrote {output}", err=True)
    if len(events) < len(found):
        raise click.exceptions.Exit(FAILED)
