// Lines on the ground. A coast is a band on its sea side; several events on one coast lie side by side like contour
// lines. Any other line is drawn as itself with a hatched margin, because the event is somewhere along it.

import {PRECISIONS} from "./payload.js";
import {ROLES} from "./texts.js";
import {mainLines, pointAlong} from "./geometry.js";
import {hatch, paintLine} from "./marks.js";
import {landPath} from "./base.js";
import {addLines, boxInView, isInPath, pixelBox, turnOf} from "./view.js";
import {groupedBy, holds, onceFor} from "./lists.js";
import {assertionOf, hueOf, shownIn} from "./plan.js";

const COAST = PRECISIONS.indexOf("coast");
const ROUTE = ROLES.indexOf("route");
const MOST_BANDS = 6;
const BIG = 150; // pixels: a line of that extent shows its bands and carries symbols
const BIG_INSET = 90; // a scene drawn apart has nothing else to say

/** The line shapes in view with their shown events, as pixel paths and bands. */
export function planLines(view, model) {
  const {store, plan, mask, selected} = model;
  const strips = [];
  for (const group of plan.lines) {
    const events = shownIn(group, mask);
    if (!events.length) continue;
    const shape = plan.shape(group.shape),
      box = pixelBox(view, shape);
    if (shape.kind !== "line" || !boxInView(view, box, 20)) continue;
    const extent = Math.max(box[2] - box[0], box[3] - box[1]);
    const turns = [turnOf(view, (shape.west + shape.east) / 2)];
    const isCoast = group.placements.some((p) => store.precision[p] === COAST);
    const path = addLines(new Path2D(), shape.lines, view, {step: isCoast ? 1.5 : 0.8, turns});
    const strip = {
      group,
      shape,
      box,
      extent,
      turns,
      isCoast,
      path,
      big: extent > (model.isInset ? BIG_INSET : BIG),
      isRoute: group.placements.every((p) => store.role[p] === ROUTE),
    };
    strip.firm = group.placements.every((p) => !store.any[p]);
    strip.rows = rowsOf(store, events, selected);
    strips.push(strip);
  }
  stackBands(strips.filter(({isCoast}) => isCoast));
  return strips;
}

/** One row for each event, or for each kind where they are many. */
function rowsOf(store, events, selected) {
  if (events.length <= MOST_BANDS) return events.map((i) => ({event: i, events: [i]}));
  const rows = [...byKind(events, store).values()].map((members) => ({
    event: holds(members, selected) ? selected : members[0],
    events: members,
  }));
  return rows.sort((a, b) => b.events.length - a.events.length).slice(0, MOST_BANDS);
}

const byKind = onceFor((events, {kind}) => groupedBy(events, (i) => kind[i]));

/** Coasts that share ground are stacked in one order, so that no band hides another. */
function stackBands(strips) {
  const done = [];
  for (const strip of strips) {
    const {box} = strip;
    const width = strip.big ? 6 : strip.extent > 80 ? 4 : 2.2,
      gap = strip.big ? 1.6 : 0.4;
    let inner = strip.big ? 1 : 0;
    for (const other of done)
      if (box[0] < other.box[2] && box[2] > other.box[0] && box[1] < other.box[3] && box[3] > other.box[1])
        inner = Math.max(inner, other.outer + gap);
    strip.bands = strip.rows.map((row, k) => ({
      ...row,
      inner: inner + k * (width + gap),
      outer: inner + k * (width + gap) + width,
    }));
    strip.outer = strip.bands.at(-1).outer;
    done.push(strip);
  }
}

/** Paints all lines and adds what can be hit. */
export function paintLines(context, view, model, strips, hits) {
  const {store, ink, ratio} = model;
  const coasts = strips.filter(({isCoast}) => isCoast);
  for (const strip of coasts) {
    paintBands(context, view, model, strip, landNear(model, view, strip));
    for (let k = strip.bands.length - 1; k >= 0; k--)
      hits.push({event: strip.bands[k].event, stroke: strip.path, width: Math.max(6, strip.bands[k].outer * 2)});
  }
  for (const strip of strips) {
    if (strip.isCoast) continue;
    for (const row of strip.rows) {
      const assertion = assertionOf(store, row.event);
      context.save();
      context.globalAlpha = strengthOf(model, row.events);
      const margin = strip.firm || strip.isRoute ? 0 : strip.big ? 12 : 4;
      paintLine(context, strip.path, hueOf(store, ink, row.event), ink, {
        view,
        ratio,
        margin,
        dash: assertion === "reported" ? [] : [6, 4],
      });
      context.restore();
      hits.push({event: row.event, stroke: strip.path, width: 16});
    }
  }
}

