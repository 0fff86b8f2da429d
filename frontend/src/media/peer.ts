import "webrtc-adapter";
import type { IceServer } from "../protocol/values.js";

export type CreatePeer = (iceServers: readonly IceServer[]) => RTCPeerConnection;

/** A peer connection of the browser, its differences evened out by webrtc-adapter. */
export const createPeer: CreatePeer = (iceServers) =>
  new RTCPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server })),
    bundlePolicy: "max-bundle",
  });
