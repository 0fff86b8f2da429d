import { Emitter } from "../events/emitter.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import type { IceServer } from "../protocol/values.js";
import { IceRepair } from "./ice-repair.js";
import { openPeer, replaceServers } from "./ice-servers.js";
import { type Kind, kindsOf } from "./local-media.js";
import { Negotiation } from "./negotiation.js";
import type { CreatePeer, PeerOptions } from "./peer.js";
import { addTracks, type ReadyPeer, useReady } from "./ready-peer.js";
import { refuses } from "./refusal.js";

/** `unavailable`: this side cannot make it. `declined`: the partner's side cannot. */
export type CallState = "connecting" | "connected" | "interrupted" | "failed" | "unavailable" | "declined" | "closed";

export interface CallEvents {
  state: CallState;
  /** What the partner sends. A new stream comes whenever a track is added. */
  stream: MediaStream;
  problem: unknown;
  /** This call cannot come about: its first descriptions could not be exchanged. */
  hopeless: undefined;
  /** Internal steps, for those who look for faults. */
  trace: string;
}

export interface CallParts {
  readonly room: Room;
  readonly local: MediaStream | undefined;
  readonly signal: (frame: SignalFrame) => void;
  readonly createPeer: CreatePeer;
  /** A peer connection for this mode, these tracks and this `relayOnly`, made before the match. The call owns it. */
  readonly ready?: ReadyPeer | undefined;
  readonly relayOnly?: boolean;
  /** Whether this side makes the first offer. By default the impolite one does. */
  readonly begins?: boolean;
  readonly newStream?: (tracks: MediaStreamTrack[]) => MediaStream;
}

/** Voice or video with one partner: one peer connection, from the match to the end of the room. */
export class Call extends Emitter<CallEvents> {
  readonly #parts: CallParts;
  readonly #peer: RTCPeerConnection;
  readonly #negotiation: Negotiation;
  readonly #repair: IceRepair;
  readonly #options: PeerOptions;
  #iceServers: readonly IceServer[];
  /** Newer credentials, used when ICE starts again. */
  #newer: readonly IceServer[] | undefined;
  #state: CallState = "connecting";
  #received: MediaStreamTrack[] = [];
  readonly #unsendable = new Set<Kind>();

