import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { diaryChanged } from "../day/queries";
import classes from "./JobsBar.module.css";
import { type Job, jobsQuery, useCancelJob } from "./queries";
import { doing, ending, isShown, nameOf, percentOf } from "./shown";

const NONE: Job[] = [];

/** How far that is which goes on in the background, and how it ended. */
export function JobsBar() {
  const jobs = useQuery(jobsQuery).data ?? NONE;
  const ended = useEnded(jobs);
  return (
    <div>
      <p className={classes.ended} role="status" aria-live="polite">
        {ended}
      </p>
      {jobs.filter(isShown).map((job) => (
        <Progress key={job.id} job={job} />
      ))}
    </div>
  );
}

function Progress({ job }: { job: Job }) {
  const cancel = useCancelJob();
  const percent = percentOf(job);
  const name = nameOf(job.kind);
  return (
    <div className={classes.job}>
      <span className={classes.name}>{name}</span>
      <span className={classes.doing}>{doing(job)}</span>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={percent === null ? doing(job) : `${percent} %, ${doing(job)}`}
      >
        <div className={classes.done} data-unknown={percent === null || undefined} style={{ width: `${percent ?? 100}%` }} />
      </div>
      <span className={classes.percent}>{percent === null ? "" : `${percent} %`}</span>
      <button
        type="button"
        className={classes.cancel}
        aria-label={`Cancel: ${name}`}
        disabled={job.cancel_requested || cancel.isPending}
        onClick={() => cancel.mutate(job.id)}
      >
        Cancel
      </button>
    </div>
  );
}

/** How the last one ended of those that were shown; what it wrote is asked for anew. */
function useEnded(jobs: Job[]): string {
  const queries = useQueryClient();
  const waited = useRef(new Set<string>());
  const [ended, setEnded] = useState("");
  useEffect(() => {
    const over = jobs.find(({ id, state }) => waited.current.has(id) && state !== "queued" && state !== "running");
    waited.current = new Set(jobs.filter(isShown).map(({ id }) => id));
    if (over !== undefined) {
      setEnded(ending(over) ?? "");
      void diaryChanged(queries);
    }
  }, [jobs, queries]);
  useEffect(() => {
    if (!ended) return;
    const timer = setTimeout(() => setEnded(""), 10_000);
    return () => clearTimeout(timer);
  }, [ended]);
  return ended;
}
