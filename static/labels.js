// Labels without collisions. Boxes are claimed in the order of their worth: what covers the map, events, countries,
// seas, cities. Nothing overlaps, nothing is cut by the frame; what does not fit is left out.

import {pixelX, pixelY} from "./view.js";
import {mercatorX, mercatorY} from "./geometry.js";
import {capitals, joinsLetters} from "./names.js";

const CELL = 64;

/**
 * Taken boxes, in a coarse grid so that a crowded map costs no more than a quiet one. A box may have an owner ("flow 3",
 * "band"); `skip(owner)` says whose boxes do not count, for words may stand beside their own arrow.
 */
export function makeOccupied({x0, y0, x1, y1}) {
  const cells = new Map();
  const each = (left, top, right, bottom, visit) => {
    for (let c = Math.floor(left / CELL); c <= Math.floor(right / CELL); c++)
      for (let r = Math.floor(top / CELL); r <= Math.floor(bottom / CELL); r++) if (visit(c * 4096 + r)) return true;
    return false;
  };
  const occupied = {
    holds: (left, top, right, bottom) => left >= x0 && top >= y0 && right <= x1 && bottom <= y1,
    overlaps: (left, top, right, bottom, skip = null) =>
      each(left, top, right, bottom, (key) =>
        cells
          .get(key)
          ?.some((b) => left < b[2] && right > b[0] && top < b[3] && bottom > b[1] && !(b[4] && skip?.(b[4]))),
      ),
    block(left, top, right, bottom, owner = null) {
      const box = [left, top, right, bottom, owner];
      each(left, top, right, bottom, (key) => {
        if (cells.has(key)) cells.get(key).push(box);
        else cells.set(key, [box]);
      });
    },
    isFree: (left, top, right, bottom, skip = null) =>
      occupied.holds(left, top, right, bottom) && !occupied.overlaps(left, top, right, bottom, skip),
    claim(left, top, right, bottom) {
      if (!occupied.isFree(left, top, right, bottom)) return false;
      occupied.block(left, top, right, bottom);
      return true;
    },
  };
  return occupied;
}

