// Opens the page, and goes from article to article without waiting: the next one is fetched while this one is read.
import { $, load } from "./page.js";
import * as choosing from "./choosing.js";
import { Desk } from "./desk.js";
import * as keys from "./keys.js";
import { save } from "./saving.js";

let desk = null;
let ahead = null; // { address, page }: the next article

function open() {
  desk = $("desk") ? new Desk(go, expect) : null;
  if (desk) choosing.listen(() => desk);
}

function expect(address) {
  if (!address) ahead = null;
  else if (!ahead || ahead.address !== address) ahead = { address, page: load(address).catch(() => null) };
}

// Show another article: at once if it is the one that was fetched ahead; what changed since follows.
async function go(address) {
  const early = ahead && ahead.address === address;
  const page = early ? await ahead.page : await load(address).catch(() => null);
  if (!page || !page.getElementById("desk")) {
    location.assign(address);
    return;
  }
  history.pushState(null, "", address);
  show(page);
  if (early) await desk.refresh();
}

function show(page) {
  document.title = page.title;
  $("content").replaceWith(document.adoptNode(page.getElementById("content")));
  scrollTo(0, 0);
  open();
}

addEventListener("popstate", async () => {
  const page = await load(location.pathname + location.search).catch(() => null);
  if (page && page.getElementById("desk") && $("desk")) show(page);
  else location.reload();
});

document.addEventListener("selectionchange", () => desk && desk.offer());

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-next]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    go(link.getAttribute("href"));
  }
  const button = event.target.closest("[data-act=let-go], [data-act=settle]");
  if (button) await close(button);
  const ruling = event.target.closest("[data-act=rule], [data-act=take-back]");
  if (ruling) await rule(ruling);
});

// Let a decision go that no longer fits, or settle a difference: its row is done with.
async function close(button) {
  const row = button.closest(".row");
  const { record, decision, take, act } = button.dataset;
  const told = act === "settle" ? { difference: row.dataset.difference, take, note: row.querySelector("[data-note]").value } : { record, decision };
  if (await save(act === "settle" ? "/settle" : "/retract", told, { lasting: false })) row.remove();
}

// Rule that claims are one change or several, or take a ruling back: the page is another then.
async function rule(button) {
  const { act, ruling, record, decision } = button.dataset;
  const saved = await (act === "rule" ? save("/decide", JSON.parse(ruling)) : save("/retract", { record, decision }, { lasting: false }));
  if (saved) location.reload();
}

// The token may stand in the address behind "#", which no server sees.
const token = $("token");
if (token && location.hash.startsWith("#token=")) {
  token.value = decodeURIComponent(location.hash.slice(7));
  history.replaceState(null, "", location.pathname + location.search);
}

keys.listen(() => desk);
open();
