import { describe, expect, it, vi } from "vitest";

import { authorised } from "../src/api/authorised";
import { Session } from "../src/api/session";
import { memoryStorage } from "./memoryStorage";

const PLACE = "https://fithub.test/api/v1/drafts";

function signedIn(renew: () => Promise<{ access: string; refresh: string } | null>) {
  const session = new Session(memoryStorage(), renew);
  session.begin({ access: "old", refresh: "r1" });
  return session;
}

/** A server that takes only one token; it remembers what it was sent. */
function serverTaking(token: string) {
  const seen: { authorization: string | null; key: string | null; body: string }[] = [];
  const send = vi.fn<typeof fetch>(async (input) => {
    const request = input as Request;
    const authorization = request.headers.get("Authorization");
    seen.push({ authorization, key: request.headers.get("Idempotency-Key"), body: await request.text() });
    return new Response("{}", { status: authorization === `Bearer ${token}` ? 200 : 401 });
  });
  return { send, seen };
}

describe("a request as the person who is signed in", () => {
  it("carries the token", async () => {
    const { send, seen } = serverTaking("old");
    const answer = await authorised(signedIn(async () => null), send)(PLACE);
    expect(answer.status).toBe(200);
    expect(seen[0]?.authorization).toBe("Bearer old");
  });

  it("is repeated once after a renewal, with the same body and the same key", async () => {
    const { send, seen } = serverTaking("new");
    const renewing = signedIn(async () => ({ access: "new", refresh: "r2" }));
    const answer = await authorised(renewing, send)(PLACE, { method: "POST", body: "one egg" });
    expect(answer.status).toBe(200);
    expect(seen.map(({ body }) => body)).toEqual(["one egg", "one egg"]);
    expect(seen[0]?.key).toBeTruthy();
    expect(seen[1]?.key).toBe(seen[0]?.key);
  });

  it("is not repeated for ever", async () => {
    const { send } = serverTaking("never");
    const renewing = signedIn(async () => ({ access: "new", refresh: "r2" }));
    const answer = await authorised(renewing, send)(PLACE);
    expect(answer.status).toBe(401);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it("gives the refusal when the session has ended", async () => {
    const { send } = serverTaking("never");
    const answer = await authorised(signedIn(async () => null), send)(PLACE);
    expect(answer.status).toBe(401);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
