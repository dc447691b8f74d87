// What of the map is free: for putting things into view, for labels, and the scale that is said in words.

import {EQUATOR_M, radians} from "./geometry.js";
import {WORDS, number} from "./words.js";

/** How much of each side of the map is covered, so that nothing is put there. */
export function roomFor(app) {
  const {el, state} = app;
  const open = state.now.selected >= 0;
  if (el.page.classList.contains("printing"))
    return {left: 10, right: app.inset?.scene ? 345 : 10, top: 10, bottom: 10};
  if (el.page.classList.contains("embed")) return {left: 20, right: open && !app.isPhone() ? 440 : 56, top: 52, bottom: 30};
  if (app.isPhone()) {
    const height = app.root.clientHeight;
    return {left: 16, right: 16, top: 70, bottom: open ? height * 0.58 : el.timeline.offsetHeight + 104};
  }
  // On a tablet the card lies over the panel, or where that is folded over the map's left side.
  if (open && app.isTablet()) return {left: el.page.classList.contains("folded") ? 352 : 36, right: 70, top: 44, bottom: 44};
  return {left: 36, right: open ? 420 + 24 + 64 : 70, top: 44, bottom: 44};
}

/** What lies over the map takes part in the placing of labels, in the pixels of the canvas. */
export function covers(app, view) {
  const at = app.el.map.getBoundingClientRect();
  return ["inset", "credit", "tools", "zoomer", "card", "panel", "timeline"].flatMap((name) => {
    const box = app.el[name].getBoundingClientRect();
    if (!box.width || app.el[name].hidden) return [];
    return [
      [
        box.left - at.left + view.seen.x0,
        box.top - at.top + view.seen.y0,
        box.right - at.left + view.seen.x0,
        box.bottom - at.top + view.seen.y0,
      ],
    ];
  });
}

export function showScale(app) {
  const {map} = app;
  const meters = ((EQUATOR_M * Math.cos(radians(map.getCenter().lat))) / (256 * 2 ** map.getZoom())) * 100;
  const round = (value) => Number(value.toPrecision(2));
  const words = [WORDS.scale(meters >= 1000 ? `${number(round(meters / 1000))} km` : `${round(meters)} m`)];
  const {drawn, all} = app.arrows ?? {};
  if (drawn < all) words.push(WORDS.arrows(number(drawn), number(all)));
  app.scale.textContent = words.map((word) => ` · ${word}`).join("");
}
