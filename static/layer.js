// One canvas in a Leaflet pane of its own, below all other layers of the map, a little larger than the map, repainted
// after each move. It takes no pointer events itself: they go to the map, and `hit` says what lies under a point.

import {makeView} from "./view.js";
import {hitAt} from "./scene.js";

const PANE = "geoevents";
const PAD = 0.08; // of the map on each side: what a drag may show before the next picture

/** @param paint (context, view) -> hits */
export function makeSurface(L, paint, ratioOf) {
  const Surface = L.Layer.extend({
    onAdd(map) {
      const pane = map.getPane(PANE) ?? map.createPane(PANE);
      pane.style.zIndex = 350;
      pane.style.pointerEvents = "none";
      this.canvas = L.DomUtil.create("canvas", "surface leaflet-zoom-animated", pane);
      this.canvas.setAttribute("aria-hidden", "true");
      this.context = this.canvas.getContext("2d");
      this.hits = []; // the first picture comes with the first redraw: nothing is painted twice at the start
    },
    onRemove() {
      this.canvas.remove();
    },
    getEvents() {
      return {moveend: this.redraw, resize: this.redraw, viewreset: this.redraw, zoomanim: this.follow};
    },
    redraw() {
      const map = this._map,
        size = map.getSize();
      if (!size.x || !size.y) return;
      const pad = size.multiplyBy(PAD).round(),
        full = size.add(pad.multiplyBy(2)),
        ratio = ratioOf();
      this.corner = map.containerPointToLayerPoint(pad.multiplyBy(-1));
      this.zoom = map.getZoom();
      this.northWest = map.layerPointToLatLng(this.corner);
      L.DomUtil.setPosition(this.canvas, this.corner);
      const [width, height] = [Math.round(full.x * ratio), Math.round(full.y * ratio)];
      if (this.canvas.width !== width || this.canvas.height !== height) {
        Object.assign(this.canvas, {width, height});
        Object.assign(this.canvas.style, {width: `${full.x}px`, height: `${full.y}px`});
      }
      this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.context.globalAlpha = 1;
      this.pad = pad;
      this.view = makeView(this.zoom, map.getPixelBounds().min.subtract(pad), full.x, full.y, pad);
      const began = performance.now();
      this.hits = paint(this.context, this.view) ?? [];
      this.took = performance.now() - began;
    },
    follow({zoom, center}) {
      if (!this.view) return; // nothing is painted yet
      L.DomUtil.setTransform(
        this.canvas,
        this._map._latLngToNewLayerPoint(this.northWest, zoom, center),
        this._map.getZoomScale(zoom, this.zoom),
      );
    },
    hit(point) {
      return this.view ? hitAt(this.context, this.hits, point.x + this.pad.x, point.y + this.pad.y) : undefined;
    },
  });
  return new Surface();
}

/** Whether tiles lie under the events: then our own base map stays away. Tiles that did not come (offline) do not count. */
export function hasTiles(L, map) {
  let found = false;
  const isThere = ({el}) => el.tagName !== "IMG" || el.naturalWidth > 0;
  map.eachLayer((layer) => {
    found ||= layer instanceof L.GridLayer && Object.values(layer._tiles ?? {}).some(isThere);
  });
  return found;
}

/** Calls back when tiles have come or gone. */
export function onTiles(L, map, changed) {
  const watch = (layer) => layer instanceof L.GridLayer && layer.on("tileload load", changed);
  map.eachLayer(watch);
  map.on("layeradd", ({layer}) => watch(layer));
  map.on("layerremove", ({layer}) => layer instanceof L.GridLayer && changed());
}
