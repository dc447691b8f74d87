// Which kinds are on: the legend, the address, the page's maker and folium's control of layers all have a say.

/** Which kinds are off at the start: by the address, else by what the page was made to show. */
export function firstOff({store}, said) {
  const on = store.meta.layers_on;
  if (said?.size || !on?.length) return said ?? new Set();
  return new Set(store.kinds.flatMap(({id}, k) => (on.includes(id) ? [] : [k])));
}

/** Our legend and folium's control of layers say the same. */
export function bindLayers(app) {
  const {layers, map, state} = app;
  let busy = false;
  const push = () => {
    busy = true;
    layers.forEach((layer, k) => {
      const on = !state.now.off.has(k);
      if (on !== map.hasLayer(layer)) on ? map.addLayer(layer) : map.removeLayer(layer);
    });
    busy = false;
  };
  const pull = () => {
    if (busy) return;
    state.set({off: new Set(layers.flatMap((layer, k) => (map.hasLayer(layer) ? [] : [k])))});
  };
  if (!state.now.off.size && layers.some((layer) => !map.hasLayer(layer)))
    state.now.off = new Set(layers.flatMap((layer, k) => (map.hasLayer(layer) ? [] : [k])));
  push();
  for (const layer of layers) layer.on("add remove", pull);
  app.pushLayers = push;
}
