import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame } from "../protocol/server-frames.js";
import { Outbox } from "./outbox.js";

let sent: ClientFrame[];
let online: boolean;
let outbox: Outbox;

const room = "room-1";
const find: ClientFrame = { type: "find", mode: "text" };
const ack = (id: string): ClientFrame => ({ type: "ack", room, id });
const candidate = (name: string): ClientFrame => ({ type: "candidate", room, candidate: { candidate: name } });
const offer = (sdp: string): ClientFrame => ({ type: "offer", room, sdp });

function refuse(ref: string, retryAfter = 300, code: ErrorFrame["code"] = "rate-limited"): boolean {
  return outbox.handleError({ type: "error", code, message: "No.", ref, retryAfter });
}

function say(...frames: ClientFrame[]): void {
  for (const frame of frames) expect(outbox.send(frame)).toBe(true);
  sent.length = 0;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  sent = [];
  online = true;
  outbox = new Outbox((frame) => online && sent.push(frame) > 0);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("Outbox", () => {
  const kinds: ClientFrame[] = [
    { type: "leave", room },
    { type: "cancel" },
    offer("v=0"),
    { type: "answer", room, sdp: "v=0" },
    candidate("a"),
    ack("1"),
    { type: "typing", room, active: true },
    { type: "reveal", room },
    { type: "report", room, reason: "spam" },
    { type: "block", room },
    { type: "rate", room, stars: 5 },
    { type: "rewind", room },
  ];

  it.each(kinds.flatMap((frame) => [[frame, "rate-limited"] as const, [frame, "unavailable"] as const]))(
    "sends $type again when it was $1, after the pause that was asked for",
    (frame, code) => {
      say(frame);
      expect(refuse(frame.type, 300, code)).toBe(true);
      vi.advanceTimersByTime(299);
      expect(sent).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(sent).toEqual([frame]);
    },
  );

  it.each(["find", "next", "quality", "an-id"])("leaves %s to others", (ref) => {
    say(find);
    expect(refuse(ref)).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([]);
  });

  it("sends all again that may be meant, once and in order, and what came later behind them", () => {
    say(ack("1"), ack("2"), ack("3"));
    refuse("ack");
    refuse("ack");
    outbox.send(ack("4"));
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(sent).toEqual(["1", "2", "3", "4"].map(ack));
  });

  it("begins with the newest description and sends the candidates after it", () => {
    say(offer("1"), candidate("a"), offer("2"), candidate("b"));
    refuse("offer");
    outbox.send(candidate("c"));
    vi.advanceTimersByTime(300);
    expect(sent).toEqual([offer("2"), candidate("b"), candidate("c")]);
  });

  it("keeps to half of the server's limit, so that the repetition is not refused in turn", () => {
    outbox.handleWelcome(8);
    say(...Array.from({ length: 20 }, (_, index) => ack(`${index}`)));
    refuse("ack");
    vi.advanceTimersByTime(300);
    expect(sent).toHaveLength(2);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(6);
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(20);
  });

  it("waits longer each time, and never less than it was asked to", () => {
    say({ type: "leave", room });
    for (const pause of [300, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      refuse("leave");
      vi.advanceTimersByTime(pause - 1);
      expect(sent).toHaveLength(0);
      vi.advanceTimersByTime(1);
      expect(sent).toEqual([{ type: "leave", room }]);
      sent.length = 0;
    }
  });

  it("tells the last word on typing only", () => {
    say({ type: "typing", room, active: true });
    refuse("typing");
    outbox.send({ type: "typing", room, active: false });
    vi.advanceTimersByTime(300);
    expect(sent).toEqual([{ type: "typing", room, active: false }]);
  });

  it("leaves before it searches", () => {
    say({ type: "leave", room });
    refuse("leave");
    outbox.send(find);
    outbox.send({ type: "cancel" });
    outbox.send(find);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(sent).toEqual([{ type: "leave", room }, find]);
  });

  it("does not cancel the search that came after", () => {
    say({ type: "cancel" });
    refuse("cancel");
    outbox.send(find);
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([find]);
  });

  it("forgets with the room what belongs to the room, and still leaves it", () => {
    say(offer("1"), ack("1"), { type: "reveal", room }, { type: "leave", room });
    for (const ref of ["offer", "ack", "reveal", "leave"]) refuse(ref);
    outbox.closeRoom();
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual([{ type: "leave", room }]);
  });

  it("gives up a wish that is refused again and again, or for long", () => {
    say({ type: "report", room, reason: "spam" });
    for (let tries = 0; tries < 6; tries += 1) {
      expect(refuse("report")).toBe(true);
      vi.advanceTimersByTime(15_000);
    }
    expect(refuse("report")).toBe(false);
    say({ type: "report", room, reason: "spam" });
    expect(refuse("report", 3_000_000)).toBe(false);
  });

  it("waits for a connection, and blocks again what may have been lost with one", () => {
    say({ type: "rate", room, stars: 4 }, { type: "block", room });
    refuse("rate");
    online = false;
    vi.advanceTimersByTime(300);
    online = true;
    outbox.handleWelcome(50);
    expect(sent).toEqual([
      { type: "block", room },
      { type: "rate", room, stars: 4 },
    ]);
  });

  it("leaves no timer behind", () => {
    say(offer("1"), { type: "leave", room }, { type: "block", room });
    for (const ref of ["offer", "leave", "block"]) refuse(ref);
    outbox.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
