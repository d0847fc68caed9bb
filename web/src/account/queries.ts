import { queryOptions } from "@tanstack/react-query";

import { client, told } from "../api/client";

/** Who is signed in. `today` is the date of their day, so it is asked for again whenever they come back to the page. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }) => told(await client.GET("/api/v1/me", { signal })),
  refetchOnWindowFocus: "always",
  refetchInterval: 5 * 60_000,
});

/** What language models took for the person, as it stands whenever they look. */
export const usageQuery = queryOptions({
  queryKey: ["usage"],
  queryFn: async ({ signal }) => told(await client.GET("/api/v1/me/usage", { signal })),
  staleTime: 0,
});
