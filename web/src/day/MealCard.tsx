import { ActionIcon } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";

import type { Entry } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { kcal } from "../format/amounts";
import { EntryLine } from "../ui/EntryLine";
import { Icon } from "../ui/Icon";
import { UndoNotice } from "../ui/UndoNotice";
import classes from "./MealCard.module.css";
import type { Meal } from "./meals";
import { deletionOf, useDeleteEntry, useUndo } from "./queries";

/** One meal of the day with its entries. */
export function MealCard({ meal }: { meal: Meal }) {
  const remove = useRemoval();
  return (
    <section className={classes.meal} aria-label={meal.label}>
      <header>
        <h3>{meal.label}</h3>
        <span>
          {meal.energy.unknown > 0 && meal.energy.kcal !== null ? "≥ " : ""}
          {kcal(meal.energy.kcal)} kcal
        </span>
      </header>
      <ul>
        {meal.entries.map((entry) => (
          <li key={entry.id} data-testid="entry">
            <EntryLine entry={entry} />
            <ActionIcon
              className={classes.delete}
              variant="subtle"
              color="gray"
              size={34}
              aria-label={`Delete ${entry.description}`}
              onClick={() => remove(entry)}
            >
              <Icon name="trash" size={18} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Deletes an entry at once, and offers to bring it back. */
function useRemoval(): (entry: Entry) => void {
  const queries = useQueryClient();
  const { mutateAsync: undo } = useUndo();
  const { mutateAsync: deleteEntry } = useDeleteEntry();

  const bringBack = async (entry: Entry) => {
    const deletion = await deletionOf(entry.id, queries);
    if (deletion !== undefined) await undo({ change_set_id: deletion.id });
  };
  const remove = async (entry: Entry) => {
    await deleteEntry(entry.id);
    const id = `deleted-${entry.id}`;
    const onUndo = () => {
      notifications.hide(id);
      bringBack(entry).catch(complain);
    };
    notifications.show({
      id,
      autoClose: 8000,
      withCloseButton: false,
      message: <UndoNotice text={`${entry.description} deleted`} onUndo={onUndo} />,
    });
  };
  return (entry) => void remove(entry).catch(complain);
}

function complain(error: unknown): void {
  const { title, next } = inPlainWords(asProblem(error));
  notifications.show({ title, message: next, color: "red" });
}
