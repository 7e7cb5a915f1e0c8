// One entry a change: what it is, and on request its sources with their quotes.
const BY_ID = new Map(DATA.changes.map((change) => [change.id, change]));
const CONFLICTS = Map.groupBy ? Map.groupBy(DATA.conflicts, (c) => c.subject) : grouped(DATA.conflicts, (c) => c.subject);
const AMENDED_BY = new Map();
for (const change of DATA.changes)
  for (const amends of change.amends || []) {
    if (!AMENDED_BY.has(amends.change)) AMENDED_BY.set(amends.change, []);
    AMENDED_BY.get(amends.change).push({ change: change.id, relation: amends.relation });
  }

function grouped(items, key) {
  const found = new Map();
  for (const item of items) {
    if (!found.has(key(item))) found.set(key(item), []);
    found.get(key(item)).push(item);
  }
  return found;
}

const articlesOf = (claims) => new Set(claims.map((claim) => claim.record)).size;
const articleCount = (n) => (n === 1 ? ui("article") : ui("articles", { n }));
const sourceCount = (n) => (n === 1 ? ui("one_source") : ui("independent", { n }));
const MOST = 6; // conditions on the face of an entry; the others stand in its detail
const GLYPHS = { tightening: "▲", easing: "▼", neutral: "●" };

function badge(kind, code, words = label(kind, code)) {
  return h("span", { class: `badge ${kind} ${code}` }, words);
}

// "In force" would say of a rule that was ended or suspended the opposite of what is meant.
const PASSING = new Set(["end", "suspend", "delay", "grant", "deny"]);
function stageWords(change) {
  return change.stage.value === "in_force" && PASSING.has(change.action.value) ? ui("took_effect") : label("stage", change.stage.value);
}

function entry(change) {
  const direction = change.direction.value;
  const node = h("article", { class: "change", id: change.id, "aria-labelledby": `${change.id}-h` }, when(change), h("div", { class: `card ${direction}` }));
  const card = node.lastChild;
  const conflicts = CONFLICTS.get(change.id) || [];
  card.append(
    h("div", { class: "badges" },
      badge("stage", change.stage.value, stageWords(change)), badge("certainty", change.certainty.value),
      h("span", { class: "badge direction" }, `${GLYPHS[direction]} ${label("measure", change.measure.value)} · ${label("action", change.action.value)}`),
      (AMENDED_BY.get(change.id) || []).filter((a) => a.relation === "suspends" || a.relation === "ends").map((a) => h("span", { class: "badge conflict" }, label("amended", a.relation), " ", jump(a.change, true))),
      conflicts.length ? h("span", { class: "badge conflict" }, `⚠ ${ui("rivals")}`) : null,
      h("span", { class: "muted" }, `${articleCount(articlesOf(change.claims))} · ${sourceCount(change.independent_sources)}`)),
    h("h3", { id: `${change.id}-h` }, change.headline[state.lang]),
    facts(change));
  const button = h("button", { type: "button", class: "more", "aria-expanded": "false", "aria-controls": `${change.id}-d`, on: { click: () => toggle(node) } }, ui("expand"));
  card.append(button, h("p", { class: "on-paper muted" }, `${ui("said_by")}: ${listed([...new Set(change.claims.map((claim) => sourceName(claim.record)))])}`));
  return node;
}

function when(change) {
  const at = moment(change);
  if (!at) return h("div", { class: "when" }, h("b", {}, "?"), ui("undated"));
  const length = at.days[1] - at.days[0];
  return h("div", { class: "when" },
    h("b", {}, dateWords(at.value)),
    h("span", { class: "muted" }, at.role === "published" ? ui("reported_only") : label("role", at.role)),
    length > 1 ? h("span", { class: `hatched ${length > 80 ? "year" : ""}`, title: ui("uncertain"), role: "img", "aria-label": ui("uncertain") }) : null);
}

function facts(change) {
  const rows = [
    ["issuer", [place(change.issuer.value.jurisdiction), change.issuer.value.name ? h("span", { class: "muted" }, ` · ${change.issuer.value.name}`) : null]],
    ["targets", chips((change.targets || []).map((told) => targetWords(told.value)))],
    ["materials", chips((change.materials || []).map((told) => material(told.value)))],
    ["instrument", change.instrument ? [change.instrument.value.name || change.instrument.value.number || change.instrument.value.key] : []],
    ["dates", (change.dates || []).map((told) => dateLine(told))],
    ["conditions", (change.conditions || []).slice(0, MOST).map(conditionLine)],
    ["amends", (change.amends || []).map((a) => h("div", {}, `${label("relation", a.relation)} `, jump(a.change)))],
  ];
  const shown = rows.filter(([, values]) => values.length);
  return h("dl", { class: "facts" }, shown.map(([name, values]) => [h("dt", {}, ui(name)), h("dd", {}, values)]));
}

function chips(words) {
  const unique = [...new Set(words.filter(Boolean))];
  return unique.length ? [h("div", { class: "chips" }, unique.map((word) => h("span", { class: "chip" }, word)))] : [];
}
const targetWords = (t) => [place(t.jurisdiction), t.name, t.name && t.class === "company" ? "" : label("class", t.class)].filter(Boolean).join(" · ");

