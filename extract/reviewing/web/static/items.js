// The events and statistics of the article: which is in hand, and taking over what the desk tells anew.
import { $ } from "./page.js";

export const root = () => $("items");
export const all = () => [...root().querySelectorAll(".item")];
export const inHand = () => root().querySelector(".item.current");
export const named = (id) => all().find((item) => item.dataset.item === id);
export const version = (control) => (control && control.dataset.version) || root().dataset.version || null;
export const marks = () => JSON.parse(root().querySelector(".marks").textContent);
// Still to be decided, and not on its way to be.
export const isOpen = (item) => ["open", "second_look"].includes(item.dataset.state) && !("sent" in item.dataset);

// Take an item in hand: unfold it, fold the others.
export function take(item, { focus = true } = {}) {
  for (const other of all()) {
    const current = other === item;
    other.classList.toggle("current", current);
    const [head, body] = [other.querySelector(".head"), other.querySelector(".body")];
    if (head) head.setAttribute("aria-expanded", String(current));
    if (body) body.hidden = !current;
  }
  if (!item) return;
  offerEvents(item, item.dataset.item);
  if (focus) (item.querySelector(".head") || item.querySelector("button")).focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

// Fill in the lists of other events in `place`, which is of the item `own`.
export function offerEvents(place, own) {
  const lists = place.querySelectorAll("select[data-events]");
  if (!lists.length) return;
  const others = all().filter(({ dataset }) => dataset.kind === "event" && dataset.item !== own && !["rejected", "merged"].includes(dataset.state));
  for (const list of lists) {
    const [before, now] = [initial(list), list.value];
    const offered = others.map((other) => new Option(other.querySelector(".head bdi").textContent, other.dataset.item, other.dataset.item === before));
    const kept = [...list.options].filter(({ value }) => value && value === before && !others.some((other) => other.dataset.item === value));
    list.replaceChildren(new Option("", "", before === ""), ...kept, ...offered);
    list.value = now;
  }
}

// The item `by` places after the one in hand.
export function neighbour(by) {
  const items = all();
  const at = items.indexOf(inHand());
  return items[Math.max(0, Math.min(items.length - 1, at + by))];
}

// The next item that is still to be decided, from `item` on; what is at the end when all are.
export function following(item) {
  const items = all();
  const after = items.slice(items.indexOf(item) + 1);
  const rest = [...after, ...items.slice(0, items.indexOf(item))].filter((other) => other !== item && other.dataset.item);
  return rest.find(isOpen) || items.at(-1);
}

const controls = (item) => [...item.querySelectorAll("[data-path]")];
const initial = (control) => (control.tagName === "SELECT" ? [...control.options].find((one) => one.defaultSelected)?.value ?? "" : control.defaultValue);
export const isChanged = (control) => control.value !== initial(control);

// Give up what is typed in `place` and not saved.
export function forget(place) {
  if (!place) return;
  for (const control of place.matches("[data-path]") ? [place] : controls(place)) control.value = initial(control);
}

// Put what the desk tells now (`fresh`) in place of what stands there. Items that are the same stay as they are, with all that is
// typed in them; what is typed but not saved in others goes over, with the version that its reviewer saw where somebody changed it.
export function adopt(fresh) {
  const [old, place] = [root(), placeOf(document.activeElement)];
  const held = inHand() && inHand().dataset.item;
  const known = new Set(all().map((item) => item.dataset.item));
  for (const item of fresh.querySelectorAll(".item[data-item]")) {
    const before = named(item.dataset.item);
    if (!before) continue;
    if (before.dataset.digest === item.dataset.digest) item.replaceWith(before);
    else carry(before, item);
  }
  for (const details of fresh.querySelectorAll("details")) details.open = Boolean(old.querySelector(`details[data-keep=${details.dataset.keep}][open]`));
  const finishing = inHand() && !held;
  old.replaceWith(document.adoptNode(fresh));
  const added = all().find((item) => item.dataset.item && !known.has(item.dataset.item));
  take(finishing ? all().at(-1) : held ? named(held) || all()[0] : null, { focus: false });
  if (place) restore(place);
  return added;
}

function carry(before, item) {
  offerEvents(item, item.dataset.item);
  const drafts = before.querySelectorAll(".draft");
  for (const draft of drafts) item.querySelector(`[data-part="${draft.dataset.draft}"] .add`)?.before(draft);
  for (const control of controls(before).filter(isChanged)) {
    const same = controls(item).find((other) => other.dataset.path === control.dataset.path);
    if (!same || same.value === control.value) continue;
    if (initial(same) !== initial(control)) same.dataset.version = version(control);
    same.value = control.value;
  }
}

// Where the focus is, in words that hold after the items were drawn anew.
function placeOf(node) {
  const item = node && node.closest && node.closest(".item");
  if (!item || !root().contains(node)) return null;
  for (const name of ["path", "words", "act"]) {
    if (node.dataset[name] !== undefined)
      return { item: item.dataset.item, find: `[data-${name}="${CSS.escape(node.dataset[name])}"]`, at: node.selectionStart, to: node.selectionEnd };
  }
  return { item: item.dataset.item, find: ".head, button" };
}

function restore({ item, find, at, to }) {
  const home = item ? named(item) : all().at(-1);
  const node = home && (home.querySelector(find) || home.querySelector(".head"));
  if (!node || !node.checkVisibility()) return;
  node.focus({ preventScroll: true });
  if (at !== undefined && at !== null && node.setSelectionRange) node.setSelectionRange(at, to);
}
