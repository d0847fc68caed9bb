import { expect, test } from "vitest";

import { basisOf } from "../src/day/basis";

test("a day says whose targets it is measured against, unless they are the person's own", () => {
  expect(basisOf({ targets_basis: "diet" })).toBe("Measured against the targets of your diet.");
  expect(basisOf({ targets_basis: "reference" })).toContain("Daily Values");
  expect(basisOf({ targets_basis: "own" })).toBeNull();
});
