import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame } from "../protocol/server-frames.js";
import { matched, room, welcome } from "../testing/frames.js";
import { Chat } from "./chat.js";
import { Encounters } from "./encounters.js";

let sent: ClientFrame[];
let online: boolean;
let changes: number;
let encounters: Encounters;

const error = (ref: string, code: ErrorFrame["code"]): ErrorFrame => ({ type: "error", code, message: "No.", ref });

function meetAndPart(id = "room-1"): void {
  encounters.begin(room({ room: id }));
  encounters.end();
}

beforeEach(() => {
  sent = [];
  online = true;
  changes = 0;
  encounters = new Encounters(
    (frame) => online && sent.push(frame) > 0,
    () => {
      changes += 1;
    },
  );
});

describe("a report", () => {
  it("is received when the server gives its receipt", () => {
    encounters.begin(room());
    encounters.report("room-1", { reason: "spam", note: "" });
    expect(sent).toEqual([{ type: "report", room: "room-1", reason: "spam" }]);
    expect(encounters.current).toMatchObject({ report: "asked" });
    encounters.handleReported({ type: "reported", report: "r-1" });
    expect(encounters.current).toMatchObject({ report: "done", receipt: "r-1" });
    expect(changes).toBe(2);
  });

  it("keeps its receipt when the chat has ended meanwhile, and learns its outcome", () => {
    encounters.begin(room());
    encounters.report("room-1", { reason: "other", note: "rude", snapshot: "data:image/jpeg;base64,AA" });
    expect(sent[0]).toMatchObject({ note: "rude", snapshot: "data:image/jpeg;base64,AA" });
    encounters.end();
    encounters.handleReported({ type: "reported", report: "r-1" });
    encounters.handleOutcome({ type: "outcome", report: "r-0", outcome: "dismissed" });
    encounters.handleOutcome({ type: "outcome", report: "r-1", outcome: "actioned" });
    expect(encounters.last).toMatchObject({ receipt: "r-1", outcome: "actioned" });
  });

  it("is sent again after a lost connection, until its receipt is here", () => {
    encounters.begin(room());
    encounters.report("room-1", { reason: "spam" });
    encounters.handleWelcome();
    expect(sent).toHaveLength(2);
    encounters.handleReported({ type: "reported", report: "r-1" });
    encounters.handleWelcome();
    expect(sent).toHaveLength(2);
  });

  it("of an earlier visit has an outcome too, which is told once and until the next chat", () => {
    encounters.handleOutcome({ type: "outcome", report: "r-7", outcome: "actioned" });
    encounters.handleOutcome({ type: "outcome", report: "r-8", outcome: "actioned" });
    encounters.handleOutcome({ type: "outcome", report: "r-9", outcome: "dismissed" });
    expect(encounters.older).toEqual(["actioned", "dismissed"]);
    encounters.begin(room());
    expect(encounters.older).toEqual([]);
  });

  it.each([
    ["refused", "refused"],
    ["rate-limited", "later"],
    ["stale-room", "too-late"],
  ] as const)("that the server answers with %s is %s", (code, step) => {
    meetAndPart();
    encounters.report("room-1", { reason: "spam" });
    expect(encounters.handleError(error("report", code))).toBe(true);
    expect(encounters.last?.report).toBe(step);
  });

  it("that could not be sent says so", () => {
    encounters.begin(room());
    online = false;
    encounters.report("room-1", { reason: "spam" });
    expect(encounters.current?.report).toBe("later");
  });
});

