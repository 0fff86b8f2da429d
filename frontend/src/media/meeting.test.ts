import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { QualityFrame } from "../protocol/client-frames.js";
import type { FakeChannel } from "../testing/fake-channel.js";
import { FakePeer, FakeTrack, fakeStream, streamOf } from "../testing/fake-peer.js";
import { room } from "../testing/frames.js";
import { DiagnosticLog } from "./diagnostics/diagnostic-log.js";
import { Meeting } from "./meeting.js";

class Side {
  readonly peer: FakePeer;
  readonly log = new DiagnosticLog();
  readonly reports: QualityFrame[] = [];
  readonly problems: unknown[] = [];
  readonly screenTrack = new FakeTrack("video", [], "screen");
  microphone = true;
  readonly meeting: Meeting;

  constructor(polite: boolean) {
    this.peer = new FakePeer(polite ? "polite" : "eager");
    this.meeting = new Meeting({
      room: room({ mode: "video", polite }),
      local: fakeStream("audio", "video"),
      signal: () => {},
      report: (frame) => this.reports.push(frame),
      createPeer: () => this.peer.asPeer(),
      log: this.log,
      ownMedia: () => ({ microphone: this.microphone, camera: true }),
      newStream: (tracks) => streamOf(tracks as unknown as FakeTrack[]),
      chooseScreen: () => Promise.resolve(streamOf([this.screenTrack])),
    });
    this.meeting.on("problem", (problem) => this.problems.push(problem));
  }

  get channel(): FakeChannel {
    const [channel] = this.peer.channels;
    if (!channel) throw new Error("no channel");
    return channel;
  }

  get picture(): string | undefined {
    return this.peer.transceivers.find(({ kind }) => kind === "video")?.sender.track?.id;
  }
}

let one: Side;
let other: Side;

async function talk(): Promise<void> {
  while (one.channel.flush() + other.channel.flush() > 0);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(async () => {
  vi.useFakeTimers();
  one = new Side(false);
  other = new Side(true);
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  one.meeting.close();
  other.meeting.close();
  vi.useRealTimers();
});

describe("Meeting", () => {
  it("tells the partner of the own devices, at first and when they change", async () => {
    one.microphone = false;
    one.channel.join(other.channel);
    await talk();
    expect(other.meeting.partnerMedia).toEqual({ microphone: false, camera: true });
    one.microphone = true;
    one.meeting.tellMedia();
    await talk();
    expect(other.meeting.partnerMedia).toEqual({ microphone: true, camera: true });
  });

  it("shows a screen in the camera's place, and then the camera as it is by then", async () => {
    one.channel.join(other.channel);
    await one.meeting.screen.share();
    await talk();
    expect(one.picture).toBe("video");
    other.meeting.screen.answer(true);
    await talk();
    expect(one.picture).toBe("screen");
    one.meeting.replaceTrack("video", new FakeTrack("video", [], "camera-2").asTrack());
    await talk();
    expect(one.picture).toBe("screen");
    one.meeting.screen.stop();
    await talk();
    expect(one.picture).toBe("camera-2");
    expect([...one.problems, ...other.problems]).toEqual([]);
  });

  it("tells the server that no path was found", async () => {
    one.peer.turn("failed");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(one.meeting.call).toBe("failed");
    expect(one.reports).toMatchObject([{ type: "quality", room: "room-1", ice: "failed" }]);
    expect(one.log.export().log.map(({ about, what }) => `${about} ${what}`)).toContain("call failed");
  });

  it("says when it can send something directly", async () => {
    const file = new File(["x"], "x.txt");
    expect([one.meeting.direct, one.meeting.files.offer(file)]).toEqual([false, "no-partner"]);
    one.channel.join(other.channel);
    expect([one.meeting.direct, one.meeting.files.offer(file)]).toEqual([true, "offered"]);
    await talk();
    expect(other.meeting.files.views).toMatchObject([{ name: "x.txt", state: "offered" }]);
  });

  it("leaves nothing running", async () => {
    one.channel.join(other.channel);
    await one.meeting.screen.share();
    const received = new FakeTrack("video");
    one.peer.ontrack?.({ track: received.asTrack() });
    one.peer.turn("disconnected");
    one.meeting.close();
    other.meeting.close();
    expect(vi.getTimerCount()).toBe(0);
    expect([received.readyState, one.screenTrack.readyState, one.channel.readyState]).toEqual([
      "ended",
      "ended",
      "closed",
    ]);
    const { onopen, onclose, onmessage, onbufferedamountlow } = one.channel;
    expect([onopen, onclose, onmessage, onbufferedamountlow]).toEqual([null, null, null, null]);
  });
});
