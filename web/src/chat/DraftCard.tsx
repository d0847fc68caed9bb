import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { type Schemas, client, told } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { diaryChanged } from "../day/queries";
import { kcal } from "../format/amounts";
import { DraftAddition } from "./DraftAddition";
import classes from "./DraftCard.module.css";
import { DraftItem } from "./DraftItem";
import { DraftPlace, placeOf } from "./DraftPlace";

type Draft = Schemas["Draft"];

const ENDED: Readonly<Record<string, string>> = {
  committed: "Added to your diary",
  declined: "Not added",
  expired: "Expired, not added",
};

/** An estimate that waits for a yes, as it stands now, wherever it was changed or answered. While it waits, all of it can be changed. */
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
  const isOpen = draft.state === "open";
  return (
    <section className={classes.card} data-testid="draft">
      <header>
        <strong>{ENDED[draft.state] ?? "Is this right?"}</strong>
        {isOpen ? <DraftPlace draft={draft} today={today} /> : <span>{placeOf(draft, today)}</span>}
      </header>
      <ul>
        {draft.items.map((item) => (
          <DraftItem key={item.id} draft={draft} item={item} />
        ))}
      </ul>
      {isOpen ? <DraftAddition draft={draft} /> : null}
      {isOpen ? (
        <footer>
          <span>
            {draft.items.length > 1 ? (
              <>
                Together <strong>{kcal(draft.totals.energy_kcal)}</strong> kcal
              </>
            ) : null}
          </span>
          {answer.error === null ? null : <span role="alert">{inPlainWords(asProblem(answer.error)).next}</span>}
          <Button size="compact-sm" variant="default" disabled={answer.isPending} onClick={() => answer.mutate(false)}>
            No
          </Button>
          <Button size="compact-sm" loading={answer.isPending} disabled={draft.items.length === 0} onClick={() => answer.mutate(true)}>
            Add to diary
          </Button>
        </footer>
      ) : null}
    </section>
  );
}
