import type { Page } from "@playwright/test";

/** Remembers every peer connection and every track that the page gets, for the tests to look at. */
export async function recordPeers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    const tracks: MediaStreamTrack[] = [];
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
        this.addEventListener("track", ({ track }) => tracks.push(track));
      }
    };
    const devices = navigator.mediaDevices;
    const ask = devices?.getUserMedia.bind(devices);
    if (ask) {
      devices.getUserMedia = async (constraints) => {
        const stream = await ask(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }
    Object.assign(window, { peersMade: made, tracksGot: tracks });
  });
}

export function peerCount(page: Page): Promise<{ made: number; open: number }> {
  return page.evaluate(() => {
    const made = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade;
    return { made: made.length, open: made.filter(({ signalingState }) => signalingState !== "closed").length };
  });
}

/** How many tracks, of the own devices and of partners, the page has got and not let go of. */
export function liveTracks(page: Page): Promise<number> {
  return page.evaluate(() => {
    const got = (window as unknown as { tracksGot: MediaStreamTrack[] }).tracksGot;
    return got.filter(({ readyState }) => readyState === "live").length;
  });
}

/** Frames that the newest peer connection has decoded, by its own account. */
export const framesDecoded = (page: Page): Promise<number> => received(page, "video", "framesDecoded");

/** Packets of sound that the newest peer connection has received. */
export const soundReceived = (page: Page): Promise<number> => received(page, "audio", "packetsReceived");

/** Packets that the newest peer connection has sent of each kind, read at once. */
export function packetsSent(page: Page): Promise<{ audio: number; video: number }> {
  return page.evaluate(async () => {
    const made = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade;
    const total = { audio: 0, video: 0 };
    for (const report of ((await made.at(-1)?.getStats()) ?? new Map()).values()) {
      if (report.type === "outbound-rtp") total[report.kind as "audio" | "video"] += report.packetsSent;
    }
    return total;
  });
}

function received(page: Page, kind: "audio" | "video", figure: string): Promise<number> {
  return page.evaluate(
    async ([wanted, name]) => {
      const made = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade;
      const stats = (await made.at(-1)?.getStats()) ?? new Map();
      let total = 0;
      for (const report of stats.values()) {
        if (report.type === "inbound-rtp" && report.kind === wanted) total += report[name] ?? 0;
      }
      return total;
    },
    [kind, figure] as const,
  );
}

/** Which kinds of candidates carry the newest call, and which server gave the own one if it is relayed. */
export function selectedEnds(page: Page): Promise<{ local: string; remote: string; by: string }> {
  return page.evaluate(async () => {
    const made = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade;
    const stats = await made.at(-1)?.getStats();
    const reports: Record<string, unknown>[] = [...(stats?.values() ?? [])];
    const withId = (id: unknown): Record<string, unknown> | undefined => reports.find((report) => report["id"] === id);
    const transport = reports.find(({ type }) => type === "transport");
    const pair = withId(transport?.["selectedCandidatePairId"]);
    const local = withId(pair?.["localCandidateId"]);
    const remote = withId(pair?.["remoteCandidateId"]);
    return {
      local: String(local?.["candidateType"]),
      remote: String(remote?.["candidateType"]),
      by: String(local?.["url"]),
    };
  });
}
