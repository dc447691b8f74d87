// The inset itself: a second small map over the first, or a button on the phone.

import {lonOf, mercatorX, mercatorY} from "./geometry.js";
import {findScene, insetPays, quietSeat, sceneTitle} from "./inset.js";
import {flowLineOf} from "./plan.js";
import {makeSurface} from "./layer.js";
import {bindPointer} from "./pointer.js";
import {fitBox} from "./camera.js";
import {roomFor} from "./room.js";

const SIZE = {width: 344, height: 322};
const LEAST_MAP = 420_000;
const SIZES = [SIZE, {width: 272, height: 256}];
const PHONE_SIZES = [
  {width: 224, height: 208},
  {width: 176, height: 164},
];
const OVER = ["tools", "zoomer", "credit"];
const OVER_PHONE = [...OVER, "search", "panel", "timeline"];
const GAP = 12;
const LOCAL = 0.03; // of the world's width: what is wider is a country or a region, on which the inset may lie

export function makeInset(app, L) {
  const {el, store, plan, state} = app;
  const scene = findScene(store, plan);
  const inset = {scene, open: false, surface: null, map: () => map};
  if (!scene)
    return {...inset, update: () => {}, redraw: () => {}, frame: () => null, isOpen: () => false, pays: () => false, wish: () => 0};
  app.nameInset = () => (el.insetTitle.textContent = sceneTitle(scene, app.base.labels, placesOf(app, scene), codesIn(app, scene)));
  app.nameInset();
  let map = null,
    seated = "",
    isSeated = false;

  function build() {
    map = L.map(el.insetMap, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0,
      dragging: false,
      scrollWheelZoom: false,
      doubleClickZoom: false,
      touchZoom: false,
      boxZoom: false,
      keyboard: false,
      minZoom: 1,
      maxZoom: 14,
    });
    aim();
    inset.surface = makeSurface(L, (context, view) => app.paint(context, view, {ground: app.insetGround}), app.ratioOf);
    map.addLayer(inset.surface);
    const enter = () => app.camera.box(scene);
    enter.moves = true;
    bindPointer(app, map, inset.surface, {onGround: enter});
  }

  function aim() {
    const box = [mercatorX(scene.west), mercatorY(scene.north), mercatorX(scene.east), mercatorY(scene.south)];
    const size = {width: el.insetMap.clientWidth || SIZE.width, height: el.insetMap.clientHeight || SIZE.height};
    const {zoom, x, y} = fitBox(box, size, {left: 6, right: 6, top: 26, bottom: 6}, {least: 0.002, maxZoom: 12});
    map.setView([(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, lonOf(x)], zoom, {animate: false});
  }

  const isButton = () => el.inset.classList.contains("as-button");
  inset.pays = () => insetPays(scene, app.map.getZoom(), SIZE.width);
  const holdsShown = () => scene.events.some((i) => app.shown.mask[i]);
  const wanted = () => state.now.selected < 0 && state.now.view === "map" && holdsShown() && inset.pays() && inView();

  function inView() {
    const size = app.map.getSize();
    const point = app.map.latLngToContainerPoint([(scene.south + scene.north) / 2, (scene.west + scene.east) / 2]);
    return point.x > -40 && point.y > -40 && point.x < size.x + 40 && point.y < size.y + 40;
  }

  /**
   * The corner is chosen once per size, so that the inset does not jump about under the reader's hand. Where it would
   * hide a mark in every corner, a button leads to the scene.
   */
  function seat() {
    isSeated = true;
    if (el.page.classList.contains("printing")) {
      // On paper its seat is the style sheet's.
      el.inset.removeAttribute("style");
      el.inset.classList.remove("as-button");
      return;
    }
    const size = app.map.getSize();
    const [phone, avoid] = [app.isPhone(), boxesOver(app)];
    const area = {left: GAP, top: GAP, right: size.x - GAP, bottom: size.y - GAP};
    if (phone) [area.top, area.bottom] = [roomFor(app).top, size.y - roomFor(app).bottom];
    const aimed = app.map.latLngToContainerPoint([(scene.south + scene.north) / 2, (scene.west + scene.east) / 2]);
    const isSmall = !phone && size.x * size.y < LEAST_MAP; // on a small map the scene would hide more than it tells
    const found = isSmall
      ? null
      : quietSeat(pointsOf(app, scene), avoid, area, phone ? PHONE_SIZES : SIZES, [aimed.x, aimed.y], GAP);
    el.inset.classList.toggle("as-button", !found);
    const style = found
      ? {left: `${found.left}px`, top: `${found.top}px`, width: `${found.size.width}px`, height: `${found.size.height}px`}
      : {left: "", top: "", width: "", height: ""};
    Object.assign(el.inset.style, {...style, right: found ? "auto" : "", bottom: found ? "auto" : ""});
  }

  inset.update = () => {
    const open = wanted();
    el.inset.hidden = !open;
    inset.open = open;
    if (!open) return;
    if (!isSeated) seat();
    if (isButton()) return;
    const size = `${el.insetMap.clientWidth} ${el.insetMap.clientHeight}`;
    if (!map) build();
    else if (size !== seated) {
      map.invalidateSize({animate: false});
      aim();
    }
    seated = size;
  };
  inset.reseat = () => {
    isSeated = false;
  };
  inset.redraw = () => {
    if (inset.open && inset.surface && !isButton()) inset.surface.redraw();
  };
  inset.isOpen = () => inset.open && !isButton();
  /** Pixels that a seat below everything else would take: free height of a tall map is better given to the scene. */
  inset.wish = () =>
    el.page.classList.contains("printing") ? 0 : (app.isPhone() ? PHONE_SIZES[0] : SIZE).height + 2 * GAP;
  inset.frame = () => (inset.isOpen() ? scene : null);
  el.insetTitle.addEventListener("click", () => app.camera.box(scene));
  return inset;
}

