import { Prose } from "./Prose";
import classes from "./Answer.module.css";
import { DraftCard } from "./DraftCard";
import { type CoachMessage, receiptsOf, textOf } from "./messages";
import { ReceiptCard } from "./ReceiptCard";

type Props = { message: CoachMessage; today: string; isRunning: boolean };

/** What the coach did and said: the receipts of what was written, drafts that wait for a yes, then the words. */
export function Answer({ message, today, isRunning }: Props) {
  const text = textOf(message);
  const receipts = receiptsOf(message);
  // A turn is taken back as a whole, so it has one button, below the last of its receipts.
  const lastOfSet = new Map(receipts.map(({ key, receipt }) => [receipt.change_set_id, key]));
  return (
    <article className={classes.answer} aria-label="FitHub" aria-busy={isRunning}>
      {receipts.map(({ key, receipt }) => (
        <div key={key} className={classes.cards}>
          <ReceiptCard receipt={receipt} today={today} canUndo={!isRunning && lastOfSet.get(receipt.change_set_id) === key} />
          {receipt.drafts?.map((draft) => (
            <DraftCard key={draft.id} draft={draft} today={today} />
          ))}
        </div>
      ))}
      {text === "" ? null : <Prose text={text} />}
    </article>
  );
}
