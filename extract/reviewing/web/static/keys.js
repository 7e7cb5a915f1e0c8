// The keys of the desk; the page shows the same list on "?".
import { $ } from "./page.js";
import * as choosing from "./choosing.js";
import * as items from "./items.js";

const typing = (node) => node.matches("input:not([type=checkbox]), select, textarea");

export function listen(desk) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") escape(desk());
    else if (typing(event.target)) inField(event, desk());
    else if (event.target.id === "text" && desk() && choosing.keys(event, desk())) return;
    else if (!event.ctrlKey && !event.altKey && !event.metaKey) pressed(event, desk());
  });
  $("show-keys")?.addEventListener("click", help);
}

// From the top: the focus goes to the button at the end.
function help() {
  $("keys").showModal();
  $("keys").scrollTop = 0;
}

// From a field back to the head of its item, from a head nowhere: what was begun ends first.
function escape(desk) {
  if (!desk || desk.figure.drop() || desk.cancel()) return;
  getSelection().removeAllRanges();
  items.inHand()?.querySelector(".head")?.focus();
}

// Enter in a field saves it, as leaving it does; with Ctrl or ⌘ the item is accepted with it.
function inField(event, desk) {
  if (event.key !== "Enter" || !event.target.closest(".item, .draft-item")) return;
  event.preventDefault();
  if (event.target.closest(".draft-item")) {
    desk.saveFigure();
    return;
  }
  event.target.blur();
  if (event.ctrlKey || event.metaKey) desk.act("accept");
  else event.target.focus();
}

function pressed(event, desk) {
  const act = event.key === "?" ? help : (desk ? ofArticle(desk) : ofQueue)[event.key];
  if (!act || (event.key === "Enter" && event.target.matches("button, a, summary"))) return;
  event.preventDefault();
  act();
}

const ofArticle = (desk) => ({
  a: () => desk.act("accept"),
  r: () => desk.act("reject"),
  j: () => desk.step(1),
  ArrowDown: () => desk.step(1),
  k: () => desk.step(-1),
  ArrowUp: () => desk.step(-1),
  e: () => items.inHand()?.querySelector(".fields select, .fields input")?.focus(),
  ...Object.fromEntries([1, 2, 3, 4].map((number) => [number, () => items.inHand()?.querySelectorAll(".codes select")[number - 1]?.focus()])),
  u: () => desk.turnBack("undo"),
  U: () => desk.turnBack("redo"),
  m: () => desk.act("merge"),
  x: () => desk.act("split"),
  o: () => desk.act("reopen"),
  n: () => desk.addEvent(),
  f: () => desk.addFigure(),
  w: () => desk.useWords(),
  t: () => choosing.enter(desk),
  "]": () => desk.next(),
  "[": () => history.back(),
  q: () => location.assign(`/?${desk.query}`),
});

const links = () => [...document.querySelectorAll(".row h2 a")];
function step(by) {
  const at = links().indexOf(document.activeElement);
  links()[Math.max(0, Math.min(links().length - 1, at + by))]?.focus();
}
const ofQueue = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  "/": () => $("q")?.focus(),
};
