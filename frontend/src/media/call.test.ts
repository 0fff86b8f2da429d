import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Mode } from "../protocol/values.js";
import { FakePeer, FakeTrack, fakeStream, streamOf } from "../testing/fake-peer.js";
import { room } from "../testing/frames.js";
import { Call } from "./call.js";

interface Side {
  readonly call: Call;
  readonly peer: FakePeer;
  readonly sent: SignalFrame[];
  readonly problems: unknown[];
}

function side(name: string, polite: boolean, options: { mode?: Mode; local?: MediaStream } = {}): Side {
  const peer = new FakePeer(name);
  const sent: SignalFrame[] = [];
  const problems: unknown[] = [];
  const call = new Call({
    room: room({ polite, mode: options.mode ?? "video" }),
    local: options.local,
    signal: (frame) => sent.push(frame),
    createPeer: () => peer.asPeer(),
    newStream: (tracks) => streamOf(tracks as unknown as FakeTrack[]),
  });
  call.on("problem", (problem) => problems.push(problem));
  return { call, peer, sent, problems };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Takes what one side has sent to the other side, in order. */
async function carry(from: Side, to: Side): Promise<void> {
  await settle();
  for (const frame of from.sent.splice(0)) await to.call.handleSignal(frame);
  await settle();
}

let eager: Side;
let polite: Side;

beforeEach(() => {
  eager = side("eager", false, { local: fakeStream("audio", "video") });
  polite = side("polite", true, { local: fakeStream("audio", "video") });
});

describe("Call", () => {
  it("begins with the offer of the impolite side alone", async () => {
    await settle();
    expect(eager.sent).toEqual([{ type: "offer", room: "room-1", sdp: "eager-1" }]);
    expect(polite.sent).toEqual([]);
    await carry(eager, polite);
    expect(polite.sent).toEqual([{ type: "answer", room: "room-1", sdp: "polite-1" }]);
    await carry(polite, eager);
    expect(eager.peer.signalingState).toBe("stable");
    expect(eager.peer.remoteDescription?.sdp).toBe("polite-1");
  });

  it("settles two offers that meet: the polite side rolls back, the other goes on", async () => {
    await carry(eager, polite);
    await carry(polite, eager);
    eager.peer.restartIce();
    polite.peer.restartIce();
    await settle();
    const [fromEager, fromPolite] = [eager.sent.splice(0), polite.sent.splice(0)];
    expect([fromEager, fromPolite].map(([frame]) => frame?.type)).toEqual(["offer", "offer"]);
    for (const frame of fromPolite) await eager.call.handleSignal(frame);
    for (const frame of fromEager) await polite.call.handleSignal(frame);
    await carry(polite, eager);
    expect(polite.peer.rolledBack).toEqual(["polite-2"]);
    expect(eager.peer.rolledBack).toEqual([]);
    expect([eager.peer.signalingState, polite.peer.signalingState]).toEqual(["stable", "stable"]);
    expect([...eager.problems, ...polite.problems]).toEqual([]);
  });

  it("keeps candidates until there is a description to add them to", async () => {
    const early = { candidate: "candidate:1", sdpMid: "0" };
    await polite.call.handleSignal({ type: "candidate", room: "room-1", candidate: early });
    await polite.call.handleSignal({ type: "candidate", room: "room-1", candidate: null });
    expect(polite.peer.candidates).toEqual([]);
    await carry(eager, polite);
    expect(polite.peer.candidates).toEqual([early, undefined]);
    expect(polite.problems).toEqual([]);
  });

  it("passes on the candidates it finds, and their end", async () => {
    await settle();
    eager.sent.length = 0;
    eager.peer.find({ candidate: "candidate:7", sdpMid: "0" });
    eager.peer.find(null);
    expect(eager.sent).toEqual([
      { type: "candidate", room: "room-1", candidate: { candidate: "candidate:7", sdpMid: "0" } },
      { type: "candidate", room: "room-1", candidate: null },
    ]);
  });

  it("tells of a broken candidate, but not of one for an offer that it ignored", async () => {
    const broken: SignalFrame = { type: "candidate", room: "room-1", candidate: { candidate: "broken" } };
    await carry(eager, polite);
    await carry(polite, eager);
    await eager.call.handleSignal(broken);
    expect(eager.problems).toHaveLength(1);
    eager.peer.restartIce();
    await settle();
    await eager.call.handleSignal({ type: "offer", room: "room-1", sdp: "ignored" });
    await eager.call.handleSignal(broken);
    expect(eager.problems).toHaveLength(1);
  });

  it.each([
    ["video", undefined, ["audio recvonly", "video recvonly"]],
    ["video", fakeStream("audio"), ["audio sendrecv", "video recvonly"]],
    ["audio", undefined, ["audio recvonly"]],
    ["audio", fakeStream("audio", "video"), ["audio sendrecv"]],
  ] as const)("of the offering side receives in %s what it cannot send", async (mode, local, expected) => {
    const { peer } = side("eager", false, { mode, ...(local ? { local } : {}) });
    expect(peer.transceivers.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual(expected);
  });

  it("of the answering side adds only tracks, which then find their place in the offer", () => {
    expect(side("polite", true).peer.transceivers).toEqual([]);
  });

  it("sends an unanswered offer again when the partner is back", async () => {
    await settle();
    eager.sent.length = 0;
    await eager.call.handleReachable();
    expect(eager.sent).toEqual([{ type: "offer", room: "room-1", sdp: "eager-1" }]);
    const again = [...eager.sent];
    await carry(eager, polite);
    for (const frame of again) await polite.call.handleSignal(frame);
    await carry(polite, eager);
    expect(eager.peer.signalingState).toBe("stable");
    expect(eager.problems).toEqual([]);
  });

  it("looks for a new way when the partner is back and the old one is dead", async () => {
    await carry(eager, polite);
    await carry(polite, eager);
    eager.peer.turn("connected");
    polite.peer.turn("connecting");
    await eager.call.handleReachable();
    await vi.waitFor(() => settle());
    expect(eager.peer.restarts).toBe(0);
    eager.peer.turn("disconnected");
    await eager.call.handleReachable();
    await polite.call.handleReachable();
    await vi.waitFor(() => expect([eager.peer.restarts, polite.peer.restarts]).toEqual([1, 0]));
  });

  it("tries other ways for a while and then says so", () => {
    vi.useFakeTimers();
    try {
      const states: string[] = [];
      eager.call.on("state", (state) => states.push(state));
      eager.peer.turn("connected");
      eager.peer.turn("failed");
      vi.advanceTimersByTime(120_000);
      expect(eager.peer.restarts).toBe(5);
      expect(states).toEqual(["connected", "interrupted", "failed"]);
      eager.call.close();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("shows each track of the partner, and stops it in the end", () => {
    const streams: MediaStream[] = [];
    eager.call.on("stream", (stream) => streams.push(stream));
    const tracks = [new FakeTrack("audio"), new FakeTrack("video")];
    for (const track of tracks) eager.peer.ontrack?.({ track: track.asTrack() });
    expect(streams.map((stream) => stream.getTracks().length)).toEqual([1, 2]);
    eager.call.close();
    expect(tracks.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
  });

  it("sends another track in the same place, and makes a place that only received send", async () => {
    const camera = new FakeTrack("video");
    await eager.call.send("video", camera.asTrack());
    expect(eager.call.sender("video")?.track).toBe(camera);
    const blind = side("blind", false);
    await blind.call.send("video", camera.asTrack());
    expect(blind.peer.transceivers.map(({ direction }) => direction)).toEqual(["recvonly", "sendrecv"]);
    await blind.call.send("video", null);
    expect(blind.call.sender("video")?.track).toBeNull();
  });

  it("keeps a picture out of a voice call", async () => {
    const voice = side("voice", false, { mode: "audio" });
    await voice.call.send("video", new FakeTrack("video").asTrack());
    expect(voice.peer.transceivers.map(({ kind }) => kind)).toEqual(["audio"]);
  });

  it.each([true, false])("asks for a relay only when that is wished: %s", (relayOnly) => {
    const asked: unknown[] = [];
    const call = new Call({
      room: room({ mode: "video" }),
      local: undefined,
      signal: () => {},
      relayOnly,
      createPeer: (_servers, options) => {
        asked.push(options);
        return new FakePeer("any").asPeer();
      },
    });
    call.close();
    expect(asked).toEqual([{ relayOnly }]);
  });

  it("is closed for good: what comes late does nothing", async () => {
    await settle();
    eager.call.close();
    eager.call.close();
    await eager.call.handleSignal({ type: "answer", room: "room-1", sdp: "late" });
    expect(eager.peer.remoteDescription).toBeNull();
    expect(eager.peer.onicecandidate).toBeNull();
    expect(eager.call.state).toBe("closed");
    expect(eager.problems).toEqual([]);
  });
});
