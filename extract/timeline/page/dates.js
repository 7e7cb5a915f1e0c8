// EDTF dates as half-open intervals of days since 1970, and as words.
const DAY = 86400000;
const utc = (year, month, day) => Math.round(Date.UTC(year, month, day) / DAY);

function bounds(edtf) {
  if (!edtf || edtf.includes("X")) return null;
  const [first, last] = edtf.split("/");
  const from = first === ".." ? null : pointBounds(first)[0];
  const to = last === ".." ? null : pointBounds(last || first)[1];
  return [from, to];
}

function pointBounds(point) {
  const [year, month, day] = point.split("-").map(Number);
  if (day) return [utc(year, month - 1, day), utc(year, month - 1, day + 1)];
  if (month) return [utc(year, month - 1, 1), utc(year, month, 1)];
  return [utc(year, 0, 1), utc(year + 1, 0, 1)];
}

function pointWords(point) {
  const parts = point.split("-");
  if (parts[0] === "XXXX") return yearlessWords(parts.slice(1));
  const options = { timeZone: "UTC", year: "numeric" };
  if (parts.length > 1) options.month = state.lang === "zh" ? "long" : "short";
  if (parts.length > 2) options.day = "numeric";
  const date = new Date(pointBounds(point)[0] * DAY);
  return new Intl.DateTimeFormat(state.lang === "zh" ? "zh-CN" : "en-GB", options).format(date);
}

// A date whose year no source tells: XXXX-09 or XXXX-09-01.
function yearlessWords([month, day]) {
  const zh = state.lang === "zh";
  const options = { timeZone: "UTC", month: "short", ...(day ? { day: "numeric" } : {}) };
  const words = new Intl.DateTimeFormat(zh ? "zh-CN" : "en-GB", options).format(Date.UTC(2000, month - 1, day || 1));
  return zh ? `${words}（年份不明）` : `${words} (year unknown)`;
}

// An ISO 8601 duration of one unit in words; any other value as it is.
const UNITS = { Y: ["year", "年"], M: ["month", "个月"], W: ["week", "周"], D: ["day", "天"] };
function durationWords(value) {
  const [, number, unit] = /^P(\d+)([YMWD])$/.exec(value) || [];
  if (!unit) return value;
  return state.lang === "zh" ? `${number}${UNITS[unit][1]}` : `${number} ${UNITS[unit][0]}${number === "1" ? "" : "s"}`;
}

function dateWords(edtf) {
  const [first, last] = edtf.split("/");
  const zh = state.lang === "zh";
  if (last === undefined) return pointWords(first);
  if (last === "..") return zh ? `${pointWords(first)}起` : `from ${pointWords(first)}`;
  if (first === "..") return zh ? `${pointWords(last)}及以前` : `by ${pointWords(last)}`;
  return [first, last].map(pointWords).join(zh ? "至" : " to ");
}
const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

// Where a change stands in time: the date its sources give, else the first report of it.
function moment(change) {
  const told = (change.dates || []).find((date) => date.value.role !== "expires");
  if (told && bounds(told.value.value)) return { role: told.value.role, value: told.value.value, days: closed(told.value.value) };
  if (change.first_reported) return { role: "published", value: change.first_reported, days: closed(change.first_reported) };
  return null;
}

// An open interval is drawn a month long on its open side.
function closed(edtf) {
  const [from, to] = bounds(edtf) || [null, null];
  if (from === null && to === null) return [0, 1];
  return [from === null ? to - 30 : from, to === null ? from + 30 : to];
}
