import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Candidate } from "../protocol/values.js";

/** A signal without its room. The call adds that. */
export type Signal =
  | { readonly type: "offer"; readonly sdp: string }
  | { readonly type: "answer"; readonly sdp: string }
  | { readonly type: "candidate"; readonly candidate: Candidate | null };

export interface NegotiationParts {
  readonly peer: RTCPeerConnection;
  readonly polite: boolean;
  /** Whether this side makes the first offer. */
  readonly begins?: boolean;
  /** The peer connection asked for an offer before there was a partner. It does not ask twice. */
  readonly due?: boolean;
  readonly signal: (signal: Signal) => void;
  readonly failed: (problem: unknown) => void;
  /** Called before each step in which the browser may gather candidates again. */
  readonly prepare?: () => void;
  /** The first descriptions could not be exchanged: this call cannot come about. */
  readonly hopeless?: () => void;
}

/**
 * Perfect negotiation. Each step, own or the partner's, finishes before the next begins, so the signalling state alone
 * tells whether two offers met. Then the impolite side ignores the other offer, and the polite one rolls back. The side
 * that does not begin never offers before the other side's first offer.
 */
export class Negotiation {
  readonly #parts: NegotiationParts;
  #steps: Promise<void> = Promise.resolve();
  #mayOffer: boolean;
  #agreed = false;
  #ignoring = false;
  #early: (Candidate | null)[] = [];

  constructor(parts: NegotiationParts) {
    this.#parts = parts;
    this.#mayOffer = parts.begins ?? !parts.polite;
    const { peer, signal } = parts;
    peer.onnegotiationneeded = () => this.#describe(() => this.#offer());
    peer.onicecandidate = ({ candidate }) => signal({ type: "candidate", candidate: candidate?.toJSON() ?? null });
    if (parts.due) void this.#describe(() => this.#offer());
  }

  handle(frame: SignalFrame): Promise<void> {
    switch (frame.type) {
      case "offer":
        return this.#describe(() => this.#takeOffer(frame.sdp));
      case "answer":
        return this.#describe(() => this.#takeAnswer(frame.sdp));
      case "candidate":
        return this.#enqueue(() => this.#takeCandidate(frame.candidate));
      default: {
        const unknown: never = frame;
        return unknown;
      }
    }
  }

  /** Signals may have been lost. An offer without an answer is sent again, with newer candidates. */
  recover(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#parts.peer.signalingState === "have-local-offer") this.#tell("offer");
    });
  }

  async #offer(): Promise<void> {
    const { peer } = this.#parts;
    if (!this.#mayOffer || peer.signalingState !== "stable") return;
    this.#parts.prepare?.();
    await peer.setLocalDescription();
    this.#tell("offer");
  }

  async #takeOffer(sdp: string): Promise<void> {
    const { peer, polite } = this.#parts;
    this.#ignoring = !polite && peer.signalingState !== "stable";
    if (this.#ignoring) return;
    this.#mayOffer = true;
    this.#parts.prepare?.();
    await peer.setRemoteDescription({ type: "offer", sdp });
    await this.#addEarly();
    await peer.setLocalDescription();
    this.#agreed = true;
    this.#tell("answer");
  }

  async #takeAnswer(sdp: string): Promise<void> {
    const { peer } = this.#parts;
    // An offer that was sent twice gets two answers.
    if (peer.signalingState !== "have-local-offer") return;
    await peer.setRemoteDescription({ type: "answer", sdp });
    this.#agreed = true;
    await this.#addEarly();
  }

  async #takeCandidate(candidate: Candidate | null): Promise<void> {
    const { peer } = this.#parts;
    if (!peer.remoteDescription) {
      this.#early.push(candidate);
      return;
    }
    try {
      await peer.addIceCandidate(candidate ?? undefined);
    } catch (problem) {
      // These candidates belong to an ignored offer.
      if (!this.#ignoring) throw problem;
    }
  }

  async #addEarly(): Promise<void> {
    const early = this.#early;
    this.#early = [];
    // A candidate that the browser cannot use must not cost the answer.
    for (const candidate of early) await this.#takeCandidate(candidate).catch(this.#parts.failed);
  }

  #tell(type: "offer" | "answer"): void {
    const { peer, signal } = this.#parts;
    const description = peer.localDescription;
    if (description?.type === type) signal({ type, sdp: description.sdp });
  }

  #describe(step: () => Promise<void>): Promise<void> {
    return this.#enqueue(async () => {
      try {
        await step();
      } catch (problem) {
        if (!this.#agreed && this.#parts.peer.signalingState !== "closed") this.#parts.hopeless?.();
        throw problem;
      }
    });
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    const { peer, failed } = this.#parts;
    this.#steps = this.#steps
      .then(() => (peer.signalingState === "closed" ? undefined : step()))
      .catch((problem: unknown) => {
        // A step that was cut short by the end of the call has not failed.
        if (peer.signalingState !== "closed") failed(problem);
      });
    return this.#steps;
  }
}
