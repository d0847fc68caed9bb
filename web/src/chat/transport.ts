import { DefaultChatTransport } from "ai";

import { authorisedFetch } from "../api/client";
import { Problem, problemIn } from "../api/problems";
import type { CoachMessage } from "./messages";

/** A refusal before the first byte becomes a Problem, so that the chat shows it as every other part of the page does. */
const fetchOrProblem: typeof fetch = async (input, init) => {
  const response = await authorisedFetch(input, init);
  if (!response.ok) throw await problemIn(response);
  return response;
};

/**
 * The way to one conversation. Only the newest of the person's messages is sent, since the server keeps the history. Its id is
 * the `turn_id`: trying again sends the same one, and the server answers from what it has done already.
 */
export function transportTo(conversationId: string): DefaultChatTransport<CoachMessage> {
  return new DefaultChatTransport<CoachMessage>({
    api: `/api/v1/conversations/${conversationId}/messages`,
    fetch: fetchOrProblem,
    prepareSendMessagesRequest: ({ id, messages, trigger, messageId }) => {
      const said = messages.findLast((message) => message.role === "user");
      if (said === undefined) throw new Problem({ status: 0, code: "nothing_said", detail: "There is nothing to send." });
      return { body: { id, turn_id: said.id, messages: [said], trigger, messageId } };
    },
  });
}
