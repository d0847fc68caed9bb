import { QueryClient } from "@tanstack/react-query";

import { asProblem } from "../api/problems";

/** What the page knows of the server. A refusal is final; a server that is away is asked again a few times. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (failures, error) => {
        const { status } = asProblem(error);
        return failures < 3 && (status === 0 || status >= 500);
      },
    },
  },
});
