import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Criteria } from "../chat/criteria.js";
import type { LocalMedia } from "../media/local-media.js";
import type { ServerFrame } from "../protocol/server-frames.js";
import { FakeChannel } from "../testing/fake-channel.js";
import { FakeNetwork } from "../testing/fake-network.js";
import { FakePeer, FakeTrack, fakeStream, streamOf } from "../testing/fake-peer.js";
import { FakeSocket } from "../testing/fake-socket.js";
import { matched, welcome } from "../testing/frames.js";
import { Visit } from "./visit.js";

const video: Criteria = { mode: "video", interests: [], languages: [] };
const text: Criteria = { ...video, mode: "text" };

let socket: FakeSocket | undefined;
let network: FakeNetwork;
let peers: FakePeer[];
let options: unknown[];
let stream: ReturnType<typeof fakeStream>;
let grant: (media: LocalMedia) => void;
let visit: Visit;

const receive = (frame: ServerFrame): void => socket?.receive(frame);
const sent = (): string[] => socket?.sent.map(({ type }) => type) ?? [];

async function arrive(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  socket?.open();
  receive(welcome());
}

async function startWithCamera(): Promise<void> {
  const started = visit.start(video);
  grant({ stream, lacking: "none" });
  await started;
  await arrive();
}

beforeEach(() => {
  vi.useFakeTimers();
  socket = undefined;
  network = new FakeNetwork();
  peers = [];
  options = [];
  stream = fakeStream("audio", "video");
  visit = new Visit({
    network,
    openSocket: (listener) => {
      socket = new FakeSocket(listener);
      return socket;
    },
    openSession: () =>
      Promise.resolve({
        kind: "granted",
        session: { token: "t", session: "s", device: "d", expiresAt: Date.now() + 3_600_000 },
      }),
    openMedia: () =>
      new Promise((resolve) => {
        grant = resolve;
      }),
    newStream: (tracks) => streamOf(tracks as unknown as FakeTrack[]),
    createPeer: (_servers, chosen) => {
      options.push(chosen);
      const peer = new FakePeer(`peer-${peers.length}`);
      peers.push(peer);
      return peer.asPeer();
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("Visit", () => {
  it("connects and searches in text without asking for devices", async () => {
    await visit.start(text);
    await arrive();
    expect(sent()).toEqual(["hello", "find"]);
  });

  it("asks for the camera before it searches", async () => {
    const started = visit.start(video);
    expect(visit.askingForMedia).toBe(true);
    expect(socket).toBeUndefined();
    grant({ stream, lacking: "none" });
    await started;
    await arrive();
    expect(visit.askingForMedia).toBe(false);
    expect(sent()).toEqual(["hello", "find"]);
  });

  it("turns the camera off again when it was granted after the visitor had given up", async () => {
    const started = visit.start(video);
    visit.cancel();
    grant({ stream, lacking: "none" });
    await started;
    expect(stream.stopped).toEqual(["audio", "video"]);
    expect(visit.chat.name).toBe("idle");
  });

  it("goes on without a camera, and says what is lacking", async () => {
    void visit.start(video);
    visit.startWithoutMedia();
    await arrive();
    receive(matched({ mode: "video" }));
    expect(visit.media).toEqual({ lacking: "both", problem: "refused" });
    expect(peers[0]?.transceivers).toHaveLength(2);
  });

  it("makes a new peer connection for every room, and keeps the camera between them", async () => {
    await startWithCamera();
    receive(matched({ mode: "video" }));
    await vi.advanceTimersByTimeAsync(1_000);
    visit.next();
    expect(peers[0]?.signalingState).toBe("closed");
    expect(visit.remote).toBeUndefined();
    receive(matched({ mode: "video", room: "room-2" }));
    expect(peers).toHaveLength(2);
    expect(stream.stopped).toEqual([]);
    visit.leave();
    expect(peers[1]?.signalingState).toBe("closed");
    expect(stream.stopped).toEqual(["audio", "video"]);
  });

  it("closes the call of a chat that the partner has left, and not twice", async () => {
    await startWithCamera();
    receive(matched({ mode: "video" }));
    receive({ type: "left", room: "room-1", reason: "next" });
    expect(peers[0]?.signalingState).toBe("closed");
    expect(visit.chat).toMatchObject({ name: "ended", reason: "next" });
    expect(visit.call).toBeUndefined();
  });

  it("keeps what was said until the next match", async () => {
    await visit.start(text);
    await arrive();
    receive(matched());
    visit.say("hello");
    receive({ type: "left", room: "room-1", reason: "left" });
    expect(visit.messages).toHaveLength(1);
    visit.next();
    receive(matched({ room: "room-2" }));
    expect(visit.messages).toEqual([]);
  });

  it("ends everything when it is banned", async () => {
    await startWithCamera();
    receive(matched({ mode: "video" }));
    receive({ type: "banned", reason: "spam", until: null, appeal: "a" });
    socket?.drop(4502);
    expect(visit.connection.name).toBe("closed");
    expect(visit.chat.name).toBe("idle");
    expect(peers[0]?.signalingState).toBe("closed");
    expect(stream.stopped).toEqual(["audio", "video"]);
  });

  it("shows both unblurred when both have said so, anew in each room", async () => {
    await startWithCamera();
    receive(matched({ mode: "video" }));
    visit.reveal();
    expect(sent()).toContain("reveal");
    expect(visit.revealed).toEqual({ own: true, partner: false, both: false });
    receive({ type: "reveal", room: "room-0" });
    expect(visit.revealed.both).toBe(false);
    receive({ type: "partner-back", room: "room-1" });
    expect(sent().filter((type) => type === "reveal")).toHaveLength(2);
    receive({ type: "reveal", room: "room-1" });
    expect(visit.revealed.both).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    const nobody = { own: false, partner: false, both: false };
    visit.next();
    expect(visit.revealed).toEqual(nobody);
    receive(matched({ mode: "video", room: "room-2" }));
    expect(visit.revealed).toEqual(nobody);
  });

  it("uses a relay only when that is set, from the next match on", async () => {
    visit.configure({ relayOnly: true, reveal: "always" });
    await startWithCamera();
    receive(matched({ mode: "video" }));
    expect(options).toEqual([{ relayOnly: true }]);
    expect(sent().at(-1)).toBe("reveal");
    expect(visit.relayMissing).toBe(true);
    receive({ type: "left", room: "room-1", reason: "left" });
    visit.next();
    const iceServers = [{ urls: "stun:a" }, { urls: ["turns:b:443"] }];
    receive(matched({ mode: "video", room: "room-2", iceServers }));
    expect(visit.relayMissing).toBe(false);
  });

  it("keeps the files of a room until the next match", async () => {
    await startWithCamera();
    receive(matched({ mode: "video" }));
    const [channel] = peers[0]?.channels ?? [];
    channel?.join(new FakeChannel("partner"));
    expect(visit.offerFile(new File(["x"], "x.txt"))).toBe("offered");
    receive({ type: "left", room: "room-1", reason: "left" });
    expect(visit.files).toMatchObject([{ name: "x.txt", state: "failed" }]);
    visit.next();
    receive(matched({ mode: "video", room: "room-2" }));
    expect(visit.files).toEqual([]);
  });

  it("leaves no connection, timer or track behind after forty partners", async () => {
    await startWithCamera();
    for (let met = 0; met < 40; met += 1) {
      receive(matched({ mode: "video", room: `room-${met}` }));
      const track = new FakeTrack("video");
      peers[met]?.ontrack?.({ track: track.asTrack() });
      peers[met]?.turn("disconnected");
      await vi.advanceTimersByTimeAsync(1_000);
      visit.next();
      expect([track.readyState, peers[met]?.signalingState]).toEqual(["ended", "closed"]);
    }
    visit.stop();
    expect(peers).toHaveLength(40);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("writes down what happened, and nothing of what was said", async () => {
    await startWithCamera();
    receive(matched({ mode: "video" }));
    visit.say("a secret");
    socket?.drop(4005);
    const { log } = visit.diagnostics();
    const lines = log.map(({ about, what }) => `${about} ${what}`);
    expect(lines).toEqual(
      expect.arrayContaining(["connection online", "chat chatting", "connection socket closed with 4005"]),
    );
    expect(JSON.stringify(visit.diagnostics())).not.toContain("secret");
  });

  it("leaves for good when the page goes, and not when it is only kept", async () => {
    await visit.start(text);
    await arrive();
    receive(matched());
    network.tell("visible");
    expect(socket?.closedWith).toBeUndefined();
    network.tell("gone");
    expect(sent().at(-1)).toBe("leave");
    expect(socket?.closedWith).toBe(1000);
    expect(network.listeners).toBe(0);
  });

  it("notices a dead link while it waits, without having said anything", async () => {
    await visit.start(text);
    await arrive();
    receive({ type: "waiting", since: 0, estimate: null, widening: null });
    const first = socket;
    await vi.advanceTimersByTimeAsync(45_000);
    expect(socket).not.toBe(first);
  });

  it("leaves the room when the page goes away", async () => {
    await visit.start(text);
    await arrive();
    receive(matched());
    visit.stop();
    expect(sent().at(-1)).toBe("leave");
    expect(socket?.closedWith).toBe(1000);
  });
});
