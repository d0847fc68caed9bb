import { EntryLine, type Line } from "../ui/EntryLine";
import { Icon } from "../ui/Icon";
import classes from "./Example.module.css";

/** Two foods as the catalogue has them (USDA SR28: 20037 and 09040). */
const FOODS: readonly Line[] = [
  {
    description: "Brown rice, cooked",
    quantity: 0.5,
    unit: "cup",
    grams: 98,
    grams_low: 90,
    grams_high: 106,
    nutrients: { energy_kcal: 109, protein_g: 2.5, carbohydrate_g: 22.5, fat_g: 0.9 },
    confidence: null,
  },
  {
    description: "Banana",
    quantity: 1,
    unit: "medium",
    grams: 118,
    grams_low: 101,
    grams_high: 136,
    nutrients: { energy_kcal: 105, protein_g: 1.3, carbohydrate_g: 27, fat_g: 0.4 },
    confidence: null,
  },
];

/** What the chat looks like, for somebody who has not been inside. */
export function Example() {
  return (
    <div className={classes.example} aria-hidden="true">
      <p className={classes.said}>half a cup of brown rice and a banana for lunch</p>
      <div className={classes.card}>
        <p className={classes.done}>
          <Icon name="check" size={16} /> Logged
          <span>Lunch · Today</span>
        </p>
        {FOODS.map((food) => (
          <EntryLine key={food.description} entry={food} />
        ))}
        <p className={classes.undo}>
          <Icon name="undo" size={16} /> Undo
        </p>
      </div>
    </div>
  );
}
