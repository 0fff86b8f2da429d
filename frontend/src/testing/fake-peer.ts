import { FakeChannel } from "./fake-channel.js";

/** A place for one kind of media, with what is sent there. */
class FakeTransceiver {
  readonly receiver: { readonly track: { readonly kind: string } };
  readonly sender: FakeSender;

  constructor(
    readonly kind: string,
    public direction: string,
    track: MediaStreamTrack | null,
  ) {
    this.receiver = { track: { kind } };
    this.sender = new FakeSender(track);
  }
}

/** Keeps the parameters it was given. */
export class FakeSender {
  parameters: RTCRtpSendParameters = { encodings: [{}] } as unknown as RTCRtpSendParameters;

  constructor(public track: MediaStreamTrack | null) {}

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    await Promise.resolve();
    this.track = track;
  }

  getParameters(): RTCRtpSendParameters {
    return structuredClone(this.parameters);
  }

  async setParameters(parameters: RTCRtpSendParameters): Promise<void> {
    await Promise.resolve();
    this.parameters = parameters;
  }

  asSender(): RTCRtpSender {
    return this as unknown as RTCRtpSender;
  }
}

interface FakePeerEvents {
  onnegotiationneeded: (() => void) | null;
  onicecandidate: ((event: { candidate: { toJSON(): RTCIceCandidateInit } | null }) => void) | null;
  onconnectionstatechange: (() => void) | null;
  ontrack: ((event: { track: MediaStreamTrack }) => void) | null;
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
  readonly channels: FakeChannel[] = [];
  stats: Readonly<Record<string, unknown>>[] = [];
  restarts = 0;
  sctp: { maxMessageSize: number } | null = null;
  configuration: RTCConfiguration = {};
  /** The ICE servers that were in use at each restart, by their user name. */
  readonly restartedWith: (string | undefined)[] = [];
  #made = 0;

  constructor(private readonly name: string) {}

  /** What the browser's type asks for; the fake has the part of it that a call uses. */
  asPeer(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  addTrack(track: MediaStreamTrack): void {
    this.transceivers.push(new FakeTransceiver(track.kind, "sendrecv", track));
    queueMicrotask(() => this.onnegotiationneeded?.());
  }

  addTransceiver(kind: string, { direction }: { direction: string }): void {
    this.transceivers.push(new FakeTransceiver(kind, direction, null));
    queueMicrotask(() => this.onnegotiationneeded?.());
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  createDataChannel(label: string): FakeChannel {
    const channel = new FakeChannel(label);
    this.channels.push(channel);
    return channel;
  }

  async getStats(): Promise<Map<string, unknown>> {
    await Promise.resolve();
    return new Map(this.stats.map((report, index) => [String(report["id"] ?? index), report]));
  }

  async createOffer(): Promise<RTCSessionDescriptionInit> {
    await Promise.resolve();
    return { type: "offer", sdp: `${this.name}-unused` };
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

  getConfiguration(): RTCConfiguration {
    return this.configuration;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  restartIce(): void {
    this.restarts += 1;
    this.restartedWith.push(this.configuration.iceServers?.[0]?.username);
    queueMicrotask(() => this.onnegotiationneeded?.());
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
    for (const channel of this.channels) channel.close();
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

/** A track of the fake's streams, which remembers that it was stopped. */
export class FakeTrack {
  enabled = true;
  readyState = "live";
  muted = false;
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  constructor(
    readonly kind: string,
    readonly stopped: string[] = [],
    readonly id = kind,
  ) {}

  stop(): void {
    this.readyState = "ended";
    this.stopped.push(this.id);
  }

  getSettings(): MediaTrackSettings {
    return this.kind === "video" ? { width: 1280, height: 720 } : {};
  }

  asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

/** A stream that holds tracks of these kinds. */
export function fakeStream(...kinds: string[]): MediaStream & { readonly stopped: string[] } {
  const stopped: string[] = [];
  return streamOf(
    kinds.map((kind) => new FakeTrack(kind, stopped)),
    stopped,
  );
}

/** In a test with a DOM it is a `MediaStream`, which a video element asks for. */
export function streamOf(given: FakeTrack[], stopped: string[] = []): MediaStream & { readonly stopped: string[] } {
  const tracks = [...given];
  return Object.assign(typeof MediaStream === "undefined" ? {} : new MediaStream(), {
    stopped,
    getTracks: () => [...tracks],
    getAudioTracks: () => tracks.filter(({ kind }) => kind === "audio"),
    getVideoTracks: () => tracks.filter(({ kind }) => kind === "video"),
    addTrack: (track: FakeTrack) => void tracks.push(track),
    removeTrack: (track: FakeTrack) => void tracks.splice(tracks.indexOf(track), 1),
  }) as unknown as MediaStream & { readonly stopped: string[] };
}
