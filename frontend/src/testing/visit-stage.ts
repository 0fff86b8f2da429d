import { vi } from "vitest";
import type { Criteria } from "../chat/criteria.js";
import type { Icebreakers } from "../connection/icebreakers-api.js";
import type { LocalMedia } from "../media/local-media.js";
import type { ServerFrame } from "../protocol/server-frames.js";
import { timeOfDay } from "../time/clock.js";
import type { TabMemory } from "../visit/tab-memory.js";
import { Visit } from "../visit/visit.js";
import type { VisitParts } from "../visit/visit-parts.js";
import { FakeNetwork } from "./fake-network.js";
import { FakePeer, type FakeTrack, fakeStream, streamOf } from "./fake-peer.js";
import { FakeSocket } from "./fake-socket.js";
import { welcome } from "./frames.js";

export const video: Criteria = { mode: "video", interests: [], languages: [] };
export const text: Criteria = { ...video, mode: "text" };

/** A visit whose server, network, devices and peer connections are the test's. Needs fake timers. */
export class VisitStage {
  socket: FakeSocket | undefined;
  readonly network = new FakeNetwork();
  readonly peers: FakePeer[] = [];
  /** The options that each peer connection was made with. */
  readonly options: unknown[] = [];
  /** ICE server addresses that the browser does not take; `any` stands for a browser without WebRTC. */
  refused: string[] = [];
  readonly stream = fakeStream("audio", "video");
  /** How many sessions the server was asked for. */
  sessions = 0;
  /** What the operator offers. The server says nothing of it by default. */
  icebreakers: Icebreakers | undefined;
  visit: Visit;
  #grant: (media: LocalMedia) => void = () => {};

  constructor() {
    this.visit = new Visit(this.#parts());
  }

  /** Another page of the same browser. */
  open(memory: TabMemory): void {
    this.visit = new Visit({ ...this.#parts(), memory });
  }

  /** The frames that went out on the newest socket, by their types. */
  get sent(): string[] {
    return this.socket?.sent.map(({ type }) => type) ?? [];
  }

  receive(frame: ServerFrame): void {
    this.socket?.receive(frame);
  }

  /** The visitor answers the browser's question for camera and microphone. */
  grant(media: LocalMedia = { stream: this.stream, lacking: "none" }): void {
    this.#grant(media);
  }

  async welcome(): Promise<void> {
    await vi.advanceTimersByTimeAsync(0);
    this.socket?.open();
    this.receive(welcome());
  }

  async start(criteria: Criteria): Promise<void> {
    const started = this.visit.start(criteria);
    if (criteria.mode !== "text") this.grant();
    await started;
    await this.welcome();
  }

  #parts(): VisitParts {
    return {
      network: this.network,
      openSocket: (listener) => {
        this.socket = new FakeSocket(listener);
        return this.socket;
      },
      openSession: () => {
        this.sessions += 1;
        return Promise.resolve({
          kind: "granted",
          session: { token: "t", session: "s", device: "d", expiresAt: timeOfDay() + 3_600_000 },
        });
      },
      readIcebreakers: () => Promise.resolve(this.icebreakers),
      openMedia: () =>
        new Promise((resolve) => {
          this.#grant = resolve;
        }),
      newStream: (tracks) => streamOf(tracks as unknown as FakeTrack[]),
      createPeer: (servers, chosen) => {
        const { refused, peers } = this;
        if (refused.includes("any")) throw new ReferenceError("RTCPeerConnection is not defined");
        if (servers.some(({ urls }) => [urls].flat().some((url) => refused.includes(url)))) throw new SyntaxError("no");
        this.options.push(chosen);
        const peer = new FakePeer(`peer-${peers.length}`);
        peer.configuration = { iceServers: [...servers] };
        peers.push(peer);
        return peer.asPeer();
      },
    };
  }
}
