// Small canvases that show a mark exactly as the map draws it.

import {h} from "./dom.js";
import {paintArea, paintCountryRing, paintDisc, paintDonut, paintLine, paintSymbol, SYMBOL_RADIUS} from "./marks.js";
import {paintFlow} from "./flows.js";

const STILL = {originX: 0, originY: 0};

export function swatch(width, height, paint, classes = "swatch") {
  const ratio = Math.max(2, devicePixelRatio);
  const canvas = h(`canvas.${classes}`, {width: width * ratio, height: height * ratio, "aria-hidden": "true"});
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  paint(context, ratio);
  return canvas;
}

const bare = (ink) => ({...ink, halo: "transparent"});

/** The symbol of an event type; an arrow where the type is drawn as a flow. */
export function typeSwatch(kind, ink, assertion = "reported") {
  const hue = ink.hues[kind.hue] ?? ink.hues.slate;
  const rising = [
    [1, 14],
    [8, 11.5],
    [14, 9.5],
    [20, 7.5],
    [25, 6],
  ];
  return swatch(26, 20, (context) => {
    if (kind.flow) paintFlow(context, rising, hue, bare(ink), assertion, {weight: 0.4});
    else paintSymbol(context, kind.symbol, 13, 10, SYMBOL_RADIUS, hue, bare(ink), assertion);
  });
}

const level = [1, 9, 17, 25, 33].map((x) => [x, 10]);

/** One picture of the key or the card: what = flow, point, area, country, several, radius, line. */
export function keySwatch(
  what,
  ink,
  {hue = ink.plainHue, assertion = "reported", firm = false, symbol = "circle"} = {},
) {
  const plain = bare(ink);
  const paints = {
    flow: (context) => paintFlow(context, level, hue, plain, assertion, {weight: 0.2}),
    point: (context) => paintSymbol(context, symbol, 17, 10, 5, hue, plain, assertion),
    area(context, ratio) {
      const path = new Path2D();
      path.roundRect(3, 2.5, 28, 15, 2);
      paintArea(context, {fill: path, outline: path}, hue, {firm, view: STILL, ratio});
    },
    line(context, ratio) {
      const path = new Path2D();
      path.moveTo(2, 10);
      path.lineTo(32, 10);
      paintLine(context, path, hue, plain, {view: STILL, ratio, margin: firm ? 0 : 12});
    },
    country: (context) => paintCountryRing(context, 17, 10, hue, plain, {r: 6}),
    several: (context) =>
      paintDonut(
        context,
        17,
        10,
        [
          [ink.hues.amber, 4],
          [ink.hues.vermilion, 3],
          [ink.hues.sky, 2],
        ],
        9,
        ink,
      ),
    radius(context) {
      paintDisc(context, 17, 10, 9, {tint: (alpha) => ink.hues.slate.tint(Math.min(1, alpha * 1.8))});
      paintSymbol(context, "circle", 17, 10, 3, hue, plain);
    },
  };
  return swatch(34, 20, paints[what], "key-swatch");
}
