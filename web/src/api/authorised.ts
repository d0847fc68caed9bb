import { newId } from "./ids";
import type { Session } from "./session";

/**
 * `fetch` as the person who is signed in. A refused token is renewed and the request repeated once. A POST carries an
 * Idempotency-Key, so its repetition writes nothing twice.
 */
export function authorised(session: Session, send: typeof fetch = (...call) => fetch(...call)): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newId());
    }
    const token = await session.access();
    const answer = await send(bearing(token, request.clone()));
    if (answer.status !== 401) return answer;
    const next = await session.renewed(token);
    return next === null ? answer : send(bearing(next, request));
  };
}

function bearing(token: string | null, request: Request): Request {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
