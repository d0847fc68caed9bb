import type { Schemas } from "../api/client";

/** How much of a food, in the words of a form: grams, or so many of a unit ("" where pieces are counted). */
export type Amount = { amount: number; unit: string };

export type Told = { quantity: number | null; unit: string | null; grams: number | null };

export const GRAMS = "g";

/** What stands in the form at first: as it was said, or else the grams. */
export function amountOf({ quantity, unit, grams }: Told): Amount {
  return quantity === null ? { amount: tenths(grams ?? 0), unit: GRAMS } : { amount: quantity, unit: unit ?? "" };
}

/** The units to choose from: the one it was said in, grams, and those that the food is known in. */
export function unitsOf(said: Amount, portions: readonly Schemas["Portion"][]): string[] {
  return [...new Set([said.unit, GRAMS, ...portions.map(({ unit }) => unit)])];
}

/** The unit as a person reads it; what is counted without a unit are pieces. */
export function unitLabel(unit: string): string {
  return unit === "" ? "×" : unit;
}

/** What to send for an amount that differs from the one before; null where nothing does. */
export function changeOf(before: Amount, after: Amount): { grams: number } | { quantity: number; unit: string | null } | null {
  if (after.amount === before.amount && after.unit === before.unit) return null;
  return after.unit === GRAMS ? { grams: after.amount } : { quantity: after.amount, unit: after.unit || null };
}

function tenths(amount: number): number {
  return Math.round(amount * 10) / 10;
}
