import { useQuery } from "@tanstack/react-query";

import type { Schemas } from "../api/client";
import { cents, counted, whole } from "../format/amounts";
import classes from "./Usage.module.css";
import { usageQuery } from "./queries";

type Taken = Schemas["Usage"];

/** What language models took for the person today and lately, and what is left; nothing where none were ever asked. */
export function Usage({ isShown }: { isShown: boolean }) {
  const usage = useQuery({ ...usageQuery, enabled: isShown });
  const taken = usage.data;
  if (taken === undefined || (taken.last_30_days.requests === 0 && boundsOf(taken).length === 0)) return null;
  return (
    <section className={classes.usage} aria-labelledby="usage">
      <h2 id="usage">Language model</h2>
      <Day taken={taken} />
      {taken.is_spent ? <p className={classes.spent}>Today’s share is used up. It is back at {timeOf(taken.resets_at)}.</p> : null}
      <p>
        30 days: {amountOf(taken.last_30_days)}
        {taken.last_30_days.estimated_requests > 0 ? ", partly estimated" : ""}
      </p>
    </section>
  );
}

function Day({ taken }: { taken: Taken }) {
  const bounds = boundsOf(taken);
  return (
    <>
      <p>Today: {bounds.join(", ") || amountOf(taken.today)}</p>
      {bounds.length > 0 ? <progress aria-label="Used today" max={1} value={shareOf(taken)} /> : null}
    </>
  );
}

/** What was taken today of each part of the budget, in words. */
function boundsOf({ budget, today }: Taken): string[] {
  return [
    ...(budget.tokens === null ? [] : [`${whole.format(today.tokens)} of ${tokens(budget.tokens)}`]),
    ...(budget.cost_usd === null ? [] : [`${cents(today.cost_usd ?? 0)} of ${cents(budget.cost_usd)}`]),
  ];
}

/** How much of today's budget is used, of whichever is used more. */
function shareOf({ today, budget }: Taken): number {
  const shares = [
    budget.tokens === null ? 0 : today.tokens / budget.tokens,
    budget.cost_usd === null ? 0 : (today.cost_usd ?? 0) / budget.cost_usd,
  ];
  return Math.min(1, Math.max(...shares));
}

function amountOf({ tokens: count, cost_usd }: Pick<Taken["today"], "tokens" | "cost_usd">): string {
  return cost_usd === null || (cost_usd === 0 && count > 0) ? tokens(count) : `${tokens(count)}, ${cents(cost_usd)}`;
}

function tokens(count: number): string {
  return counted(count, "token", "tokens");
}

function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
