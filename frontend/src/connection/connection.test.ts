import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSocket } from "../testing/fake-socket.js";
import { welcome } from "../testing/frames.js";
import { monotonic } from "../time/clock.js";
import { Connection } from "./connection.js";
import type { ConnectionState } from "./connection-state.js";
import type { HandshakeAnswer } from "./handshake-api.js";
import type { SessionAnswer } from "./session-api.js";

let sockets: FakeSocket[];
let answers: SessionAnswer[];
let sessions: number;
let why: HandshakeAnswer[];
let connection: Connection;
let states: ConnectionState["name"][];

const granted = (token: string): SessionAnswer => ({
  kind: "granted",
  session: { token, session: "s", device: "d", expiresAt: Date.now() + 3_600_000 },
});

const socket = (index: number): FakeSocket => {
  const found = sockets[index];
  if (!found) throw new Error(`socket ${index} was not opened`);
  return found;
};

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

async function online(index = 0): Promise<void> {
  await settle();
  socket(index).open();
  socket(index).receive(welcome());
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  answers = [];
  sessions = 0;
  why = [];
  vi.spyOn(Math, "random").mockReturnValue(0);
  states = [];
  connection = new Connection({
    openSocket: (listener) => {
      const opened = new FakeSocket(listener);
      sockets.push(opened);
      return opened;
    },
    openSession: () => {
      sessions += 1;
      return Promise.resolve(answers.shift() ?? granted(`token-${sessions}`));
    },
    askWhy: () => Promise.resolve(why.shift() ?? { kind: "unknown" }),
    policy: { delay: (attempt) => 1_000 * (attempt + 1) },
  });
  connection.on("state", ({ name }) => states.push(name));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("Connection", () => {
  it("gets a session, says hello first and is online at the welcome", async () => {
    connection.open();
    await settle();
    expect(connection.send({ type: "cancel" })).toBe(false);
    socket(0).open();
    expect(socket(0).sent).toEqual([{ type: "hello", token: "token-1" }]);
    socket(0).receive(welcome());
    expect(states).toEqual(["connecting", "online"]);
    expect(connection.send({ type: "cancel" })).toBe(true);
  });

  it("says that work is being done first, unless it has given up meanwhile", async () => {
    const proofs: (() => void)[] = [];
    const slow = new Connection({
      openSocket: () => ({ send: () => {}, close: () => {} }),
      openSession: (proving) => {
        proofs.push(proving);
        return new Promise(() => {});
      },
    });
    slow.open();
    proofs[0]?.();
    expect(slow.state).toEqual({ name: "connecting", proving: true });
    slow.close();
    proofs[0]?.();
    expect(slow.state).toEqual({ name: "offline" });
  });

  it("comes back with the same session after a close that allows it, later each time", async () => {
    connection.open();
    await online();
    socket(0).drop(4005);
    expect(connection.state).toMatchObject({ name: "reconnecting", cause: "lost", retryAt: monotonic() + 1_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    socket(1).drop(1006);
    await settle();
    expect(connection.state).toMatchObject({ retryAt: monotonic() + 2_000 });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    await online(2);
    expect(sessions).toBe(1);
    socket(2).drop(1006);
    expect(connection.state).toMatchObject({ retryAt: monotonic() + 1_000 });
  });

  it("comes back at once when told that the network is there again", async () => {
    connection.open();
    await online();
    socket(0).drop(1006);
    connection.retryNow();
    await settle();
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sockets).toHaveLength(2);
  });

  it("gets a new session when its token is refused", async () => {
    connection.open();
    await settle();
    socket(0).open();
    socket(0).drop(4500);
    await vi.advanceTimersByTimeAsync(1_000);
    socket(1).open();
    expect(socket(1).sent).toEqual([{ type: "hello", token: "token-2" }]);
  });

  it.each([-13, 13])("keeps its session when the device's clock is %d h off", async (hours) => {
    connection.open();
    await online();
    vi.setSystemTime(Date.now() + hours * 3_600_000);
    for (let index = 1; index < 4; index += 1) {
      socket(index - 1).drop(1006);
      await vi.advanceTimersByTimeAsync(1_000);
      await online(index);
      expect(socket(index).sent).toEqual([{ type: "hello", token: "token-1" }]);
    }
    expect(sessions).toBe(1);
  });

  it.each([
    [4501, "replaced"],
    [4503, "refused"],
  ])("stays away after %i", async (code, kind) => {
    connection.open();
    await online();
    socket(0).drop(code);
    expect(connection.state).toMatchObject({ name: "closed", reason: { kind } });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sockets).toHaveLength(1);
  });

  it("remembers why it was banned", async () => {
    connection.open();
    await online();
    socket(0).receive({ type: "banned", reason: "spam", until: null, appeal: "a" });
    socket(0).drop(4502);
    expect(connection.state).toEqual({
      name: "closed",
      reason: { kind: "banned", ban: { reason: "spam", until: null, appeal: "a" } },
    });
  });

  it("is told of a ban before any socket is opened", async () => {
    answers = [{ kind: "banned", ban: { reason: "spam", until: 5, appeal: "a" } }];
    connection.open();
    await settle();
    expect(connection.state).toMatchObject({ name: "closed", reason: { kind: "banned" } });
    expect(sockets).toHaveLength(0);
  });

  it("waits as long as the server asks, however impatient the visitor", async () => {
    answers = [{ kind: "rate-limited", retryAfter: 30_000 }];
    connection.open();
    await settle();
    expect(connection.state).toMatchObject({ cause: "rate-limited", retryAt: monotonic() + 30_000 });
    connection.retryNow();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(sessions).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(1);
  });

  it("goes on trying while the server is down", async () => {
    answers = [{ kind: "unavailable" }, { kind: "unavailable", retryAfter: 9_000 }];
    connection.open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state).toMatchObject({ cause: "unavailable", retryAt: monotonic() + 9_000 });
    await vi.advanceTimersByTimeAsync(9_000);
    await online();
    expect(connection.state.name).toBe("online");
  });

  it.each([
    [{ kind: "rate-limited", retryAfter: 10_000 }, { cause: "rate-limited" }, 10_000],
    [{ kind: "busy", retryAfter: 2_000 }, { cause: "busy" }, 5_000],
    [
      { kind: "foreign", origin: "https://page.example", retryAfter: 60_000 },
      { cause: "foreign", origin: "https://page.example" },
      60_000,
    ],
    [{ kind: "sign-in" }, { cause: "sign-in" }, 5_000],
    [{ kind: "offline" }, { cause: "offline" }, 1_000],
    [{ kind: "unavailable", retryAfter: 4_000 }, { cause: "unavailable" }, 4_000],
    [{ kind: "unknown" }, { cause: "lost" }, 1_000],
  ] as const)("says why a handshake was refused, and does not storm: %j", async (answer, state, pause) => {
    why = [answer];
    connection.open();
    await settle();
    socket(0).drop(1006);
    await settle();
    expect(connection.state).toEqual({ name: "reconnecting", retryAt: monotonic() + pause, ...state });
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
    expect(sessions).toBe(1);
  });

  it("asks more and more slowly while it is refused", async () => {
    connection.open();
    await settle();
    for (let index = 0; index < 20; index += 1) {
      why.push({ kind: "rate-limited", retryAfter: 1_000 });
      socket(sockets.length - 1).drop(1006);
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(sockets.length).toBeLessThan(20);
  });

  it("says that something on the way lets no sockets through", async () => {
    why = Array.from({ length: 3 }, () => ({ kind: "open" }));
    connection.open();
    await settle();
    for (const [index, cause] of (["lost", "lost", "blocked"] as const).entries()) {
      socket(index).drop(1006);
      await settle();
      expect(connection.state).toMatchObject({ cause });
      await vi.advanceTimersByTimeAsync(3_000);
    }
  });

  it("does not ask about a socket that had been open", async () => {
    why = [{ kind: "rate-limited", retryAfter: 10_000 }];
    connection.open();
    await online();
    socket(0).drop(1006);
    await settle();
    expect(connection.state).toMatchObject({ cause: "lost" });
    expect(why).toHaveLength(1);
  });

  it("knows an overloaded server by its close code", async () => {
    connection.open();
    await settle();
    socket(0).open();
    socket(0).drop(4004);
    expect(connection.state).toMatchObject({ cause: "busy", retryAt: monotonic() + 5_000 });
  });

  it("gives up a socket that never says welcome", async () => {
    connection.open();
    await settle();
    socket(0).open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket(0).closedWith).toBe(3001);
    expect(connection.state.name).toBe("reconnecting");
  });

  it("keeps the old link until the new server has said welcome", async () => {
    const frames: string[] = [];
    connection.on("frame", ({ type }) => frames.push(type));
    connection.open();
    await online();
    socket(0).receive({ type: "goaway", after: 500 });
    await vi.advanceTimersByTimeAsync(500);
    socket(1).open();
    socket(0).receive({ type: "idle" });
    expect(connection.send({ type: "cancel" })).toBe(true);
    expect(socket(0).sent.at(-1)).toEqual({ type: "cancel" });
    socket(0).drop(4501);
    expect(connection.state.name).toBe("online");
    socket(1).receive(welcome({ epoch: 2 }));
    connection.send({ type: "cancel" });
    expect(socket(1).sent.at(-1)).toEqual({ type: "cancel" });
    expect(frames).toEqual(["goaway", "idle"]);
    expect(states).toEqual(["connecting", "online", "online"]);
  });

  it("does not let go of a working link when the next one fails", async () => {
    connection.open();
    await online();
    socket(0).receive({ type: "goaway", after: 500 });
    await vi.advanceTimersByTimeAsync(500);
    socket(1).drop(1006);
    expect(connection.send({ type: "cancel" })).toBe(true);
    socket(0).drop(4000);
    expect(connection.state.name).toBe("reconnecting");
  });

  it("passes over what it cannot read and tells of it", async () => {
    const problems: unknown[] = [];
    connection.on("problem", (problem) => problems.push(problem));
    connection.open();
    await online();
    socket(0).receiveText('{"type":"hologram"}');
    expect(problems).toHaveLength(1);
    expect(connection.state.name).toBe("online");
  });

  it("opens nothing more once it is closed", async () => {
    connection.open();
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(0);
    expect(connection.state.name).toBe("offline");
  });
});
