import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { AccountMenu } from "../account/AccountMenu";
import { meQuery } from "../account/queries";
import { asProblem } from "../api/problems";
import { ChatPane } from "../chat/ChatPane";
import { DayPane } from "../day/DayPane";
import { JobsBar } from "../jobs/JobsBar";
import { Icon } from "../ui/Icon";
import { Logo } from "../ui/Logo";
import { ProblemNote } from "../ui/ProblemNote";
import classes from "./Home.module.css";
import { OfflineBar } from "./OfflineBar";
import { Opening } from "./Opening";

const PANES = [
  { key: "chat", label: "Chat", icon: "chat" },
  { key: "day", label: "Today", icon: "day" },
] as const;

type PaneKey = (typeof PANES)[number]["key"];

/** The chat and the day, side by side where there is room, else one at a time. */
export default function Home() {
  const me = useQuery(meQuery);
  const [shown, setShown] = useState<PaneKey>("chat");

  if (me.isPending) return <Opening />;
  if (me.isError) {
    return (
      <main className={classes.alone}>
        <ProblemNote problem={asProblem(me.error)} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return (
    <div className={classes.home} data-shown={shown}>
      <header className={classes.header}>
        <h1 className={classes.title}>
          <Logo />
        </h1>
        <AccountMenu me={me.data} />
      </header>
      <div className={classes.bars}>
        <OfflineBar />
        <JobsBar />
      </div>
      <main className={classes.panes}>
        <section className={classes.chat} aria-label="Chat">
          <ChatPane me={me.data} />
        </section>
        <section className={classes.day} aria-label="Diary">
          <DayPane today={me.data.today} />
        </section>
      </main>
      <nav className={classes.tabs} aria-label="Parts of the page">
        {PANES.map(({ key, label, icon }) => (
          <button
            key={key}
            type="button"
            className={classes.tab}
            aria-current={shown === key ? "page" : undefined}
            onClick={() => setShown(key)}
          >
            <Icon name={icon} size={22} />
            {label}
          </button>
        ))}
      </nav>
    </div>
  );
}
