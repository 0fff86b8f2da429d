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

/** Whether these servers can relay at all; without one, `relayOnly` can connect nobody. */
export function canRelay(iceServers: readonly IceServer[]): boolean {
  return iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url)));
}
