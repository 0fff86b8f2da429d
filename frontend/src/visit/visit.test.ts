import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { matched } from "../testing/frames.js";
import { text, VisitStage, video } from "../testing/visit-stage.js";

let stage: VisitStage;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new VisitStage();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("Visit", () => {
  it("connects and searches in text without asking for devices", async () => {
    await stage.visit.start(text);
    await stage.welcome();
    expect(stage.sent).toEqual(["hello", "find"]);
  });

  it("asks for the camera before it searches", async () => {
    const started = stage.visit.start(video);
    expect(stage.visit.askingForMedia).toBe(true);
    expect(stage.socket).toBeUndefined();
    stage.grant();
    await started;
    await stage.welcome();
    expect(stage.visit.askingForMedia).toBe(false);
    expect(stage.sent).toEqual(["hello", "find"]);
  });

  it("turns the camera off again when it was granted after the visitor had given up", async () => {
    const started = stage.visit.start(video);
    stage.visit.cancel();
    stage.grant();
    await started;
    expect(stage.stream.stopped).toEqual(["audio", "video"]);
    expect(stage.visit.chat.name).toBe("idle");
  });

  it("keeps what was said until the next match", async () => {
    await stage.visit.start(text);
    await stage.welcome();
    stage.receive(matched());
    stage.visit.say("hello");
    stage.receive({ type: "left", room: "room-1", reason: "left" });
    expect(stage.visit.messages).toHaveLength(1);
    stage.visit.next();
    stage.receive(matched({ room: "room-2" }));
    expect(stage.visit.messages).toEqual([]);
  });

  it("ends everything when it is banned", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    stage.receive({ type: "banned", reason: "spam", until: null, appeal: "a" });
    stage.socket?.drop(4502);
    expect(stage.visit.connection.name).toBe("closed");
    expect(stage.visit.chat.name).toBe("idle");
    expect(stage.peers[0]?.signalingState).toBe("closed");
    expect(stage.stream.stopped).toEqual(["audio", "video"]);
  });

  it("writes down what happened, and nothing of what was said", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    stage.visit.say("a secret");
    stage.socket?.drop(4005);
    const { log } = stage.visit.diagnostics();
    const lines = log.map(({ about, what }) => `${about} ${what}`);
    expect(lines).toEqual(
      expect.arrayContaining(["connection online", "chat chatting", "connection socket closed with 4005"]),
    );
    expect(JSON.stringify(stage.visit.diagnostics())).not.toContain("secret");
  });

  it("does not leave when the page goes, since it may be loaded anew", async () => {
    await stage.visit.start(text);
    await stage.welcome();
    stage.receive(matched());
    for (const signal of ["hidden", "visible", "kept", "restored", "gone"] as const) stage.network.tell(signal);
    expect(stage.sent).not.toContain("leave");
    expect(stage.socket?.closedWith).toBeUndefined();
  });

  it("notices a dead link while it waits, without having said anything", async () => {
    await stage.visit.start(text);
    await stage.welcome();
    stage.receive({ type: "waiting", since: 0, estimate: null, widening: null });
    const first = stage.socket;
    await vi.advanceTimersByTimeAsync(45_000);
    expect(stage.socket).not.toBe(first);
  });

  it("leaves the room when it is stopped", async () => {
    await stage.visit.start(text);
    await stage.welcome();
    stage.receive(matched());
    stage.visit.stop();
    expect(stage.network.listeners).toBe(0);
    expect(stage.sent.at(-1)).toBe("leave");
    expect(stage.socket?.closedWith).toBe(1000);
  });
});
