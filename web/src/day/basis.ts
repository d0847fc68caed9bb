import type { Day } from "../api/client";

const SAID: Record<Day["targets_basis"], string | null> = {
  own: null,
  diet: "Measured against the targets of your diet.",
  reference: "Measured against the Daily Values for 2,000 kcal, until you have targets of your own.",
};

/** Where the targets of a day come from, in words; nothing is to be said of a person's own. */
export function basisOf({ targets_basis }: Pick<Day, "targets_basis">): string | null {
  return SAID[targets_basis];
}
