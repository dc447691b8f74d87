// A story of long arrows and one small scene needs two scales. Where many of the events crowd into a small part of a
// large map, that part is shown apart, framed on the map.

import {latOf, lonOf, mercatorX, mercatorY} from "./geometry.js";
import {groupedBy} from "./lists.js";
import {boxesOf, boundsOf} from "./plan.js";
import {WORDS} from "./words.js";

const MOST_EVENTS = 400;
const SMALL = 0.16; // of the width of everything: what counts as one small scene
const NEAR = 0.025; // of that width: marks nearer than some 25 pixels are hard to tell apart
const LEAST_GAIN = 3; // the scene must be drawn at least this many times larger
const NEAR_ZOOM = 4.75;
const LONGEST_NAME = 24;
const MOST_NAMED = 3; // countries in the name of a scene
const STEPS = 16; // seats that are tried along each edge
const FOOT = 15; // a line of credits

/**
 * The scene that deserves an inset, {west, south, east, north} in degrees, or null. Boxes of events that are small
 * against the whole are joined while they are near to each other; the group with the most events is taken if it says
 * more than one mark would and if it is really small against the whole.
 */
export function findScene(store, plan) {
  if (store.n < 2 || store.n > MOST_EVENTS) return null;
  const everything = boundsOf(
    store,
    plan,
    Array.from({length: store.n}, (_, i) => i),
  );
  if (!everything) return null;
  const whole = Math.max(everything[2] - everything[0], (everything[3] - everything[1]) * 1.4);
  const local = [];
  for (let i = 0; i < store.n; i++) {
    for (const box of boxesOf(store, plan, i)) {
      if (box[2] - box[0] > whole * SMALL || box[3] - box[1] > whole * SMALL) continue;
      if (plan.whole[i] || (plan.main[i] < 0 && box[0] === box[2])) continue; // a country's label point is no scene
      local.push({box: [...box], events: new Set([i]), extended: box[2] - box[0] > 0});
    }
  }
  const groups = joinNear(local, whole * NEAR);
  const size = ({box}) => Math.max(box[2] - box[0], box[3] - box[1]);
  const worth = groups.filter(
    (group) =>
      size(group) > 0 &&
      size(group) < whole * SMALL &&
      group.events.size >= 2 &&
      (group.extended || group.members >= 3),
  );
  worth.sort((a, b) => b.events.size - a.events.size || size(a) - size(b));
  const best = worth[0];
  if (!best || whole / (size(best) * 1.3) < LEAST_GAIN) return null;
  const pad = size(best) * 0.14;
  const [west, north, east, south] = best.box;
  return {
    west: lonOf(west - pad),
    north: latOf(north - pad),
    east: lonOf(east + pad),
    south: latOf(south + pad),
    events: [...best.events],
  };
}

function joinNear(items, reach) {
  const groups = [];
  for (const item of items) {
    let joined = {box: [...item.box], events: new Set(item.events), extended: item.extended, members: 1};
    for (let k = groups.length - 1; k >= 0; k--) {
      const {box} = groups[k],
        mine = joined.box;
      if (mine[0] > box[2] + reach || mine[2] < box[0] - reach || mine[1] > box[3] + reach || mine[3] < box[1] - reach)
        continue;
      joined = {
        box: [
          Math.min(mine[0], box[0]),
          Math.min(mine[1], box[1]),
          Math.max(mine[2], box[2]),
          Math.max(mine[3], box[3]),
        ],
        events: new Set([...joined.events, ...groups[k].events]),
        extended: joined.extended || groups[k].extended,
        members: joined.members + groups[k].members,
      };
      groups.splice(k, 1);
    }
    groups.push(joined);
  }
  return groups;
}

/** "A", "A and B", "A, B and C". */
const listed = (names) => (names.length > 1 ? WORDS.several(names.toSorted()) : names[0]);

const inScene = (scene) => ({lon, lat}) =>
  lon > scene.west && lon < scene.east && lat > scene.south && lat < scene.north;

