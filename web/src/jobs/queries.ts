import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { type Schemas, client, told } from "../api/client";
import { isShown } from "./shown";

export type Job = Schemas["Job"];

const WHILE_ANY_RUNS = 1_000;
const ELSE = 60_000;

/** The newest jobs; asked for often only while one of them waits or runs. Who begins one invalidates `["jobs"]`. */
export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: async ({ signal }) => told(await client.GET("/api/v1/jobs", { params: { query: { limit: 20 } }, signal })).items,
  refetchOnWindowFocus: "always",
  refetchInterval: ({ state }) => (state.data?.some(isShown) ? WHILE_ANY_RUNS : ELSE),
});

export function useCancelJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (jobId: string) => {
      await client.POST("/api/v1/jobs/{job_id}/cancel", { params: { path: { job_id: jobId } } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: jobsQuery.queryKey }),
  });
}
