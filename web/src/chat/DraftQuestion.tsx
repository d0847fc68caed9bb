import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";

import { type Schemas, client, told } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import classes from "./DraftQuestion.module.css";

type Props = { draft: Schemas["Draft"]; item: Schemas["DraftItem"]; onSettled: () => void };

/** What would settle one food of a draft, with its likely answers to tap. An amount is answered in words. */
export function DraftQuestion({ draft, item, onSettled }: Props) {
  const chosen = useMutation({
    mutationFn: async (foodId: string) => {
      const items = draft.items.map((each) => (each.id === item.id ? { id: each.id, food_id: foodId } : { id: each.id }));
      told(await client.PATCH("/api/v1/drafts/{draft_id}", { params: { path: { draft_id: draft.id } }, body: { items } }));
    },
    onSuccess: onSettled,
  });
  const foods = item.alternatives.filter(({ name }) => item.question?.answers.includes(name));
  return (
    <div className={classes.question}>
      <p>{item.question?.text}</p>
      {item.question?.asks === "amount" ? null : (
        <div className={classes.answers}>
          {foods.map(({ id, name }) => (
            <Button key={id} size="compact-xs" variant="default" disabled={chosen.isPending} onClick={() => chosen.mutate(id)}>
              {name}
            </Button>
          ))}
        </div>
      )}
      {chosen.error === null ? null : <p role="alert">{inPlainWords(asProblem(chosen.error)).next}</p>}
    </div>
  );
}
