// Keys and pointers. Marks of the axis and of a chart are one stop of the Tab key each; arrows go from there.
function middleOf(node) {
  const box = (node.querySelector(".point") || node).getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

// The nearest mark in the direction of the arrow: along the row first, across rows by nearness.
function nextMark(from, key, marks) {
  const at = middleOf(from);
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  let best = null;
  for (const node of marks) {
    const to = middleOf(node);
    const along = sign * (sideways ? to.x - at.x : to.y - at.y);
    const across = Math.abs(sideways ? to.y - at.y : to.x - at.x);
    const same = node !== from && along === 0 && sideways && sign * (to.y - at.y) > 0; // marks of one day stand below one another
    const far = same ? across * 0.01 : along + across * (sideways ? 6 : 0.3);
    if (node !== from && (along > 0 || same) && (!best || far < best.far)) best = { node, far };
  }
  return best && best.node;
}

function marksByKey(event) {
  const from = event.target.closest && event.target.closest(".mark");
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === " ") {
    event.preventDefault();
    return from.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  if (!event.key.startsWith("Arrow") || event.shiftKey) return;
  event.preventDefault();
  const next = nextMark(from, event.key, from.ownerSVGElement.querySelectorAll(".mark"));
  if (!next) return;
  from.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}

const ZOOM_KEYS = { "+": "in", "=": "in", "-": "out", 0: "all" };
function axisByKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const [from, to] = state.view;
  const step = { ArrowLeft: -0.25, ArrowRight: 0.25 }[event.shiftKey ? event.key : ""];
  if (step) show(from + (to - from) * step, to + (to - from) * step);
  else if (ZOOM_KEYS[event.key]) zoom(ZOOM_KEYS[event.key]);
  else return;
  event.preventDefault();
}

function tabsByKey(event) {
  const tabs = [...$("tabs").children];
  const at = tabs.indexOf(document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = tabs[(next + tabs.length) % tabs.length];
  tab.focus();
  setTab(tab.id.slice(4));
}

// Dragging moves the time; the buttons and keys do the same.
function dragging(node, moved) {
  let start = null;
  node.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = { x: event.clientX, view: state.view, far: false };
  });
  addEventListener("pointermove", (event) => {
    if (!start) return;
    start.far = start.far || Math.abs(event.clientX - start.x) > 4;
    if (start.far) moved(event, start);
  });
  addEventListener("pointerup", () => {
    setTimeout(() => {
      start = null;
    });
  });
  addEventListener("pointercancel", () => {
    start = null;
  });
  node.addEventListener(
    "click",
    (event) => {
      if (start && start.far) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    true,
  );
  node.addEventListener("dragstart", (event) => event.preventDefault());
}

function listenAxis() {
  $("axis").addEventListener("keydown", axisByKey);
  dragging($("lanes"), (event, start) => {
    const days = ((event.clientX - start.x) / plotOf().width) * (start.view[1] - start.view[0]);
    show(start.view[0] - days, start.view[1] - days);
  });
  $("overview").addEventListener("pointerdown", (event) => {
    const half = (state.view[1] - state.view[0]) / 2;
    const day = overviewDay(event);
    show(day - half, day + half);
  });
  $("lanes").addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const plot = plotOf();
      const share = (event.clientX - $("lanes").getBoundingClientRect().left - plot.left) / plot.width;
      zoomAround(state.view[0] + share * (state.view[1] - state.view[0]), event.deltaY > 0 ? 1.25 : 0.8);
    },
    { passive: false },
  );
  $("lanes").addEventListener("click", (event) => {
    const lane = event.target.closest("[data-lane]");
    const crowd = event.target.closest(".crowd");
    if (lane) {
      const id = lane.dataset.lane;
      state.wide[state.wide.has(id) ? "delete" : "add"](id);
      drawAxis();
      [...$("lanes").querySelectorAll("[data-lane]")].find((node) => node.dataset.lane === id)?.focus();
    }
    if (crowd) {
      const plot = plotOf();
      zoomAround(state.view[0] + ((Number(crowd.dataset.at) + CROWD / 2 - plot.left) / plot.width) * (state.view[1] - state.view[0]), 0.3);
    }
  });
  $("more-lanes").addEventListener("click", () => {
    state.allLanes = !state.allLanes;
    drawAxis();
  });
  $("zoom").addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) zoom(button.dataset.zoom);
  });
}
