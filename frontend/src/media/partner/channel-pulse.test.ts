import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChannel } from "../../testing/fake-channel.js";
import { PartnerChannel } from "./partner-channel.js";

// Chromium 147 calls a channel open for 25 s and more after the other page is gone, and when a message was one byte too long
// it closes the sender's end only.

class Side {
  readonly end = new FakeChannel("direct");
  readonly channel = new PartnerChannel(this.end.asChannel());
  readonly events: string[] = [];

  constructor() {
    this.channel.on("open", () => this.events.push("open"));
    this.channel.on("closed", () => this.events.push("closed"));
    this.channel.on("problem", () => this.events.push("problem"));
  }
}

let one: Side;
let other: Side;

async function talkFor(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    while (one.end.flush() + other.end.flush() > 0);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  one = new Side();
  other = new Side();
  one.end.join(other.end);
});

afterEach(() => {
  one.channel.close();
  other.channel.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("a channel", () => {
  it("stays open while the partner answers, however little there is to say", async () => {
    await talkFor(600);
    expect([one.channel.open, other.channel.open]).toEqual([true, true]);
    expect([one.events, other.events]).toEqual([["open"], ["open"]]);
  });

  it("counts as closed when nobody answers any more, and as open when somebody is heard again", async () => {
    await talkFor(10);
    // What is sent from now on stays in the buffers.
    await vi.advanceTimersByTimeAsync(30_000);
    expect([one.end.readyState, one.channel.open, other.channel.open]).toEqual(["open", false, false]);
    expect(one.channel.send({ type: "screen-ask" })).toBe(false);
    await talkFor(1);
    expect([one.channel.open, other.channel.open]).toEqual([true, true]);
    expect(one.events).toEqual(["open", "closed", "open"]);
  });

  it("is noticed by the end that stays open when the other one was closed alone", async () => {
    await talkFor(10);
    one.end.readyState = "closed";
    one.end.onclose?.();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([one.events.at(-1), other.events.at(-1), other.end.readyState]).toEqual(["closed", "closed", "open"]);
  });

  it("does not judge an older client, which never answers", async () => {
    for (let second = 0; second < 120; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      one.end.flush();
    }
    expect([one.channel.open, one.events]).toEqual([true, ["open"]]);
  });

  it("is asked first after the page has slept", async () => {
    await talkFor(10);
    vi.spyOn(performance, "now").mockReturnValueOnce(performance.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(one.channel.open).toBe(true);
    await talkFor(60);
    expect(one.events).toEqual(["open"]);
  });

  it("hands on no message that is too long for the browser, nor one that the browser refuses", () => {
    const limited = new Side();
    const channel = new PartnerChannel(limited.end.asChannel(), () => 30);
    const heard: string[] = [];
    channel.on("problem", (problem) => heard.push(String(problem)));
    limited.end.join(new FakeChannel("partner"));
    expect(channel.send({ type: "screen-answer", accept: true })).toBe(false);
    expect(channel.send({ type: "screen-ask" })).toBe(true);
    expect([channel.sendBytes(new Uint8Array(31)), channel.sendBytes(new Uint8Array(30))]).toEqual([false, true]);
    limited.end.send = () => {
      throw new DOMException("the buffer is full", "OperationError");
    };
    expect(channel.send({ type: "screen-ask" })).toBe(false);
    expect(heard).toHaveLength(2);
    channel.close();
  });

  it.each([
    [0, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [1_200, 1_200],
    [null, 65_536],
    [undefined, 65_536],
    [Number.NaN, 65_536],
  ])("may carry, where the browser says %s, messages of %s bytes", (said, bytes) => {
    expect(new PartnerChannel(new FakeChannel("any").asChannel(), () => said).largestMessage).toBe(bytes);
  });

  it("that a browser does not have is never open", () => {
    const channel = new PartnerChannel(undefined);
    expect([channel.open, channel.full, channel.send({ type: "screen-ask" })]).toEqual([false, false, false]);
    channel.close();
  });
});
