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
  camera = true;
  readonly meeting: Meeting;

  constructor(
    polite: boolean,
    public microphone = true,
  ) {
    this.peer = new FakePeer(polite ? "polite" : "eager");
    this.meeting = new Meeting({
      room: room({ mode: "video", polite }),
      local: fakeStream("audio", "video"),
      signal: () => {},
      report: (frame) => this.reports.push(frame),
      createPeer: () => this.peer.asPeer(),
      log: this.log,
      ownMedia: () => ({ microphone: this.microphone, camera: this.camera }),
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

  it("sends nothing in the place of what is off, from the beginning and until it is on", async () => {
    const voice = (): string | undefined =>
      one.peer.transceivers.find(({ kind }) => kind === "audio")?.sender.track?.id;
    expect([voice(), one.picture]).toEqual(["audio", "video"]);
    one.microphone = one.camera = false;
    one.meeting.tellMedia();
    await talk();
    expect([voice(), one.picture]).toEqual([undefined, undefined]);
    one.meeting.replaceTrack("audio", new FakeTrack("audio", [], "headset").asTrack());
    await talk();
    expect(voice()).toBeUndefined();
    one.microphone = one.camera = true;
    one.meeting.tellMedia();
    await talk();
    expect([voice(), one.picture]).toEqual(["headset", "video"]);
    const muted = new Side(false, false);
    await talk();
    expect(muted.peer.transceivers.map(({ direction, sender }) => [direction, sender.track?.id])).toEqual([
      ["sendrecv", undefined],
      ["sendrecv", "video"],
    ]);
    muted.meeting.close();
    expect([...one.problems, ...muted.problems]).toEqual([]);
  });

  it("goes on without what the browser does not add, and tells the partner", async () => {
    const add = vi.spyOn(FakePeer.prototype, "addTrack").mockImplementation(() => {
      throw new DOMException("no", "InvalidAccessError");
    });
    const create = vi.spyOn(FakePeer.prototype, "createDataChannel");
    const odd = new Side(false);
    add.mockRestore();
    create.mockImplementationOnce(() => {
      throw new DOMException("no", "OperationError");
    });
    const silent = new Side(true);
    create.mockRestore();
    odd.channel.join(other.channel);
    odd.channel.flush();
    await talk();
    expect(odd.meeting.unsendable).toEqual(["audio", "video"]);
    expect(other.meeting.partnerMedia).toEqual({ microphone: false, camera: false });
    expect(odd.peer.transceivers.map(({ direction }) => direction)).toEqual(["recvonly", "recvonly"]);
    expect([silent.meeting.direct, silent.meeting.call, silent.problems.length]).toEqual([false, "connecting", 1]);
    for (const side of [odd, silent]) side.meeting.close();
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
