// The sheet of the phone follows the finger and comes to rest at one of three heights; the card goes down and away.

const SHEETS = ["peek", "half", "full"];
const SLOP = 6; // pixels below which a touch is a tap
const FLICK = 0.45; // pixels per millisecond
const AWAY = 90;

/** The step at which a sheet comes to rest: the next one in the direction of a flick, else the nearest. Pure. */
export function restAt(heights, height, speed) {
  if (Math.abs(speed) > FLICK) {
    const ahead = heights.filter((rest) => (speed > 0 ? rest > height : rest < height));
    if (ahead.length) return heights.indexOf(speed > 0 ? Math.min(...ahead) : Math.max(...ahead));
  }
  const far = heights.map((rest) => Math.abs(rest - height));
  return far.indexOf(Math.min(...far));
}

/** Follows a finger: `move(dy)` while it goes, `end(dy, speed)` upwards positive, once it has gone far enough. */
function follow(node, {isOn, move, end}) {
  node.addEventListener("pointerdown", (down) => {
    if (!isOn(down) || down.button > 0) return;
    let dragged = false,
      last = down,
      speed = 0;
    const onMove = (e) => {
      const dy = down.clientY - e.clientY;
      if (!dragged && Math.abs(dy) < SLOP) return;
      dragged = true;
      if (e.timeStamp > last.timeStamp) speed = (last.clientY - e.clientY) / (e.timeStamp - last.timeStamp);
      last = e;
      move(dy);
    };
    const onEnd = (e) => {
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", onEnd);
      removeEventListener("pointercancel", onEnd);
      if (!dragged) return;
      // The click that ends a drag is none.
      const swallow = (click) => click.stopPropagation();
      addEventListener("click", swallow, {capture: true, once: true});
      setTimeout(() => removeEventListener("click", swallow, {capture: true}), 60);
      end(down.clientY - e.clientY, speed);
    };
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onEnd);
    addEventListener("pointercancel", onEnd);
  });
}

export function bindSheet(app, redraw) {
  const {el} = app;
  const rest = (name) => {
    el.page.dataset.sheet = name;
    redraw();
  };
  /** Heights of the three steps, as the style sheet has them. */
  function heights() {
    const whole = app.root.clientHeight,
      time = el.timeline.offsetHeight;
    return [92, whole * 0.46, whole - time - 72];
  }
  el.grip.addEventListener("click", () => rest(SHEETS[(SHEETS.indexOf(el.page.dataset.sheet) + 1) % SHEETS.length]));
  const head = el.panel.querySelector(".masthead");
  for (const node of [el.grip, head]) {
    let from = 0;
    follow(node, {
      isOn: () => {
        from = el.panel.offsetHeight;
        return app.isPhone();
      },
      move: (dy) => {
        const [least, , most] = heights();
        el.panel.style.transition = "none";
        el.panel.style.height = `${Math.max(least, Math.min(most, from + dy))}px`;
      },
      end: (dy, speed) => {
        el.panel.style.transition = "";
        el.panel.style.height = "";
        rest(SHEETS[restAt(heights(), from + dy, speed)]);
      },
    });
  }
  follow(el.card, {
    isOn: (e) => app.isPhone() && e.target.closest(".card header") && !e.target.closest("button"),
    move: (dy) => (el.card.style.transform = `translateY(${Math.max(0, -dy)}px)`),
    end: (dy, speed) => {
      el.card.style.transform = "";
      if (-dy > AWAY || -speed > FLICK) app.close();
    },
  });
}
