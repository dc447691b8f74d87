// Labels that stand with an event's own mark: each claims its space first and is painted last.

import {WORDS} from "./words.js";
import {haloText, wrap} from "./labels.js";
import {SYMBOL_RADIUS, paintRing, paintSymbol} from "./marks.js";
import {densified, paintGlyphs, planTextAlong} from "./flows.js";
import {assertionOf, hueOf, symbolOf} from "./plan.js";
import {isGround, lineAnchors, strengthOf} from "./coasts.js";
import {mainLines} from "./geometry.js";
import {capitals, joinsLetters} from "./names.js";

export const placementText = ({store, plan, texts}, p) => {
  const event = plan.eventOf[p];
  return texts?.[event]?.placements?.[p - store.first[event]] ?? null;
};

function faded(context, model, events, paint) {
  context.save();
  context.globalAlpha = strengthOf(model, events);
  paint();
  context.restore();
}

/** The ring is the country: its name, and what the ring means, on the side that the flows leave free. */
export function planEndLabel(context, view, model, occupied, end, others = []) {
  const {place, precision} = placementText(model, end.placement) ?? {};
  if (!place) return null;
  const ways = waysAround(end, model.roomy);
  const name = precision.startsWith(WORDS.anyOf) ? precision.toLowerCase() : place;
  const versions = versionsOf(model, name, end).map((lines) => measured(context, lines, end));
  // In an inset and on a phone the flows run close together: there a name crosses none, and may be left out.
  const tries = ways.flatMap((group) => versions.flatMap((version) => group.map((way) => [way, version])));
  for (const skip of model.roomy ? [null, (owner) => owner.startsWith("flow")] : [null])
    for (const [way, version] of tries) {
      const spot = spotOf(way, version, end, view.seen);
      if (!occupied.isFree(...spot.box, skip) || !isNearest(spot.box, end, others)) continue;
      occupied.block(...spot.box);
      return () => paintEndLabel(context, model, end, version, spot);
    }
  if (!model.roomy || !end.country) return null;
  const spot = ways[0].map((way) => spotOf(way, versions[0], end, view.seen)).find(({box}) => occupied.holds(...box));
  if (!spot) return null;
  occupied.block(...spot.box);
  return () => paintEndLabel(context, model, end, versions[0], spot);
}

/** Whether a label's box lies nearer to its own ring than to any other: else it would be read as the name of that one. */
export function isNearest([left, top, right, bottom], end, others) {
  const far = ({x, y}) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  return others.every((other) => far(other) >= far(end) || Math.hypot(other.x - end.x, other.y - end.y) < 2);
}

/** The label in full; then, where space is short, the name alone, in two lines. */
function versionsOf({ink, base}, place, {country, wide}) {
  const plain = (words) => [
    words,
    `${wide ? 400 : 500} 11.5px ${ink.fonts.sans}`,
    "0px",
    wide ? ink.muted : ink.countryNamed,
  ];
  if (!country) return [(place.length > 26 ? wrap(place) : [place]).map(plain)];
  const shown = base.shown.get(place) ?? place,
    big = capitals(shown, base.language);
  const name = (words) => [words, `600 12px ${ink.fonts.sans}`, joinsLetters(shown) ? "0px" : "1.4px", ink.countryNamed];
  const meaning = [WORDS.toRead.country.toLowerCase(), `400 11px ${ink.fonts.sans}`, "0px", ink.muted];
  return [[name(big), meaning], wrap(big).map(name)];
}

function measured(context, lines, {wide}) {
  const widths = lines.map(([words, font, spacing]) => {
    [context.font, context.letterSpacing] = [font, spacing];
    return context.measureText(words).width;
  });
  context.letterSpacing = "0px";
  return {lines, widths, width: Math.max(...widths), height: lines.length * 14, gap: wide ? 13 : 9};
}

