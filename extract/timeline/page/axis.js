// The time axis: a lane an issuer, a mark a change; what is not known to the day is drawn as a hatched span.
const LANES = 8;
const ROW = 13;
const ROWS = 5;
const TICKS = 18;
const CROWD = 30;
const LEFT = 118;

function extent() {
  const days = DATA.changes.map(moment).filter(Boolean).map((at) => at.days);
  if (!days.length) return [utc(2020, 0, 1), utc(2021, 0, 1)];
  const first = Math.min(...days.map((d) => d[0]));
  const last = Math.max(...days.map((d) => d[1]));
  const room = Math.max(10, (last - first) * 0.03);
  return [first - room, last + room];
}

// The first view leaves out the far past when most changes are recent.
function firstView() {
  const starts = DATA.changes.map(moment).filter(Boolean).map((at) => at.days[0]).sort((a, b) => a - b);
  const [first, last] = extent();
  if (starts.length < 12) return [first, last];
  const early = starts[Math.floor(starts.length * 0.08)];
  return last - early < (last - first) * 0.6 ? [early - (last - early) * 0.04, last] : [first, last];
}

function lanes(changes) {
  const counts = new Map();
  for (const change of changes) counts.set(change.issuer.value.jurisdiction, (counts.get(change.issuer.value.jurisdiction) || 0) + 1);
  const named = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, LANES).map(([code]) => code);
  return { named, some: counts.size > LANES };
}

function drawAxis(changes) {
  const width = Math.max(320, $("chart").clientWidth);
  const left = width < 560 ? 74 : LEFT;
  const [from, to] = state.view;
  const scale = (day) => left + ((day - from) / (to - from)) * (width - left - 8);
  const { named, some } = lanes(changes);
  const body = svg("g");
  let top = TICKS;
  for (const code of some ? [...named, null] : named) {
    const inLane = changes.filter((c) => (code === null ? !named.includes(c.issuer.value.jurisdiction) : c.issuer.value.jurisdiction === code));
    const marks = packed(inLane, scale, left, width);
    const height = Math.max(1, marks.rows) * ROW + 8;
    body.append(svg("rect", { class: "lane", x: left, y: top, width: width - left - 8, height: height - 3, rx: 3 }));
    body.append(laneName(code === null ? ui("lane_other") : place(code), top + 13, left));
    for (const [x, n] of marks.crowds) body.append(crowd(x, top + 8 + (marks.rows - 1) * ROW, n, (x - left) / (width - left - 8)));
    for (const { change, x, row } of marks.placed) body.append(mark(change, x, top + 8 + row * ROW, scale));
    top += height;
  }
  const clip = svg("clipPath", { id: "plot" }, svg("rect", { x: left, y: 0, width: width - left - 8, height: top }));
  const picture = svg("svg", { viewBox: `0 0 ${width} ${top}`, height: top, role: "group", "aria-label": ui("axis") }, hatches(), clip, grid(from, to, scale, top), body);
  picture.querySelector(".mark")?.setAttribute("tabindex", "0");
  $("chart").replaceChildren(picture);
}

function laneName(text, y, left) {
  const most = left < 100 ? 9 : 15;
  const node = svg("text", { class: "lane-name", x: 0, y }, text.length > most ? text.slice(0, most - 1) + "…" : text);
  node.append(svg("title", {}, text));
  return node;
}

