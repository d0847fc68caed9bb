import type { Day } from "../api/client";
import { counted, grams } from "../format/amounts";
import classes from "./MacroBars.module.css";
import { aimOf, share } from "./progress";

const MACROS = [
  { key: "protein_g", label: "Protein", colour: "var(--protein)" },
  { key: "carbohydrate_g", label: "Carbs", colour: "var(--carbohydrate)" },
  { key: "fat_g", label: "Fat", colour: "var(--fat)" },
  { key: "fibre_g", label: "Fibre", colour: "var(--fibre)" },
] as const;

/** The macronutrients of a day, each against its target. */
export function MacroBars({ day }: { day: Day }) {
  return (
    <ul className={classes.macros}>
      {MACROS.map(({ key, label, colour }) => {
        const eaten = day.totals[key];
        const aim = aimOf(day.targets[key]);
        const unknown = day.unknown[key] ?? 0;
        return (
          <li key={key}>
            <span className={classes.name}>{label}</span>
            <span className={classes.amount} data-testid={`total-${key}`}>
              {unknown > 0 && eaten !== null ? <span aria-label="at least">≥ </span> : null}
              <strong>{grams(eaten)}</strong>
              {aim === null ? " g" : ` / ${grams(aim)} g`}
            </span>
            <span className={classes.track} aria-hidden="true">
              <span style={{ width: `${share(eaten, aim) * 100}%`, background: colour }} />
            </span>
            {unknown > 0 ? (
              <span className={classes.unknown}>
                {eaten === null ? "no entry says" : `${counted(unknown, "entry does", "entries do")} not say`}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
