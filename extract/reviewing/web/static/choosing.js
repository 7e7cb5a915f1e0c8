// Choosing words of the article, by hand and by keys.
import { $ } from "./page.js";

// Words that were selected while a field waits for them become its words.
export function listen(desk) {
  const take = () => {
    const words = desk().fields.armed && desk().text.selected();
    if (words) desk().fields.use(words);
  };
  $("text").addEventListener("pointerup", () => setTimeout(take));
}

// Keys in the text: arrows choose a word or line, with Shift they widen or narrow the choice; Enter gives it to the field.
export function keys(event, desk) {
  const ways = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };
  const way = ways[event.key];
  if (way && !event.ctrlKey && !event.altKey && !event.metaKey) {
    move(...way, event.shiftKey);
    event.preventDefault();
    return true;
  }
  if (event.key === "Enter") {
    desk.useWords();
    return true;
  }
  return false;
}

function move(direction, unit, widen) {
  const selection = getSelection();
  if (widen) {
    selection.modify("extend", direction, unit === "word" ? "character" : unit);
    return;
  }
  if (direction === "backward") selection.collapseToStart();
  else selection.collapseToEnd();
  selection.modify("move", direction, unit);
  if (direction === "forward") selection.modify("move", "backward", "word");
  selection.modify("extend", "forward", "word");
}

// Go to the text, with the words of the field in hand chosen, or else the first that are marked.
export function enter(desk) {
  $("text").focus();
  const field = desk.fields.inHand;
  const chip = field && field.node.querySelector(".words[data-start]");
  const lit = $("text").querySelector(".m.lit") || $("text").querySelector(".m");
  if (chip) desk.text.select(Number(chip.dataset.start), Number(chip.dataset.end));
  else if (lit) getSelection().selectAllChildren(lit);
  else getSelection().collapse($("text").firstElementChild, 0);
}
