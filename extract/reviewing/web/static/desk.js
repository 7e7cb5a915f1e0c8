// One article on the desk: its text, its items, and what a reviewer does with them.
import { $, load, say, tell } from "./page.js";
import * as items from "./items.js";
import { Fields, show } from "./fields.js";
import { NewFigure } from "./figure.js";
import { inTurn, save } from "./saving.js";
import { ArticleText } from "./text.js";

export class Desk {
  #merging = null; // the item with which another is to be merged
  #added = null;

  // `leave` goes to another article, `expect` fetches the one that is next.
  constructor(leave, expect) {
    const home = $("desk");
    this.record = home.dataset.record;
    this.query = home.dataset.query;
    this.leave = leave;
    this.expect = expect;
    this.text = new ArticleText($("text"), JSON.parse($("text-data").textContent));
    this.fields = new Fields(this, document.querySelector(".items-pane"));
    this.figure = new NewFigure(this, $("drafting"));
    home.addEventListener("click", (event) => this.#clicked(event));
    const named = decodeURIComponent(location.hash.slice(1));
    this.take(items.named(named) || items.all().find((item) => item.dataset.item && items.isOpen(item)) || items.all()[0]);
    this.#told();
  }

  take(item, options) {
    if (!item) return;
    this.fields.leave();
    items.take(item, options);
    if (item.querySelector("[data-later]")) this.#unfold(item);
    this.paint();
    const lit = item.dataset.item && this.text.light(item.dataset.item, item.dataset.kind === "event" ? "triggers" : "");
    if (lit && item.dataset.item) history.replaceState(history.state, "", `#${encodeURIComponent(item.dataset.item)}`);
    this.offer();
  }

  // Fetch the form of an item of many.
  async #unfold(item) {
    const page = await load(`${this.address}?part=item&open=${encodeURIComponent(item.dataset.item)}`).catch(() => null);
    const [form, place] = [page?.querySelector(".fields"), item.querySelector("[data-later]")];
    if (!place || !item.isConnected) return;
    if (!form) {
      tell("failed", say("form_unanswered"));
      return;
    }
    place.replaceWith(document.adoptNode(form));
    items.offerEvents(item, item.dataset.item);
  }

  step(by) {
    this.take(items.neighbour(by));
  }

  // Send a decision about this article; the page shows at once what the desk makes of it.
  decide(wanted, place, { done = () => {} } = {}) {
    return inTurn(async () => {
      const body = { version: items.version(), made: items.root().dataset.made, record: this.record, ...wanted };
      const saved = await save("/decide", body, {
        onFaults: (faults) => show(place || items.inHand(), faults),
        onTheirs: () => items.forget(place),
      });
      if (saved) done();
      await this.refresh();
      return saved;
    });
  }

  get address() {
    return `/articles/${this.record.split("/").map(encodeURIComponent).join("/")}`;
  }

  // Take over what the desk has now; the words that somebody selects meanwhile stay selected.
  async refresh() {
    const address = `${this.address}?${this.query ? `${this.query}&` : ""}part=items&open=${encodeURIComponent(items.inHand()?.dataset.item || "")}`;
    try {
      const fresh = (await load(address)).getElementById("items");
      if (!$("desk") || $("desk").dataset.record !== this.record) return;
      if (fresh.dataset.made !== items.root().dataset.made) {
        tell("failed", say("made_anew"));
        return;
      }
      this.#added = items.adopt(fresh);
      this.paint();
      this.#told();
    } catch {
      // what is shown is of before; each decision tells the desk so
    }
  }

  // Mark the words of the items, and those of a figure that is being added.
  paint() {
    const own = items.inHand()?.dataset.item;
    const shown = items.marks().filter(([role, , item]) => item === own || role === "triggers" || role === "statistic");
    const marks = shown.map(([role, path, item, start, end]) => ({ role, path, item, start, end, own: item === own }));
    const begun = this.figure.mark;
    this.text.paint(begun ? [...marks, begun] : marks);
  }

