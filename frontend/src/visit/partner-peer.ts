import { peerOf } from "../media/peer-identity.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";

/** `another`: the partner has reloaded its page. `old`: the partner still speaks to this tab's previous page. */
export type PeerNews = "same" | "another" | "old";

/** A partner whose call was never agreed does not notice that this page is new, in milliseconds. */
const patience = 5_000;

/**
 * Follows which peer connection the partner speaks from. A reloaded page has a new one, with new keys, and the other
 * side then needs a new one as well. Signals to this tab's previous page are of no use, because the partner gives that
 * connection up as soon as it hears of this page.
 */
export class PartnerPeer {
  #present: string | undefined;
  #old: string | undefined;
  #setAside: SignalFrame | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param old the partner's connection to the previous page, if a call was agreed with it
   * @param take handles an old offer after all, because no other came
   */
  constructor(
    old: string | undefined,
    private readonly take: (offer: SignalFrame) => void,
  ) {
    this.#old = old;
  }

  get present(): string | undefined {
    return this.#present;
  }

  handle(frame: SignalFrame): PeerNews {
    const peer = frame.type === "candidate" ? this.#old : peerOf(frame.sdp);
    if (this.#old !== undefined && peer === this.#old) {
      if (frame.type === "offer") this.#wait(frame);
      return "old";
    }
    if (peer === undefined || frame.type === "candidate") return "same";
    this.#forgetOld();
    const another = frame.type === "offer" && this.#present !== undefined && this.#present !== peer;
    this.#present = peer;
    return another ? "another" : "same";
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #wait(offer: SignalFrame): void {
    this.#setAside = offer;
    this.#timer ??= setTimeout(() => {
      const late = this.#setAside;
      this.#forgetOld();
      if (late && late.type === "offer") {
        this.#present = peerOf(late.sdp);
        this.take(late);
      }
    }, patience);
  }

  #forgetOld(): void {
    clearTimeout(this.#timer);
    this.#old = this.#setAside = undefined;
  }
}
