import { Button } from "@mantine/core";

import type { Schemas } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { withChanged } from "./draftChanges";
import classes from "./DraftQuestion.module.css";
import { useDraftChange } from "./useDraftChange";

type Props = { draft: Schemas["Draft"]; item: Schemas["DraftItem"]; onAmount: () => void };

/** What would settle one food of a draft, with its likely answers to tap. */
export function DraftQuestion({ draft, item, onAmount }: Props) {
  const chosen = useDraftChange(draft.id);
  const foods = item.alternatives.filter(({ name }) => item.question?.answers.includes(name));
  return (
    <div className={classes.question}>
      <p>{item.question?.text}</p>
      <div className={classes.answers}>
        {item.question?.asks === "amount" ? (
          <Button size="compact-xs" variant="default" onClick={onAmount}>
            Enter the amount
          </Button>
        ) : (
          foods.map(({ id, name }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="default"
              disabled={chosen.isPending}
              onClick={() => chosen.mutate(withChanged(draft, item.id, { food_id: id }))}
            >
              {name}
            </Button>
          ))
        )}
      </div>
      {chosen.error === null ? null : <p role="alert">{inPlainWords(asProblem(chosen.error)).next}</p>}
    </div>
  );
}
