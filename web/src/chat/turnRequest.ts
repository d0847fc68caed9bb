import { Problem } from "../api/problems";
import { type CoachMessage, isAnswered } from "./messages";

type Asked = { id: string; messages: CoachMessage[]; trigger: string; messageId: string | undefined };

/**
 * What is sent for a turn: only the newest of the person's messages, since the server keeps the history. Its id is the
 * `turn_id`. Trying again sends the same one, and the server answers from what it has done already. What the coach asked is
 * answered with its own message.
 */
export function turnRequest({ id, messages, trigger, messageId }: Asked) {
  const last = messages.at(-1);
  if (last?.role === "assistant" && isAnswered(last)) return { id, messages: [last], trigger, messageId };
  const said = messages.findLast((message) => message.role === "user");
  if (said === undefined) throw new Problem({ status: 0, code: "nothing_said", detail: "There is nothing to send." });
  return { id, turn_id: said.id, messages: [said], trigger, messageId };
}
