import type { CreatePeer } from "../media/peer.js";
import { type Expected, PeerReserve, type ReadyPeer } from "../media/ready-peer.js";
import type { IceServer, Mode } from "../protocol/values.js";

/** In milliseconds. What the visitor asked for is sent first. */
const soon = 1;

export interface ReadinessParts {
  readonly createPeer: CreatePeer;
  /** False once this browser failed to make a call. */
  readonly callable: () => boolean;
  /** What a call in this mode would need now. */
  readonly expected: (mode: Mode) => Expected;
}

/** Makes a peer connection ready while the visitor waits, and no longer. */
export class Readiness {
  readonly #parts: ReadinessParts;
  readonly #reserve: PeerReserve;
  #mode: Mode | undefined;
  #iceServers: readonly IceServer[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ReadinessParts) {
    this.#parts = parts;
    this.#reserve = new PeerReserve(parts.createPeer);
  }

  /** The visitor waits for a call in this mode. */
  begin(mode: Mode): void {
    this.#mode = mode;
    this.renew();
  }

  /** The visitor does not wait any more. */
  end(): void {
    this.#mode = undefined;
    clearTimeout(this.#timer);
    this.#reserve.drop();
  }

  /** Devices or settings may have changed. What is ready is made anew if it no longer fits. */
  readonly renew = (): void => {
    if (this.#mode === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#prepare(), soon);
  };

  handleServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    this.renew();
  }

  /** What was gathered belongs to another network, or the page is about to rest. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#reserve.drop();
  }

  /** For the call that begins now. */
  take(mode: Mode): ReadyPeer | undefined {
    this.#mode = undefined;
    clearTimeout(this.#timer);
    return this.#reserve.take(this.#parts.expected(mode));
  }

  #prepare(): void {
    const mode = this.#mode;
    if (mode !== undefined && mode !== "text" && this.#parts.callable())
      this.#reserve.prepare(this.#parts.expected(mode), this.#iceServers);
  }
}