  constructor(parts: CallParts) {
    super();
    this.#parts = parts;
    const { room, signal } = parts;
    this.#options = { relayOnly: parts.relayOnly ?? false };
    const { createPeer, ready } = parts;
    const reused = ready && useReady(ready, createPeer, room.iceServers, this.#options);
    const { peer, iceServers } = reused ?? openPeer(createPeer, room.iceServers, this.#options);
    this.#peer = peer;
    this.#iceServers = iceServers;
    this.#peer.ontrack = ({ track }) => this.#receive(track);
    this.#repair = new IceRepair({
      polite: room.polite,
      restart: () => {
        this.emit("trace", "restarting ICE");
        this.#useNewer();
        this.#attempt(() => this.#peer.restartIce());
      },
      changed: (state) => this.#become(state),
    });
    this.#negotiation = new Negotiation({
      peer: this.#peer,
      polite: room.polite,
      begins: this.#begins,
      due: reused !== undefined,
      signal: (sent) => signal({ ...sent, room: room.room }),
      failed: (problem) => this.emit("problem", problem),
      prepare: () => this.#useNewer(),
      hopeless: () => this.emit("hopeless", undefined),
    });
    this.#follow();
    this.#addMedia(reused);
  }

  get #begins(): boolean {
    return this.#parts.begins ?? !this.#parts.room.polite;
  }

  get state(): CallState {
    return this.#state;
  }

  /** The servers in use, without those that the browser does not take. */
  get iceServers(): readonly IceServer[] {
    return this.#iceServers;
  }

  /** The most bytes of one message on a channel. Undefined while the browser does not say. */
  get maxMessageSize(): number | undefined {
    return this.#peer.sctp?.maxMessageSize;
  }

  /**
   * A channel to the partner beside picture and sound. Each side opens it by itself, with the same number. Undefined in
   * a browser that has none.
   */
  openChannel(id: number): RTCDataChannel | undefined {
    return this.#attempt(() => this.#peer.createDataChannel(`passerby-${id}`, { negotiated: true, id }));
  }

  stats(): Promise<RTCStatsReport> {
    return this.#peer.getStats();
  }

  sender(kind: Kind): RTCRtpSender | undefined {
    return this.#place(kind)?.sender;
  }

  /** Whether the browser refused to send this kind at all. */
  cannotSend(kind: Kind): boolean {
    return this.#unsendable.has(kind);
  }

  handleSignal(frame: SignalFrame): Promise<void> {
    if (frame.type !== "candidate" && refuses(frame.sdp)) this.#end("declined");
    return this.#negotiation.handle(frame);
  }

  /** Servers with newer credentials have arrived. Those of the match expire. */
  renewServers(iceServers: readonly IceServer[]): void {
    this.#newer = iceServers;
  }

  /** The way to the partner was interrupted. Repairs what may have been lost. */
  handleReachable(): Promise<void> {
    this.#repair.renew();
    return this.#negotiation.recover();
  }

  /** This machine is on another network, where the old path may be dead. */
  handleNetworkChange(): void {
    this.#repair.renew();
  }

  /** Sends another track of this kind from now on, or none. Adds a place for it where none was sent before. */
  async send(kind: Kind, track: MediaStreamTrack | null): Promise<void> {
    if (this.#closed || !kindsOf(this.#parts.room.mode).includes(kind)) return;
    const place = this.#place(kind);
    try {
      if (place) await place.sender.replaceTrack(track);
      else if (track) this.#peer.addTrack(track);
      if (place && track && !this.#closed) widen(place);
    } catch (problem) {
      if (!this.#closed) this.emit("problem", problem);
    }
  }

  close(): void {
    this.#end("closed");
  }

  #end(state: "declined" | "closed"): void {
    if (this.#state === "closed") return;
    const peer = this.#peer;
    peer.ontrack = peer.onconnectionstatechange = peer.onicecandidate = peer.onnegotiationneeded = null;
    peer.oniceconnectionstatechange = peer.onicecandidateerror = null;
    this.#repair.close();
    peer.close();
    // A browser may not end them by itself, and an element may still show them.
    for (const track of this.#received) track.stop();
    this.#received = [];
    this.#become(state);
  }

  /**
   * The offering side names every kind of media of the room, so that a visitor without a camera still receives. The
   * answering side only adds tracks: they find their place in the offer, while transceivers would stay beside it.
   */
  #addMedia(reused: Pick<ReadyPeer, "sent"> | undefined): void {
    const { room, local } = this.#parts;
    const later = (problem: unknown): void => queueMicrotask(() => this.emit("problem", problem));
    const sent = reused?.sent ?? addTracks(this.#peer, room.mode, local, later);
    for (const kind of kindsOf(room.mode)) {
      if (sent.includes(kind)) continue;
      if (local?.getTracks().some((track) => track.kind === kind)) this.#unsendable.add(kind);
      if (this.#begins) this.#attempt(() => this.#peer.addTransceiver(kind, { direction: "recvonly" }));
    }
  }

  #receive(track: MediaStreamTrack): void {
    if (this.#received.includes(track)) return;
    this.#received = [...this.#received, track];
    const { newStream = (tracks) => new MediaStream(tracks) } = this.#parts;
    const stream = this.#attempt(() => newStream(this.#received));
    if (stream) this.emit("stream", stream);
  }

  #useNewer(): void {
    const newer = this.#newer;
    if (!newer) return;
    this.#newer = undefined;
    this.#attempt(() => {
      this.#iceServers = replaceServers(this.#peer, this.#parts.createPeer, newer, this.#options);
    });
  }

  /** What some browser refuses does not end the call. It is told later, once somebody can have begun to listen. */
  #attempt<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (problem) {
      queueMicrotask(() => this.emit("problem", problem));
      return undefined;
    }
  }

  get #closed(): boolean {
    return this.#peer.signalingState === "closed";
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

/** A place that only received must be negotiated again before it can send. */
function widen(place: RTCRtpTransceiver): void {
  if (place.direction === "recvonly") place.direction = "sendrecv";
  else if (place.direction === "inactive") place.direction = "sendonly";
}
