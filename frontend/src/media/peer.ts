import type { IceServer } from "../protocol/values.js";

export interface PeerOptions {
  /** Only paths through a TURN server: the partner learns no address of this visitor. */
  readonly relayOnly?: boolean;
  /** Gathers candidates before there is anything to describe. */
  readonly gathersEarly?: boolean;
}

export type CreatePeer = (iceServers: readonly IceServer[], options: PeerOptions) => RTCPeerConnection;

/** A peer connection of the browser. Call {@link evenOut} before the first one. */
export const createPeer: CreatePeer = (iceServers, { relayOnly = false, gathersEarly = false }) =>
  new RTCPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server })),
    iceTransportPolicy: relayOnly ? "relay" : "all",
    bundlePolicy: "max-bundle",
    // Everything goes over one transport.
    iceCandidatePoolSize: gathersEarly ? 1 : 0,
  });

/**
 * Whether this browser has peer connections at all. Hardened ones do not. Only a call shows whether one can be made.
 */
export const canCall = (): boolean => typeof globalThis.RTCPeerConnection === "function";
