// State, filters and the switch of language; redraws what depends on them.
const FACETS = {
  issuer: { of: (c) => [c.issuer.value.jurisdiction], name: place },
  measure: { of: (c) => [c.measure.value], name: (code) => label("measure", code) },
  material: { of: (c) => (c.materials || []).map((told) => told.value), name: material },
  stage: { of: (c) => [c.stage.value], name: (code) => label("stage", code) },
  certainty: { of: (c) => [c.certainty.value], name: (code) => label("certainty", code) },
};
for (const name of Object.keys(FACETS)) state.facets[name] = new Set();
state.q = "";

const bothNames = (id) => (LABELS.materials[id] ? LABELS.materials[id] : [other(id)]);
const TEXTS = new Map();
function textOf(change) {
  if (!TEXTS.has(change.id)) TEXTS.set(change.id, searchText(change));
  return TEXTS.get(change.id);
}
function searchText(change) {
  const quotes = change.claims.flatMap((c) => (DATA.quotes[`${c.record}#${c.event}`] || []).map((q) => q.join("")));
  const titles = change.claims.map((c) => Object.values(DATA.sources[c.record] || {}).join(" "));
  const names = (change.materials || []).flatMap((told) => bothNames(told.value));
  const places = LANGUAGES.map((lang) => PLACES[lang]).map((p) => { try { return p.of(change.issuer.value.jurisdiction); } catch { return ""; } });
  const act = change.instrument ? Object.values(change.instrument.value) : [];
  return [change.headline.en, change.headline.zh, change.issuer.value.name, ...act, ...names, ...places, ...titles, ...quotes].join(" ").toLowerCase();
}

function inRange(days) {
  const from = $("from").value ? pointBounds($("from").value)[0] : -Infinity;
  const to = $("to").value ? pointBounds($("to").value)[1] : Infinity;
  if (from === -Infinity && to === Infinity) return true;
  return days !== null && days[1] > from && days[0] < to;
}

function fits(change, ignoring = null) {
  for (const [name, facet] of Object.entries(FACETS))
    if (name !== ignoring && state.facets[name].size && !facet.of(change).some((code) => state.facets[name].has(code))) return false;
  if ($("only-conflicts").checked && !CONFLICTS.has(change.id)) return false;
  if ($("many-sources").checked && change.independent_sources < 2) return false;
  const at = moment(change);
  return inRange(at ? at.days : null) && (!state.q || textOf(change).includes(state.q));
}
const visible = () => DATA.changes.filter((change) => fits(change));

function drawFacets() {
  $("facets").replaceChildren(...Object.entries(FACETS).map(([name, facet]) => {
    const counts = new Map();
    for (const change of DATA.changes) if (fits(change, name)) for (const code of new Set(facet.of(change))) counts.set(code, (counts.get(code) || 0) + 1);
    for (const code of state.facets[name]) if (!counts.has(code)) counts.set(code, 0);
    const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const options = order.map(([code, n]) => h("label", { class: "check" },
      h("input", { type: "checkbox", name, value: code, checked: state.facets[name].has(code) }), h("span", {}, facet.name(code)), h("span", { class: "n" }, String(n))));
    return h("fieldset", {}, h("legend", {}, ui(name)), h("div", { class: "options" }, options));
  }));
}

function monthOf(change) {
  const at = moment(change);
  return at ? isoDay(at.days[0]).slice(0, at.value.length > 4 ? 7 : 4) : "";
}

let nodes = new Map();
function drawEntries() {
  nodes = new Map(DATA.changes.map((change) => [change.id, entry(change)]));
  const months = [...grouped(DATA.changes, monthOf)].map(([month, changes]) =>
    h("div", { class: "group" }, h("h2", { class: "month" }, month ? pointWords(month) : ui("undated")), changes.map((c) => nodes.get(c.id))));
  $("changes").replaceChildren(...months, h("p", { class: "empty", id: "nothing", hidden: true }, ui("nothing")));
}

function refresh() {
  const shown = visible();
  const ids = new Set(shown.map((change) => change.id));
  for (const [id, node] of nodes) node.hidden = !ids.has(id);
  for (const group of document.querySelectorAll("#changes .group")) group.hidden = !group.querySelector(".change:not([hidden])");
  $("nothing").hidden = shown.length > 0;
  $("count").textContent = state.tab === "changes" ? ui("shown", { n: shown.length, all: DATA.changes.length }) : "";
  drawFacets();
  drawAxis(shown);
  if (state.tab === "figures") drawFigures();
}

