import { queryOptions } from "@tanstack/react-query";

import { client, told } from "../api/client";
import type { CoachMessage } from "./messages";

/** The conversation that the chat continues: the newest, or a first one. Its messages so far come with it. */
export const chatQuery = queryOptions({
  queryKey: ["chat"],
  queryFn: async () => {
    const { items } = told(await client.GET("/api/v1/conversations"));
    const id = items[0]?.id ?? told(await client.POST("/api/v1/conversations")).id;
    return { id, messages: items.length === 0 ? [] : await history(id) };
  },
  // The chat itself keeps it up to date from here on.
  staleTime: Number.POSITIVE_INFINITY,
});

async function history(conversationId: string): Promise<CoachMessage[]> {
  const { items } = told(
    await client.GET("/api/v1/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: conversationId } },
    }),
  );
  return items as unknown as CoachMessage[];
}
