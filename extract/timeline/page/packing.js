// Lanes by regime, and the place of each change in its lane.
const NARROW = 620;
const FEW = 5; // rows in which a lane writes out its changes
const DENSE_ROWS = 5;
const LANES = 12; // shown at first
const CROWD = 34;
const ROOMY = { row: 27, bar: 17, pad: 7 };
const DENSE = { row: 13, bar: 5, pad: 7 };
const TAIL = 22;

// Issuers with the most changes first, and within each the regimes with the most.
function lanesOf(changes) {
  const lanes = [...grouped(changes.filter(lifeOf), (change) => change.regime)];
  const issuers = new Map();
  for (const [id, members] of lanes) issuers.set(id.split("/")[0], (issuers.get(id.split("/")[0]) || 0) + members.length);
  const rank = ([id, members]) => [-issuers.get(id.split("/")[0]), id.split("/")[0], -members.length, id];
  const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return lanes
    .map((lane) => [rank(lane), lane])
    .sort(([a], [b]) => a.map((part, i) => before(part, b[i])).find(Boolean) || 0)
    .map(([, lane]) => lane);
}

const canvas = document.createElement("canvas").getContext("2d");
const WIDTHS = new Map();
function textWidth(text) {
  if (!WIDTHS.has(text)) {
    canvas.font = "12px system-ui, sans-serif";
    WIDTHS.set(text, canvas.measureText(text).width);
  }
  return WIDTHS.get(text);
}

// What is written beside a bar: what was done, to what, by a rumour or not.
function barWords(change) {
  const words =
    state.lang === "zh"
      ? label("action", change.action.value) + label("measure", change.measure.value)
      : `${label("measure", change.measure.value)} ${label("action", change.action.value)}`;
  return change.certainty.value === "stated" ? words : `${words} (${label("certainty", change.certainty.value).toLowerCase()})`;
}

// In a lane of few changes each is written out and runs on to its end; in a full one marks stand close, and what does not fit is counted.
function packed(id, changes, scale, plot) {
  const inView = changes.filter(isInView);
  const held = changes.filter((change) => isInView(change) || holdsInView(change));
  if (held.length <= FEW * 4) {
    const roomy = rows(held, (change) => extentRoomy(change, scale, plot), Infinity);
    if (roomy.rows <= FEW) return { ...roomy, ...ROOMY, roomy: true, crowds: [] };
  }
  const dense = rows(inView, (change) => extentDense(change, scale, plot), state.wide.has(id) ? Infinity : DENSE_ROWS);
  return { ...dense, ...DENSE, roomy: false, crowds: crowdsOf(dense.left, scale, plot) };
}

const isInView = (change) => lifeOf(change).to >= state.view[0] && lifeOf(change).from <= state.view[1];
// A rule without an end that began before the view still holds in it.
const holdsInView = (change) => lifeOf(change).open && lifeOf(change).to < state.view[0] && HORIZON > state.view[0];
const within = (x, plot) => Math.min(Math.max(x, plot.left), plot.left + plot.width);

// Words that would leave the plot stand to the left of the end of their bar.
function extentRoomy(change, scale, plot) {
  const life = lifeOf(change);
  const from = within(scale(life.from), plot);
  const wide = textWidth(barWords(change)) + 16;
  const end = Math.max(within(scale(life.reach), plot), from + 12);
  return from + wide > plot.left + plot.width ? [Math.min(from, plot.left + plot.width - wide), end] : [from, Math.max(end, from + wide)];
}

function extentDense(change, scale, plot) {
  const life = lifeOf(change);
  const from = within(scale(life.from), plot);
  return [from, Math.max(within(scale(life.pauses.length ? life.reach : life.to), plot), from + 10) + (life.open ? TAIL / 2 : 0)];
}

// Each goes to the first row that is free where it begins.
function rows(changes, extent, most) {
  const ends = [];
  const placed = [];
  const left = [];
  const extents = changes
    .map((change) => [change, extent(change)])
    .sort(([a, [x]], [b, [y]]) => x - y || lifeOf(a).from - lifeOf(b).from || (a.id < b.id ? -1 : 1));
  for (const [change, [from, to]] of extents) {
    let row = ends.findIndex((end) => end + 4 <= from);
    if (row < 0) row = ends.length;
    if (row >= most) {
      left.push(change);
      continue;
    }
    ends[row] = to;
    placed.push({ change, row });
  }
  return { placed, left, rows: Math.max(1, ends.length) };
}

function crowdsOf(left, scale, plot) {
  const bins = grouped(left, (change) => Math.floor((within(scale(lifeOf(change).from), plot) - plot.left) / CROWD));
  return [...bins].map(([bin, members]) => ({ x: plot.left + bin * CROWD, n: members.length }));
}
