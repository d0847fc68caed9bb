import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { Entry } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { MEALS } from "../day/meals";
import { changesQuery, useUndo } from "../day/queries";
import { kcal } from "../format/amounts";
import { dayName } from "../format/dates";
import { EntryLine } from "../ui/EntryLine";
import { Icon } from "../ui/Icon";
import { DONE, type Receipt, shapeOf } from "./messages";
import classes from "./ReceiptCard.module.css";

type Props = { receipt: Receipt; today: string; canUndo: boolean };

/** What was written, from the stored rows, with the way back; and what was said but not understood. */
export function ReceiptCard({ receipt, today, canUndo }: Props) {
  const unmatched = receipt.unmatched ?? [];
  const shape = shapeOf(receipt);
  return (
    <>
      {shape === "entries" ? <Written receipt={receipt} today={today} canUndo={canUndo} /> : null}
      {shape === "line" ? <Line receipt={receipt} canUndo={canUndo} /> : null}
      {unmatched.length > 0 ? (
        <p className={classes.unmatched}>
          <Icon name="question" size={18} />
          <span>
            Not understood, so not written: <q>{unmatched.join("”, “")}</q>
          </span>
        </p>
      ) : null}
    </>
  );
}

function Written({ receipt, today, canUndo }: Props) {
  const { tool, entries = [], removed = [], change_set_id: set } = receipt;
  const isReversal = tool === "undo" || tool === "redo";
  const isUndone = useIsUndone(set) && !isReversal;
  const sum = entries.length > 1 ? receipt.totals?.energy_kcal : undefined;
  const hasUndo = canUndo && !isUndone && !isReversal && set !== undefined;
  return (
    <section className={classes.card} data-undone={isUndone || undefined} data-testid="receipt" data-tool={tool}>
      <header>
        <span className={classes.done}>
          <Icon name={isUndone || tool === "undo" ? "undo" : "check"} size={16} />
          {isUndone ? "Taken back" : DONE[tool]}
        </span>
        <span>{placeOf([...entries, ...removed], today)}</span>
      </header>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryLine entry={entry} />
          </li>
        ))}
        {removed.map((entry) => (
          <li key={entry.id} className={classes.removed}>
            <EntryLine entry={entry} />
          </li>
        ))}
      </ul>
      {sum !== undefined || hasUndo ? (
        <footer>
          <span>
            {sum === undefined ? null : (
              <>
                Together <strong>{kcal(sum)}</strong> kcal
              </>
            )}
          </span>
          {hasUndo ? <UndoButton id={set} /> : null}
        </footer>
      ) : null}
    </section>
  );
}

/** What was written beside entries: a measure, water, a goal. Only what the log has can be taken back. */
function Line({ receipt: { tool, change_set_id: set, message = "" }, canUndo }: Omit<Props, "today">) {
  const change = useChange(set);
  const isReversal = tool === "undo" || tool === "redo";
  if (change === undefined || isReversal) return null;
  const isUndone = change.undone_at !== null;
  return (
    <section className={classes.line} data-undone={isUndone || undefined} data-testid="receipt" data-tool={tool}>
      <span className={classes.done}>
        <Icon name={isUndone ? "undo" : "check"} size={16} />
        {isUndone ? "Taken back" : message.replace(/\.$/u, "")}
      </span>
      {canUndo && !isUndone ? <UndoButton id={change.id} /> : null}
    </section>
  );
}

function UndoButton({ id }: { id: string }) {
  const undo = useUndo();
  return (
    <>
      {undo.error === null ? null : (
        <span role="alert" className={classes.failed}>
          {inPlainWords(asProblem(undo.error)).next}
        </span>
      )}
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<Icon name="undo" size={16} />}
        loading={undo.isPending}
        onClick={() => undo.mutate({ change_set_id: id })}
      >
        Undo
      </Button>
    </>
  );
}

/** Whether what a receipt shows has been taken back since, here or elsewhere, by button or by word. */
function useIsUndone(changeSetId: string | undefined): boolean {
  return (useChange(changeSetId)?.undone_at ?? null) !== null;
}

/** A change set as the log has it; undefined where it is none of the newest, or changed nothing that is logged. */
function useChange(changeSetId: string | undefined) {
  return useQuery(changesQuery).data?.find((each) => each.id === changeSetId);
}

/** `Breakfast · Today`; the day alone where the entries belong to several meals, nothing where to several days. */
function placeOf(entries: readonly Entry[], today: string): string {
  const [first] = entries;
  if (first === undefined || entries.some((entry) => entry.local_date !== first.local_date)) return "";
  const day = dayName(first.local_date, today);
  if (entries.some((entry) => entry.slot !== first.slot)) return day;
  const meal = MEALS.find(({ slot }) => slot === first.slot)?.label ?? first.slot;
  return `${meal} · ${day}`;
}
