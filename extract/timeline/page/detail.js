// One change, or one figure, with everything that is known of it, beside the rest of the page.
let opener = null;

function openDetail(id, kind) {
  const item = (kind === "f" ? FIGURES : BY_ID).get(id);
  if (!item) return closeDetail();
  if ($("detail").hidden) opener = document.activeElement;
  state.open = id;
  fill($("detail"), kind === "f" ? figureDetail(item) : changeDetail(item));
  $("detail").hidden = false;
  setReading(true);
  $("detail").scrollTop = 0;
  $("detail").focus({ preventScroll: true });
  markOpen();
  if (opener && opener.closest(".row")) opener.scrollIntoView({ block: "nearest" }); // the list has become narrower, and longer
}

// Where the detail covers the page, the keys must not wander behind it.
function setReading(on) {
  document.body.classList.toggle("reading", on);
  const covered = on && matchMedia("(max-width: 1080px)").matches;
  for (const node of document.body.children) if (node !== $("detail")) node.inert = covered;
}

function closeDetail() {
  if ($("detail").hidden) return;
  const id = state.open;
  $("detail").hidden = true;
  setReading(false);
  state.open = null;
  if (location.hash) history.replaceState(null, "", "#");
  markOpen();
  const back = returnTo(id);
  if (back) back.focus({ preventScroll: true });
}

// Where the reader came from: a mark may have been drawn anew since.
function returnTo(id) {
  const mark = opener && opener.dataset.change && [...$("lanes").querySelectorAll(".mark")].find((node) => node.dataset.change === id);
  return mark || (opener && opener.isConnected && opener !== document.body ? opener : $(`row-${id}`) && $(`row-${id}`).querySelector("a"));
}

function markOpen() {
  for (const node of document.querySelectorAll(".row")) node.classList.toggle("open", node.id === `row-${state.open}`);
  if (state.tab === "changes") scheduleAxis();
}

function bringIntoView(change) {
  const life = lifeOf(change);
  const [from, to] = state.view;
  if (life && (life.to < from || life.from > to)) state.view = [life.from - (to - from) / 2, life.from + (to - from) / 2];
}

const tools = (...buttons) =>
  h(
    "div",
    { class: "tools" },
    buttons,
    h("button", { type: "button", class: "plain", on: { click: () => print() } }, ui("print")),
    h("button", { type: "button", class: "plain close", "aria-label": ui("close"), on: { click: closeDetail } }, "×"),
  );

function neighbours(change) {
  const changes = ordered(shown());
  const at = changes.indexOf(change);
  const go = (step, words, sign) => {
    const next = at < 0 ? null : changes[at + step];
    return h(
      "button",
      {
        type: "button",
        class: "plain",
        disabled: !next,
        "aria-label": ui(words),
        title: ui(words),
        on: {
          click: () => {
            location.hash = `c=${next.id}`;
          },
        },
      },
      sign,
    );
  };
  return [go(-1, "previous", "↑"), go(1, "next", "↓")];
}

function changeDetail(change) {
  return [
    tools(neighbours(change)),
    h(
      "p",
      { class: `eyebrow ${change.direction.value}` },
      directionMark(change),
      ` ${place(change.issuer.value.jurisdiction)} · ${actWords(change)}`,
    ),
    h("h2", { id: "detail-title" }, change.headline[state.lang]),
    h("p", { class: "badges" }, badges(change)),
    sureness(change.confidence),
    (CONFLICTS.get(change.id) || []).map(conflictView),
    facts(change),
    lifeView(change),
    witnessesView(change),
    mergesView(change),
    h("p", { class: "muted small" }, h("a", { href: `#c=${change.id}` }, ui("link_here")), ` ${change.id}`),
  ];
}

const sureness = (confidence) =>
  h(
    "p",
    { class: "sure" },
    h("span", {}, surenessWords(confidence)),
    h("meter", { min: 0, max: 1, value: confidence, "aria-hidden": "true" }),
  );

// Values that sources give otherwise stand beside the one shown.
const rivalsOf = (told, words) =>
  (told.rivals || []).length
    ? h("span", { class: "rival" }, ` — ${ui("also")} `, listed(told.rivals.map((rival) => visible(words(rival.value)))))
    : null;
const line = (told, words, before = null) => h("div", {}, before, said(words(told.value)), rivalsOf(told, words));
const targetWords = (t) =>
  [place(t.jurisdiction), t.name, t.name && t.class === "company" ? "" : label("class", t.class)].filter(Boolean).join(" · ");