/** Sides around a ring, the near ones, then those further off: [side, row, far] with row 0 level, 1 below, -1 above. */
function waysAround({pullX, pullY, country}, isRoomy) {
  const free = pullX > 0 ? -1 : 1;
  const level = [free, 0],
    other = [-free, 0],
    below = [0, 1],
    above = [0, -1];
  const first =
    Math.abs(pullX) > Math.abs(pullY) * 0.6
      ? [level, below, above, other]
      : pullY > 0
        ? [above, level, other, below]
        : [below, level, other, above];
  const near = [...first, [free, 1], [free, -1], [-free, 1], [-free, -1]];
  // Only a country is still found from a little further off; there its name says more than the meaning of its ring.
  const further = (level, aside) => near.slice(0, 4).map(([side, row]) => [side, row, row ? aside : level]);
  if (!country) return [near];
  return isRoomy ? [near, further(26, 14), further(40, 22)] : [near, further(20, 10)];
}

function spotOf([side, row, far = 0], {width, height, gap: close}, {x, y}, seen) {
  const gap = close + far;
  const out = row && side ? gap - 6 : gap;
  // Above and below, a label at the edge of the map moves in until it is whole.
  const inward = (at) => Math.max(seen.x0 + width / 2 + 6, Math.min(at, seen.x1 - width / 2 - 6));
  const middle = side ? x + side * (out + width / 2) : row && Math.abs(inward(x) - x) < width / 2 ? inward(x) : x;
  const top = y + (row > 0 ? gap + 5 : row < 0 ? 4 - gap - height : 7 - height / 2);
  return {side, middle, top, far, box: [middle - width / 2 - 2, top - 8, middle + width / 2 + 2, top + height - 6]};
}

function paintEndLabel(context, model, end, {lines, widths, width}, {side, middle, top, far, box}) {
  faded(context, model, end.events, () => {
    if (far) paintLeader(context, end, box, model.ink.muted);
    context.textBaseline = "middle";
    lines.forEach(([words, font, spacing, color], k) => {
      [context.font, context.letterSpacing] = [font, spacing];
      const left = side < 0 ? middle + width / 2 - widths[k] : side > 0 ? middle - width / 2 : middle - widths[k] / 2;
      haloText(context, words, left, top + k * 14, color, model.ink.haloLand);
    });
    context.letterSpacing = "0px";
  });
}

/** What stands away from its ring is led to: a hairline to the nearest point of the label's box. */
function paintLeader(context, {x, y}, [left, top, right, bottom], color) {
  const [toX, toY] = [Math.max(left, Math.min(x, right)), Math.max(top, Math.min(y, bottom))];
  const long = Math.hypot(toX - x, toY - y),
    ring = 9 / long;
  if (ring > 0.8) return;
  context.beginPath();
  context.moveTo(x + (toX - x) * ring, y + (toY - y) * ring);
  context.lineTo(toX, toY);
  context.lineWidth = 0.75;
  context.strokeStyle = color;
  context.stroke();
}

/** Symbols on the main parts of a line; for all lines before any words, which would take the best places. */
export function planLineSpots(context, view, model, strip, occupied) {
  strip.spots = strip.rows.map((_, k) => lineAnchors(context, view, model, strip, occupied, k));
}

/** The symbols with their words. Two are joined by a hairline that carries the words once: 23 together, not 23 each. */
export function planLineMarks(context, view, model, strip, occupied, hits) {
  const late = [];
  strip.rows.forEach((row, k) => {
    const spots = strip.spots[k];
    if (!spots.length) return;
    const {event, events} = row,
      hue = hueOf(model.store, model.ink, event);
    const words = !model.labelled ? "" : events.length > 1 ? WORDS.events(events.length) : (model.texts[event].short ?? "");
    const label = words ? wordsOfLine(context, model, strip, occupied, spots, words, hue, event) : null;
    late.push(() =>
      faded(context, model, events, () => {
        label?.();
        for (const {x, y} of spots) paintEventMark(context, model, event, x, y, hits);
      }),
    );
  });
  if (!strip.isCoast && model.labelled && strip.extent > 220) {
    const name = planLineName(context, view, model, strip, occupied);
    if (name) late.push(name);
  }
  return late;
}

