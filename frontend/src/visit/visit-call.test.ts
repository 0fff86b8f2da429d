import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChannel } from "../testing/fake-channel.js";
import { FakeTrack } from "../testing/fake-peer.js";
import { matched, welcome } from "../testing/frames.js";
import { text, VisitStage, video } from "../testing/visit-stage.js";

let stage: VisitStage;

beforeEach(() => {
  vi.useFakeTimers();
  stage = new VisitStage();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the call of a visit", () => {
  it("goes on without a camera, and says what is lacking", async () => {
    void stage.visit.start(video);
    stage.visit.startWithoutMedia();
    await stage.welcome();
    stage.receive(matched({ mode: "video" }));
    expect(stage.visit.media).toEqual({ lacking: "both", problem: "refused" });
    expect(stage.peers[0]?.transceivers).toHaveLength(2);
  });

  it("makes a new peer connection for every room, and keeps the camera between them", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    await vi.advanceTimersByTimeAsync(1_000);
    stage.visit.next();
    expect(stage.peers[0]?.signalingState).toBe("closed");
    expect(stage.visit.remote).toBeUndefined();
    stage.receive(matched({ mode: "video", room: "room-2" }));
    expect(stage.peers).toHaveLength(2);
    expect(stage.stream.stopped).toEqual([]);
    stage.visit.leave();
    expect(stage.peers[1]?.signalingState).toBe("closed");
    expect(stage.stream.stopped).toEqual(["audio", "video"]);
  });

  it("makes a peer connection ready while it waits, and sends nothing before the match", async () => {
    await stage.start(video);
    await vi.advanceTimersByTimeAsync(1_000);
    const [ready] = stage.peers;
    expect(ready?.transceivers.map(({ kind }) => kind)).toEqual(["audio", "video"]);
    expect(stage.sent.filter((type) => type === "offer" || type === "candidate")).toEqual([]);
    stage.receive(matched({ mode: "video", polite: false }));
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.peers).toEqual([ready]);
    expect(stage.sent).toContain("offer");
    stage.receive({ type: "left", room: "room-1", reason: "left" });
    // Whoever stays at an ended chat waits for nobody.
    await vi.advanceTimersByTimeAsync(10_000);
    expect([ready?.signalingState, stage.peers.length]).toEqual(["closed", 1]);
    stage.visit.next();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.peers.at(-1)?.signalingState).toBe("stable");
    stage.visit.cancel();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.peers.map(({ signalingState }) => signalingState)).toEqual(["closed", "closed"]);
  });

  it.each([
    ["another way", () => stage.visit.configure({ relayOnly: true })],
    ["another network", () => stage.network.tell("changed")],
  ])("makes another ready for %s, and leaves one open", async (_, change) => {
    await stage.start(video);
    await vi.advanceTimersByTimeAsync(1_000);
    change();
    await vi.advanceTimersByTimeAsync(1_000);
    stage.receive(matched({ mode: "video", iceServers: [{ urls: "turn:a", username: "u", credential: "c" }] }));
    expect(stage.peers.map(({ signalingState }) => signalingState)).toEqual(["closed", "stable"]);
    expect(stage.visit.call).toBe("connecting");
  });

  it("makes nothing ready for words, or where the page rests", async () => {
    await stage.start(text);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.peers).toEqual([]);
    stage.visit.cancel();
    await stage.start(video);
    await vi.advanceTimersByTimeAsync(1_000);
    stage.network.tell("kept");
    expect(stage.peers[0]?.signalingState).toBe("closed");
  });

  it("closes the call of a chat that the partner has left, and not twice", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    stage.receive({ type: "left", room: "room-1", reason: "next" });
    expect(stage.peers[0]?.signalingState).toBe("closed");
    expect(stage.visit.chat).toMatchObject({ name: "ended", reason: "next" });
    expect(stage.visit.call).toBeUndefined();
  });

  it("shows both unblurred when both have said so, anew in each room", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    stage.visit.reveal();
    expect(stage.sent).toContain("reveal");
    expect(stage.visit.revealed).toMatchObject({ own: true, partner: false, both: false });
    stage.receive({ type: "reveal", room: "room-0" });
    expect(stage.visit.revealed.both).toBe(false);
    stage.receive({ type: "partner-back", room: "room-1" });
    expect(stage.sent.filter((type) => type === "reveal")).toHaveLength(2);
    stage.receive({ type: "reveal", room: "room-1" });
    expect(stage.visit.revealed.both).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    const nobody = { own: false, partner: false, both: false };
    stage.visit.next();
    expect(stage.visit.revealed).toMatchObject(nobody);
    stage.receive(matched({ mode: "video", room: "room-2" }));
    expect(stage.visit.revealed).toMatchObject(nobody);
  });

  it("uses a relay only when that is set, from the next match on", async () => {
    stage.visit.configure({ relayOnly: true, reveal: "always" });
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    expect(stage.options).toEqual([{ relayOnly: true }]);
    expect(stage.sent.at(-1)).toBe("reveal");
    expect(stage.visit.relayMissing).toBe(true);
    stage.receive({ type: "left", room: "room-1", reason: "left" });
    stage.visit.next();
    const iceServers = [{ urls: "stun:a" }, { urls: ["turns:b:443"] }];
    stage.receive(matched({ mode: "video", room: "room-2", iceServers }));
    expect(stage.visit.relayMissing).toBe(false);
  });

  it("takes the newest credentials of a `welcome` before it restarts ICE in the room that goes on", async () => {
    const server = (username: string) => [{ urls: "turn:a:1", username, credential: "c" }];
    await stage.start(video);
    stage.receive(matched({ mode: "video", iceServers: server("first") }));
    stage.peers[0]?.turn("connected");
    const again = (username: string): void => {
      const current = { ...matched({ mode: "video", iceServers: server(username) }) };
      stage.receive(welcome({ epoch: 2, state: "chatting", room: current, iceServers: server(username) }));
    };
    again("second");
    again("third");
    expect(stage.peers[0]?.restarts).toBe(0);
    stage.peers[0]?.turn("failed");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.peers).toHaveLength(1);
    expect(stage.peers[0]?.restartedWith.length).toBeGreaterThan(0);
    expect(new Set(stage.peers[0]?.restartedWith)).toEqual(new Set(["third"]));
    // Also when the partner begins anew and this side only answers.
    again("fourth");
    stage.receive({ type: "offer", room: "room-1", sdp: "theirs" });
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.peers[0]?.configuration.iceServers?.[0]?.username).toBe("fourth");
  });

  it("asks for fresh credentials long before those of a call end, and only in a call", async () => {
    const iceServers = [{ urls: "turn:a:1", username: "u", credential: "c" }];
    const hellos = (): number => stage.sent.filter((type) => type === "hello").length;
    await stage.start(video);
    const first = stage.socket;
    stage.receive(matched({ mode: "video", iceServers }));
    for (let half = 0; half < 58; half += 1) {
      await vi.advanceTimersByTimeAsync(30_000);
      stage.receive({ type: "typing", room: "room-1", active: false });
    }
    expect(stage.socket).toBe(first);
    await vi.advanceTimersByTimeAsync(30_000);
    stage.receive({ type: "typing", room: "room-1", active: false });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(stage.socket).not.toBe(first);
    expect(first?.closedWith).toBeUndefined();
    stage.socket?.open();
    expect(hellos()).toBe(1);
    stage.receive(welcome({ epoch: 2, state: "chatting", room: matched({ mode: "video", iceServers }), iceServers }));
    expect([stage.visit.chat.name, stage.visit.connection.name, stage.peers.length]).toEqual(["chatting", "online", 1]);
    stage.receive({ type: "left", room: "room-1", reason: "left" });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(stage.peers).toHaveLength(1);
  });

  it("drops the servers that the browser does not take, and says so while the call is set up", async () => {
    stage.refused = ["turn:without.a.secret"];
    const iceServers = [{ urls: "turn:without.a.secret" }, { urls: "stun:a" }];
    await stage.start(video);
    stage.receive(matched({ mode: "video", iceServers }));
    expect(stage.visit.call).toBe("connecting");
    expect(stage.visit.serversUnusable).toBe(true);
    expect(stage.peers.at(-1)?.configuration.iceServers).toEqual([{ urls: ["stun:a"] }]);
    stage.receive({ type: "left", room: "room-1", reason: "left" });
    expect(stage.visit.serversUnusable).toBe(false);
  });

  it.each([true, false])(
    "without WebRTC tells the partner at once, and the words go on (polite: %s)",
    async (polite) => {
      stage.refused = ["any"];
      await stage.start(video);
      stage.receive(matched({ mode: "video", polite }));
      expect(stage.visit.call).toBe("unavailable");
      stage.receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 9 RTP 1\r\na=mid:0\r\n" });
      const signals = stage.socket?.sent.filter(({ type }) => type === "offer" || type === "answer") ?? [];
      expect(signals.map(({ type }) => type)).toEqual(polite ? ["answer"] : ["offer", "answer"]);
      expect(stage.socket?.sent).toContainEqual({ type: "quality", room: "room-1", ice: "failed", setup: 0 });
      expect(stage.visit.say("still here")).toBe("said");
      stage.receive({ type: "left", room: "room-1", reason: "left" });
      expect([stage.visit.call, stage.visit.callable]).toEqual([undefined, false]);
      // Nobody else is to wait for a call with this browser.
      stage.visit.next();
      expect(stage.visit.chat.name).toBe("idle");
      await stage.visit.start(video);
      expect([stage.visit.chat.name, stage.visit.askingForMedia]).toEqual(["idle", false]);
    },
  );

  it.each([
    ["offer", true],
    ["answer", false],
  ] as const)(
    "hears by an empty %s that the partner cannot be called, until they can (polite: %s)",
    async (type, polite) => {
      await stage.start(video);
      stage.receive(matched({ mode: "video", room: "room-2", polite }));
      stage.receive({ type, room: "room-2", sdp: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 0 RTP 1\r\n" });
      await vi.advanceTimersByTimeAsync(0);
      expect(stage.visit.call).toBe("declined");
      expect(stage.peers.at(-1)?.signalingState).toBe("closed");
      expect(stage.socket?.sent).toContainEqual(expect.objectContaining({ type: "quality", ice: "failed" }));
      await vi.advanceTimersByTimeAsync(30_000);
      expect(stage.visit.call).toBe("declined");
      // Whoever comes back with another browser can be called.
      stage.receive({ type: "offer", room: "room-2", sdp: "v=0\r\nm=audio 9 RTP 1\r\n" });
      await vi.advanceTimersByTimeAsync(0);
      expect(stage.visit.call).toBe("connecting");
      expect(stage.sent.slice(-2)).toContain("answer");
    },
  );

  it("tells the partner when the first descriptions cannot be exchanged", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video", polite: true }));
    const [peer] = stage.peers;
    if (peer) peer.setRemoteDescription = () => Promise.reject(new DOMException("no", "OperationError"));
    stage.receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 9 RTP 1\r\n" });
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.visit.call).toBe("unavailable");
    expect(peer?.signalingState).toBe("closed");
    stage.receive({ type: "offer", room: "room-1", sdp: "v=0\r\nm=audio 9 RTP 1\r\n" });
    expect(stage.sent.at(-1)).toBe("answer");
  });

  it("keeps the files of a room until the next match", async () => {
    await stage.start(video);
    stage.receive(matched({ mode: "video" }));
    const [channel] = stage.peers[0]?.channels ?? [];
    channel?.join(new FakeChannel("partner"));
    expect(stage.visit.offerFile(new File(["x"], "x.txt"))).toBe("offered");
    stage.receive({ type: "left", room: "room-1", reason: "left" });
    expect(stage.visit.files).toMatchObject([{ name: "x.txt", state: "failed" }]);
    stage.visit.next();
    stage.receive(matched({ mode: "video", room: "room-2" }));
    expect(stage.visit.files).toEqual([]);
  });

  it("leaves no connection, timer or track behind after forty partners", async () => {
    await stage.start(video);
    for (let met = 0; met < 40; met += 1) {
      stage.receive(matched({ mode: "video", room: `room-${met}` }));
      const track = new FakeTrack("video");
      stage.peers[met]?.ontrack?.({ track: track.asTrack() });
      stage.peers[met]?.turn("disconnected");
      await vi.advanceTimersByTimeAsync(1_000);
      stage.visit.next();
      expect([track.readyState, stage.peers[met]?.signalingState]).toEqual(["ended", "closed"]);
    }
    stage.visit.stop();
    expect(stage.peers).toHaveLength(40);
    expect(vi.getTimerCount()).toBe(0);
  });
});
