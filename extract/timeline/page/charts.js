// Charts of statistics over time, one an indicator and unit, each with the table of the same figures.
const CHART = { height: 220, top: 12, bottom: 26, left: 58, right: 14 };
const SHAPES = [
  (x, y) => `M${x - 4.5} ${y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z`,
  (x, y) => `M${x - 4} ${y - 4}h8v8h-8Z`,
  (x, y) => `M${x} ${y - 5.5}L${x + 5.5} ${y}L${x} ${y + 5.5}L${x - 5.5} ${y}Z`,
  (x, y) => `M${x - 5} ${y + 4}L${x} ${y - 5}L${x + 5} ${y + 4}Z`,
  (x, y) => `M${x - 5} ${y - 4}L${x} ${y + 5}L${x + 5} ${y - 4}Z`,
  (x, y) => `M${x - 5} ${y - 2}h3v-3h4v3h3v4h-3v3h-4v-3h-3Z`,
  (x, y) => `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`,
];

function drawFigures() {
  const found = DATA.figures.filter((figure) => figureFits(figure));
  const indicators = [...grouped(found, (figure) => figure.indicator)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const width = chartWidth();
  const sections = indicators.map(([indicator, figures]) =>
    h(
      "section",
      { class: "indicator" },
      h("h2", {}, label("indicator", indicator), h("span", { class: "n" }, ` ${numberWords(figures.length)}`)),
      [...grouped(figures, groupKey).values()].sort((a, b) => b.length - a.length).map((members) => groupView(indicator, members, width)),
    ),
  );
  const ignored = Object.keys(FACETS).some((name) => !FACETS[name].ofFigure && state.facets[name].size);
  const note = ignored ? h("p", { class: "muted" }, ui("filters_of_changes")) : null;
  const count = h(
    "p",
    { class: "muted", role: "status" },
    ui("shown_figures", { n: numberWords(found.length), all: numberWords(DATA.figures.length) }),
  );
  fill($("figures"), note, count, sections.length ? sections : h("p", { class: "empty" }, ui("no_figures")));
  for (const chart of $("figures").querySelectorAll(".chart")) chart.querySelector(".mark").setAttribute("tabindex", 0);
}

// Beside its table on a wide page, above it on a narrow one and on paper.
function chartWidth() {
  const width = state.paper ? PAPER : $("figures").clientWidth;
  return Math.max(270, width > 930 ? (width - 34) * 0.52 : width - (width < NARROW ? 10 : 34));
}

function groupView(indicator, figures, width) {
  const series = seriesOf(figures);
  const drawn = new Set(series.flatMap((one) => one.points.map((point) => point.middle))).size > 1; // one day is no course of time
  const name = `${label("indicator", indicator)}: ${groupName(figures[0])}`;
  return h(
    "div",
    { class: drawn ? "group-of-figures drawn" : "group-of-figures" },
    h("h3", {}, capitalised(groupName(figures[0]))),
    drawn ? h("div", {}, chartView(series, figures[0].unit, name, width), seriesLegend(series)) : null,
    tableView(figures),
  );
}

function chartView(series, unit, name, width) {
  const points = series.flatMap((one) => one.points);
  const days = points.flatMap((point) => [point.from, point.to]);
  const room = Math.max(20, (Math.max(...days) - Math.min(...days)) * 0.04);
  const [from, to] = [Math.min(...days) - room, Math.max(...days) + room];
  const steps = valueTicks(points.flatMap((point) => valuesOf(point.figure)));
  const plot = { left: CHART.left, right: width - CHART.right, top: CHART.top, bottom: CHART.height - CHART.bottom };
  const x = (day) => plot.left + ((day - from) / (to - from)) * (plot.right - plot.left);
  const y = (value) => plot.bottom - ((value - steps[0]) / (steps[steps.length - 1] - steps[0])) * (plot.bottom - plot.top);
  return h(
    "div",
    { class: "chart", role: "group", "aria-label": name },
    svg(
      "svg",
      { width, height: CHART.height },
      steps.map((value) => [
        svg("line", { class: value === 0 ? "grid zero" : "grid", x1: plot.left, x2: plot.right, y1: y(value), y2: y(value) }),
        svg("text", { x: plot.left - 7, y: y(value) + 4, "text-anchor": "end" }, shortNumber(value)),
      ]),
      ticks(from, to, plot.right - plot.left).map((tick) => [
        svg("line", { class: "grid", x1: x(tick.day), x2: x(tick.day), y1: plot.bottom, y2: plot.bottom + 5 }),
        x(tick.day) < plot.right - 46 ? svg("text", { x: x(tick.day) + 3, y: plot.bottom + 17 }, tick.words) : null,
      ]),
      series.map((one, i) => [
        linesOf(one).map((line) =>
          svg("path", {
            class: `series s${Math.min(i, UNDRAWN)}`,
            d: line.map((point, n) => `${n ? "L" : "M"}${x(point.middle)} ${y(point.figure.reading.value)}`).join(""),
          }),
        ),
        one.points.map((point) => pointView(point, i, x, y, unit)),
      ]),
    ),
  );
}

function pointView(point, index, x, y, unit) {
  const { figure } = point;
  const at = Math.min(index, UNDRAWN);
  const values = readingsOf(figure).map((reading) => reading.value);
  const [cx, cy] = [x(point.middle), y(figure.reading.value)];
  const words = [
    figureTitle(figure),
    periodWords(figure),
    figureValue(figure.reading, unit),
    (figure.rivals || []).length ? ui("rivals") : "",
  ]
    .filter(Boolean)
    .join(" · ");
  const node = svg(
    "a",
    { class: `mark s${at} ${point.reported ? "hollow" : ""}`, href: `#f=${figure.id}`, "aria-label": words, tabindex: -1 },
    svg("title", {}, words),
    svg("rect", { class: "halo", x: cx - 11, y: cy - 11, width: 22, height: 22, rx: 5 }),
  );
  if (x(point.to) - x(point.from) > 12) node.append(svg("line", { class: "period", x1: x(point.from), x2: x(point.to), y1: cy, y2: cy }));
  if (values.length > 1)
    node.append(svg("line", { class: "between", x1: cx, x2: cx, y1: y(Math.min(...values)), y2: y(Math.max(...values)) }));
  for (const reading of readingsOf(figure)) node.append(...readingParts(reading, cx, y, at, reading !== figure.reading));
  return node;
}

function readingParts(reading, cx, y, at, rival) {
  const cy = y(reading.value);
  const parts = [];
  if (reading.value_high !== undefined && reading.value_high !== null)
    parts.push(svg("line", { class: "spread", x1: cx, x2: cx, y1: cy, y2: y(reading.value_high) }));
  parts.push(svg("path", { class: rival ? "point rival" : "point", d: SHAPES[at](cx, cy) }));
  const sign = { at_least: [-8, -13], at_most: [8, 13] }[reading.bound];
  if (sign) parts.push(svg("path", { class: "bound", d: `M${cx - 4} ${cy + sign[0]}L${cx} ${cy + sign[1]}L${cx + 4} ${cy + sign[0]}` }));
  return parts;
}

function seriesLegend(series) {
  const drawn = series
    .slice(0, UNDRAWN)
    .map((one, i) =>
      h(
        "li",
        {},
        sample(
          svg("path", { class: `series s${i}`, d: "M2 7H32" }),
          svg("g", { class: `mark s${i}` }, svg("path", { class: "point", d: SHAPES[i](17, 7) })),
        ),
        one.name,
      ),
    );
  const rest =
    series.length > UNDRAWN
      ? h(
          "li",
          {},
          sample(svg("g", { class: `mark s${UNDRAWN}` }, svg("path", { class: "point", d: SHAPES[UNDRAWN](17, 7) }))),
          ui("other_series", { n: series.length - UNDRAWN }),
        )
      : null;
  return h("ul", { class: "keys" }, drawn, rest);
}

const periodWords = (figure) =>
  figure.period
    ? dateWords(figure.period)
    : figure.first_reported
      ? `${label("role", "published")} ${dateWords(figure.first_reported)}`
      : ui("undated");

function tableView(figures) {
  const line = (figure) =>
    h(
      "tr",
      { id: `figure-${figure.id}` },
      h("td", { class: "period" }, periodWords(figure)),
      h("td", {}, seriesName(figure)),
      h(
        "td",
        { class: "value" },
        h("a", { href: `#f=${figure.id}` }, figureValue(figure.reading, figure.unit)),
        (figure.rivals || []).map((rival) => h("div", { class: "rival" }, `${ui("also")} ${figureValue(rival, figure.unit)}`)),
      ),
      h("td", {}, listed(unique(claimsOfFigure(figure).map((claim) => sourceName(claim.source))))),
    );
  const sorted = [...figures].sort((a, b) => ((pointOf(a) || {}).from || 0) - ((pointOf(b) || {}).from || 0));
  return h(
    "div",
    { class: "tablewrap", tabindex: 0, role: "group", "aria-label": ui("figures") },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["period", "figure", "value", "sources"].map((name) => h("th", { scope: "col" }, ui(name))),
        ),
      ),
      h("tbody", {}, sorted.map(line)),
    ),
  );
}

function figureDetail(figure) {
  const what = [periodWords(figure), label("statistic", figure.kind), figure.comparison ? label("comparison", figure.comparison) : ""]
    .filter(Boolean)
    .join(" · ");
  return [
    tools(),
    h("p", { class: "eyebrow" }, label("indicator", figure.indicator)),
    h("h2", { id: "detail-title" }, `${seriesName(figure)}: ${figureValue(figure.reading, figure.unit)}`),
    h(
      "p",
      { class: "badges" },
      (figure.rivals || []).length ? h("span", { class: "badge conflict" }, ui("rivals")) : null,
      h("span", { class: "muted" }, what),
    ),
    sureness(figure.confidence),
    (CONFLICTS.get(figure.id) || []).map(conflictView),
    readingsOf(figure).map((reading, i) => [
      h("h3", { class: i ? "rival" : "" }, i ? `${ui("also")} ` : "", figureValue(reading, figure.unit)),
      claimsOf(reading.support).map((claim) => claimView(claim)),
    ]),
    h("p", { class: "muted small" }, h("a", { href: `#f=${figure.id}` }, ui("link_here")), ` ${figure.id}`),
  ];
}
