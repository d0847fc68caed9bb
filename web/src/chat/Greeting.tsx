import { Mark } from "../ui/Logo";
import classes from "./Greeting.module.css";

const STARTS = [
  "A bowl of oatmeal with a banana and coffee with milk",
  "150 g grilled salmon with a cup of rice for dinner",
  "What did I eat today?",
  "How much protein is left?",
];

/** An empty chat: what can be said here. A suggestion lands in the text box, to be changed or sent. */
export function Greeting({ onPick }: { onPick: (text: string) => void }) {
  return (
    <div className={classes.greeting}>
      <Mark size={46} />
      <h2>What did you eat?</h2>
      <p>Say it in your own words. Every row that is written is shown here, and can be taken back.</p>
      <ul>
        {STARTS.map((text) => (
          <li key={text}>
            <button type="button" onClick={() => onPick(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
