import type { Page } from "@playwright/test";

/** What happens between a match and the first picture, in this order. */
export const callSteps = ["offer", "answer", "connected", "packet", "picture"] as const;

/** When each step of a call was, in milliseconds after it began. Each side knows only one of `offer` and `answer`. */
export type CallTimes = { readonly [Step in (typeof callSteps)[number]]?: number };

declare global {
  interface Window {
    /** When the steps of the newest call were, in epoch milliseconds. */
    callTimes: Record<string, number>;
    /** A call begins. */
    callBegins: () => void;
  }
}

/** Lets a page note its calls. In the page of a node, a call begins with `matched`. Use it before the page is opened. */
export async function recordCalls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const note = (step: string): void => {
      window.callTimes[step] ??= performance.timeOrigin + performance.now();
    };
    window.callTimes = {};
    window.callBegins = () => {
      window.callTimes = {};
      note("begin");
    };
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener("message", ({ data }) => {
          if (JSON.parse(data).type === "matched") window.callBegins();
        });
      }
    };
    const look = async (peer: RTCPeerConnection): Promise<void> => {
      for (const report of (await peer.getStats()).values()) {
        if (report.type !== "inbound-rtp" || report.kind !== "video") continue;
        if (report.packetsReceived > 0) note("packet");
        if (report.framesDecoded > 0) note("picture");
      }
      if (peer.signalingState !== "closed" && !window.callTimes["picture"]) setTimeout(() => void look(peer), 15);
    };
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener("connectionstatechange", () => {
          if (this.connectionState !== "connected") return;
          note("connected");
          void look(this);
        });
      }
      override async setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
        await super.setLocalDescription(description);
        if (this.localDescription) note(this.localDescription.type);
      }
    };
  });
}

/** Waits until both sides of a call have a picture. Times count from when the first of the two began. */
export async function timesOf(pages: readonly Page[]): Promise<CallTimes[]> {
  for (const page of pages) await page.waitForFunction(() => window.callTimes["picture"] !== undefined);
  const all = await Promise.all(pages.map((page) => page.evaluate(() => window.callTimes)));
  const begin = Math.min(...all.map((times) => times["begin"] ?? Number.NaN));
  return all.map((times) =>
    Object.fromEntries(callSteps.flatMap((step) => (times[step] === undefined ? [] : [[step, times[step] - begin]]))),
  );
}

/** A table of medians: each step of the bare calls and of ours, and the ratio of the two. */
export function comparison(bare: readonly CallTimes[], ours: readonly CallTimes[]): string {
  const lines = callSteps.map((step) => {
    const [without, within] = [median(bare, step), median(ours, step)];
    const ratio = (within / without).toFixed(2);
    return `${step.padEnd(9)} ${ms(without)} ${ms(within)} ${ratio.padStart(7)}`;
  });
  return ["step         bare     ours   ratio", ...lines].map((line) => `    ${line}`).join("\n");
}

const ms = (time: number): string => `${Math.round(time)} ms`.padStart(8);

function median(calls: readonly CallTimes[], step: (typeof callSteps)[number]): number {
  const sorted = calls.flatMap((times) => times[step] ?? []).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
