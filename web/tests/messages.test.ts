import { describe, expect, it } from "vitest";

import { type CoachMessage, type Receipt, approvalsOf, doingIn, notesOf, receiptsOf, shapeOf, textOf } from "../src/chat/messages";
import { spoken } from "../src/chat/spoken";
import { turnRequest } from "../src/chat/turnRequest";

const egg = {
  description: "Egg",
  quantity: 2,
  unit: "large",
  grams: 100,
  grams_low: 90,
  grams_high: 110,
  nutrients: { energy_kcal: 143 },
};

function answer(parts: unknown[]): CoachMessage {
  return { id: "a1", role: "assistant", parts } as CoachMessage;
}

const logged = {
  type: "tool-log_meal",
  toolCallId: "call-1",
  state: "output-available",
  input: {},
  output: { tool: "log_meal", change_set_id: "set-1", entries: [egg], unmatched: [] },
};
const shape = (output: Partial<Receipt>) => shapeOf({ tool: "log_meal", ...output });
const said: CoachMessage = { id: "turn-1", role: "user", parts: [{ type: "text", text: "two eggs" }] };

describe("an answer", () => {
  it("is its text parts, and the receipts of the tools that are done", () => {
    const message = answer([
      { type: "step-start" },
      { ...logged, toolCallId: "call-0", state: "input-available", output: undefined },
      logged,
      { type: "text", text: "Logged. " },
      { type: "text", text: "Enjoy." },
    ]);
    expect(textOf(message)).toBe("Logged.\n\nEnjoy.");
    expect(receiptsOf(message).map(({ key, receipt }) => [key, receipt.change_set_id])).toEqual([["call-1", "set-1"]]);
  });

  it("shows entries, a line for what else was written, and nothing for what changed nothing", () => {
    expect(shape({ change_set_id: "set-1", entries: logged.output.entries as never })).toBe("entries");
    expect(shape({ tool: "log_water", change_set_id: "set-1", entries: [], message: "1 drink of water logged." })).toBe("line");
    expect(shape({ change_set_id: "set-1", entries: [], drafts: [{}] as never, message: "1 draft waits." })).toBeNull();
    expect(shape({ tool: "get_day", entries: logged.output.entries as never })).toBeNull();
    expect(shape({ tool: "log_water", change_set_id: "set-1", message: "" })).toBeNull();
    expect(shape({ tool: "set_goal", change_set_id: "set-1", message: "It waits.", approval: {} })).toBeNull();
    expect(shape({ tool: "decide_approval", change_set_id: "set-1", message: "No.", decided: { state: "declined" } })).toBeNull();
  });

  it("is without words that others have taken the place of", () => {
    const message = answer([
      { type: "text", text: "Let me look." },
      logged,
      { type: "text", text: "They hold …" },
      { type: "data-replaced", data: { text: "They hold …" } },
      { type: "text", text: "Your eggs are there." },
    ]);
    expect(textOf(message)).toBe("Let me look.\n\nYour eggs are there.");
  });

  it("leaves out outputs that are no receipts", () => {
    expect(receiptsOf(answer([{ ...logged, output: "an error in words" }]))).toEqual([]);
  });

  it("is heard with what was written", () => {
    expect(spoken(answer([logged, { type: "text", text: "Done." }]))).toBe("Done. 1 entry: Egg, 2 large, 143 kilocalories.");
  });

  it("is heard with what there is to know of it", () => {
    const notes = [{ code: "budget_spent", detail: "It is back at 01:00." }];
    const spent = { ...answer([{ type: "text", text: "Hello." }]), metadata: { notes } };
    expect(spoken(spent)).toBe("Hello. It is back at 01:00.");
  });

  it("says once what its words say already", () => {
    const notes = [{ code: "photo_needs_model", detail: "Photos cannot be read here." }];
    const alone = { ...answer([{ type: "text", text: "Photos cannot be read here." }]), metadata: { notes } };
    expect(notesOf(alone)).toEqual([]);
    expect(spoken(alone)).toBe("Photos cannot be read here.");
  });

  it("tells what goes on until its words begin", () => {
    expect(doingIn(said)).toBe("Thinking");
    expect(doingIn(answer([{ type: "step-start" }]))).toBe("Thinking");
    expect(doingIn(answer([{ ...logged, state: "input-available" }]))).toBe("Writing it down");
    expect(doingIn(answer([logged]))).toBe("Thinking");
    expect(doingIn(answer([logged, { type: "text", text: "Done" }]))).toBeNull();
  });
});

describe("the request for a turn", () => {
  const asked = { id: "c1", trigger: "submit-message", messageId: undefined };

  it("carries only the newest message, under an id that stays when it is tried again", () => {
    const earlier: CoachMessage = { ...said, id: "turn-0" };
    const first = turnRequest({ ...asked, messages: [earlier, answer([]), said] });
    const again = turnRequest({ ...asked, trigger: "regenerate-message", messages: [earlier, answer([]), said, answer([])] });
    expect(first.messages).toEqual([said]);
    expect(first.turn_id).toBe("turn-1");
    expect(again.turn_id).toBe(first.turn_id);
  });

  it("needs something said", () => {
    expect(() => turnRequest({ ...asked, messages: [] })).toThrow("nothing to send");
  });
});

describe("a question", () => {
  const asked = { id: "q1", tool: "delete_entry", summary: "Delete 2 entries: Egg; Toast.", changes: [], state: "open" };
  const waiting = { type: "tool-delete_entry", toolCallId: "call-1", state: "approval-requested", input: {}, approval: { id: "q1" } };
  const about = { type: "data-approval", id: "q1", data: asked };

  it("is told with the answer that asks it, and is no receipt", () => {
    const message = answer([waiting, about, { type: "text", text: "Shall I?" }]);
    expect(approvalsOf(message)).toEqual([asked]);
    expect(receiptsOf(message)).toEqual([]);
  });

  it("is answered with its own message, and with nothing that was said", () => {
    const answered = answer([{ ...waiting, state: "approval-responded", approval: { id: "q1", approved: true } }, about]);
    const request = { id: "c1", trigger: "submit-message", messageId: "a1" };
    expect(turnRequest({ ...request, messages: [said, answered] })).toEqual({ ...request, messages: [answered] });
    expect(turnRequest({ ...request, messages: [said, answer([waiting, about])] }).messages).toEqual([said]);
    const next: CoachMessage = { id: "turn-2", role: "user", parts: [{ type: "text", text: "a banana" }] };
    expect(turnRequest({ ...request, messages: [said, answered, next] })).toMatchObject({ turn_id: "turn-2", messages: [next] });
  });
});
