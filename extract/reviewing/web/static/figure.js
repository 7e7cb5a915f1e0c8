// A figure that is being added: a form of its own above the items, begun with what the desk reads in the selected words.
import { $, load, say, tell } from "./page.js";
import { CHECK_AFTER, show, valueOf } from "./fields.js";
import { faultsIn } from "./saving.js";

export class NewFigure {
  #desk;
  #home;
  #timer = 0;

  constructor(desk, home) {
    this.#desk = desk;
    this.#home = home;
    for (const kind of ["input", "change"]) home.addEventListener(kind, (event) => event.stopPropagation()); // no field of an item
    home.addEventListener("input", (event) => this.#typed(event.target));
    home.addEventListener("submit", (event) => this.#submitted(event));
  }

  get #form() {
    return this.#home.querySelector("form");
  }

  // Where its words stand, as a mark of the text; null while none is being added.
  get mark() {
    if (!this.#form) return null;
    const { start, end } = this.#form.dataset;
    return { role: "statistic", path: "", item: "", start: Number(start), end: Number(end), own: true, begun: true };
  }

  // Show the form of a figure that is told by `words`; it begins as the statistic `like`, if that is given.
  async begin(words, like) {
    const { record } = this.#desk;
    const about = new URLSearchParams({ part: "figure", start: words.start, end: words.end, ...(like ? { like } : {}) });
    try {
      const page = await load(`${this.#desk.address}?${about}`);
      if (!this.#home.isConnected || this.#desk.record !== record) return;
      this.#home.replaceChildren(document.adoptNode(page.getElementById("new-figure")));
    } catch {
      tell("failed", say("figure_unanswered"));
      return;
    }
    getSelection().removeAllRanges(); // the mark shows them from now on
    this.#desk.paint();
    this.#show();
  }

  // Bring the form into view, with the focus on what does not fit, or else on its beginning.
  #show() {
    (this.#form.querySelector("[aria-invalid]") || this.#controls()[0]).focus({ preventScroll: true });
    this.#form.scrollIntoView({ block: "nearest" });
  }

  // Let it go; false when none is being added.
  drop() {
    if (!this.#form) return false;
    const { start, end } = this.mark;
    clearTimeout(this.#timer);
    this.#home.replaceChildren();
    this.#desk.paint();
    $("text").focus({ preventScroll: true });
    this.#desk.text.select(start, end);
    return true;
  }

  // Save it; what does not fit is told at its fields.
  save() {
    const form = this.#form;
    clearTimeout(this.#timer);
    const saved = this.#desk.decide(this.#wanted(), form, { done: () => form.remove() });
    return saved.then((is) => {
      if (!is && form.isConnected) this.#show();
      return is;
    });
  }

  #controls() {
    return this.#form.querySelectorAll("[data-leaf]");
  }

  #wanted() {
    const { start, end } = this.mark;
    const told = Object.fromEntries([...this.#controls()].map((one) => [one.dataset.leaf, valueOf(one)]));
    return { verdict: "add", field: "statistics", value: { ...told, evidence: { start, end } } };
  }

  #submitted(event) {
    event.preventDefault();
    this.#desk.saveFigure();
  }

  // Only what is typed is told to be wrong; what is still empty is not, until it is sent.
  #typed(control) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const faults = await faultsIn({ record: this.#desk.record, ...this.#wanted() });
      if (control.isConnected) show(control, faults.filter((fault) => fault.field === control.dataset.leaf));
    }, CHECK_AFTER);
  }
}
