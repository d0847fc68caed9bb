import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { asProblem, inPlainWords } from "../api/problems";
import { MEALS, energyOf } from "../day/meals";
import { changesQuery, useUndo } from "../day/queries";
import { kcal } from "../format/amounts";
import { dayName } from "../format/dates";
import { EntryLine } from "../ui/EntryLine";
import { Icon } from "../ui/Icon";
import type { Receipt } from "./messages";
import classes from "./ReceiptCard.module.css";

const DONE: Readonly<Record<string, string>> = {
  log_meal: "Logged",
  edit_entry: "Changed",
  delete_entry: "Deleted",
  undo: "Taken back",
};

/** What was written, from the stored rows, with the way back; and what was said but not understood. */
export function ReceiptCard({ receipt, today }: { receipt: Receipt; today: string }) {
  const entries = receipt.entries ?? [];
  const unmatched = receipt.unmatched ?? [];
  const isWritten = receipt.tool in DONE && entries.length > 0;
  return (
    <>
      {isWritten ? <Written receipt={receipt} today={today} /> : null}
      {unmatched.length > 0 ? (
        <p className={classes.unmatched}>
          <Icon name="question" size={18} />
          <span>
            Not found, so not written: <q>{unmatched.join("”, “")}</q>
          </span>
        </p>
      ) : null}
    </>
  );
}

function Written({ receipt, today }: { receipt: Receipt; today: string }) {
  const entries = receipt.entries ?? [];
  const isUndone = useIsUndone(receipt.change_set_id);
  const energy = energyOf(entries);
  return (
    <section className={classes.card} data-undone={isUndone || undefined} data-testid="receipt" data-tool={receipt.tool}>
      <header>
        <span className={classes.done}>
          <Icon name={isUndone ? "undo" : "check"} size={16} />
          {isUndone ? "Taken back" : DONE[receipt.tool]}
        </span>
        <span>{placeOf(entries, today)}</span>
      </header>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryLine entry={entry} />
          </li>
        ))}
      </ul>
      <footer>
        <span>
          {entries.length > 1 ? (
            <>
              Together <strong>{kcal(energy.kcal)}</strong> kcal{energy.unknown > 0 ? " at least" : ""}
            </>
          ) : null}
        </span>
        {receipt.change_set_id && !isUndone && receipt.tool !== "undo" ? <UndoButton id={receipt.change_set_id} /> : null}
      </footer>
    </section>
  );
}

function UndoButton({ id }: { id: string }) {
  const undo = useUndo();
  return (
    <>
      {undo.error === null ? null : (
        <span role="alert" className={classes.failed}>
          {inPlainWords(asProblem(undo.error)).title}
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
function useIsUndone(changeSetId: string | null | undefined): boolean {
  const changes = useQuery(changesQuery);
  return changes.data?.some((each) => each.id === changeSetId && each.undone_at !== null) ?? false;
}

/** `Breakfast, today`; the day alone where the entries belong to several meals. */
function placeOf(entries: NonNullable<Receipt["entries"]>, today: string): string {
  const [first] = entries;
  if (first === undefined) return "";
  const day = dayName(first.local_date, today);
  if (entries.some((entry) => entry.slot !== first.slot)) return day;
  const meal = MEALS.find(({ slot }) => slot === first.slot)?.label ?? first.slot;
  return `${meal} · ${day}`;
}
