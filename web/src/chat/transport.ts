import { DefaultChatTransport } from "ai";

import { authorisedFetch } from "../api/client";
import { problemIn } from "../api/problems";
import type { CoachMessage } from "./messages";
import { turnRequest } from "./turnRequest";

/** A refusal before the first byte becomes a Problem, so that the chat shows it as every other part of the page does. */
const fetchOrProblem: typeof fetch = async (input, init) => {
  const response = await authorisedFetch(input, init);
  if (!response.ok) throw await problemIn(response);
  return response;
};

/** The way to one conversation. */
export function transportTo(conversationId: string): DefaultChatTransport<CoachMessage> {
  return new DefaultChatTransport<CoachMessage>({
    api: `/api/v1/conversations/${conversationId}/messages`,
    fetch: fetchOrProblem,
    prepareSendMessagesRequest: (asked) => ({ body: turnRequest(asked) }),
  });
}
