// Between folium and the viewer: the one entry of the bundle. folium's script calls `layer` for each of our layers and
// `open` for each map; everything else happens once all of folium's own script has run.

import {start} from "./main.js";

/** The viewers of all maps in the document, in the order in which they started. */
export const instances = [];

const waiting = new Map(); // Leaflet map -> its event layers, by number

/** A Leaflet layer that stands for the events of one kind. It draws nothing: the viewer asks the map whether it is on. */
export function layer(map, number) {
  const made = new L.Layer();
  made.onAdd = () => made;
  made.onRemove = () => made;
  if (!waiting.has(map)) waiting.set(map, []);
  waiting.get(map)[number] = made;
  return made;
}

/** Starts the viewer of one map in the element `id`, once all layers are known. The payload stands in `id` + "_data". */
export function open(map, id) {
  const container = document.getElementById(id);
  const data = document.getElementById(`${id}_data`);
  const payload = data.textContent.trim();
  data.remove(); // a second copy of a large page would cost its size in memory
  return Promise.resolve()
    .then(() => {
      const layers = waiting.get(map) ?? [];
      waiting.delete(map);
      return start({map, container, payload, layers});
    })
    .catch((error) => {
      const notice = document.createElement("p");
      notice.className = "geoevents-failed";
      notice.textContent = `The map could not be opened (${error.message}). It needs a browser of 2023 or later.`;
      container.prepend(notice);
      throw error;
    });
}

/** What folium's popups ask of jQuery: `$(html)[0]` and `$(document).ready(f)`. A real jQuery, if there is one, stays. */
function query(what) {
  if (typeof what !== "string") return {ready: (run) => run()};
  const template = document.createElement("template");
  template.innerHTML = what.trim();
  return Array.from(template.content.children);
}
if (!("$" in globalThis)) globalThis.$ = query;
