import { describe, expect, it } from "vitest";

import type { Entry } from "../src/api/client";
import { energyOf, mealsOf } from "../src/day/meals";
import { aimOf, share } from "../src/day/progress";

const entry = (slot: Entry["slot"], energy_kcal: number | null) => ({ slot, nutrients: { energy_kcal } }) as Entry;

describe("meals", () => {
  it("come in the order of the day, without the empty ones", () => {
    const meals = mealsOf([entry("snack", 1), entry("breakfast", 2), entry("breakfast", 3)]);
    expect(meals.map(({ slot, entries }) => [slot, entries.length])).toEqual([
      ["breakfast", 2],
      ["snack", 1],
    ]);
  });

  it("sum the energy that is known and count what is not", () => {
    expect(energyOf([entry("lunch", 100), entry("lunch", null), entry("lunch", 20.5)])).toEqual({ kcal: 120.5, unknown: 1 });
  });

  it("never show unknown energy as none", () => {
    expect(energyOf([entry("lunch", null)])).toEqual({ kcal: null, unknown: 1 });
    expect(energyOf([entry("lunch", 0)])).toEqual({ kcal: 0, unknown: 0 });
  });
});

describe("progress", () => {
  it("counts towards the target, else towards the bound there is", () => {
    expect(aimOf({ min: 1, target: 2, max: 3 })).toBe(2);
    expect(aimOf({ max: 3 })).toBe(3);
    expect(aimOf(undefined)).toBeNull();
  });

  it("stays between nothing and all, whatever it is given", () => {
    expect(share(50, 200)).toBe(0.25);
    expect(share(300, 200)).toBe(1);
    expect(share(null, 200)).toBe(0);
    expect(share(10, 0)).toBe(0);
  });
});
