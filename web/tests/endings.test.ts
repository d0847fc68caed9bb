import { describe, expect, it, vi } from "vitest";

import { Problem } from "../src/api/problems";
import { endingOf } from "../src/chat/endings";
import type { CoachMessage, TurnMetadata } from "../src/chat/messages";

const said: CoachMessage = { id: "t1", role: "user", parts: [{ type: "text", text: "two eggs" }] };
const receipt = { type: "tool-log_meal", toolCallId: "c1", state: "output-available", input: {}, output: { tool: "log_meal" } };

function answer(status: TurnMetadata["status"], parts: unknown[] = []): CoachMessage {
  return { id: "a1", role: "assistant", parts, metadata: { status } } as CoachMessage;
}

const ended = { error: undefined, isStopped: false };

describe("the end of a turn", () => {
  it("is plain when it is complete, and when nothing was said yet", () => {
    expect(endingOf({ ...ended, last: answer("complete") }).kind).toBe("plain");
    expect(endingOf({ ...ended, last: undefined }).kind).toBe("plain");
  });

  it("that never came is asked for again, as the same turn", () => {
    expect(endingOf({ ...ended, last: answer(undefined) })).toMatchObject({ problem: { code: "cut_off" }, next: "same" });
    vi.stubGlobal("navigator", { onLine: true });
    const broken = endingOf({ ...ended, error: new TypeError("network error"), last: answer(undefined) });
    expect(broken).toMatchObject({ problem: { code: "cut_off" }, next: "same" });
    vi.unstubAllGlobals();
  });

  it("that the server could not reach is said anew: the same turn would answer the same", () => {
    const failed = endingOf({ ...ended, error: new Error("Something went wrong."), last: answer(undefined) });
    expect(failed).toMatchObject({ problem: { code: "turn_failed", message: "Something went wrong." }, next: "new" });
  });

  it("that was refused says why", () => {
    const refusal = new Problem({ status: 429, code: "too_often", detail: "Wait." });
    expect(endingOf({ ...ended, error: refusal, last: said })).toMatchObject({ problem: refusal, next: "same" });
  });

  it("that happens elsewhere is looked for", () => {
    expect(endingOf({ ...ended, last: said })).toMatchObject({ problem: { code: "turn_running" }, next: "look" });
  });

  it("by a stop tells, once the server has told, whether something had been written", () => {
    expect(endingOf({ ...ended, last: said, isStopped: true })).toEqual({ kind: "stopped", isEmpty: false });
    expect(endingOf({ ...ended, last: answer("interrupted") })).toEqual({ kind: "stopped", isEmpty: true });
    expect(endingOf({ ...ended, last: answer("interrupted", [receipt]) })).toEqual({ kind: "stopped", isEmpty: false });
  });
});
