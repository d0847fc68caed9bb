/** Amounts as people read them. Every number comes from the API; nothing is computed here but its shape. */

/** Shown where an amount is unknown; it is never shown as 0. */
export const UNKNOWN = "–";

type Amount = number | null | undefined;

/** Whole numbers, with commas between the thousands. */
export const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** Whole kilocalories without the unit, or the sign for unknown. */
export function kcal(amount: Amount): string {
  return amount === null || amount === undefined ? UNKNOWN : whole.format(amount);
}

/** Grams without the unit: tenths below 10, whole above, or the sign for unknown. */
export function grams(amount: Amount): string {
  if (amount === null || amount === undefined) return UNKNOWN;
  return Math.abs(amount) < 9.95 ? tenths.format(amount) : whole.format(amount);
}

const FRACTIONS = new Map([
  [0.25, "¼"],
  [0.33, "⅓"],
  [0.5, "½"],
  [0.67, "⅔"],
  [0.75, "¾"],
]);

/** A quantity as it is said: 0.5 is ½, 1.5 is 1½. */
export function quantity(amount: number): string {
  const full = Math.floor(amount);
  const fraction = FRACTIONS.get(Math.round((amount - full) * 100) / 100);
  if (fraction === undefined) return hundredths.format(amount);
  return full === 0 ? fraction : `${full}${fraction}`;
}

type Portion = {
  quantity: number | null;
  unit: string | null;
  /** Null where the weight is not known. */
  grams: number | null;
  grams_low: number | null;
  grams_high: number | null;
};

/** How much, as said: `2 large`, `½ cup`, `×3` for three pieces; null where it was said in grams and the grams tell it all. */
export function asSaid(portion: Portion): string | null {
  if (portion.quantity === null || portion.unit === "g") return null;
  return portion.unit === null ? `×${quantity(portion.quantity)}` : `${quantity(portion.quantity)} ${portion.unit}`;
}

/** The grams with their unit, `~` before them where they are an estimate. */
export function weight(portion: Portion): string {
  if (portion.grams === null) return "weight unknown";
  return `${isEstimated(portion) ? "~" : ""}${grams(portion.grams)} g`;
}

/** The bounds of an estimated weight, `85–120 g`; null where the weight is exact. */
export function weightRange(portion: Portion): string | null {
  return isEstimated(portion) ? `${grams(portion.grams_low)}–${grams(portion.grams_high)} g` : null;
}

function isEstimated(portion: Portion): boolean {
  return portion.grams_high !== null && portion.grams_low !== null && portion.grams_high > portion.grams_low;
}

/** Below this an entry's food was guessed rather than known, and the person should look. */
const SURE = 0.6;

export function isUnsure(confidence: Amount): boolean {
  return confidence !== null && confidence !== undefined && confidence < SURE;
}

const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });

/** An amount of US dollars; what is less than a cent is said to be. */
export function cents(amount: number): string {
  return amount > 0 && amount < 0.01 ? "< $0.01" : dollars.format(amount);
}

/** A noun after its number, in the plural unless there is one. */
export function counted(count: number, one: string, many: string): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}
