// Who says so, in which words: articles, passages, and the values on which they differ.
// Only web addresses become links: an article may call anything its url.
function titleOf(source) {
  const title = source.title || source.record;
  return /^https?:\/\//i.test(source.url || "")
    ? h("a", { href: source.url, rel: "noopener noreferrer", target: "_blank", class: "title" }, said(title, source.language))
    : h("span", { class: "title" }, said(title, source.language));
}

const isDesk = /^(https?:\/\/|\/(?!\/))/i.test(DATA.review || "");
function claimLinks(claim) {
  const path = claim.source.record.split("/").map(encodeURIComponent).join("/");
  const desk = isDesk
    ? h("a", { class: "review", href: `${DATA.review.replace(/\/$/, "")}/${path}#${encodeURIComponent(claim.item)}` }, ui("review"))
    : null;
  return [h("a", { href: `records/${path}` }, ui("record")), desk];
}

function sourceName(source) {
  return [source.publisher || source.title || source.record, source.published ? dateWords(source.published) : ""]
    .filter(Boolean)
    .map(visible)
    .join(", ");
}

// `wanted` are the fields whose words are asked for; with none, all passages are shown.
function passagesView(claim, wanted = null) {
  const has = (passage) => passage.some((part) => Array.isArray(part) && wanted.includes(part[0]));
  const shownPassages = wanted && claim.passages.some(has) ? claim.passages.filter(has) : claim.passages;
  return shownPassages.map((passage) =>
    h(
      "blockquote",
      { lang: claim.source.language, dir: "auto" },
      passage.map((part) =>
        Array.isArray(part)
          ? h("mark", { class: wanted && !wanted.includes(part[0]) ? "other" : part[0].split(".")[0], title: fieldWords(part[0]) }, part[1])
          : part,
      ),
    ),
  );
}

function fieldWords(field) {
  const [name, code] = field.split(".");
  const kind = { dates: "role", conditions: "condition" }[name];
  return kind && code ? `${ui(name)}: ${label(kind, code)}` : ui(name === "reading" ? "value" : name);
}

function claimView(claim, wanted = null) {
  const source = claim.source;
  const meta = [
    source.publisher ? said(source.publisher) : null,
    source.published ? dateWords(source.published) : ui("undated"),
    languageName(source.language),
    claim.confidence === null ? null : surenessWords(claim.confidence),
  ].filter(Boolean);
  return h(
    "div",
    { class: "source" },
    titleOf(source),
    h(
      "p",
      { class: "meta" },
      meta.flatMap((part, i) => (i ? [" · ", part] : [part])),
      claimLinks(claim)
        .filter(Boolean)
        .map((link) => [" · ", link]),
    ),
    passagesView(claim, wanted),
  );
}

// Conflicts: every value with its sources and their words; the first is the one shown elsewhere.
function versionWords(conflict, version, index) {
  const [name, code] = conflict.field.split(".");
  if (name === "reading") return figureValue(readingsOf(FIGURES.get(conflict.subject))[index], FIGURES.get(conflict.subject).unit);
  if (name === "dates") return dateWords(version.value);
  if (["stage", "certainty", "measure", "action", "direction"].includes(name)) return label(name, version.value);
  if (name === "conditions") return durationWords(version.value).replace(/^(\w+)(?=:)/, (effect) => label("effect", effect));
  return version.value;
}

function conflictView(conflict) {
  const [name, code] = conflict.field.split(".");
  const wanted = { reading: ["value"], stage: ["measure"], certainty: ["measure", "attribution"] }[name] || [
    [name, code].filter(Boolean).join("."),
  ];
  return h(
    "div",
    { class: "notice" },
    h("h4", {}, `${ui("rivals")}: ${fieldWords(conflict.field)}`),
    h(
      "ol",
      {},
      conflict.versions.map((version, i) =>
        h(
          "li",
          {},
          h(
            "details",
            {},
            h(
              "summary",
              {},
              h("b", {}, said(versionWords(conflict, version, i))),
              i === 0 ? h("span", { class: "badge shown" }, ui("shown_first")) : null,
              h("span", { class: "muted" }, ` ${listed(unique(claimsOf(version.claims).map((claim) => sourceName(claim.source))))}`),
            ),
            claimsOf(version.claims).map((claim) => claimView(claim, wanted)),
          ),
        ),
      ),
    ),
    h("p", { class: "muted" }, `${ui("shown_because")}: ${label("because", conflict.shown_because)}`),
  );
}

function drawConflicts() {
  const changes = new Set(shown().map((change) => change.id));
  const found = DATA.conflicts.filter(({ subject }) => (BY_ID.has(subject) ? changes.has(subject) : figureFits(FIGURES.get(subject))));
  const views = [...grouped(found, (conflict) => conflict.subject)].map(([subject, conflicts]) =>
    h(
      "article",
      { class: "clashes" },
      h("h3", {}, BY_ID.has(subject) ? changeLink(subject) : h("a", { href: `#f=${subject}` }, figureTitle(FIGURES.get(subject)))),
      conflicts.map(conflictView),
    ),
  );
  fill($("conflicts"), views.length ? views : h("p", { class: "empty" }, ui("no_conflicts")));
}
