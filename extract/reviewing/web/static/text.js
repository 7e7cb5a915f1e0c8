// The article: its words, the marks of evidence in them, and what of it is selected.
import { Offsets } from "./offsets.js";

// Characters that turn the direction of text, or that cannot be seen, would let an article show what it does not say.
const UNSEEN = /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff])/;

export class ArticleText {
  #root;
  #text;
  #offsets;
  #lines = []; // { node, start, end } in units
  #lit = [null, null]; // the item and field whose marks are lit
  #starts = new WeakMap(); // where a leaf of the document begins, in units

  constructor(root, text) {
    this.#root = root;
    this.#text = text;
    this.#offsets = new Offsets(text);
    let start = 0;
    for (const words of text.split("\n")) {
      const node = document.createElement("p");
      node.dir = "auto";
      this.#lines.push({ node, start, end: start + words.length, cuts: null });
      start += words.length + 1;
    }
    this.#root.replaceChildren(...this.#lines.map((line) => line.node));
  }

  // Show `marks` ({ role, path, item, start, end, own }, in code points): those of the item in hand (`own`) in full.
  paint(marks) {
    const kept = this.selected();
    let drawn = false;
    const laid = lanes(marks.map((mark) => ({ ...mark, from: this.#offsets.toUnits(mark.start), to: this.#offsets.toUnits(mark.end) })));
    for (const line of this.#lines) {
      const here = laid.filter((mark) => mark.from < line.end && mark.to > line.start);
      const told = JSON.stringify(here);
      if (line.told === told) continue;
      line.told = told;
      this.#draw(line, here);
      drawn = true;
    }
    if (drawn && kept) this.select(kept.start, kept.end);
    if (drawn) this.light(...this.#lit, { scroll: false });
  }

  #draw(line, marks) {
    const cuts = new Set([line.start, line.end]);
    for (const mark of marks) {
      cuts.add(Math.max(mark.from, line.start));
      cuts.add(Math.min(mark.to, line.end));
    }
    const at = [...cuts].sort((a, b) => a - b);
    const pieces = at.slice(1).flatMap((end, i) => {
      const over = marks.filter((mark) => mark.from <= at[i] && mark.to >= end);
      return [this.#wrapped(this.#leaves(at[i], end), over, at[i])];
    });
    line.node.replaceChildren(...pieces.flat());
  }

  // Text nodes, and a sign for each character that could not be seen; each knows where it begins.
  #leaves(start, end) {
    let at = start;
    return this.#text
      .slice(start, end)
      .split(UNSEEN)
      .filter(Boolean)
      .map((part) => {
        const leaf = UNSEEN.test(part) ? sign(part) : document.createTextNode(part);
        this.#starts.set(leaf, at);
        at += part.length;
        return leaf;
      });
  }

  // Leaves within their marks, the shortest mark innermost, so that lines under overlapping marks lie at different depths.
  #wrapped(leaves, over, start) {
    const inward = [...over].sort((a, b) => a.lane - b.lane);
    return inward.reduce((children, mark) => {
      const node = document.createElement("span");
      const begins = mark.from === start ? " begins" : "";
      node.className = mark.own ? `m role-${mark.role} lane-${Math.min(mark.lane, 3)}${begins}${mark.begun ? " begun" : ""}` : "m other";
      node.dataset.path = mark.path;
      node.dataset.item = mark.item;
      node.append(...children);
      return [node];
    }, leaves);
  }

  // Light up the marks of the field `path` of `item` (and of what is below it), and bring the first into view.
  light(item, path, { scroll = true } = {}) {
    this.#lit = [item, path];
    const lit = [];
    for (const node of this.#root.querySelectorAll(".m")) {
      const on = node.dataset.item === item && path !== null && belongs(node.dataset.path, path);
      node.classList.toggle("lit", on);
      if (on) lit.push(node);
    }
    if (scroll && lit.length) reveal(this.#root, lit[0]);
    return lit.length > 0;
  }

  // What is selected of the article, without the blanks at its ends: { start, end, quote } in code points, or null.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.#root.contains(range.startContainer) || !this.#root.contains(range.commonAncestorContainer)) return null;
    let [from, to] = [this.#unit(range.startContainer, range.startOffset), this.#unit(range.endContainer, range.endOffset)];
    const words = this.#text.slice(from, to);
    from += words.length - words.trimStart().length;
    to -= words.length - words.trimEnd().length;
    if (from >= to) return null;
    return { start: this.#offsets.toPoints(from), end: this.#offsets.toPoints(to), quote: this.#text.slice(from, to) };
  }

  // Select `[start, end)` (code points), as a hand would.
  select(start, end) {
    const [from, to] = [this.#place(this.#offsets.toUnits(start), false), this.#place(this.#offsets.toUnits(end), true)];
    getSelection().setBaseAndExtent(...from, ...to);
  }

  // The unit at a boundary of a selection.
  #unit(node, offset) {
    if (this.#starts.has(node)) return this.#starts.get(node) + offset;
    const line = this.#lines.find((one) => one.node.contains(node));
    if (!line) return node.childNodes[offset] ? this.#lines.find((one) => one.node === node.childNodes[offset]).start : this.#text.length;
    const next = leafAfter(node, offset, line.node);
    return next ? this.#starts.get(next) : line.end;
  }

  // The leaf that holds a unit, and how far into it; at a border the leaf before it when `last`.
  #place(unit, last) {
    const line = this.#lines.find((one) => unit <= one.end);
    const leaves = leavesOf(line.node);
    const fits = (leaf) => (last ? unit <= this.#starts.get(leaf) + length(leaf) : unit < this.#starts.get(leaf) + length(leaf));
    const leaf = leaves.find(fits) || leaves.at(-1);
    return leaf.nodeType === Node.TEXT_NODE ? [leaf, unit - this.#starts.get(leaf)] : [leaf, 0];
  }
}

const isLeaf = (node) => node.nodeType === Node.TEXT_NODE || node.classList.contains("unseen");
const length = (leaf) => (leaf.nodeType === Node.TEXT_NODE ? leaf.length : 1);

function leavesOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isLeaf(node)) found.push(node);
  return found;
}

// The first leaf at or after the boundary (node, offset) within `root`.
function leafAfter(node, offset, root) {
  const range = document.createRange();
  range.setStart(node, offset);
  return leavesOf(root).find((leaf) => range.comparePoint(leaf, 0) >= 0);
}

function sign(character) {
  const node = document.createElement("span");
  node.className = "unseen";
  node.dataset.sign = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return node;
}

// Give each mark of the item in hand its lane: marks that overlap have different ones, the shorter the nearer to the words.
function lanes(marks) {
  const taken = [];
  const own = marks.filter((mark) => mark.own).sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from);
  for (const mark of own) {
    mark.lane = 0;
    while ((taken[mark.lane] || []).some((other) => other.from < mark.to && mark.from < other.to)) mark.lane += 1;
    (taken[mark.lane] ||= []).push(mark);
  }
  for (const mark of marks) if (!mark.own) mark.lane = 9;
  return marks;
}

// The field itself, or a part of it: dates has dates[0].
const belongs = (field, path) => field === path || (path !== "" && [".", "["].some((sign) => field.startsWith(path + sign)));

// Bring a mark into the view of the text, which alone is moved.
function reveal(pane, node) {
  const [outer, inner] = [pane.getBoundingClientRect(), node.getBoundingClientRect()];
  if (inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 60) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollBy({ top: inner.top - outer.top - outer.height / 3, behavior: calm ? "auto" : "smooth" });
}