/** Words on free ground: between two marks or beside one of them; only where there is none, on a band. */
function wordsOfLine(context, model, strip, occupied, spots, words, hue, event) {
  const r = event === model.selected ? 13 : 8;
  const joined = (room, skip = null) =>
    strip.isCoast && spots.length === 2 ? planJoined(context, model, occupied, spots, words, hue, {room, skip}) : null;
  const beside = () => {
    for (const lines of linesOf(model, words))
      for (const more of [0, 8, 16, 24, 34, 46])
        for (const spot of [...spots].reverse()) {
          const found = planBeside(context, model, occupied, spot, lines, hue, r + more, more > LED);
          if (found) return found;
        }
    return null;
  };
  return joined(11) ?? beside() ?? joined(3) ?? joined(3, (owner) => owner === "band");
}

const LABEL_FONT = "650 12px";
const LED = 12; // pixels: what stands further from its mark is led to
const ASIDE = [0, -15, 15, -28, 28, -42, 42];

function planJoined(context, model, occupied, [a, b], words, hue, {room, skip}) {
  context.font = `${LABEL_FONT} ${model.ink.fonts.sans}`;
  const half = context.measureText(words).width / 2;
  const length = b.x - a.x;
  if (length < half * 2 + 50 || length > 700) return null;
  const slope = (b.y - a.y) / length;
  const boxAt = (share, aside = 0) => {
    const [x, y] = [a.x + length * share, a.y + length * share * slope + aside];
    return [x - half - room, y - 8, x + half + room, y + 8];
  };
  const shares = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74].filter(
    (share) => boxAt(share)[0] > a.x + 10 && boxAt(share)[2] < b.x - 10,
  );
  // Better a little apart from its line than on a band: the color says what it belongs to.
  const [at, aside] =
    ASIDE.flatMap((dy) => shares.map((share) => [share, dy])).find(([share, dy]) => occupied.isFree(...boxAt(share, dy), skip)) ??
    [];
  if (!at) return null;
  const x = a.x + length * at,
    y = a.y + length * at * slope + aside;
  const pieces = [freeStretch(occupied, [x - half - 5, y], a), freeStretch(occupied, [x + half + 5, y], b)];
  occupied.block(...boxAt(at, aside));
  return () => {
    context.lineWidth = 1;
    context.strokeStyle = hue.line;
    context.beginPath();
    for (const [from, to] of pieces.every(Boolean) ? pieces : []) {
      context.moveTo(...from);
      context.lineTo(...to);
    }
    context.stroke();
    context.font = `${LABEL_FONT} ${model.ink.fonts.sans}`;
    context.textBaseline = "middle";
    haloText(context, words, x - half, y, hue.text, model.ink.haloLand, 4);
  };
}

/** From words toward a mark, as far as the hairline crosses no band and no other mark; a stub is none: null. */
function freeStretch(occupied, [x, y], mark) {
  const long = Math.hypot(mark.x - x, mark.y - y) - 10;
  const at = (s) => [x + ((mark.x - x) * s) / (long + 10), y + ((mark.y - y) * s) / (long + 10)];
  let s = 0;
  for (; s + 2 <= long; s += 2) {
    const [px, py] = at(s + 2);
    if (occupied.overlaps(px - 1, py - 1, px + 1, py + 1)) break;
  }
  return s > 10 ? [[x, y], at(s)] : null;
}

/** Words as one line; in a small map, where that finds no place, as two. */
export function linesOf(model, words) {
  const cut = words.lastIndexOf(" ");
  return model.roomy || cut < 0 ? [[words]] : [[words], [words.slice(0, cut), words.slice(cut + 1)]];
}