  #told() {
    $("undo").disabled = items.root().dataset.undo !== "true";
    $("redo").disabled = items.root().dataset.redo !== "true";
    const { next } = items.root().dataset;
    $("next").setAttribute("href", next || "/");
    $("next").toggleAttribute("data-next", Boolean(next));
    this.expect(next);
  }

  // The buttons for selected words, while there are some.
  offer() {
    const words = this.text.selected();
    const field = this.fields.inHand;
    $("chooser").hidden = !words;
    $("use-words").hidden = !field;
    if (field) $("use-words").textContent = say("use_words", { name: field.name });
  }

  #clicked({ target }) {
    const button = target.closest("button, .m.other, .head");
    if (!button) return;
    if (button.classList.contains("m")) this.take(items.named(button.dataset.item), { focus: false });
    else if (button.classList.contains("head")) this.take(button.closest(".item").classList.contains("current") ? null : button.closest(".item"));
    else if (button.classList.contains("words")) this.fields.arm(button === this.fields.armed ? null : button);
    else if (button.id === "use-words") this.useWords();
    else if (button.id === "add-event") this.addEvent();
    else if (button.id === "add-figure") this.addFigure();
    else if (button.dataset.act === "drop-figure") this.figure.drop();
    else if (button.id === "undo" || button.id === "redo") this.turnBack(button.id);
    else if (button.dataset.act) this.act(button.dataset.act, button);
  }

  // Do what a button or key names, to the item in hand.
  act(name, button) {
    this.fields.flush();
    const item = items.inHand();
    const acts = {
      accept: () => this.#close(item, "accept"),
      reject: () => this.#close(item, "reject"),
      done: () => this.#finish(),
      merge: () => this.#merge(item),
      split: () => this.#split(item),
      "split-do": () => this.#splitNow(item),
      reopen: () => this.#retract(item),
      add: () => this.fields.add(button, this.text.selected()),
      remove: () => this.fields.remove(button),
      discard: () => button.closest(".draft").remove(),
    };
    if (acts[name] && (item || name === "done")) acts[name]();
  }

  #close(item, verdict) {
    if (!item.dataset.item) return verdict === "accept" ? this.#finish() : null;
    if ("sent" in item.dataset) return null;
    item.dataset.sent = "";
    this.take(items.following(item));
    return this.decide({ verdict, target: item.dataset.item }).then((saved) => {
      const still = items.named(item.dataset.item);
      if (still) delete still.dataset.sent;
      if (!saved) this.take(still);
    });
  }

  async #finish() {
    if (await this.decide({ verdict: "accept" })) this.next();
  }

  next() {
    const link = $("next");
    this.leave(link.getAttribute("href"));
  }

  #merge(item) {
    if (!item || item.dataset.kind !== "event") return;
    const first = this.#merging;
    this.cancel();
    if (first && first !== item.dataset.item) {
      this.decide({ verdict: "merge", target: first, targets: [item.dataset.item] }).then((saved) => saved && this.take(items.named(first)));
      return;
    }
    if (first) return;
    this.#merging = item.dataset.item;
    item.querySelector("[data-act=merge]").setAttribute("aria-pressed", "true");
    tell("hint", say("choose_other"));
  }

  #split(item) {
    if (item.dataset.kind !== "event") return;
    const panel = item.querySelector(".splitting");
    panel.hidden = !panel.hidden;
    item.querySelector("[data-act=split]").setAttribute("aria-pressed", String(!panel.hidden));
    for (const choice of item.querySelectorAll(".chosen")) choice.hidden = panel.hidden;
    if (!panel.hidden) item.querySelector(".chosen input").focus();
  }

  #splitNow(item) {
    const chosen = [...item.querySelectorAll("[data-choose]:checked")].map((box) => box.dataset.choose);
    this.decide({ verdict: "split", target: item.dataset.item, value: { chosen } }, item).then((saved) => saved && this.take(this.#added));
  }

  #retract(item) {
    const decision = item.querySelector("[data-act=reopen]")?.dataset.decision;
    if (decision) this.turnBack("retract", { decision });
  }

  // Undo, redo, or retract one decision. Asked twice this would be done twice, so it is not asked again.
  turnBack(way, about = {}) {
    return inTurn(async () => {
      if (await save(`/${way}`, { record: this.record, ...about }, { lasting: false })) {
        if (way !== "retract") tell("saved", say(way === "undo" ? "undone" : "redone"));
      }
      await this.refresh();
    });
  }

  useWords() {
    const words = this.text.selected();
    if (!words) tell("hint", say("select_first"));
    else this.fields.use(words);
  }

  // A new event starts as the one in hand, told by the selected words.
  addEvent() {
    const words = this.text.selected();
    if (!words) {
      tell("hint", say("select_first"));
      return;
    }
    const like = items.inHand()?.dataset.kind === "event" ? items.inHand().dataset.item : null;
    this.decide({ verdict: "add", field: "events", value: { like }, evidence: [words.start, words.end] }).then((saved) => saved && this.take(this.#added));
  }

  // A new figure is told by the selected words; its form shows what is read in them, and it is saved from there.
  addFigure() {
    const words = this.text.selected();
    if (!words) {
      tell("hint", say("select_first"));
      return;
    }
    this.figure.begin(words, items.inHand()?.dataset.kind === "statistic" ? items.inHand().dataset.item : null);
  }

  saveFigure() {
    this.figure.save().then((saved) => saved && this.take(this.#added));
  }

  // End what was begun; false when nothing was.
  cancel() {
    const pressed = document.querySelector("[data-act=merge][aria-pressed=true]");
    if (pressed) pressed.setAttribute("aria-pressed", "false");
    const begun = this.#merging || this.fields.armed;
    this.#merging = null;
    this.fields.disarm();
    if (begun) tell("hint", "");
    return Boolean(begun);
  }
}
