import { Emitter } from "../events/emitter.js";
import type { CallState } from "../media/call.js";
import { DiagnosticLog } from "../media/diagnostics/diagnostic-log.js";
import type { Diagnostics } from "../media/diagnostics/diagnostics.js";
import type { Kind, LocalMedia, openDevice, openMedia } from "../media/local-media.js";
import { Meeting } from "../media/meeting.js";
import { type DeviceList, Devices } from "../media/own/devices.js";
import { OwnMedia } from "../media/own/own-media.js";
import type { FileTransfer, Offered } from "../media/partner/file-transfer.js";
import { fullMedia, type PartnerMedia } from "../media/partner/partner-media.js";
import { noScreens, type ScreenState } from "../media/partner/screen-state.js";
import { type CreatePeer, canCall, createPeer } from "../media/peer.js";
import type { CallQuality } from "../media/quality/call-quality.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import type { IceServer } from "../protocol/values.js";
import type { CallFeatures } from "./call-features.js";
import { Reveal, type RevealState } from "./reveal.js";
import { RoomCall } from "./room-call.js";
import { defaultSettings, type VisitSettings } from "./visit-settings.js";

export interface VisitEvents {
  /** Anything that a view may show has changed. */
  change: undefined;
  /** For those who look into faults; a visitor need not see it. */
  problem: unknown;
}

/** What an earlier page of this tab knew of a room that goes on. */
export interface Resumed {
  /** The partner's end of the call; see `peerOf`. */
  readonly partner: string | undefined;
  readonly revealed: boolean;
}

/** What stands in for the browser's devices and connections; by default they are the browser's own. */
export interface CallSideParts {
  readonly openMedia?: typeof openMedia;
  readonly openDevice?: typeof openDevice;
  readonly createPeer?: CreatePeer;
  readonly newStream?: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly chooseScreen?: () => Promise<MediaStream>;
  readonly settings?: Partial<VisitSettings>;
}

/** The side of a visit that is seen and heard: own devices, consent, and the meeting of one room after the other. */
export abstract class CallSide extends Emitter<VisitEvents> implements CallFeatures {
  protected readonly log = new DiagnosticLog();
  readonly #parts: CallSideParts;
  readonly #own: OwnMedia;
  readonly #devices = new Devices(() => this.changed());
  readonly #reveal: Reveal;
  #settings: VisitSettings;
  #roomCall: RoomCall | undefined;
  #callable: boolean;
  #files: readonly FileTransfer[] = [];

