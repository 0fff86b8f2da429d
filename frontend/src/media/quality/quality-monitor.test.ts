import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { QualityFrame } from "../../protocol/client-frames.js";
import type { Mode } from "../../protocol/values.js";
import { FakeSender, FakeTrack } from "../../testing/fake-peer.js";
import type { CallQuality } from "./call-quality.js";
import { QualityMonitor } from "./quality-monitor.js";
import { QualityReports } from "./quality-reports.js";

let reports: Record<string, unknown>[];
let sender: FakeSender;
let seen: CallQuality[];
let frames: QualityFrame[];
let problems: unknown[];
let monitor: QualityMonitor;

const connected = (changes: Record<string, unknown> = {}): Record<string, unknown>[] => [
  { id: "T", type: "transport", selectedCandidatePairId: "P", timestamp: Date.now() },
  { id: "P", type: "candidate-pair", localCandidateId: "L", remoteCandidateId: "R", ...changes },
  { id: "L", type: "local-candidate", candidateType: "host" },
];

const pictures = (framesDecoded: number) => ({ id: "IV", type: "inbound-rtp", kind: "video", framesDecoded });
const sound = (packetsReceived: number) => ({ id: "IA", type: "inbound-rtp", kind: "audio", packetsReceived });

function begin(mode: Mode = "video"): void {
  const told = new QualityReports("room-1", (frame) => frames.push(frame));
  monitor = new QualityMonitor({
    mode,
    stats: () =>
      Promise.resolve(
        new Map(
          reports.map((report) => [report["id"], { ...report, timestamp: Date.now() }]),
        ) as unknown as RTCStatsReport,
      ),
    pictureSender: () => sender.asSender(),
    measured: (quality, sample) => {
      seen.push(quality);
      told.measured(Date.now(), quality.setup, quality.level, sample);
    },
    problem: (problem) => problems.push(problem),
  });
}

const pass = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

beforeEach(() => {
  vi.useFakeTimers();
  reports = [];
  seen = [];
  frames = [];
  problems = [];
  sender = new FakeSender(new FakeTrack("video").asTrack());
});

afterEach(() => {
  monitor.stop();
  vi.useRealTimers();
});

