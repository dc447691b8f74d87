// Taking it along: links, GeoJSON and CSV of what the filters show, a citation. Nothing leaves the page by itself.

import {h, webAddress} from "./dom.js";
import {ASSERTIONS, PRECISIONS} from "./payload.js";
import {ROLES} from "./texts.js";
import {WORDS, number} from "./words.js";
import {folderEnd, folderStart, kmlEnd, kmlStart, placemark} from "./kml.js";
import {groupedBy} from "./lists.js";
import {makePicture} from "./picture.js";

const iso = (time) => (time === time ? new Date(time).toISOString().replace(".000Z", "Z") : null);

const NO_PLACE = {place_role: null, place_text: null, place_name: null, geo_precision: null, geo_radius_m: null};

/** One feature per placement, flat properties, as the Python exporter names them where both have the same. */
export function featuresOf(store, i, text) {
  const common = {
    event_id: text.id,
    kind: store.kinds[store.kind[i]].id,
    summary: text.title,
    start_date: iso(store.start[i]),
    end_date: iso(store.end[i]),
    when_text: text.when,
    qty_text: text.quantity,
    attributed_to: text.who,
    assertion: ASSERTIONS[store.assertion[i]],
    quote: text.quote,
    url: webAddress(text.url ?? "") ?? null,
    publisher: text.publisher ?? null,
  };
  const features = [];
  for (let p = store.first[i]; p < store.first[i + 1]; p++) {
    const said = text.placements?.[p - store.first[i]] ?? {};
    features.push({
      type: "Feature",
      geometry: geometryOf(store, p),
      properties: {
        ...common,
        place_role: ROLES[store.role[p]],
        place_text: said.words ?? "",
        place_name: said.place ?? "",
        geo_precision: store.dimension[p] < 0 ? null : PRECISIONS[store.precision[p]],
        geo_radius_m: store.radius[p] > 0 ? Math.round(store.radius[p]) : null,
        unplaced_reason: store.dimension[p] < 0 ? said.reason || text.reason : null,
      },
    });
  }
  return features.length
    ? features
    : [{type: "Feature", geometry: null, properties: {...common, ...NO_PLACE, unplaced_reason: text.reason}}];
}

function geometryOf(store, p) {
  if (store.dimension[p] < 0) return null;
  if (store.shape[p] >= 0) return store.geometry(store.shape[p]);
  return {type: "Point", coordinates: [store.lon[p], store.lat[p]]};
}

export const collection = (features) => ({type: "FeatureCollection", features});

/** RFC 4180; a cell that a spreadsheet would run as a formula gets a quote mark in front. */
export function csvOf(features) {
  if (!features.length) return "";
  const names = [...new Set(features.flatMap(({properties}) => Object.keys(properties)))];
  const cell = (value) => {
    let text = value === null || value === undefined ? "" : String(value);
    if (/^[=+\-@\t\r]/.test(text) && typeof value === "string") text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const point = ({geometry}) => (geometry?.type === "Point" ? geometry.coordinates : ["", ""]);
  const lines = features.map((feature) =>
    [...names.map((name) => cell(feature.properties[name])), ...point(feature)].join(","),
  );
  return [[...names, "lon", "lat"].join(","), ...lines].join("\r\n") + "\r\n";
}

export function citationOf(text, meta) {
  const parts = [
    text.publisher,
    text.quote ? `“${text.quote}”` : text.title,
    text.source,
    text.source_row ? WORDS.row(text.source_row) : "",
    webAddress(text.url ?? "") ?? "",
    meta.tool,
  ];
  return parts.filter(Boolean).join(". ");
}

/** Copies, and says so on the button; without a clipboard the old way is tried. */
export async function copyFrom(button, words, text) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const area = h("textarea", {value: text, className: "offscreen"});
    button.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
  }
  button.textContent = done ? WORDS.copied : WORDS.notCopied;
  setTimeout(() => {
    button.textContent = words;
  }, 1600);
}

function download(name, type, data) {
  const url = URL.createObjectURL(data instanceof Blob ? data : new Blob(data, {type}));
  const anchor = h("a", {download: name});
  anchor.setAttribute("href", url);
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const AT_ONCE = 2048; // events whose texts are read together: never all of a large page

/** The features of events, so many at once. */
async function* featuresInTurn(app, events) {
  for (let k = 0; k < events.length; k += AT_ONCE) {
    const some = events.slice(k, k + AT_ONCE),
      texts = await app.textsOf(some);
    yield Array.from(some, (i, at) => featuresOf(app.store, i, texts[at])).flat();
  }
}

async function geojsonParts(app) {
  const parts = [];
  for await (const features of featuresInTurn(app, app.shown.list)) parts.push(features.map((f) => JSON.stringify(f)).join(","));
  return [`{"type":"FeatureCollection","features":[`, parts.join(","), "]}"];
}

async function csvParts(app) {
  const parts = [];
  for await (const features of featuresInTurn(app, app.shown.list)) {
    const lines = csvOf(features);
    parts.push(parts.length ? lines.slice(lines.indexOf("\r\n") + 2) : lines);
  }
  return parts;
}

async function kmlParts(app) {
  const {kinds, kind, meta} = app.store;
  const parts = [kmlStart(meta.title ?? "")];
  for (const [k, events] of groupedBy(app.shown.list, (i) => kind[i])) {
    parts.push(folderStart(kinds[k].id));
    for await (const features of featuresInTurn(app, events)) parts.push(features.map(placemark).join("\n"), "\n");
    parts.push(folderEnd);
  }
  return [...parts, kmlEnd];
}

export function renderTake(app) {
  const {el, store} = app;
  const button = (words, act) => h("button.text-button", {type: "button", onclick: act}, words);
  el.takeAll.hidden = !store.n;
  el.takeAll.replaceChildren(
    h("h2", {title: WORDS.takeNote(number(app.shown.list.length))}, WORDS.takeAll),
    button(WORDS.takeGeojson, async () => download("events.geojson", "application/geo+json", await geojsonParts(app))),
    button(WORDS.takeCsv, async () => download("events.csv", "text/csv", await csvParts(app))),
    button(WORDS.takeKml, async () => download("events.kml", "application/vnd.google-earth.kml+xml", await kmlParts(app))),
    button(WORDS.takePng, () => makePicture(app).toBlob((blob) => download("events.png", "image/png", blob))),
  );
}
