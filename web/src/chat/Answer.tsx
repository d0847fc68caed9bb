import classes from "./Answer.module.css";
import { ApprovalCard } from "./ApprovalCard";
import { DraftCard } from "./DraftCard";
import { type Approval, type CoachMessage, approvalsOf, notesOf, receiptsOf, shapeOf, textOf } from "./messages";
import { Prose } from "./Prose";
import { ReceiptCard } from "./ReceiptCard";

type Props = {
  message: CoachMessage;
  today: string;
  isRunning: boolean;
  /** Whether anything runs: then nothing can be answered. */
  isBusy: boolean;
  onAnswer: (approval: Approval, approved: boolean) => Promise<unknown>;
};

/** What the coach did and said: the receipts of what was written, what waits for a yes, then the words. */
export function Answer({ message, today, isRunning, isBusy, onAnswer }: Props) {
  const text = textOf(message);
  const receipts = receiptsOf(message);
  // A turn is taken back as a whole, so it has one button, below the last of its receipts that is shown.
  const shown = receipts.filter(({ receipt }) => shapeOf(receipt) !== null);
  const lastOfSet = new Map(shown.map(({ key, receipt }) => [receipt.change_set_id, key]));
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
      {approvalsOf(message).map((approval) => (
        <div key={approval.id} className={classes.cards}>
          <ApprovalCard approval={approval} isBusy={isBusy} onAnswer={(approved) => onAnswer(approval, approved)} />
        </div>
      ))}
      {text === "" ? null : <Prose text={text} />}
      {notesOf(message).map((note) => (
        <p key={note.code} className={classes.note} role="note">
          {note.detail}
        </p>
      ))}
    </article>
  );
}
