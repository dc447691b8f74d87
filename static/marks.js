// Single marks. One meaning per channel:
//   hue + shape      what happened
//   filled / hollow  reported / claimed, warned of, denied (what is denied or negated also carries a bar)
//   solid / hatched  all of this / somewhere in here

const TURN = 2 * Math.PI;
export const SYMBOL_RADIUS = 5.5;
export const isHollow = (assertion) => assertion !== "reported";
export const isBarred = (assertion) => assertion === "denied" || assertion === "negated";

const polygon = (corners) => (path, x, y, r) => {
  corners.forEach(([dx, dy], i) => path[i ? "lineTo" : "moveTo"](x + dx * r, y + dy * r));
  path.closePath();
};
const ring = (n, r = 1, from = -0.25) =>
  Array.from({length: n}, (_, i) => [r * Math.cos(TURN * (i / n + from)), r * Math.sin(TURN * (i / n + from))]);
const pairs = (text) => text.split(" ").map((pair) => pair.split(",").map(Number));

// Radii are tuned so that every shape has the weight of a circle of r = 1.
const SHAPES = {
  circle: (path, x, y, r) => path.arc(x, y, r, 0, TURN),
  square: polygon(pairs("-0.9,-0.9 0.9,-0.9 0.9,0.9 -0.9,0.9")),
  triangle: polygon(pairs("0,-1.2 1.15,0.85 -1.15,0.85")),
  triangleDown: polygon(pairs("0,1.2 1.15,-0.85 -1.15,-0.85")),
  diamond: polygon(pairs("0,-1.3 1.15,0 0,1.3 -1.15,0")),
  pentagon: polygon(ring(5, 1.15)),
  star: polygon(ring(5, 1.25).flatMap((tip, i) => [tip, ring(5, 0.56, -0.15)[i]])),
  hourglass: polygon(pairs("-1,-1.1 1,-1.1 0.28,0 1,1.1 -1,1.1 -0.28,0")),
  cross: polygon(
    pairs(
      "-0.42,-1.1 0.42,-1.1 0.42,-0.42 1.1,-0.42 1.1,0.42 0.42,0.42 0.42,1.1 -0.42,1.1 -0.42,0.42 -1.1,0.42 -1.1,-0.42 -0.42,-0.42",
    ),
  ),
  arrow: polygon(pairs("-1.25,-0.42 0.1,-0.42 0.1,-1.1 1.35,0 0.1,1.1 0.1,0.42 -1.25,0.42")),
};

/** Paper halo, body, casing in the deep tone of the hue, and a bar for what is denied. */
export function paintSymbol(context, shape, x, y, r, hue, ink, assertion = "reported") {
  const path = new Path2D();
  (SHAPES[shape] ?? SHAPES.circle)(path, x, y, r);
  const hollow = isHollow(assertion);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = ink.halo;
  context.stroke(path);
  context.fillStyle = hollow ? ink.paper : hue.fill;
  context.fill(path);
  context.lineWidth = hollow ? 1.75 : 1.25;
  context.strokeStyle = hollow ? hue.line : hue.deep;
  context.stroke(path);
  if (isBarred(assertion)) {
    context.beginPath();
    context.moveTo(x - r * 1.25, y + r * 1.25);
    context.lineTo(x + r * 1.25, y - r * 1.25);
    context.stroke();
  }
}

export const donutRadius = (total) => (total < 10 ? 11 : total < 50 ? 14.5 : total < 200 ? 19 : 24);
const shortNumber = (n) => (n < 1e4 ? String(n) : n < 1e6 ? `${Math.round(n / 1e3)}k` : `${(n / 1e6).toFixed(1)}M`);

/** Many events in one place: a ring in their colors ([hue, count], ...) with the number in it, never one flat color. */
export function paintDonut(context, x, y, counts, total, ink) {
  const r = donutRadius(total),
    width = r < 13 ? 4 : r < 18 ? 5 : 6;
  context.setLineDash([]);
  const disc = (radius, color) => {
    context.beginPath();
    context.arc(x, y, radius, 0, TURN);
    context.fillStyle = color;
    context.fill();
  };
  disc(r + 1.5, ink.halo);
  disc(r, ink.paper);
  let from = -TURN / 4;
  for (const [hue, count] of counts) {
    const to = from + (TURN * count) / total;
    context.beginPath();
    context.arc(x, y, r - width / 2, from, to);
    context.lineWidth = width;
    context.strokeStyle = hue.fill;
    context.stroke();
    from = to;
  }
  context.beginPath();
  context.arc(x, y, r, 0, TURN);
  context.lineWidth = 1;
  context.strokeStyle = ink.casing;
  context.stroke();
  context.font = `600 ${r < 13 ? 9.5 : r < 18 ? 10.5 : 12}px ${ink.fonts.sans}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = ink.text;
  context.fillText(shortNumber(total), x, y + 0.5);
  context.textAlign = "left";
}

/** A whole country: a broken ring, "somewhere in this country"; with a number where several events say no more. */
export function paintCountryRing(context, x, y, hue, ink, {r = 7, count = 0} = {}) {
  context.beginPath();
  context.arc(x, y, r, 0, TURN);
  context.fillStyle = ink.paper;
  context.globalAlpha *= 0.85;
  context.fill();
  context.globalAlpha /= 0.85;
  context.setLineDash([3, 2.2]);
  context.lineWidth = 1.75;
  context.strokeStyle = hue.line;
  context.stroke();
  context.setLineDash([]);
  if (count < 2) return;
  context.font = `600 ${r < 13 ? 9.5 : 10.5}px ${ink.fonts.sans}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = ink.text;
  context.fillText(shortNumber(count), x, y + 0.5);
  context.textAlign = "left";
}

