import { Button, Loader } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import type { Schemas } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { Icon } from "../ui/Icon";
import classes from "./DraftAddition.module.css";
import { withAdded } from "./draftChanges";
import { useDraftChange } from "./useDraftChange";

const FoodSearch = lazy(async () => ({ default: (await import("../foods/FoodSearch")).FoodSearch }));

/** One more food for a draft, one of it at first. */
export function DraftAddition({ draft }: { draft: Schemas["Draft"] }) {
  const [isAdding, setAdding] = useState(false);
  const change = useDraftChange(draft.id, () => setAdding(false));
  return (
    <div className={classes.addition}>
      {isAdding ? (
        <Suspense fallback={<Loader size="sm" />}>
          <FoodSearch
            label="Add a food"
            placeholder="Type its name"
            disabled={change.isPending}
            onPick={({ id, name }) => change.mutate(withAdded(draft, { food_id: id, quantity: 1, text: name }))}
          />
        </Suspense>
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="add" size={16} />}
          onClick={() => setAdding(true)}
        >
          Add a food
        </Button>
      )}
      {change.error === null ? null : <p role="alert">{inPlainWords(asProblem(change.error)).next}</p>}
    </div>
  );
}
