import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeChannel } from "../testing/fake-channel.js";
import { FakeTrack } from "../testing/fake-peer.js";
import { matched } from "../testing/frames.js";
import { VisitStage, video } from "../testing/visit-stage.js";

let stage: VisitStage;
/** The tracks that are listened to now. */
let followed: unknown[];

beforeEach(async () => {
  vi.useFakeTimers();
  followed = [];
  vi.stubGlobal(
    "MediaStream",
    class {
      constructor(readonly tracks: unknown[] = []) {}
      getAudioTracks = () => this.tracks;
    },
  );
  vi.stubGlobal(
    "AudioContext",
    class {
      #track: unknown;
      createMediaStreamSource = (stream: MediaStream) => {
        [this.#track] = stream.getAudioTracks();
        followed.push(this.#track);
        return { connect: () => {}, disconnect: () => {} };
      };
      createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: () => {} });
      resume = () => Promise.resolve();
      close = () => {
        followed = followed.filter((track) => track !== this.#track);
        return Promise.resolve();
      };
    },
  );
  stage = new VisitStage();
  await stage.start(video);
  stage.receive(matched({ mode: "video", room: "room-1", polite: true }));
  const [channel] = stage.peers.at(-1)?.channels ?? [];
  channel?.join(new FakeChannel("partner"));
  channel?.receive(JSON.stringify({ type: "slow-reveal", on: true }));
  stage.visit.reveal("slowly");
});

afterEach(() => {
  stage.visit.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("hears a voice that comes after both have agreed", () => {
  expect(stage.visit.revealed.slow).toMatchObject({ own: true, partner: true });
  const track = new FakeTrack("audio", [], "theirs");
  stage.peers.at(-1)?.ontrack?.({ track: track.asTrack() });
  vi.advanceTimersByTime(300);
  expect(followed).toContain(track);
});

it("blurs again, and listens to nobody, when the partner cannot be called any more", async () => {
  vi.advanceTimersByTime(300);
  expect(followed).not.toEqual([]);
  // A browser says nothing of the channels of a connection that it closes.
  stage.peers.at(-1)?.channels.splice(0);
  stage.receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 0 RTP 1\r\n" });
  await vi.advanceTimersByTimeAsync(0);
  expect(stage.visit.call).toBe("declined");
  expect(stage.visit.revealed.slow).toEqual({ own: false, partner: false, share: 0 });
  vi.advanceTimersByTime(300);
  expect(followed).toEqual([]);
});
