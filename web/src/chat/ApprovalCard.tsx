import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";

import { client, told } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import classes from "./ApprovalCard.module.css";
import type { Approval } from "./messages";

const ENDED: Readonly<Record<string, string>> = {
  approved: "You said yes",
  declined: "You said no, nothing was done",
  expired: "No longer open, nothing was done",
};
/** As many changes are listed as fit a card; the summary tells how many there are. */
const MOST_SHOWN = 8;

type Props = { approval: Approval; onAnswer: (approved: boolean) => Promise<unknown>; isBusy: boolean };

/** What the coach would do once the person says yes, as it stands now, wherever it was answered. */
export function ApprovalCard({ approval: asTold, onAnswer, isBusy }: Props) {
  const path = { approval_id: asTold.id };
  const now = useQuery<Approval>({
    queryKey: ["approval", asTold.id, asTold.state],
    queryFn: async ({ signal }) => told(await client.GET("/api/v1/approvals/{approval_id}", { params: { path }, signal })),
    placeholderData: asTold,
    enabled: asTold.state === "open",
  });
  const answer = useMutation({ mutationFn: onAnswer, onSettled: () => now.refetch() });
  const approval = now.data ?? asTold;
  const isOpen = approval.state === "open";
  return (
    <section className={classes.card} data-testid="approval" data-state={approval.state} aria-label="A question">
      <header>
        <strong>{ENDED[approval.state] ?? "Shall I do this?"}</strong>
      </header>
      <p>{approval.summary}</p>
      {isOpen && approval.changes.length > 0 ? (
        <ul>
          {approval.changes.slice(0, MOST_SHOWN).map(({ what, before, after }, place) => (
            <li key={`${place}-${what}`}>
              <span>{what}</span>
              <span className={classes.change}>
                {before === null ? null : <s>{before}</s>}
                {before !== null && after !== null ? <span aria-hidden="true"> → </span> : null}
                {after === null ? null : <ins>{after}</ins>}
              </span>
            </li>
          ))}
          {approval.changes.length > MOST_SHOWN ? <li>and {approval.changes.length - MOST_SHOWN} more</li> : null}
        </ul>
      ) : null}
      {isOpen ? (
        <footer>
          {answer.error === null ? null : <span role="alert">{inPlainWords(asProblem(answer.error)).next}</span>}
          <Button size="compact-sm" variant="default" disabled={isBusy || answer.isPending} onClick={() => answer.mutate(false)}>
            No
          </Button>
          <Button size="compact-sm" loading={answer.isPending} disabled={isBusy} onClick={() => answer.mutate(true)}>
            Yes
          </Button>
        </footer>
      ) : null}
    </section>
  );
}
