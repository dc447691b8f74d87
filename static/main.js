// Starts the viewer of one map: decodes the payload, builds the parts, and keeps them in step with the state.

import {decode} from "./payload.js";
import {readerOf} from "./worker.js";
import {h} from "./dom.js";
import {buildParts} from "./parts.js";
import {readInk, themeFor} from "./theme.js";
import {keptGround, paintBase, readBase} from "./base.js";
import {makePlan} from "./plan.js";
import {nameCountries} from "./names.js";
import {countKinds, showEvents, wholeTime} from "./filter.js";
import {bindAddress, makeState} from "./state.js";
import {hasTiles, makeSurface, onTiles} from "./layer.js";
import {paintScene} from "./scene.js";
import {makeCamera} from "./camera.js";
import {makeInset} from "./insetmap.js";
import {bindPointer} from "./pointer.js";
import {makeFilters} from "./filters.js";
import {makeLegend, renderKey} from "./legend.js";
import {makeShelf} from "./shelf.js";
import {makeSearch} from "./search.js";
import {makeTimeline} from "./timeline.js";
import {LANES} from "./bars.js";
import {bindEmbed} from "./embed.js";
import {seenOn} from "./view.js";
import {makeCard} from "./card.js";
import {makeTable} from "./table.js";
import {renderTake} from "./take.js";
import {makePicture} from "./picture.js";
import {renderEmpty} from "./empty.js";
import {makeKeys} from "./keys.js";
import {WORDS} from "./words.js";
import {bindPrint} from "./print.js";
import {bindSheet} from "./sheet.js";
import {covers, roomFor, showScale} from "./room.js";
import {bindLayers, firstOff} from "./sync.js";

const PHONE = 600;
const TABLET = 1000;
const COUNT_AFTER = 120; // milliseconds
const CHOICE = new Set(["selected", "focused", "hovered", "here"]); // what hides and shows no event
const SAID = ["text", "span", "selected", "view", "unsaid", "unknown", "sure", "embed"]; // what an address may say

/** @param {{map: object, container: Element, payload?: string, store?: object, layers?: object[]}} given  map: a Leaflet map; layers: one per kind */
export async function start({map, container, payload, store: ready, layers = []}) {
  const store = ready ?? (await decode(payload, readerOf));
  store.geometry ??= (j) => store.geometries.geometry(j);
  const space = (window.geoevents ??= {instances: []});
  const app = makeApp({L: window.L, map, container, store, layers, turn: space.instances.length});
  space.instances.push(app);
  return app;
}

function makeApp({L, map, container, store, layers, turn}) {
  const el = buildParts(container, map.getContainer());
  const app = {
    name: `geoevents-${turn}`,
    el,
    root: el.container,
    map,
    store,
    layers,
    turn,
    ratio: 0,
    wantsFocus: false,
  };
  app.plan = makePlan(store);
  app.base = readBase(store.base);
  app.setNames = (language) => {
    nameCountries(app.base, language);
    app.nameInset?.();
    app.refresh?.();
  };
  app.setNames(navigator.language);
  app.total = countKinds(store);
  app.whole = wholeTime(store);
  app.texts = store.ready_texts ?? null;
  app.textOf = (i) => store.text(i);
  app.textsOf = (events) => store.textsOf(events);
  /** Whether the map shows an event: a function of its number, or null where the map shows them all. */
  app.inView = () => seenOn(map, app.plan);
  app.isPhone = () => app.root.clientWidth <= PHONE;
  app.isTablet = () => app.root.clientWidth <= TABLET && !app.isPhone();
  app.ratioOf = () => app.ratio || Math.max(1, devicePixelRatio);
  app.state = makeState();
  app.camera = makeCamera({map, store, plan: app.plan, roomFor: () => roomFor(app), wish: () => app.inset?.wish() ?? 0});
  app.address = bindAddress({state: app.state, store, camera: app.camera, owns: turn === 0, ...idsOf(app)});
  const said = turn === 0 ? app.address.stateOf(location.hash) : {};
  bindTheme(app, said.theme);
  Object.assign(app.state.now, {off: firstOff(app, said.off), ...only(said, SAID)});

  setMap(app);
  app.shown = showEvents(store, app.state.now, null);
  bindActs(app);
  app.legend = makeLegend(app);
  app.filters = makeFilters(app);
  app.shelf = makeShelf(app);
  app.search = makeSearch(app);
  app.timeline = makeTimeline(app);
  app.card = makeCard(app);
  app.table = makeTable(app);
  app.keys = makeKeys(app);
  fillHead(app);
  app.timeline.fitHeight();
  bindLayers(app);
  bindEmbed(app);
  bindMap(app, L, said);
  bindPrint(app);
  bindChanges(app);
  return app;
}

