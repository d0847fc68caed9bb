import { useChat } from "@ai-sdk/react";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { newId } from "../api/ids";
import { Problem, asProblem } from "../api/problems";
import { diaryChanged } from "../day/queries";
import { Answer } from "./Answer";
import { Composer } from "./Composer";
import { Greeting } from "./Greeting";
import { type CoachMessage, doingIn, textOf } from "./messages";
import { spoken } from "./spoken";
import classes from "./Thread.module.css";
import { transportTo } from "./transport";
import { TurnTrouble } from "./TurnTrouble";
import { useFollowing } from "./useFollowing";

type Props = { id: string; earlier: CoachMessage[]; today: string };

/** One conversation: what was said, what was written, and the place to say more. */
export function Thread({ id, earlier, today }: Props) {
  const queries = useQueryClient();
  const [heard, setHeard] = useState("");
  const [draft, setDraft] = useState("");
  const [isStopped, setStopped] = useState(false);
  const transport = useMemo(() => transportTo(id), [id]);
  const chat = useChat<CoachMessage>({
    id,
    messages: earlier,
    transport,
    generateId: newId,
    experimental_throttle: 40,
    onFinish: ({ message, isError, isAbort }) => {
      if (!isError && !isAbort) setHeard(spoken(message));
      // Also after a stop or a broken stream: what was written until then stands.
      void diaryChanged(queries);
    },
  });
  const isRunning = chat.status === "submitted" || chat.status === "streaming";
  const last = chat.messages.at(-1);
  const { ref, follow } = useFollowing<HTMLDivElement>(chat.messages, chat.status);
  const problem = isRunning || isStopped ? null : problemOf(chat.error, last);

  const send = (text: string) => {
    setStopped(false);
    setHeard("");
    setDraft("");
    follow();
    void chat.sendMessage({ text });
  };
  const stop = () => {
    setStopped(true);
    void chat.stop();
  };

  return (
    <div className={classes.thread}>
      <div className={classes.scroll} ref={ref} tabIndex={0} role="log" aria-label="Conversation" aria-live="off">
        <div className={classes.column}>
          {chat.messages.length === 0 ? <Greeting onPick={setDraft} /> : null}
          {chat.messages.map((message) =>
            message.role === "user" ? (
              <p key={message.id} className={classes.said} data-testid="said">
                {textOf(message)}
              </p>
            ) : (
              <Answer key={message.id} message={message} today={today} isRunning={isRunning && message === last} />
            ),
          )}
          {isRunning ? <Doing what={doingIn(last)} /> : null}
          {isStopped && !isRunning ? <p className={classes.stopped}>Stopped. What was written until then stands.</p> : null}
          {problem === null ? null : <TurnTrouble problem={problem} onRetry={() => void chat.regenerate()} />}
        </div>
      </div>
      <Composer draft={draft} onDraft={setDraft} isRunning={isRunning} onSend={send} onStop={stop} />
      <p className="spoken" role="status" aria-live="polite">
        {isRunning ? "Working on it" : heard}
      </p>
    </div>
  );
}

function Doing({ what }: { what: string | null }) {
  if (what === null) return null;
  return (
    <p className={classes.doing}>
      <span className={classes.dots} aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {what}…
    </p>
  );
}

/** What kept the newest turn from its end: a refusal, a broken connection, or a stream that just stopped. */
function problemOf(error: Error | undefined, last: CoachMessage | undefined): Problem | null {
  const hasBegun = last?.role === "assistant";
  if (error === undefined) return hasBegun && last.metadata?.status === undefined ? cutOff() : null;
  const problem = asProblem(error);
  return hasBegun && problem.code === "unreachable" ? cutOff() : problem;
}

function cutOff(): Problem {
  return new Problem({ status: 0, code: "cut_off", detail: "The stream ended before the answer did." });
}
