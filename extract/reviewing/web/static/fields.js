// The fields of the item in hand: their values, their words in the article, rows that are added and taken away.
import { say, tell } from "./page.js";
import { inHand, offerEvents, version } from "./items.js";
import { faultsIn } from "./saving.js";

export const CHECK_AFTER = 300; // milliseconds without a key
const CHOSEN_AFTER = 500; // the same: keys go through the codes of a list one by one, and only the last is meant

export class Fields {
  #desk;
  #armed = null;
  #field = null; // the field in hand: what selected words would belong to
  #timer = 0;
  #choosing = null; // { control, timer }: a list of codes that somebody is going through

  constructor(desk, pane) {
    this.#desk = desk;
    pane.addEventListener("change", (event) => this.#changed(event.target));
    pane.addEventListener("input", (event) => this.#typed(event.target));
    pane.addEventListener("focusin", (event) => this.#entered(event.target));
    pane.addEventListener("focusout", () => this.flush());
    pane.addEventListener("submit", (event) => event.preventDefault());
  }

  // The field in hand, as { item, path, name, node }, or null.
  get inHand() {
    return this.#field && this.#field.node.isConnected && this.#field.item === inHand()?.dataset.item ? this.#field : null;
  }

  get armed() {
    return this.#armed && this.#armed.isConnected ? this.#armed : null;
  }

  // The next words that are selected become those of `button`.
  arm(button) {
    this.disarm();
    if (!button) return;
    this.#entered(button); // not every browser gives the focus to a button that is clicked
    this.#armed = button;
    button.setAttribute("aria-pressed", "true");
    tell("hint", say("armed"));
  }

  disarm() {
    if (this.#armed) this.#armed.setAttribute("aria-pressed", "false");
    this.#armed = null;
  }

  // Forget the field: another item is in hand.
  leave() {
    this.disarm();
    this.#field = null;
  }

  // Give the words to the field in hand.
  use(words) {
    const field = this.inHand;
    if (!field) return;
    this.disarm();
    this.#desk.decide({ verdict: "edit", target: field.item, field: field.path, evidence: [words.start, words.end] }, field.node);
  }

  // Add to the list (or fill in the group) `part` of an item: with selected words at once, else by hand.
  add(button, words) {
    const home = button.closest("[data-part]");
    const target = inHand().dataset.item;
    const verdict = home.dataset.form === "list" ? "add" : "edit";
    if (words) this.#desk.decide({ verdict, target, field: home.dataset.part, evidence: [words.start, words.end] }, home);
    else this.#draft(home);
  }

  #draft(home) {
    const row = home.querySelector("template").content.cloneNode(true).firstElementChild;
    home.querySelector(".add").before(row);
    offerEvents(row, inHand().dataset.item);
    row.querySelector("input, select").focus();
  }

  remove(button) {
    const path = button.dataset.target;
    const item = inHand().dataset.item;
    const inList = path.includes("[");
    this.#desk.decide(inList ? { verdict: "reject", target: item, field: path } : { verdict: "edit", target: item, field: path, value: null }, button.closest(".line"));
  }

  #changed(control) {
    const draft = control.closest(".draft");
    if (draft) this.#saveDraft(draft);
    else if (control.tagName === "SELECT" && control.dataset.path) {
      this.flush(control);
      this.#choosing = { control, timer: setTimeout(() => this.flush(), CHOSEN_AFTER) };
    } else if (control.dataset.path) this.#save(control);
  }

  #save(control) {
    this.#desk.decide({ ...edit(control), version: version(control) }, control);
  }

  // Save what was chosen last, unless it is in `control`, where somebody still chooses.
  flush(control = null) {
    if (!this.#choosing) return;
    const { control: last, timer } = this.#choosing;
    clearTimeout(timer);
    this.#choosing = null;
    if (last !== control && last.isConnected) this.#save(last);
  }

  #saveDraft(draft) {
    const home = draft.closest("[data-part]");
    const value = Object.fromEntries([...draft.querySelectorAll("[data-leaf]")].map((one) => [one.dataset.leaf, valueOf(one)]));
    const verdict = home.dataset.form === "list" ? "add" : "edit";
    this.#desk.decide({ verdict, target: inHand().dataset.item, field: home.dataset.part, value }, draft, { done: () => draft.remove() });
  }

  #typed(control) {
    if (!control.dataset.path || control.closest(".draft")) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const { record } = this.#desk;
      show(control, await faultsIn({ record, ...edit(control) }));
    }, CHECK_AFTER);
  }

  #entered(node) {
    const home = node.closest("[data-field]");
    const item = node.closest(".item");
    if (!home || !item) return;
    const chip = home.querySelector(".words");
    const path = home.dataset.field || (item.dataset.kind === "event" ? "triggers" : "");
    const name = home.closest("fieldset")?.querySelector("legend").textContent.trim();
    this.#field = chip ? { item: item.dataset.item, path: chip.dataset.words, name, node: home } : null;
    for (const other of item.querySelectorAll(".in-hand")) other.classList.remove("in-hand");
    home.classList.add("in-hand");
    this.#desk.text.light(item.dataset.item, path);
    this.#desk.offer();
  }
}

const edit = (control) => ({ verdict: "edit", target: control.closest(".item").dataset.item, field: control.dataset.path, value: valueOf(control) });

export function valueOf(control) {
  const value = control.value.trim();
  if (value === "") return null;
  const number = Number(value.replaceAll(",", ""));
  return "number" in control.dataset && Number.isFinite(number) ? number : value;
}

// Say under a control, or under those of a row, what does not fit; nothing when all does.
export function show(place, faults) {
  const home = place.closest(".control, .line, fieldset, .item, .draft-item");
  const controls = place.matches("input, select") ? [place] : [...place.querySelectorAll("[data-leaf]")];
  for (const line of home.querySelectorAll(".fault")) line.textContent = "";
  for (const control of controls) control.removeAttribute("aria-invalid");
  for (const fault of faults) {
    const control = controls.length === 1 ? controls[0] : controls.find((one) => `.${fault.field}`.endsWith(`.${one.dataset.leaf}`));
    const line = (control ? control.closest(".control") : home).querySelector(".fault");
    if (control) control.setAttribute("aria-invalid", "true");
    if (line) line.textContent += `${fault.message} `;
    else tell("failed", `${say("unsaved")}: ${fault.message}`);
  }
}
