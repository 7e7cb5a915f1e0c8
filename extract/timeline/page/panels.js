// The tabs of figures and of conflicts.
function figureValue(reading, unit) {
  const number = (value) => new Intl.NumberFormat(state.lang === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 6 }).format(value);
  const range = reading.value_high === undefined ? "" : `–${number(reading.value_high)}`;
  const words = LABELS.unit[unit] ? label("unit", unit) : ` ${other(unit)}`;
  return `${label("bound", reading.bound)} ${number(reading.value)}${range}${words}`.trim();
}

function readingView(reading, unit, rival) {
  return h("details", {}, h("summary", { class: rival ? "rival" : "" }, figureValue(reading, unit), h("span", { class: "muted" }, ` · ${articleCount(articlesOf(reading.support))}`)),
    reading.support.map((citation) => sourceView(citation.record, citation.statistic)));
}

function figureRow(figure) {
  const partners = [figure.origin, figure.destination].map(place).filter(Boolean).join(" → ");
  const what = [listed((figure.materials || []).map(material)), partners, label("statistic", figure.kind), figure.comparison ? label("comparison", figure.comparison) : ""];
  return h("tr", { id: figure.id }, h("td", {}, what.filter(Boolean).join(" · ")),
    h("td", {}, figure.period ? dateWords(figure.period) : h("span", { class: "muted" }, figure.first_reported ? `${label("role", "published")} ${dateWords(figure.first_reported)}` : ui("undated"))),
    h("td", { class: "value" }, readingView(figure.reading, figure.unit, false), (figure.rivals || []).map((r) => readingView(r, figure.unit, true))));
}

function drawFigures() {
  const found = DATA.figures.filter(figureFits);
  const sections = [...grouped(found, (figure) => figure.indicator)].map(([indicator, figures]) => [
    h("h2", { class: "group-name" }, label("indicator", indicator)),
    h("div", { class: "tablewrap" }, h("table", {}, h("thead", {}, h("tr", {}, ["figure", "period", "value"].map((name) => h("th", { scope: "col" }, ui(name))))), h("tbody", {}, figures.map(figureRow)))),
  ]);
  $("figures").replaceChildren(...(sections.length ? sections.flat() : [h("p", { class: "empty" }, ui("no_figures"))]));
}

// Figures follow the search, the material and the period; the other filters are about changes.
function figureFits(figure) {
  const wanted = state.facets.material;
  if (wanted.size && !(figure.materials || []).some((id) => wanted.has(id))) return false;
  const days = closed(figure.period || figure.first_reported || "");
  return inRange((figure.period || figure.first_reported) ? days : null) && figureText(figure).includes(state.q);
}

function figureText(figure) {
  const citations = [figure.reading, ...(figure.rivals || [])].flatMap((r) => r.support);
  const quotes = citations.flatMap((c) => (DATA.quotes[`${c.record}#${c.statistic}`] || []).map((q) => q.join("")));
  return [...quotes, ...(figure.materials || []).flatMap(bothNames), figure.indicator].join(" ").toLowerCase();
}

function drawConflicts() {
  const views = DATA.conflicts.map((conflict) => {
    const change = BY_ID.get(conflict.subject);
    const figure = DATA.figures.find((item) => item.id === conflict.subject);
    const name = change ? jump(change.id) : `${label("indicator", figure.indicator)} · ${listed((figure.materials || []).map(material))}`;
    return h("div", { class: "source" }, h("h3", { class: "title" }, name), notice(conflict));
  });
  $("conflicts").replaceChildren(...(views.length ? views : [h("p", { class: "empty" }, ui("no_conflicts"))]));
}
