import { beforeEach, describe, expect, it } from "vitest";
import { FakeChannel } from "../../testing/fake-channel.js";
import { FakeTrack, streamOf } from "../../testing/fake-peer.js";
import { PartnerChannel } from "./partner-channel.js";
import { ScreenShare } from "./screen-share.js";

class Side {
  readonly end = new FakeChannel("screen");
  readonly shown: (string | undefined)[] = [];
  readonly track = new FakeTrack("video", [], "screen");
  fail: Error | undefined;
  readonly share: ScreenShare;

  constructor() {
    const channel = new PartnerChannel(this.end.asChannel());
    this.share = new ScreenShare({
      channel,
      show: (track) => this.shown.push(track?.id),
      changed: () => {},
      chooseScreen: () => (this.fail ? Promise.reject(this.fail) : Promise.resolve(streamOf([this.track]))),
    });
    channel.on("message", (message) => {
      if (message.type === "screen-ask" || message.type === "screen-answer" || message.type === "screen-stop") {
        this.share.handle(message);
      }
    });
  }
}

let one: Side;
let other: Side;

const talk = (): void => {
  while (one.end.flush() + other.end.flush() > 0);
};

const states = (): string[] => [one.share.state.own, other.share.state.partner];

beforeEach(() => {
  one = new Side();
  other = new Side();
  one.end.join(other.end);
});

describe("ScreenShare", () => {
  it("shows nothing before the partner has agreed", async () => {
    await one.share.share();
    talk();
    expect(states()).toEqual(["asking", "asking"]);
    expect(one.shown).toEqual([]);
    other.share.answer(true);
    talk();
    expect(states()).toEqual(["sharing", "sharing"]);
    expect(one.shown).toEqual(["screen"]);
    one.share.stop();
    talk();
    expect(states()).toEqual(["off", "off"]);
    expect([one.shown, one.track.readyState]).toEqual([["screen", undefined], "ended"]);
  });

  it("lets go of the screen that the partner does not want to see", async () => {
    await one.share.share();
    talk();
    other.share.answer(false);
    talk();
    expect(one.share.state).toEqual({ own: "off", partner: "off", problem: "declined" });
    expect([one.shown, one.track.readyState]).toEqual([[], "ended"]);
  });

  it("ends with the browser's own button, also while it asks", async () => {
    await one.share.share();
    talk();
    one.track.onended?.();
    talk();
    expect(states()).toEqual(["off", "off"]);
    other.share.answer(true);
    talk();
    expect(states()).toEqual(["off", "off"]);
    expect(one.shown).toEqual([]);
  });

  it("takes a consent for nothing else than the question", () => {
    one.share.handle({ type: "screen-answer", accept: true });
    expect([one.share.state.own, one.shown]).toEqual(["off", []]);
  });

  it.each([
    [Object.assign(new Error(), { name: "NotAllowedError" }), "refused"],
    [new TypeError("getDisplayMedia is not a function"), "unsupported"],
    [new Error("no"), "failed"],
  ])("says why no screen was chosen", async (fail, problem) => {
    one.fail = fail;
    await one.share.share();
    expect(one.share.state).toEqual({ own: "off", partner: "off", problem });
  });

  it("is put back when it was chosen after the call had ended", async () => {
    const sharing = one.share.share();
    one.share.close();
    await sharing;
    expect(one.track.readyState).toBe("ended");
    expect(one.share.state.own).toBe("off");
  });
});
