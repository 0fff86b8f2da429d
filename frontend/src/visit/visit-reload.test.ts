import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { matched, room, welcome } from "../testing/frames.js";
import { text, VisitStage, video } from "../testing/visit-stage.js";
import { TabMemory } from "./tab-memory.js";

let stage: VisitStage;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new VisitStage();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a visit whose page is reloaded", () => {
  let kept: Map<string, string>;

  const memory = (): TabMemory =>
    new TabMemory("https://chat.example", { claim: async () => true, release: () => {} }, () => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }));

  /** The next page of the tab: nothing lives on but what was kept. */
  async function reload(before: TabMemory): Promise<TabMemory> {
    stage.network.tell("gone");
    const left = new Map(kept);
    before.close();
    kept = left;
    const next = memory();
    stage.open(next);
    const resumed = stage.visit.resume();
    await vi.advanceTimersByTimeAsync(0);
    if (stage.visit.chat.name !== "idle" && !stage.visit.own.fits("video")) stage.grant();
    await resumed;
    await vi.advanceTimersByTimeAsync(0);
    stage.socket?.open();
    return next;
  }

  beforeEach(() => {
    kept = new Map();
  });

  it("goes on in its room with the same ids, and shows nothing twice", async () => {
    const first = memory();
    stage.open(first);
    await stage.visit.start(text);
    await stage.welcome();
    stage.receive(matched());
    stage.visit.say("unacked");
    stage.receive({ type: "chat", room: "room-1", id: "p1", text: "hello" });
    stage.visit.shown("p1");
    const [said] = stage.visit.messages;
    const next = await reload(first);
    expect(stage.sessions).toBe(1);
    expect(stage.visit.messages.map(({ text: words }) => words)).toEqual(["unacked", "hello"]);
    stage.receive(welcome({ state: "chatting", room: room() }));
    expect(stage.socket?.sent).toContainEqual({ type: "chat", room: "room-1", id: said?.id, text: "unacked" });
    stage.receive({ type: "chat", room: "room-1", id: "p1", text: "hello" });
    expect(stage.socket?.sent.at(-1)).toEqual({ type: "ack", room: "room-1", id: "p1" });
    expect(stage.visit.messages).toHaveLength(2);
    stage.visit.leave();
    expect(JSON.stringify([...kept])).not.toContain("unacked");
    next.close();
  });

  it("makes the first offer of a new call, whichever side it is", async () => {
    const first = memory();
    stage.open(first);
    await stage.start(video);
    stage.receive(matched({ mode: "video", polite: true }));
    const next = await reload(first);
    stage.receive(welcome({ state: "chatting", room: room({ mode: "video", polite: true }) }));
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.peers).toHaveLength(2);
    expect(stage.socket?.sent.filter(({ type }) => type === "offer")).toHaveLength(1);
    stage.visit.stop();
    next.close();
  });

  it("says that the chat is over when the server has not waited", async () => {
    const first = memory();
    stage.open(first);
    await stage.visit.start(text);
    await stage.welcome();
    stage.receive(matched());
    stage.visit.say("hello?");
    const next = await reload(first);
    stage.receive(welcome());
    expect(stage.visit.chat).toMatchObject({ name: "ended", reason: "gone" });
    expect(stage.visit.messages).toMatchObject([{ text: "hello?", mark: "failed" }]);
    expect(JSON.stringify([...kept])).not.toContain("hello?");
    next.close();
  });

  it("waits on", async () => {
    const first = memory();
    stage.open(first);
    await stage.visit.start(text);
    await stage.welcome();
    const next = await reload(first);
    expect(stage.visit.chat.name).toBe("waiting");
    stage.receive(welcome());
    expect(stage.sent).toEqual(["hello", "find"]);
    next.close();
  });
});
