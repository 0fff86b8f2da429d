import type { IceServer } from "../protocol/values.js";
import type { CreatePeer, PeerOptions } from "./peer.js";

/** A peer connection with as many of the offered servers as the browser takes. */
export interface OpenedPeer {
  readonly peer: RTCPeerConnection;
  readonly iceServers: readonly IceServer[];
}

/**
 * Makes a peer connection. One address that the browser does not take makes its constructor throw, so the servers are
 * then tried one by one and the good ones are used. Throws when no peer connection can be made at all.
 */
export function openPeer(create: CreatePeer, offered: readonly IceServer[], options: PeerOptions): OpenedPeer {
  try {
    return { peer: create(offered, options), iceServers: offered };
  } catch (problem) {
    if (offered.length === 0) throw problem;
    const iceServers = accepted(create, offered, options);
    return { peer: create(iceServers, options), iceServers };
  }
}

/**
 * Gives a peer connection other servers, which it uses when it next gathers candidates. Returns those that it took.
 */
export function replaceServers(
  peer: RTCPeerConnection,
  create: CreatePeer,
  offered: readonly IceServer[],
  options: PeerOptions,
): readonly IceServer[] {
  const use = (iceServers: readonly IceServer[]): readonly IceServer[] => {
    // Everything but the servers must stay as it is: what is left out goes back to its default.
    peer.setConfiguration({ ...peer.getConfiguration(), iceServers: iceServers.map((server) => ({ ...server })) });
    return iceServers;
  };
  try {
    return use(offered);
  } catch {
    return use(accepted(create, offered, options));
  }
}

/** Whether these servers include a TURN server. Without one, `relayOnly` can connect nobody. */
export function canRelay(iceServers: readonly IceServer[]): boolean {
  return iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url)));
}

/** Browsers differ in what they take, and only a peer connection tells. */
function accepted(create: CreatePeer, offered: readonly IceServer[], options: PeerOptions): IceServer[] {
  const takes = (server: IceServer): boolean => {
    try {
      create([server], options).close();
      return true;
    } catch {
      return false;
    }
  };
  return offered.flatMap((server) => {
    const urls = [server.urls].flat().filter((url) => takes({ ...server, urls: [url] }));
    return urls.length > 0 ? [{ ...server, urls }] : [];
  });
}
