import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { type Schemas, client, told } from "../api/client";

/** One local date: entries, totals, targets, what is left, what is unknown. */
export const dayQuery = (date: string) =>
  queryOptions({
    queryKey: ["day", date],
    queryFn: async ({ signal }) =>
      told(await client.GET("/api/v1/days/{day}", { params: { path: { day: date } }, signal })),
    refetchOnWindowFocus: "always",
  });

/** The newest changes: what of all that was written has been taken back since. */
export const changesQuery = queryOptions({
  queryKey: ["changes"],
  queryFn: async ({ signal }) =>
    told(await client.GET("/api/v1/changes", { params: { query: { limit: 100 } }, signal })).items,
});

/** Something was written: whatever shows rows asks for them again. */
export async function diaryChanged(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ["day"] }),
    queries.invalidateQueries({ queryKey: changesQuery.queryKey }),
    queries.invalidateQueries({ queryKey: ["draft"] }),
    queries.invalidateQueries({ queryKey: ["approval"] }),
    queries.invalidateQueries({ queryKey: ["jobs"] }),
    queries.invalidateQueries({ queryKey: ["me"] }),
  ]);
}

/** Takes one change set back, whole. */
export function useUndo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (which: { change_set_id?: string; turn_id?: string }) =>
      told(await client.POST("/api/v1/changes/undo", { body: which })),
    onSettled: () => diaryChanged(queries),
  });
}

export function useDeleteEntry() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (entryId: string) => {
      await client.DELETE("/api/v1/entries/{entry_id}", { params: { path: { entry_id: entryId } } });
    },
    onSettled: () => diaryChanged(queries),
  });
}

/** The change set that deleted an entry, so that exactly this can be undone, whatever happened since. */
export async function deletionOf(entryId: string, queries: QueryClient): Promise<Schemas["Changes"] | undefined> {
  const changes = await queries.fetchQuery({ ...changesQuery, staleTime: 0 });
  return changes.find(({ undone_at, rows }) => undone_at === null && rows.some((row) => row.id === entryId && row.after === null));
}
