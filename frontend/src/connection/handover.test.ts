import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeNetwork } from "../testing/fake-network.js";
import { FakeSocket } from "../testing/fake-socket.js";
import { welcome } from "../testing/frames.js";
import { Connection } from "./connection.js";

let sockets: FakeSocket[];
let network: FakeNetwork;
let sessions: number;
let validFor: number;
let connection: Connection;

const socket = (index: number): FakeSocket => {
  const found = sockets[index];
  if (!found) throw new Error(`socket ${index} was not opened`);
  return found;
};

const pass = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

async function online(index = 0): Promise<void> {
  await pass(0);
  socket(index).open();
  socket(index).receive(welcome({ epoch: index + 1 }));
}

/** Says so on each socket in turn until one is asked for that is not there. */
async function failNew(from: number, times: number): Promise<void> {
  for (let index = from; index < from + times; index += 1) {
    await pass(10_000);
    socket(index).drop(1006);
  }
}

beforeEach(async () => {
  vi.useFakeTimers();
  sockets = [];
  network = new FakeNetwork();
  sessions = 0;
  validFor = 3_600_000;
  connection = new Connection({
    openSocket: (listener) => {
      const opened = new FakeSocket(listener);
      sockets.push(opened);
      return opened;
    },
    openSession: () => {
      sessions += 1;
      return Promise.resolve({
        kind: "granted",
        session: { token: `t${sessions}`, session: "s", device: "d", expiresAt: Date.now() + validFor },
      });
    },
    policy: { delay: (attempt) => 1_000 * (attempt + 1) },
    network,
  });
  connection.open();
  await online();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a server that is going", () => {
  it("is left for another as often as it takes, while it still serves", async () => {
    socket(0).receive({ type: "goaway", after: 500 });
    await pass(500);
    socket(1).drop(1006);
    await pass(1_000);
    socket(2).drop(1006);
    await pass(2_000);
    socket(3).drop(1006);
    await pass(3_000);
    socket(4).drop(4004);
    expect(connection.send({ type: "cancel" })).toBe(true);
    await pass(4_000);
    await online(5);
    expect(socket(0).closedWith).toBe(3000);
    expect(connection.state).toEqual({ name: "online" });
    await pass(7_000);
    expect(sockets).toHaveLength(6);
  });

  it("is left even when a doubt came before, and led to nothing", async () => {
    socket(0).receive({ type: "goaway", after: 20_000 });
    network.tell("changed");
    socket(1).drop(1006);
    await pass(1_000);
    socket(2).drop(1006);
    await pass(2_000);
    socket(3).drop(1006);
    await pass(17_000);
    expect(sockets).toHaveLength(5);
  });

  it("may end the link before the next one has said welcome", async () => {
    socket(0).receive({ type: "goaway", after: 0 });
    await pass(0);
    socket(1).open();
    socket(0).drop(4000);
    expect(connection.state.name).toBe("online");
    socket(1).receive(welcome({ epoch: 2 }));
    expect(connection.send({ type: "cancel" })).toBe(true);
  });
});

describe("a link that was fenced for a successor that then died", () => {
  it.each(["successor first", "old link first"])("comes back: %s", async (order) => {
    network.tell("changed");
    socket(1).open();
    if (order === "successor first") socket(1).drop(1006);
    socket(0).drop(4501);
    if (order !== "successor first") socket(1).drop(1006);
    expect(connection.state.name).toBe("reconnecting");
    await pass(1_000);
    await online(sockets.length - 1);
    expect(connection.state.name).toBe("online");
  });
});

