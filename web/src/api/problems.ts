/** What went wrong, as the API says it (RFC 9457), and what a person can do about it. */

export type FieldProblem = { field: string; message: string };

type ProblemBody = { code?: unknown; detail?: unknown; errors?: unknown };

/** An answer other than the one asked for. `status` 0: no answer came at all. */
export class Problem extends Error {
  override name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  /** Seconds to wait before asking again, where the server says so. */
  readonly retryAfter: number | null;

  constructor(
    told: { status: number; code: string; detail: string; fields?: readonly FieldProblem[]; retryAfter?: number | null },
  ) {
    super(told.detail);
    this.status = told.status;
    this.code = told.code;
    this.fields = told.fields ?? [];
    this.retryAfter = told.retryAfter ?? null;
  }
}

/** The problem in a response that is not ok; whatever stands in its place (a proxy's page, nothing) becomes one. */
export async function problemIn(response: Response): Promise<Problem> {
  const body = await readBody(response);
  const wait = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return new Problem({
    status: response.status,
    code: typeof body.code === "string" ? body.code : `http_${response.status}`,
    detail: typeof body.detail === "string" ? body.detail : `The server answered ${response.status}.`,
    fields: Array.isArray(body.errors) ? body.errors.filter(isFieldProblem) : [],
    retryAfter: Number.isFinite(wait) ? wait : null,
  });
}

/** Any thrown thing as a problem: what is not one already never reached the server, or broke on the way back. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!navigator.onLine) return new Problem({ status: 0, code: "offline", detail: "This device is offline." });
  return new Problem({ status: 0, code: "unreachable", detail: error instanceof Error ? error.message : String(error) });
}

export type PlainWords = { title: string; next: string };

/** A problem in plain words: what happened, and what to do next. */
export function inPlainWords(problem: Problem): PlainWords {
  switch (problem.code) {
    case "offline":
      return { title: "You are offline", next: "It is sent by itself when the connection is back." };
    case "unreachable":
      return { title: "FitHub did not answer", next: "Try again; nothing is written twice." };
    case "cut_off":
      return { title: "The answer was cut off", next: "Try again; whatever was already logged is not logged twice." };
    case "turn_running":
      return { title: "Still being answered", next: "The message before is not finished yet. Look again in a moment." };
    case "turn_failed":
      return { title: "That did not work", next: problem.message };
    default:
      return byStatus(problem);
  }
}

function byStatus(problem: Problem): PlainWords {
  if (problem.code === "credentials_wrong") return { title: "That did not match", next: problem.message };
  if (problem.status === 401) return { title: "Please log in again", next: problem.message };
  if (problem.status === 409) return { title: "That is not possible right now", next: problem.message };
  if (problem.status === 429) return { title: "A little too fast", next: waiting(problem) };
  if (problem.status === 503) return { title: "FitHub is not available right now", next: problem.message };
  if (problem.status >= 500) return { title: "Something went wrong on our side", next: problem.message };
  return { title: "That did not work", next: problem.message };
}

function waiting(problem: Problem): string {
  return problem.retryAfter === null ? problem.message : `Wait ${problem.retryAfter} seconds, then try again.`;
}

async function readBody(response: Response): Promise<ProblemBody> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return (
    typeof value === "object" &&
    value !== null &&
    "field" in value &&
    "message" in value &&
    typeof value.field === "string" &&
    typeof value.message === "string"
  );
}
