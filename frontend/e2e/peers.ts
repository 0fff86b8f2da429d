import type { Page } from "@playwright/test";

/** Remembers every peer connection that the page makes, for the tests to look at. */
export async function recordPeers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
      }
    };
    Object.assign(window, { peersMade: made });
  });
}

export function peerCount(page: Page): Promise<{ made: number; open: number }> {
  return page.evaluate(() => {
    const made = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade;
    return { made: made.length, open: made.filter(({ signalingState }) => signalingState !== "closed").length };
  });
}

/** Frames that the newest peer connection has decoded, by its own account. */
export function framesDecoded(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const made = (window as unknown as { peersMade: RTCPeerConnection[] }).peersMade;
    const stats = (await made.at(-1)?.getStats()) ?? new Map();
    let frames = 0;
    for (const report of stats.values()) {
      if (report.type === "inbound-rtp" && report.kind === "video") frames += report.framesDecoded ?? 0;
    }
    return frames;
  });
}
