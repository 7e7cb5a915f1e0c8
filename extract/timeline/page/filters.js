// What is shown: the filters, their menus, and the items that pass them.
const FACETS = {
  issuer: { of: (c) => [c.issuer.value.jurisdiction], name: (code) => place(code) },
  material: { of: (c) => withGroups(materialsOf(c)), name: (id) => material(id), ofFigure: (f) => withGroups(materialsOf(f)) },
  measure: { of: (c) => [c.measure.value], name: (code) => label("measure", code) },
  stage: { of: (c) => [c.stage.value], name: (code) => label("stage", code) },
  certainty: { of: (c) => [c.certainty.value], name: (code) => label("certainty", code) },
  language: {
    of: (c) => languagesOf(c),
    name: (code) => languageName(code),
    ofFigure: (f) => claimsOfFigure(f).map((claim) => claim.source.language),
  },
};
state.facets = Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Set()]));
Object.assign(state, { q: "", from: null, to: null, sure: 0, onlyConflicts: false, manySources: false });

const TEXTS = new Map();
function textOf(item, parts) {
  if (!TEXTS.has(item.id)) TEXTS.set(item.id, parts(item).flat(Infinity).filter(Boolean).join(" ").toLowerCase());
  return TEXTS.get(item.id);
}
const bothNames = (id) => named("materials", id) || [other(id)];
const sourceTexts = (claims) =>
  claims.map((claim) => [
    claim.source.title,
    claim.source.publisher,
    claim.source.record,
    claim.passages
      .flat()
      .map((part) => (Array.isArray(part) ? part[1] : part))
      .join(""),
  ]);
const changeTexts = (c) => [
  c.headline.en,
  c.headline.zh,
  c.issuer.value.name,
  LANGUAGES.map((lang) => placeIn(lang, c.issuer.value.jurisdiction)),
  named("measure", c.measure.value),
  c.instrument ? Object.values(c.instrument.value) : [],
  materialsOf(c).map(bothNames),
  (c.targets || []).map((told) => told.value.name),
  sourceTexts(claimsOf(c.claims)),
];
const readingsOf = (figure) => [figure.reading, ...(figure.rivals || [])];
const claimsOfFigure = (figure) => claimsOf(readingsOf(figure).flatMap((reading) => reading.support));
const figureTexts = (f) => [
  named("indicator", f.indicator),
  f.unit,
  materialsOf(f).map(bothNames),
  [f.origin, f.destination].filter(Boolean).map((code) => LANGUAGES.map((lang) => placeIn(lang, code))),
  sourceTexts(claimsOfFigure(f)),
];

const inRange = (days) =>
  (state.from === null && state.to === null) || (days !== null && days[1] > (state.from ?? -Infinity) && days[0] < (state.to ?? Infinity));
const hasWords = (item, parts) => !state.q || state.q.split(/\s+/).every((word) => textOf(item, parts).includes(word));
const meets = (name, codes) => !state.facets[name].size || codes.some((code) => state.facets[name].has(code));

function fits(change, ignoring = null) {
  for (const [name, facet] of Object.entries(FACETS)) if (name !== ignoring && !meets(name, facet.of(change))) return false;
  if (state.onlyConflicts && !CONFLICTS.has(change.id)) return false;
  if (state.manySources && change.independent_sources < 2) return false;
  if (change.confidence * 100 < state.sure) return false;
  const life = lifeOf(change);
  return inRange(life && [life.from, life.open ? Infinity : life.to]) && hasWords(change, changeTexts);
}

// Statistics have no issuer, measure or stage of their own; the other filters hold for them too.
function figureFits(figure) {
  for (const [name, facet] of Object.entries(FACETS)) if (facet.ofFigure && !meets(name, facet.ofFigure(figure))) return false;
  if (state.onlyConflicts && !(figure.rivals || []).length) return false;
  if (state.manySources && articlesOf(claimsOfFigure(figure)) < 2) return false;
  if (figure.confidence * 100 < state.sure) return false;
  return inRange(startOf(figure.period || figure.first_reported)) && hasWords(figure, figureTexts);
}

const activeFilters = () => {
  const words = Object.entries(FACETS)
    .filter(([name]) => state.facets[name].size)
    .map(([name, facet]) => `${ui(name)}: ${listed([...state.facets[name]].map(facet.name))}`);
  if (state.q) words.push(`“${state.q}”`);
  if (state.from !== null) words.push(`${ui("from")} ${isoDay(state.from)}`);
  if (state.to !== null) words.push(`${ui("to")} ${isoDay(state.to - 1)}`);
  if (state.sure) words.push(`${ui("sure")} ${state.sure}%`);
  return [...words, ...(state.onlyConflicts ? [ui("only_conflicts")] : []), ...(state.manySources ? [ui("many_sources")] : [])];
};

// One menu a facet; the count behind a choice is what choosing it would show.
function drawMenus() {
  for (const [name, facet] of Object.entries(FACETS)) {
    const menu = $(`menu-${name}`);
    const chosen = state.facets[name];
    fill(menu.firstChild, ui(name), h("span", { class: "n" }, chosen.size ? ` ${chosen.size}` : ""));
    menu.classList.toggle("on", chosen.size > 0);
    if (menu.open) drawOptions(menu, name, facet);
  }
}

function drawOptions(menu, name, facet) {
  const counts = new Map([...state.facets[name]].map((code) => [code, 0]));
  for (const change of DATA.changes)
    if (fits(change, name)) for (const code of unique(facet.of(change))) counts.set(code, (counts.get(code) || 0) + 1);
  if (facet.ofFigure) for (const code of DATA.figures.flatMap(facet.ofFigure)) if (!counts.has(code)) counts.set(code, 0);
  const options = [...counts]
    .sort(byCount)
    .map(([code, n]) =>
      h(
        "label",
        { class: "check" },
        h("input", { type: "checkbox", name, value: code, checked: state.facets[name].has(code) }),
        h("span", {}, facet.name(code)),
        h("span", { class: "n" }, numberWords(n)),
      ),
    );
  fill(menu.lastChild, options.length ? options : h("p", { class: "muted" }, ui("nothing")));
}

function makeMenus() {
  fill(
    $("menus"),
    Object.entries(FACETS).map(([name, facet]) => {
      const menu = h("details", { class: "menu", id: `menu-${name}` }, h("summary", {}), h("div", { class: "options", role: "group" }));
      menu.addEventListener("toggle", () => menu.open && drawOptions(menu, name, facet));
      return menu;
    }),
  );
}

function readForm() {
  const day = (id, end) => ($(id).value ? pointBounds($(id).value)[end] : null);
  Object.assign(state, { q: $("q").value.trim().toLowerCase(), from: day("from", 0), to: day("to", 1), sure: Number($("sure").value) });
  Object.assign(state, { onlyConflicts: $("only-conflicts").checked, manySources: $("many-sources").checked });
}
