import { ActionIcon, Loader } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import type { Schemas } from "../api/client";
import { EntryLine } from "../ui/EntryLine";
import { Icon } from "../ui/Icon";
import classes from "./DraftItem.module.css";
import { DraftQuestion } from "./DraftQuestion";

// Fields come when somebody wants them: most drafts are added as they are.
const DraftItemForm = lazy(async () => ({ default: (await import("./DraftItemForm")).DraftItemForm }));

type Props = { draft: Schemas["Draft"]; item: Schemas["DraftItem"] };

const WARNINGS: Readonly<Record<string, string>> = {
  allergy: "You are allergic to",
  avoid: "You avoid",
  dislike: "You do not like",
};

/** One food of a draft; while the draft is open it can be made another, more or less of it, or none. */
export function DraftItem({ draft, item }: Props) {
  const [isChanging, setChanging] = useState(false);
  const name = item.food?.name ?? item.text;
  const isOpen = draft.state === "open";
  return (
    <li>
      <div className={classes.line}>
        <EntryLine entry={{ ...item, description: name }} />
        {isOpen ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={`Change ${name}`}
            aria-expanded={isChanging}
            onClick={() => setChanging(!isChanging)}
          >
            <Icon name={isChanging ? "close" : "edit"} size={18} />
          </ActionIcon>
        ) : null}
      </div>
      {(item.warnings ?? []).map(({ preference_id, kind, about, because }) => (
        <p key={`${preference_id}-${because}`} className={classes.warning}>
          <Icon name="alert" size={16} /> {warningOf(kind, about, because)}
        </p>
      ))}
      {isOpen && item.question && !isChanging ? (
        <DraftQuestion draft={draft} item={item} onAmount={() => setChanging(true)} />
      ) : null}
      {isOpen && isChanging ? (
        <Suspense fallback={<Loader size="sm" />}>
          <DraftItemForm
            key={`${item.food?.id} ${item.quantity} ${item.unit} ${item.grams}`}
            draft={draft}
            item={item}
            onDone={() => setChanging(false)}
          />
        </Suspense>
      ) : null}
    </li>
  );
}

/** `You are allergic to nuts (almonds)`: what is warned of, and what of the food it is. */
function warningOf(kind: string, about: string, because: string): string {
  const part = because === "" || because.toLowerCase() === about.toLowerCase() ? "" : ` (${because})`;
  return `${WARNINGS[kind] ?? ""} ${about}${part}`.trim();
}