const placesOf = ({texts}, scene) =>
  scene.events.flatMap((i) => (texts?.[i]?.placements ?? []).map(({place}) => place));

/** Codes of the countries that the marks in the scene lie in, one per mark. */
const codesIn = ({store}, {west, east, south, north}) =>
  (store.meta.countries ?? []).flatMap(([lon, lat, code]) =>
    lon >= west && lon <= east && lat >= south && lat <= north ? [code] : [],
  );

/** In pixels of the map: the marks, points along arrows and lines, and the corners of areas and of the scene itself. */
function pointsOf({map, store, plan}, scene) {
  const points = [];
  const {min} = map.getPixelBounds();
  const take = (x, y) => {
    const point = map.project([(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, lonOf(x)]).subtract(min);
    points.push([point.x, point.y]);
  };
  const some = (line, most) => {
    for (let k = 0; k < line.length; k += 2 * Math.max(1, Math.ceil(line.length / most))) take(line[k], line[k + 1]);
  };
  for (let i = 0; i < store.n; i++) if (plan.x[i] === plan.x[i]) take(plan.x[i], plan.y[i]);
  for (const flow of plan.flows) some(flowLineOf(plan, flow), 32);
  for (const group of plan.lines) for (const {line} of plan.shape(group.shape).lines) some(line, 40);
  for (const group of plan.areas) {
    const shape = plan.shape(group.shape);
    if (shape.east - shape.west < LOCAL) for (const {line} of shape.lines) some(line, 60);
  }
  for (const lon of [scene.west, (scene.west + scene.east) / 2, scene.east])
    for (const lat of [scene.north, (scene.north + scene.south) / 2, scene.south]) take(mercatorX(lon), mercatorY(lat));
  return points;
}

/** What already lies over the map, in its pixels. */
function boxesOver({el, map, isPhone}) {
  const at = map.getContainer().getBoundingClientRect();
  return (isPhone() ? OVER_PHONE : OVER)
    .map((name) => el[name].getBoundingClientRect())
    .filter(({width}) => width)
    .map((box) => [box.left - at.left, box.top - at.top, box.right - at.left, box.bottom - at.top]);
}
