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
import type { Receipt } from "./messages";
import classes from "./ReceiptCard.module.css";

const DONE: Readonly<Record<string, string>> = {
  log_meal: "Logged",
  copy_meal: "Logged",
  log_usual: "Logged",
  confirm_draft: "Logged",
  edit_entry: "Changed",
  delete_entry: "Deleted",
  undo: "Taken back",
  redo: "Done again",
};

type Props = { receipt: Receipt; today: string; canUndo: boolean };

/** What was written, from the stored rows, with the way back; and what was said but not understood. */
export function ReceiptCard({ receipt, today, canUndo }: Props) {
  const unmatched = receipt.unmatched ?? [];
  const isWritten = receipt.tool in DONE && [receipt.entries, receipt.removed].some((rows) => rows?.length);
  return (
    <>
      {isWritten ? <Written receipt={receipt} today={today} canUndo={canUndo} /> : null}
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
  const changes = useQuery(changesQuery);
  return changes.data?.some((each) => each.id === changeSetId && each.undone_at !== null) ?? false;
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
