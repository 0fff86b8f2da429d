/** A sender or receiver of the fake: its kind and direction are all that the tests look at. */
interface FakeTransceiver {
  readonly kind: string;
  readonly direction: string;
}

interface FakePeerEvents {
  onnegotiationneeded: (() => void) | null;
  onicecandidate: ((event: { candidate: { toJSON(): RTCIceCandidateInit } | null }) => void) | null;
  onconnectionstatechange: (() => void) | null;
  ontrack: ((event: { streams: MediaStream[] }) => void) | null;
}

/**
 * A peer connection with the signalling states of JSEP and nothing behind them. A description's SDP is the name of its
 * maker and a counter, so that a test can tell whose description was applied.
 */
export class FakePeer implements FakePeerEvents {
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onnegotiationneeded: FakePeerEvents["onnegotiationneeded"] = null;
  onicecandidate: FakePeerEvents["onicecandidate"] = null;
  onconnectionstatechange: FakePeerEvents["onconnectionstatechange"] = null;
  ontrack: FakePeerEvents["ontrack"] = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: (RTCIceCandidateInit | undefined)[] = [];
  readonly rolledBack: string[] = [];
  restarts = 0;
  #made = 0;

  constructor(private readonly name: string) {}

  /** What the browser's type asks for; the fake has the part of it that a call uses. */
  asPeer(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  addTrack(track: MediaStreamTrack): void {
    this.transceivers.push({ kind: track.kind, direction: "sendrecv" });
    queueMicrotask(() => this.onnegotiationneeded?.());
  }

  addTransceiver(kind: string, { direction }: { direction: string }): void {
    this.transceivers.push({ kind, direction });
    queueMicrotask(() => this.onnegotiationneeded?.());
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    this.#made += 1;
    const answering = this.signalingState === "have-remote-offer";
    this.localDescription = { type: answering ? "answer" : "offer", sdp: `${this.name}-${this.#made}` };
    this.signalingState = answering ? "stable" : "have-local-offer";
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (description.type === "answer" && this.signalingState !== "have-local-offer") {
      throw new Error(`an answer in ${this.signalingState}`);
    }
    if (description.type === "offer" && this.signalingState === "have-local-offer") {
      this.rolledBack.push(this.localDescription?.sdp ?? "");
    }
    this.remoteDescription = description;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
  }

  async addIceCandidate(candidate?: RTCIceCandidateInit): Promise<void> {
    await Promise.resolve();
    if (!this.remoteDescription) throw new Error("a candidate before any description");
    if (candidate?.candidate === "broken") throw new Error("a broken candidate");
    this.candidates.push(candidate);
  }

  restartIce(): void {
    this.restarts += 1;
    queueMicrotask(() => this.onnegotiationneeded?.());
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }

  /** The network found a way, or lost it. */
  turn(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  find(candidate: RTCIceCandidateInit | null): void {
    this.onicecandidate?.({ candidate: candidate && { toJSON: () => candidate } });
  }
}

/** A stream that holds tracks of these kinds. */
export function fakeStream(...kinds: string[]): MediaStream & { readonly stopped: string[] } {
  const stopped: string[] = [];
  const tracks = kinds.map((kind) => ({ kind, stop: () => stopped.push(kind) }));
  return { stopped, getTracks: () => tracks } as unknown as MediaStream & { readonly stopped: string[] };
}
