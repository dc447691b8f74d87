// A picture of the map as it is, to be sent by itself: title, dates, key and attribution are burnt in.

import {WORDS, number, spanText} from "./words.js";
import {makeView} from "./view.js";
import {paintSymbol, SYMBOL_RADIUS} from "./marks.js";
import {paintFlow} from "./flows.js";

const RATIO = 2;
const EDGE = 20;
const ROW = 22;
const COLUMN = 210;

/** Lines of words that fit a width. Pure but for the measuring. */
export function wrapped(words, width, measure) {
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (measure(longer) <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The view of a Leaflet map without the margin that the screen needs. */
function viewOf(map) {
  const {x, y} = map.getSize();
  return makeView(map.getZoom(), map.getPixelBounds().min, x, y, {x: 0, y: 0});
}

/** Draws the picture; returns its canvas. */
export function makePicture(app) {
  const {ink, store} = app;
  const size = app.map.getSize();
  const canvas = document.createElement("canvas"),
    pen = canvas.getContext("2d");
  const fonts = {title: `650 20px ${ink.fonts.sans}`, small: `400 12px ${ink.fonts.sans}`, plain: `400 13px ${ink.fonts.sans}`};
  const kinds = store.kinds.map((kind, k) => [kind, app.shown.byKind[k]]).filter(([, count]) => count);
  const columns = Math.max(1, Math.floor((size.x - 2 * EDGE) / COLUMN));
  pen.font = fonts.title;
  const title = wrapped(store.meta.title ?? "", size.x - 2 * EDGE, (text) => pen.measureText(text).width).slice(0, 3);
  pen.font = fonts.small;
  const credit = wrapped(creditOf(app), size.x - 2 * EDGE, (text) => pen.measureText(text).width);
  const head = EDGE + title.length * 26 + 28,
    foot = 14 + Math.ceil(kinds.length / columns) * ROW + 10 + credit.length * 16 + 12;
  canvas.width = size.x * RATIO;
  canvas.height = (head + size.y + foot) * RATIO;
  pen.scale(RATIO, RATIO);
  pen.fillStyle = ink.paper;
  pen.fillRect(0, 0, size.x, head + size.y + foot);

  pen.textBaseline = "alphabetic";
  pen.fillStyle = ink.text;
  pen.font = fonts.title;
  title.forEach((line, k) => pen.fillText(line, EDGE, EDGE + 18 + k * 26));
  pen.font = fonts.plain;
  pen.fillStyle = ink.muted;
  pen.fillText(subtitleOf(app), EDGE, EDGE + title.length * 26 + 14);

  pen.drawImage(mapSheet(app, app.map, true), 0, head, size.x, size.y);
  if (app.inset.isOpen()) paintInset(app, pen, head);
  paintKey(app, pen, kinds, {top: head + size.y + 14, columns, font: fonts.plain});
  pen.font = fonts.small;
  pen.fillStyle = ink.muted;
  credit.forEach((line, k) => pen.fillText(line, EDGE, head + size.y + foot - 14 - (credit.length - 1 - k) * 16));
  return canvas;
}

/** The map painted anew, on the vector base map: tiles of other people may not leave a page in a picture. */
function mapSheet(app, map, main) {
  const {x, y} = map.getSize();
  const sheet = new OffscreenCanvas(x * RATIO, y * RATIO),
    pen = sheet.getContext("2d");
  pen.scale(RATIO, RATIO);
  const before = app.ratio;
  app.ratio = RATIO;
  app.paint(pen, viewOf(map), {main, ground: null});
  app.ratio = before;
  return sheet;
}

function paintInset(app, pen, head) {
  const stage = app.el.map.getBoundingClientRect(),
    box = app.el.inset.getBoundingClientRect();
  const [x, y] = [box.left - stage.left, head + box.top - stage.top];
  pen.drawImage(mapSheet(app, app.inset.map(), false), x, y, box.width, box.height);
  pen.strokeStyle = pen.fillStyle = app.ink.frame;
  pen.lineWidth = 1.25;
  pen.strokeRect(x, y, box.width, box.height);
  pen.font = `600 11.5px ${app.ink.fonts.sans}`;
  const words = app.el.insetTitle.textContent;
  pen.fillRect(x, y, pen.measureText(words).width + 18, 23);
  pen.fillStyle = app.ink.paper;
  pen.fillText(words, x + 9, y + 16);
}

function paintKey({ink}, pen, kinds, {top, columns, font}) {
  const plain = {...ink, halo: "transparent"};
  kinds.forEach(([kind, count], k) => {
    const x = EDGE + (k % columns) * COLUMN,
      y = top + Math.floor(k / columns) * ROW + 8;
    const hue = ink.hues[kind.hue] ?? ink.hues.slate;
    const rising = [0, 7, 13, 19, 24].map((dx, at) => [x + dx, y + 4 - at * 2]);
    pen.save();
    if (kind.flow) paintFlow(pen, rising, hue, plain, "reported", {weight: 0.4});
    else paintSymbol(pen, kind.symbol, x + 12, y, SYMBOL_RADIUS, hue, plain);
    pen.restore();
    pen.font = font;
    pen.textBaseline = "alphabetic";
    pen.fillStyle = ink.text;
    pen.fillText(`${kind.label}  ${number(count)}`, x + 32, y + 4.5, COLUMN - 40);
  });
}

/** The dates that are shown, and how many events of how many. */
export function subtitleOf({state, store, whole, shown}) {
  const span = state.now.span ?? (whole && [whole.first, Math.max(whole.last, whole.first + 1)]);
  const count = `${number(shown.list.length)}${WORDS.of(shown.list.length, number(store.n))}`;
  return [span && spanText(...span), count, store.meta.provenance].filter(Boolean).join(" · ");
}

function creditOf({store}) {
  return [...(store.meta.attribution ?? []), store.meta.tool].filter(Boolean).join(" · ");
}
