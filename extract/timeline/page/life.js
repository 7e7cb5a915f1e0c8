// The life of a change as stretches of time, one a stage.
const DONE_AT_ONCE = new Set(["end", "grant", "deny", "clarify", "enforce"]);
const LIVES = new Map();
function lifeOf(change) {
  if (!LIVES.has(change.id)) LIVES.set(change.id, findLife(change));
  return LIVES.get(change.id);
}

function dayOf(change, role) {
  const told = (change.dates || []).find((date) => date.value.role === role && startOf(date.value.value));
  return told ? startOf(told.value.value) : null;
}

// Returns the steps [{stage, start: [first, last], end}] in order of time, `open` when nothing tells of an end, and how far the bar
// reaches: an open one to the last report, or as long as it is said to be suspended. Null when undated.
function findLife(change) {
  const dated = change.stages
    .map((entry) => ({ stage: entry.stage, start: startOf(entry.as_of), basis: entry.basis }))
    .filter((entry) => entry.start);
  const effective = dayOf(change, "effective");
  if (effective && !dated.some((entry) => entry.stage === "in_force" || entry.stage === "ended"))
    dated.push({ stage: "due", start: effective, basis: "effective" });
  const at = moment(change);
  if (!dated.length && at) dated.push({ stage: change.stage.value, start: at.days, basis: at.role });
  if (!dated.length) return null;
  const steps = dated
    .sort((a, b) => a.start[0] - b.start[0])
    .map((step, i) => ({ ...step, end: dated[i + 1] ? Math.max(dated[i + 1].start[0], step.start[0]) : null }));
  const last = steps[steps.length - 1];
  const expires =
    dayOf(change, "expires") ||
    liftedFor(change, "ends", "replaces")
      .filter((time) => !time.part)
      .map((time) => time.start)[0];
  const lasting = (last.stage === "in_force" || last.stage === "due") && !DONE_AT_ONCE.has(change.action.value);
  if (lasting && expires && expires[1] > last.start[0]) Object.assign(last, { end: expires[0], expiry: expires });
  const to = Math.max(...steps.map((step) => Math.max(step.start[1], step.expiry ? step.expiry[1] : (step.end ?? -Infinity))));
  const open = lasting && last.end === null;
  const told = liftedFor(change, "suspends");
  const reach = open ? Math.max(HORIZON, to, ...told.map(({ start, end }) => (end || start)[1])) : to;
  const pauses = told
    .map(({ start, end, part }) => ({ from: Math.max(start[0], steps[0].start[0]), to: Math.min(end ? end[1] : reach, reach), part }))
    .filter((pause) => pause.from < pause.to);
  return { steps, from: steps[0].start[0], to, open, reach, pauses };
}

// The times in which other changes lift this one; `part` when they lift it for some materials or targets only.
function liftedFor(change, ...relations) {
  return (change.lifted || [])
    .filter((time) => relations.includes(time.relation) && startOf(time.since))
    .map((time) => ({
      start: startOf(time.since),
      end: startOf(time.until),
      part: Boolean((time.materials || []).length || (time.targets || []).length),
    }));
}
