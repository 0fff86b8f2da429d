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

/**
 * Whether this browser can make calls. Hardened ones lack peer connections, or have some that throw; without any server
 * to talk to, nothing leaves this machine.
 */
export function canCall(): boolean {
  try {
    createPeer([], {}).close();
    return true;
  } catch {
    return false;
  }
}
