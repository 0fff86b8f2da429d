import type { SignalFrame } from "../protocol/relayed-frames.js";

/** Browsers that bundle everything require the group to be named, even when it is empty. */
const origin = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE"];

const sdpOf = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join("");

/** An offer of nothing. */
const emptyOffer = sdpOf(origin);

/** Whether a description refuses everything: each of its sections has port 0 (RFC 3264, section 6). */
export function refuses(sdp: string): boolean {
  return sdp.startsWith("v=0") && [...sdp.matchAll(/^m=\S+ (\d+)/gm)].every(([, port]) => Number(port) === 0);
}

/** The answer that refuses each section of an offer. */
export function refusalOf(offer: string): string {
  const lines = offer.split(/\r?\n/).flatMap((line) => {
    const [, kind, rest] = /^m=(\S+) \d+\S* (.+)$/.exec(line) ?? [];
    if (kind !== undefined) return [`m=${kind} 0 ${rest}`, "c=IN IP4 0.0.0.0", "a=inactive"];
    return line.startsWith("a=mid:") ? [line] : [];
  });
  return sdpOf([...origin, ...lines]);
}

export interface RefusalParts {
  readonly room: string;
  readonly polite: boolean;
  readonly signal: (frame: SignalFrame) => void;
}

/**
 * Stands in for a call that this side cannot make. It refuses each offer, so that the partner does not wait for a
 * picture. Where this side would make the first offer, it offers nothing.
 */
export class Refusal {
  constructor(private readonly parts: RefusalParts) {
    if (!parts.polite) this.#offerNothing();
  }

  handleSignal(frame: SignalFrame): void {
    if (frame.type !== "offer" || refuses(frame.sdp)) return;
    const { room, signal } = this.parts;
    signal({ type: "answer", room, sdp: refusalOf(frame.sdp) });
  }

  /** Earlier signals may be lost, and the partner's page may be a new one. */
  handleReachable(): void {
    this.#offerNothing();
  }

  #offerNothing(): void {
    const { room, signal } = this.parts;
    signal({ type: "offer", room, sdp: emptyOffer });
  }
}
