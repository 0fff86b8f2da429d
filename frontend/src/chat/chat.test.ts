import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../protocol/client-frames.js";
import { ChatStage, criteria, find, refusal, waiting } from "../testing/chat-stage.js";
import { matched, room } from "../testing/frames.js";
import { monotonic } from "../time/clock.js";
import type { Chat } from "./chat.js";
import type { SearchRefusal } from "./chat-state.js";

let stage: ChatStage;
let chat: Chat;
let sent: ClientFrame[];

beforeEach(() => {
  vi.useFakeTimers();
  stage = new ChatStage();
  ({ chat, sent } = stage);
});

afterEach(() => {
  vi.useRealTimers();
});

describe("searching", () => {
  it("shows what the server knows of the wait", () => {
    chat.find(criteria);
    expect(chat.state).toMatchObject({ name: "waiting", estimate: null });
    chat.handleFrame(waiting);
    expect(chat.state).toMatchObject({ name: "waiting", since: 0, estimate: 4_000 });
    expect(sent).toEqual([find]);
  });

  it("ends at a match", () => {
    const opened: string[] = [];
    chat.on("opened", ({ room: id }) => opened.push(id));
    chat.find(criteria);
    chat.handleFrame(matched({ interests: ["tea"] }));
    expect(chat.state).toEqual({ name: "chatting", room: room({ interests: ["tea"] }) });
    expect(opened).toEqual(["room-1"]);
  });

  it("leaves a room at once whose match has crossed a cancel", () => {
    chat.find(criteria);
    chat.cancel();
    chat.handleFrame(matched());
    chat.handleFrame(refusal("cancel", "wrong-state"));
    chat.handleFrame({ type: "left", room: "room-1", reason: "left" });
    expect(sent).toEqual([find, { type: "cancel" }, { type: "leave", room: "room-1" }]);
    expect(chat.state.name).toBe("idle");
  });

  it("does not take a late `idle` or `waiting` for news", () => {
    chat.find(criteria);
    chat.cancel();
    chat.handleFrame(waiting);
    expect(chat.state.name).toBe("idle");
    chat.find(criteria);
    chat.handleFrame({ type: "idle" });
    expect(chat.state.name).toBe("waiting");
  });

  it("leaves a match for criteria that were changed meanwhile, and searches on", () => {
    chat.find({ ...criteria, mode: "video" });
    chat.find(criteria);
    chat.handleFrame(matched({ mode: "video" }));
    expect(sent.slice(2)).toEqual([{ type: "leave", room: "room-1" }, find]);
    expect(chat.state.name).toBe("waiting");
  });

  it.each(["rate-limited", "unavailable"] as const)("holds and tries again when it is %s", (code) => {
    chat.find(criteria);
    chat.handleFrame(refusal("find", code, 8_000));
    expect(chat.state).toMatchObject({ delay: { cause: code, retryAt: monotonic() + 8_000 } });
    vi.advanceTimersByTime(8_000);
    expect(sent).toEqual([find, find]);
    chat.handleFrame(waiting);
    expect(chat.state).not.toHaveProperty("delay");
  });

  it.each([-13, 13])("counts down from its own clock when the server's is %d h away", (hours) => {
    const since = Date.now() + hours * 3_600_000;
    chat.find(criteria);
    chat.handleFrame({ ...waiting, since, widening: { drops: "interests", at: since + 5_000 } });
    expect(chat.state).toMatchObject({ since: 0, widening: { drops: "interests", at: 5_000 } });
    vi.advanceTimersByTime(5_000);
    chat.handleFrame({ ...waiting, since, widening: { drops: "recent", at: since + 30_000 } });
    expect(chat.state).toMatchObject({ since: 0, widening: { drops: "recent", at: 30_000 } });
    chat.handleFrame(matched());
    chat.handleFrame({ type: "partner-away", room: "room-1", until: since + 20_000 });
    expect(chat.state).toMatchObject({ awayUntil: 25_000 });
  });

  it("does not try again after a cancel", () => {
    chat.find(criteria);
    chat.handleFrame(refusal("find", "rate-limited", 8_000));
    chat.cancel();
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([find, { type: "cancel" }]);
  });

  it("says why the server will not search", () => {
    const refusals: SearchRefusal[] = [];
    chat.on("refused", (refused) => refusals.push(refused));
    chat.find(criteria);
    chat.handleFrame(refusal("find", "refused"));
    expect(chat.state.name).toBe("idle");
    expect(refusals).toEqual([{ message: "No." }]);
  });

  it("says until when only text is open, also when it has waited already", () => {
    const refusals: SearchRefusal[] = [];
    chat.on("refused", (refused) => refusals.push(refused));
    chat.find(criteria);
    chat.handleFrame(waiting);
    chat.handleFrame({ ...refusal("find", "refused"), cause: "text-only", until: 7_000 });
    chat.handleFrame({ type: "idle" });
    expect(chat.state.name).toBe("idle");
    expect(refusals).toEqual([{ message: "No.", textOnlyUntil: 7_000 }]);
  });

  it("holds as a newcomer, and tries again", () => {
    chat.find(criteria);
    chat.handleFrame({ ...refusal("find", "rate-limited", 20_000), cause: "new-device", until: 90_000 });
    expect(chat.state).toMatchObject({ name: "waiting", delay: { cause: "new-device" } });
    sent.length = 0;
    vi.advanceTimersByTime(20_000);
    expect(sent).toMatchObject([{ type: "find" }]);
  });
});

