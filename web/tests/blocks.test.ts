import { describe, expect, it } from "vitest";

import { blocksOf } from "../src/chat/blocks";

const plain = (text: string) => ({ text, isStrong: false });

describe("the words of an answer", () => {
  it("are paragraphs with stress", () => {
    expect(blocksOf("You have **40 g** left.\n\nWell done.")).toEqual([
      { kind: "paragraph", spans: [plain("You have "), { text: "40 g", isStrong: true }, plain(" left.")] },
      { kind: "paragraph", spans: [plain("Well done.")] },
    ]);
  });

  it("are lists", () => {
    expect(blocksOf("Today:\n- eggs\n- toast\n1. one\n2) two")).toEqual([
      { kind: "paragraph", spans: [plain("Today:")] },
      { kind: "bulleted", items: [[plain("eggs")], [plain("toast")]] },
      { kind: "numbered", items: [[plain("one")], [plain("two")]] },
    ]);
  });

  it.each(["<b>hi</b>", "2 * 3 ** 4", "[a](javascript:alert(1))", "- "])("stay the text that they are: %s", (text) => {
    expect(blocksOf(text)).toEqual([{ kind: "paragraph", spans: [plain(text)] }]);
  });

  it("are nothing for nothing", () => {
    expect(blocksOf(" \n ")).toEqual([]);
  });
});
