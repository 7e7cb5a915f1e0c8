// Sends what is decided, one thing after the other, and says "saved" only after the desk did.
import { $, say, tell } from "./page.js";

let turn = Promise.resolve();
let waiting = 0;

// Do `act` after all that was asked for before.
export function inTurn(act) {
  waiting += 1;
  const done = turn.then(act).finally(() => {
    waiting -= 1;
  });
  turn = done.catch(() => {});
  return done;
}

addEventListener("beforeunload", (event) => {
  if (waiting) event.preventDefault();
});

const pause = (seconds) => new Promise((resume) => setTimeout(resume, seconds * 1000));
const pass = () => document.querySelector("meta[name=pass]");

async function ask(path, body) {
  const headers = { "content-type": "application/json", "x-desk-pass": pass().content };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status === 403 && answer.headers.get("x-desk") === "pass") {
    const told = await (await fetch("/pass")).json(); // the desk was started anew since this page was loaded
    if (!told.pass) location.assign(`/enter?to=${encodeURIComponent(location.pathname)}`);
    const renewed = pass().content !== told.pass;
    pass().content = told.pass;
    if (renewed) return ask(path, body);
  }
  const json = (answer.headers.get("content-type") || "").startsWith("application/json");
  return json ? answer.json() : { failed: await answer.text() };
}

// Ask the desk; what is `lasting` is asked again until it answers. The desk knows a decision that it has by what it says.
async function insist(path, body, lasting) {
  for (let wait = 0.5; ; wait = Math.min(wait * 2, 5)) {
    try {
      return await ask(path, body);
    } catch {
      tell("failed", say(lasting ? "unsaved_words" : "unsaved"));
      if (!lasting) return {};
      await pause(wait);
    }
  }
}

// Send to `path`; true when it is saved. `onFaults` is given what does not fit; `onTheirs` is called when another's value is to stay.
export async function save(path, body, { lasting = true, onFaults = () => {}, onTheirs = () => {} } = {}) {
  tell("saving", say("saving"));
  const told = await insist(path, body, lasting);
  if (told.saved) tell("saved", `${say("saved")} ${told.at}`);
  else if (told.stale) {
    if ((await choose(told.stale)) === "mine") return save(path, { ...body, version: told.stale.version }, { lasting, onFaults, onTheirs });
    onTheirs();
    tell("hint", "");
  } else if (told.faults) {
    tell("failed", say("unsaved"));
    onFaults(told.faults);
  } else if (told.failed) tell("failed", say("failed", { why: told.failed }));
  else if (told.nothing) tell("hint", say(path === "/undo" ? "nothing_to_undo" : "nothing_to_redo"));
  return Boolean(told.saved);
}

// What would not fit, without saving; nothing when the desk does not answer.
export async function faultsIn(body) {
  try {
    return (await ask("/check", body)).faults || [];
  } catch {
    return [];
  }
}

// Show both versions of what two people decided; resolves to "mine" or "theirs".
function choose({ by, at, theirs, yours }) {
  $("stale-words").textContent = say("stale_words", { name: by, at });
  $("stale-by").textContent = say("theirs", { name: by });
  $("stale-theirs").textContent = theirs;
  $("stale-yours").textContent = yours;
  const dialog = $("stale");
  dialog.returnValue = "theirs";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}