const only = (from, names) =>
  Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));

/** Ids of events in addresses: their own where the texts are at hand, else their number. */
function idsOf({store, texts}) {
  const byId = new Map((texts ?? []).map(({id}, i) => [id, i]));
  return {
    idOf: (i) => texts?.[i]?.id ?? String(i),
    indexOf(id) {
      const found = byId.get(id) ?? (/^\d+$/.test(id) ? Number(id) : -1);
      return found < store.n ? found : -1;
    },
  };
}

function setMap(app) {
  const {map} = app;
  Object.assign(map.options, {zoomSnap: 0, zoomDelta: 0.75, wheelPxPerZoomLevel: 90});
  map.attributionControl?.setPrefix(false);
  map.invalidateSize({animate: false});
}

function bindTheme(app, wanted) {
  const {root, store} = app;
  app.setTheme = (theme) => {
    root.dataset.theme = theme;
    app.ink = readInk(root);
    app.legend?.build();
    if (app.legend) renderKey(app);
    app.refresh?.();
  };
  app.toggleTheme = () => app.setTheme(root.dataset.theme === "dark" ? "light" : "dark");
  app.setTheme(themeFor(wanted ?? store.meta.theme));
}

function bindActs(app) {
  const {el, state, store, plan} = app;
  let back = null;
  app.shownEvents = () => {
    const {list} = app.shown;
    return list.length ? list : Uint32Array.from({length: store.n}, (_, i) => i);
  };
  /** Opens an event's card; `here` is a group that the card walks through, `from` gets the focus back. */
  app.open = (i, {move = true, here = null, from = null} = {}) => {
    back = from ?? (el.card.contains(document.activeElement) ? back : document.activeElement);
    app.wantsFocus = true;
    state.set({selected: i, focused: i, hovered: -1, here});
    el.page.dataset.sheet = "peek";
    if (move && state.now.view === "map" && plan.placed[i]) app.camera.event(i);
    app.settle();
  };
  app.close = () => {
    state.set({selected: -1, here: null});
    const to = back?.isConnected && back !== document.body ? back : el.map;
    to.focus({preventScroll: true});
  };
  app.focusOn = (i) => {
    state.set({focused: i});
    app.textOf(i).then((text) => {
      if (state.now.focused === i) el.count.setAttribute("aria-label", text.title);
    });
    const x = plan.x[i];
    if (x === x) {
      const point = app.map.latLngToContainerPoint([
        (Math.atan(Math.sinh(Math.PI * (1 - 2 * plan.y[i]))) * 180) / Math.PI,
        x * 360 - 180,
      ]);
      const size = app.map.getSize();
      if (point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y) app.camera.event(i);
    }
  };
  app.showAll = () =>
    app.camera.all(app.shownEvents(), {animate: !matchMedia("(prefers-reduced-motion: reduce)").matches});
  app.fold = () => {
    el.page.classList.toggle("folded");
    app.resize();
  };
  app.isLastUsed = () => (window.geoevents.lastUsed ?? window.geoevents.instances[0]) === app;
  app.root.addEventListener("pointerdown", () => (window.geoevents.lastUsed = app), true);
}

function fillHead(app) {
  const {el, store} = app;
  const {title, provenance, attribution, online} = store.meta;
  el.title.textContent = title ?? "";
  el.title.dir = "auto";
  el.provenance.hidden = !provenance;
  el.provenance.replaceChildren(...(provenance ?? "").split(" · ").map((part) => h("span", {}, part)));
  app.scale = h("span.scale");
  const credit = [...(online?.length ? [WORDS.online(online.join(", "))] : []), ...(attribution ?? [])];
  el.credit.replaceChildren(credit.join(" · "), app.scale);
  app.legend.build();
  renderKey(app);
  app.shelf.renderProblems();
}

