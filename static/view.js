// What a canvas shows: pixel = world * size - origin. Longitudes run on, so the same ground may come into view in more
// than one turn of the globe: the base map is painted in each, a mark only in the turn that is nearest to the middle.

import {EQUATOR_M, latOf, radians} from "./geometry.js";

/** The canvas is larger than the map by `pad`, so that a drag shows no gap; `seen` is the part that the map shows. */
export function makeView(zoom, origin, width, height, pad) {
  const size = 256 * 2 ** zoom;
  const turns = [];
  for (let turn = Math.floor(origin.x / size) - 1; turn <= Math.floor((origin.x + width) / size) + 1; turn++)
    if ((turn + 1.1) * size > origin.x && (turn - 0.1) * size < origin.x + width) turns.push(turn);
  const seen = {x0: pad.x, y0: pad.y, x1: width - pad.x, y1: height - pad.y};
  return {zoom, size, width, height, originX: origin.x, originY: origin.y, turns, seen, middle: origin.x + width / 2};
}

/** The turn in which something around world x lies nearest to the middle of the view. */
export const turnOf = (view, x) => Math.round(view.middle / view.size - x);

export const pixelX = (view, x) => (x + turnOf(view, x)) * view.size - view.originX;
export const pixelY = (view, y) => y * view.size - view.originY;
export const pixelsPerMeter = (view, y) => view.size / (EQUATOR_M * Math.cos(radians(latOf(y))));

/** Which events have their place in the part that a Leaflet map shows; those without one place count as seen. Null: all of them. */
export function seenOn(map, {x, y}) {
  const size = 256 * 2 ** map.getZoom(),
    {min, max} = map.getPixelBounds();
  const [west, end, north, south] = [min.x / size, max.x / size, min.y / size, max.y / size];
  if (end - west >= 1 && north <= 0.1 && south >= 0.9) return null;
  const wide = Math.min(1, end - west);
  return (i) => {
    const east = x[i] - west;
    return !(east === east) || (y[i] >= north && y[i] <= south && east - Math.floor(east) <= wide);
  };
}

/** The box of something with world bounds, in pixels, in its nearest turn. */
export function pixelBox(view, {west, east, north, south}) {
  const shift = turnOf(view, (west + east) / 2) * view.size - view.originX;
  return [west * view.size + shift, pixelY(view, north), east * view.size + shift, pixelY(view, south)];
}
export const boxInView = (view, [x0, y0, x1, y1], margin = 0) =>
  x1 > -margin && y1 > -margin && x0 < view.width + margin && y0 < view.height + margin;

/**
 * Adds lines to a path in pixels. Left out: what is outside the view, steps shorter than `step` pixels, things smaller
 * than `smallest`; of the stretches outside only so much is kept that a filled ring stays right. `within` [left, top,
 * right, bottom] is a smaller part of the view that is enough.
 */
export function addLines(
  path,
  lines,
  view,
  {close = false, step = 0.8, turns = [0], smallest = 0, margin = 40, seam = null, within = null} = {},
) {
  const {size, originY, width, height} = view;
  const [left, top, right, bottom] = within ?? [-margin, -margin, width + margin, height + margin];
  for (const turn of turns) {
    const originX = view.originX - turn * size;
    for (const {line, west, north, east, south} of lines) {
      if ((east - west) * size < smallest && (south - north) * size < smallest) continue;
      if (east * size - originX < left || west * size - originX > right) continue;
      if (south * size - originY < top || north * size - originY > bottom) continue;
      const count = line.length;
      let lastX = 0,
        lastY = 0,
        lastSide = 0,
        waiting = false,
        waitX = 0,
        waitY = 0;
      for (let i = 0; i < count; i += 2) {
        const x = line[i] * size - originX,
          y = line[i + 1] * size - originY;
        const side = (x < left ? 1 : x > right ? 2 : 0) | (y < top ? 4 : y > bottom ? 8 : 0);
        if (i === 0 || (seam && seam(line[i - 2], line[i]))) path.moveTo(x, y);
        else if (side & lastSide) {
          // Still outside on the same side: only where it comes back matters.
          [waiting, waitX, waitY, lastSide] = [true, x, y, side & lastSide];
          continue;
        } else {
          if (waiting) path.lineTo(waitX, waitY);
          else if (i + 2 < count && Math.abs(x - lastX) + Math.abs(y - lastY) < step) continue;
          path.lineTo(x, y);
        }
        [waiting, lastX, lastY, lastSide] = [false, x, y, side];
      }
      if (waiting) path.lineTo(waitX, waitY);
      // Not closePath(): browsers measure the whole path at each call, which is quadratic for a map.
      if (close) path.lineTo(line[0] * size - originX, line[1] * size - originY);
    }
  }
  return path;
}

/** The path of a whole shape in its nearest turn, and its outline without the edges of the antimeridian cut. */
export function shapePaths(view, shape, isSeam) {
  const turns = [turnOf(view, (shape.west + shape.east) / 2)];
  const fill = addLines(new Path2D(), shape.lines, view, {close: shape.kind === "area", turns});
  const outline = shape.kind === "area" ? addLines(new Path2D(), shape.lines, view, {turns, seam: isSeam}) : fill;
  return {fill, outline};
}

/** Paths are kept in CSS pixels, so the canvas is asked without its scale. */
function unscaled(context, ask) {
  const before = context.getTransform();
  context.setTransform(1, 0, 0, 1, 0, 0);
  const answer = ask();
  context.setTransform(before);
  return answer;
}
export function isInPath(context, path, x, y, rule = "evenodd") {
  return unscaled(context, () => context.isPointInPath(path, x, y, rule));
}
export function isOnStroke(context, path, width, x, y) {
  return unscaled(context, () => {
    context.lineWidth = width;
    context.setLineDash([]);
    return context.isPointInStroke(path, x, y);
  });
}
