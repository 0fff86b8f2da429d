import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame, ServerFrame } from "../protocol/server-frames.js";
import { matched, room, welcome } from "../testing/frames.js";
import { monotonic } from "../time/clock.js";
import { Chat } from "./chat.js";
import type { Criteria } from "./criteria.js";

const criteria: Criteria = { mode: "text", interests: ["tea"], languages: [] };
const find = { type: "find", mode: "text", interests: ["tea"] };
const waiting: ServerFrame = { type: "waiting", since: 7, estimate: 4_000, widening: null };

let sent: ClientFrame[];
let online: boolean;
let chat: Chat;

const refusal = (ref: string, code: ErrorFrame["code"], retryAfter?: number): ErrorFrame => ({
  type: "error",
  code,
  message: "No.",
  ref,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** Meets somebody and lets the first moments pass, in which `next` is taken for a double click. */
function meet(id = "room-1"): void {
  if (chat.state.name !== "waiting") chat.find(criteria);
  chat.handleFrame(matched({ room: id }));
  vi.advanceTimersByTime(1_000);
  sent.length = 0;
}

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  online = true;
  chat = new Chat((frame) => online && sent.push(frame) > 0);
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
    expect(chat.state).toMatchObject({ hold: { cause: code, retryAt: monotonic() + 8_000 } });
    vi.advanceTimersByTime(8_000);
    expect(sent).toEqual([find, find]);
    chat.handleFrame(waiting);
    expect(chat.state).not.toHaveProperty("hold");
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
    const refusals: string[] = [];
    chat.on("refused", (message) => refusals.push(message));
    chat.find(criteria);
    chat.handleFrame(refusal("find", "refused"));
    expect(chat.state.name).toBe("idle");
    expect(refusals).toEqual(["No."]);
  });
});

describe("going on", () => {
  it("waits again at `next` and ignores what still comes from the old room", () => {
    meet();
    chat.next();
    chat.handleFrame({ type: "chat", room: "room-1", id: "1", text: "wait!" });
    chat.handleFrame({ type: "left", room: "room-1", reason: "next" });
    chat.handleFrame(waiting);
    expect(sent).toEqual([{ type: "next", room: "room-1" }]);
    expect(chat.state).toMatchObject({ name: "waiting", since: 1_000, estimate: 4_000 });
    expect(chat.say("hello?")).toBe("no-partner");
  });

  it("takes the second click of a double click for what it is", () => {
    meet();
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
    meet();
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
    meet();
    chat.handleFrame({ type: "left", room: "room-0", reason: "left" });
    expect(chat.state.name).toBe("chatting");
    chat.handleFrame({ type: "left", room: "room-1", reason: "gone" });
    expect(chat.state).toMatchObject({ name: "ended", reason: "gone" });
    chat.next();
    expect(sent).toEqual([find]);
  });

  it("lets the partner go when the server will not have so many nexts", () => {
    meet();
    chat.next();
    chat.handleFrame(refusal("next", "rate-limited", 3_000));
    expect(sent.at(-1)).toEqual({ type: "leave", room: "room-1" });
    vi.advanceTimersByTime(3_000);
    expect(sent.at(-1)).toEqual(find);
  });

  it("is idle after leaving", () => {
    meet();
    chat.leave();
    expect(sent).toEqual([{ type: "leave", room: "room-1" }]);
    expect(chat.state.name).toBe("idle");
  });
});

