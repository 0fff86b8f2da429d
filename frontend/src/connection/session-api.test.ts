import { describe, expect, it, vi } from "vitest";
import { DeviceStore } from "./device-store.js";
import type { Solve } from "./proof/solve.js";
import { SessionApi } from "./session-api.js";

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

const session = { token: "t", session: "s", device: "signed-device", expiresAt: 5 };

function storage(): Pick<Storage, "getItem" | "setItem"> {
  const items = new Map<string, string>();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

function api(answer: () => Response, devices = new DeviceStore(storage)): { api: SessionApi; bodies: unknown[] } {
  const bodies: unknown[] = [];
  const request: typeof fetch = (_url, init) => {
    bodies.push(JSON.parse(String(init?.body)));
    try {
      return Promise.resolve(answer());
    } catch (problem) {
      return Promise.reject(problem);
    }
  };
  return { api: new SessionApi("http://localhost/api/session", devices, request), bodies };
}

describe("SessionApi", () => {
  it("says adult, and the device once it knows it", async () => {
    const kept = storage();
    const { api: first, bodies } = api(() => json(201, session), new DeviceStore(() => kept));
    expect(await first.open()).toEqual({ kind: "granted", session });
    await first.open();
    expect(bodies).toEqual([{ adult: true }, { adult: true, device: "signed-device" }]);
  });

  it("keeps the device for the page where storage is refused", async () => {
    const devices = new DeviceStore(() => {
      throw new Error("storage is off");
    });
    const { api: sessions, bodies } = api(() => json(201, session), devices);
    await sessions.open();
    await sessions.open();
    expect(bodies[1]).toEqual({ adult: true, device: "signed-device" });
  });

  it.each([
    [
      "a ban",
      () => json(403, { code: "banned", message: "no", reason: "spam", until: null, appeal: "a" }),
      { kind: "banned", ban: { reason: "spam", until: null, appeal: "a" } },
    ],
    [
      "too many",
      () => json(429, { code: "rate-limited", message: "slow down" }, { "retry-after": "7" }),
      { kind: "rate-limited", retryAfter: 7_000 },
    ],
    [
      "too many, no time given",
      () => json(429, { code: "rate-limited", message: "slow down" }),
      { kind: "rate-limited", retryAfter: 5_000 },
    ],
    ["a server that is down", () => json(503, { code: "unavailable", message: "later" }), { kind: "unavailable" }],
    ["a page of a proxy", () => new Response("<h1>Bad gateway</h1>", { status: 502 }), { kind: "unavailable" }],
    ["an answer that breaks the contract", () => json(201, { token: 5 }), { kind: "unavailable" }],
    [
      "a refusal",
      () => json(400, { code: "bad-request", message: "No such thing." }),
      { kind: "refused", message: "No such thing." },
    ],
  ])("tells %s", async (_what, answer, expected) => {
    expect(await api(answer).api.open()).toEqual(expected);
  });

  it.each([413, 431])("begins as a new device when %i says that the one it kept is too long", async (status) => {
    const devices = new DeviceStore(() => {
      throw new Error("storage is off");
    });
    devices.set("x".repeat(100_000));
    let answers = 0;
    const { api: sessions, bodies } = api(() => {
      answers += 1;
      return answers === 1 ? new Response("<h1>Too large</h1>", { status }) : json(201, session);
    }, devices);
    expect(await sessions.open()).toEqual({ kind: "granted", session });
    expect(bodies[1]).toEqual({ adult: true });
  });

  it("does not take a page to sign in at for a session", async () => {
    const portal = () => new Response("<h1>Welcome to the train</h1>", { headers: { "content-type": "text/html" } });
    expect(await api(portal).api.open()).toEqual({ kind: "sign-in" });
  });

  describe("where the server wants work done first", () => {
    const challenge = { algorithm: "SHA-256", challenge: "ab", maxnumber: 10, salt: "s&", signature: "sig" };
    const needed = (code = "proof-needed") => json(403, { code, message: "Solve it.", challenge });
    const solving = (answers: Response[], solve: Solve = () => Promise.resolve("solved")) => {
      const bodies: unknown[] = [];
      const request: typeof fetch = (_url, init) => {
        bodies.push(JSON.parse(String(init?.body)));
        return Promise.resolve(answers.shift() ?? json(500, {}));
      };
      const devices = new DeviceStore(storage);
      return { api: new SessionApi("http://localhost/api/session", devices, request, undefined, solve), bodies };
    };

    it("solves the challenge, sends the solution, and uses it once", async () => {
      const { api: sessions, bodies } = solving([needed(), json(201, session), json(201, session)]);
      expect(await sessions.open()).toEqual({ kind: "granted", session });
      await sessions.open();
      expect(bodies).toEqual([
        { adult: true },
        { adult: true, altcha: "solved" },
        { adult: true, device: "signed-device" },
      ]);
    });

    it("solves another one when the first is not taken, a few times", async () => {
      const again = () => needed("proof-not-taken");
      expect((await solving([needed(), again(), json(201, session)]).api.open()).kind).toBe("granted");
      const { api: sessions, bodies } = solving([needed(), again(), again(), again(), again()]);
      expect(await sessions.open()).toEqual({ kind: "refused", message: "Solve it." });
      expect(bodies).toHaveLength(4);
    });

    it.each([
      [503, "unavailable"],
      [429, "rate-limited"],
    ])("keeps a solution for the next try after %i, which came before anybody looked at it", async (status, code) => {
      const { api: sessions, bodies } = solving([needed(), json(status, { code }), json(201, session)]);
      expect((await sessions.open()).kind).toBe(code);
      expect((await sessions.open()).kind).toBe("granted");
      expect(bodies.slice(1)).toEqual([
        { adult: true, altcha: "solved" },
        { adult: true, altcha: "solved" },
      ]);
    });

    it.each([
      ["a solver that breaks", needed(), () => Promise.reject(new Error("no worker"))],
      ["a challenge that is none", json(403, { code: "proof-needed", message: "m", challenge: 5 }), undefined],
    ])("tries later after %s", async (_what, answer, solve) => {
      expect(await solving([answer], solve).api.open()).toEqual({ kind: "unavailable" });
    });

    it("tells only when it takes long", async () => {
      vi.useFakeTimers();
      try {
        let proved = (_: string): void => {};
        const solve = () =>
          new Promise<string>((resolve) => {
            proved = resolve;
          });
        const told = vi.fn();
        const answer = solving([needed(), json(201, session)], solve).api.open(told);
        await vi.advanceTimersByTimeAsync(999);
        expect(told).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(told).toHaveBeenCalledOnce();
        proved("solved");
        expect((await answer).kind).toBe("granted");
      } finally {
        vi.useRealTimers();
      }
    });
  });

  it("takes a dead network for an unavailable server", async () => {
    const { api: sessions } = api(() => {
      throw new TypeError("failed to fetch");
    });
    expect(await sessions.open()).toEqual({ kind: "unavailable" });
  });
});
