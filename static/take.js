// Taking it along: links, GeoJSON and CSV of what the filters show, a citation. Nothing leaves the page by itself.

import {h, webAddress} from "./dom.js";
import {ASSERTIONS, PRECISIONS, ROLES} from "./payload.js";
import {WORDS, number} from "./words.js";
import {kmlOf} from "./kml.js";
import {makePicture} from "./picture.js";

const iso = (time) => (time === time ? new Date(time).toISOString().replace(".000Z", "Z") : null);

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
    : [{type: "Feature", geometry: null, properties: {...common, unplaced_reason: text.reason}}];
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
  const url = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], {type}));
  const anchor = h("a", {download: name});
  anchor.setAttribute("href", url);
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export function renderTake(app) {
  const {el, store} = app;
  const shownFeatures = async () => {
    const events = [...app.shown.list];
    const texts = app.texts ?? (await store.texts());
    return events.flatMap((i) => featuresOf(store, i, texts[i]));
  };
  const button = (words, act) => h("button.text-button", {type: "button", onclick: act}, words);
  el.takeAll.hidden = !store.n;
  el.takeAll.replaceChildren(
    h("h2", {title: WORDS.takeNote(number(app.shown.list.length))}, WORDS.takeAll),
    button(WORDS.takeGeojson, async () =>
      download("events.geojson", "application/geo+json", JSON.stringify(collection(await shownFeatures()))),
    ),
    button(WORDS.takeCsv, async () => download("events.csv", "text/csv", csvOf(await shownFeatures()))),
    button(WORDS.takeKml, async () =>
      download("events.kml", "application/vnd.google-earth.kml+xml", kmlOf(await shownFeatures(), store.meta.title)),
    ),
    button(WORDS.takePng, () => makePicture(app).toBlob((blob) => download("events.png", "image/png", blob))),
  );
}