export function haloText(context, text, x, y, color, halo, width = 3) {
  context.lineJoin = "round";
  context.lineWidth = width;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

/** One or two lines of about the same length. */
export function wrap(name) {
  const words = name.split(" ");
  if (words.length === 1 || name.length < 12) return [name];
  let best = [name],
    width = Infinity;
  for (let i = 1; i < words.length; i++) {
    const pair = [words.slice(0, i).join(" "), words.slice(i).join(" ")];
    const longest = Math.max(pair[0].length, pair[1].length);
    if (longest < width) [best, width] = [pair, longest];
  }
  return best;
}

/** Lines of text in a box around (x, y), or null where the space is taken. Painting comes later. */
function planText(context, occupied, lines, x, y, lineHeight, margin = 4) {
  const widths = lines.map((line) => context.measureText(line).width);
  const width = Math.max(...widths),
    height = lines.length * lineHeight;
  if (!occupied.claim(x - width / 2 - margin, y - height / 2 - margin, x + width / 2 + margin, y + height / 2 + margin))
    return false;
  return (color, halo) =>
    lines.forEach((line, i) =>
      haloText(context, line, x - widths[i] / 2, y - height / 2 + (i + 0.5) * lineHeight, color, halo),
    );
}

/** Labels of the base map into the space that is left. `without`: names that stand at an event's own mark. */
export function paintLabels(context, view, ink, base, occupied, {without = new Set()} = {}) {
  context.textBaseline = "middle";
  const placed = base.labels.flatMap((label) => locate(view, label));
  paintCountries(context, view, ink, base, occupied, placed, without);
  paintSeas(context, view, ink, occupied, placed);
  paintCities(context, view, ink, occupied, placed);
}

/** Where a label may stand, [{label, x, y}]: at its own place, or where that is out of sight at a further one of its country. */
function locate(view, label) {
  const at = ([lon, lat]) => ({label, x: pixelX(view, mercatorX(lon)), y: pixelY(view, mercatorY(lat))});
  const {x0, y0, x1, y1} = view.seen;
  const isSeen = ({x, y}) => x > x0 && y > y0 && x < x1 && y < y1;
  const own = at([label.lon, label.lat]);
  if (isSeen(own)) return [own];
  const far = ({x, y}) => Math.hypot(x - (x0 + x1) / 2, y - (y0 + y1) / 2);
  return (label.also ?? []).map(at).filter(isSeen).sort((a, b) => far(a) - far(b));
}

function paintCountries(context, view, ink, base, occupied, placed, without) {
  const weight = ({label}) => (base.named.has(label.name) ? 1e6 : 0) + (label.area ?? 0);
  const countries = placed.filter(({label}) => label.kind === "country").sort((a, b) => weight(b) - weight(a));
  const done = new Set(); // a further place is for a name that has found none yet
  for (const {label, x, y} of countries) {
    if (done.has(label)) continue;
    const extent = Math.sqrt(label.area ?? 30) * (view.size / 360); // about its width on screen
    const isNamed = base.named.has(label.name);
    if (extent < (isNamed ? 24 : 46) || without.has(label.name)) continue;
    const size = Math.min(15, Math.max(isNamed ? 11 : 10, extent / 14 + 6));
    context.font = `${isNamed ? 600 : 500} ${size}px ${ink.fonts.sans}`;
    const lines = wrap(capitals(label.shown, base.language));
    context.letterSpacing = joinsLetters(label.shown) ? "0px" : `${(size * (extent > 260 ? 0.2 : 0.1)).toFixed(1)}px`;
    const aside = extent > 120 ? [0, size * 2.2, -size * 2.2] : [0];
    const paint = aside.reduce((found, dy) => found || planText(context, occupied, lines, x, y + dy, size * 1.25), false);
    if (!paint) continue;
    done.add(label);
    paint(isNamed ? ink.countryNamed : ink.country, ink.haloLand);
  }
  context.letterSpacing = "0px";
}

function paintSeas(context, view, ink, occupied, placed) {
  context.letterSpacing = "0.6px";
  const plain = ({label}) => label.name.replace("\n", " ");
  const seas = placed.filter(({label}) => label.kind === "sea");
  const painted = [];
  // Whoever reads North and South Pacific Ocean needs no Pacific Ocean between them.
  const isPart = (sea) => seas.some((other) => plain(sea).endsWith(` ${plain(other)}`));
  for (const sea of [...seas.filter(isPart), ...seas.filter((sea) => !isPart(sea))]) {
    const {label, x, y} = sea;
    if (painted.some((name) => name.endsWith(` ${plain(sea)}`))) continue;
    const first = label.rank ?? 3;
    if (view.zoom < first || view.zoom > (label.max_zoom ?? first + 4.5)) continue;
    const size = (label.size ?? Math.max(11, 15 - first)) * Math.min(1.25, 1 + (view.zoom - first) * 0.06);
    context.font = `italic 400 ${size}px ${ink.fonts.serif}`;
    const lines = label.name.includes("\n") ? label.name.split("\n") : wrap(label.name);
    const paint = planText(context, occupied, lines, x, y, size * 1.2);
    if (!paint) continue;
    paint(ink.water, ink.haloSea);
    painted.push(plain(sea));
  }
  context.letterSpacing = "0px";
}

/** The zoom from which a city is named: by its rank if the payload knows, else by its people. */
function firstZoom({rank, kind, population}) {
  if (rank > 0) return rank;
  const people = population ?? 0;
  const byPeople =
    people > 8e6 ? 4 : people > 3e6 ? 5 : people > 1e6 ? 5.5 : people > 4e5 ? 6.25 : people > 1e5 ? 7 : 8;
  return kind === "capital" ? Math.min(5, byPeople) : byPeople;
}

function paintCities(context, view, ink, occupied, placed) {
  const cities = placed.filter(({label}) => label.kind === "city" || label.kind === "capital");
  cities.sort(
    (a, b) => firstZoom(a.label) - firstZoom(b.label) || (b.label.population ?? 0) - (a.label.population ?? 0),
  );
  for (const {label, x, y} of cities) {
    if (view.zoom < firstZoom(label)) break;
    if (occupied.overlaps(x - 1, y - 1, x + 1, y + 1, (owner) => owner === "band" || owner === "line")) continue;
    const capital = label.kind === "capital",
      size = capital ? 11.5 : 11;
    context.font = `${capital ? 500 : 400} ${size}px ${ink.fonts.sans}`;
    const width = context.measureText(label.name).width;
    const spot = [
      [6, 0],
      [-width - 6, 0],
      [-width / 2, -11],
      [-width / 2, 11],
    ].find(([dx, dy]) => occupied.claim(x + dx - 2, y + dy - 7, x + dx + width + 2, y + dy + 7));
    if (!spot) continue;
    occupied.block(x - 3, y - 3, x + 3, y + 3);
    context.beginPath();
    context.arc(x, y, capital ? 2.5 : 2, 0, 7);
    context.fillStyle = ink.land;
    context.fill();
    context.lineWidth = 1.1;
    context.strokeStyle = ink.city;
    context.stroke();
    haloText(context, label.name, x + spot[0], y + spot[1], ink.city, ink.haloLand, 2.5);
  }
}
