"use strict";
// Data and words of the page. Everything from articles reaches the document as text nodes, never as markup.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LABELS = DATA.labels;
const LANGUAGES = ["en", "zh"];
const $ = (id) => document.getElementById(id);
const state = { lang: "en", tab: "changes", facets: {}, view: null };
const other = (text) => text.replace(/^other:/, "").replaceAll("_", " ");

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const chosen = (pair) => pair[LANGUAGES.indexOf(state.lang)];
const label = (kind, code) => (LABELS[kind] && LABELS[kind][code] ? chosen(LABELS[kind][code]) : other(String(code)));
const ui = (key, values = {}) => label("ui", key).replace(/\{(\w+)\}/g, (_, name) => values[name]);

const PLACES = Object.fromEntries(
  [["en", "en"], ["zh", "zh-Hans"]].map(([lang, tag]) => [lang, new Intl.DisplayNames([tag], { type: "region", fallback: "code" })]),
);
function place(code) {
  if (!code) return "";
  if (code === "XX") return ui("unknown_issuer");
  try {
    return PLACES[state.lang].of(code);
  } catch {
    return code; // G7, OPEC and the like are no regions
  }
}

const material = (id) => label("materials", id);
const listed = (items) => items.join(state.lang === "zh" ? "、" : ", ");

// Only web addresses become links: an article may call anything its url.
function link(source) {
  const title = source.title || source.record;
  return /^https?:\/\//i.test(source.url || "")
    ? h("a", { href: source.url, rel: "noopener noreferrer", target: "_blank", class: "title" }, title)
    : h("span", { class: "title" }, title);
}
const recordLink = (path) => h("a", { href: "records/" + path.split("/").map(encodeURIComponent).join("/") }, ui("record"));
