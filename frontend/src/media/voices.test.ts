import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeStream } from "../testing/fake-peer.js";
import { Voices } from "./voices.js";

let open: number;
let resumed: number;
let refuses: boolean;

class FakeContext {
  constructor() {
    if (refuses) throw new DOMException("no more", "NotSupportedError");
    open += 1;
  }
  createMediaStreamSource = () => ({ connect: () => {}, disconnect: () => {} });
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.5) });
  resume = () => {
    resumed += 1;
    return Promise.reject(new DOMException("not now", "NotAllowedError"));
  };
  close = () => {
    open -= 1;
    return Promise.resolve();
  };
}

beforeEach(() => {
  [open, resumed, refuses] = [0, 0, false];
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal(
    "MediaStream",
    class {
      constructor(readonly tracks: unknown[]) {}
      getAudioTracks = () => this.tracks;
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("follows a voice once, another in its place, and none", () => {
  const voices = new Voices(512);
  const first = fakeStream("audio");
  voices.follow("own", first);
  voices.follow("own", first);
  expect([open, resumed, voices.levelOf("own"), voices.levelOf("partner")]).toEqual([1, 1, 0.5, 0]);
  voices.follow("own", fakeStream("audio"));
  expect([open, resumed]).toEqual([1, 2]);
  voices.follow("own", undefined);
  expect([open, voices.levelOf("own")]).toEqual([0, 0]);
});

it("hears nothing where the browser refuses, and leaves nothing open when it stops", () => {
  const voices = new Voices(512);
  refuses = true;
  voices.follow("own", fakeStream("audio"));
  expect(voices.levelOf("own")).toBe(0);
  refuses = false;
  voices.follow("partner", fakeStream("audio"));
  expect(open).toBe(1);
  voices.stop();
  expect([open, voices.levelOf("partner")]).toEqual([0, 0]);
});