describe("a refusal", () => {
  const leave = { type: "leave", room: "room-1" };

  it("of leaving is made good, so that no ghost stays in the room", () => {
    meet();
    chat.leave();
    chat.handleFrame(refusal("leave", "rate-limited", 400));
    vi.advanceTimersByTime(400);
    expect(sent).toEqual([leave, leave]);
    chat.handleFrame({ type: "idle" });
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(2);
  });

  it("of leaving is made good before the next search", () => {
    meet();
    chat.leave();
    chat.handleFrame(refusal("leave", "rate-limited", 400));
    chat.find(criteria);
    expect(sent).toEqual([leave]);
    vi.advanceTimersByTime(400);
    expect(sent).toEqual([leave, leave, find]);
  });

  it("of leaving is made good also behind a search that was sent already", () => {
    meet();
    chat.leave();
    chat.find(criteria);
    chat.handleFrame(refusal("leave", "rate-limited", 400));
    chat.handleFrame(refusal("find", "wrong-state"));
    vi.advanceTimersByTime(400);
    expect(sent).toEqual([leave, find, leave, find]);
    chat.handleFrame({ type: "idle" });
    chat.handleFrame(waiting);
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(4);
  });

  it("of leaving a late match is made good", () => {
    chat.find(criteria);
    chat.cancel();
    chat.handleFrame(matched());
    chat.handleFrame(refusal("leave", "rate-limited", 400));
    vi.advanceTimersByTime(400);
    expect(sent.slice(2)).toEqual([leave, leave]);
  });

  it("of an ack is made good, so that what was seen does not stay `sent`", () => {
    meet();
    chat.handleFrame({ type: "chat", room: "room-1", id: "1", text: "hi" });
    chat.shown("1");
    chat.handleFrame(refusal("ack", "rate-limited", 400));
    vi.advanceTimersByTime(400);
    const ack = { type: "ack", room: "room-1", id: "1" };
    expect(sent).toEqual([ack, ack]);
  });

  it("of a message holds the later ones back, so that their order stays", () => {
    meet();
    chat.say("one");
    const [first] = sent;
    chat.handleFrame(refusal(first?.type === "chat" ? first.id : "", "rate-limited", 400));
    chat.say("two");
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(400);
    expect(sent.map((frame) => (frame.type === "chat" ? frame.text : ""))).toEqual(["one", "one", "two"]);
  });

  it("of a report is not the end of it", () => {
    meet();
    chat.encounters.report("room-1", { reason: "spam" });
    chat.handleFrame(refusal("report", "unavailable", 400));
    expect(chat.encounters.current?.report).toBe("asked");
    vi.advanceTimersByTime(400);
    expect(sent).toHaveLength(2);
    chat.handleFrame({ type: "reported", report: "r" });
    expect(chat.encounters.current?.report).toBe("done");
  });
});

describe("an answer that does not fit", () => {
  let doubts: number;

  beforeEach(() => {
    doubts = 0;
    chat.on("doubt", () => {
      doubts += 1;
    });
  });

  it("is looked into while a search is not confirmed: the old room is left once more, then the server is asked", () => {
    meet();
    chat.next();
    chat.handleFrame(refusal("next", "wrong-state"));
    chat.handleFrame(refusal("find", "wrong-state"));
    sent.length = 0;
    vi.advanceTimersByTime(2_000);
    expect(sent).toEqual([{ type: "leave", room: "room-1" }, find]);
    expect(doubts).toBe(0);
    vi.advanceTimersByTime(4_000);
    expect(doubts).toBe(1);
    chat.handleWelcome(welcome({ state: "chatting", room: room() }));
    expect(sent.at(-1)).toEqual({ type: "next", room: "room-1" });
  });

  it("is forgotten when the search is confirmed", () => {
    chat.find(criteria);
    chat.handleFrame(refusal("find", "wrong-state"));
    chat.handleFrame({ type: "idle" });
    chat.handleFrame(waiting);
    vi.advanceTimersByTime(60_000);
    expect([sent, doubts]).toEqual([[find], 0]);
  });

  it.each(["typing", "ack", "offer", "reveal"])("to %s in a room has the server asked where the visitor is", (ref) => {
    meet();
    vi.advanceTimersByTime(2_000);
    chat.handleFrame(refusal(ref, "stale-room"));
    vi.advanceTimersByTime(2_000);
    expect(doubts).toBe(1);
    chat.handleWelcome(welcome());
    expect(chat.state).toMatchObject({ name: "ended", reason: "gone" });
  });

  it("is old news when it is about the room before, or `left` follows", () => {
    meet();
    chat.handleFrame(refusal("typing", "stale-room"));
    vi.advanceTimersByTime(3_000);
    chat.handleFrame(refusal("typing", "stale-room"));
    chat.handleFrame({ type: "left", room: "room-1", reason: "next" });
    vi.advanceTimersByTime(60_000);
    expect(doubts).toBe(0);
  });

  it("is looked into less and less often", () => {
    meet();
    vi.advanceTimersByTime(2_000);
    for (let minute = 0; minute < 60; minute += 1) {
      chat.handleFrame(refusal("ack", "stale-room"));
      vi.advanceTimersByTime(60_000);
    }
    expect(doubts).toBeLessThan(40);
  });

  it("tells a visitor who believes to have left that the chat goes on", () => {
    meet();
    chat.handleFrame({ type: "left", room: "room-1", reason: "gone" });
    chat.encounters.rate("room-1", 5);
    chat.handleFrame(refusal("rate", "wrong-state"));
    vi.advanceTimersByTime(2_000);
    expect(doubts).toBe(1);
    chat.handleWelcome(welcome({ state: "chatting", room: room() }));
    expect(sent.at(-1)).toEqual({ type: "leave", room: "room-1" });
  });
});

