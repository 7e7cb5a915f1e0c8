// The axis: one lane a regime, drawn for the stretch of time in view.
const PAPER = 680; // pixels between the margins of an A4 or letter page
function plotOf() {
  const width = state.paper ? PAPER : Math.max(280, $("lanes").clientWidth);
  const narrow = width < NARROW;
  return { narrow, left: narrow ? 6 : 196, width: width - (narrow ? 12 : 204) };
}

let pending = 0;
function scheduleAxis() {
  if (!pending)
    pending = requestAnimationFrame(() => {
      pending = 0;
      drawAxis();
    });
}

function drawAxis() {
  const changes = shown();
  const plot = plotOf();
  const [from, to] = state.view;
  const scale = (day) => plot.left + ((day - from) / (to - from)) * plot.width;
  const at = (day) => Math.min(Math.max(scale(day), plot.left), plot.left + plot.width);
  const all = lanesOf(changes);
  const lanes = state.allLanes || all.length <= LANES + 2 ? all : all.slice(0, LANES);
  const spots = new Map();
  let top = 0;
  const drawn = lanes.map(([id, members]) => {
    const lane = drawLane(id, members, { plot, scale, at, top, spots });
    top += lane.height;
    return lane;
  });
  const picture = svg(
    "svg",
    { width: plot.left + plot.width, height: top, class: "plot" },
    hatches(),
    drawn.map((lane) => lane.ground),
    grid(scale, plot, top),
    links(spots),
    drawn.map((lane) => lane.marks),
  );
  const kept = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.change : null;
  fill(
    $("lanes"),
    changes.length
      ? [picture, drawn.map((lane) => lane.name)]
      : h("p", { class: "empty" }, ui(DATA.changes.length ? "nothing" : "no_changes")),
  );
  firstStop(kept);
  drawHead(scale, plot);
  drawOverview(changes, plot);
  tellOutside(changes, spots);
  tellLanes(all.slice(lanes.length));
}

function drawLane(id, members, { plot, scale, at, top, spots }) {
  const packing = packed(id, members, scale, plot);
  const head = plot.narrow ? 24 : 0;
  const height = Math.max(head + packing.pad * 2 + packing.rows * packing.row + (packing.crowds.length ? 15 : 0), plot.narrow ? 0 : 46);
  const marks = packing.placed.map(({ change, row }) => {
    const y = top + head + packing.pad + row * packing.row + packing.bar + (packing.roomy ? 2 : 1);
    spots.set(change.id, { x: at(lifeOf(change).from), y });
    return mark(change, at, y, packing.roomy);
  });
  const y = top + height - 12;
  const crowds = packing.crowds.map(({ x, n }) =>
    svg(
      "g",
      { class: "crowd", "data-at": x },
      svg("rect", { x: x + 1, y: y - 6, width: CROWD - 2, height: 13, rx: 6 }),
      svg("text", { x: x + CROWD / 2, y: y + 4 }, `+${n}`),
    ),
  );
  return {
    height,
    marks: svg("g", { class: "lane-marks" }, marks, crowds),
    ground: svg("rect", { class: "lane", x: plot.left, y: top + head, width: plot.width, height: height - head - 3, rx: 3 }),
    name: laneName(id, members, packing, top, plot),
  };
}

function laneName(id, members, packing, top, plot) {
  const { what, whose } = regimeWords(id);
  const folds = packing.left.length > 0 || state.wide.has(id);
  const words = [
    h("span", { class: "what" }, what, h("span", { class: "n" }, ` ${numberWords(members.length)}`)),
    h("span", { class: "whose" }, whose),
  ];
  const node = folds
    ? h(
        "button",
        {
          type: "button",
          class: "lane-name",
          "aria-expanded": String(state.wide.has(id)),
          "data-lane": id,
          title: ui(state.wide.has(id) ? "lane_close" : "lane_open"),
        },
        words,
      )
    : h("div", { class: "lane-name", title: `${what} · ${whose}` }, words);
  node.style.top = `${top + 2}px`;
  node.style.width = plot.narrow ? "100%" : `${plot.left - 10}px`;
  return node;
}

function hatches() {
  const lines = (name) =>
    svg(
      "pattern",
      {
        id: `hatch-${name}`,
        width: name === "pause" ? 8 : 5,
        height: name === "pause" ? 8 : 5,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      },
      svg("line", { class: `hatch ${name}`, x1: 0, y1: 0, x2: 0, y2: 8 }),
    );
  const fades = (name) =>
    svg(
      "linearGradient",
      { id: `fade-${name}` },
      svg("stop", { class: `fade ${name}`, offset: 0.3 }),
      svg("stop", { class: `fade ${name}`, offset: 1, "stop-opacity": 0.15 }),
    );
  const arrow = svg(
    "marker",
    { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto-start-reverse" },
    svg("path", { class: "arrow", d: "M0 0L8 4L0 8Z" }),
  );
  return svg(
    "defs",
    {},
    Object.keys(GLYPHS).flatMap((name) => [lines(name), fades(name)]),
    lines("pause"),
    arrow,
  );
}

function grid(scale, plot, height) {
  const lines = ticks(...state.view, plot.width).map(({ day, year }) =>
    svg("line", { class: year ? "grid year" : "grid", x1: scale(day), x2: scale(day), y1: 0, y2: height }),
  );
  const x = scale(HORIZON);
  if (x > plot.left && x < plot.left + plot.width)
    lines.push(
      svg(
        "line",
        { class: "horizon", x1: x, x2: x, y1: 0, y2: height },
        svg("title", {}, ui("horizon", { date: dateWords(isoDay(HORIZON - 1)) })),
      ),
    );
  return svg("g", {}, lines);
}

function links(spots) {
  const found = [];
  for (const [id, from] of spots)
    for (const link of BY_ID.get(id).amends || []) {
      const to = spots.get(link.change);
      if (to)
        found.push(
          svg("path", {
            class: `link ${link.sure === false ? "unsure" : ""} ${[id, link.change].includes(state.open) ? "lit" : ""}`,
            d: linkPath(from, to),
            "marker-end": "url(#arrow)",
          }),
        );
    }
  return svg("g", { class: "links", "aria-hidden": "true" }, found);
}

// Nothing is left out in silence: what lies before and after the view, and what has no date.
function tellOutside(changes, spots) {
  const away = outside(changes.filter((change) => !spots.has(change.id)));
  const [earlier, later] = ["earlier", "later"].map((name) => $("zoom").querySelector(`[data-zoom=${name}]`));
  earlier.textContent = `← ${ui("n_earlier", { n: numberWords(away.earlier.length) })}`;
  later.textContent = `${ui("n_later", { n: numberWords(away.later.length) })} →`;
  $("undated").textContent = away.undated ? ui("n_undated", { n: numberWords(away.undated) }) : "";
}

function tellLanes(hidden) {
  const n = hidden.reduce((sum, [, members]) => sum + members.length, 0);
  $("more-lanes").hidden = !hidden.length && !state.allLanes;
  $("more-lanes").textContent = hidden.length
    ? ui("more_lanes", { lanes: numberWords(hidden.length), n: numberWords(n) })
    : ui("fewer_lanes");
}

// The marks are one stop of the Tab key; arrows go on from there.
function firstStop(kept) {
  const marks = [...$("lanes").querySelectorAll(".mark")];
  const stop = marks.find((node) => node.dataset.change === kept) || marks.find((node) => node.dataset.change === state.open) || marks[0];
  if (!stop) return;
  stop.setAttribute("tabindex", 0);
  if (stop.dataset.change === kept) stop.focus({ preventScroll: true });
}
