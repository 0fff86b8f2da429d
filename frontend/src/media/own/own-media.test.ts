import { beforeEach, describe, expect, it } from "vitest";
import { FakeTrack, streamOf } from "../../testing/fake-peer.js";
import type { Attempt, Kind } from "../local-media.js";
import { OwnMedia } from "./own-media.js";

let changes: number;
let replaced: string[];
let asked: string[];
let answers: Attempt[];
let late: ((attempt: Attempt) => void) | undefined;
let camera: FakeTrack;
let microphone: FakeTrack;
let own: OwnMedia;

const granted = (track: FakeTrack): Attempt => ({ stream: streamOf([track]) });
const kinds = (): string[] => own.media.stream?.getTracks().map(({ id }) => id) ?? [];

beforeEach(() => {
  changes = 0;
  replaced = [];
  asked = [];
  answers = [];
  late = undefined;
  camera = new FakeTrack("video", [], "camera-1");
  microphone = new FakeTrack("audio", [], "microphone-1");
  own = new OwnMedia({
    changed: () => {
      changes += 1;
    },
    replaced: (kind: Kind, track) => replaced.push(`${kind} ${track?.id ?? "nothing"}`),
    openDevice: (kind, id) => {
      asked.push(`${kind} ${id ?? "any"}`);
      const answer = answers.shift();
      if (answer) return Promise.resolve(answer);
      return new Promise((resolve) => {
        late = resolve;
      });
    },
  });
  own.adopt({ stream: streamOf([microphone, camera]), lacking: "none" }, "video");
});

