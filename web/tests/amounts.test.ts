import { describe, expect, it } from "vitest";

import { UNKNOWN, asSaid, cents, grams, isUnsure, kcal, quantity, weight, weightRange } from "../src/format/amounts";

const portion = { quantity: 2, unit: "large", grams: 100, grams_low: 88, grams_high: 112 };

describe("amounts", () => {
  it.each([
    [0, "$0.00"],
    [0.0009, "< $0.01"],
    [0.01, "$0.01"],
    [1234.5, "$1,234.50"],
  ])("show %s dollars as %s", (amount, shown) => {
    expect(cents(amount)).toBe(shown);
  });

  it.each([
    [0, "0"],
    [281.6, "282"],
    [12_345, "12,345"],
    [null, UNKNOWN],
    [undefined, UNKNOWN],
  ])("show the energy %s as %s", (amount, shown) => {
    expect(kcal(amount)).toBe(shown);
  });

  it.each([
    [0, "0"],
    [0.04, "0"],
    [4.06, "4.1"],
    [9.96, "10"],
    [117.6, "118"],
    [null, UNKNOWN],
  ])("show the grams %s as %s", (amount, shown) => {
    expect(grams(amount)).toBe(shown);
  });

  it.each([
    [1, "1"],
    [0.5, "½"],
    [1.5, "1½"],
    [0.333, "⅓"],
    [2.2, "2.2"],
  ])("show the quantity %s as %s", (amount, shown) => {
    expect(quantity(amount)).toBe(shown);
  });

  it("show how much was said, and mark an estimate as one", () => {
    expect(asSaid(portion)).toBe("2 large");
    expect(asSaid({ ...portion, unit: null })).toBe("×2");
    expect(weight(portion)).toBe("~100 g");
    expect(weightRange(portion)).toBe("88–112 g");
  });

  it("show grams that were said without doubt, and only once", () => {
    const exact = { quantity: 150, unit: "g", grams: 150, grams_low: 150, grams_high: 150 };
    expect(asSaid(exact)).toBeNull();
    expect(weight(exact)).toBe("150 g");
    expect(weightRange(exact)).toBeNull();
  });

  it("call a guess a guess; what nobody guessed is sure", () => {
    expect(isUnsure(0.59)).toBe(true);
    expect(isUnsure(0.6)).toBe(false);
    expect(isUnsure(null)).toBe(false);
  });
});
