import { ActionIcon } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef } from "react";

import { Icon } from "../ui/Icon";
import classes from "./Composer.module.css";

/** As much as the server takes. */
const LONGEST = 8000;

type Props = {
  draft: string;
  onDraft: (text: string) => void;
  isRunning: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
  /** What is good to know about the answers. */
  hint: string | null;
};

/** Where the person writes. Enter sends, Shift and Enter begin a new line; while an answer runs, the button stops it. */
export function Composer({ draft, onDraft, isRunning, onSend, onStop, hint }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const text = draft.trim();

  useEffect(() => {
    // A suggestion was picked: the person goes on writing at its end.
    if (draft !== "" && document.activeElement !== box.current) box.current?.focus();
  }, [draft]);

  const send = () => {
    if (text !== "" && !isRunning) onSend(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className={classes.place}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={classes.composer}>
        <textarea
          ref={box}
          className={classes.text}
          rows={1}
          maxLength={LONGEST}
          value={draft}
          onChange={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder="What did you eat?"
          aria-label="Message"
          enterKeyHint="send"
        />
        {isRunning ? (
          <ActionIcon size={40} radius="xl" variant="light" aria-label="Stop" onClick={onStop}>
            <Icon name="stop" />
          </ActionIcon>
        ) : (
          <ActionIcon type="submit" size={40} radius="xl" aria-label="Send" disabled={text === ""}>
            <Icon name="send" />
          </ActionIcon>
        )}
      </div>
      {hint === null ? null : <p className={classes.hint}>{hint}</p>}
    </form>
  );
}
