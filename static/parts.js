// The parts of the page, empty. No ids: several maps may live on one page, so everything is found from its own root.

import {h, svg} from "./dom.js";
import {WORDS} from "./words.js";

const iconButton = (sign, label, key = "", classes = "") =>
  h(
    `button.icon-button${classes}`,
    {type: "button", title: key ? `${label}  ${key}` : label, "aria-label": label},
    sign,
  );

/** Builds the page inside `container` and moves the map's own element into its stage. Returns the parts by name. */
export function buildParts(container, mapElement) {
  const el = {container};
  el.grip = h("button.grip", {type: "button", "aria-label": WORDS.sheet});
  el.title = h("h1");
  el.provenance = h("p.provenance");
  el.fold = iconButton("‹", WORDS.fold, "[", ".fold");
  el.search = h("input", {
    type: "search",
    placeholder: WORDS.searchShort,
    autocomplete: "off",
    spellcheck: false,
    dir: "auto",
    "aria-label": WORDS.search,
  });
  el.results = h("div.results", {hidden: true});
  el.count = h("p.count", {"aria-live": "polite"});
  el.legend = h("div.legend", {role: "group", "aria-label": WORDS.types});
  el.filters = h("section.filters", {hidden: true, "aria-label": WORDS.moreFilters});
  el.key = h("ul");
  el.shelf = h("section.shelf", {hidden: true});
  el.takeAll = h("section.take", {});
  el.problems = h("section.problems", {hidden: true});
  el.panel = h(
    "aside.panel",
    {"aria-label": WORDS.layers},
    el.grip,
    h("header.masthead", {}, h("div", {}, el.title, el.provenance), el.fold),
    h("div.search", {role: "search"}, el.search, h("kbd", {"aria-hidden": "true"}, "/")),
    el.results,
    h(
      "div.scroll",
      {},
      el.count,
      el.legend,
      el.filters,
      h("section.key", {}, h("h2", {}, WORDS.howToRead), el.key),
      el.shelf,
      el.takeAll,
      el.problems,
    ),
  );

  el.insetMap = h("div.inset-map");
  el.insetTitle = h("button.inset-title", {type: "button"});
  el.inset = h("figure.inset", {hidden: true}, el.insetMap, h("figcaption", {}, el.insetTitle));
  el.chip = h("p.chip", {hidden: true});
  el.tip = h("div.tip", {hidden: true, role: "presentation"});
  el.empty = h("div.empty", {hidden: true, role: "status"});
  el.credit = h("p.credit");
  el.stage = h("section.stage", {"aria-label": WORDS.map}, el.inset, el.chip, el.tip, el.empty, el.credit);
  el.table = h("div.table-view", {hidden: true, tabIndex: 0, role: "region", "aria-label": WORDS.table});

  el.toMap = h("button", {type: "button", "aria-pressed": "true"}, WORDS.map);
  el.toTable = h("button", {type: "button", "aria-pressed": "false"}, WORDS.table);
  el.theme = iconButton("◐", WORDS.theme, "D");
  el.keys = iconButton("?", WORDS.keys, "?");
  el.tools = h(
    "nav.tools",
    {"aria-label": WORDS.view},
    h("div.segmented", {role: "group", "aria-label": WORDS.view}, el.toMap, el.toTable),
    el.theme,
    el.keys,
  );
  el.zoomIn = iconButton("+", WORDS.zoomIn, "", ".zoom-step");
  el.zoomOut = iconButton("−", WORDS.zoomOut, "", ".zoom-step");
  el.fit = iconButton("⤢", WORDS.fit, "0");
  el.zoomer = h("nav.zoomer", {"aria-label": WORDS.zoom}, el.zoomIn, el.zoomOut, el.fit);

  el.play = iconButton("▸", WORDS.play, "", ".play");
  el.span = h("strong");
  el.allTime = h("button.text-button", {type: "button", hidden: true}, WORDS.allTime);
  el.timeNote = h("span.time-note");
  el.chart = svg("svg", {class: "chart", role: "group", "aria-label": WORDS.chart});
  el.timeline = h(
    "section.timeline",
    {"aria-label": WORDS.time},
    h("div.timeline-head", {}, el.play, el.span, el.allTime, el.timeNote),
    el.chart,
  );
  el.card = h("aside.card", {tabIndex: -1, hidden: true, "aria-label": WORDS.event});
  el.help = h("dialog.help", {"aria-label": WORDS.keys});

  el.page = h("div.page", {}, el.panel, el.stage, el.table, el.tools, el.zoomer, el.timeline, el.card, el.help);
  el.page.dataset.sheet = "peek";
  el.page.dataset.view = "map";
  seatMap(el, container, mapElement);
  return el;
}

/** The map's element keeps everything that Leaflet and other layers put into it; only its seat changes. */
function seatMap(el, container, mapElement) {
  if (container === mapElement) {
    // The page takes the place, and the name, of the map's element, with the size that a style sheet gives to that name.
    el.container = h("div.geoevents");
    mapElement.replaceWith(el.container);
    el.container.id = mapElement.id;
    mapElement.removeAttribute("id");
  }
  el.container.classList.add("geoevents");
  el.container.append(el.page);
  Object.assign(mapElement.style, {
    position: "absolute",
    left: "0",
    top: "0",
    right: "0",
    bottom: "0",
    width: "auto",
    height: "auto",
  });
  mapElement.classList.add("map");
  mapElement.setAttribute("role", "application");
  mapElement.setAttribute("aria-label", WORDS.mapLabel);
  el.map = mapElement;
  el.stage.prepend(mapElement);
}