/** The land around a coast: to cut its bands, and to tell land from sea. */
function landNear(model, view, strip) {
  const [left, top, right, bottom] = strip.box,
    room = (strip.outer ?? 0) * 4 + 60;
  strip.land ??= landPath(model.base, view, [left - room, top - room, right + room, bottom + room]);
  return strip.land;
}

export function strengthOf({selected}, events) {
  return selected >= 0 && !events.includes(selected) ? 0.4 : 1;
}

/** Each band is a wide stroke of the coast with the inner bands and the land cut out: its inner edge is the shore. */
function paintBands(context, view, model, {path, box, bands, big, outer, firm}, land) {
  const {store, ink, ratio} = model;
  const left = Math.max(0, Math.floor(box[0] - outer - 2)),
    top = Math.max(0, Math.floor(box[1] - outer - 2));
  const width = Math.min(view.width, Math.ceil(box[2] + outer + 2)) - left,
    height = Math.min(view.height, Math.ceil(box[3] + outer + 2)) - top;
  if (width <= 0 || height <= 0) return;
  const sheet = new OffscreenCanvas(Math.ceil(width * ratio), Math.ceil(height * ratio)),
    g = sheet.getContext("2d");
  g.scale(ratio, ratio);
  g.translate(-left, -top);
  g.lineJoin = "round";
  const stroke = (radius, style, operation = "source-over") => {
    g.globalCompositeOperation = operation;
    g.lineWidth = radius * 2;
    g.strokeStyle = style;
    g.stroke(path);
  };
  for (const {inner, outer: reach, event, events} of [...bands].reverse()) {
    const hue = hueOf(store, ink, event),
      strength = strengthOf(model, events);
    g.globalAlpha = strength;
    stroke(reach, hue.line);
    if (reach - inner >= 4 && big) {
      g.globalAlpha = 1;
      stroke(reach - 1, "#000", "destination-out");
      g.globalAlpha = strength * (firm ? 0.5 : ink.dark ? 0.3 : 0.22);
      stroke(reach - 0.9, hue.fill);
      if (!firm) {
        // Light lines on dark ground shine: fewer and fainter ones say the same.
        g.globalAlpha = strength * (ink.dark ? 0.34 : 0.75);
        stroke(reach - 0.9, hatch(g, hue.line, {gap: ink.dark ? 6 : 4.5, line: 1, ratio, view}));
      }
    }
    g.globalAlpha = 1;
    stroke(inner, "#000", "destination-out");
  }
  g.globalCompositeOperation = "destination-out";
  g.fill(land);
  context.drawImage(sheet, left, top, sheet.width / ratio, sheet.height / ratio);
}

/** Whether space is taken by lines on the ground only. */
export const isGround = (owner) => owner === "band" || owner === "line";

const FRACTIONS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];

/**
 * Where the symbols of a line's row stand: one on each main part, at the first place that is in sight and free. On a
 * coast each stands on its own band.
 */
export function lineAnchors(context, view, model, strip, occupied, row) {
  const {size, originX, originY} = view;
  const shift = strip.turns[0] * size - originX;
  const band = strip.isCoast ? strip.bands[row] : null;
  const order = row ? [...FRACTIONS.slice(1), FRACTIONS[0]] : FRACTIONS;
  const spots = [];
  for (const {line} of mainLines(strip.shape.lines)) {
    const skip = strip.isCoast ? (owner) => owner === "band" : isGround;
    let best = null;
    for (const fraction of order) {
      const at = pointAlong(line, fraction);
      const shore = [at.x * size + shift, at.y * size - originY];
      const {x, y, far} = band
        ? seaward(context, model, view, strip, ...shore, at, (band.inner + band.outer) / 2)
        : {x: shore[0], y: shore[1], far: 0};
      if (best && far >= best.far) continue; // the nearest to its line; of the equal ones the first
      if (occupied.isFree(x - 9, y - 9, x + 9, y + 9, skip)) best = {x, y, far, dx: at.dx, dy: at.dy};
      if (best && !best.far) break;
    }
    if (!best) continue;
    const {x, y} = best;
    occupied.block(x - 10, y - 10, x + 10, y + 10);
    spots.push(best);
  }
  return spots.sort((a, b) => a.x - b.x);
}

