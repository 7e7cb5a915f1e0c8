"use strict";
// Data and words of the page. Everything from articles reaches the document as text, never as markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LABELS = DATA.labels;
const LANGUAGES = ["en", "zh"];
const $ = (id) => document.getElementById(id);
const state = {
  lang: "en",
  tab: "changes",
  theme: "auto",
  order: "newest",
  view: null,
  open: null,
  rows: 0,
  paper: false,
  allLanes: false,
  wide: new Set(),
};

// Characters that turn the direction of text, or that cannot be seen, would let a quote show what it does not say.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const visible = (text) => text.replace(UNSEEN, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

const isChild = (child) => child !== null && child !== undefined && child !== "" && child !== false;
const asNode = (child) => (child instanceof Node ? child : visible(String(child)));

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else node.setAttribute(name, value === true ? "" : name === "href" ? value : visible(String(value)));
  }
  node.append(...children.flat(Infinity).filter(isChild).map(asNode));
  return node;
}
const h = (tag, attributes, ...children) => furnish(document.createElement(tag), attributes, children);
function fill(node, ...children) {
  node.replaceChildren();
  return furnish(node, null, children);
}
const svg = (tag, attributes, ...children) => furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

// What an article says stands in its own direction and language.
const said = (text, language) => h("bdi", { lang: language }, text);

const other = (text) => text.replace(/^other:/, "").replaceAll("_", " ");
const named = (kind, code) => (LABELS[kind] && LABELS[kind][code] ? LABELS[kind][code] : null);
function label(kind, code) {
  const pair = named(kind, code);
  return pair ? pair[LANGUAGES.indexOf(state.lang)] : other(String(code));
}
const ui = (key, values = {}) => label("ui", key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
const counted = (n, one, many) => (n === 1 ? ui(one) : ui(many, { n: numberWords(n) }));
const numberWords = (n) =>
  new Intl.NumberFormat(state.lang === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 4 }).format(n).replace("-", "−");
const listed = (items) => items.join(state.lang === "zh" ? "、" : ", ");
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const unique = (items) => [...new Set(items)];

const namesOf = (type) =>
  Object.fromEntries(
    [
      ["en", "en"],
      ["zh", "zh-Hans"],
    ].map(([lang, tag]) => [lang, new Intl.DisplayNames([tag], { type, fallback: "code" })]),
  );
const PLACES = namesOf("region");
const TONGUES = namesOf("language");
function nameIn(names, lang, code) {
  try {
    return names[lang].of(code);
  } catch {
    return code; // G7, OPEC and the like are no regions
  }
}
const placeIn = (lang, code) => nameIn(PLACES, lang, code);
const languageName = (code) => nameIn(TONGUES, state.lang, code);
const place = (code) => (!code ? "" : code === "XX" ? ui("unknown_issuer") : placeIn(state.lang, code));
const material = (id) => (id === "general" || id === "other" ? ui(id) : label("materials", id));

function grouped(items, key) {
  const found = new Map();
  for (const item of items) {
    const name = key(item);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(item);
  }
  return found;
}
const byCount = (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

function press(group, value) {
  for (const button of $(group).children) button.setAttribute("aria-pressed", String(button.dataset.value === value));
}
