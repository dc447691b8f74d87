// The time axis: brush by dragging, two handles with keyboard, play.

import {svg} from "./dom.js";
import {WORDS, dayText, number, spanText} from "./words.js";
import {LANES, lanesNeeded, renderBars, renderLanes, renderTicks} from "./bars.js";
import {inTime} from "./filter.js";

const DAY = 864e5;
const EDGE = 8;
const MOST_LANES = 12;

/** A span kept inside `whole` and at least `least` long. Pure. */
export function clampSpan([from, to], whole, least) {
  const a = Math.max(whole.from, Math.min(from, whole.to - least));
  const b = Math.min(whole.to, Math.max(to, a + least));
  return [Math.min(a, b - least), b];
}

/** The span after a key on handle `edge` (0 from, 1 until), or null for another key. Pure. */
export function moveEdge(span, edge, key, shift, whole) {
  const unit = whole.to - whole.from < 6 * DAY ? DAY / 24 : DAY;
  const step = (shift ? 30 : 1) * unit;
  const next = [...span];
  if (key === "ArrowLeft" || key === "ArrowDown") next[edge] -= step;
  else if (key === "ArrowRight" || key === "ArrowUp") next[edge] += step;
  else if (key === "Home") next[edge] = edge ? span[0] + unit : whole.from;
  else if (key === "End") next[edge] = edge ? whole.to : span[1] - unit;
  else return null;
  if (edge) next[1] = Math.max(next[1], span[0] + unit);
  else next[0] = Math.min(next[0], span[1] - unit);
  return clampSpan(next, whole, unit);
}

