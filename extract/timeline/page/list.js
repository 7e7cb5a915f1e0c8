// The changes as a list, a page of rows at a time.
const ROWS = 60;

function monthOf(change) {
  const at = moment(change);
  return at ? isoDay(at.days[0]).slice(0, 7) : "";
}

function ordered(changes) {
  const sign = state.order === "newest" ? -1 : 1;
  const key = (change) => (moment(change) ? moment(change).days[0] : -Infinity * sign * -1);
  return [...changes].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x === y ? 0 : (x - y) * sign;
  });
}

function drawList(least = 0) {
  const changes = ordered(shown());
  state.rows = Math.max(ROWS, Math.min(least, changes.length));
  const part = changes.slice(0, state.rows);
  const months = [...grouped(part, monthOf)].map(([month, members]) =>
    h("div", { class: "group" }, h("h3", { class: "month" }, month ? pointWords(month) : ui("undated")), members.map(row)),
  );
  fill($("list"), months.length ? months : h("p", { class: "empty" }, ui(DATA.changes.length ? "nothing" : "no_changes")));
  const left = changes.length - part.length;
  $("more-rows").hidden = left <= 0;
  $("more-rows").textContent = ui("more_rows", { n: numberWords(Math.min(left, ROWS)), left: numberWords(left) });
}

function growList() {
  const before = state.rows;
  drawList(state.rows + ROWS);
  const next = $("list").querySelectorAll(".row h4 a")[before];
  if (next) next.focus();
}

const badge = (kind, code, words = label(kind, code)) => h("span", { class: `badge ${kind} ${code}` }, words);
const directionMark = (change) =>
  h(
    "span",
    {
      class: "glyph",
      title: label("direction", change.direction.value),
      role: "img",
      "aria-label": label("direction", change.direction.value),
    },
    GLYPHS[change.direction.value],
  );
const actWords = (change) => `${label("measure", change.measure.value)} · ${label("action", change.action.value)}`;
const sourceCount = (change) =>
  `${counted(articlesOf(claimsOf(change.claims)), "article", "articles")}, ${counted(change.independent_sources, "one_source", "independent")}`;

function row(change) {
  const names = materialsOf(change).map(material);
  const most = 5;
  return h(
    "article",
    {
      class: `row ${change.direction.value} ${change.id === state.open ? "open" : ""}`,
      id: `row-${change.id}`,
      "aria-labelledby": `row-${change.id}-h`,
    },
    whenView(change),
    h(
      "div",
      { class: "body" },
      h("h4", { id: `row-${change.id}-h` }, h("a", { href: `#c=${change.id}` }, change.headline[state.lang])),
      h("p", { class: "badges" }, badges(change), h("span", { class: "muted" }, surenessWords(change.confidence))),
      h(
        "p",
        { class: "meta" },
        directionMark(change),
        ` ${actWords(change)}`,
        names.length
          ? ` · ${listed(names.slice(0, most))}${names.length > most ? ` ${ui("and_more", { n: names.length - most })}` : ""}`
          : "",
      ),
      linkLines(change),
      h(
        "p",
        { class: "on-paper" },
        `${ui("said_by")}: `,
        unique(claimsOf(change.claims).map((claim) => sourceName(claim.source))).join("; "),
      ),
    ),
  );
}

const surenessWords = (confidence) => `${ui("confidence")} ${Math.round(confidence * 100)}%`;
function badges(change) {
  return [
    badge("stage", change.stage.value, stageWords(change)),
    change.certainty.value === "stated" ? null : badge("certainty", change.certainty.value),
    ...unique(liftedFor(change, "suspends").map(({ part }) => ui(part ? "suspended_part" : "suspended"))).map((words) =>
      h("span", { class: "badge paused" }, words),
    ),
    CONFLICTS.has(change.id) ? h("span", { class: "badge conflict" }, ui("rivals")) : null,
    h("span", { class: "muted" }, sourceCount(change)),
  ];
}

function whenView(change) {
  const at = moment(change);
  if (!at) return h("div", { class: "when" }, h("b", {}, ui("undated")));
  const vague = isRange(at.days);
  return h(
    "div",
    { class: "when" },
    h("b", {}, dateWords(at.value)),
    h("span", {}, at.role === "published" ? ui("reported_only") : label("role", at.role)),
    vague ? h("span", { class: "span", role: "img", "aria-label": ui("uncertain"), title: ui("uncertain") }) : null,
  );
}

const unsure = (link) => (link.sure === false ? `${ui("perhaps")} ` : "");
const changeLink = (id) => h("a", { href: `#c=${id}` }, BY_ID.get(id).headline[state.lang]);
function linkLines(change) {
  const out = (change.amends || []).map((link) =>
    h("p", { class: "amends" }, `→ ${label("relation", link.relation)} `, unsure(link), changeLink(link.change)),
  );
  const back = actorsOn(change).map((link) =>
    h("p", { class: "amends" }, `← ${label("amended", link.relation)} `, unsure(link), changeLink(link.by)),
  );
  return [...out, ...back];
}
