import { Button } from "@mantine/core";

import { type Problem, inPlainWords } from "../api/problems";
import { Icon } from "./Icon";
import classes from "./ProblemNote.module.css";

/** A problem where it happened: what went wrong, what to do next, and the button that does it. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { title, next } = inPlainWords(problem);
  return (
    <div className={classes.note} role="alert">
      <span className={classes.sign}>
        <Icon name={problem.code === "offline" ? "offline" : "alert"} />
      </span>
      <div>
        <p className={classes.title}>{title}</p>
        <p className={classes.next}>{next}</p>
      </div>
      {onRetry ? (
        <Button size="compact-sm" variant="default" onClick={onRetry} leftSection={<Icon name="retry" size={16} />}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
