import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { Me } from "../api/client";
import { asProblem } from "../api/problems";
import { ProblemNote } from "../ui/ProblemNote";
import classes from "./ChatPane.module.css";
import { chatQuery } from "./queries";
import { Thread } from "./Thread";

/** The chat, from where it was left. */
export function ChatPane({ me }: { me: Me }) {
  const chat = useQuery(chatQuery);
  return (
    <div className={classes.pane}>
      {chat.isPending ? <Waiting /> : null}
      {chat.isError ? (
        <div className={classes.failed}>
          <ProblemNote problem={asProblem(chat.error)} onRetry={() => void chat.refetch()} />
        </div>
      ) : null}
      {chat.data ? <Thread key={chat.data.id} id={chat.data.id} earlier={chat.data.messages} today={me.today} readsPhotos={me.reads_photos} /> : null}
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.waiting} role="status" aria-label="Loading the chat">
      <Skeleton height={40} width="55%" radius="lg" ml="auto" />
      <Skeleton height={120} width="80%" radius="lg" />
      <Skeleton height={40} width="40%" radius="lg" ml="auto" />
    </div>
  );
}
