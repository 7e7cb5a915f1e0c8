// The stretch of time in view: its scale, its ticks, the overview above it, and how to move it.
const LEAST = 14; // days in view at the closest

function extentOf(changes) {
  let [first, last] = [Infinity, -Infinity];
  for (const life of changes.map(lifeOf).filter(Boolean)) {
    first = Math.min(first, life.from);
    last = Math.max(last, life.to);
  }
  if (first > last) [first, last] = HORIZON > 0 ? [HORIZON - 365, HORIZON] : [utc(2020, 0, 1), utc(2021, 0, 1)];
  if (HORIZON > first) last = Math.max(last, Math.min(HORIZON, last + 60));
  const room = Math.max(12, (last - first) * 0.03);
  return [first - room, last + room];
}

// The first view leaves out the far past and the far end when most changes stand between them.
function firstView() {
  const lives = DATA.changes.map(lifeOf).filter(Boolean);
  const starts = lives.map((life) => life.from).sort((a, b) => a - b);
  const ends = lives.map((life) => Math.max(...life.steps.map((step) => step.start[1]))).sort((a, b) => a - b);
  const [first, last] = extentOf(DATA.changes);
  if (starts.length < 12) return [first, last];
  const from = starts[Math.floor(starts.length * 0.1)];
  const to = Math.max(ends[Math.ceil(ends.length * 0.95) - 1], Math.min(HORIZON, last));
  const room = Math.max(20, (to - from) * 0.05);
  return to - from < (last - first) * 0.6 ? [from - room, to + room] : [first, last];
}

// How many of the changes lie wholly before the view, after it, and nowhere in time.
function outside(changes) {
  const found = { earlier: [], later: [], undated: 0 };
  for (const life of changes.map(lifeOf)) {
    if (!life) found.undated += 1;
    else if (life.to < state.view[0]) found.earlier.push(life.from);
    else if (life.from > state.view[1]) found.later.push(life.from);
  }
  return found;
}

function show(from, to) {
  const [least, most] = extentOf(DATA.changes);
  const span = Math.min(Math.max(to - from, LEAST), (most - least) * 1.2);
  const middle = Math.min(Math.max((from + to) / 2, least), most);
  state.view = [middle - span / 2, middle + span / 2];
  scheduleAxis();
}

function zoomAround(day, factor) {
  const [from, to] = state.view;
  show(day - (day - from) * factor, day + (to - day) * factor);
}

function zoom(how) {
  const [from, to] = state.view;
  const span = to - from;
  const centred = (day) => show(day - span / 2, day + span / 2);
  const away = outside(shown());
  if (how === "all") show(...extentOf(shown()));
  if (how === "in") zoomAround((from + to) / 2, 0.6);
  if (how === "out") zoomAround((from + to) / 2, 1 / 0.6);
  if (how === "earlier") away.earlier.length ? centred(Math.max(...away.earlier)) : show(from - span * 0.4, to - span * 0.4);
  if (how === "later") away.later.length ? centred(Math.min(...away.later)) : show(from + span * 0.4, to + span * 0.4);
}

// A month, a quarter, a half year, a year ... whichever leaves room for its words.
function ticks(from, to, width) {
  const room = (width * 30.4) / (to - from) / (state.lang === "zh" ? 92 : 74);
  const step = [1, 3, 6, 12, 24, 60, 120, 240].find((months) => months * room >= 1) || 600;
  const start = new Date(from * DAY);
  const found = [];
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step; ; month += step) {
    const [year, at] = [Math.floor(month / 12), month % 12];
    const day = utc(year, at, 1);
    if (day > to) return found;
    if (day >= from)
      found.push({
        day,
        year: at === 0,
        words: dateFormat(step < 12 ? { year: "numeric", month: monthStyle() } : { year: "numeric" }).format(day * DAY),
      });
  }
}

function drawHead(scale, plot) {
  const marks = ticks(...state.view, plot.width).map(({ day, year, words }) => {
    const x = scale(day);
    const fits = x + textWidth(words) + 8 < plot.left + plot.width;
    return svg(
      "g",
      { class: year ? "tick year" : "tick" },
      svg("line", { x1: x, x2: x, y1: 4, y2: 22 }),
      fits ? svg("text", { x: x + 4, y: 15 }, words) : null,
    );
  });
  fill($("head"), svg("svg", { width: plot.left + plot.width, height: 22, "aria-hidden": "true" }, marks));
}

// The whole time as a row of bars, one a slice, with the part that is in view marked.
const SLICES = 160;
function drawOverview(changes, plot) {
  const [first, last] = extentOf(DATA.changes);
  const counts = new Array(SLICES).fill(0);
  const sliceOf = (day) => Math.min(SLICES - 1, Math.max(0, Math.floor(((day - first) / (last - first)) * SLICES)));
  for (const life of changes.map(lifeOf)) if (life) counts[sliceOf(life.from)] += 1;
  const most = Math.max(1, ...counts);
  const at = (day) => plot.left + ((day - first) / (last - first)) * plot.width;
  const wide = plot.width / SLICES;
  const bars = counts.map(
    (n, i) =>
      n &&
      svg("rect", {
        class: "slice",
        x: plot.left + i * wide,
        width: Math.max(1, wide - 1),
        y: 26 - Math.max(2, (n / most) * 22),
        height: Math.max(2, (n / most) * 22),
      }),
  );
  const [from, to] = state.view.map((day) => Math.min(plot.left + plot.width, Math.max(plot.left, at(day))));
  const years = [first, last].map((day) => new Date(day * DAY).getUTCFullYear());
  fill(
    $("overview"),
    svg(
      "svg",
      { width: plot.left + plot.width, height: 28, "aria-hidden": "true" },
      plot.left > 60 ? svg("text", { x: 0, y: 20 }, years[0] === years[1] ? years[0] : years.join("–")) : null,
      bars,
      svg("rect", { class: "window", x: from, y: 1, width: Math.max(3, to - from), height: 26, rx: 3 }),
    ),
  );
}

function overviewDay(event) {
  const plot = plotOf();
  const [first, last] = extentOf(DATA.changes);
  return first + ((event.clientX - $("overview").getBoundingClientRect().left - plot.left) / plot.width) * (last - first);
}
