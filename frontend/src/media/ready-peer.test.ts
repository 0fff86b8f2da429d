import { beforeEach, describe, expect, it } from "vitest";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { IceServer } from "../protocol/values.js";
import { FakePeer, type FakeTrack, fakeStream, streamOf } from "../testing/fake-peer.js";
import { room } from "../testing/frames.js";
import { Call } from "./call.js";
import type { CreatePeer } from "./peer.js";
import { type Expected, PeerReserve } from "./ready-peer.js";

const stun: IceServer = { urls: "stun:a" };
const turn: IceServer = { urls: ["turn:b", "turns:c:443"], username: "u", credential: "c" };

let made: FakePeer[];
let createPeer: CreatePeer;
let reserve: PeerReserve;
let expected: Expected;

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function call(polite: boolean, iceServers: readonly IceServer[] = []): { call: Call; sent: SignalFrame[] } {
  const sent: SignalFrame[] = [];
  const begun = new Call({
    room: { ...room({ polite, mode: "video" }), iceServers },
    local: expected.local,
    signal: (frame) => sent.push(frame),
    createPeer,
    ready: reserve.take(expected),
    newStream: (tracks) => streamOf(tracks as unknown as FakeTrack[]),
  });
  return { call: begun, sent };
}

beforeEach(() => {
  made = [];
  createPeer = (servers, { gathersEarly }) => {
    const peer = new FakePeer(`peer-${made.length}`);
    peer.configuration = { iceServers: [...servers], iceCandidatePoolSize: gathersEarly ? 1 : 0 };
    made.push(peer);
    return peer.asPeer();
  };
  reserve = new PeerReserve(createPeer);
  expected = { mode: "video", local: fakeStream("audio", "video"), relayOnly: false };
});

describe("PeerReserve", () => {
  it("keeps one peer connection with the tracks, and describes nothing yet", async () => {
    reserve.prepare(expected, [stun]);
    reserve.prepare(expected, [stun]);
    await settle();
    expect(made).toHaveLength(1);
    expect(made[0]?.transceivers.map(({ kind }) => kind)).toEqual(["audio", "video"]);
    expect(made[0]?.signalingState).toBe("stable");
  });

  it("asks no TURN server before there is a call", () => {
    reserve.prepare(expected, [stun, turn]);
    expect(made[0]?.configuration.iceServers).toEqual([stun]);
    reserve.prepare({ ...expected, relayOnly: true }, [stun, turn]);
    expect(made.map(({ signalingState }) => signalingState)).toEqual(["closed", "stable"]);
    expect(made[1]?.configuration.iceServers).toEqual([]);
  });

  it("gathers early only with the servers that the call will have", () => {
    reserve.prepare(expected, [stun]);
    reserve.prepare(expected, [stun, turn]);
    reserve.prepare({ ...expected, relayOnly: true }, []);
    expect(made.map(({ configuration }) => configuration.iceCandidatePoolSize)).toEqual([1, 0, 0]);
  });

  it.each([
    ["another mode", (): Expected => ({ ...expected, mode: "audio" })],
    ["another device", (): Expected => ({ ...expected, local: fakeStream("audio", "video") })],
    ["no device", (): Expected => ({ ...expected, local: undefined })],
    ["a hidden address", (): Expected => ({ ...expected, relayOnly: true })],
  ])("closes what does not fit: %s", (_, wanted) => {
    reserve.prepare(expected, []);
    expect(reserve.take(wanted())).toBeUndefined();
    expect(made[0]?.signalingState).toBe("closed");
    // The devices belong to the visitor.
    expect(expected.local?.getTracks().map(({ readyState }) => readyState)).toEqual(["live", "live"]);
  });

  it("hands a peer connection over once", () => {
    reserve.prepare(expected, []);
    const ready = reserve.take(expected);
    expect(ready?.peer).toBe(made[0]);
    expect(reserve.take(expected)).toBeUndefined();
    reserve.drop();
    expect(made[0]?.signalingState).toBe("stable");
  });

  it("leaves it to the call to tell what the browser refuses", () => {
    createPeer = () => {
      throw new ReferenceError("RTCPeerConnection is not defined");
    };
    reserve = new PeerReserve(createPeer);
    reserve.prepare(expected, [stun]);
    expect(reserve.take(expected)).toBeUndefined();
  });
});

describe("a call with a ready peer connection", () => {
  it("offers at once when it is impolite, though the browser asked for it earlier", async () => {
    reserve.prepare(expected, []);
    await settle();
    const { sent } = call(false);
    await settle();
    expect(made).toHaveLength(1);
    expect(sent).toEqual([{ type: "offer", room: "room-1", sdp: "peer-0-1" }]);
  });

  it("waits for the offer when it is polite", async () => {
    reserve.prepare(expected, []);
    await settle();
    const { call: answering, sent } = call(true);
    await settle();
    expect(sent).toEqual([]);
    await answering.handleSignal({ type: "offer", room: "room-1", sdp: "theirs" });
    expect(sent).toEqual([{ type: "answer", room: "room-1", sdp: "peer-0-1" }]);
    expect(made[0]?.rolledBack).toEqual([]);
  });

  it("uses the servers of the match", async () => {
    reserve.prepare(expected, [stun, turn]);
    const { call: begun } = call(false, [stun, turn]);
    expect(made).toHaveLength(1);
    expect(made[0]?.configuration.iceServers).toEqual([stun, turn]);
    expect(begun.iceServers).toEqual([stun, turn]);
  });

  it("makes another when the ready one takes none of the servers", () => {
    reserve.prepare(expected, []);
    const [peer] = made;
    if (peer)
      peer.setConfiguration = () => {
        throw new DOMException("no", "InvalidModificationError");
      };
    const { call: begun } = call(false, [stun]);
    expect(peer?.signalingState).toBe("closed");
    expect([made.at(-1)?.signalingState, begun.iceServers]).toEqual(["stable", [stun]]);
  });

  it("still receives in the impolite side's offer what it cannot send", async () => {
    expected = { ...expected, local: fakeStream("audio") };
    reserve.prepare(expected, []);
    call(false);
    expect(made[0]?.transceivers.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual([
      "audio sendrecv",
      "video recvonly",
    ]);
  });

  it("begins with a small picture, whether it was ready or not", async () => {
    for (const prepared of [true, false]) {
      if (prepared) reserve.prepare(expected, []);
      const { call: begun } = call(false);
      await settle();
      expect(begun.sender("video")?.getParameters().encodings[0]).toEqual({ scaleResolutionDownBy: 2 });
      expect(begun.sender("audio")?.getParameters().encodings[0]).toEqual({});
    }
  });
});
