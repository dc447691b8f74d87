// A story of long arrows and one small scene needs two scales. Where many of the events crowd into a small part of a
// large map, that part is shown apart, framed on the map.

import {latOf, lonOf, mercatorX, mercatorY} from "./geometry.js";
import {boxesOf, boundsOf} from "./plan.js";
import {WORDS} from "./words.js";

const MOST_EVENTS = 60;
const SMALL = 0.16; // of the width of everything: what counts as one small scene
const NEAR = 0.05;
const LEAST_GAIN = 3; // the scene must be drawn at least this many times larger

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
  return {west: lonOf(west - pad), north: latOf(north - pad), east: lonOf(east + pad), south: latOf(south + pad)};
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

/** What the scene is called: the countries whose label stands in it, the largest first. */
export function sceneTitle(scene, labels) {
  const inside = labels.filter(
    ({kind, lon, lat}) =>
      kind === "country" && lon > scene.west && lon < scene.east && lat > scene.south && lat < scene.north,
  );
  const names = inside.sort((a, b) => (b.area ?? 0) - (a.area ?? 0)).map(({name}) => name);
  if (names.length === 1) return names[0];
  if (names.length === 2) return WORDS.both(...names.sort());
  const middle = [(scene.west + scene.east) / 2, (scene.south + scene.north) / 2];
  const near = labels
    .filter(
      ({kind, lon, lat}) =>
        kind !== "country" && lon > scene.west && lon < scene.east && lat > scene.south && lat < scene.north,
    )
    .sort(
      (a, b) =>
        (b.population ?? 0) - (a.population ?? 0) ||
        Math.hypot(a.lon - middle[0], a.lat - middle[1]) - Math.hypot(b.lon - middle[0], b.lat - middle[1]),
    );
  return names[0] ?? near[0]?.name.replace("\n", " ") ?? WORDS.detail;
}

/** The corner of the map in which an inset hides the fewest marks: "bottom right", "bottom left" or "top left". */
export function quietCorner(points, {width, height}, inset) {
  const corners = {
    "bottom right": [width - inset.width, height - inset.height],
    "bottom left": [0, height - inset.height - 24],
    "top left": [0, 0],
  };
  let best = "bottom right",
    least = Infinity;
  for (const [name, [x, y]] of Object.entries(corners)) {
    const hidden = points.filter(
      ([px, py]) => px > x - 12 && px < x + inset.width + 12 && py > y - 12 && py < y + inset.height + 12,
    ).length;
    if (hidden < least) [best, least] = [name, hidden];
  }
  return best;
}

/** The inset pays while the scene is drawn clearly smaller on the main map. */
export function insetPays(scene, zoom, insetWidth) {
  const width = (mercatorX(scene.east) - mercatorX(scene.west)) * 256 * 2 ** zoom,
    height = (mercatorY(scene.south) - mercatorY(scene.north)) * 256 * 2 ** zoom;
  return Math.max(width, height) < insetWidth / 2;
}
