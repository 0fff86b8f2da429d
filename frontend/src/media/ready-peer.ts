import type { IceServer, Mode } from "../protocol/values.js";
import { canRelay, openPeer, replaceServers } from "./ice-servers.js";
import { type Kind, kindsOf } from "./local-media.js";
import type { CreatePeer, PeerOptions } from "./peer.js";
import { beginSmall } from "./quality/apply-level.js";

/** What a call will need, as far as that is known before the match. */
export interface Expected {
  readonly mode: Mode;
  readonly local: MediaStream | undefined;
  readonly relayOnly: boolean;
}

/** A peer connection that nobody uses yet. It has its tracks, and has sent nothing. */
export interface ReadyPeer {
  readonly peer: RTCPeerConnection;
  readonly iceServers: readonly IceServer[];
  readonly gathersEarly: boolean;
  /** The kinds whose tracks it took. */
  readonly sent: readonly Kind[];
}

/**
 * Keeps one peer connection ready while the visitor waits, so that a match finds keys, codecs, tracks and the addresses
 * of this machine in place. It asks no TURN server: Chromium makes an allocation for each interface and address.
 */
export class PeerReserve {
  #ready: ReadyPeer | undefined;
  #tracks: readonly MediaStreamTrack[] = [];
  #key = "";

  constructor(private readonly createPeer: CreatePeer) {}

  /** Makes one that fits, unless there is one. */
  prepare(expected: Expected, offered: readonly IceServer[]): void {
    const iceServers = expected.relayOnly ? [] : offered.filter((server) => !canRelay([server]));
    // The pool of candidates is of use only if the call has the same servers. With other ones Chromium 147 gathers it anew,
    // and keeps it up: whoever offers a restart of ICE then makes two sets of allocations at the TURN server.
    const gathersEarly = !expected.relayOnly && iceServers.length === offered.length;
    const made = this.#fits(expected) ? this.#ready : undefined;
    if (made?.gathersEarly === gathersEarly && alike(made.iceServers, iceServers)) return;
    this.drop();
    try {
      this.#ready = makeReady(this.createPeer, expected, iceServers, gathersEarly);
    } catch {
      // The call makes its own then, and tells why if it cannot.
      return;
    }
    this.#tracks = expected.local?.getTracks() ?? [];
    this.#key = keyOf(expected);
  }

  /** Hands over the one that is ready if it fits this call. One that does not is closed. */
  take(expected: Expected): ReadyPeer | undefined {
    const ready = this.#fits(expected) ? this.#ready : undefined;
    if (ready) this.#ready = undefined;
    this.drop();
    return ready;
  }

  /** Nothing is expected any more. The tracks stay with their owner. */
  drop(): void {
    this.#ready?.peer.close();
    this.#ready = undefined;
    this.#tracks = [];
  }

  #fits(expected: Expected): boolean {
    const tracks = expected.local?.getTracks() ?? [];
    return (
      this.#key === keyOf(expected) &&
      tracks.length === this.#tracks.length &&
      tracks.every((track) => this.#tracks.includes(track))
    );
  }
}

/** Gives a ready peer connection the servers of its call. Undefined, and closed, when the browser does not allow it. */
export function useReady(
  ready: ReadyPeer,
  createPeer: CreatePeer,
  offered: readonly IceServer[],
  options: PeerOptions,
): ReadyPeer | undefined {
  // Other servers make the browser gather once more, so the same are left alone.
  if (alike(ready.iceServers, offered)) return ready;
  try {
    return { ...ready, iceServers: replaceServers(ready.peer, createPeer, offered, options) };
  } catch {
    ready.peer.close();
    return undefined;
  }
}

/** Adds what the mode needs and the stream has. Returns the kinds that the browser took. */
export function addTracks(
  peer: RTCPeerConnection,
  mode: Mode,
  local: MediaStream | undefined,
  failed: (problem: unknown) => void,
): Kind[] {
  return kindsOf(mode).filter((kind) => {
    const track = local?.getTracks().find((candidate) => candidate.kind === kind);
    if (!track || !local) return false;
    try {
      peer.addTrack(track, local);
    } catch (problem) {
      failed(problem);
      return false;
    }
    const sender = peer.getTransceivers().find(({ receiver }) => receiver.track.kind === kind)?.sender;
    // A picture that begins large is only slower.
    if (kind === "video" && sender) void beginSmall(sender).catch(() => {});
    return true;
  });
}

function makeReady(
  createPeer: CreatePeer,
  { mode, local, relayOnly }: Expected,
  iceServers: readonly IceServer[],
  gathersEarly: boolean,
): ReadyPeer {
  const opened = openPeer(createPeer, iceServers, { relayOnly, gathersEarly });
  let refused = false;
  const sent = addTracks(opened.peer, mode, local, () => {
    refused = true;
  });
  if (refused) {
    opened.peer.close();
    throw new Error("this browser did not take a track");
  }
  // An offer that is made once is made faster the next time. What this one says is not used.
  void Promise.resolve()
    .then(() => opened.peer.createOffer())
    .catch(() => {});
  return { ...opened, gathersEarly, sent };
}

const keyOf = ({ mode, relayOnly }: Expected): string => `${mode} ${relayOnly}`;

const alike = (some: readonly IceServer[], others: readonly IceServer[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);
