// EDTF dates as half-open intervals of days since 1970, and as words.
const DAY = 86400000;
const utc = (year, month, day) => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day); // Date.UTC would read the year 99 as 1999
  return Math.round(date.getTime() / DAY);
};
const plainPoint = (point) => point.replace(/[?~%]/g, "");
const isApproximate = (edtf) => /[?~%]/.test(edtf);

// The first day a point can mean and the day after the last; null where its year is not known.
function pointBounds(point) {
  const [year, month, day] = plainPoint(point).split("-");
  if (/^X/.test(year)) return null;
  const first = Number(year.replaceAll("X", "0"));
  if (year.includes("X")) return [utc(first, 0, 1), utc(Number(year.replaceAll("X", "9")) + 1, 0, 1)];
  if (!month || month.includes("X")) return [utc(first, 0, 1), utc(first + 1, 0, 1)];
  const at = Number(month) - 1;
  if (!day || day.includes("X")) return [utc(first, at, 1), utc(first, at + 1, 1)];
  return [utc(first, at, Number(day)), utc(first, at, Number(day) + 1)];
}

// The days on which something told for `edtf` can have begun, and whether it is said to go on from there.
function startOf(edtf) {
  const [first, last] = (edtf || "").split("/");
  if (!first) return null;
  if (last === undefined || last === ".." || last === "") return pointBounds(first);
  if (first === ".." || first === "") {
    const end = pointBounds(last);
    return end && [end[1] - 30, end[1]]; // "by the end of June": drawn a month long
  }
  const from = pointBounds(first);
  const to = pointBounds(last);
  return from && to && [from[0], to[1]];
}
const isRange = (days) => days[1] - days[0] > 1;
const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const locale = () => (state.lang === "zh" ? "zh-CN" : "en-GB");
const FORMATS = new Map();
function dateFormat(options) {
  const key = locale() + JSON.stringify(options);
  if (!FORMATS.has(key)) FORMATS.set(key, new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }));
  return FORMATS.get(key);
}
const monthStyle = () => (state.lang === "zh" ? "long" : "short");

function pointWords(point) {
  const plain = plainPoint(point);
  const [year, month, day] = plain.split("-");
  const mark = { "?": "date_uncertain", "~": "date_about", "%": "date_both" }[(/[?~%]/.exec(point) || [])[0]];
  const words = /^XXXX/.test(year)
    ? yearlessWords(month, day)
    : year.includes("X")
      ? ui("decade", { year: year.replaceAll("X", "0") })
      : dayWords(plain, month, day);
  return mark ? ui(mark, { date: words }) : words;
}

function dayWords(point, month, day) {
  const options = { year: "numeric" };
  if (month && !month.includes("X")) options.month = monthStyle();
  if (options.month && day && !day.includes("X")) options.day = "numeric";
  return dateFormat(options).format(pointBounds(point)[0] * DAY);
}

function yearlessWords(month, day) {
  if (!month) return ui("undated");
  const options = { month: "short", ...(day ? { day: "numeric" } : {}) };
  return ui("yearless", { date: dateFormat(options).format(Date.UTC(2000, month - 1, day || 1)) });
}

function dateWords(edtf) {
  const [first, last] = edtf.split("/");
  if (last === undefined) return pointWords(first);
  if (last === ".." || last === "") return ui("date_from", { date: pointWords(first) });
  if (first === ".." || first === "") return ui("date_by", { date: pointWords(last) });
  return ui("date_range", { from: pointWords(first), to: pointWords(last) });
}

// An ISO 8601 duration of one unit in words; any other value as it is.
function durationWords(value) {
  const [, number, unit] = /^P(\d+)([YMWD])$/.exec(value) || [];
  return unit ? `${number}${label("duration", number === "1" ? unit : `${unit}s`)}` : value;
}
