import { describe, expect, it } from "vitest";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import { Refusal, refusalOf, refuses } from "./refusal.js";

const offer = [
  "v=0",
  "o=- 4611 2 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0 1 2",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 63",
  "c=IN IP4 0.0.0.0",
  "a=mid:0",
  "a=sendrecv",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=mid:1",
  "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
  "a=mid:2",
  "",
].join("\r\n");

const frame = (type: "offer" | "answer", sdp: string): SignalFrame => ({ type, room: "room-1", sdp });

function refusal(polite: boolean): { made: Refusal; sent: SignalFrame[] } {
  const sent: SignalFrame[] = [];
  return { made: new Refusal({ room: "room-1", polite, signal: (signal) => sent.push(signal) }), sent };
}

describe("a refused offer", () => {
  it("keeps each section, its kind and name, with port 0", () => {
    const lines = refusalOf(offer).split("\r\n");
    expect(lines.filter((line) => /^(m=|a=mid)/.test(line))).toEqual([
      "m=audio 0 UDP/TLS/RTP/SAVPF 111 63",
      "a=mid:0",
      "m=video 0 UDP/TLS/RTP/SAVPF 96",
      "a=mid:1",
      "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
      "a=mid:2",
    ]);
    // Chromium 147 takes no description without a group from a peer connection that bundles everything.
    expect(lines).toContain("a=group:BUNDLE");
    expect([refuses(refusalOf(offer)), refuses(offer), refuses(refusalOf(offer.replaceAll("\r\n", "\n")))]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("Refusal", () => {
  it("offers nothing where the first offer is this side's, and answers each one in any case", () => {
    const first = refusal(false);
    expect(first.sent).toMatchObject([{ type: "offer", room: "room-1" }]);
    const second = refusal(true);
    expect(second.sent).toEqual([]);
    second.made.handleSignal(frame("offer", offer));
    second.made.handleSignal({ type: "candidate", room: "room-1", candidate: null });
    expect(second.sent).toEqual([frame("answer", refusalOf(offer))]);
    expect([...first.sent, ...second.sent].every((sent) => "sdp" in sent && refuses(sent.sdp))).toBe(true);
  });

  it("says it again when it may have been lost, and two of them leave it at that", () => {
    const [one, other] = [refusal(false), refusal(true)];
    other.made.handleReachable();
    expect(other.sent).toMatchObject([{ type: "offer" }]);
    for (const sent of one.sent.splice(0)) other.made.handleSignal(sent);
    for (const sent of other.sent.splice(0)) one.made.handleSignal(sent);
    expect([one.sent, other.sent]).toEqual([[], []]);
  });
});