/** Names that stand for the scene: one or two in all, or those that are said more than once. */
function toldOften(places) {
  const count = new Map();
  for (const name of places) if (name && name.length <= LONGEST_NAME) count.set(name, (count.get(name) ?? 0) + 1);
  const all = [...count.keys()];
  return all.length <= 2 ? all : all.filter((name) => count.get(name) > 1);
}

/**
 * What the scene is called. Where labels of countries stand in it, the countries that its marks lie in (`codes`, one per
 * mark): up to three, or the two with the most marks and how many more; where these are not known, what the report
 * itself calls the places (`places`); then the city that is nearest to its middle. Pure.
 */
export function sceneTitle(scene, labels, places = [], codes = []) {
  const middle = [(scene.west + scene.east) / 2, (scene.south + scene.north) / 2];
  const far = ({lon, lat}) => Math.hypot((lon - middle[0]) * Math.cos((middle[1] * Math.PI) / 180), lat - middle[1]);
  const inside = labels.filter(inScene(scene));
  const names = inside
    .filter(({kind}) => kind === "country")
    .sort((a, b) => (b.area ?? 0) - (a.area ?? 0))
    .map(({name, shown}) => shown ?? name);
  const marks = groupedBy(codes, (code) => code);
  const marked = labels.filter(({kind, code}) => kind === "country" && marks.has(code));
  if (names.length && marked.length && marked.length === marks.size) {
    const fullest = marked.toSorted((a, b) => marks.get(b.code).length - marks.get(a.code).length);
    const said = fullest.map(({name, shown}) => shown ?? name);
    return said.length <= MOST_NAMED ? listed(said) : WORDS.andMore(said.slice(0, 2), said.length - 2);
  }
  const told = toldOften(places);
  if (told.length && told.length <= 2) return listed(told);
  const near = inside.filter(({kind}) => kind !== "country").sort((a, b) => far(a) - far(b));
  const town = near.find(({kind}) => kind === "city" || kind === "capital") ?? near[0];
  return town ? WORDS.around(town.name.replace("\n", " ")) : (names[0] ?? WORDS.detail);
}

/**
 * The seat of an inset, {left, top, size}: along an edge of `area` (left, top, right, bottom), where it hides no point and
 * none of the boxes `avoid`, in the first size that finds one, as near as can be to what it shows. Null where there is
 * none: then a button must do. Pure.
 */
export function quietSeat(points, avoid, {left: west, top: north, right: east, bottom: south}, sizes, [x, y], gap = 12) {
  for (const size of sizes) {
    const right = east - size.width,
      bottom = south - size.height;
    if (right < west || bottom < north) continue;
    const seats = [[right, bottom]];
    for (let k = 0; k <= STEPS; k++) {
      const along = west + ((right - west) * k) / STEPS,
        down = north + ((bottom - north) * k) / STEPS;
      seats.push([along, bottom], [along, bottom - FOOT], [along, north], [west, down], [right, down]);
    }
    const touches = ([left, top], [x0, y0, x1, y1], room) =>
      x1 > left - room && x0 < left + size.width + room && y1 > top - room && y0 < top + size.height + room;
    const quiet = seats.filter(
      (seat) =>
        seat[1] >= north &&
        !points.some(([px, py]) => touches(seat, [px, py, px, py], gap)) && !avoid.some((box) => touches(seat, box, gap / 2)),
    );
    const far = ([left, top]) => Math.hypot(left + size.width / 2 - x, top + size.height / 2 - y);
    const [first, ...others] = quiet.filter((seat) => far(seat) < Math.hypot(east - west, south - north) / 2);
    if (first) {
      const [left, top] = others.reduce((best, seat) => (far(seat) < far(best) - 1 ? seat : best), first);
      return {left: Math.round(left), top: Math.round(top), size};
    }
  }
  return null;
}

/** The inset pays while the scene is drawn clearly smaller on the main map; on a map that is near already, much smaller. */
export function insetPays(scene, zoom, insetWidth) {
  const width = (mercatorX(scene.east) - mercatorX(scene.west)) * 256 * 2 ** zoom,
    height = (mercatorY(scene.south) - mercatorY(scene.north)) * 256 * 2 ** zoom;
  return Math.max(width, height) < insetWidth / (zoom < NEAR_ZOOM ? 2 : 5);
}
