// Where the map looks: everything at the start, one event when it is opened, never under the parts that cover the map.

import {latOf, lonOf, mercatorX, mercatorY} from "./geometry.js";
import {boundsOf} from "./plan.js";

// World widths: how close the map comes to a lone point at the start (about 16 degrees), to what has an extent, and to an
// event that is opened.
const LEAST = 0.045;
const LEAST_EXTENDED = 0.014;
const LEAST_OPENED = 0.008;
const WORLD = [0.02, 0.22, 0.98, 0.68];

/** The zoom and middle at which a world box fits into the free part of the map. Pure. */
export function fitBox(
  [west, north, east, south],
  {width, height},
  {left = 0, top = 0, right = 0, bottom = 0},
  {least = LEAST, maxZoom = 12, minZoom = 1} = {},
) {
  const wide = Math.max(east - west, least),
    high = Math.max(south - north, least * 0.7);
  const freeX = Math.max(60, width - left - right),
    freeY = Math.max(60, height - top - bottom);
  const zoom = Math.max(minZoom, Math.min(maxZoom, Math.log2(Math.min(freeX / wide, freeY / high) / 256)));
  const size = 256 * 2 ** zoom;
  return {
    zoom,
    x: (west + east) / 2 + (right - left) / 2 / size,
    y: Math.max(0.02, Math.min(0.98, (north + south) / 2 + (bottom - top) / 2 / size)),
  };
}

/** How far (world heights) a fitted box may move up so that `below` pixels are free under it; 0 where that cannot be. Pure. */
export function liftFor([, north, , south], {zoom, y}, height, {top, bottom}, below) {
  const size = 256 * 2 ** zoom;
  const spareBelow = height / 2 - bottom - (south - y) * size,
    spareAbove = height / 2 - top - (y - north) * size;
  const wanted = below - spareBelow;
  return wanted > 0 && wanted <= spareAbove ? wanted / size : 0;
}

export function makeCamera({map, store, plan, roomFor, wish = () => 0}) {
  let home = null;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const go = (box, {least, animate = !still(), maxZoom = 12, below = 0} = {}) => {
    const {x: width, y: height} = map.getSize(),
      room = roomFor();
    const fit = fitBox(box, {width, height}, room, {least, maxZoom, minZoom: map.getMinZoom()});
    const lift = height > width ? liftFor(box, fit, height, room, below) : 0;
    map.setView([latOf(fit.y + lift), lonOf(fit.x)], fit.zoom, {animate});
  };
  const camera = {
    at() {
      const {lat, lng} = map.getCenter();
      return [lat, lng, map.getZoom()];
    },
    /** Whether the reader has moved the map away from where it was put last. */
    moved() {
      if (!home) return false;
      const [lat, lng, zoom] = camera.at();
      const slack = 3 / ((256 * 2 ** zoom) / 360); // Leaflet rounds to whole pixels
      return Math.abs(zoom - home[2]) > 0.02 || Math.abs(lat - home[0]) > slack || Math.abs(lng - home[1]) > slack;
    },
    jump([lat, lng, zoom]) {
      map.setView([lat, lng], zoom, {animate: false});
    },
    all(events, {animate = false, extra = null, asHome = true} = {}) {
      const box = boundsOf(store, plan, events) ?? WORLD;
      const [west, north, east, south] = extra ?? box;
      const pad = 0.06;
      const [wide, high] = [east - west, south - north];
      go([west - wide * pad, north - high * pad, east + wide * pad, south + high * pad], {
        animate,
        below: wish(),
        least: wide || high ? LEAST_EXTENDED : LEAST,
      });
      if (asHome) home = camera.at();
    },
    event(i) {
      const box = boundsOf(store, plan, [i]);
      if (!box) return;
      const p = plan.main[i],
        reach =
          p >= 0 && store.dimension[p] === 0
            ? (store.radius[p] || 0) / 4e7 / Math.max(0.2, Math.cos((latOf(plan.y[i]) * Math.PI) / 180))
            : 0;
      const [west, north, east, south] = box;
      const loose = east - west > 0.1 ? 0.05 : 0.12; // what is small wants its neighborhood
      const pad = Math.max(reach * 1.3, (east - west) * loose),
        padY = Math.max(reach * 1.3, (south - north) * loose);
      go([west - pad, north - padY, east + pad, south + padY], {least: LEAST_OPENED, maxZoom: plan.whole[i] ? 5 : 10});
    },
    box({west, north, east, south}) {
      go([mercatorX(west), mercatorY(north), mercatorX(east), mercatorY(south)], {least: 0.002});
    },
  };
  return camera;
}
