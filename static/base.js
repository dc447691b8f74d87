// The base map: sea, shallow rim, land, lakes, rivers, borders, coast, in that order, quiet on quiet.

import {linesOfColumns} from "./geometry.js";
import {addLines} from "./view.js";

/** The base of the payload in world coordinates, each scale decoded when it is first needed. */
export function readBase(base) {
  const scales = [...(base?.scales ?? [])].sort((a, b) => a.min_zoom - b.min_zoom).map((scale) => ({source: scale, lines: null}));
  return {
    scales,
    lakes: linesOfColumns(base?.lakes),
    rivers: linesOfColumns(base?.rivers),
    labels: base?.labels ?? [],
    named: new Set(base?.named ?? []),
  };
}

const NOTHING = {land: [], borders: [], disputed: [], coast: []};

/** The finest scale for this zoom; one that holds only some regions counts where the view lies in one of them. */
export function levelAt(base, view) {
  const west = ((view.originX + view.seen.x0) / view.size) * 360 - 180,
    east = ((view.originX + view.seen.x1) / view.size) * 360 - 180;
  const holds = ([w, , e]) => west >= w && east <= e;
  const fitting = base.scales.filter(
    ({source}) => source.min_zoom <= view.zoom && (!source.boxes || source.boxes.some((box) => holds(box) && holdsRows(box, view))),
  );
  const scale = fitting.at(-1) ?? base.scales[0];
  if (!scale) return NOTHING;
  if (!scale.lines) {
    const land = linesOfColumns(scale.source.land);
    scale.lines = {
      land,
      borders: linesOfColumns(scale.source.borders),
      disputed: linesOfColumns(scale.source.disputed),
      coast: scale.source.coast ? linesOfColumns(scale.source.coast) : land,
      closed: !scale.source.coast,
    };
  }
  return scale.lines;
}

function holdsRows([, south, , north], view) {
  const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * (view.originY + y)) / view.size))) * 180) / Math.PI;
  return latitude(view.seen.y1) >= south && latitude(view.seen.y0) <= north;
}

export function landPath(base, view) {
  return addLines(new Path2D(), levelAt(base, view).land, view, {close: true, turns: view.turns});
}

export function paintBase(context, view, base, ink) {
  const level = levelAt(base, view),
    {turns} = view;
  const land = landPath(base, view);
  context.fillStyle = ink.sea;
  context.fillRect(0, 0, view.width, view.height);
  context.lineJoin = "round";
  // The rims are wide and soft: a coarser line does, and islets would only blot.
  const shores = addLines(new Path2D(), level.coast, view, {close: level.closed, turns, smallest: 7, step: 2.4});
  const rim = Math.min(1.6, 0.5 + view.zoom / 8);
  for (const [width, color] of [
    [18 * rim, ink.rim3],
    [11 * rim, ink.rim2],
    [5 * rim, ink.rim1],
  ]) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke(shores);
  }
  context.fillStyle = ink.land;
  context.fill(land, "evenodd");
  context.fillStyle = ink.lake;
  context.fill(addLines(new Path2D(), base.lakes, view, {close: true, turns, smallest: 2}), "evenodd");
  if (view.zoom >= 4.5) {
    context.lineWidth = Math.min(1.25, 0.5 + (view.zoom - 4.5) * 0.25);
    context.strokeStyle = ink.lake;
    context.stroke(addLines(new Path2D(), base.rivers, view, {turns}));
  }
  context.strokeStyle = ink.border;
  context.lineWidth = view.zoom < 4 ? 0.75 : 1;
  context.stroke(addLines(new Path2D(), level.borders, view, {turns}));
  context.setLineDash([3, 2.5]);
  context.stroke(addLines(new Path2D(), level.disputed, view, {turns}));
  context.setLineDash([]);
  context.strokeStyle = ink.coast;
  context.lineWidth = view.zoom < 4 ? 0.6 : 0.9;
  context.stroke(level.closed ? land : addLines(new Path2D(), level.coast, view, {turns}));
}

/** The base is painted once per view and theme; hovering and filtering repaint only what lies on it. */
export function keptGround(base) {
  let kept = null,
    keptFor = "";
  return (view, ink, ratio) => {
    const wanted = [view.size, view.originX, view.originY, view.width, view.height, ratio, ink.key].join();
    if (wanted !== keptFor) {
      kept = new OffscreenCanvas(Math.max(1, view.width * ratio), Math.max(1, view.height * ratio));
      const context = kept.getContext("2d");
      context.scale(ratio, ratio);
      paintBase(context, view, base, ink);
      keptFor = wanted;
    }
    return kept;
  };
}
