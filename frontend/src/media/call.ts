import { Emitter } from "../events/emitter.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import { type Kind, kindsOf } from "./local-media.js";
import { Negotiation } from "./negotiation.js";
import type { CreatePeer } from "./peer.js";

export type CallState = "connecting" | "connected" | "interrupted" | "failed" | "closed";

export interface CallEvents {
  state: CallState;
  /** What the partner sends; comes again when a track is added. */
  stream: MediaStream;
  problem: unknown;
}

export interface CallParts {
  readonly room: Room;
  readonly local: MediaStream | undefined;
  readonly signal: (frame: SignalFrame) => void;
  readonly createPeer: CreatePeer;
}

const maxRestarts = 3;

/** Voice or video with one partner: one peer connection, from the match to the end of the room. */
export class Call extends Emitter<CallEvents> {
  readonly #parts: CallParts;
  readonly #peer: RTCPeerConnection;
  readonly #negotiation: Negotiation;
  #state: CallState = "connecting";
  #restarts = 0;

  constructor(parts: CallParts) {
    super();
    this.#parts = parts;
    const { room, signal } = parts;
    this.#peer = parts.createPeer(room.iceServers);
    this.#peer.ontrack = ({ streams: [stream] }) => stream && this.emit("stream", stream);
    this.#peer.onconnectionstatechange = () => this.#follow();
    this.#negotiation = new Negotiation({
      peer: this.#peer,
      polite: room.polite,
      signal: (sent) => signal({ ...sent, room: room.room }),
      failed: (problem) => this.emit("problem", problem),
    });
    this.#addMedia();
  }

  get state(): CallState {
    return this.#state;
  }

  handleSignal(frame: SignalFrame): Promise<void> {
    return this.#negotiation.handle(frame);
  }

  /** The way to the partner was interrupted: repairs what may have been lost with it. */
  handleReachable(): Promise<void> {
    return this.#negotiation.recover(this.#peer.connectionState === "connected");
  }

  /** Sends another track of this kind, or none, from now on. A call without such a track gets a place for it. */
  async send(kind: Kind, track: MediaStreamTrack | null): Promise<void> {
    if (this.#state === "closed") return;
    const place = this.#peer.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
    try {
      await place?.sender.replaceTrack(track);
      if (place && track && this.#peer.signalingState !== "closed") widen(place);
    } catch (problem) {
      this.emit("problem", problem);
    }
  }

  close(): void {
    if (this.#state === "closed") return;
    const peer = this.#peer;
    peer.ontrack = peer.onconnectionstatechange = peer.onicecandidate = peer.onnegotiationneeded = null;
    peer.close();
    this.#become("closed");
  }

  /**
   * The offering side names every kind of media of the room, so that a visitor without a camera still receives. The
   * answering side only adds tracks: those find their place in the offer, while transceivers would stay beside it.
   */
  #addMedia(): void {
    const { room, local } = this.#parts;
    for (const kind of kindsOf(room.mode)) {
      const track = local?.getTracks().find((candidate) => candidate.kind === kind);
      if (track && local) this.#peer.addTrack(track, local);
      else if (!room.polite) this.#peer.addTransceiver(kind, { direction: "recvonly" });
    }
  }

  #follow(): void {
    const { connectionState } = this.#peer;
    if (connectionState === "connected") {
      this.#restarts = 0;
      this.#become("connected");
    } else if (connectionState === "disconnected") {
      this.#become("interrupted");
    } else if (connectionState === "failed") {
      if (this.#restarts < maxRestarts) {
        this.#restarts += 1;
        this.#peer.restartIce();
        this.#become("interrupted");
      } else {
        this.#become("failed");
      }
    }
  }

  #become(state: CallState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit("state", state);
  }
}

/** A place that only received has to be agreed on anew before it can send. */
function widen(place: RTCRtpTransceiver): void {
  if (place.direction === "recvonly") place.direction = "sendrecv";
  else if (place.direction === "inactive") place.direction = "sendonly";
}
