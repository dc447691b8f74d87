// What the pointer does on the map: the tip, opening events, going into rings.

import {h} from "./dom.js";
import {WORDS, number} from "./words.js";
import {latOf, lonOf} from "./geometry.js";

const SPLIT_ZOOM = 11;

export function bindPointer(app, map, surface, {onGround}) {
  const {state} = app;
  const box = map.getContainer();
  let last = null;

  map.on("mousemove", ({containerPoint}) => {
    if (map.dragging?.moving?.()) return;
    const hit = surface.hit(containerPoint);
    box.style.cursor = hit ? "pointer" : "";
    showTip(app, hit, containerPoint, box);
    const event = hit && hit.event !== undefined && !hit.members ? hit.event : -1;
    if (event !== state.now.hovered) state.set({hovered: event});
    last = hit;
  });
  map.on("mouseout", () => {
    showTip(app, null);
    if (state.now.hovered >= 0) state.set({hovered: -1});
  });
  map.on("movestart", () => showTip(app, null));
  map.on("click", ({containerPoint}) => {
    const hit = surface.hit(containerPoint);
    last = hit;
    showTip(app, null);
    if (!hit) onGround();
    else if (hit.members) openGroup(app, map, hit);
    else app.open(hit.event, {move: onGround.moves ?? false});
  });
  return () => last;
}

/** A ring opens by going closer while that parts it; one that cannot be parted is walked through in the card. */
function openGroup(app, map, hit) {
  const {plan} = app;
  const members = hit.members();
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  const near = plan.x[members[0]];
  for (const i of members) {
    const x = plan.x[i] + Math.round(near - plan.x[i]);
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, plan.y[i]);
    south = Math.max(south, plan.y[i]);
  }
  const size = 256 * 2 ** map.getZoom();
  const spread = Math.max(east - west, south - north) * size;
  if (!hit.r || !(spread > 2) || map.getZoom() >= SPLIT_ZOOM) {
    app.open(members[0], {here: members, move: false});
    return;
  }
  const zoom = Math.min(SPLIT_ZOOM + 1, map.getZoom() + Math.max(1, Math.min(4, Math.log2(240 / spread))));
  map.setView([latOf((north + south) / 2), lonOf((west + east) / 2)], zoom);
}

let asked = 0;
function showTip(app, hit, point, box) {
  const {el, store} = app;
  const mine = ++asked;
  el.tip.hidden = !hit;
  if (!hit) return;
  if (hit.members) {
    const counts = new Map();
    for (const i of hit.members()) counts.set(store.kind[i], (counts.get(store.kind[i]) ?? 0) + 1);
    const lines = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4);
    el.tip.replaceChildren(
      h("b", {}, WORDS.events(number(hit.count))),
      ...lines.map(([k, count]) => h("small", {}, `${number(count)}  ${store.kinds[k].label}`)),
    );
  } else {
    const fill = (text) =>
      el.tip.replaceChildren(
        h("b", {dir: "auto"}, text.title),
        h("small", {dir: "auto"}, [text.when, text.who].filter(Boolean).join(" · ")),
      );
    if (app.texts) fill(app.texts[hit.event]);
    else app.textOf(hit.event).then((text) => mine === asked && fill(text));
  }
  const stage = el.stage.getBoundingClientRect(),
    at = box.getBoundingClientRect();
  const x = at.left - stage.left + point.x + 14,
    y = at.top - stage.top + point.y + 14;
  el.tip.style.left = `${Math.max(4, Math.min(x, stage.width - 274))}px`;
  el.tip.style.top = `${y > stage.height - 90 ? Math.max(4, y - 100) : y}px`;
}
