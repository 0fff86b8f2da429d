import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Criteria } from "../chat/criteria.js";
import type { LocalMedia } from "../media/local-media.js";
import type { ServerFrame } from "../protocol/server-frames.js";
import { FakeChannel } from "../testing/fake-channel.js";
import { FakeNetwork } from "../testing/fake-network.js";
import { FakePeer, FakeTrack, fakeStream, streamOf } from "../testing/fake-peer.js";
import { FakeSocket } from "../testing/fake-socket.js";
import { matched, room, welcome } from "../testing/frames.js";
import { TabMemory } from "./tab-memory.js";
import { Visit, type VisitParts } from "./visit.js";

const video: Criteria = { mode: "video", interests: [], languages: [] };
const text: Criteria = { ...video, mode: "text" };

let socket: FakeSocket | undefined;
let network: FakeNetwork;
let peers: FakePeer[];
let options: unknown[];
let stream: ReturnType<typeof fakeStream>;
/** Addresses that the browser does not take; `any` is one without WebRTC. */
let refused: string[];
let grant: (media: LocalMedia) => void;
let visit: Visit;
let sessions: number;

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

function parts(): VisitParts {
  return {
    network,
    openSocket: (listener) => {
      socket = new FakeSocket(listener);
      return socket;
    },
    openSession: () => {
      sessions += 1;
      return Promise.resolve({
        kind: "granted",
        session: { token: "t", session: "s", device: "d", expiresAt: Date.now() + 3_600_000 },
      });
    },
    openMedia: () =>
      new Promise((resolve) => {
        grant = resolve;
      }),
    newStream: (tracks) => streamOf(tracks as unknown as FakeTrack[]),
    createPeer: (servers, chosen) => {
      if (refused.includes("any")) throw new ReferenceError("RTCPeerConnection is not defined");
      if (servers.some(({ urls }) => [urls].flat().some((url) => refused.includes(url)))) throw new SyntaxError("no");
      options.push(chosen);
      const peer = new FakePeer(`peer-${peers.length}`);
      peer.configuration = { iceServers: [...servers] };
      peers.push(peer);
      return peer.asPeer();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  socket = undefined;
  network = new FakeNetwork();
  peers = [];
  options = [];
  refused = [];
  stream = fakeStream("audio", "video");
  sessions = 0;
  visit = new Visit(parts());
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

  it("takes the newest credentials of a `welcome` before it restarts ICE in the room that goes on", async () => {
    const server = (username: string) => [{ urls: "turn:a:1", username, credential: "c" }];
    await startWithCamera();
    receive(matched({ mode: "video", iceServers: server("first") }));
    peers[0]?.turn("connected");
    const again = (username: string): void => {
      const current = { ...matched({ mode: "video", iceServers: server(username) }) };
      receive(welcome({ epoch: 2, state: "chatting", room: current, iceServers: server(username) }));
    };
    again("second");
    again("third");
    expect(peers[0]?.restarts).toBe(0);
    peers[0]?.turn("failed");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(peers).toHaveLength(1);
    expect(peers[0]?.restartedWith.length).toBeGreaterThan(0);
    expect(new Set(peers[0]?.restartedWith)).toEqual(new Set(["third"]));
    // Also when the partner begins anew and this side only answers.
    again("fourth");
    receive({ type: "offer", room: "room-1", sdp: "theirs" });
    await vi.advanceTimersByTimeAsync(0);
    expect(peers[0]?.configuration.iceServers?.[0]?.username).toBe("fourth");
  });

  it("asks for fresh credentials long before those of a call end, and only in a call", async () => {
    const iceServers = [{ urls: "turn:a:1", username: "u", credential: "c" }];
    const hellos = (): number => sent().filter((type) => type === "hello").length;
    await startWithCamera();
    const first = socket;
    receive(matched({ mode: "video", iceServers }));
    for (let half = 0; half < 58; half += 1) {
      await vi.advanceTimersByTimeAsync(30_000);
      receive({ type: "typing", room: "room-1", active: false });
    }
    expect(socket).toBe(first);
    await vi.advanceTimersByTimeAsync(30_000);
    receive({ type: "typing", room: "room-1", active: false });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(socket).not.toBe(first);
    expect(first?.closedWith).toBeUndefined();
    socket?.open();
    expect(hellos()).toBe(1);
    receive(welcome({ epoch: 2, state: "chatting", room: matched({ mode: "video", iceServers }), iceServers }));
    expect([visit.chat.name, visit.connection.name, peers.length]).toEqual(["chatting", "online", 1]);
    receive({ type: "left", room: "room-1", reason: "left" });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(peers).toHaveLength(1);
  });

  it("drops the servers that the browser does not take, and says so while the call is set up", async () => {
    refused = ["turn:without.a.secret"];
    const iceServers = [{ urls: "turn:without.a.secret" }, { urls: "stun:a" }];
    await startWithCamera();
    receive(matched({ mode: "video", iceServers }));
    expect(visit.call).toBe("connecting");
    expect(visit.serversUnusable).toBe(true);
    expect(peers.at(-1)?.configuration.iceServers).toEqual([{ urls: ["stun:a"] }]);
    receive({ type: "left", room: "room-1", reason: "left" });
    expect(visit.serversUnusable).toBe(false);
  });

  it.each([true, false])(
    "without WebRTC tells the partner at once, and the words go on (polite: %s)",
    async (polite) => {
      refused = ["any"];
      await startWithCamera();
      receive(matched({ mode: "video", polite }));
      expect(visit.call).toBe("unavailable");
      receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 9 RTP 1\r\na=mid:0\r\n" });
      const signals = socket?.sent.filter(({ type }) => type === "offer" || type === "answer") ?? [];
      expect(signals.map(({ type }) => type)).toEqual(polite ? ["answer"] : ["offer", "answer"]);
      expect(socket?.sent).toContainEqual({ type: "quality", room: "room-1", ice: "failed", setup: 0 });
      expect(visit.say("still here")).toBe("said");
      receive({ type: "left", room: "room-1", reason: "left" });
      expect([visit.call, visit.callable]).toEqual([undefined, false]);
      // Nobody else is to wait for a call with this browser.
      visit.next();
      expect(visit.chat.name).toBe("idle");
      await visit.start(video);
      expect([visit.chat.name, visit.askingForMedia]).toEqual(["idle", false]);
    },
  );

  it.each([
    ["offer", true],
    ["answer", false],
  ] as const)(
    "hears by an empty %s that the partner cannot be called, until they can (polite: %s)",
    async (type, polite) => {
      await startWithCamera();
      receive(matched({ mode: "video", room: "room-2", polite }));
      receive({ type, room: "room-2", sdp: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 0 RTP 1\r\n" });
      await vi.advanceTimersByTimeAsync(0);
      expect(visit.call).toBe("declined");
      expect(peers.at(-1)?.signalingState).toBe("closed");
      expect(socket?.sent).toContainEqual(expect.objectContaining({ type: "quality", ice: "failed" }));
      await vi.advanceTimersByTimeAsync(30_000);
      expect(visit.call).toBe("declined");
      // Whoever comes back with another browser can be called.
      receive({ type: "offer", room: "room-2", sdp: "v=0\r\nm=audio 9 RTP 1\r\n" });
      await vi.advanceTimersByTimeAsync(0);
      expect(visit.call).toBe("connecting");
      expect(sent().slice(-2)).toContain("answer");
    },
  );

  it("tells the partner when the first descriptions cannot be exchanged", async () => {
    await startWithCamera();
    receive(matched({ mode: "video", polite: true }));
    const [peer] = peers;
    if (peer) peer.setRemoteDescription = () => Promise.reject(new DOMException("no", "OperationError"));
    receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 9 RTP 1\r\n" });
    await vi.advanceTimersByTimeAsync(0);
    expect(visit.call).toBe("unavailable");
    expect(peer?.signalingState).toBe("closed");
    receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 9 RTP 1\r\n" });
    expect(sent().at(-1)).toBe("answer");
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

  it("does not leave when the page goes, since it may be loaded anew", async () => {
    await visit.start(text);
    await arrive();
    receive(matched());
    for (const signal of ["hidden", "visible", "kept", "restored", "gone"] as const) network.tell(signal);
    expect(sent()).not.toContain("leave");
    expect(socket?.closedWith).toBeUndefined();
  });

  describe("whose page is loaded anew", () => {
    let kept: Map<string, string>;

    const memory = (): TabMemory =>
      new TabMemory("https://chat.example", { claim: async () => true, release: () => {} }, () => ({
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      }));

    /** The next page of the tab: nothing lives on but what was kept. */
    async function reload(before: TabMemory): Promise<TabMemory> {
      network.tell("gone");
      const left = new Map(kept);
      before.close();
      kept = left;
      const next = memory();
      visit = new Visit({ ...parts(), memory: next });
      const resumed = visit.resume();
      await vi.advanceTimersByTimeAsync(0);
      if (visit.chat.name !== "idle" && !visit.own.fits("video")) grant?.({ stream, lacking: "none" });
      await resumed;
      await vi.advanceTimersByTimeAsync(0);
      socket?.open();
      return next;
    }

    beforeEach(() => {
      kept = new Map();
    });

    it("goes on in its room with the same ids, and shows nothing twice", async () => {
      const first = memory();
      visit = new Visit({ ...parts(), memory: first });
      await visit.start(text);
      await arrive();
      receive(matched());
      visit.say("unacked");
      receive({ type: "chat", room: "room-1", id: "p1", text: "hello" });
      visit.shown("p1");
      const [said] = visit.messages;
      const next = await reload(first);
      expect(sessions).toBe(1);
      expect(visit.messages.map(({ text: words }) => words)).toEqual(["unacked", "hello"]);
      receive(welcome({ state: "chatting", room: room() }));
      expect(socket?.sent).toContainEqual({ type: "chat", room: "room-1", id: said?.id, text: "unacked" });
      receive({ type: "chat", room: "room-1", id: "p1", text: "hello" });
      expect(socket?.sent.at(-1)).toEqual({ type: "ack", room: "room-1", id: "p1" });
      expect(visit.messages).toHaveLength(2);
      visit.leave();
      expect(JSON.stringify([...kept])).not.toContain("unacked");
      next.close();
    });

    it("makes the first offer of a new call, whichever side it is", async () => {
      const first = memory();
      visit = new Visit({ ...parts(), memory: first });
      await startWithCamera();
      receive(matched({ mode: "video", polite: true }));
      const next = await reload(first);
      receive(welcome({ state: "chatting", room: room({ mode: "video", polite: true }) }));
      await vi.advanceTimersByTimeAsync(0);
      expect(peers).toHaveLength(2);
      expect(socket?.sent.filter(({ type }) => type === "offer")).toHaveLength(1);
      visit.stop();
      next.close();
    });

    it("says that the chat is over when the server has not waited", async () => {
      const first = memory();
      visit = new Visit({ ...parts(), memory: first });
      await visit.start(text);
      await arrive();
      receive(matched());
      visit.say("hello?");
      const next = await reload(first);
      receive(welcome());
      expect(visit.chat).toMatchObject({ name: "ended", reason: "gone" });
      expect(visit.messages).toMatchObject([{ text: "hello?", mark: "failed" }]);
      expect(JSON.stringify([...kept])).not.toContain("hello?");
      next.close();
    });

    it("waits on", async () => {
      const first = memory();
      visit = new Visit({ ...parts(), memory: first });
      await visit.start(text);
      await arrive();
      const next = await reload(first);
      expect(visit.chat.name).toBe("waiting");
      receive(welcome());
      expect(sent()).toEqual(["hello", "find"]);
      next.close();
    });
  });

  it("notices a dead link while it waits, without having said anything", async () => {
    await visit.start(text);
    await arrive();
    receive({ type: "waiting", since: 0, estimate: null, widening: null });
    const first = socket;
    await vi.advanceTimersByTimeAsync(45_000);
    expect(socket).not.toBe(first);
  });

  it("leaves the room when it is stopped", async () => {
    await visit.start(text);
    await arrive();
    receive(matched());
    visit.stop();
    expect(network.listeners).toBe(0);
    expect(sent().at(-1)).toBe("leave");
    expect(socket?.closedWith).toBe(1000);
  });
});
