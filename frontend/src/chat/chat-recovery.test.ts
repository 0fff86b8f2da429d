import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../protocol/client-frames.js";
import { ChatStage, criteria, find, refusal, waiting } from "../testing/chat-stage.js";
import { matched, room, welcome } from "../testing/frames.js";
import type { Chat } from "./chat.js";

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

describe("a refusal", () => {
  const leave = { type: "leave", room: "room-1" };

  it("of leaving is made good, so that no ghost stays in the room", () => {
    stage.meet();
    chat.leave();
    chat.handleFrame(refusal("leave", "rate-limited", 400));
    vi.advanceTimersByTime(400);
    expect(sent).toEqual([leave, leave]);
    chat.handleFrame({ type: "idle" });
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(2);
  });

  it("of leaving is made good before the next search", () => {
    stage.meet();
    chat.leave();
    chat.handleFrame(refusal("leave", "rate-limited", 400));
    chat.find(criteria);
    expect(sent).toEqual([leave]);
    vi.advanceTimersByTime(400);
    expect(sent).toEqual([leave, leave, find]);
  });

  it("of leaving is made good also behind a search that was sent already", () => {
    stage.meet();
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
    stage.meet();
    chat.handleFrame({ type: "chat", room: "room-1", id: "1", text: "hi" });
    chat.shown("1");
    chat.handleFrame(refusal("ack", "rate-limited", 400));
    vi.advanceTimersByTime(400);
    const ack = { type: "ack", room: "room-1", id: "1" };
    expect(sent).toEqual([ack, ack]);
  });

  it("of a message holds the later ones back, so that their order stays", () => {
    stage.meet();
    chat.say("one");
    const [first] = sent;
    chat.handleFrame(refusal(first?.type === "chat" ? first.id : "", "rate-limited", 400));
    chat.say("two");
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(400);
    expect(sent.map((frame) => (frame.type === "chat" ? frame.text : ""))).toEqual(["one", "one", "two"]);
  });

  it("of a report is not the end of it", () => {
    stage.meet();
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
    stage.meet();
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
    stage.meet();
    vi.advanceTimersByTime(2_000);
    chat.handleFrame(refusal(ref, "stale-room"));
    vi.advanceTimersByTime(2_000);
    expect(doubts).toBe(1);
    chat.handleWelcome(welcome());
    expect(chat.state).toMatchObject({ name: "ended", reason: "gone" });
  });

  it("is old news when it is about the room before, or `left` follows", () => {
    stage.meet();
    chat.handleFrame(refusal("typing", "stale-room"));
    vi.advanceTimersByTime(3_000);
    chat.handleFrame(refusal("typing", "stale-room"));
    chat.handleFrame({ type: "left", room: "room-1", reason: "next" });
    vi.advanceTimersByTime(60_000);
    expect(doubts).toBe(0);
  });

  it("is looked into less and less often", () => {
    stage.meet();
    vi.advanceTimersByTime(2_000);
    for (let minute = 0; minute < 60; minute += 1) {
      chat.handleFrame(refusal("ack", "stale-room"));
      vi.advanceTimersByTime(60_000);
    }
    expect(doubts).toBeLessThan(40);
  });

  it("tells a visitor who believes to have left that the chat goes on", () => {
    stage.meet();
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
    stage.online = false;
    chat.find(criteria);
    stage.online = true;
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
    stage.meet();
    chat.handleWelcome(welcome({ state: "chatting", room: room() }));
    expect(chat.state.name).toBe("chatting");
    expect(reachable).toEqual(["room-1"]);
  });

  it("ends the chat that did not outlast the absence", () => {
    stage.meet();
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
    stage.meet();
    stage.online = false;
    act();
    stage.online = true;
    chat.handleWelcome(welcome({ state: "chatting", room: room() }));
    expect(sent).toEqual([frame]);
  });

  it("makes good a `cancel` that was lost with the connection", () => {
    chat.find(criteria);
    stage.online = false;
    chat.cancel();
    stage.online = true;
    chat.handleWelcome(welcome({ state: "waiting" }));
    expect(sent).toEqual([find, { type: "cancel" }]);
  });
});
