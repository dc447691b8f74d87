// The base map: sea, shallow rim, land, lakes, rivers, borders, coast, in that order, quiet on quiet.

import {linesOfColumns} from "./geometry.js";
import {addLines} from "./view.js";

/** The base of the payload in world coordinates, each scale decoded when it is first needed. */
export function readBase(base) {
  const scales = [...(base?.scales ?? [])]
    .sort((a, b) => a.min_zoom - b.min_zoom)
    .map((scale) => ({source: scale, lines: null}));
  return {
    scales,
    lakes: linesOfColumns(base?.lakes),
    rivers: linesOfColumns(base?.rivers),
    labels: base?.labels ?? [],
    named: new Set(base?.named ?? []),
  };
}

const NOTHING = {land: [], borders: [], disputed: [], coast: []};

/** The number of the finest scale for this zoom; one that holds only some regions counts where the view lies in one of them. */
function levelIndex(base, view) {
  const west = ((view.originX + view.seen.x0) / view.size) * 360 - 180,
    east = ((view.originX + view.seen.x1) / view.size) * 360 - 180;
  const holds = ([w, , e]) => west >= w && east <= e;
  const fitting = base.scales.filter(
    ({source}) =>
      source.min_zoom <= view.zoom && (!source.boxes || source.boxes.some((box) => holds(box) && holdsRows(box, view))),
  );
  return Math.max(0, base.scales.indexOf(fitting.at(-1)));
}

export function levelAt(base, view) {
  const scale = base.scales[view.level ?? levelIndex(base, view)];
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

/** The land in view, or in the part of it that is asked about. */
export function landPath(base, view, within = null) {
  return addLines(new Path2D(), levelAt(base, view).land, view, {close: true, turns: view.turns, within});
}

export function paintBase(context, view, base, ink) {
  const level = levelAt(base, view),
    {turns} = view;
  const land = landPath(base, view);
  context.fillStyle = ink.sea;
  context.fillRect(0, 0, view.width, view.height);
  context.lineJoin = "round";
  paintRims(context, view, level, ink);
  context.fillStyle = ink.land;
  context.fill(land); // not "evenodd": regions of detail may overlap, and land on land is land
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

/** The shallow water: three soft rims. They are painted at half the resolution, which is three quarters of the work saved. */
function paintRims(context, view, level, ink) {
  const width = Math.ceil(view.width / 2),
    height = Math.ceil(view.height / 2);
  const half = {...view, size: view.size / 2, originX: view.originX / 2, originY: view.originY / 2, width, height};
  const sheet = new OffscreenCanvas(Math.max(1, width), Math.max(1, height)),
    g = sheet.getContext("2d");
  // A coarser line does, and islets would only blot.
  const shores = addLines(new Path2D(), level.coast, half, {
    close: level.closed,
    turns: view.turns,
    smallest: 3.5,
    step: 1.4,
  });
  const rim = Math.min(1.6, 0.5 + view.zoom / 8) / 2;
  g.lineJoin = "round";
  for (const [wide, color] of [
    [18, ink.rim3],
    [11, ink.rim2],
    [5, ink.rim1],
  ]) {
    g.lineWidth = wide * rim;
    g.strokeStyle = color;
    g.stroke(shores);
  }
  context.drawImage(sheet, 0, 0, width * 2, height * 2);
}

/**
 * The base is painted once per view and theme; hovering and filtering repaint only what lies on it. After a drag what
 * is known already is moved, and only the strips that came into view are painted.
 */
export function keptGround(base) {
  let kept = null,
    spare = null, // the sheet before: used again, for a sheet of this size is no small thing to throw away
    keptView = null,
    keptFor = "";
  const paintPart = (canvas, view, ink, ratio, [left, top, right, bottom]) => {
    if (right <= left || bottom <= top) return;
    const part = {
      ...view,
      level: levelIndex(base, view),
      originX: view.originX + left,
      originY: view.originY + top,
      width: right - left,
      height: bottom - top,
    };
    const context = canvas.getContext("2d");
    context.save();
    context.setTransform(ratio, 0, 0, ratio, left * ratio, top * ratio);
    context.beginPath();
    context.rect(0, 0, part.width, part.height);
    context.clip();
    paintBase(context, part, base, ink);
    context.restore();
  };
  return (view, ink, ratio) => {
    const {width, height, originX, originY} = view;
    const like = [view.size, width, height, ratio, ink.key, base.scales.length && levelIndex(base, view)].join();
    const dx = keptView ? keptView.originX - originX : 0,
      dy = keptView ? keptView.originY - originY : 0;
    if (kept && like === keptFor && !dx && !dy) return kept;
    const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    const canvas = spare?.width === wide && spare.height === high ? spare : new OffscreenCanvas(wide, high);
    const whole = Number.isInteger(dx * ratio) && Number.isInteger(dy * ratio);
    if (kept && like === keptFor && whole && Math.abs(dx) < width * 0.8 && Math.abs(dy) < height * 0.8) {
      canvas.getContext("2d").drawImage(kept, dx * ratio, dy * ratio);
      const even = (value) => 2 * Math.ceil(value / 2);
      // Rows first, over the whole width; then the columns that are left.
      const top = dy > 0 ? even(dy) : 0,
        bottom = dy < 0 ? height - even(-dy) : height;
      paintPart(canvas, view, ink, ratio, [0, 0, width, top]);
      paintPart(canvas, view, ink, ratio, [0, bottom, width, height]);
      paintPart(canvas, view, ink, ratio, [0, top, dx > 0 ? even(dx) : 0, bottom]);
      paintPart(canvas, view, ink, ratio, [dx < 0 ? width - even(-dx) : width, top, width, bottom]);
    } else paintPart(canvas, view, ink, ratio, [0, 0, width, height]);
    [spare, kept, keptView, keptFor] = [kept, canvas, view, like];
    return kept;
  };
}