describe("coming back", () => {
  it("searches again when the server has forgotten the search", () => {
    online = false;
    chat.find(criteria);
    online = true;
    chat.handleWelcome(welcome());
    expect(sent).toEqual([find]);
  });

  it("waits on when the server still has the search", () => {
    chat.find(criteria);
    chat.handleWelcome(welcome({ state: "waiting" }));
    expect(sent).toEqual([find]);
  });

  it("stays in the room that is still there", () => {
    const reachable: string[] = [];
    chat.on("reachable", ({ room: id }) => reachable.push(id));
    meet();
    chat.handleWelcome(welcome({ state: "chatting", room: room() }));
    expect(chat.state.name).toBe("chatting");
    expect(reachable).toEqual(["room-1"]);
  });

  it("ends the chat that did not outlast the absence", () => {
    meet();
    chat.handleWelcome(welcome());
    expect(chat.state).toMatchObject({ name: "ended", reason: "gone" });
    expect(sent).toEqual([]);
  });

  it("enters the room whose match was lost with the connection", () => {
    chat.find(criteria);
    chat.handleWelcome(welcome({ state: "chatting", room: room({ room: "room-5" }) }));
    expect(chat.state).toMatchObject({ name: "chatting", room: { room: "room-5" } });
  });

  it.each([
    ["next", () => chat.next(), { type: "next", room: "room-1" }],
    ["leave", () => chat.leave(), { type: "leave", room: "room-1" }],
  ])("makes good a `%s` that was lost with the connection", (_what, act, frame) => {
    meet();
    online = false;
    act();
    online = true;
    chat.handleWelcome(welcome({ state: "chatting", room: room() }));
    expect(sent).toEqual([frame]);
  });

  it("makes good a `cancel` that was lost with the connection", () => {
    chat.find(criteria);
    online = false;
    chat.cancel();
    online = true;
    chat.handleWelcome(welcome({ state: "waiting" }));
    expect(sent).toEqual([find, { type: "cancel" }]);
  });
});

describe("an absent partner", () => {
  it("is shown until it is back", () => {
    meet();
    chat.handleFrame({ type: "partner-away", room: "room-1", until: 99 });
    expect(chat.state).toMatchObject({ name: "chatting", awayUntil: monotonic() + 20_000 });
    chat.handleFrame({ type: "partner-back", room: "room-1" });
    expect(chat.state).not.toHaveProperty("awayUntil");
  });

  it("gets the call signals when it is back, in their order", () => {
    meet();
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
    meet();
    chat.signal({ type: "offer", room: "room-0", sdp: "v=0" });
    chat.handleFrame({ type: "offer", room: "room-0", sdp: "v=0" });
    chat.handleFrame({ type: "answer", room: "room-1", sdp: "v=0" });
    expect(sent).toEqual([]);
    expect(signals).toEqual(["answer"]);
  });
});
