import { describe, expect, it } from "vitest";

import { withAdded, withChanged, without } from "../src/chat/draftChanges";

const draft = { items: [{ id: "1" }, { id: "2" }] };

describe("a draft's changes", () => {
  it("leave the other foods as they are, in their order", () => {
    expect(withChanged(draft, "1", { grams: 200 })).toEqual({ items: [{ id: "1", grams: 200 }, { id: "2" }] });
  });

  it("leave a food out by not naming it", () => {
    expect(without(draft, "1")).toEqual({ items: [{ id: "2" }] });
  });

  it("add a food behind the others", () => {
    expect(withAdded(draft, { food_id: "f", quantity: 1 })).toEqual({
      items: [{ id: "1" }, { id: "2" }, { food_id: "f", quantity: 1 }],
    });
  });
});
