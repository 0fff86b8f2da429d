import { Emitter } from "../events/emitter.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import { IceRepair } from "./ice-repair.js";
import { type Kind, kindsOf } from "./local-media.js";
import { Negotiation } from "./negotiation.js";
import type { CreatePeer } from "./peer.js";

export type CallState = "connecting" | "connected" | "interrupted" | "failed" | "closed";

export interface CallEvents {
  state: CallState;
  /** What the partner sends; a new stream comes whenever a track is added. */
  stream: MediaStream;
  problem: unknown;
  /** Steps inside, for those who look into faults. */
  trace: string;
}

export interface CallParts {
  readonly room: Room;
  readonly local: MediaStream | undefined;
  readonly signal: (frame: SignalFrame) => void;
  readonly createPeer: CreatePeer;
  readonly relayOnly?: boolean;
  readonly newStream?: (tracks: MediaStreamTrack[]) => MediaStream;
}

/** Voice or video with one partner: one peer connection, from the match to the end of the room. */
export class Call extends Emitter<CallEvents> {
  readonly #parts: CallParts;
  readonly #peer: RTCPeerConnection;
  readonly #negotiation: Negotiation;
  readonly #repair: IceRepair;
  #state: CallState = "connecting";
  #received: MediaStreamTrack[] = [];

  constructor(parts: CallParts) {
    super();
    this.#parts = parts;
    const { room, signal } = parts;
    this.#peer = parts.createPeer(room.iceServers, { relayOnly: parts.relayOnly ?? false });
    this.#peer.ontrack = ({ track }) => this.#receive(track);
    this.#repair = new IceRepair({
      polite: room.polite,
      restart: () => {
        this.emit("trace", "restarting ICE");
        this.#peer.restartIce();
      },
      changed: (state) => this.#become(state),
    });
    this.#negotiation = new Negotiation({
      peer: this.#peer,
      polite: room.polite,
      signal: (sent) => signal({ ...sent, room: room.room }),
      failed: (problem) => this.emit("problem", problem),
    });
    this.#follow();
    this.#addMedia();
  }

  get state(): CallState {
    return this.#state;
  }

  /** How many bytes a message on a channel may have; undefined while the browser does not say. */
  get maxMessageSize(): number | undefined {
    return this.#peer.sctp?.maxMessageSize;
  }

  /** A channel to the partner beside picture and sound. Both sides open it by themselves, with the same number. */
  openChannel(id: number): RTCDataChannel {
    return this.#peer.createDataChannel(`passerby-${id}`, { negotiated: true, id });
  }

  stats(): Promise<RTCStatsReport> {
    return this.#peer.getStats();
  }

  sender(kind: Kind): RTCRtpSender | undefined {
    return this.#place(kind)?.sender;
  }

  handleSignal(frame: SignalFrame): Promise<void> {
    return this.#negotiation.handle(frame);
  }

  /** The way to the partner was interrupted: repairs what may have been lost with it. */
  handleReachable(): Promise<void> {
    this.#repair.renew();
    return this.#negotiation.recover();
  }

  /** This machine is on another network, where the old path may be dead. */
  handleNetworkChange(): void {
    this.#repair.renew();
  }

  /** Sends another track of this kind, or none, from now on. Where none was sent before, a place is made for it. */
  async send(kind: Kind, track: MediaStreamTrack | null): Promise<void> {
    if (this.#state === "closed" || !kindsOf(this.#parts.room.mode).includes(kind)) return;
    const place = this.#place(kind);
    try {
      if (place) await place.sender.replaceTrack(track);
      else if (track) this.#peer.addTrack(track);
      if (place && track && this.#peer.signalingState !== "closed") widen(place);
    } catch (problem) {
      if (this.#peer.signalingState !== "closed") this.emit("problem", problem);
    }
  }

  close(): void {
    if (this.#state === "closed") return;
    const peer = this.#peer;
    peer.ontrack = peer.onconnectionstatechange = peer.onicecandidate = peer.onnegotiationneeded = null;
    peer.oniceconnectionstatechange = peer.onicecandidateerror = null;
    this.#repair.close();
    peer.close();
    // A browser need not end them by itself, and an element may still show them.
    for (const track of this.#received) track.stop();
    this.#received = [];
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

  #receive(track: MediaStreamTrack): void {
    if (this.#received.includes(track)) return;
    this.#received = [...this.#received, track];
    const { newStream = (tracks) => new MediaStream(tracks) } = this.#parts;
    this.emit("stream", newStream(this.#received));
  }

  #place(kind: Kind): RTCRtpTransceiver | undefined {
    return this.#peer.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  }

  #follow(): void {
    const peer = this.#peer;
    peer.onconnectionstatechange = () => {
      this.emit("trace", `peer connection ${peer.connectionState}`);
      this.#repair.handle(peer.connectionState);
    };
    peer.oniceconnectionstatechange = () => this.emit("trace", `ICE ${peer.iceConnectionState}`);
    peer.onicecandidateerror = ({ errorCode, errorText, url }) =>
      this.emit("trace", `ICE server ${url}: ${errorCode} ${errorText}`);
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