describe("the network", () => {
  it.each(["online", "changed"] as const)("is tried at once when it is %s", async (signal) => {
    network.tell(signal);
    expect(sockets).toHaveLength(2);
    expect(socket(0).closedWith).toBeUndefined();
    expect(connection.state).toEqual({ name: "online" });
    await online(1);
    expect(socket(0).closedWith).toBe(3000);
  });

  it("is tried once, however many events tell of it", async () => {
    network.tell("changed");
    network.tell("online");
    network.tell("changed");
    expect(sockets).toHaveLength(2);
    await online(1);
    expect(connection.state).toEqual({ name: "online" });
  });

  it("ends the pause before the next try", async () => {
    socket(0).drop(1006);
    network.tell("online");
    await pass(0);
    expect(sockets).toHaveLength(2);
  });

  it("is tried anew when it changes in the middle of a try", async () => {
    socket(0).drop(1006);
    await pass(1_000);
    network.tell("changed");
    await pass(0);
    expect(socket(1).closedWith).toBe(3001);
    expect(sockets).toHaveLength(3);
  });

  it("leaves a doubt while it is away, until something is heard", () => {
    network.tell("offline");
    expect(connection.state).toEqual({ name: "online", doubtful: "offline" });
    socket(0).receive({ type: "idle" });
    expect(connection.state).toEqual({ name: "online" });
    expect(sockets).toHaveLength(1);
  });

  it("does not cost a link that lives when nobody new is taken", async () => {
    network.tell("changed");
    await failNew(1, 3);
    await pass(60_000);
    expect(sockets).toHaveLength(4);
    expect(connection.send({ type: "cancel" })).toBe(true);
    expect(connection.state.name).toBe("online");
  });

  it("is not asked for a page that is looked at again soon", async () => {
    await pass(14_000);
    network.tell("visible");
    expect(sockets).toHaveLength(1);
    await pass(2_000);
    network.tell("visible");
    expect(sockets).toHaveLength(2);
  });

  it("is listened to as long as the connection is wanted", () => {
    expect(network.listeners).toBe(1);
    connection.close();
    expect(network.listeners).toBe(0);
    expect(socket(0).closedWith).toBe(1000);
  });
});

describe("a silent link", () => {
  it("is doubted when it owes an answer, and kept when the next one proves it slow", async () => {
    connection.send({ type: "find", mode: "text" });
    await pass(7_999);
    expect(sockets).toHaveLength(1);
    await pass(1);
    expect(connection.state).toEqual({ name: "online", doubtful: "silence" });
    socket(0).receive({ type: "waiting", since: 0, estimate: null, widening: null });
    expect(connection.state).toEqual({ name: "online" });
    await failNew(1, 3);
    await pass(60_000);
    expect(connection.state.name).toBe("online");
    expect(sockets).toHaveLength(4);
  });

  it("is given up when nothing is heard of it and the tries fail", async () => {
    connection.send({ type: "find", mode: "text" });
    await pass(8_000);
    await failNew(1, 3);
    expect(connection.state.name).toBe("reconnecting");
    expect(socket(0).closedWith).toBe(3001);
  });

  it("owes nothing for frames that nobody answers", async () => {
    connection.send({ type: "typing", room: "r", active: true });
    await pass(300_000);
    expect(sockets).toHaveLength(1);
  });

  it("is looked into after a long quiet, but only when something is waited for", async () => {
    await pass(120_000);
    expect(sockets).toHaveLength(1);
    connection.attend(true);
    await pass(0);
    expect(sockets).toHaveLength(2);
    await online(1);
    await pass(89_999);
    expect(sockets).toHaveLength(2);
    await pass(1);
    expect(sockets).toHaveLength(3);
  });

  it("is doubted less and less while the doubts are wrong", async () => {
    for (const [index, wait] of [8_000, 16_000, 32_000].entries()) {
      connection.send({ type: "chat", room: "r", id: `${index}`, text: "anyone?" });
      await pass(wait - 1);
      expect(sockets).toHaveLength(index + 1);
      await pass(1);
      await online(index + 1);
    }
    connection.send({ type: "chat", room: "r", id: "4", text: "anyone?" });
    socket(3).receive({ type: "ack", room: "r", id: "4" });
    connection.send({ type: "chat", room: "r", id: "5", text: "hello" });
    await pass(8_000);
    expect(sockets).toHaveLength(5);
  });

  it("is looked into at once when the machine has slept", async () => {
    connection.attend(true);
    vi.setSystemTime(Date.now() + 3_600_000 / 2);
    await pass(45_000);
    expect(sockets).toHaveLength(2);
    expect(connection.state).toEqual({ name: "online" });
  });

  it("is not replaced by somebody else's session when its token has run out", async () => {
    network.tell("changed");
    await pass(0);
    socket(1).open();
    socket(1).drop(4500);
    await pass(60_000);
    network.tell("changed");
    await pass(0);
    expect([sockets.length, sessions]).toEqual([2, 1]);
    expect(connection.state.name).toBe("online");
  });
});