const issuerWords = (i) => [place(i.jurisdiction), i.name].filter(Boolean).join(" · ");
const conditionWords = (c) => `${c.value ? `${durationWords(c.value)} ` : ""}“${c.text}”`;
const actName = (i) => [i.name, i.number].filter(Boolean).join(" · ") || i.key;
const sayer = (a) => `${a.name} (${label("kind", a.kind)})`;

function facts(change) {
  const lines = (items, words) => (items || []).map((told) => line(told, words));
  const rows = [
    ["issuer", [line(change.issuer, issuerWords)]],
    [
      "targets",
      lines(
        (change.targets || []).filter((told) => targetWords(told.value)),
        targetWords,
      ),
    ],
    ["materials", materialsOf(change).length ? [listed(materialsOf(change).map(material))] : []],
    ["dates", (change.dates || []).map((told) => line(told, (d) => dateWords(d.value), `${label("role", told.value.role)} `))],
    [
      "conditions",
      (change.conditions || []).map((told) =>
        line(told, conditionWords, [h("b", {}, `${label("condition", told.value.type)} ${label("effect", told.value.effect)}`), " "]),
      ),
    ],
    ["instrument", change.instrument ? [line(change.instrument, actName)] : []],
    ["attribution", lines(change.attribution, sayer)],
    ["amends", linkLines(change)],
  ];
  return h(
    "dl",
    { class: "facts" },
    rows.filter(([, values]) => values.length).map(([name, values]) => [h("dt", {}, ui(name)), h("dd", {}, values)]),
  );
}

function lifeView(change) {
  return [
    h("h3", {}, ui("life")),
    h(
      "ol",
      { class: "life" },
      change.stages.map((entry) =>
        h(
          "li",
          { class: entry.stage },
          h("b", {}, stageWords(change, entry.stage)),
          h(
            "span",
            {},
            entry.as_of ? ` ${dateWords(entry.as_of)}` : ` ${ui("undated")}`,
            entry.basis ? ` (${label("role", entry.basis)})` : "",
          ),
          entry.certainty ? h("span", { class: "rival" }, ` ${label("certainty", entry.certainty)}`) : null,
          (entry.by || []).length ? h("span", {}, ` · ${listed(entry.by.map(sayer))}`) : null,
          h("span", { class: "muted" }, ` ${sourcesIn(entry.claims)}`),
          (entry.denied_by || []).length
            ? h("div", { class: "rival" }, `${label("certainty", "denied")}: ${sourcesIn(entry.denied_by)}`)
            : null,
        ),
      ),
    ),
    (change.lifted || []).map(liftedLine),
  ];
}

const sourcesIn = (rows) => listed(unique(claimsOf(rows).map((claim) => sourceName(claim.source))));
function liftedLine(time) {
  const when = [time.since, time.until].filter(Boolean).map(dateWords).join("–");
  const what = listed([...(time.materials || []).map(material), ...(time.targets || []).map(targetWords)]);
  return h(
    "p",
    { class: "amends" },
    when ? `${when} ` : "",
    `${label("amended", time.relation)} `,
    changeLink(time.change),
    what ? ` ${ui("in_part", { what })}` : "",
  );
}

// Claims stand under the independent source that they go back to.
function witnessesView(change) {
  return [
    h("h3", {}, ui("sources"), h("span", { class: "n" }, ` ${sourceCount(change)}`)),
    change.witnesses.map((witness) =>
      h(
        "section",
        { class: "witness" },
        h("h4", {}, said(witness.name), h("span", { class: "muted" }, ` ${whyWords(witness.why)}`)),
        claimsOf(witness.claims).map((claim) => claimView(claim)),
      ),
    ),
  ];
}

const whyWords = (why) =>
  why
    .split("; ")
    .map((reason) => reason.replace(/^[^:]+/, (name) => label("why", name)))
    .join("; ");

function mergesView(change) {
  if (!(change.merges || []).length) return null;
  const signed = (weight) => `${weight > 0 ? "+" : "−"}${numberWords(Math.abs(weight))}`;
  const reasons = (indexes) =>
    indexes
      .map((i) => DATA.features[i])
      .map(([name, weight, detail]) =>
        h("li", {}, `${signed(weight)} ${label("feature", name)}`, detail ? h("span", { class: "muted" }, ` ${detail}`) : null),
      );
  return h(
    "details",
    { class: "why" },
    h("summary", {}, ui("why")),
    change.merges.map(([claim, score, indexes]) =>
      h("div", {}, h("b", {}, sourceName(CLAIMS[claim].source)), ` ${ui("score")} ${numberWords(score)}`, h("ul", {}, reasons(indexes))),
    ),
  );
}