export function makeTimeline(app) {
  const {el, store, state, whole} = app;
  let playing = 0,
    speed = 1,
    size = {width: 0, height: 0};
  const unit = whole && whole.to - whole.from < 6 * DAY ? DAY / 24 : DAY;
  const span = () => state.now.span ?? [whole.from, whole.to];
  const x = (time) => EDGE + ((time - whole.from) / (whole.to - whole.from)) * (size.width - 2 * EDGE);
  const timeAt = (clientX) => {
    const box = el.chart.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (clientX - box.left - EDGE) / (box.width - 2 * EDGE)));
    return whole.from + share * (whole.to - whole.from);
  };
  const snapped = (value) => Math.round(value / unit) * unit;
  function choose(next) {
    const [from, to] = clampSpan(next.map(snapped), whole, unit);
    state.set({span: from <= whole.from && to >= whole.to ? null : [from, to]});
  }

  /** A phone has room for few words. */
  function undatedWords() {
    if (app.isPhone()) return state.now.span ? WORDS.undatedAway : WORDS.undated;
    return state.now.span ? WORDS.undatedHidden : WORDS.undatedShown;
  }

  function render() {
    const {width, height} = el.chart.getBoundingClientRect();
    size = {width, height};
    const {undated} = app.shown;
    el.allTime.hidden = !state.now.span;
    el.play.hidden = !whole;
    el.timeNote.textContent =
      !whole && store.n
        ? WORDS.noDates
        : undated
          ? undatedWords()(number(undated))
          : store.n > LANES && app.inView()
            ? WORDS.inView
            : "";
    el.span.textContent = whole
      ? spanText(...(state.now.span ?? [whole.first, Math.max(whole.last, whole.first + 1)]))
      : "";
    if (!whole || width < 40) {
      el.chart.replaceChildren();
      return;
    }
    const axis = height - 22,
      [left, right] = span().map(x);
    const parts = [
      svg("line", {class: "rail", x1: EDGE, x2: width - EDGE, y1: axis, y2: axis}),
      ...renderTicks(whole, x, axis, width),
    ];
    parts.push(
      ...(store.n <= LANES
        ? renderLanes(app, candidates(), {whole, x, axis, width, phone: app.isPhone(), inside})
        : renderBars(app, {whole, x, axis, width, left, right})),
    );
    if (state.now.span)
      parts.push(svg("rect", {class: "window", x: left, y: 0, width: Math.max(0, right - left), height: axis}));
    parts.push(
      svg("line", {class: "rail-on", x1: left, x2: right, y1: axis, y2: axis}),
      ...[left, right].map((at, edge) => handle(at, edge, axis, height)),
    );
    const active = el.chart.contains(document.activeElement) ? document.activeElement.dataset.edge : undefined;
    el.chart.replaceChildren(...parts);
    if (active !== undefined) el.chart.querySelector(`[data-edge="${active}"]`)?.focus();
  }
  /** Few events get an axis that is high enough for their words. */
  function fitHeight() {
    if (app.isPhone()) return;
    if (!whole) el.page.style.setProperty("--timeline", "40px"); // a line of words is enough to say that there are no dates
    if (!whole || store.n > LANES || store.n < 2) return;
    const lanes = lanesNeeded(app, whole, el.chart.clientWidth || 1000);
    if (lanes > 5) el.page.style.setProperty("--timeline", `${66 + 11 * Math.min(MOST_LANES, lanes)}px`);
  }
  const inside = (i) => inTime(store.start[i], store.end[i], state.now.span);

  function candidates() {
    const events = [];
    for (let i = 0; i < store.n; i++) {
      const dated = store.start[i] === store.start[i] || store.end[i] === store.end[i];
      if (dated && app.shown.timeless[i]) events.push(i);
    }
    return events;
  }

  function handle(at, edge, axis, height) {
    const value = span()[edge];
    const node = svg(
      "g",
      {
        class: "handle",
        tabindex: 0,
        role: "slider",
        "aria-label": edge ? WORDS.until : WORDS.from,
        "aria-valuemin": whole.from,
        "aria-valuemax": whole.to,
        "aria-valuenow": Math.round(value),
        "aria-valuetext": dayText(value - (edge ? 1 : 0)),
        transform: `translate(${at} 0)`,
        "data-edge": edge,
      },
      svg("rect", {x: -22, y: -4, width: 44, height: height + 4}),
      svg("path", {d: `M0 0V${axis}`}),
      svg("circle", {cy: axis, r: 5.5}),
    );
    node.addEventListener("keydown", (e) => {
      const next = moveEdge(span(), edge, e.key, e.shiftKey, whole);
      if (!next) return;
      e.preventDefault();
      e.stopPropagation();
      choose(next);
    });
    return node;
  }

  function drag(e) {
    if (!whole || e.button > 0 || e.target.closest(".lane")) return;
    const edge = e.target.closest(".handle")?.dataset.edge,
      start = timeAt(e.clientX),
      before = span(),
      brushed = Boolean(state.now.span);
    stop();
    const move = (now) => {
      const time = timeAt(now.clientX);
      if (edge !== undefined) {
        const next = [...before];
        next[Number(edge)] = time;
        choose(next[0] <= next[1] ? next : [next[1], next[0]]);
      } else if (brushed && start > before[0] && start < before[1]) {
        const shift = Math.max(whole.from - before[0], Math.min(whole.to - before[1], time - start));
        choose(before.map((value) => value + shift));
      } else if (Math.abs(now.clientX - e.clientX) > 3) choose([Math.min(start, time), Math.max(start, time)]);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      app.settle();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    el.play.textContent = "▸";
    el.play.setAttribute("aria-label", WORDS.play);
  }
  /** A window of a twelfth of the time runs through it; a second press doubles the speed, a fourth stops. */
  function play() {
    if (playing && speed >= 4) return stop();
    speed = playing ? speed * 2 : 1;
    clearInterval(playing);
    const width = state.now.span ? state.now.span[1] - state.now.span[0] : (whole.to - whole.from) / 12;
    if (!state.now.span || state.now.span[1] >= whole.to) state.set({span: [whole.from, whole.from + width]});
    el.play.textContent = `${speed}×`;
    el.play.setAttribute("aria-label", speed >= 4 ? WORDS.pause : `${WORDS.play}, ${speed}×`);
    playing = setInterval(() => {
      const [from, to] = span();
      if (to >= whole.to) return stop();
      const by = Math.min((width / 8) * speed, whole.to - to);
      state.set({span: [from + by, to + by]});
    }, 140);
  }

  /** Lights the bar of the event under the pointer without building the chart again. */
  function light() {
    const {hovered, selected} = state.now;
    for (const lane of el.chart.querySelectorAll(".lane"))
      lane.classList.toggle("chosen", [hovered, selected].includes(Number(lane.dataset.event)));
  }

  el.chart.addEventListener("pointerdown", drag);
  el.play.addEventListener("click", play);
  el.allTime.addEventListener("click", () => {
    stop();
    state.set({span: null});
  });
  return {render, stop, light, fitHeight};
}
