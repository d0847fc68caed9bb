import { describe, expect, it } from "vitest";

import { fitted } from "../src/chat/photos";

describe("a photo on its way", () => {
  it.each([
    [4000, 3000, [1600, 1200]],
    [3000, 4000, [1200, 1600]],
    [800, 600, [800, 600]],
    [20000, 3, [1600, 1]],
  ])("of %d × %d is made small in its own shape", (width, height, size) => {
    expect(fitted(width, height)).toEqual(size);
  });
});
