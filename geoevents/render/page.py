"""The folium side: a map whose page is whole in itself, a layer per event type, and a figure that seals the page.

Nothing that a stranger wrote passes through a template. The events travel in ``Data`` (base64); folium and branca see
identifiers and numbers; a layer's name, which folium's own layer control shows, is written in character references.
"""

from __future__ import annotations

import hashlib
import html
import re
import secrets
from typing import TYPE_CHECKING, Any, ClassVar

import folium
from branca.element import Element, Figure
from folium.map import Icon, Layer
from folium.template import Template
from jinja2 import Template as PlainTemplate

from geoevents.render import bundle
from geoevents.render.policy import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID = re.compile(r"[0-9a-f]{32}")
_SAFE = re.compile(r"[A-Za-z ]")


def references(text: str) -> str:
    """Text in numeric character references, letters A to Z and spaces as they are.

    No template, script or HTML parser finds anything in it to react to; HTML shows it as it was.

    >>> references("a{{")
    'a&#123;&#123;'
    """
    return "".join(char if _SAFE.match(char) else f"&#{ord(char)};" for char in text)


class Body(Element):  # type: ignore[misc]  # branca is untyped here
    """Text that stands in the page as it is, seen by no template."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self._name = "Body"
        self.body = body

    def render(self, **_: Any) -> str:  # noqa: ANN401  branca's signature
        """The text."""
        return self.body


class Data(Body):
    """A data block. In a figure of ours only a place keeper is rendered, and the figure puts the data in last."""

    def __init__(self, body: str, element_id: str, late: dict[str, str] | None) -> None:
        super().__init__(body)
        self.element_id = element_id
        self.late = late

    def render(self, **_: Any) -> str:  # noqa: ANN401  branca's signature
        """The block, or its place keeper."""
        body = self.body
        if self.late is not None:
            body = f"geoevents-late-{secrets.token_hex(16)}"
            self.late[body] = self.body
        return f'<script type="text/plain" id="{self.element_id}">{body}</script>'


class EventFigure(Figure):  # type: ignore[misc]  # branca is untyped here
    """The page around a map: policy first, ids counted instead of drawn by lot, data put in last."""

    _template = PlainTemplate(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n{{ this.header.render(**kwargs) }}\n</head>\n'
        "<body>\n{{ this.html.render(**kwargs) }}\n<script>\n{{ this.script.render(**kwargs) }}\n</script>\n"
        "</body>\n</html>\n"
    )

    def __init__(self) -> None:
        super().__init__()
        self.late: dict[str, str] = {}  # place keeper -> data, while the page is made

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401  branca's signature
        """The page. The same map gives the same bytes in every run."""
        self.late.clear()
        before = [(part, part._children.copy()) for part in (self.header, self.html, self.script)]  # noqa: SLF001
        page = str(super().render(**kwargs))
        digest = hashlib.sha256("".join(self.late.values()).encode()).hexdigest()[:8]
        elements = list(reachable(self))
        for part, children in before:  # folium adds them once more each time that it renders
            part._children = children  # noqa: SLF001
        page = numbered(page, {element._id for element in elements}, digest)  # noqa: SLF001  branca has no other name for it
        page = page.replace(
            "<head>", "<head>\n" + policy(page, remote_addresses(elements), tile_addresses(elements)), 1
        )
        for token, body in self.late.items():
            at = page.index(token)
            page = page[:at] + body + page[at + len(token) :]
        return page


def reachable(root: Element) -> Iterator[Element]:
    """All elements of a figure: children, header, body, script, and those that an element holds as an attribute."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        yield element
        for name, value in vars(element).items():
            if name != "_parent":
                values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else (value,)
                waiting += [found for found in values if isinstance(found, Element)]


def numbered(page: str, ids: set[str], prefix: str) -> str:
    """Replace folium's random ids by numbers in order of appearance. Other stretches of 32 hex digits stay."""
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        found = match[0]
        return numbers.setdefault(found, f"{prefix}_{len(numbers) + 1}") if found in ids else found

    return _ID.sub(number, page)


def remote_addresses(elements: list[Element]) -> Iterator[str]:
    """Addresses of pictures and data that layers ask for."""
    for element in elements:
        for name in ("url", "embed_link"):
            value = getattr(element, name, None)
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                yield value


def tile_addresses(elements: list[Element]) -> Iterator[str]:
    """Addresses of tiles, which are nothing but pictures."""
    for element in elements:
        if isinstance(value := getattr(element, "tiles", None), str) and value.startswith(("http://", "https://")):
            yield value


