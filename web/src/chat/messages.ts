/** The chat's messages as the AI SDK keeps them, with what FitHub's tools and metadata add. */
import { type UIMessage, getToolName, isToolUIPart } from "ai";

import type { Entry, Nutrients, Schemas } from "../api/client";

/** What comes with an answer. `status` is missing while the turn runs, and when its stream broke before the end. */
export type TurnMetadata = {
  turn_id?: string;
  status?: "complete" | "needs_approval" | "interrupted" | "failed";
  offline?: boolean;
  /** What the person should know of how they were answered. */
  notes?: { code: string; detail: string }[];
};

/**
 * What a tool did, rendered from the stored rows: `entries` that stand now, those that were `removed`, `drafts` that wait for a
 * yes. Everything one turn changed is one change set; an undo names the set that it took back.
 */
export type Receipt = {
  tool: string;
  change_set_id?: string;
  entries?: Entry[];
  removed?: Entry[];
  totals?: Nutrients;
  unmatched?: string[];
  drafts?: Schemas["Draft"][];
  /** What was done, in a few words: "1 measurement written." */
  message?: string;
  /** It waits for a yes, and nothing was done. */
  approval?: unknown;
  /** The yes or no that this passed on. */
  decided?: { state: string };
};

/** How a receipt is shown: by the entries that it wrote, as a line for what else was written, or not at all. */
export function shapeOf(receipt: Receipt): "entries" | "line" | null {
  const { tool, entries, removed, drafts, change_set_id: set, message, approval, decided } = receipt;
  if (tool in DONE && [entries, removed].some((rows) => rows?.length)) return "entries";
  if (approval !== undefined || (decided !== undefined && decided.state !== "approved")) return null;
  // What is there already, or waits for a yes, changes nothing; a draft has a card of its own.
  return set !== undefined && message && !drafts?.length ? "line" : null;
}

/** What was done with entries, by the tool that did it. */
export const DONE: Readonly<Record<string, string>> = {
  log_meal: "Logged",
  copy_meal: "Logged",
  log_usual: "Logged",
  log_planned: "Logged",
  confirm_draft: "Logged",
  edit_entry: "Changed",
  delete_entry: "Deleted",
  undo: "Taken back",
  redo: "Done again",
};

/** What the coach would do once the person says yes. */
export type Approval = Pick<Schemas["Approval"], "id" | "tool" | "summary" | "changes" | "state">;

/** Words that were being said and are not how the answer goes on: those of the text part before. */
export type Replaced = { text: string };

export type CoachMessage = UIMessage<TurnMetadata, { approval: Approval; replaced: Replaced; photos: { count: number } }>;

/** The words of a message, its text parts one after another, but for those that others have taken the place of. */
export function textOf(message: CoachMessage): string {
  const texts: string[] = [];
  for (const part of message.parts) {
    if (part.type === "text") texts.push(part.text.trim());
    else if (part.type === "data-replaced") texts.pop();
  }
  return texts.filter(Boolean).join("\n\n");
}

/** What there is to know of an answer that its words do not say. */
export function notesOf(message: CoachMessage): { code: string; detail: string }[] {
  const text = textOf(message);
  return (message.metadata?.notes ?? []).filter(({ detail }) => detail !== text);
}

/** The receipts of an answer, in the order in which they were written. */
export function receiptsOf(message: CoachMessage): { key: string; receipt: Receipt }[] {
  return message.parts
    .filter(isToolUIPart)
    .filter((part) => part.state === "output-available" && isReceipt(part.output))
    .map((part) => ({ key: part.toolCallId, receipt: part.output as Receipt }));
}

/** What an answer asks the person for, in the order in which it does. */
export function approvalsOf(message: CoachMessage): Approval[] {
  return message.parts.filter((part) => part.type === "data-approval").map((part) => part.data);
}

/** What was just answered in a message of the coach's, and is not sent yet. */
export function isAnswered(message: CoachMessage): boolean {
  return message.parts.filter(isToolUIPart).some((part) => part.state === "approval-responded");
}

const DOING: Readonly<Record<string, string>> = {
  search_foods: "Looking up foods",
  estimate_foods: "Working it out",
  log_meal: "Writing it down",
  edit_entry: "Changing the entry",
  delete_entry: "Deleting the entry",
  get_day: "Reading your day",
  copy_meal: "Writing it down",
  log_usual: "Writing it down",
  list_own: "Looking through your things",
  save_recipe: "Working the recipe out",
  edit_recipe: "Changing the recipe",
  create_food: "Keeping the food",
  set_measure: "Keeping the measure",
  set_favourite: "Keeping the favourite",
  delete_own: "Deleting it",
  confirm_draft: "Writing it down",
  decline_draft: "Leaving it out",
  undo: "Taking it back",
  redo: "Doing it again",
};

/** What the coach is doing at this moment, in a few words; null when its answer is on the way already. */
export function doingIn(message: CoachMessage | undefined): string | null {
  if (message === undefined || message.role === "user") return "Thinking";
  const last = message.parts.findLast((part) => part.type !== "step-start");
  if (last === undefined) return "Thinking";
  if (!isToolUIPart(last)) return null;
  const isRunning = last.state === "input-streaming" || last.state === "input-available";
  return isRunning ? (DOING[getToolName(last)] ?? "Working") : "Thinking";
}

function isReceipt(output: unknown): output is Receipt {
  return typeof output === "object" && output !== null && "tool" in output && typeof output.tool === "string";
}
