import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type CallTimes, recordCalls, timesOf } from "./call-steps.js";

declare global {
  interface Window {
    /** Hands a signal to the other page. */
    pass: (signal: string) => Promise<void>;
    take: (signal: string) => Promise<void>;
    barePeer: RTCPeerConnection;
    bareCamera: MediaStream;
  }
}

/** Calls between two pages with nothing else on them, at 640 × 360. What any call through a server is measured against. */
export class BareCalls {
  private constructor(
    private readonly contexts: readonly BrowserContext[],
    private readonly pages: readonly [Page, Page],
  ) {}

  /** @param url of any page of this machine: browsers offer cameras to those without HTTPS too */
  static async open(browsers: readonly [Browser, Browser], url: string): Promise<BareCalls> {
    const address = new URL("/bare", url).href;
    const contexts = await Promise.all(browsers.map((browser) => browser.newContext()));
    const open = async (context: BrowserContext | undefined): Promise<Page> => {
      if (!context) throw new Error("no context");
      const page = await context.newPage();
      await recordCalls(page);
      await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: "<body></body>" }));
      await page.goto(address);
      return page;
    };
    const pages = [await open(contexts[0]), await open(contexts[1])] as const;
    for (const [page, other] of [pages, [pages[1], pages[0]] as const]) {
      await page.exposeFunction("pass", (signal: string) => other.evaluate((given) => window.take(given), signal));
    }
    return new BareCalls(contexts, [...pages]);
  }

  /** Makes a call, and ends it when both have a picture. Cameras run before it begins, as they do in a visit. */
  async call(): Promise<CallTimes[]> {
    for (const page of this.pages) await page.evaluate(prepare);
    await Promise.all(this.pages.map((page) => page.evaluate(begin)));
    await this.pages[0].evaluate(async () => {
      await window.barePeer.setLocalDescription();
      void window.pass(JSON.stringify({ description: window.barePeer.localDescription }));
    });
    const times = await timesOf(this.pages);
    for (const page of this.pages) await page.evaluate(end);
    return times;
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
  }
}

async function prepare(): Promise<void> {
  window.bareCamera = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
  const own = document.createElement("video");
  own.muted = true;
  own.srcObject = window.bareCamera;
  document.body.append(own);
  await own.play();
}

function begin(): void {
  window.callBegins();
  const peer = new RTCPeerConnection();
  window.barePeer = peer;
  peer.onicecandidate = ({ candidate }) => {
    if (candidate) void window.pass(JSON.stringify({ candidate }));
  };
  peer.ontrack = ({ streams }) => {
    const partner = document.createElement("video");
    partner.muted = true;
    partner.srcObject = streams[0] ?? null;
    document.body.append(partner);
    void partner.play().catch(() => {});
  };
  for (const track of window.bareCamera.getTracks()) peer.addTrack(track, window.bareCamera);
  let early: RTCIceCandidateInit[] | undefined = [];
  window.take = async (signal) => {
    const { candidate, description } = JSON.parse(signal);
    if (candidate && early) early.push(candidate);
    else if (candidate) await peer.addIceCandidate(candidate);
    if (!description) return;
    await peer.setRemoteDescription(description);
    for (const waiting of early ?? []) await peer.addIceCandidate(waiting);
    early = undefined;
    if (description.type !== "offer") return;
    await peer.setLocalDescription();
    void window.pass(JSON.stringify({ description: peer.localDescription }));
  };
}

function end(): void {
  window.barePeer.close();
  for (const track of window.bareCamera.getTracks()) track.stop();
  for (const video of document.querySelectorAll("video")) {
    video.srcObject = null;
    video.remove();
  }
}
