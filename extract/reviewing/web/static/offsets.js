// The one place where offsets are converted. Records count code points, browsers count UTF-16 code units: a character beyond
// U+FFFF (an emoji, a rare ideograph) is one of the former and two of the latter.
export class Offsets {
  #pairs; // where the characters of two units begin, in units

  constructor(text) {
    this.#pairs = [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((found) => found.index);
  }

  // The unit at which the code point `point` begins.
  toUnits(point) {
    return point + this.#count((unit, before) => unit - before < point);
  }

  // The code point that begins at `unit`, or in which it lies.
  toPoints(unit) {
    return unit - this.#count((pair) => pair < unit);
  }

  // How many pairs come first for which `holds`; it holds for none after one for which it does not.
  #count(holds) {
    let [low, high] = [0, this.#pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#pairs[middle], middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