describe("OwnMedia", () => {
  it("mutes, also a microphone that is chosen later", async () => {
    own.mute(true);
    expect([own.muted, microphone.enabled]).toEqual([true, false]);
    const other = new FakeTrack("audio", [], "microphone-2");
    answers = [granted(other)];
    await own.choose("audio", "headset");
    expect(other.enabled).toBe(false);
    own.mute(false);
    expect(other.enabled).toBe(true);
    expect(replaced).toEqual(["audio microphone-2"]);
  });

  it("releases a camera that is turned off, and asks for it again", async () => {
    await own.turnCamera(false);
    expect([own.cameraOff, camera.readyState, kinds()]).toEqual([true, "ended", ["microphone-1"]]);
    expect(own.media.lacking).toBe("none");
    answers = [granted(new FakeTrack("video", [], "camera-2"))];
    await own.turnCamera(true);
    expect([own.cameraOff, kinds()]).toEqual([false, ["microphone-1", "camera-2"]]);
    expect(replaced).toEqual(["video nothing", "video camera-2"]);
  });

  it("stays dark when the camera cannot be had again, and says why", async () => {
    await own.turnCamera(false);
    answers = [{ problem: "refused" }];
    await own.turnCamera(true);
    expect(own.cameraOff).toBe(true);
    expect(own.media).toMatchObject({ lacking: "camera", problem: "refused" });
  });

  it("keeps the camera it has when the chosen one cannot be had", async () => {
    answers = [{ problem: "missing" }];
    await own.choose("video", "gone");
    expect([kinds(), camera.readyState, own.chosen]).toEqual([["microphone-1", "camera-1"], "live", {}]);
    expect(replaced).toEqual([]);
  });

  it("lets go of one camera where only one can be open", async () => {
    answers = [{ problem: "busy" }, granted(new FakeTrack("video", [], "camera-2"))];
    await own.choose("video", "back");
    expect(asked).toEqual(["video back", "video back"]);
    expect([camera.readyState, kinds()]).toEqual(["ended", ["microphone-1", "camera-2"]]);
  });

  it("takes another device when the one in use is unplugged", async () => {
    answers = [granted(new FakeTrack("video", [], "camera-2"))];
    camera.readyState = "ended";
    camera.onended?.();
    await Promise.resolve();
    expect(asked).toEqual(["video any"]);
    await expect.poll(kinds).toEqual(["microphone-1", "camera-2"]);
  });

  it("says what is lacking when the unplugged device was the only one", async () => {
    answers = [{ problem: "missing" }];
    camera.readyState = "ended";
    camera.onended?.();
    await expect.poll(() => own.media.lacking).toBe("camera");
    expect(replaced).toEqual(["video nothing"]);
  });

  it("tells of what the system holds, and when it lets go of it", () => {
    for (const track of [camera, microphone]) {
      track.muted = true;
      track.onmute?.();
    }
    expect([own.interrupted, own.summary]).toEqual([["audio", "video"], { microphone: false, camera: false }]);
    camera.muted = false;
    camera.onunmute?.();
    expect([own.interrupted, own.summary]).toEqual([["audio"], { microphone: false, camera: true }]);
    expect(changes).toBe(3);
    expect(asked).toEqual([]);
  });

  it("asks for a camera that was taken away again when the page is looked at, and for a held one when it is wished", async () => {
    answers = [{ problem: "busy" }];
    camera.readyState = "ended";
    camera.onended?.();
    await expect.poll(() => own.media.lacking).toBe("camera");
    expect([own.interrupted, own.summary.camera]).toEqual([["video"], false]);
    answers = [granted(new FakeTrack("video", [], "camera-2"))];
    await own.revive();
    expect([own.interrupted, kinds(), own.media.lacking]).toEqual([[], ["microphone-1", "camera-2"], "none"]);
    microphone.muted = true;
    await own.revive();
    expect(asked).toEqual(["video any", "video any"]);
    answers = [granted(new FakeTrack("audio", [], "microphone-2"))];
    await own.revive(true);
    expect([own.interrupted, kinds()]).toEqual([[], ["camera-2", "microphone-2"]]);
  });

  it("leaves what was refused from the beginning, or turned off, alone", async () => {
    await own.turnCamera(false);
    const other = streamOf([new FakeTrack("audio", [], "microphone-2")]);
    own.adopt({ stream: other, lacking: "camera", problem: "refused" }, "video");
    await own.revive();
    expect([own.interrupted, asked]).toEqual([[], []]);
  });

  it("puts a camera back that was granted too late", async () => {
    const turned = own.choose("video", "slow");
    own.release();
    const track = new FakeTrack("video");
    late?.(granted(track));
    await turned;
    expect(track.readyState).toBe("ended");
    expect(own.media.stream).toBeUndefined();
    expect(replaced).toEqual([]);
  });

  it("remembers a choice for the next time when nothing is on", async () => {
    own.release();
    await own.choose("video", "front");
    expect(own.chosen).toEqual({ video: "front" });
    expect(asked).toEqual([]);
  });

  it("begins with the devices of an earlier visit, and plays on a loudspeaker without opening it", async () => {
    own.prefer({ audio: "desk", speaker: "desk" });
    await own.choose("speaker", "kitchen");
    own.prefer({ speaker: "desk", video: "front" });
    expect(own.chosen).toEqual({ audio: "desk", speaker: "kitchen", video: "front" });
    expect(asked).toEqual([]);
  });

  it("switches to a headset that is plugged in only when it is wanted", async () => {
    const list = { cameras: [], microphones: [{ id: "m1", label: "Built-in" }], speakers: [] };
    const plugIn = (id: string): void => {
      own.plugged.note(list);
      own.plugged.note({ ...list, microphones: [...list.microphones, { id, label: "Headset" }] });
    };
    plugIn("m2");
    await own.settlePlugged(false);
    expect([asked, own.plugged.offer]).toEqual([[], undefined]);
    plugIn("m3");
    answers = [granted(new FakeTrack("audio", [], "microphone-2"))];
    await own.settlePlugged(true);
    expect([asked, own.chosen]).toEqual([["audio m3"], { audio: "m3" }]);
  });

  it("brings a first camera into a call that had no device at all", async () => {
    own.adopt({ lacking: "both", problem: "refused" }, "video");
    answers = [granted(new FakeTrack("video", [], "camera-2"))];
    await own.choose("video", "front");
    expect(own.media).toMatchObject({ lacking: "microphone" });
    expect([kinds(), replaced]).toEqual([["camera-2"], ["video camera-2"]]);
  });
});
