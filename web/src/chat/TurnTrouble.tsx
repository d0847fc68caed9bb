import { useNetwork } from "@mantine/hooks";
import { useEffect, useRef } from "react";

import type { Problem } from "../api/problems";
import { ProblemNote } from "../ui/ProblemNote";

/** Why the newest turn has no end. What was lost with the connection is tried again by itself, once, when it is back. */
export function TurnTrouble({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { online } = useNetwork();
  const wasOffline = useRef(problem.code === "offline");
  useEffect(() => {
    if (!online || !wasOffline.current) return;
    wasOffline.current = false;
    onRetry();
  }, [online, onRetry]);
  return <ProblemNote problem={problem} onRetry={onRetry} />;
}