/** Lines of words beside a mark, in the first of eight places that is free; null where none is. `led`: by a hairline. */
export function planBeside(context, model, occupied, {x, y}, lines, hue, r = 8, led = false) {
  const font = `600 12px ${model.ink.fonts.sans}`;
  context.font = font;
  const widths = lines.map((line) => context.measureText(line).width),
    width = Math.max(...widths),
    more = (lines.length - 1) * 7; // half of what further lines add
  const spot = [
    [x + r + 5, y, 0],
    [x - r - 5 - width, y, 1],
    [x - width / 2, y + r + 11 + more, 0.5],
    [x - width / 2, y - r - 10 - more, 0.5],
    [x + r, y + r + 8 + more, 0],
    [x - r - width, y + r + 8 + more, 1],
    [x + r, y - r - 8 - more, 0],
    [x - r - width, y - r - 8 - more, 1],
  ].find(([left, top]) => occupied.claim(left - 4, top - 9 - more, left + width + 4, top + 9 + more));
  if (!spot) return null;
  const [left, top, aside] = spot; // aside: 0 set from the left, 1 from the right
  return () => {
    if (led) paintLeader(context, {x, y}, [left - 2, top - 7 - more, left + width + 2, top + 7 + more], hue.line);
    context.font = font;
    context.textBaseline = "middle";
    lines.forEach((line, k) =>
      haloText(context, line, left + (width - widths[k]) * aside, top - more + 14 * k, hue.text, model.ink.halo, 4),
    );
  };
}

/** The name of a line in italics: along it where it is straight; jagged lines go without. */
function planLineName(context, view, model, strip, occupied) {
  const {event, events} = strip.rows[0];
  const placement = strip.group.placements[strip.group.events.indexOf(event)];
  const name = placementText(model, placement)?.place;
  if (!name) return null;
  const {size, originX, originY} = view,
    {x0, x1, y0, y1} = view.seen;
  const font = `italic 500 10.5px ${model.ink.fonts.sans}`;
  context.font = font;
  for (const {line} of mainLines(strip.shape.lines)) {
    const points = [];
    for (let k = 0; k < line.length; k += 2)
      points.push([(line[k] + strip.turns[0]) * size - originX, line[k + 1] * size - originY]);
    const inSight = densified(points).filter(([x, y]) => x > x0 + 6 && x < x1 - 6 && y > y0 + 6 && y < y1 - 6);
    for (const at of [0.64, 0.36, 0.8, 0.2, -0.64, -0.36, 0.5, -0.5]) {
      const glyphs = planTextAlong(context, inSight, name, {lift: at > 0 ? 13 : -13, at: Math.abs(at)});
      if (!glyphs?.length) continue;
      const straight = Math.max(...glyphs.map((g) => g.angle)) - Math.min(...glyphs.map((g) => g.angle)) < 0.5;
      if (
        !straight ||
        !glyphs.every(({x, y}) => occupied.isFree(x - 4, y - 6, x + 4, y + 6, isGround))
      )
        continue;
      for (const {x, y} of glyphs) occupied.block(x - 4, y - 6, x + 4, y + 6);
      return () =>
        faded(context, model, events, () => {
          context.font = font;
          paintGlyphs(context, glyphs, hueOf(model.store, model.ink, event).text, model.ink.haloSea);
        });
    }
  }
  return null;
}

/** A symbol with its rings for selection and focus; adds what can be hit. */
export function paintEventMark(context, model, event, x, y, hits, grown = 0.5) {
  const {store, ink, selected, hovered, focused} = model;
  const r = SYMBOL_RADIUS + (event === hovered ? 1.5 : grown);
  paintSymbol(context, symbolOf(store, event), x, y, r, hueOf(store, ink, event), ink, assertionOf(store, event));
  if (event === selected) paintRing(context, x, y, 11.5, ink.text, ink.halo, 2);
  if (event === focused && event !== selected) paintRing(context, x, y, 13, ink.focus, ink.halo, 2.5);
  hits.push({event, x, y, r: 13});
}
