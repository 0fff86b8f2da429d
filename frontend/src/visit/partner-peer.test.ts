import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { peerOf } from "../media/peer-identity.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import { PartnerPeer } from "./partner-peer.js";

const sdp = (key: string): string =>
  `v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\nm=audio 9 RTP\r\na=fingerprint:sha-256 ${key}\r\nm=video 9 RTP\r\na=fingerprint:sha-256 ${key}\r\n`;
const offer = (key: string): SignalFrame => ({ type: "offer", room: "r", sdp: sdp(key) });
const answer = (key: string): SignalFrame => ({ type: "answer", room: "r", sdp: sdp(key) });
const candidate: SignalFrame = { type: "candidate", room: "r", candidate: null };
const id = (key: string): string => peerOf(sdp(key)) ?? "";

let taken: SignalFrame[];
const follow = (old?: string): PartnerPeer => new PartnerPeer(old, (frame) => void taken.push(frame));

beforeEach(() => {
  vi.useFakeTimers();
  taken = [];
});

afterEach(() => {
  vi.useRealTimers();
});

describe("peerOf", () => {
  it("is the same for all descriptions of one connection, and for no other", () => {
    expect(id("AA:BB")).toBe("sha-256 aa:bb");
    expect(id("AA:BB")).not.toBe(id("AA:CC"));
    expect(peerOf("v=0\r\n")).toBeUndefined();
  });
});

describe("PartnerPeer", () => {
  it("notices a partner whose page was loaded anew by its first offer", () => {
    const peer = follow();
    expect([offer("A"), candidate, offer("A"), answer("A")].map((frame) => peer.handle(frame))).toEqual(
      Array.from({ length: 4 }, () => "same"),
    );
    expect(peer.handle(offer("B"))).toBe("another");
    expect(peer.handle(offer("B"))).toBe("same");
    expect(peer.present).toBe(id("B"));
  });

  it("passes over what comes from the partner's connection to the page before", () => {
    const peer = follow(id("A"));
    expect([offer("A"), candidate].map((frame) => peer.handle(frame))).toEqual(["old", "old"]);
    expect([answer("B"), candidate].map((frame) => peer.handle(frame))).toEqual(["same", "same"]);
    vi.advanceTimersByTime(60_000);
    expect(taken).toEqual([]);
  });

  it("takes the old connection after all when no other comes", () => {
    const peer = follow(id("A"));
    peer.handle(offer("A"));
    vi.advanceTimersByTime(5_000);
    expect(taken).toEqual([offer("A")]);
    expect(peer.handle(candidate)).toBe("same");
  });

  it("leaves no timer behind", () => {
    const peer = follow(id("A"));
    peer.handle(offer("A"));
    peer.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
