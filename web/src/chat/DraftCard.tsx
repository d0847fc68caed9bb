import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { type Schemas, client, told } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { MEALS } from "../day/meals";
import { diaryChanged } from "../day/queries";
import { dayName } from "../format/dates";
import { EntryLine } from "../ui/EntryLine";
import { DraftQuestion } from "./DraftQuestion";
import classes from "./DraftCard.module.css";

type Draft = Schemas["Draft"];

const ENDED: Readonly<Record<string, string>> = {
  committed: "Added to your diary",
  declined: "Not added",
  expired: "Expired, not added",
};

/** An estimate that waits for a yes, as it stands now, wherever it was answered. */
export function DraftCard({ draft: asMade, today }: { draft: Draft; today: string }) {
  const path = { draft_id: asMade.id };
  const queries = useQueryClient();
  const now = useQuery({
    queryKey: ["draft", asMade.id],
    queryFn: async ({ signal }) => told(await client.GET("/api/v1/drafts/{draft_id}", { params: { path }, signal })),
    placeholderData: asMade,
  });
  const answer = useMutation({
    mutationFn: async (isYes: boolean) => {
      if (isYes) await client.POST("/api/v1/drafts/{draft_id}/commit", { params: { path } });
      else await client.DELETE("/api/v1/drafts/{draft_id}", { params: { path } });
    },
    onSettled: () => diaryChanged(queries),
  });
  const draft = now.data ?? asMade;
  const meal = MEALS.find(({ slot }) => slot === draft.slot)?.label;
  return (
    <section className={classes.card} data-testid="draft">
      <header>
        <strong>{ENDED[draft.state] ?? "Is this right?"}</strong>
        <span>{[meal, dayName(draft.local_date, today)].filter(Boolean).join(" · ")}</span>
      </header>
      <ul>
        {draft.items.map((item) => (
          <li key={item.id}>
            <EntryLine entry={{ ...item, description: item.food?.name ?? item.text }} />
            {draft.state === "open" && item.question ? (
              <DraftQuestion draft={draft} item={item} onSettled={() => now.refetch()} />
            ) : null}
          </li>
        ))}
      </ul>
      {draft.state === "open" ? (
        <footer>
          {answer.error === null ? null : <span role="alert">{inPlainWords(asProblem(answer.error)).next}</span>}
          <Button size="compact-sm" variant="default" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
            No
          </Button>
          <Button size="compact-sm" loading={answer.isPending} onClick={() => answer.mutate(true)}>
            Add to diary
          </Button>
        </footer>
      ) : null}
    </section>
  );
}
