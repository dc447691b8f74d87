// Flows: great circles that grow toward their end, with words along them.

import {isBarred} from "./marks.js";

function normals(points) {
  return points.map((_, i) => {
    const [ax, ay] = points[Math.max(0, i - 1)],
      [bx, by] = points[Math.min(points.length - 1, i + 1)];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    return [-(by - ay) / length, (bx - ax) / length];
  });
}

function lengthsAlong(points) {
  const along = [0];
  for (let i = 1; i < points.length; i++)
    along.push(along[i - 1] + Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]));
  return along;
}

/**
 * Pixels of a world line, bowed sideways by `offset`, without its first and last `trim` pixels: parallel flows leave and
 * meet in the same rings and bow apart between them.
 */
export function bowedLine(line, toPixels, offset = 0, trim = 9) {
  const points = [];
  for (let i = 0; i < line.length; i += 2) points.push(toPixels(line[i], line[i + 1]));
  const side = normals(points);
  const bowed = points.map(([x, y], i) => {
    const bow = offset * Math.sin((Math.PI * i) / (points.length - 1)) ** 0.55;
    return [x + side[i][0] * bow, y + side[i][1] * bow];
  });
  const start = bowed[0],
    end = bowed.at(-1);
  return bowed.filter(
    ([x, y]) => Math.hypot(x - start[0], y - start[1]) >= trim && Math.hypot(x - end[0], y - end[1]) >= trim,
  );
}

/** A body that grows from `w0` to `w1` and ends in an arrowhead; with `dash` it is cut into pieces. Null if too short. */
function flowBody(points, {w0, w1, head = 13, dash = null}) {
  if (points.length < 4) return null;
  const along = lengthsAlong(points),
    length = along.at(-1);
  if (length < 24) return null;
  const side = normals(points),
    body = new Path2D(),
    tip = new Path2D();
  head = Math.min(head, length * 0.36);
  const at = (s) => {
    let low = 1,
      high = points.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (along[middle] >= s) high = middle;
      else low = middle + 1;
    }
    const t = (s - along[low - 1]) / (along[low] - along[low - 1] || 1);
    const mix = (p, q) => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
    return {point: mix(points[low - 1], points[low]), normal: mix(side[low - 1], side[low])};
  };
  const stretch = (from, to) => {
    const pieces = Math.max(1, Math.ceil((to - from) / 8)),
      left = [],
      right = [];
    for (let k = 0; k <= pieces; k++) {
      const s = from + ((to - from) * k) / pieces;
      const {point, normal} = at(s),
        half = (w0 + (w1 - w0) * (s / length)) / 2;
      left.push([point[0] + normal[0] * half, point[1] + normal[1] * half]);
      right.unshift([point[0] - normal[0] * half, point[1] - normal[1] * half]);
    }
    [...left, ...right].forEach(([x, y], i) => body[i ? "lineTo" : "moveTo"](x, y));
    body.closePath();
  };
  const neck = length - head * 0.8;
  if (dash) for (let s = 0; s < neck - 2; s += dash[0] + dash[1]) stretch(s, Math.min(neck, s + dash[0]));
  else stretch(0, neck);
  const [x, y] = at(length).point,
    [bx, by] = at(length - head).point;
  const [ux, uy] = [(x - bx) / head, (y - by) / head],
    half = head * 0.46;
  tip.moveTo(x, y);
  tip.lineTo(bx - uy * half, by + ux * half);
  tip.lineTo(bx + ux * head * 0.22, by + uy * head * 0.22);
  tip.lineTo(bx + uy * half, by - ux * half);
  tip.closePath();
  return {body, tip, at, length};
}