describe("a partner of the past", () => {
  it("can be rated, blocked and asked for again", () => {
    meetAndPart();
    encounters.rate("room-1", 4);
    encounters.block("room-1");
    encounters.rewind("room-1");
    expect(sent.map(({ type }) => type)).toEqual(["rate", "block", "rewind"]);
    expect(encounters.last).toMatchObject({ stars: 4, rating: "done", block: "done", rewind: "asked" });
  });

  it("is forgotten when the next one is past too", () => {
    meetAndPart("room-1");
    meetAndPart("room-2");
    encounters.block("room-1");
    expect(encounters.last).toMatchObject({ room: { room: "room-2" }, block: "none" });
  });

  it("leaves errors about other things alone", () => {
    meetAndPart();
    expect(encounters.handleError(error("find", "unavailable"))).toBe(false);
    expect(encounters.handleError({ type: "error", code: "bad-frame", message: "No." })).toBe(false);
  });
});

describe("a rewind", () => {
  const rewound = { ...matched({ room: "room-9" }), type: "rewound" } as const;
  let chat: Chat;

  beforeEach(() => {
    vi.useFakeTimers();
    chat = new Chat((frame) => sent.push(frame) > 0);
    chat.find({ mode: "text", interests: [], languages: [] });
    chat.handleFrame(matched({ room: "room-1" }));
    chat.handleFrame({ type: "left", room: "room-1", reason: "next" });
    sent.length = 0;
    return () => vi.useRealTimers();
  });

  it("leads from the end of a chat into the new room", () => {
    chat.encounters.rewind("room-1");
    chat.handleFrame(rewound);
    expect(sent).toEqual([{ type: "rewind", room: "room-1" }]);
    expect(chat.state).toMatchObject({ name: "chatting", room: { room: "room-9" } });
    expect(chat.encounters.awaitsRewind).toBe(false);
  });

  it("brings back what was said, also past somebody else", () => {
    chat.leave();
    chat.find({ mode: "text", interests: [], languages: [] });
    chat.handleFrame(matched({ room: "room-5" }));
    chat.handleFrame({ type: "chat", room: "room-5", id: "1", text: "before" });
    chat.handleFrame({ type: "left", room: "room-5", reason: "next" });
    expect(chat.encounters.last?.left).toBe(true);
    chat.encounters.rewind("room-5");
    chat.next();
    chat.handleFrame(matched({ room: "room-6" }));
    chat.handleFrame({ type: "chat", room: "room-6", id: "2", text: "between" });
    const said: (readonly string[])[] = [];
    chat.on("messages", (messages) => said.push(messages.map(({ text }) => text)));
    chat.handleFrame(rewound);
    expect(said.at(-1)).toEqual(["before"]);
    expect(chat.encounters.current).toMatchObject({ again: true });
    chat.handleFrame({ type: "chat", room: "room-9", id: "3", text: "after" });
    expect(said.at(-1)).toEqual(["before", "after"]);
  });

  it("leads out of a chat with somebody else", () => {
    const closed: string[] = [];
    chat.on("closed", ({ room: id }) => closed.push(id));
    chat.encounters.rewind("room-1");
    chat.next();
    chat.handleFrame(matched({ room: "room-2" }));
    chat.handleFrame(rewound);
    expect(closed).toEqual(["room-2"]);
    expect(chat.state).toMatchObject({ name: "chatting", room: { room: "room-9" } });
  });

  it("is still wanted when the server has ended the chat with somebody else", () => {
    chat.encounters.rewind("room-1");
    chat.next();
    chat.handleFrame(matched({ room: "room-2" }));
    chat.handleFrame({ type: "left", room: "room-2", reason: "next" });
    chat.handleFrame(rewound);
    expect(chat.state).toMatchObject({ name: "chatting", room: { room: "room-9" } });
  });

  it("is declined once the visitor has left", () => {
    chat.encounters.rewind("room-1");
    chat.leave();
    chat.handleFrame(rewound);
    expect(chat.state.name).toBe("idle");
    expect(sent.at(-1)).toEqual({ type: "leave", room: "room-9" });
  });

  it("survives a lost connection as a wish", () => {
    chat.encounters.rewind("room-1");
    chat.handleWelcome(welcome());
    expect(chat.encounters.awaitsRewind).toBe(true);
  });
});