function bindMap(app, L, said) {
  const {map, el, store, plan, state} = app;
  const ground = keptGround(app.base);
  app.insetGround = keptGround(app.base);
  app.paint = (context, view, {ground: own, main = false}) => {
    const bare = main && own && hasTiles(L, map);
    context.clearRect(0, 0, view.width, view.height);
    if (!own) paintBase(context, view, app.base, app.ink);
    else if (!bare) context.drawImage(own(view, app.ink, app.ratioOf()), 0, 0, view.width, view.height);
    const over = main
      ? covers(app, view)
      : [[view.seen.x0, view.seen.y0, view.seen.x0 + el.insetTitle.offsetWidth, view.seen.y0 + 26]];
    const frame = main ? app.inset?.frame() : null;
    const model = {
      store,
      plan,
      base: bare ? {...app.base, labels: []} : app.base,
      ink: app.ink,
      ratio: app.ratioOf(),
      texts: app.texts,
      mask: app.shown.mask,
      list: app.shown.list,
      ...only(state.now, ["selected", "hovered", "focused"]),
      covers: over,
      frame: frame ? {...frame, into: over[0]} : null,
      insetPays: main && Boolean(app.inset?.pays()),
      isInset: !main,
    };
    const hits = paintScene(context, view, model);
    if (main && app.arrows?.all !== model.arrows.all) {
      app.arrows = model.arrows;
      showScale(app);
    }
    return hits;
  };
  app.surface = makeSurface(L, (context, view) => app.paint(context, view, {ground, main: true}), app.ratioOf);
  map.setView([30, 20], 2, {animate: false});
  app.inset = makeInset(app, L);
  const frameAll = () => {
    map.invalidateSize({animate: false, pan: false});
    app.camera.all(app.shownEvents());
    if (said.at) app.camera.jump(said.at);
    else if (state.now.selected >= 0) app.camera.event(state.now.selected);
  };
  frameAll();
  app.resize = () => {
    map.invalidateSize({animate: false});
    app.inset.reseat?.();
    app.refresh();
  };
  map.addLayer(app.surface);
  onTiles(L, map, () => app.refresh?.());
  bindPointer(app, map, app.surface, {onGround: () => state.now.selected >= 0 && app.close()});
  let counting = 0;
  map.on("moveend", () => {
    showScale(app);
    if (store.n > LANES) {
      // The histogram follows once the hand rests: a pass over a million events is no part of a drag.
      clearTimeout(counting);
      counting = setTimeout(() => app.timeline.render(), COUNT_AFTER);
    }
    const before = app.inset.open;
    app.inset.update();
    if (before !== app.inset.open) app.surface.redraw();
    app.settle();
  });
  let [width, height] = [app.root.clientWidth, app.root.clientHeight];
  new ResizeObserver(() => {
    if (width === app.root.clientWidth && height === app.root.clientHeight) return; // it also calls at the start
    const grown = !width && app.root.clientWidth;
    [width, height] = [app.root.clientWidth, app.root.clientHeight];
    map.invalidateSize({animate: false});
    if (grown) frameAll();
    app.resize();
  }).observe(app.root);
}

function bindChanges(app) {
  const {el, state} = app;
  let frame = 0;
  app.redraw = () => {
    frame = 0;
    app.inset.update();
    app.surface.redraw();
    app.inset.redraw();
  };
  const redraw = () => {
    frame ||= requestAnimationFrame(app.redraw);
  };
  app.refresh = () => {
    app.matches = app.search.matches();
    app.shown = showEvents(app.store, state.now, app.matches);
    if (el.search.value !== state.now.text) el.search.value = state.now.text;
    app.legend.render();
    app.filters.render();
    app.search.render();
    app.timeline.render();
    renderEmpty(app);
    renderTake(app);
    app.pushLayers();
    renderChoice();
  };
  /** What depends on which event is open, and on nothing else. */
  function renderChoice() {
    app.shelf.render();
    if (app.store.n <= LANES) app.timeline.light();
    app.card.render();
    app.table.render();
    redraw();
  }
  app.picture = () => makePicture(app);
  app.settle = (push = false) => app.address.write(push);
  state.listen((changed) => {
    if ([...changed].every((key) => key === "hovered" || key === "focused")) {
      if (changed.has("hovered") && app.store.n <= 40) app.timeline.light();
      redraw();
      return;
    }
    if (changed.has("view")) app.inset.update();
    [...changed].every((key) => CHOICE.has(key)) ? renderChoice() : app.refresh();
    app.settle(["view", "off", "selected"].some((key) => changed.has(key)));
  });
  app.address.follow((next) => {
    state.set({...only(next, ["off", ...SAID]), here: null});
    if (next.at) app.camera.jump(next.at);
    else if (next.selected >= 0) app.camera.event(next.selected);
    else app.camera.all(app.shownEvents());
  });
  const acts = [
    [el.toMap, () => state.set({view: "map"})],
    [el.toTable, () => state.set({view: "table"})],
    [el.theme, () => app.toggleTheme()],
    [el.zoomIn, () => app.map.zoomIn()],
    [el.zoomOut, () => app.map.zoomOut()],
    [el.fit, () => app.showAll()],
    [el.fold, () => app.fold()],
  ];
  for (const [button, act] of acts) button.addEventListener("click", act);
  bindSheet(app, redraw);
  app.refresh();
  showScale(app);
}