class EventLayer(Layer):  # type: ignore[misc]  # folium is untyped here
    """The events of one kind as folium sees them: a name for its layer control, and a number."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = geoevents.layer({{ this._parent.get_name() }}, {{ this.number }});"
        "{% endmacro %}"
    )

    def __init__(self, number: int, label: str, *, show: bool = True) -> None:
        super().__init__(name=references(label), overlay=True, control=True, show=show)
        self._name = "EventLayer"
        self.number = int(number)


class EventMap(folium.Map):  # type: ignore[misc]  # folium is untyped here
    """A ``folium.Map`` that needs no other file: add layers, save it, or let a notebook show it.

    Parameters
    ----------
    payload
        What ``payload.encode`` gives.
    title
        Title of the page, as text.
    bounds
        West, south, east, north of the events in degrees, for the view before the viewer has started.
    """

    # Of our own: folium's lists are shared by all maps, and adding to them would change other people's.
    default_js: ClassVar[list[tuple[str, str]]] = []
    default_css: ClassVar[list[tuple[str, str]]] = []

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        html, body { width: 100%; height: 100%; margin: 0; padding: 0; }
        #{{ this.get_name() }}_page {
            position: {{ this.position }};
            left: {{ this.left[0] }}{{ this.left[1] }}; top: {{ this.top[0] }}{{ this.top[1] }};
            width: {{ this.width[0] }}{{ this.width[1] }}; height: {{ this.height[0] }}{{ this.height[1] }};
        }
        #{{ this.get_name() }} { position: absolute; inset: 0; }
        </style>
        <script>
        L_NO_TOUCH = {{ this.global_switches.no_touch | tojson }};
        L_DISABLE_3D = {{ this.global_switches.disable_3d | tojson }};
        </script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="geoevents" id="{{ this.get_name() }}_page">
        <div class="folium-map" id="{{ this.get_name() }}"></div>
        </div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
            center: {{ this.location | tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options | tojavascript }}
        });
        geoevents.open({{ this.get_name() }}, "{{ this.get_name() }}_page");
        {% if this.objects_to_stay_in_front %}
        {{ this.get_name() }}.on("overlayadd", () => {
            {%- for object in this.objects_to_stay_in_front %}
            {{ object.get_name() }}.bringToFront();
            {%- endfor %}
        });
        {% endif %}
        {% endmacro %}
        """
    )

    def __init__(self, payload: str, *, title: str, bounds: tuple[float, float, float, float] | None = None) -> None:
        west, south, east, north = bounds or (-170.0, -50.0, 170.0, 70.0)
        super().__init__(
            location=((south + north) / 2, (west + east) / 2),
            zoom_start=2,
            tiles=None,
            zoom_control=False,
            minZoom=0,
            maxZoom=18,
            zoomSnap=0.25,
            worldCopyJump=False,  # the canvas runs on past 180 degrees
        )
        self.payload = payload
        self.page_title = title.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be written
        figure = EventFigure()
        self._parent = None
        figure.add_child(self)

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401  branca's signature
        """Put libraries, viewer and data into the figure, then what folium itself puts there."""
        figure = self.get_root()
        code, sheet = bundle.leaflet()
        parts = {
            "geoevents_leaflet_css": f"<style>\n{sheet}\n</style>",
            "geoevents_css": f"<style>\n{bundle.style()}\n</style>",
            "geoevents_leaflet": f"<script>\n{code}\n</script>",
            "geoevents_viewer": f"<script>\n{bundle.script()}\n</script>",
        }
        if isinstance(figure, EventFigure):
            parts = {"geoevents_title": f"<title>{html.escape(self.page_title)}</title>", **parts}
        for name, text in parts.items():
            figure.header.add_child(Body(text), name=name)
        self._add_what_icons_need(figure)
        name = self.get_name()
        late = figure.late if isinstance(figure, EventFigure) else None
        figure.html.add_child(Data(self.payload, f"{name}_page_data", late), name=f"{name}_page_data")
        super().render(**kwargs)

    def _add_what_icons_need(self, figure: Figure) -> None:
        """``folium.Icon`` draws with libraries that folium itself takes from the network; then this page must too."""
        if any(isinstance(element, Icon) for element in reachable(self)):
            for name, url in folium.Map.default_js:
                if name != "leaflet":
                    figure.header.add_child(folium.JavascriptLink(url), name=name)
            for name, url in folium.Map.default_css:
                if name != "leaflet_css":
                    figure.header.add_child(folium.CssLink(url), name=name)
