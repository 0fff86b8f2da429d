/**
 * Identifies a peer connection by a description of it: the fingerprints of its DTLS certificates (RFC 8122), which a
 * browser makes anew for each connection. Undefined when there are none.
 */
export function peerOf(sdp: string): string | undefined {
  const found = [...sdp.matchAll(/^a=fingerprint:(.+?)\r?$/gim)].map(([, value = ""]) => value.trim().toLowerCase());
  return found.length > 0 ? [...new Set(found)].sort().join(" ") : undefined;
}
