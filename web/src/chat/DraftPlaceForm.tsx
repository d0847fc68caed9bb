import { NativeSelect, TextInput } from "@mantine/core";

import type { Schemas } from "../api/client";
import { asProblem, inPlainWords } from "../api/problems";
import { MEALS } from "../day/meals";
import classes from "./DraftPlaceForm.module.css";
import { useDraftChange } from "./useDraftChange";

type Draft = Schemas["Draft"];

/** Another meal, day or time for a draft. A day and a time are taken once they are left: while they are typed they are half told. */
export function DraftPlaceForm({ draft, today }: { draft: Draft; today: string }) {
  const change = useDraftChange(draft.id);
  return (
    <div className={classes.fields}>
      <NativeSelect
        label="Meal"
        value={draft.slot}
        data={MEALS.map(({ slot, label }) => ({ value: slot, label }))}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ slot: event.currentTarget.value as Draft["slot"] })}
      />
      <TextInput
        type="date"
        label="Day"
        key={draft.local_date}
        defaultValue={draft.local_date}
        max={today}
        disabled={change.isPending}
        onBlur={(event) => {
          const day = event.currentTarget.value;
          if (day !== "" && day !== draft.local_date) change.mutate({ local_date: day });
        }}
      />
      <TextInput
        type="time"
        label="Time"
        key={draft.local_time}
        defaultValue={draft.local_time.slice(0, 5)}
        disabled={change.isPending}
        onBlur={(event) => {
          const time = event.currentTarget.value;
          if (time !== "" && time !== draft.local_time.slice(0, 5)) change.mutate({ local_time: time });
        }}
      />
      {change.error === null ? null : <p role="alert">{inPlainWords(asProblem(change.error)).next}</p>}
    </div>
  );
}