function words() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.title = ui("title");
  for (const node of document.querySelectorAll("[data-ui]")) node.textContent = ui(node.dataset.ui);
  for (const node of document.querySelectorAll("[data-ui-label]")) node.setAttribute("aria-label", ui(node.dataset.uiLabel));
  for (const node of document.querySelectorAll("[data-ui-placeholder]")) node.placeholder = ui(node.dataset.uiPlaceholder);
  const names = { in: "zoom_in", out: "zoom_out", earlier: "earlier", later: "later", all: "everything" };
  for (const node of document.querySelectorAll("[data-zoom]")) { node.title = ui(names[node.dataset.zoom]); node.setAttribute("aria-label", node.title); }
  $("summary").textContent = [ui("changes") + " " + DATA.changes.length, ui("figures") + " " + DATA.figures.length, ui("from_articles", { n: Object.keys(DATA.sources).length })].join(" · ");
  const counts = { changes: DATA.changes.length, figures: DATA.figures.length, conflicts: DATA.conflicts.length };
  for (const [name, n] of Object.entries(counts)) $(`tab-${name}`).replaceChildren(ui(name), h("span", { class: "n muted" }, ` ${n}`));
}

function setLanguage(lang) {
  state.lang = lang;
  press("language", lang);
  words();
  legend();
  drawEntries();
  drawConflicts();
  refresh();
}

function press(group, value) {
  for (const button of $(group).children) button.setAttribute("aria-pressed", String(button.dataset.value === value));
}

function setTheme(theme) {
  const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  state.theme = theme;
  press("theme", theme);
}

function setTab(name) {
  state.tab = name;
  for (const tab of $("tabs").children) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    $(tab.id.slice(4)).hidden = !on;
  }
  refresh();
}

function reveal(id) {
  const node = nodes.get(id);
  if (!node) return;
  if (state.tab !== "changes") setTab("changes");
  if (node.hidden) { $("form").reset(); }
  toggle(node, true);
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  node.classList.add("lit");
  node.scrollIntoView({ block: "start" });
  node.querySelector(".more").focus({ preventScroll: true });
}

function listen() {
  $("language").addEventListener("click", (event) => event.target.dataset.value && setLanguage(event.target.dataset.value));
  $("theme").addEventListener("click", (event) => event.target.dataset.value && setTheme(event.target.dataset.value));
  $("zoom").addEventListener("click", (event) => event.target.dataset.zoom && zoom(event.target.dataset.zoom));
  $("tabs").addEventListener("click", (event) => { const tab = event.target.closest("[role=tab]"); if (tab) setTab(tab.id.slice(4)); });
  $("tabs").addEventListener("keydown", (event) => {
    const tabs = [...$("tabs").children];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    setTab(next.id.slice(4));
  });
  $("form").addEventListener("submit", (event) => event.preventDefault());
  $("form").addEventListener("input", (event) => {
    const box = event.target;
    if (box.id === "q") state.q = box.value.trim().toLowerCase();
    if (box.name in state.facets) state.facets[box.name][box.checked ? "add" : "delete"](box.value);
    const focus = box.name ? [box.name, box.value] : null;
    refresh();
    if (focus) $("facets").querySelector(`input[name="${CSS.escape(focus[0])}"][value="${CSS.escape(focus[1])}"]`)?.focus();
  });
  $("form").addEventListener("reset", () => { state.q = ""; for (const set of Object.values(state.facets)) set.clear(); setTimeout(refresh); });
  document.addEventListener("keydown", marksByKey);
  addEventListener("resize", () => drawAxis(visible()));
  addEventListener("hashchange", () => reveal(location.hash.slice(1)));
  addEventListener("beforeprint", () => drawAxis(visible()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(state.theme));
}

// The axis is one stop of the Tab key; arrows go from mark to mark, Enter opens one.
function marksByKey(event) {
  const marks = [...document.querySelectorAll("#chart .mark")];
  const at = marks.indexOf(document.activeElement);
  if (at < 0) return;
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); reveal(marks[at].dataset.change); }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  marks[at].tabIndex = -1;
  const next = marks[(at + step + marks.length) % marks.length];
  next.tabIndex = 0;
  next.focus();
}

function start() {
  const wanted = new URLSearchParams(location.search);
  if (matchMedia("(max-width: 820px)").matches) $("filters").open = false;
  $("q").value = wanted.get("q") || "";
  state.q = $("q").value.trim().toLowerCase();
  state.view = firstView();
  setTheme(wanted.get("theme") || "auto");
  listen();
  state.lang = wanted.get("lang") || (navigator.language.startsWith("zh") ? "zh" : "en");
  setLanguage(LANGUAGES.includes(state.lang) ? state.lang : "en");
  setTab(["changes", "figures", "conflicts"].includes(wanted.get("tab")) ? wanted.get("tab") : "changes");
  if (location.hash) reveal(location.hash.slice(1));
}
start();
