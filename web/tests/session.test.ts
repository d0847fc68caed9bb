import { describe, expect, it, vi } from "vitest";

import { type Renew, Session, type Tokens } from "../src/api/session";
import { memoryStorage } from "./memoryStorage";

const FIRST: Tokens = { access: "access-1", refresh: "refresh-1" };
const SECOND: Tokens = { access: "access-2", refresh: "refresh-2" };

function answering(...answers: (Tokens | null)[]) {
  return vi.fn<Renew>(async () => answers.shift() ?? null);
}

describe("a session", () => {
  it("is open from sign-in to sign-out, and says when that changes", () => {
    const session = new Session(memoryStorage(), answering());
    const heard = vi.fn<() => void>();
    session.subscribe(heard);
    expect(session.isOpen()).toBe(false);
    session.begin(FIRST);
    expect(session.isOpen()).toBe(true);
    session.end();
    expect(session.isOpen()).toBe(false);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it("keeps the access token out of the storage", () => {
    const storage = memoryStorage();
    new Session(storage, answering()).begin(FIRST);
    expect(JSON.stringify([...storage.everything()])).not.toContain(FIRST.access);
  });

  it("survives a reload by renewing, and keeps the next refresh token", async () => {
    const storage = memoryStorage();
    new Session(storage, answering()).begin(FIRST);
    const renew = answering(SECOND);
    const reloaded = new Session(storage, renew);
    expect(await reloaded.access()).toBe(SECOND.access);
    expect(renew).toHaveBeenCalledWith(FIRST.refresh, expect.any(String));
    expect(reloaded.refreshToken()).toBe(SECOND.refresh);
  });

  it("renews once for however many requests were refused at the same time", async () => {
    const renew = answering(SECOND);
    const session = new Session(memoryStorage(), renew);
    session.begin(FIRST);
    const tokens = await Promise.all([1, 2, 3].map(() => session.renewed(FIRST.access)));
    expect(tokens).toEqual([SECOND.access, SECOND.access, SECOND.access]);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it("does not renew for a request that was sent before the last renewal", async () => {
    const renew = answering(SECOND);
    const session = new Session(memoryStorage(), renew);
    session.begin(FIRST);
    await session.renewed(FIRST.access);
    expect(await session.renewed(FIRST.access)).toBe(SECOND.access);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it("ends when the server refuses to renew it", async () => {
    const session = new Session(memoryStorage(), answering(null));
    session.begin(FIRST);
    expect(await session.renewed(FIRST.access)).toBeNull();
    expect(session.isOpen()).toBe(false);
    expect(session.hasLapsed()).toBe(true);
    session.begin(SECOND);
    session.end();
    expect(session.hasLapsed()).toBe(false);
  });

  it("stays when no answer came", async () => {
    const session = new Session(memoryStorage(), () => Promise.reject(new TypeError("Failed to fetch")));
    session.begin(FIRST);
    await expect(session.renewed(FIRST.access)).rejects.toThrow("Failed to fetch");
    expect(session.isOpen()).toBe(true);
  });

  it("sends the same key from every tab for the same refresh token, and another for the next one", async () => {
    const storage = memoryStorage();
    new Session(storage, answering()).begin(FIRST);
    const [one, two] = [answering(SECOND, null), answering(SECOND)];
    const [tab, otherTab] = [new Session(storage, one), new Session(storage, two)];
    await Promise.all([tab.access(), otherTab.access()]);
    expect(one.mock.calls[0]).toEqual(two.mock.calls[0]);
    await tab.renewed(SECOND.access);
    expect(one.mock.calls[1]?.[1]).not.toBe(one.mock.calls[0]?.[1]);
  });

  it("does not come back when somebody signs out during a renewal", async () => {
    const { promise, resolve: answer } = Promise.withResolvers<Tokens>();
    const session = new Session(memoryStorage(), () => promise);
    session.begin(FIRST);
    const renewing = session.renewed(FIRST.access);
    session.end();
    answer(SECOND);
    expect(await renewing).toBeNull();
    expect(session.isOpen()).toBe(false);
  });

  it("takes storage that it cannot read for nobody", () => {
    const storage = memoryStorage();
    storage.setItem("fithub.session", "{");
    expect(new Session(storage, answering()).isOpen()).toBe(false);
  });
});