describe("QualityMonitor", () => {
  it("measures from the match to the first decoded picture", async () => {
    begin();
    reports = connected();
    await pass(650);
    reports = [...connected(), pictures(1)];
    await pass(100);
    expect(monitor.setup).toBe(700);
    expect(frames).toEqual([{ type: "quality", room: "room-1", ice: "host", setup: 700, bitrate: 0 }]);
  });

  it("believes a view that saw the picture earlier", async () => {
    begin();
    await pass(430);
    monitor.pictureShown();
    monitor.pictureShown();
    expect(monitor.setup).toBe(430);
  });

  it("takes the first sound where there is no picture", async () => {
    begin("audio");
    await pass(250);
    reports = [...connected(), sound(1)];
    await pass(100);
    expect(monitor.setup).toBe(300);
    monitor.stop();
    begin("video");
    await pass(2_000);
    expect(monitor.setup).toBeUndefined();
    await pass(1_500);
    expect(monitor.setup).toBe(100);
  });

  it("makes the sender keep to the level, and tells what it did", async () => {
    begin();
    reports = [...connected({ availableOutgoingBitrate: 2_000_000 }), pictures(1)];
    await pass(20_000);
    expect(sender.parameters.encodings[0]).toMatchObject({
      active: true,
      maxBitrate: 2_000_000,
      scaleResolutionDownBy: 1,
    });
    reports = [...connected({ availableOutgoingBitrate: 90_000 }), pictures(1)];
    await pass(6_000);
    expect(sender.parameters.encodings[0]).toMatchObject({
      active: true,
      maxBitrate: 200_000,
      maxFramerate: 15,
      scaleResolutionDownBy: 4,
    });
    expect(seen.at(-1)).toMatchObject({ grade: "weak", level: "180p", change: { from: "720p", to: "180p" } });
    reports = [...connected({ availableOutgoingBitrate: 20_000 }), pictures(1)];
    await pass(6_000);
    expect(sender.parameters.encodings[0]).toMatchObject({ active: false });
    expect(problems).toEqual([]);
  });

  it.each([
    ["once the path is wide enough", 2_000_000, 2_500],
    ["after a while in any case", 300_000, 9_000],
    ["without an estimate", undefined, 2_500],
  ])("lets a picture that began small grow %s", async (_, available, within) => {
    begin();
    sender.parameters = { encodings: [{ scaleResolutionDownBy: 2 }] } as unknown as RTCRtpSendParameters;
    await pass(3_000);
    reports = [...connected(available === undefined ? {} : { availableOutgoingBitrate: available }), pictures(1)];
    await pass(within - 1_500);
    expect(sender.parameters.encodings[0]).toEqual({ scaleResolutionDownBy: 2 });
    await pass(2_000);
    expect(sender.parameters.encodings[0]).toMatchObject({ scaleResolutionDownBy: 1, maxBitrate: 2_000_000 });
  });

  it("sets the level anew for another track", async () => {
    begin();
    reports = [...connected(), pictures(1)];
    await pass(2_500);
    sender.parameters = { encodings: [{}] } as unknown as RTCRtpSendParameters;
    await pass(10_000);
    expect(sender.parameters.encodings[0]).toEqual({});
    sender.track = new FakeTrack("video", [], "other").asTrack();
    await pass(4_000);
    expect(sender.parameters.encodings[0]).toMatchObject({ maxBitrate: 2_000_000 });
  });

  it("touches no sender that sends nothing", async () => {
    sender.track = null;
    begin();
    reports = [...connected({ availableOutgoingBitrate: 1_000 }), pictures(1)];
    await pass(60_000);
    expect(sender.parameters.encodings[0]).toEqual({});
    expect(seen.at(-1)).not.toHaveProperty("level");
  });

  it("tells the server once, then every half minute and soon after a change, never too often", async () => {
    begin();
    reports = [...connected({ availableOutgoingBitrate: 2_000_000, currentRoundTripTime: 0.0834 }), pictures(1)];
    const times: number[] = [];
    const start = Date.now();
    for (let passed = 0; passed < 70_000; passed += 500) {
      await pass(500);
      while (times.length < frames.length) times.push(Math.round((Date.now() - start) / 1_000));
      if (passed === 62_000) reports = [...connected({ availableOutgoingBitrate: 90_000 }), pictures(1)];
    }
    expect(times.map((time, index) => time - (times[index - 1] ?? 0))).toEqual([expect.any(Number), 30, 30, 6]);
    expect(frames[1]).toMatchObject({ rtt: 83, setup: 100 });
  });

  it("holds back what comes too soon after the last", () => {
    const reports = new QualityReports("room-1", (frame) => frames.push(frame));
    const sample = { at: 0, local: "relay" } as const;
    const times: number[] = [];
    for (let at = 0; at < 30_000; at += 1_000) {
      reports.measured(at, 500, at % 2_000 === 0 ? "720p" : "480p", sample);
      reports.failed(at, at);
      if (frames.length > times.length) times.push(at);
    }
    const pauses = times.map((time, index) => time - (times[index - 1] ?? time)).slice(1);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(6_000);
    expect(pauses.length).toBeGreaterThan(2);
  });

  it("looks at nothing more once it is stopped", async () => {
    begin();
    await pass(1_000);
    monitor.stop();
    await pass(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("survives statistics that fail", async () => {
    begin();
    let broken = true;
    monitor.stop();
    monitor = new QualityMonitor({
      mode: "video",
      stats: () => (broken ? Promise.reject(new Error("no")) : Promise.resolve(new Map() as unknown as RTCStatsReport)),
      pictureSender: () => undefined,
      measured: (quality) => seen.push(quality),
      problem: (problem) => problems.push(problem),
    });
    await pass(200);
    expect(problems).toHaveLength(2);
    broken = false;
    await pass(200);
    expect(seen).toHaveLength(1);
  });
});
