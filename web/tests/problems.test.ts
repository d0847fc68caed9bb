import { afterEach, describe, expect, it, vi } from "vitest";

import { Problem, asProblem, inPlainWords, problemIn } from "../src/api/problems";

afterEach(() => vi.unstubAllGlobals());

describe("a problem", () => {
  it("is read from problem+json with its fields", async () => {
    const body = {
      code: "password_weak",
      detail: "Too short.",
      errors: [{ field: "password", code: "password_weak", message: "Too short." }, "nonsense"],
    };
    const problem = await problemIn(new Response(JSON.stringify(body), { status: 422 }));
    expect(problem).toMatchObject({ status: 422, code: "password_weak", message: "Too short." });
    expect(problem.fields).toMatchObject([{ field: "password", message: "Too short." }]);
  });

  it("is made of whatever a proxy says in its place", async () => {
    const problem = await problemIn(new Response("<html>Bad gateway</html>", { status: 502 }));
    expect(problem).toMatchObject({ status: 502, code: "http_502" });
    expect(inPlainWords(problem).title).toBe("Something went wrong on our side");
  });

  it("knows how long to wait", async () => {
    const problem = await problemIn(new Response("{}", { status: 429, headers: { "Retry-After": "12" } }));
    expect(inPlainWords(problem).next).toContain("12 seconds");
  });

  it("tells a device that is offline from a server that is away", () => {
    vi.stubGlobal("navigator", { onLine: false });
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("offline");
    vi.stubGlobal("navigator", { onLine: true });
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("unreachable");
  });

  it.each([401, 404, 409, 422, 503])("of status %i passes on what the server advises", (status) => {
    expect(inPlainWords(new Problem({ status, code: "any", detail: "Do this next." })).next).toBe("Do this next.");
  });
});
