import type { Entry } from "../api/client";

export const MEALS = [
  { slot: "breakfast", label: "Breakfast" },
  { slot: "lunch", label: "Lunch" },
  { slot: "dinner", label: "Dinner" },
  { slot: "snack", label: "Snacks" },
] as const satisfies readonly { slot: Entry["slot"]; label: string }[];

export type Meal = { slot: Entry["slot"]; label: string; entries: Entry[]; energy: Energy };

/** Energy that is known, and how many entries do not know theirs. */
export type Energy = { kcal: number | null; unknown: number };

/** The day's entries by meal, in the order of the day; meals without entries are left out. */
export function mealsOf(entries: readonly Entry[]): Meal[] {
  return MEALS.map(({ slot, label }) => {
    const eaten = entries.filter((entry) => entry.slot === slot);
    return { slot, label, entries: eaten, energy: energyOf(eaten) };
  }).filter((meal) => meal.entries.length > 0);
}

/**
 * The energy of some entries. The one sum that the page makes itself, because a day's totals are of the whole day; unknown
 * stays unknown: it is null where no entry knows it.
 */
export function energyOf(entries: readonly Pick<Entry, "nutrients">[]): Energy {
  const known = entries.map(({ nutrients }) => nutrients.energy_kcal).filter((amount) => typeof amount === "number");
  return {
    kcal: known.length === 0 && entries.length > 0 ? null : known.reduce((sum, amount) => sum + amount, 0),
    unknown: entries.length - known.length,
  };
}
