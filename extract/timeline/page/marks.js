// The picture of one change: a bar with a stretch a stage, hatched where a day is not known.
const TRIANGLE = {
  tightening: (x, y) => `M${x - 5} ${y + 4}L${x} ${y - 5}L${x + 5} ${y + 4}Z`,
  easing: (x, y) => `M${x - 5} ${y - 4}L${x} ${y + 5}L${x + 5} ${y - 4}Z`,
  neutral: (x, y) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z`,
};
const HALF = 3.5;

const stretch = (name, from, to, y) => svg("rect", { class: name, x: from, y: y - HALF, width: Math.max(1, to - from), height: HALF * 2 });

function markTitle(change) {
  const at = moment(change);
  return [
    change.headline[state.lang],
    at ? `${label("role", at.role)} ${dateWords(at.value)}` : ui("undated"),
    stageWords(change),
    label("certainty", change.certainty.value),
    CONFLICTS.has(change.id) ? ui("rivals") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

// `at` maps a day to its place, kept within the plot; `y` is the middle of the bar.
function mark(change, at, y, roomy) {
  const life = lifeOf(change);
  const direction = change.direction.value;
  const node = svg("a", {
    class: `mark ${direction} ${change.certainty.value} ${change.id === state.open ? "open" : ""}`,
    href: `#c=${change.id}`,
    "data-change": change.id,
    "aria-label": markTitle(change),
    tabindex: -1,
  });
  const begin = at(life.from);
  node.append(
    svg("title", {}, markTitle(change)),
    svg("rect", { class: "halo", x: begin - 9, y: y - 6.5, width: Math.max(18, at(life.to) - begin + 18), height: 13, rx: 4 }),
  );
  if (life.steps[0].basis === "published") node.append(svg("line", { class: "since", x1: begin - 13, x2: begin, y1: y, y2: y }));
  for (const step of life.steps) node.append(...stepParts(step, life, at, y, roomy));
  for (const pause of life.pauses)
    node.append(
      svg("rect", {
        class: "pause",
        x: at(pause.from),
        y: y - HALF,
        width: Math.max(1, at(pause.to) - at(pause.from)),
        height: pause.part ? HALF : HALF * 2,
      }),
    );
  if (life.from >= state.view[0]) node.append(svg("path", { class: `point ${life.steps[0].stage}`, d: TRIANGLE[direction](begin, y) }));
  if (change.certainty.value === "denied")
    node.append(svg("line", { class: "struck", x1: begin - 7, x2: Math.max(begin + 7, at(life.to)), y1: y, y2: y }));
  if (CONFLICTS.has(change.id)) node.append(svg("circle", { class: "clash", cx: begin + 5, cy: y - 5, r: 3 }));
  if (roomy) node.append(barText(change, begin, at(-Infinity), at(Infinity), y));
  return node;
}

function barText(change, begin, left, right, y) {
  const late = begin + textWidth(barWords(change)) + 8 > right;
  return svg(
    "text",
    { x: late ? right - 3 : Math.max(begin - 4, left + 3), y: y - 8, "text-anchor": late ? "end" : "start" },
    barWords(change),
  );
}

function stepParts(step, life, at, y, roomy) {
  const [known, certain] = [at(step.start[0]), at(step.start[1])];
  const vague = isRange(step.start);
  const parts = [];
  const end = step.end === null ? null : at(step.end);
  if (vague) parts.push(stretch("vague", known, Math.max(certain, known + 9), y));
  const solid = vague ? certain : known;
  if (end !== null && end > solid) parts.push(stretch(`step ${step.stage}`, solid, end, y));
  if (step.expiry)
    parts.push(
      isRange(step.expiry)
        ? stretch("vague", at(step.expiry[0]), at(step.expiry[1]), y)
        : svg("line", { class: "stop", x1: end, x2: end, y1: y - 6, y2: y + 6 }),
    );
  if (step.stage === "ended") parts.push(svg("line", { class: "stop", x1: known, x2: known, y1: y - 6, y2: y + 6 }));
  if (life.open && step.end === null) {
    const until = roomy || life.pauses.length ? Math.max(at(life.reach), certain + TAIL) : certain + TAIL / 2;
    parts.push(stretch(`step ${step.stage} tail`, solid, until, y));
  }
  return parts;
}

// Lines from a change to those that it acts on.
function linkPath(from, to) {
  const bend = Math.max(14, Math.min(60, Math.abs(to.y - from.y) / 2));
  return `M${from.x} ${from.y}C${from.x - bend} ${from.y} ${to.x - bend / 2} ${to.y} ${to.x} ${to.y}`;
}

const sample = (...children) => svg("svg", { width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true" }, children);
const sampleMark = (kind, ...children) => sample(svg("g", { class: `mark ${kind}` }, children));
function drawLegend() {
  const points = Object.keys(TRIANGLE).map((d) => [
    sampleMark(d, svg("path", { class: "point in_force", d: TRIANGLE[d](17, 7) })),
    label("direction", d),
  ]);
  const stages = ["considered", "planned", "announced", "due", "in_force"].map((s) => [
    sampleMark("neutral", stretch(`step ${s}`, 2, 32, 7)),
    label("stage", s),
  ]);
  const others = [
    [
      sampleMark("neutral", svg("line", { class: "stop", x1: 26, x2: 26, y1: 1, y2: 13 }), stretch("step in_force", 2, 26, 7)),
      ui("legend_end"),
    ],
    [sampleMark("neutral", stretch("step in_force tail", 2, 32, 7)), ui("legend_tail")],
    [sampleMark("neutral", stretch("step in_force", 2, 32, 7), stretch("pause", 10, 26, 7)), ui("legend_pause")],
    [
      sampleMark(
        "neutral",
        stretch("step in_force", 2, 32, 7),
        svg("rect", { class: "pause", x: 10, y: 7 - HALF, width: 16, height: HALF }),
      ),
      ui("legend_part"),
    ],
    [sampleMark("neutral", stretch("vague", 2, 32, 7)), ui("legend_vague")],
    [
      sampleMark(
        "neutral",
        svg("line", { class: "since", x1: 4, x2: 17, y1: 7, y2: 7 }),
        svg("path", { class: "point in_force", d: TRIANGLE.neutral(19, 7) }),
      ),
      ui("legend_report"),
    ],
    [
      sampleMark(
        "neutral",
        svg("path", { class: "point", d: TRIANGLE.neutral(17, 7) }),
        svg("line", { class: "struck", x1: 8, x2: 26, y1: 7, y2: 7 }),
      ),
      label("certainty", "denied"),
    ],
    [
      sampleMark(
        "neutral",
        svg("path", { class: "point in_force", d: TRIANGLE.neutral(15, 8) }),
        svg("circle", { class: "clash", cx: 20, cy: 4, r: 3 }),
      ),
      ui("rivals"),
    ],
    [sample(svg("path", { class: "link", d: "M30 12C16 12 10 4 4 4" })), ui("legend_link")],
  ];
  fill(
    $("legend").lastElementChild,
    [...points, ...stages, ...others].map(([picture, words]) => h("li", {}, picture, words)),
  );
}
