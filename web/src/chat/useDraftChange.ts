import { useMutation, useQueryClient } from "@tanstack/react-query";

import { type Schemas, client, told } from "../api/client";

/** Mends an open draft; whatever shows it has it as it then stands. */
export function useDraftChange(draftId: string, onDone?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (changes: Schemas["DraftChanges"]) =>
      told(await client.PATCH("/api/v1/drafts/{draft_id}", { params: { path: { draft_id: draftId } }, body: changes })),
    onSuccess: (draft) => {
      queries.setQueryData(["draft", draftId], draft);
      onDone?.();
    },
    // It may have been answered elsewhere meanwhile.
    onError: () => queries.invalidateQueries({ queryKey: ["draft", draftId] }),
  });
}
