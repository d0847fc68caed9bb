import { describe, expect, it } from "vitest";

import { dayName, longDate, shifted } from "../src/format/dates";

describe("local dates", () => {
  it.each([
    ["2026-11-23", 1, "2026-11-24"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2026-12-31", 1, "2027-01-01"],
    // The clocks change in many places on these days; a date does not.
    ["2026-03-29", 1, "2026-03-30"],
    ["2026-10-25", -1, "2026-10-24"],
  ])("%s moved by %i days is %s", (date, days, moved) => {
    expect(shifted(date, days)).toBe(moved);
  });

  it("are named by their distance from the person's today", () => {
    expect(dayName("2026-11-23", "2026-11-23")).toBe("Today");
    expect(dayName("2026-11-22", "2026-11-23")).toBe("Yesterday");
    expect(dayName("2026-11-24", "2026-11-23")).toBe("Tomorrow");
    expect(dayName("2026-11-19", "2026-11-23")).toBe("Thursday, November 19");
  });

  it("name the year where it is another one", () => {
    expect(longDate("2025-12-31", "2026-01-01")).toBe("December 31, 2025");
  });
});
