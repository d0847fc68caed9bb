import { Problem } from "../api/problems";
import type { CoachMessage } from "./messages";

type Asked = { id: string; messages: CoachMessage[]; trigger: string; messageId: string | undefined };

/**
 * What is sent for a turn: only the newest of the person's messages, since the server keeps the history. Its id is the
 * `turn_id`. Trying again sends the same one, and the server answers from what it has done already.
 */
export function turnRequest({ id, messages, trigger, messageId }: Asked) {
  const said = messages.findLast((message) => message.role === "user");
  if (said === undefined) throw new Problem({ status: 0, code: "nothing_said", detail: "There is nothing to send." });
  return { id, turn_id: said.id, messages: [said], trigger, messageId };
}
