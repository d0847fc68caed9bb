import { Button } from "@mantine/core";
import { useEffect } from "react";

import { Icon } from "../ui/Icon";
import { ProblemNote } from "../ui/ProblemNote";
import type { Ending } from "./endings";
import classes from "./TurnEnding.module.css";

type Props = { ending: Ending; onRetry: () => void; onSayAgain: () => void; onLook: () => void };

/** Why the newest turn did not simply end, and the button that helps. */
export function TurnEnding({ ending, onRetry, onSayAgain, onLook }: Props) {
  const isOffline = ending.kind === "trouble" && ending.problem.code === "offline";
  useEffect(() => {
    // What failed for want of a connection is tried again by itself when that comes back.
    if (!isOffline) return;
    window.addEventListener("online", onRetry);
    return () => window.removeEventListener("online", onRetry);
  }, [isOffline, onRetry]);

  if (ending.kind === "plain") return null;
  if (ending.kind === "trouble") {
    const helps = { same: onRetry, new: onSayAgain, look: onLook };
    return <ProblemNote problem={ending.problem} onRetry={helps[ending.next]} />;
  }
  return (
    <p className={classes.stopped}>
      {ending.isEmpty ? "Stopped; nothing was written." : "Stopped. What was written until then stands."}
      {ending.isEmpty ? (
        <Button size="compact-sm" variant="light" leftSection={<Icon name="retry" size={16} />} onClick={onSayAgain}>
          Send again
        </Button>
      ) : null}
    </p>
  );
}
