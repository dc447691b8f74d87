// The map in a frame of another page (#embed): the map and its cards alone, with its title and the way to the full page.

import {h} from "./dom.js";
import {WORDS} from "./words.js";

export function bindEmbed(app) {
  const {el, map, state, store} = app;
  if (!state.now.embed) return;
  el.page.classList.add("embed");
  const full = h("a", {target: "_blank", rel: "noopener"}, WORDS.fullPage);
  const aim = () => {
    full.hash = app.address.link().split("#")[1]?.replace(/^embed&?/, "") ?? "";
  };
  full.setAttribute("href", location.href.split("#")[0]);
  for (const name of ["pointerenter", "focus", "click"]) full.addEventListener(name, aim);
  el.chip.hidden = false;
  el.chip.replaceChildren(h("b", {dir: "auto"}, store.meta.title ?? ""), " ", full);
  // Scrolling past must not be caught by the map; it zooms by the wheel once somebody has touched it.
  map.scrollWheelZoom?.disable();
  el.map.addEventListener("pointerdown", () => map.scrollWheelZoom?.enable());
  el.map.addEventListener("pointerleave", () => map.scrollWheelZoom?.disable());
}
