import type { CallState } from "../media/call.js";
import { canRelay } from "../media/ice-servers.js";
import type { Meeting } from "../media/meeting.js";
import { Refusal, refuses } from "../media/refusal.js";
import { RelayCredentials } from "../media/relay-credentials.js";
import type { QualityFrame } from "../protocol/client-frames.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import type { IceServer } from "../protocol/values.js";
import { PartnerPeer } from "./partner-peer.js";

export interface RoomCallParts {
  readonly room: Room;
  readonly relayOnly: boolean;
  /**
   * Begins a meeting. Throws in a browser that cannot make calls.
   *
   * @param begins whether this side makes the first offer. By default the impolite one does
   */
  readonly meet: (room: Room, begins?: boolean) => Meeting;
  /** Set when the room goes on from an earlier page of this tab; see {@link PartnerPeer}. */
  readonly resumed?: { readonly partner: string | undefined };
  readonly signal: (frame: SignalFrame) => void;
  readonly report: (frame: QualityFrame) => void;
  /** Asks the server for newer credentials. */
  readonly renewServers: () => void;
  /** No meeting could begin, and none of another room will. */
  readonly impossible: () => void;
  readonly problem: (problem: unknown) => void;
  readonly changed: () => void;
}

/** The call of one room: a meeting, or a refusal for the partner where this side can have none. */
export class RoomCall {
  readonly #parts: RoomCallParts;
  readonly #credentials: RelayCredentials;
  #iceServers: readonly IceServer[];
  #meeting: Meeting | undefined;
  #refusal: Refusal | undefined;
  readonly #partner: PartnerPeer;
  #relayMissing = false;
  #serversUnusable = false;

  constructor(parts: RoomCallParts) {
    this.#parts = parts;
    this.#iceServers = parts.room.iceServers;
    this.#credentials = new RelayCredentials(parts.renewServers);
    this.#credentials.arrived(this.#iceServers);
    this.#partner = new PartnerPeer(parts.resumed?.partner, (frame) => void this.#meeting?.handleSignal(frame));
    // The partner still has the call with the previous page. Only an offer tells them that there is a new one.
    this.#begin(parts.resumed ? true : undefined);
  }

  /** The partner's end of the call, once both ends are agreed. */
  get partner(): string | undefined {
    return this.#partner.present;
  }

  get state(): CallState | undefined {
    return this.#refusal ? "unavailable" : this.#meeting?.call;
  }

  get meeting(): Meeting | undefined {
    return this.#meeting;
  }

  /** Only a relay may be used, and the server offers none that this browser takes. */
  get relayMissing(): boolean {
    return this.#relayMissing;
  }

  /** This browser does not take some of the ICE servers. */
  get serversUnusable(): boolean {
    return this.#serversUnusable;
  }

  handleServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
    this.#credentials.arrived(iceServers);
    this.#meeting?.renewServers(iceServers);
  }

  handleSignal(frame: SignalFrame): void {
    this.#refusal?.handleSignal(frame);
    const news = this.#partner.handle(frame);
    if (news === "old") return;
    if (this.#declined && frame.type === "offer" && !refuses(frame.sdp)) this.#begin();
    else if (news === "another") this.#begin(false);
    void this.#meeting?.handleSignal(frame);
  }

  handleReachable(): void {
    this.#refusal?.handleReachable();
    // A partner who could not be called may have come back with another browser.
    if (this.#declined) this.#begin();
    else void this.#meeting?.handleReachable();
  }

  close(): void {
    this.#credentials.close();
    this.#partner.close();
    this.#meeting?.close();
    this.#meeting = this.#refusal = undefined;
  }

  get #declined(): boolean {
    return this.#meeting?.call === "declined";
  }

  #begin(begins?: boolean): void {
    const { meet, relayOnly, problem } = this.#parts;
    const iceServers = this.#iceServers;
    this.#meeting?.close();
    try {
      const meeting = meet({ ...this.#parts.room, iceServers }, begins);
      this.#meeting = meeting;
      meeting.on("hopeless", () => this.#refuse());
      this.#serversUnusable = countOf(meeting.iceServers) < countOf(iceServers);
      this.#relayMissing = relayOnly && !canRelay(meeting.iceServers);
    } catch (cause) {
      problem(cause);
      this.#parts.impossible();
      this.#refuse();
      return;
    }
    if (this.#serversUnusable) problem(new Error("this browser does not take all ICE servers"));
    if (this.#relayMissing) this.#refuse();
  }

  /** Tells the server, which counts it, and the partner, who then does not wait. */
  #refuse(): void {
    const { room, polite } = this.#parts.room;
    this.#meeting?.close();
    this.#meeting = undefined;
    this.#parts.report({ type: "quality", room, ice: "failed", setup: 0 });
    this.#refusal = new Refusal({ room, polite, signal: this.#parts.signal });
    this.#parts.changed();
  }
}

function countOf(iceServers: readonly IceServer[]): number {
  return iceServers.flatMap(({ urls }) => urls).length;
}
