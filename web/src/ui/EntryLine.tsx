import type { Nutrients } from "../api/client";
import { asSaid, grams, isUnsure, kcal, weight, weightRange } from "../format/amounts";
import classes from "./EntryLine.module.css";

/** What a line needs to know of an entry, or of an item of a draft. */
export type Line = {
  description: string;
  quantity: number | null;
  unit: string | null;
  grams: number | null;
  grams_low: number | null;
  grams_high: number | null;
  nutrients: Nutrients;
  confidence: number | null;
};

/** One food as it stands in the diary: how much of it, its energy and macros, and how sure that is. */
export function EntryLine({ entry }: { entry: Line }) {
  const said = asSaid(entry);
  const range = weightRange(entry);
  return (
    <div>
      <div className={classes.row}>
        <p className={classes.name}>
          {entry.description} {isUnsure(entry.confidence) ? <span className={classes.unsure}>Not sure</span> : null}
        </p>
        <p className={classes.energy}>
          <strong>{kcal(entry.nutrients.energy_kcal)}</strong> kcal
        </p>
      </div>
      <div className={classes.row}>
        <p className={classes.amount}>
          {said === null ? "" : `${said} · `}
          <span title={range === null ? undefined : `Estimated: ${range}`}>{weight(entry)}</span>
        </p>
        <p className={classes.macros}>
          <Macro name="protein" letter="P" colour="var(--protein)" amount={entry.nutrients.protein_g} />
          <Macro name="carbohydrate" letter="C" colour="var(--carbohydrate)" amount={entry.nutrients.carbohydrate_g} />
          <Macro name="fat" letter="F" colour="var(--fat)" amount={entry.nutrients.fat_g} />
        </p>
      </div>
    </div>
  );
}

type MacroProps = { name: string; letter: string; colour: string; amount: number | null | undefined };

function Macro({ name, letter, colour, amount }: MacroProps) {
  const isKnown = amount !== null && amount !== undefined;
  return (
    <span title={isKnown ? `${name}: ${grams(amount)} g` : `${name}: unknown`}>
      <i style={{ background: colour }} />
      <span aria-hidden="true">{letter}</span>
      <span className="spoken">{name} </span>
      {grams(amount)}
      <span className="spoken">{isKnown ? " grams, " : "unknown, "}</span>
    </span>
  );
}
