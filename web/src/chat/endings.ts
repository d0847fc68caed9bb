import { Problem, asProblem } from "../api/problems";
import { type CoachMessage, receiptsOf } from "./messages";

/**
 * How the newest turn ended, where it did not simply end:
 * - `trouble`: something is in the way. `next` is what helps: the `same` turn once more (the server answers from what it has
 *   done), the same words as a `new` turn, or a `look` at what the server has by now.
 * - `stopped`: by the person, or because they went away. `isEmpty`: nothing had been written, so saying it again doubles nothing.
 */
export type Ending =
  | { kind: "plain" }
  | { kind: "trouble"; problem: Problem; next: "same" | "new" | "look" }
  | { kind: "stopped"; isEmpty: boolean };

type Ended = { last: CoachMessage | undefined; error: Error | undefined; isStopped: boolean };

const PLAIN: Ending = { kind: "plain" };

/** What became of the newest turn, now that nothing runs here any more. */
export function endingOf({ last, error, isStopped }: Ended): Ending {
  if (last === undefined) return PLAIN;
  const answer = last.role === "assistant" ? last : undefined;
  if (answer?.metadata?.status === "interrupted") return { kind: "stopped", isEmpty: receiptsOf(answer).length === 0 };
  // Until the server has told, nobody here knows that nothing was written.
  if (isStopped) return { kind: "stopped", isEmpty: false };
  if (error !== undefined) return troubleOf(error, answer);
  if (answer === undefined) return { kind: "trouble", problem: told("turn_running"), next: "look" };
  return answer.metadata?.status === undefined ? { kind: "trouble", problem: told("cut_off"), next: "same" } : PLAIN;
}

function troubleOf(error: Error, answer: CoachMessage | undefined): Ending {
  // Broken connections are TypeErrors; any other error within a stream is the turn's own, told by the server.
  const isOfTurn = answer !== undefined && !(error instanceof Problem) && !(error instanceof TypeError);
  if (isOfTurn) return { kind: "trouble", problem: told("turn_failed", error.message), next: "new" };
  const problem = asProblem(error);
  if (answer !== undefined && problem.code === "unreachable") return { kind: "trouble", problem: told("cut_off"), next: "same" };
  return { kind: "trouble", problem, next: "same" };
}

function told(code: "turn_running" | "turn_failed" | "cut_off", detail = ""): Problem {
  return new Problem({ status: 0, code, detail });
}
