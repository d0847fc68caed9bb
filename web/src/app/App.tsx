import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useSyncExternalStore } from "react";

import { session } from "../api/client";
import { Opening } from "./Opening";

const Welcome = lazy(() => import("../account/Welcome"));
const Home = lazy(() => import("./Home"));

/** Signed in: the diary. Otherwise: the door. */
export function App() {
  const isOpen = useSyncExternalStore(session.subscribe, session.isOpen);
  const queries = useQueryClient();
  useEffect(() => {
    // Nothing of one person's stays for the next.
    if (!isOpen) queries.clear();
  }, [isOpen, queries]);
  return <Suspense fallback={<Opening />}>{isOpen ? <Home /> : <Welcome />}</Suspense>;
}
