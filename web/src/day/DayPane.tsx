import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Day } from "../api/client";
import { asProblem } from "../api/problems";
import { ProblemNote } from "../ui/ProblemNote";
import { basisOf } from "./basis";
import { DayHeading } from "./DayHeading";
import classes from "./DayPane.module.css";
import { EnergyRing } from "./EnergyRing";
import { MacroBars } from "./MacroBars";
import { MealCard } from "./MealCard";
import { mealsOf } from "./meals";
import { dayQuery } from "./queries";

/** One day of the diary. Follows today until the person turns to another day. */
export function DayPane({ today }: { today: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const date = chosen ?? today;
  const day = useQuery(dayQuery(date));

  return (
    <div className={classes.pane}>
      <DayHeading date={date} today={today} onTurn={(to) => setChosen(to === today ? null : to)} />
      {day.isError ? <ProblemNote problem={asProblem(day.error)} onRetry={() => void day.refetch()} /> : null}
      {day.isPending ? <Waiting /> : null}
      {day.data ? <Shown day={day.data} /> : null}
    </div>
  );
}

function Shown({ day }: { day: Day }) {
  const meals = mealsOf(day.entries);
  const basis = basisOf(day);
  return (
    <>
      <div className={classes.sums}>
        <EnergyRing day={day} />
        <MacroBars day={day} />
        {basis ? <p className={classes.basis}>{basis}</p> : null}
        {day.targets_warning ? <p className={classes.basis}>These targets are not safe for you any more. {day.targets_warning}</p> : null}
      </div>
      {meals.length === 0 ? <Empty /> : meals.map((meal) => <MealCard key={meal.slot} meal={meal} />)}
    </>
  );
}

function Empty() {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>Nothing here yet</p>
      <p>Tell the chat what you ate; it turns up here.</p>
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading the day">
      <Skeleton height={176} radius="lg" mb="md" />
      <Skeleton height={130} radius="lg" mb="md" />
      <Skeleton height={130} radius="lg" />
    </div>
  );
}