/** reported: full · warned, planned: hollow · claimed: dashed · denied, negated: dotted outline, crossed by a bar. */
export function paintFlow(context, points, hue, ink, assertion, {weight = 1, slim = false} = {}) {
  const full = assertion === "reported";
  const shape = flowBody(points, {
    w0: slim ? 0.75 : full ? 1.25 : 1.5,
    w1: full ? Math.min(8, (slim ? 1 : 3.2) + Math.sqrt(weight) * 0.8) : slim ? 2.2 : 3.6,
    head: slim ? 9 : 13,
    dash: assertion === "claimed" ? [9, 6] : null,
  });
  if (!shape) return null;
  const {body, tip} = shape;
  context.save();
  context.lineJoin = "round";
  for (const path of [body, tip]) {
    context.strokeStyle = ink.halo;
    context.lineWidth = 3.5;
    context.stroke(path);
  }
  if (full || assertion === "claimed") {
    context.fillStyle = hue.line;
    context.fill(body);
  } else {
    context.fillStyle = ink.paper;
    context.fill(body);
    context.strokeStyle = hue.line;
    context.lineWidth = isBarred(assertion) ? 1.25 : 1.1;
    context.setLineDash(isBarred(assertion) ? [1.25, 2.5] : []);
    context.stroke(body);
    context.setLineDash([]);
  }
  context.fillStyle = full ? hue.line : ink.paper;
  context.fill(tip);
  context.strokeStyle = hue.line;
  context.lineWidth = 1.4;
  context.stroke(tip);
  if (isBarred(assertion)) paintBar(context, shape, hue, ink);
  context.restore();
  return shape;
}

function paintBar(context, {at, length}, hue, ink) {
  const long = length > 120;
  const {
    point: [x, y],
    normal: [nx, ny],
  } = at(length * (long ? 0.74 : 0.34));
  const reach = long ? 7 : 5.5,
    slant = long ? 4 : 2.5;
  context.beginPath();
  context.moveTo(x - nx * reach - ny * slant, y - ny * reach + nx * slant);
  context.lineTo(x + nx * reach + ny * slant, y + ny * reach - nx * slant);
  context.lineCap = "round";
  context.lineWidth = 5.5;
  context.strokeStyle = ink.halo;
  context.stroke();
  context.lineWidth = 2.25;
  context.strokeStyle = hue.line;
  context.stroke();
}

/** The same line with a point every four pixels. */
export function densified(points) {
  return points.slice(1).flatMap(([x, y], i) => {
    const [px, py] = points[i],
      pieces = Math.max(1, Math.ceil(Math.hypot(x - px, y - py) / 4));
    return Array.from({length: pieces}, (_, k) => [px + ((x - px) * k) / pieces, py + ((y - py) * k) / pieces]);
  });
}

/**
 * Places text along a line, reading left to right, `lift` pixels above it: glyphs with their places, or null where it
 * does not fit. Right-to-left and joined scripts would break apart, so they are set as one piece.
 */
export function planTextAlong(context, points, text, {lift = 9, at = 0.5} = {}) {
  if (points.length < 2) return null;
  const line = points[0][0] <= points.at(-1)[0] ? points : [...points].reverse();
  const along = lengthsAlong(line),
    width = context.measureText(text).width;
  let s = along.at(-1) * at - width / 2;
  if (s < 4 || s + width > along.at(-1) - 4) return null;
  const pieces = /[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff]/.test(text) ? [text] : [...text];
  return pieces.map((glyph) => {
    const advance = context.measureText(glyph).width,
      middle = s + advance / 2;
    let i = along.findIndex((value) => value >= middle);
    i = Math.max(1, i < 0 ? line.length - 1 : i);
    const t = (middle - along[i - 1]) / (along[i] - along[i - 1] || 1);
    const angle = Math.atan2(line[i][1] - line[i - 1][1], line[i][0] - line[i - 1][0]);
    s += advance;
    return {
      glyph,
      advance,
      angle,
      x: line[i - 1][0] + (line[i][0] - line[i - 1][0]) * t + Math.sin(angle) * lift,
      y: line[i - 1][1] + (line[i][1] - line[i - 1][1]) * t - Math.cos(angle) * lift,
    };
  });
}

export function paintGlyphs(context, glyphs, color, halo) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.fillStyle = color;
  for (const pass of ["strokeText", "fillText"])
    for (const {glyph, x, y, angle, advance} of glyphs) {
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      context[pass](glyph, -advance / 2, 0);
      context.restore();
    }
}
