// The data with its rows resolved: who says what, what acts on what, when each change stands.
const SOURCES = DATA.sources;
const CLAIMS = DATA.claims.map(([source, item, passages, confidence], row) => ({
  row,
  item,
  passages,
  confidence,
  source: SOURCES[source] || { record: "", language: "und" },
}));
const BY_ID = new Map(DATA.changes.map((change) => [change.id, change]));
const FIGURES = new Map(DATA.figures.map((figure) => [figure.id, figure]));
const CONFLICTS = grouped(DATA.conflicts, (conflict) => conflict.subject);
const claimsOf = (rows) => rows.map((row) => CLAIMS[row]);
const supportOf = (change, told) => claimsOf(told.support || change.claims);
const articlesOf = (claims) => unique(claims.map((claim) => claim.source.record)).length;

// Links stand at both ends: what this change acts on, and what acts on it.
const AMENDED_BY = grouped(
  DATA.changes.flatMap((change) => (change.amends || []).map((link) => ({ ...link, by: change.id }))),
  (link) => link.change,
);
const actorsOn = (change) => AMENDED_BY.get(change.id) || [];

// Where a change stands in time: the first date its sources give, else the first report of it.
const MOMENTS = new Map();
function moment(change) {
  if (!MOMENTS.has(change.id)) MOMENTS.set(change.id, findMoment(change));
  return MOMENTS.get(change.id);
}
function findMoment(change) {
  for (const told of change.dates || []) {
    const days = told.value.role === "expires" ? null : startOf(told.value.value);
    if (days) return { role: told.value.role, value: told.value.value, days };
  }
  const days = startOf(change.first_reported);
  return days && { role: "published", value: change.first_reported, days };
}

// The last day that any source of the timeline was published: nothing is known of what came after.
const HORIZON = DATA.sources
  .map((source) => startOf(source.published))
  .filter(Boolean)
  .reduce((last, days) => Math.max(last, days[1]), -Infinity);

const materialsOf = (item) => (item.materials || []).map((told) => (typeof told === "string" ? told : told.value));
const withGroups = (ids) => unique(ids.flatMap((id) => [id, ...(DATA.groups[id] || [])]));
const languagesOf = (change) => unique(claimsOf(change.claims).map((claim) => claim.source.language));

// "In force" would say of a rule that was ended or suspended the opposite of what is meant.
const PASSING = new Set(["end", "suspend", "delay", "grant", "deny"]);
const stageWords = (change, stage = change.stage.value) =>
  stage === "in_force" && PASSING.has(change.action.value) ? ui("took_effect") : label("stage", stage);
const GLYPHS = { tightening: "▲", easing: "▼", neutral: "●" };

function regimeWords(id) {
  const [issuer, family, group] = DATA.regimes[id] || id.split("/");
  return { what: capitalised(material(group || "general")), whose: [place(issuer), label("family", family)].join(" · ") };
}
