import { useChat } from "@ai-sdk/react";
import { useQueryClient } from "@tanstack/react-query";
import { lastAssistantMessageIsCompleteWithApprovalResponses } from "ai";
import { useMemo, useState } from "react";

import { client } from "../api/client";
import { newId } from "../api/ids";
import { diaryChanged } from "../day/queries";
import { counted } from "../format/amounts";
import { Answer } from "./Answer";
import { Composer } from "./Composer";
import { endingOf } from "./endings";
import { Greeting } from "./Greeting";
import { type Approval, type CoachMessage, approvalsOf, doingIn, textOf } from "./messages";
import { ALONE, type Photo } from "./photos";
import { chatQuery } from "./queries";
import { spoken } from "./spoken";
import classes from "./Thread.module.css";
import { transportTo } from "./transport";
import { TurnEnding } from "./TurnEnding";
import { useFollowing } from "./useFollowing";

/** How long to wait, each time, for the server to have stored the end of a stopped turn. */
const STOPPING_MS = [300, 700, 1500, 3000];

type Props = { id: string; earlier: CoachMessage[]; today: string; readsPhotos: boolean };

/** One conversation: what was said, what was written, and the place to say more. */
export function Thread({ id, earlier, today, readsPhotos }: Props) {
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
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    onFinish: ({ message, isError, isAbort }) => {
      if (!isError && !isAbort) setHeard(spoken(message));
      // Also after a stop or a broken stream: what was written until then stands.
      void diaryChanged(queries);
    },
  });
  const isRunning = chat.status === "submitted" || chat.status === "streaming";
  const last = chat.messages.at(-1);
  const { ref, follow } = useFollowing<HTMLDivElement>(chat.messages, chat.status);

  const send = (text: string, photos: Photo[] = []) => {
    setStopped(false);
    setHeard("");
    follow();
    void chat.sendMessage({ parts: [...photos, { type: "text", text: text || ALONE }] });
  };
  const said = lastSaid(chat.messages);
  /** Takes over what the server has of the newest turn. Returns whether that has ended. */
  const lookAgain = async () => {
    const { messages } = await queries.fetchQuery({ ...chatQuery, staleTime: 0 });
    // A message that never arrived is not lost here for that.
    if (lastSaid(messages) === said) chat.setMessages(messages);
    await diaryChanged(queries);
    return lastSaid(messages) === said && messages.at(-1)?.role === "assistant";
  };
  /** A yes or a no: within the chat where it is the one thing that the newest message asks, else as a form. */
  const answer = async (approval: Approval, approved: boolean) => {
    if (last?.role === "assistant" && approvalsOf(last).length === 1 && approvalsOf(last)[0]?.id === approval.id) {
      await chat.addToolApprovalResponse({ id: approval.id, approved });
      return;
    }
    try {
      const path = { approval_id: approval.id };
      await client.POST("/api/v1/approvals/{approval_id}", { params: { path }, body: { approved, reason: "" } });
    } finally {
      await lookAgain();
    }
  };
  const stop = async () => {
    setStopped(true);
    await chat.stop();
    for (const wait of STOPPING_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (await lookAgain()) return;
    }
  };

  return (
    <div className={classes.thread}>
      <div className={classes.scroll} ref={ref} tabIndex={0} role="log" aria-label="Conversation" aria-live="off">
        <div className={classes.column}>
          {chat.messages.length === 0 ? <Greeting onPick={setDraft} /> : null}
          {chat.messages.map((message, place) =>
            message.role === "user" ? (
              <Said key={message.id} message={message} isUnanswered={chat.messages[place + 1]?.role === "user"} />
            ) : (
              <Answer
                key={message.id}
                message={message}
                today={today}
                isRunning={isRunning && message === last}
                isBusy={isRunning}
                onAnswer={answer}
              />
            ),
          )}
          {isRunning ? (
            <Doing what={doingIn(last)} />
          ) : (
            <TurnEnding
              ending={endingOf({ last, error: chat.error, isStopped })}
              onRetry={() => void chat.regenerate()}
              onSayAgain={() => send(said, photosIn(chat.messages))}
              onLook={() => void lookAgain().catch(ignored)}
            />
          )}
        </div>
      </div>
      <Composer
        draft={draft}
        onDraft={setDraft}
        isRunning={isRunning}
        readsPhotos={readsPhotos}
        onSend={(text, photos) => {
          setDraft("");
          send(text, photos);
        }}
        onStop={() => void stop().catch(ignored)}
        hint={last?.metadata?.offline ? "Answers are made on this server, without a language model." : null}
      />
      <p className="spoken" role="status" aria-live="polite">
        {isRunning ? "Working on it" : heard}
      </p>
    </div>
  );
}

function lastSaid(messages: readonly CoachMessage[]): string {
  const message = messages.findLast(({ role }) => role === "user");
  return message === undefined ? "" : textOf(message);
}

/** The photos of what was said last, which only this page has. */
function photosIn(messages: readonly CoachMessage[]): Photo[] {
  const parts = messages.findLast(({ role }) => role === "user")?.parts ?? [];
  return parts.filter((part) => part.type === "file").map((part) => ({ filename: "", ...part }));
}

/** Looking is only a service: when it fails, what stands there stays, with its button. */
function ignored(): void {}

function Said({ message, isUnanswered }: { message: CoachMessage; isUnanswered: boolean }) {
  const text = textOf(message);
  const photos = message.parts.filter((part) => part.type === "file");
  const before = message.parts.find((part) => part.type === "data-photos")?.data.count ?? 0;
  return (
    <div className={classes.said}>
      {photos.length === 0 ? null : (
        <div className={classes.photos}>
          {photos.map((photo, place) => (
            <img key={photo.url} src={photo.url} alt={photo.filename || `What you ate, ${place + 1}`} />
          ))}
        </div>
      )}
      {photos.length > 0 && text === ALONE ? null : <p data-testid="said">{text}</p>}
      {before > 0 ? <span>{counted(before, "photo", "photos")}, not kept</span> : null}
      {isUnanswered ? <span>Not answered</span> : null}
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
