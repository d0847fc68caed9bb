import { Button, Loader } from "@mantine/core";
import { Suspense, lazy, useState } from "react";

import type { Schemas } from "../api/client";
import { MEALS } from "../day/meals";
import { dayName } from "../format/dates";
import { Icon } from "../ui/Icon";

type Draft = Schemas["Draft"];

const DraftPlaceForm = lazy(async () => ({ default: (await import("./DraftPlaceForm")).DraftPlaceForm }));

/** The meal and the day that a draft is for; they and the time can be changed. */
export function DraftPlace({ draft, today }: { draft: Draft; today: string }) {
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        rightSection={<Icon name={isChanging ? "close" : "edit"} size={14} />}
        aria-label={`Change the meal or the day: ${placeOf(draft, today)}`}
        aria-expanded={isChanging}
        onClick={() => setChanging(!isChanging)}
      >
        {placeOf(draft, today)}
      </Button>
      {isChanging ? (
        <Suspense fallback={<Loader size="sm" />}>
          <DraftPlaceForm draft={draft} today={today} />
        </Suspense>
      ) : null}
    </>
  );
}

/** `Breakfast · Today`. */
export function placeOf(draft: Draft, today: string): string {
  const meal = MEALS.find(({ slot }) => slot === draft.slot)?.label ?? draft.slot;
  return `${meal} · ${dayName(draft.local_date, today)}`;
}