function dateLine(told) {
  const rivals = (told.rivals || []).map((rival) => dateWords(rival.value.value));
  return h("div", {}, `${label("role", told.value.role)} ${dateWords(told.value.value)}`,
    rivals.length ? h("span", { class: "rival" }, ` — ${ui("also")} ${listed(rivals)}`) : null);
}

function conditionLine(told) {
  const c = told.value;
  const rivals = (told.rivals || []).map((rival) => (rival.value.value ? durationWords(rival.value.value) : rival.value.text));
  return h("div", { class: "condition" }, h("b", {}, `${label("condition", c.type)} ${label("effect", c.effect)}`), c.value ? ` ${durationWords(c.value)}` : "", ` “${c.text}”`,
    rivals.length ? h("span", { class: "rival" }, ` — ${ui("also")} ${listed(rivals)}`) : null);
}

function jump(id, short = false) {
  const change = BY_ID.get(id);
  const at = moment(change);
  return h("a", { href: `#${id}`, on: { click: () => reveal(id) } }, short && at ? dateWords(at.value) : change.headline[state.lang]);
}

function toggle(node, open = null) {
  const button = node.querySelector(".more");
  const wanted = open === null ? button.getAttribute("aria-expanded") !== "true" : open;
  button.setAttribute("aria-expanded", String(wanted));
  const shown = node.querySelector(".detail");
  if (wanted && !shown) button.after(detail(BY_ID.get(node.id)));
  else if (shown) shown.hidden = !wanted;
}

function detail(change) {
  const conflicts = CONFLICTS.get(change.id) || [];
  return h("div", { class: "detail", id: `${change.id}-d` },
    conflicts.map(notice),
    h("h4", {}, ui("life")), h("ol", { class: "life" }, change.stages.map((s) => h("li", {}, h("b", {}, label("stage", s.stage)), h("span", { class: "muted" }, s.as_of ? `${dateWords(s.as_of)} (${label("role", s.basis)})` : ui("undated"))))),
    (change.conditions || []).length > MOST ? [h("h4", {}, ui("conditions")), change.conditions.slice(MOST).map(conditionLine)] : null,
    h("h4", {}, ui("sources")), h("div", {}, change.claims.map((claim) => sourceView(claim.record, claim.event))),
    h("h4", {}, ui("witnesses")), h("ul", { class: "why" }, change.witnesses.map((w) => h("li", {}, `${w.name} — ${articleCount(articlesOf(w.claims))}: ${whyWords(w.why)}`))),
    (change.merges || []).length ? [h("h4", {}, ui("why")), h("ul", { class: "why" }, change.merges.map(mergeLine))] : null,
    h("p", { class: "muted" }, `${ui("confidence")} ${Math.round(change.confidence * 100)}%`));
}

function whyWords(why) {
  return why.split("; ").map((reason) => reason.replace(/^[^:]+/, (name) => label("why", name))).join("; ");
}

function notice(conflict) {
  const field = conflict.field.split(".");
  const name = { dates: "role", conditions: "condition" }[field[0]];
  const shown = (value) => (field[0] === "dates" ? dateWords(value) : field[0] === "stage" ? label("stage", value) : field[0] === "conditions" && !field[2] ? value.replace(/^\w+/, (effect) => label("effect", effect)) : value);
  return h("div", { class: "notice" }, h("b", {}, `⚠ ${ui("rivals")}: ${name ? label(name, field[1]) : field[0] === "reading" ? ui("value") : ui(field[0])}`),
    h("ul", {}, conflict.versions.map((v) => h("li", {}, h("b", {}, shown(v.value)), ` — ${ui("said_by")} ${listed([...new Set(v.claims.map((c) => sourceName(c.record)))])}`))),
    h("p", { class: "muted" }, `${ui("shown_because")}: ${label("because", conflict.shown_because)}`));
}

function sourceName(path) {
  const source = DATA.sources[path] || { record: path };
  return [source.publisher || source.title || path, source.published ? dateWords(source.published) : ""].filter(Boolean).join(" ");
}

function sourceView(path, item) {
  const source = DATA.sources[path] || { record: path };
  const meta = [source.publisher, source.published ? dateWords(source.published) : ui("undated"), source.language].filter(Boolean);
  return h("div", { class: "source" }, link(source), h("div", { class: "muted" }, meta.join(" · "), " · ", recordLink(path)),
    (DATA.quotes[`${path}#${item}`] || []).map(([before, quote, after]) => h("blockquote", { lang: source.language }, before, h("mark", {}, quote), after)));
}

function mergeLine(merge) {
  const reasons = merge.features.map((f) => `${label("feature", f.name)} ${f.weight > 0 ? "+" : "−"}${Math.abs(f.weight)} (${f.detail})`);
  return h("li", {}, h("b", {}, sourceName(merge.claim.record)), ` ${ui("score")} ${merge.score}: ${reasons.join("; ")}`);
}