/** From a vertex out to sea, onto the middle of a band; `far` is 1 where it came to lie on land (a jagged coast). */
function seaward(context, model, view, strip, x, y, {dx, dy}, distance) {
  const land = landNear(model, view, strip);
  const at = (side, share) => [x + side * dy * distance * share, y - side * dx * distance * share];
  const dry = (side) =>
    [0.6, 1, 1.6].filter((share) => isInPath(context, land, ...at(side, share), "nonzero")).length;
  const side = dry(1) <= dry(-1) ? 1 : -1;
  const [px, py] = at(side, 1);
  return {x: px, y: py, far: isInPath(context, land, px, py, "nonzero") ? 1 : 0};
}

/** Space that labels must leave to the bands and lines: of a coast only its sea side, for the land is free. */
export function blockLines(context, view, model, strips, occupied) {
  for (const strip of strips)
    for (const {line} of strip.shape.lines) {
      const side = strip.isCoast ? seaSideOf(context, view, model, strip, line) : 0;
      const r = !strip.isCoast ? 6 : side ? strip.outer / 2 + 2 : strip.outer * 0.7 + 1;
      blockLine(view, strip, line, r, side ? (side * strip.outer) / 2 : 0, occupied);
    }
}

function blockLine(view, strip, line, r, aside, occupied) {
  const {size, originX, originY} = view,
    shift = strip.turns[0] * size - originX;
  let [lastX, lastY] = [NaN, NaN];
  for (let k = 0; k < line.length; k += 2) {
    const x = line[k] * size + shift,
      y = line[k + 1] * size - originY;
    const far = Math.hypot(x - lastX, y - lastY);
    if (far < Math.max(5, r) && k + 2 < line.length) continue;
    if (far === far) {
      const [nx, ny] = [((y - lastY) / (far || 1)) * aside, (-(x - lastX) / (far || 1)) * aside];
      const pieces = Math.max(1, Math.min(200, Math.ceil(far / (2 * r))));
      for (let piece = 1; piece <= pieces; piece++) {
        const px = lastX + ((x - lastX) * piece) / pieces + nx,
          py = lastY + ((y - lastY) * piece) / pieces + ny;
        if (px > -r && py > -r && px < view.width + r && py < view.height + r)
          occupied.block(px - r, py - r, px + r, py + r, strip.isCoast ? "band" : "line");
      }
    }
    [lastX, lastY] = [x, y];
  }
}

/** On which side of a coast line its sea lies (1 or -1), by a few samples; 0 where they do not agree. */
function seaSideOf(context, view, model, strip, line) {
  const {sides} = model.plan,
    key = `${strip.group.index} ${strip.shape.lines.findIndex((one) => one.line === line)} ${view.zoom.toFixed(1)}`;
  if (!sides.has(key)) {
    const {side, asked} = askSeaSide(context, view, model, strip, line);
    if (asked < ENOUGH) return side; // too little of it is in view to be remembered
    sides.set(key, side);
  }
  return sides.get(key);
}

const ENOUGH = 5;

function askSeaSide(context, view, model, strip, line) {
  const {size, originX, originY} = view;
  const land = landNear(model, view, strip);
  let votes = 0,
    asked = 0;
  for (let share = 0.06; share < 1; share += 0.11) {
    const {x, y, dx, dy} = pointAlong(line, share, 0.02);
    const px = (x + strip.turns[0]) * size - originX,
      py = y * size - originY;
    if (px < 0 || py < 0 || px > view.width || py > view.height) continue;
    const dry = [1, -1].map((side) => isInPath(context, land, px + side * dy * 7, py - side * dx * 7, "nonzero"));
    if (dry[0] === dry[1]) continue;
    asked++;
    votes += dry[0] ? -1 : 1;
  }
  return {side: asked && Math.abs(votes) >= asked * 0.6 ? Math.sign(votes) : 0, asked};
}
