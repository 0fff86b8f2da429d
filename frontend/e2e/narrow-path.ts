import { createSocket, type Socket } from "node:dgram";
import type { Page } from "@playwright/test";

/** One direction of the path: a queue that empties at a given bit rate, and drops what does not fit. */
class Pipe {
  bitsPerSecond = Number.POSITIVE_INFINITY;
  /** When the last packet in the queue will have left. */
  #freeAt = 0;
  readonly #timers = new Set<NodeJS.Timeout>();

  /** A router keeps about this much, in milliseconds of its rate. */
  readonly #longest = 250;

  pass(packet: Buffer, send: (packet: Buffer) => void): void {
    if (this.bitsPerSecond === 0) return;
    if (!Number.isFinite(this.bitsPerSecond)) return send(packet);
    const now = performance.now();
    const start = Math.max(now, this.#freeAt);
    if (start - now > this.#longest) return;
    this.#freeAt = start + (packet.length * 8_000) / this.bitsPerSecond;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      send(packet);
    }, this.#freeAt - now);
    this.#timers.add(timer);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

interface End {
  /** Plays this visitor's browser towards the other one. */
  readonly socket: Socket;
  /** Where the browser really is. */
  address?: { readonly host: string; readonly port: number } | undefined;
  /** Changes with each restart of ICE, which brings new addresses. */
  fragment?: string | undefined;
  readonly outgoing: Pipe;
}

/**
 * A path between two visitors that the test can make narrow. It changes their signalling so that its own addresses
 * replace theirs, and the packets of the call go through it. It changes nothing else that they say to the server.
 */
export class NarrowPath {
  readonly #ends: readonly [End, End];

  private constructor(ends: readonly [End, End]) {
    this.#ends = ends;
    for (const [index, end] of ends.entries()) {
      const partner = ends[1 - index];
      // What the partner's browser sends to this end is for this end's browser, and seems to come from the partner's
      // end.
      end.socket.on("message", (packet) => {
        partner?.outgoing.pass(packet, (passed) => {
          const { address } = end;
          if (address) partner.socket.send(passed, address.port, address.host);
        });
      });
    }
  }

  static async open(): Promise<NarrowPath> {
    const end = async (): Promise<End> => {
      const socket = createSocket("udp4");
      await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
      return { socket, outgoing: new Pipe() };
    };
    return new NarrowPath([await end(), await end()]);
  }

  /** How much the visitor with this number can send: any amount without a figure, nothing with 0. */
  limit(visitor: 0 | 1, bitsPerSecond = Number.POSITIVE_INFINITY): void {
    this.#ends[visitor].outgoing.bitsPerSecond = bitsPerSecond;
  }

  /** Call it before the visitor's page is opened. */
  route(visitor: 0 | 1): (page: Page) => Promise<void> {
    const end = this.#ends[visitor];
    return async (page) => {
      // A page with lasting permission for the camera is told the machine's addresses, instead of made-up names.
      await page.context().grantPermissions(["camera", "microphone"]);
      await page.routeWebSocket("**/ws", (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((message) => {
          const rewritten = typeof message === "string" ? rewrite(message, end) : message;
          if (rewritten !== undefined) server.send(rewritten);
        });
        server.onMessage((message) => socket.send(message));
      });
    };
  }

  async close(): Promise<void> {
    for (const { socket, outgoing } of this.#ends) {
      outgoing.close();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    }
  }
}

/** Undefined for a candidate that would lead past this path. */
function rewrite(message: string, end: End): string | undefined {
  const frame = JSON.parse(message) as { type: string; sdp?: string; candidate?: { candidate?: string } | null };
  if (frame.sdp !== undefined) {
    const [, fragment] = /^a=ice-ufrag:(.*)$/m.exec(frame.sdp) ?? [];
    if (fragment !== end.fragment) end.address = undefined;
    end.fragment = fragment;
    return JSON.stringify({ ...frame, sdp: frame.sdp.replace(/^a=candidate:.*\r\n/gm, "") });
  }
  if (frame.type !== "candidate" || !frame.candidate?.candidate) return message;
  const words = frame.candidate.candidate.split(" ");
  const [, , protocol, , host = "", port] = words;
  if (protocol?.toLowerCase() !== "udp" || !/^[\d.]+$/.test(host)) return undefined;
  if (end.address && end.address.port !== Number(port)) return undefined;
  end.address = { host, port: Number(port) };
  words[4] = "127.0.0.1";
  words[5] = String(end.socket.address().port);
  return JSON.stringify({ ...frame, candidate: { ...frame.candidate, candidate: words.join(" ") } });
}