describe("going on", () => {
  it("waits again at `next` and ignores what still comes from the old room", () => {
    stage.meet();
    chat.next();
    chat.handleFrame({ type: "chat", room: "room-1", id: "1", text: "wait!" });
    chat.handleFrame({ type: "left", room: "room-1", reason: "next" });
    chat.handleFrame(waiting);
    expect(sent).toEqual([{ type: "next", room: "room-1" }]);
    expect(chat.state).toMatchObject({ name: "waiting", since: 1_000, estimate: 4_000 });
    expect(chat.say("hello?")).toBe("no-partner");
  });

  it("takes the second click of a double click for what it is", () => {
    stage.meet();
    chat.next();
    chat.next();
    chat.handleFrame(matched({ room: "room-2" }));
    chat.next();
    expect(sent).toEqual([{ type: "next", room: "room-1" }]);
    expect(chat.state).toMatchObject({ name: "chatting", room: { room: "room-2" } });
    vi.advanceTimersByTime(500);
    chat.next();
    expect(sent.at(-1)).toEqual({ type: "next", room: "room-2" });
  });

  it("goes on also when the device's clock was set back in the chat", () => {
    stage.meet();
    vi.setSystemTime(Date.now() - 13 * 3_600_000);
    chat.next();
    expect(sent).toEqual([{ type: "next", room: "room-1" }]);
  });

  it("goes on at once when that is meant", () => {
    chat.find(criteria);
    chat.handleFrame(matched());
    chat.next();
    expect(chat.state.name).toBe("chatting");
    chat.next(true);
    expect(sent.at(-1)).toEqual({ type: "next", room: "room-1" });
  });

  it("says why the other is gone, and finds anew from there", () => {
    stage.meet();
    chat.handleFrame({ type: "left", room: "room-0", reason: "left" });
    expect(chat.state.name).toBe("chatting");
    chat.handleFrame({ type: "left", room: "room-1", reason: "gone" });
    expect(chat.state).toMatchObject({ name: "ended", reason: "gone" });
    chat.next();
    expect(sent).toEqual([find]);
  });

  it("lets the partner go when the server will not have so many nexts", () => {
    stage.meet();
    chat.next();
    chat.handleFrame(refusal("next", "rate-limited", 3_000));
    expect(sent.at(-1)).toEqual({ type: "leave", room: "room-1" });
    vi.advanceTimersByTime(3_000);
    expect(sent.at(-1)).toEqual(find);
  });

  it("is idle after leaving", () => {
    stage.meet();
    chat.leave();
    expect(sent).toEqual([{ type: "leave", room: "room-1" }]);
    expect(chat.state.name).toBe("idle");
  });
});

describe("a partner who is away", () => {
  it("is shown until it is back", () => {
    stage.meet();
    chat.handleFrame({ type: "partner-away", room: "room-1", until: 99 });
    expect(chat.state).toMatchObject({ name: "chatting", awayUntil: monotonic() + 20_000 });
    chat.handleFrame({ type: "partner-back", room: "room-1" });
    expect(chat.state).not.toHaveProperty("awayUntil");
  });

  it("gets the call signals when it is back, in their order", () => {
    stage.meet();
    chat.handleFrame({ type: "partner-away", room: "room-1", until: 99 });
    chat.signal({ type: "offer", room: "room-1", sdp: "v=0" });
    chat.signal({ type: "candidate", room: "room-1", candidate: null });
    expect(sent).toEqual([]);
    chat.handleFrame({ type: "partner-back", room: "room-1" });
    expect(sent.map(({ type }) => type)).toEqual(["offer", "candidate"]);
  });

  it("gets no signal of another room", () => {
    const signals: string[] = [];
    chat.on("signal", ({ type }) => signals.push(type));
    stage.meet();
    chat.signal({ type: "offer", room: "room-0", sdp: "v=0" });
    chat.handleFrame({ type: "offer", room: "room-0", sdp: "v=0" });
    chat.handleFrame({ type: "answer", room: "room-1", sdp: "v=0" });
    expect(sent).toEqual([]);
    expect(signals).toEqual(["answer"]);
  });
});
