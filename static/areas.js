// Areas lie lowest: tinted where the event fills them, hatched where it is somewhere in them.

import {PRECISIONS} from "./payload.js";
import {isSeam} from "./geometry.js";
import {paintArea} from "./marks.js";
import {holds} from "./lists.js";
import {hueOf, shownIn} from "./plan.js";
import {strengthOf} from "./coasts.js";
import {boxInView, pixelBox, shapePaths} from "./view.js";

const COUNTRY = PRECISIONS.indexOf("country");
const REGION = PRECISIONS.indexOf("region");
const MOST_AREAS = 24;

export function paintAreas(context, view, model, hits) {
  const {store, plan, mask, ink, ratio, selected, hovered} = model;
  const drawn = [];
  for (const group of plan.areas) {
    const events = shownIn(group, mask);
    if (!events.length) continue;
    const asked = holds(events, selected) || holds(events, hovered);
    const isCountry = store.precision[group.placements[0]] === COUNTRY;
    if (isCountry && (group.isEnd || (!asked && !model.sparse))) continue; // the end of an arrow is a ring
    const shape = plan.shape(group.shape),
      box = pixelBox(view, shape);
    if (shape.kind !== "area" || !boxInView(view, box) || Math.max(box[2] - box[0], box[3] - box[1]) < 9) continue;
    drawn.push({group, events, asked, shape, isCountry, size: (box[2] - box[0]) * (box[3] - box[1])});
  }
  // Largest below; where there are too many, the smallest and those asked for stay.
  drawn.sort((a, b) => a.asked - b.asked || b.size - a.size);
  drawn.slice(-MOST_AREAS).forEach(({group, events, asked, shape, isCountry}, k) => {
    const event = holds(events, selected) ? selected : holds(events, hovered) ? hovered : events[0];
    const oneKind = events.every((i) => store.kind[i] === store.kind[events[0]]);
    const hue = oneKind || asked ? hueOf(store, ink, event) : ink.plainHue;
    const paths = shapePaths(view, shape, isSeam);
    const p = group.placements[0];
    // A wide region of countries has no edge of its own: its edges are the borders of the base map.
    const region = isCountry || (store.precision[p] === REGION && shape.east - shape.west > 0.05);
    context.save();
    context.globalAlpha = strengthOf(model, events);
    paintArea(context, paths, hue, {
      firm: !store.any[p] && !isCountry,
      region,
      view,
      ratio,
      ink,
      lean: k % 2 ? -1 : 1,
      strength: asked && region ? 1.5 : 1,
    });
    context.restore();
    hits.push(
      events.length > 1 ? {members: () => events, count: events.length, path: paths.fill} : {event, path: paths.fill},
    );
  });
}