  constructor(parts: CallSideParts) {
    super();
    this.#parts = parts;
    this.#callable = parts.createPeer !== undefined || canCall();
    this.#settings = { ...defaultSettings, ...parts.settings };
    this.#own = new OwnMedia({
      changed: () => {
        this.#meeting?.tellMedia();
        this.changed();
      },
      replaced: (kind, track) => this.#meeting?.replaceTrack(kind, track),
      ...(parts.openMedia ? { openMedia: parts.openMedia } : {}),
      ...(parts.openDevice ? { openDevice: parts.openDevice } : {}),
    });
    this.#reveal = new Reveal(
      (room) => this.send({ type: "reveal", room }),
      () => this.changed(),
    );
  }

  protected abstract send(frame: ClientFrame): boolean;
  protected abstract signal(frame: SignalFrame): void;
  /** Asks the server for newer credentials. */
  protected abstract renewServers(): void;

  get call(): CallState | undefined {
    return this.#roomCall?.state;
  }

  /** False in a browser that can only be written with: without peer connections, or after one could not be made. */
  get callable(): boolean {
    return this.#callable;
  }

  get media(): LocalMedia {
    return this.#own.media;
  }

  /** Camera and microphone: what is used, `mute`, `turnCamera`, and `choose` between devices, also during a call. */
  get own(): OwnMedia {
    return this.#own;
  }

  /** What this machine has. Up to date from the first question for devices to the end of the visit. */
  get devices(): DeviceList {
    return this.#devices.list;
  }

  get remote(): MediaStream | undefined {
    return this.#meeting?.stream;
  }

  /** Who has agreed to be seen in this room; both pictures are to be blurred until `both`. */
  get revealed(): RevealState {
    return this.#reveal.state;
  }

  get settings(): VisitSettings {
    return this.#settings;
  }

  /** Set to use a relay only while the server has none to offer that this browser takes: there is no call in this room. */
  get relayMissing(): boolean {
    return this.#roomCall?.relayMissing ?? false;
  }

  /** Some of the servers that help to find a path are of no use in this browser. */
  get serversUnusable(): boolean {
    return this.#roomCall?.serversUnusable ?? false;
  }

  get quality(): CallQuality | undefined {
    return this.#meeting?.quality;
  }

  get partnerMedia(): PartnerMedia {
    return this.#meeting?.partnerMedia ?? fullMedia;
  }

  /** Own devices that are on and that this browser does not send to the partner. */
  get unsendable(): readonly Kind[] {
    return this.#meeting?.unsendable ?? [];
  }

  get direct(): boolean {
    return this.#meeting?.direct ?? false;
  }

  get screen(): ScreenState {
    return this.#meeting?.screen.state ?? noScreens;
  }

  get files(): readonly FileTransfer[] {
    return this.#files;
  }

  /** Agrees to be seen unblurred in this room. */
  reveal(): void {
    this.#reveal.agree();
  }

  configure(changes: Partial<VisitSettings>): void {
    this.#settings = { ...this.#settings, ...changes };
    this.changed();
  }

  shareScreen(): Promise<void> {
    return this.#meeting?.screen.share() ?? Promise.resolve();
  }

  stopScreen(): void {
    this.#meeting?.screen.stop();
  }

  answerScreen(accept: boolean): void {
    this.#meeting?.screen.answer(accept);
  }

  offerFile(file: Blob & { readonly name: string }): Offered {
    return this.#meeting?.files.offer(file) ?? "no-partner";
  }

  acceptFile(id: string): void {
    this.#meeting?.files.answer(id, true);
  }

  refuseFile(id: string): void {
    this.#meeting?.files.answer(id, false);
  }

  cancelFile(id: string): void {
    this.#meeting?.files.cancel(id);
  }

  pictureShown(): void {
    this.#meeting?.pictureShown();
  }

  /** What a visitor may look at and save; see {@link Diagnostics}. */
  diagnostics(): Diagnostics {
    return this.log.export();
  }

  /** Uses devices that were granted, and follows which ones come and go. */
  protected useMedia(media: LocalMedia, room: Room["mode"]): void {
    this.#own.adopt(media, room);
    // A call that goes on from an earlier page does not wait for the browser's question to be answered.
    for (const track of media.stream?.getTracks() ?? []) {
      this.#meeting?.replaceTrack(track.kind === "video" ? "video" : "audio", track);
    }
    this.#meeting?.tellMedia();
    this.#devices.watch();
  }

  /** Camera and microphone go off. */
  protected releaseMedia(): void {
    this.#own.release();
    this.#devices.unwatch();
  }

  protected openMeeting(room: Room, resumed?: Resumed): void {
    this.#files = [];
    this.log.clearCall();
    if (room.mode === "text") return;
    this.#roomCall = new RoomCall({
      room,
      relayOnly: this.#settings.relayOnly,
      meet: (current, begins) => this.#meet(current, begins),
      ...(resumed ? { resumed } : {}),
      signal: (frame) => this.signal(frame),
      report: (frame) => this.send(frame),
      renewServers: () => this.renewServers(),
      impossible: () => {
        this.#callable = false;
      },
      problem: (problem) => this.puzzle(problem),
      changed: () => this.changed(),
    });
    if (room.mode === "video") this.#reveal.open(room.room, resumed?.revealed ? "always" : this.#settings.reveal);
  }

  protected closeMeeting(): void {
    this.#reveal.close();
    this.#roomCall?.close();
    this.#roomCall = undefined;
  }

  /** Newer servers, by a `welcome`: they are for the call that goes on as well. */
  protected handleServers(iceServers: readonly IceServer[]): void {
    if (iceServers.length > 0) this.#roomCall?.handleServers(iceServers);
  }

  /** The partner's end of the call. */
  protected get partnerPeer(): string | undefined {
    return this.#roomCall?.partner;
  }

  protected handleSignal(frame: SignalFrame): void {
    this.#roomCall?.handleSignal(frame);
  }

  protected handleReveal(room: string): void {
    this.#reveal.handleReveal(room);
  }

  protected handleReachable(): void {
    this.#reveal.handleReachable();
    this.#roomCall?.handleReachable();
  }

  protected handleNetworkChange(): void {
    this.#meeting?.handleNetworkChange();
  }

  get #meeting(): Meeting | undefined {
    return this.#roomCall?.meeting;
  }

  #meet(room: Room, begins: boolean | undefined): Meeting {
    const { createPeer: create = createPeer, newStream, chooseScreen } = this.#parts;
    const meeting = new Meeting({
      room,
      local: this.#own.media.stream,
      signal: (frame) => this.signal(frame),
      report: (frame) => this.send(frame),
      createPeer: create,
      log: this.log,
      ownMedia: () => this.#own.summary,
      relayOnly: this.#settings.relayOnly,
      ...(begins === undefined ? {} : { begins }),
      ...(newStream ? { newStream } : {}),
      ...(chooseScreen ? { chooseScreen } : {}),
    });
    meeting.on("change", () => this.changed());
    meeting.on("files", (files) => {
      this.#files = files;
      this.changed();
    });
    meeting.on("problem", (problem) => this.puzzle(problem));
    return meeting;
  }

  protected puzzle(problem: unknown): void {
    this.log.problem(problem);
    this.emit("problem", problem);
  }

  protected changed(): void {
    this.emit("change", undefined);
  }
}
