// Statistics in order: which can stand on one chart, and which points make a line.
const UNDRAWN = 6; // series after these are drawn alike

function figureValue(reading, unit) {
  const range = reading.value_high === undefined || reading.value_high === null ? "" : `–${numberWords(reading.value_high)}`;
  const words = named("unit", unit) ? label("unit", unit) : ` ${other(unit)}`;
  return `${label("bound", reading.bound)} ${numberWords(reading.value)}${range}${words}`.trim();
}

const partners = (figure) => [figure.origin, figure.destination].map(place).filter(Boolean).join(" → ");
const seriesName = (figure) => [listed(materialsOf(figure).map(material)), partners(figure)].filter(Boolean).join(", ") || ui("general");
const groupName = (figure) =>
  [
    label("statistic", figure.kind),
    figure.comparison ? label("comparison", figure.comparison) : "",
    named("unit", figure.unit) ? label("unit", figure.unit).trim() : other(figure.unit),
  ]
    .filter(Boolean)
    .join(", ");
const figureTitle = (figure) => `${label("indicator", figure.indicator)}, ${seriesName(figure)}`;
const groupKey = (figure) => JSON.stringify([figure.kind, figure.unit, figure.comparison || ""]);

// A month and a year are not joined by a line: a level of the one says nothing of the other.
function spanName(figure) {
  if (!figure.period || !startOf(figure.period)) return "reported";
  const [from, to] = startOf(figure.period);
  return to - from > 200 ? "year" : to - from > 45 ? "quarter" : to - from > 1 ? "month" : "day";
}

function pointOf(figure) {
  const days = startOf(figure.period) || startOf(figure.first_reported);
  return days && { figure, from: days[0], to: days[1], middle: (days[0] + days[1]) / 2, reported: !startOf(figure.period) };
}

// Returns [{name, points}], those with the most points first.
function seriesOf(figures) {
  const points = figures
    .map(pointOf)
    .filter(Boolean)
    .sort((a, b) => a.middle - b.middle);
  const found = [
    ...grouped(points, ({ figure }) => JSON.stringify([[...materialsOf(figure)].sort(), figure.origin || "", figure.destination || ""])),
  ];
  return found
    .map(([key, members]) => ({ key, name: seriesName(members[0].figure), points: members }))
    .sort((a, b) => b.points.length - a.points.length || (a.key < b.key ? -1 : 1));
}

const linesOf = (series) =>
  [
    ...grouped(
      series.points.filter((point) => !point.reported),
      (point) => spanName(point.figure),
    ).values(),
  ].filter((points) => points.length > 1);

function valuesOf(figure) {
  return readingsOf(figure)
    .flatMap((reading) => [reading.value, reading.value_high])
    .filter((value) => value !== undefined && value !== null);
}

// Round steps that hold all values; from zero, unless all stand far from it.
function valueTicks(values) {
  let [least, most] = [Math.min(...values), Math.max(...values)];
  if (least > 0 && least < most * 0.7) least = 0;
  if (most < 0 && most > least * 0.7) most = 0;
  if (least === most) [least, most] = least === 0 ? [-1, 1] : [Math.min(0, least), Math.max(0, most)];
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const first = Math.floor(least / step);
  const count = Math.ceil(most / step - 1e-9) - first;
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const shortNumber = (value) =>
  new Intl.NumberFormat(state.lang === "zh" ? "zh-CN" : "en-GB", { notation: "compact", maximumFractionDigits: 2 })
    .format(value)
    .replace("-", "−");
