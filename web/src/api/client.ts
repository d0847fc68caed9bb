/** The API as the page speaks to it: one session, one client, types from the OpenAPI document. */
import createClient, { type Middleware } from "openapi-fetch";

import { authorised } from "./authorised";
import type { components, paths } from "./gen/schema";
import { problemIn } from "./problems";
import { Session, type Tokens } from "./session";

export type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type Day = Schemas["Day"];
export type Entry = Schemas["Entry"];
export type Nutrients = Schemas["Nutrients"];

const refuseProblems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemIn(response);
  },
};

/** For what nobody needs to be signed in for. */
const open = createClient<paths>({});
open.use(refuseProblems);

async function renew(refresh: string, key: string): Promise<Tokens | null> {
  const response = await fetch("/api/v1/auth/token/refresh", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ refresh }),
  });
  if (response.status === 401) return null;
  if (!response.ok) throw await problemIn(response);
  return (await response.json()) as Tokens;
}

export const session = new Session(localStorage, renew);
window.addEventListener("storage", () => session.changedElsewhere());

export const authorisedFetch = authorised(session);

/** Every other request; an answer that is not ok is thrown as a Problem. */
export const client = createClient<paths>({ fetch: authorisedFetch });
client.use(refuseProblems);

/** What an answer carries. Problems were thrown before, so nothing there is a mistake of ours. */
export function told<T>(answer: { data?: T }): T {
  if (answer.data === undefined) throw new Error("the answer carries nothing");
  return answer.data;
}

export type Credentials = { email: string; password: string };

export async function signIn(body: Credentials): Promise<Me> {
  const { user, ...tokens } = told(await open.POST("/api/v1/auth/token", { body }));
  session.begin(tokens);
  return user;
}

/** A new account in the time zone of this device. */
export async function register(body: Credentials): Promise<Me> {
  const time_zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { user, ...tokens } = told(await open.POST("/api/v1/auth/register", { body: { ...body, time_zone } }));
  session.begin(tokens);
  return user;
}

/** Ends the session here at once, and on the server as soon as it can be told. */
export async function signOut(): Promise<void> {
  const refresh = session.refreshToken();
  session.end();
  if (refresh !== null) await open.POST("/api/v1/auth/logout", { body: { refresh } });
}
