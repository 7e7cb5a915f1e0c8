// The state of the page and what redraws it.
let SHOWN = [];
const shown = () => SHOWN;

function refresh() {
  SHOWN = DATA.changes.filter((change) => fits(change));
  const active = activeFilters();
  $("active").textContent = active.length ? numberWords(active.length) : "";
  $("clear").hidden = !active.length;
  $("count").textContent = ui("shown", { n: numberWords(SHOWN.length), all: numberWords(DATA.changes.length) });
  $("sure-value").textContent = state.sure ? `≥ ${state.sure}%` : ui("any");
  $("on-paper").textContent = [$("summary").textContent, ...active].join(" · ");
  drawMenus();
  drawTab();
}

function drawTab() {
  if (state.tab === "changes") {
    drawAxis();
    drawList();
  }
  if (state.tab === "figures") drawFigures();
  if (state.tab === "conflicts") drawConflicts();
}

function words() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.title = ui("title");
  for (const node of document.querySelectorAll("[data-ui]")) node.textContent = ui(node.dataset.ui);
  for (const node of document.querySelectorAll("[data-ui-label]")) {
    node.setAttribute("aria-label", ui(node.dataset.uiLabel));
    if (node.dataset.zoom) node.title = ui(node.dataset.uiLabel);
  }
  for (const node of document.querySelectorAll("[data-ui-placeholder]")) node.placeholder = ui(node.dataset.uiPlaceholder);
  $("summary").textContent = [
    counted(DATA.changes.length, "one_change", "n_changes"),
    counted(DATA.figures.length, "one_figure", "n_figures"),
    counted(SOURCES.length, "article", "articles"),
    HORIZON > 0 ? ui("horizon", { date: dateWords(isoDay(HORIZON - 1)) }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
  const counts = { changes: DATA.changes.length, figures: DATA.figures.length, conflicts: DATA.conflicts.length };
  for (const [name, n] of Object.entries(counts)) fill($(`tab-${name}`), ui(name), h("span", { class: "n" }, ` ${numberWords(n)}`));
}

function setLanguage(lang) {
  state.lang = lang;
  press("language", lang);
  words();
  drawLegend();
  refresh();
  if (state.open) route();
}

function setTheme(theme) {
  const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  state.theme = theme;
  press("theme", theme);
}

function setTab(name) {
  showTab(name);
  drawTab();
}

function showTab(name) {
  state.tab = name;
  for (const tab of $("tabs").children) {
    const on = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    $(tab.id.slice(4)).hidden = !on;
  }
}

function setOrder(order) {
  state.order = order;
  press("order", order);
  drawList();
}

// #c=ID opens a change, #f=ID a figure: other pages may link here.
function route() {
  const [, kind, id] = /^#([cf])=(.+)$/.exec(location.hash) || [];
  if (!id) return closeDetail();
  if (kind === "c" && BY_ID.has(id)) bringIntoView(BY_ID.get(id));
  openDetail(id, kind);
}

function listen() {
  const choose = (group, set) =>
    $(group).addEventListener("click", (event) => event.target.dataset.value && set(event.target.dataset.value));
  choose("language", setLanguage);
  choose("theme", setTheme);
  choose("order", setOrder);
  $("print").addEventListener("click", () => {
    closeDetail();
    print();
  });
  $("more-rows").addEventListener("click", growList);
  $("tabs").addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) setTab(tab.id.slice(4));
  });
  $("tabs").addEventListener("keydown", tabsByKey);
  listenForm();
  listenAxis();
  document.addEventListener("keydown", marksByKey);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !closeMenus()) closeDetail();
  });
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest(".menu"));
    const link = event.target.closest("a[href^='#c='], a[href^='#f=']");
    if (link && link.getAttribute("href") === location.hash) route(); // the address does not change: nothing else would tell
  });
  addEventListener("hashchange", route);
  addEventListener("resize", () => (state.tab === "changes" ? scheduleAxis() : drawTab()));
  addEventListener("beforeprint", () => {
    layOut(true);
    for (const folded of document.querySelectorAll("#legend, .notice details")) folded.open = true;
  });
  addEventListener("afterprint", () => layOut(false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(state.theme));
}

// On paper the axis has the width of the page, and all changes stand in the list.
function layOut(paper) {
  state.paper = paper;
  if (state.tab === "changes") {
    drawAxis();
    if (paper) drawList(DATA.changes.length);
  } else drawTab();
}

function closeMenus(but = null) {
  const open = [...document.querySelectorAll(".menu[open]")].filter((menu) => menu !== but);
  for (const menu of open) menu.open = false;
  if (open.length && !but && open[0].contains(document.activeElement)) open[0].firstChild.focus();
  return open.length > 0;
}

function listenForm() {
  $("form").addEventListener("submit", (event) => event.preventDefault());
  $("form").addEventListener("input", (event) => {
    const box = event.target;
    if (box.name in state.facets) state.facets[box.name][box.checked ? "add" : "delete"](box.value);
    readForm();
    refresh();
    if (box.name in state.facets) [...$(`menu-${box.name}`).querySelectorAll("input")].find((input) => input.value === box.value)?.focus();
  });
  $("form").addEventListener("reset", () =>
    setTimeout(() => {
      for (const chosen of Object.values(state.facets)) chosen.clear();
      readForm();
      refresh();
      $("q").focus();
    }),
  );
}

const ARTICLES = /\/articles\/?$/; // where a desk has its articles, below its first page

function start() {
  const wanted = new URLSearchParams(location.search);
  if (matchMedia("(max-width: 820px)").matches) $("filters").open = false;
  makeMenus();
  $("q").value = wanted.get("q") || "";
  readForm();
  state.view = firstView();
  setTheme(["light", "dark"].includes(wanted.get("theme")) ? wanted.get("theme") : "auto");
  press("order", state.order);
  if (isDesk && ARTICLES.test(DATA.review)) {
    $("desk").href = DATA.review.replace(ARTICLES, "/");
    $("desk").hidden = false;
  }
  listen();
  const lang = wanted.get("lang") || (navigator.language.startsWith("zh") ? "zh" : "en");
  showTab(["figures", "conflicts"].includes(wanted.get("tab")) ? wanted.get("tab") : "changes");
  setLanguage(LANGUAGES.includes(lang) ? lang : "en");
  route();
}
start();
