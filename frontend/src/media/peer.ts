import "webrtc-adapter";
import type { IceServer } from "../protocol/values.js";

export interface PeerOptions {
  /** Only paths through a relay: the partner learns no address of this visitor. */
  readonly relayOnly?: boolean;
}

export type CreatePeer = (iceServers: readonly IceServer[], options: PeerOptions) => RTCPeerConnection;

/** A peer connection of the browser, its differences evened out by webrtc-adapter. */
export const createPeer: CreatePeer = (iceServers, { relayOnly = false }) =>
  new RTCPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server })),
    iceTransportPolicy: relayOnly ? "relay" : "all",
    bundlePolicy: "max-bundle",
  });

/** Whether this browser has peer connections at all; hardened ones do not. Whether one can be made, only a call shows. */
export const canCall = (): boolean => typeof globalThis.RTCPeerConnection === "function";
