import { asSaid, counted, kcal, weight } from "../format/amounts";
import { type CoachMessage, notesOf, receiptsOf, textOf } from "./messages";

/** An answer for somebody who listens: its words, then what was written. */
export function spoken(message: CoachMessage): string {
  const written = receiptsOf(message).flatMap(({ receipt }) => (receipt.change_set_id ? (receipt.entries ?? []) : []));
  const notes = notesOf(message).map(({ detail }) => detail);
  if (written.length === 0) return [textOf(message), ...notes].join(" ");
  const foods = written.map(
    (entry) => `${entry.description}, ${asSaid(entry) ?? weight(entry)}, ${kcal(entry.nutrients.energy_kcal)} kilocalories`,
  );
  return [textOf(message), `${counted(written.length, "entry", "entries")}: ${foods.join("; ")}.`, ...notes].join(" ");
}