/** The ring around what is selected (ink) or has the keyboard focus (blue). */
export function paintRing(context, x, y, r, color, halo, width) {
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, r, 0, TURN);
  context.lineWidth = width + 2.5;
  context.strokeStyle = halo;
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

/** The stated radius: soft towards the edge, because the edge is an agreement and not a place. */
export function paintDisc(context, x, y, r, hue, filled = true) {
  context.beginPath();
  context.arc(x, y, r, 0, TURN);
  context.setLineDash([]);
  if (!filled) {
    context.lineWidth = 0.75;
    context.strokeStyle = hue.tint(0.4);
    context.stroke();
    return;
  }
  const shade = context.createRadialGradient(x, y, r * 0.2, x, y, r);
  shade.addColorStop(0, hue.tint(0.2));
  shade.addColorStop(0.8, hue.tint(0.12));
  shade.addColorStop(1, hue.tint(0.03));
  context.fillStyle = shade;
  context.fill();
  context.setLineDash([3, 3]);
  context.lineWidth = 1;
  context.strokeStyle = hue.tint(0.55);
  context.stroke();
  context.setLineDash([]);
}

const tiles = new Map();

/** 45° lines every `gap` pixels, fixed to the ground so that they do not swim while panning. */
export function hatch(context, color, {gap = 6, line = 1.2, ratio = 1, lean = 1, view}) {
  const key = [color, gap, line, ratio, lean].join();
  if (!tiles.has(key)) {
    const edge = Math.round(gap * Math.SQRT2 * ratio),
      made = new OffscreenCanvas(edge, edge),
      g = made.getContext("2d");
    g.strokeStyle = color;
    g.lineWidth = line * ratio;
    for (const shift of [-edge, 0, edge]) {
      g.beginPath();
      g.moveTo(shift - 2, lean > 0 ? edge + 2 : -2);
      g.lineTo(shift + edge + 2, lean > 0 ? -2 : edge + 2);
      g.stroke();
    }
    if (tiles.size > 200) tiles.clear();
    tiles.set(key, made);
  }
  const tile = tiles.get(key),
    pattern = context.createPattern(tile, "repeat"),
    edge = tile.width / ratio;
  pattern.setTransform(new DOMMatrix().translate(-(view.originX % edge), -(view.originY % edge)).scale(1 / ratio));
  return pattern;
}

/**
 * An area ({fill, outline} paths). All of this: tint and a firm edge. Somewhere in here: hatching and a broken edge;
 * fainter and without an edge for a region of whole countries, whose edges are the borders of the base map.
 */
export function paintArea(
  context,
  {fill, outline},
  hue,
  {firm = false, region = false, view, ratio, ink, lean = 1, strength = 1},
) {
  context.save();
  const alpha = context.globalAlpha * strength;
  // The tone of a hatching is in its lines: paper (PDF) draws a pattern without the alpha of the canvas.
  const tone = Math.min(1, strength * (region ? 0.34 : 0.42) * (ink?.dark ? 0.85 : 1));
  context.globalAlpha = Math.min(1, firm ? 0.16 * alpha : context.globalAlpha);
  context.fillStyle = firm
    ? hue.fill
    : hatch(context, hue.tint(tone.toFixed(2)), {gap: 6, line: region ? 0.9 : 1, ratio, lean, view});
  context.fill(fill, "evenodd");
  context.globalAlpha = Math.min(1, alpha);
  if (!region) {
    context.setLineDash(firm ? [] : [5, 3]);
    context.lineWidth = 1.25;
    context.strokeStyle = hue.line;
    context.stroke(outline);
  }
  context.restore();
}

/** A line on the ground: itself, firm; and, where the event is only somewhere along it, a hatched margin. */
export function paintLine(context, path, hue, ink, {view, ratio, margin = 12, dash = []}) {
  context.save();
  context.lineJoin = "round";
  if (margin) {
    context.lineWidth = margin;
    context.strokeStyle = hatch(context, hue.tint(0.6), {gap: 4.2, line: 1.2, ratio, view});
    context.stroke(path);
  }
  context.lineWidth = 3.5;
  context.strokeStyle = ink.halo;
  context.stroke(path);
  context.setLineDash(dash);
  context.lineWidth = 1.75;
  context.strokeStyle = hue.line;
  context.stroke(path);
  context.restore();
}
