// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import type { CallState } from "../../media/call.js";
import { fullMedia, type PartnerMedia } from "../../media/partner/partner-media.js";
import { buttons, drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { FakeTrack, fakeStream, streamOf } from "../../testing/fake-peer.js";
import type { PasserbyCall } from "./call.js";
import "./call.js";

const stage = elementStage();

interface Shown {
  readonly remote?: MediaStream;
  readonly local?: MediaStream;
  readonly call?: CallState;
  readonly voice?: boolean;
  readonly blurred?: boolean;
  readonly partnerMedia?: PartnerMedia;
  readonly dark?: boolean;
}

const show = (on: Shown) =>
  stage.show<PasserbyCall>(
    html`<passerby-call
      .remote=${on.remote}
      .local=${on.local}
      .call=${on.call}
      ?voice=${on.voice ?? false}
      ?blurred=${on.blurred ?? false}
      .partnerMedia=${on.partnerMedia ?? fullMedia}
      ?dark=${on.dark ?? false}
    >
      <p slot="middle">in front of a blur</p>
    </passerby-call>`,
  );

const partner = (element: Element): HTMLVideoElement => find<HTMLVideoElement>(element, "video.partner");

/** How the browser answers when something is to play. */
let plays: () => Promise<void>;

beforeEach(() => {
  plays = () => Promise.resolve();
  vi.spyOn(HTMLMediaElement.prototype, "play").mockImplementation(() => plays());
});

it.each([
  ["connecting", "Setting up the call…"],
  ["interrupted", "Looking for another way…"],
  ["failed", "The call couldn't be connected."],
  ["unavailable", "A call isn't possible from here."],
  ["declined", "They can't make a call right now."],
] as const)("says that the call is %s", async (call, words) => {
  expect(textOf(find(await show({ call }), "[role=status]"))).toContain(words);
});

it("shows the partner once pictures come, and hides a picture that ceases", async () => {
  const track = new FakeTrack("video");
  track.muted = true;
  const element = await show({ call: "connected", remote: streamOf([track]) });
  expect([partner(element).hidden, textOf(element)]).toEqual([
    true,
    expect.stringContaining("Waiting for their picture"),
  ]);
  track.muted = false;
  track.onunmute?.();
  await drawn(element);
  expect(partner(element).hidden).toBe(false);
  track.muted = true;
  track.onmute?.();
  await drawn(element);
  expect(partner(element).hidden).toBe(true);
});

it.each([
  [{ camera: false, microphone: true }, "Their camera is off."],
  [{ camera: true, microphone: true, soundOnly: true }, "sound only for now"],
  [{ camera: true, microphone: false }, "Their microphone is off."],
])("says what the partner does not send: %j", async (partnerMedia, words) => {
  const element = await show({ call: "connected", remote: fakeStream("audio", "video"), partnerMedia });
  expect(textOf(element)).toContain(words);
});

it("asks to be revealed only in front of a picture that is there", async () => {
  const element = await show({ call: "connected", blurred: true });
  expect(findAll(element, "slot[name=middle]")).toEqual([]);
  await show({ call: "connected", blurred: true, remote: fakeStream("video") });
  expect(findAll(element, "slot[name=middle]")).toHaveLength(1);
});

it("plays sound after one more click where the browser wants one", async () => {
  plays = () => Promise.reject(new DOMException("no gesture", "NotAllowedError"));
  const element = await show({ call: "connected", remote: fakeStream("audio") });
  expect(buttons(element)).toEqual(["Turn the sound on"]);
  plays = () => Promise.resolve();
  await press(element, "Turn the sound on");
  expect(buttons(element)).toEqual([]);
});

it("goes on when the system has stopped the picture", async () => {
  const element = await show({ call: "connected", remote: fakeStream("video") });
  partner(element).dispatchEvent(new Event("pause"));
  await drawn(element);
  expect(textOf(element)).toContain("Their picture is paused.");
  await press(element, "Play");
  expect(textOf(element)).not.toContain("paused");
});

it("shows the own picture, or that there is none", async () => {
  const element = await show({ local: fakeStream("audio", "video") });
  expect(find(element, "video.self").getAttribute("aria-label")).toBe("You");
  await show({ local: fakeStream("audio", "video"), dark: true });
  expect(findAll(element, "video.self")).toEqual([]);
  expect(textOf(element)).toContain("Your camera is off");
});

it("needs no picture in a voice call", async () => {
  const element = await show({ call: "connected", voice: true, remote: fakeStream("audio") });
  expect(partner(element).hidden).toBe(true);
  expect(textOf(element)).toContain("You're connected. Say hello!");
});

it("takes a still only of a picture that is there", async () => {
  const element = await show({ call: "connected" });
  expect(element.snapshot()).toBeUndefined();
});

// Chromium 147: while elements outside the page keep their streams, a camera may give no pictures for seconds.
it("lets go of both pictures when it leaves the page, and of the own one when that is not shown any more", async () => {
  const element = await show({ remote: fakeStream("video"), local: fakeStream("video") });
  const [partner, self] = [find<HTMLVideoElement>(element, ".partner"), find<HTMLVideoElement>(element, ".self")];
  expect([partner.srcObject, self.srcObject].every(Boolean)).toBe(true);
  await show({ remote: fakeStream("video"), dark: true });
  expect(self.srcObject).toBeNull();
  element.remove();
  expect(partner.srcObject).toBeNull();
});

it("takes as much of the blur away as two people have agreed to", async () => {
  const element = await stage.show<PasserbyCall>(html`<passerby-call blurred .share=${0.4}></passerby-call>`);
  expect(element.style.getPropertyValue("--share")).toBe("0.4");
});
