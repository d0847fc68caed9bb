import type { Day } from "../api/client";
import { counted, kcal } from "../format/amounts";
import classes from "./EnergyRing.module.css";
import { aimOf, share } from "./progress";

const RADIUS = 62;
const ROUND = 2 * Math.PI * RADIUS;

/** The day's energy against its target: what was eaten in the middle, what is left below. */
export function EnergyRing({ day }: { day: Day }) {
  const eaten = day.totals.energy_kcal;
  const aim = aimOf(day.targets["energy_kcal"]);
  const left = day.remaining["energy_kcal"];
  const unknown = day.unknown["energy_kcal"] ?? 0;
  const over = typeof left === "number" && left < 0;
  return (
    <div className={classes.ring} data-over={over || undefined}>
      <svg viewBox="0 0 148 148" aria-hidden="true">
        <circle className={classes.track} cx="74" cy="74" r={RADIUS} />
        {/* Nothing eaten draws nothing: the round end of an empty arc would be a dot. */}
        {eaten ? (
          <circle
            className={classes.arc}
            cx="74"
            cy="74"
            r={RADIUS}
            strokeDasharray={ROUND}
            strokeDashoffset={ROUND * (1 - share(eaten, aim))}
          />
        ) : null}
      </svg>
      <p className={classes.words}>
        <strong data-testid="energy-eaten">
          {unknown > 0 ? <span title={`${counted(unknown, "entry does", "entries do")} not say`}>≥ </span> : null}
          {kcal(eaten)}
        </strong>
        <span>{aim === null ? "kcal" : `of ${kcal(aim)} kcal`}</span>
        {typeof left === "number" ? (
          <span className={classes.left}>{over ? `${kcal(-left)} over` : `${kcal(left)} left`}</span>
        ) : null}
      </p>
    </div>
  );
}
