import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../protocol/client-frames.js";
import { room } from "../testing/frames.js";
import { Conversation } from "./conversation.js";
import type { Message } from "./message-log.js";

let sent: ClientFrame[];
let reachable: boolean;
let messages: readonly Message[];
let typing: boolean[];
let conversation: Conversation;

const say = (text: string): string => conversation.say(text, 2_000);
const marks = (): string[] => messages.map((message) => (message.from === "me" ? message.mark : "theirs"));
const chatsSent = (): string[] => sent.flatMap((frame) => (frame.type === "chat" ? [frame.id] : []));
const typingSent = (): boolean[] => sent.flatMap((frame) => (frame.type === "typing" ? [frame.active] : []));

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  reachable = true;
  messages = [];
  typing = [];
  let id = 0;
  conversation = new Conversation(
    room(),
    (frame) => reachable && sent.push(frame) > 0,
    {
      messagesChanged: (now) => {
        messages = now;
      },
      typingChanged: (active) => typing.push(active),
    },
    () => `m${++id}`,
  );
});

afterEach(() => {
  vi.useRealTimers();
});

it("shows nothing of a partner's text that shows nothing, and acks it", () => {
  for (const text of ["\u200b", "\u2800\u3164", "\u00ad \u2060\n"]) {
    conversation.handleChat({ type: "chat", room: "room-1", id: text, text });
    conversation.handleChat({ type: "chat", room: "room-1", id: text, text });
    expect(sent.splice(0)).toEqual(Array(2).fill({ type: "ack", room: "room-1", id: text }));
  }
  expect(messages).toEqual([]);
});

describe("an own message", () => {
  it("is sent trimmed, and delivered at its ack", () => {
    expect(say("  hello \n")).toBe("said");
    expect(sent).toEqual([{ type: "chat", room: "room-1", id: "m1", text: "hello" }]);
    expect(marks()).toEqual(["sent"]);
    conversation.handleAck({ type: "ack", room: "room-1", id: "m1" });
    expect(marks()).toEqual(["delivered"]);
  });

  it.each([
    ["", "empty"],
    [" \n ", "empty"],
    ["\u200b\u2800\u3164\u00ad\u2060", "empty"],
    ["x".repeat(2_001), "too-long"],
  ])("is not made of %j", (text, answer) => {
    expect(say(text)).toBe(answer);
    expect(sent).toEqual([]);
    expect(messages).toEqual([]);
  });

  it("may have exactly as many characters as the limit", () => {
    expect(say("x".repeat(2_000))).toBe("said");
  });

  it("waits while the connection is down and goes out in order when it is back", () => {
    say("one");
    reachable = false;
    say("two");
    say("three");
    expect(marks()).toEqual(["sent", "sending", "sending"]);
    reachable = true;
    conversation.handleAck({ type: "ack", room: "room-1", id: "m1" });
    conversation.handleReachable();
    expect(chatsSent()).toEqual(["m1", "m2", "m3"]);
    expect(marks()).toEqual(["delivered", "sent", "sent"]);
  });

  it("is sent again with the same id when the partner is back and had not acked", () => {
    say("one");
    conversation.handlePartnerAway();
    say("two");
    expect(chatsSent()).toEqual(["m1"]);
    conversation.handleReachable();
    expect(chatsSent()).toEqual(["m1", "m1", "m2"]);
  });

  it.each(["partner-away", "rate-limited", "unavailable"] as const)("is tried again after %s", (code) => {
    say("one");
    conversation.handleError({ type: "error", code, message: "No.", ref: "m1", retryAfter: 2_000 });
    expect(marks()).toEqual(["sending"]);
    vi.advanceTimersByTime(2_000);
    expect(chatsSent()).toEqual(["m1", "m1"]);
    expect(marks()).toEqual(["sent"]);
  });

  it.each(["too-long", "stale-room", "refused"] as const)("has failed after %s", (code) => {
    say("one");
    expect(conversation.handleError({ type: "error", code, message: "No.", ref: "m1" })).toBe(true);
    expect(marks()).toEqual(["failed"]);
    conversation.handleReachable();
    expect(chatsSent()).toEqual(["m1"]);
  });

  it("has failed when the room ends before its ack", () => {
    say("one");
    say("two");
    conversation.handleAck({ type: "ack", room: "room-1", id: "m1" });
    conversation.end();
    expect(marks()).toEqual(["delivered", "failed"]);
    expect(say("three")).toBe("no-partner");
  });
});

describe("a message of the partner", () => {
  const hello = { type: "chat", room: "room-1", id: "p1", text: "hi" } as const;

  it("is acked when it is shown, not when it comes", () => {
    conversation.handleChat(hello);
    expect(sent).toEqual([]);
    conversation.shown("p1");
    conversation.shown("p1");
    expect(sent).toEqual([{ type: "ack", room: "room-1", id: "p1" }]);
  });

  it("is shown once and acked again when it comes twice", () => {
    conversation.handleChat(hello);
    conversation.shown("p1");
    conversation.handleChat(hello);
    expect(messages).toHaveLength(1);
    expect(sent.filter(({ type }) => type === "ack")).toHaveLength(2);
  });

  it("may bear the id of an own message", () => {
    say("mine");
    conversation.handleChat({ ...hello, id: "m1" });
    expect(marks()).toEqual(["sent", "theirs"]);
  });

  it("is not acked twice before it was shown", () => {
    conversation.handleChat(hello);
    conversation.handleChat(hello);
    expect(sent).toEqual([]);
  });
});

describe("own typing", () => {
  it("is told again also when the device's clock was set back", () => {
    conversation.draft("h");
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(3_000);
    conversation.draft("he");
    expect(typingSent()).toEqual([true, true]);
  });

  it("is told at most every three seconds, and once when it stops", () => {
    for (let stroke = 0; stroke < 20; stroke += 1) {
      conversation.draft("h".repeat(stroke + 1));
      vi.advanceTimersByTime(200);
    }
    expect(typingSent()).toEqual([true, true]);
    vi.advanceTimersByTime(4_000);
    expect(typingSent()).toEqual([true, true, false]);
    vi.advanceTimersByTime(60_000);
    expect(typingSent()).toHaveLength(3);
  });

  it("ends with an emptied draft, and with the message itself at no cost", () => {
    conversation.draft("h");
    conversation.draft("");
    expect(typingSent()).toEqual([true, false]);
    conversation.draft("h");
    say("h");
    vi.advanceTimersByTime(60_000);
    expect(typingSent()).toEqual([true, false, true]);
  });
});

describe("the partner's typing", () => {
  it("fades when its end was lost, and ends with the message", () => {
    conversation.handleTyping({ type: "typing", room: "room-1", active: true });
    vi.advanceTimersByTime(7_000);
    conversation.handleTyping({ type: "typing", room: "room-1", active: true });
    conversation.handleChat({ type: "chat", room: "room-1", id: "p1", text: "hi" });
    expect(typing).toEqual([true, false, true, false]);
  });
});
