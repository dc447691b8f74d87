// The inset itself: a second small map over the first, or a button on the phone.

import {lonOf, mercatorX, mercatorY} from "./geometry.js";
import {findScene, insetPays, quietSeat, sceneTitle} from "./inset.js";
import {flowLineOf} from "./plan.js";
import {makeSurface} from "./layer.js";
import {bindPointer} from "./pointer.js";
import {fitBox} from "./camera.js";

const SIZE = {width: 344, height: 322};
const LEAST_MAP = 420_000;
const SIZES = [SIZE, {width: 272, height: 256}];

export function makeInset(app, L) {
  const {el, store, plan, state} = app;
  const scene = findScene(store, plan);
  const inset = {scene, open: false, surface: null, map: () => map};
  if (!scene)
    return {...inset, update: () => {}, redraw: () => {}, frame: () => null, isOpen: () => false, pays: () => false};
  el.insetTitle.textContent = sceneTitle(scene, app.base.labels);
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

  const isButton = () => app.isPhone() || el.inset.classList.contains("as-button");
  inset.pays = () => insetPays(scene, app.map.getZoom(), SIZE.width);
  const wanted = () =>
    state.now.selected < 0 && state.now.view === "map" && app.shown.list.length > 0 && inset.pays() && inView();

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
    const points = [];
    const size = app.map.getSize();
    const take = (x, y) => {
      const point = app.map
        .project([(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, lonOf(x)])
        .subtract(app.map.getPixelBounds().min);
      points.push([point.x, point.y]);
    };
    for (let i = 0; i < store.n; i++) if (plan.x[i] === plan.x[i]) take(plan.x[i], plan.y[i]);
    for (const flow of plan.flows) {
      const line = flowLineOf(plan, flow);
      for (let k = 0; k < line.length; k += 8) take(line[k], line[k + 1]);
    }
    for (const group of plan.lines)
      for (const {line} of plan.shape(group.shape).lines)
        for (let k = 0; k < line.length; k += 2 * Math.max(1, Math.ceil(line.length / 40))) take(line[k], line[k + 1]);
    const aimed = app.map.latLngToContainerPoint([(scene.south + scene.north) / 2, (scene.west + scene.east) / 2]);
    if (el.page.classList.contains("printing")) {
      // On paper its seat is the style sheet's.
      el.inset.removeAttribute("style");
      el.inset.classList.remove("as-button");
      isSeated = true;
      return;
    }
    const isSmall = size.x * size.y < LEAST_MAP; // on a small map the scene would hide more than it tells
    const found = isSmall ? null : quietSeat(points, {width: size.x, height: size.y}, SIZES, [aimed.x, aimed.y]);
    el.inset.classList.toggle("as-button", !found);
    const style = found
      ? {left: `${found.left}px`, top: `${found.top}px`, width: `${found.size.width}px`, height: `${found.size.height}px`}
      : {left: "", top: "", width: "", height: ""};
    Object.assign(el.inset.style, {...style, right: found ? "auto" : "", bottom: found ? "auto" : ""});
    isSeated = true;
  }

  inset.update = () => {
    const open = wanted();
    el.inset.hidden = !open;
    inset.open = open;
    if (!open) return;
    if (app.isPhone()) {
      el.inset.removeAttribute("style");
      isSeated = false;
      return;
    }
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
  inset.frame = () => (inset.isOpen() ? scene : null);
  el.insetTitle.addEventListener("click", () => app.camera.box(scene));
  return inset;
}
