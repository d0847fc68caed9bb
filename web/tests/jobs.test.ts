import { expect, test } from "vitest";

import { doing, ending, isShown, nameOf, percentOf } from "../src/jobs/shown";

test("a bar is there while somebody waits", () => {
  expect(isShown({ state: "running", kind: "import" })).toBe(true);
  expect(isShown({ state: "queued", kind: "photo_cleaning" })).toBe(true);
  expect(isShown({ state: "done", kind: "import" })).toBe(false);
  expect(isShown({ state: "running", kind: "mail" })).toBe(false);
});

test("how far it is never lies", () => {
  expect(percentOf({ done: 0, total: null })).toBeNull();
  expect(percentOf({ done: 0, total: 0 })).toBeNull();
  expect(percentOf({ done: 999, total: 1000 })).toBe(99);
  expect(percentOf({ done: 1000, total: 1000 })).toBe(100);
  expect(percentOf({ done: 1001, total: 1000 })).toBe(100);
});

test("what is told in words", () => {
  expect(nameOf("import")).toBe("Import");
  expect(nameOf("photo_cleaning")).toBe("Photo cleaning");
  expect(doing({ state: "running", message: "", cancel_requested: false })).toBe("at work");
  expect(doing({ state: "running", message: "row 5", cancel_requested: true })).toBe("stopping");
  expect(ending({ kind: "export", state: "failed", error: { code: "x", detail: "Try again." } })).toBe("Export failed: Try again.");
  expect(ending({ kind: "export", state: "running", error: null })).toBeUndefined();
});
