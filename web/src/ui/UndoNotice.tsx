import { Button } from "@mantine/core";

import { Icon } from "./Icon";
import classes from "./UndoNotice.module.css";

/** What just happened, with the way back. */
export function UndoNotice({ text, onUndo }: { text: string; onUndo: () => void }) {
  return (
    <span className={classes.notice}>
      <span>{text}</span>
      <Button size="compact-sm" variant="light" leftSection={<Icon name="undo" size={16} />} onClick={onUndo}>
        Undo
      </Button>
    </span>
  );
}
