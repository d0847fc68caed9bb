import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import type { Schemas } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { FoodSearch } from "../foods/FoodSearch";
import { type Amount, amountOf, changeOf, unitLabel, unitsOf } from "../foods/portions";
import { foodQuery } from "../foods/queries";
import { Icon } from "../ui/Icon";
import { withChanged, without } from "./draftChanges";
import classes from "./DraftItemForm.module.css";
import { useDraftChange } from "./useDraftChange";

/** So many of the other foods that may be meant are offered to tap. */
const MOST_OTHERS = 4;

type Props = { draft: Schemas["Draft"]; item: Schemas["DraftItem"]; onDone: () => void };

/** How much it was, what it was, or that it was not. */
export function DraftItemForm({ draft, item, onDone }: Props) {
  const said = amountOf(item);
  const [{ amount, unit }, setAmount] = useState<{ amount: number | ""; unit: string }>(said);
  const food = useQuery({ ...foodQuery(item.food?.id ?? ""), enabled: item.food !== null });
  const change = useDraftChange(draft.id, onDone);
  const isPossible = typeof amount === "number" && amount > 0;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPossible) return;
    const changed = changeOf(said, { amount, unit } satisfies Amount);
    if (changed === null) onDone();
    else change.mutate(withChanged(draft, item.id, changed));
  };
  const pick = (foodId: string) => change.mutate(withChanged(draft, item.id, { food_id: foodId }));
  return (
    <form className={classes.form} onSubmit={onSubmit} aria-label={`Change ${item.food?.name ?? item.text}`}>
      <div className={classes.amount}>
        <NumberInput
          label="Amount"
          value={amount}
          min={0}
          max={10_000}
          decimalScale={2}
          allowNegative={false}
          allowedDecimalSeparators={[".", ","]}
          hideControls
          inputMode="decimal"
          onChange={(typed) => setAmount({ amount: typeof typed === "number" ? typed : "", unit })}
        />
        <NativeSelect
          label="Unit"
          value={unit}
          data={unitsOf(said, food.data?.portions ?? []).map((each) => ({ value: each, label: unitLabel(each) }))}
          onChange={(event) => setAmount({ amount, unit: event.currentTarget.value })}
        />
        <Button type="submit" disabled={!isPossible} loading={change.isPending}>
          Save
        </Button>
      </div>
      {item.alternatives.length > 0 ? (
        <div className={classes.others} role="group" aria-label="Or was it">
          <span aria-hidden="true">Or was it</span>
          {item.alternatives.slice(0, MOST_OTHERS).map(({ id, name }) => (
            <Button key={id} size="compact-xs" variant="default" disabled={change.isPending} onClick={() => pick(id)}>
              {name}
            </Button>
          ))}
        </div>
      ) : null}
      <FoodSearch label="Another food" placeholder="Type its name" disabled={change.isPending} onPick={({ id }) => pick(id)} />
      {change.error === null ? null : <p role="alert">{inPlainWords(asProblem(change.error)).next}</p>}
      {draft.items.length > 1 ? (
        <Button
          className={classes.out}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="trash" size={16} />}
          disabled={change.isPending}
          onClick={() => change.mutate(without(draft, item.id))}
        >
          Leave it out
        </Button>
      ) : null}
    </form>
  );
}