function hatches() {
  const make = (name) => svg("pattern", { id: `hatch-${name}`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("line", { x1: 0, y1: 0, x2: 0, y2: 5, style: `stroke: var(--${name}); stroke-width: 2.4` }));
  return svg("defs", {}, make("tightening"), make("easing"), make("neutral"));
}

function grid(from, to, scale, bottom) {
  const group = svg("g");
  const years = (to - from) / 365;
  const step = years > 14 ? 24 : years > 5 ? 12 : years > 2 ? 6 : years > 0.9 ? 3 : 1;
  const start = new Date(from * DAY);
  const first = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (let month = first; ; month += step) {
    const day = Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);
    if (day > to) break;
    if (day < from) continue;
    const year = month % 12 === 0;
    const words = year ? String(Math.floor(month / 12)) : pointWords(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`);
    group.append(svg("line", { class: "grid", x1: scale(day), x2: scale(day), y1: TICKS - 4, y2: bottom }));
    if (scale(to) - scale(day) < (year ? 34 : 56)) continue; // its words would be cut off
    group.append(svg("text", { class: year ? "tick-year" : "", x: scale(day) + 3, y: TICKS - 5 }, words));
  }
  return group;
}

// Marks that would cover one another go to further rows; what does not fit into those is counted in the row below.
function packed(changes, scale, left, width) {
  const ends = [];
  const placed = [];
  const crowds = new Map();
  for (const change of changes) {
    const at = moment(change);
    if (!at) continue;
    const x = scale(at.days[0]);
    const right = Math.max(scale(at.days[1]), x + 10);
    if (right < left || x > width - 8) continue;
    let row = ends.findIndex((end) => end <= x);
    if (row < 0 && ends.length === ROWS) {
      const bin = Math.floor(x / CROWD) * CROWD;
      crowds.set(bin, (crowds.get(bin) || 0) + 1);
      continue;
    }
    if (row < 0) row = ends.length;
    ends[row] = Math.max(ends[row] || 0, right + 3);
    placed.push({ change, x: Math.max(x, left + 2), row });
  }
  return { placed, crowds, rows: ends.length + (crowds.size ? 1 : 0) };
}

function mark(change, x, y, scale) {
  const at = moment(change);
  const vague = at.days[1] - at.days[0] > 1;
  const direction = change.direction.value;
  const open = ["considered", "planned", "announced"].includes(change.stage.value);
  const classes = `mark ${direction} ${open ? "open" : ""} ${vague ? "vague" : ""}`;
  const name = `${dateWords(at.value)} — ${change.headline[state.lang]}`;
  const node = svg("g", { class: classes, tabindex: -1, role: "link", "aria-label": name, "data-change": change.id, "clip-path": "url(#plot)" }, svg("title", {}, name));
  const right = scale(at.days[1]);
  node.append(svg("rect", { class: "halo", x: x - 3, y: y - 6, width: Math.max(13, right - x + 6), height: 12, rx: 4 }));
  const expires = (change.dates || []).find((d) => d.value.role === "expires");
  if (expires && bounds(expires.value.value) && bounds(expires.value.value)[1]) node.append(svg("line", { class: "term", x1: x + 4, x2: scale(bounds(expires.value.value)[1]), y1: y, y2: y }));
  if (at.role === "published") node.append(svg("line", { class: "tail", x1: x - 14, x2: x, y1: y, y2: y }));
  if (vague) node.append(svg("rect", { class: "span", x, y: y - 4, width: Math.max(10, right - x), height: 8, rx: 3 }));
  else node.append(svg("path", { class: "shape", d: shape(direction, x + 4, y) }));
  node.addEventListener("click", () => reveal(change.id));
  return node;
}

// A count of marks that did not fit; a click looks closer.
function crowd(x, y, n, share) {
  const node = svg("g", { class: "crowd", "clip-path": "url(#plot)" }, svg("rect", { x: x + 1, y: y - 6, width: CROWD - 2, height: 12, rx: 6 }), svg("text", { x: x + CROWD / 2, y: y + 3.5 }, `+${n}`));
  node.addEventListener("click", () => {
    const [from, to] = state.view;
    const centre = from + share * (to - from);
    state.view = [centre - (to - from) / 10, centre + (to - from) / 7];
    drawAxis(visible());
  });
  return node;
}

function shape(direction, x, y) {
  if (direction === "tightening") return `M${x - 5} ${y + 4}L${x} ${y - 5}L${x + 5} ${y + 4}Z`;
  if (direction === "easing") return `M${x - 5} ${y - 4}L${x} ${y + 5}L${x + 5} ${y - 4}Z`;
  return `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z`;
}

function zoom(how) {
  const [from, to] = state.view;
  const span = to - from;
  const [first, last] = extent();
  if (how === "all") state.view = [first, last];
  if (how === "in") state.view = [from + span * 0.2, to - span * 0.2];
  if (how === "out") state.view = [from - span / 3, to + span / 3];
  if (how === "earlier") state.view = [from - span * 0.3, to - span * 0.3];
  if (how === "later") state.view = [from + span * 0.3, to + span * 0.3];
  const least = 21;
  if (state.view[1] - state.view[0] < least) state.view = [from, to];
  drawAxis(visible());
}

function legend() {
  const small = (...children) => { const s = svg("svg", { width: 22, height: 12, viewBox: "0 0 22 12", "aria-hidden": "true" }); s.append(...children); return s; };
  const shapeOf = (direction) => svg("g", { class: `mark ${direction}` }, svg("path", { class: "shape", d: shape(direction, 11, 6) }));
  const items = [
    ...["tightening", "easing", "neutral"].map((d) => [small(shapeOf(d)), label("direction", d)]),
    [small(svg("g", { class: "mark neutral open" }, svg("path", { class: "shape", d: shape("neutral", 11, 6) }))), ui("legend_open")],
    [small(svg("g", { class: "mark neutral vague" }, svg("rect", { class: "span", x: 1, y: 2, width: 20, height: 8, rx: 3 }))), ui("legend_vague")],
    [small(svg("g", { class: "mark neutral" }, svg("line", { class: "tail", x1: 0, x2: 12, y1: 6, y2: 6 }), svg("path", { class: "shape", d: shape("neutral", 16, 6) }))), ui("legend_report")],
  ];
  $("legend").replaceChildren(...items.map(([picture, text]) => h("li", {}, picture, text)));
}
