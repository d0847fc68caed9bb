import type { Schemas } from "../api/client";

type Bounds = Schemas["Bounds"];

/** The amount that a bar fills towards: the target, or else the bound there is; null where none is set. */
export function aimOf(bounds: Bounds | undefined): number | null {
  return bounds?.target ?? bounds?.min ?? bounds?.max ?? null;
}

/** How much of the aim is reached, 0 to 1; more than the aim is 1. 0 where either is unknown. */
export function share(amount: number | null | undefined, aim: number | null): number {
  if (amount === null || amount === undefined || aim === null || aim <= 0) return 0;
  return Math.min(1, Math.max(0, amount / aim));
}
