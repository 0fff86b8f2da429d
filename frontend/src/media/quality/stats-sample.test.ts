import { describe, expect, it } from "vitest";
import { arrivals, StatsReader } from "./stats-sample.js";

const base = (seconds: number, changes: Record<string, Record<string, unknown>> = {}): Map<string, unknown> => {
  const reports: Record<string, Record<string, unknown>> = {
    T: { type: "transport", selectedCandidatePairId: "P" },
    P: {
      type: "candidate-pair",
      localCandidateId: "L",
      remoteCandidateId: "R",
      currentRoundTripTime: 0.05,
      availableOutgoingBitrate: 900_000,
    },
    Q: { type: "candidate-pair", localCandidateId: "L2", remoteCandidateId: "R", currentRoundTripTime: 9 },
    L: { type: "local-candidate", candidateType: "host" },
    L2: { type: "local-candidate", candidateType: "srflx" },
    R: { type: "remote-candidate", candidateType: "relay" },
    OV: { type: "outbound-rtp", kind: "video", bytesSent: 0, qualityLimitationReason: "cpu", frameHeight: 480 },
    OA: { type: "outbound-rtp", kind: "audio", bytesSent: 0 },
    IV: { type: "inbound-rtp", kind: "video", bytesReceived: 0, packetsReceived: 0, packetsLost: 0 },
    RV: { type: "remote-inbound-rtp", kind: "video", fractionLost: 0.02 },
    RA: { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.1 },
    ...changes,
  };
  return new Map(
    Object.entries(reports).map(([id, report]) => [id, { id, timestamp: seconds * 1_000, ...report }] as const),
  );
};

describe("StatsReader", () => {
  it("reads the path that is in use, and rates only from the second reading on", () => {
    const reader = new StatsReader();
    expect(reader.read(base(10))).toEqual({
      at: 10_000,
      rtt: 50,
      lossOut: 0.1,
      available: 900_000,
      limit: "cpu",
      height: 480,
      path: "relay",
      local: "host",
    });
    const next = reader.read(
      base(12, {
        OV: { type: "outbound-rtp", kind: "video", bytesSent: 200_000 },
        OA: { type: "outbound-rtp", kind: "audio", bytesSent: 50_000 },
        IV: { type: "inbound-rtp", kind: "video", bytesReceived: 25_000, packetsReceived: 90, packetsLost: 10 },
      }),
    );
    expect(next).toMatchObject({ sending: 1_000_000, receiving: 100_000, lossIn: 0.1 });
  });

  it("takes counters that go back for a new beginning, not for a rate", () => {
    const reader = new StatsReader();
    const inbound = (bytesReceived: number, packetsReceived: number, packetsLost: number): Map<string, unknown> =>
      base(bytesReceived / 1_000, {
        IV: { type: "inbound-rtp", kind: "video", bytesReceived, packetsReceived, packetsLost },
      });
    reader.read(inbound(50_000, 100, 20));
    const sample = reader.read(
      base(60, { IV: { type: "inbound-rtp", kind: "video", bytesReceived: 10, packetsLost: 0 } }),
    );
    expect(sample.receiving).toBe(0);
    expect(sample).not.toHaveProperty("lossIn");
  });

  it("finds nothing where there is nothing", () => {
    expect(new StatsReader().read(new Map())).toEqual({ at: 0 });
    expect(arrivals(new Map([["odd", null]]))).toEqual({ pictures: 0, sound: 0 });
  });

  it("sees what has arrived of the partner", () => {
    const stats = base(1, {
      IV: { type: "inbound-rtp", kind: "video", framesDecoded: 3, packetsReceived: 9 },
      IA: { type: "inbound-rtp", kind: "audio", packetsReceived: 7 },
    });
    expect(arrivals(stats)).toEqual({ pictures: 3, sound: 7 });
  });
});
