import type { Page } from "@playwright/test";

/** Records every peer connection and every track that the page gets, for the tests to look at. */
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

/** How many tracks, own and partners', the page got and has not released. */
export function liveTracks(page: Page): Promise<number> {
  return page.evaluate(() => {
    const got = (window as unknown as { tracksGot: MediaStreamTrack[] }).tracksGot;
    return got.filter(({ readyState }) => readyState === "live").length;
  });
}

/** How many frames the newest peer connection has decoded, as it says itself. */
export const framesDecoded = (page: Page): Promise<number> => received(page, "video", "framesDecoded");

/** How many packets of sound the newest peer connection has received. */
export const soundReceived = (page: Page): Promise<number> => received(page, "audio", "packetsReceived");

/** How many packets of each kind the newest peer connection has sent, read at once. */
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
