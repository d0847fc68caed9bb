import type { Schemas } from "../api/client";

type Job = Schemas["Job"];

const NAMES: Record<string, string> = { import: "Import", export: "Export" };
// What goes on by itself and nobody waits for.
const QUIET = new Set(["mail"]);

/** Whether there is a bar for it: it waits or runs, and somebody wants to know. */
export function isShown({ state, kind }: Pick<Job, "state" | "kind">): boolean {
  return (state === "queued" || state === "running") && !QUIET.has(kind);
}

/** What a kind of job is called. */
export function nameOf(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return NAMES[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** How far it is, in whole percent; null where that cannot be known. */
export function percentOf({ done, total }: Pick<Job, "done" | "total">): number | null {
  if (total === null || total <= 0) return null;
  return Math.max(0, Math.min(100, Math.floor((100 * done) / total)));
}

/** What it is doing, in words. */
export function doing(job: Pick<Job, "state" | "message" | "cancel_requested">): string {
  if (job.cancel_requested) return "stopping";
  if (job.state === "queued") return "waiting";
  return job.message || "at work";
}

/** How it ended, in words; undefined while it has not. */
export function ending(job: Pick<Job, "kind" | "state" | "error">): string | undefined {
  switch (job.state) {
    case "done":
      return `${nameOf(job.kind)} finished.`;
    case "cancelled":
      return `${nameOf(job.kind)} cancelled.`;
    case "failed":
      return `${nameOf(job.kind)} failed: ${job.error?.detail ?? "something went wrong."}`;
    default:
      return undefined;
  }
}
