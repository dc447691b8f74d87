// Paper: A4 landscape, always the light theme, the map drawn at its printed size and with more dots than a screen has.

// Dots per pixel. Chromium places a canvas of three times its size too small on paper; of twice or four times it does not.
const DOTS = 4;

export function bindPrint(app) {
  const {el} = app;
  let before = null;
  addEventListener("beforeprint", () => {
    before = {theme: app.root.dataset.theme, at: app.camera.at()};
    el.page.classList.add("printing");
    app.ratio = DOTS;
    app.setTheme("light");
    app.resize();
    app.camera.all(app.shownEvents());
    app.refresh();
    app.redraw(); // no frame comes before the paper
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    el.page.classList.remove("printing");
    app.ratio = 0;
    app.setTheme(before.theme);
    app.resize();
    app.camera.jump(before.at);
    app.refresh();
    before = null;
  });
}
