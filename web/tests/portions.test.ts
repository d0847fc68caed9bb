import { describe, expect, it } from "vitest";

import { amountOf, changeOf, unitLabel, unitsOf } from "../src/foods/portions";

const SLICE = { unit: "slice", label: "slice", grams: 30 };

describe("the amount in a form", () => {
  it("stands as it was said", () => {
    expect(amountOf({ quantity: 1.5, unit: "cup", grams: 360 })).toEqual({ amount: 1.5, unit: "cup" });
    expect(amountOf({ quantity: 2, unit: null, grams: 100 })).toEqual({ amount: 2, unit: "" });
  });

  it("stands in grams where no amount was said", () => {
    expect(amountOf({ quantity: null, unit: null, grams: 122.44 })).toEqual({ amount: 122.4, unit: "g" });
  });

  it("can be told in what was said, in grams, and in what the food is known in, each once", () => {
    expect(unitsOf({ amount: 2, unit: "slice" }, [SLICE, { ...SLICE, label: "slice, thick" }])).toEqual(["slice", "g"]);
    expect(unitsOf({ amount: 2, unit: "" }, [SLICE])).toEqual(["", "g", "slice"]);
    expect(unitLabel("")).toBe("×");
  });

  it("is sent only where it differs", () => {
    const said = { amount: 2, unit: "slice" };
    expect(changeOf(said, said)).toBeNull();
    expect(changeOf(said, { amount: 3, unit: "slice" })).toEqual({ quantity: 3, unit: "slice" });
    expect(changeOf(said, { amount: 3, unit: "" })).toEqual({ quantity: 3, unit: null });
    expect(changeOf(said, { amount: 80, unit: "g" })).toEqual({ grams: 80 });
  });
});
