import type { Message } from "../chat/message-log.js";
import type { CallState } from "../media/call.js";
import type { DiagnosticLog } from "../media/diagnostics/diagnostic-log.js";
import type { Kind, LocalMedia, openDevice, openMedia } from "../media/local-media.js";
import { Meeting } from "../media/meeting.js";
import { type DeviceList, Devices } from "../media/own/devices.js";
import { OwnMedia } from "../media/own/own-media.js";
import type { FileTransfer, Offered } from "../media/partner/file-transfer.js";
import { fullMedia, type PartnerMedia } from "../media/partner/partner-media.js";
import { noScreens, type ScreenState } from "../media/partner/screen-state.js";
import { type CreatePeer, canCall, createPeer } from "../media/peer.js";
import type { CallQuality } from "../media/quality/call-quality.js";
import { speaking } from "../media/voice-level.js";
import { Voices } from "../media/voices.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import type { IceServer, Mode } from "../protocol/values.js";
import { Readiness } from "./readiness.js";
import { Reveal, type Revealed, type RevealHow } from "./reveal.js";
import { RoomCall } from "./room-call.js";
import { type Listening, SlowReveal } from "./slow-reveal.js";
import type { VisitSettings } from "./visit-settings.js";

/** What an earlier page of this tab knew of a room that goes on. */
export interface Resumed {
  /** The partner's end of the call; see `peerOf`. */
  readonly partner: string | undefined;
  readonly revealed: boolean;
}

/** Stand-ins for the browser's devices and connections. Each defaults to the browser's own. */
export interface CallDevices {
  readonly openMedia?: typeof openMedia;
  readonly openDevice?: typeof openDevice;
  readonly createPeer?: CreatePeer;
  readonly newStream?: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly chooseScreen?: () => Promise<MediaStream>;
}

export interface CallsParts {
  readonly devices: CallDevices;
  readonly log: DiagnosticLog;
  readonly settings: () => VisitSettings;
  /** Sends a frame of the current room. Returns false when there is no connection. */
  readonly send: (frame: ClientFrame) => boolean;
  /** Sends a call signal, now or when the partner is back. */
  readonly signal: (frame: SignalFrame) => void;
  /** Asks the server for newer credentials. */
  readonly renewServers: () => void;
  readonly changed: () => void;
  readonly problem: (problem: unknown) => void;
}

/** How much sound a look at the voices is about, in samples: about a third of a second. */
const sinceLastLook = 16_384;

/** The part of a visit that is seen and heard: own devices, consent, and one room's call after the other. */
export class Calls {
  readonly #parts: CallsParts;
  readonly #own: OwnMedia;
  readonly #devices: Devices;
  readonly #reveal: Reveal;
  readonly #slow: SlowReveal;
  /** The latest message of the room. */
  #latest: string | undefined;
  /** What waiting is used for. */
  readonly readiness: Readiness;
  #roomCall: RoomCall | undefined;
  #callable: boolean;
  #files: readonly FileTransfer[] = [];

  constructor(parts: CallsParts) {
    this.#parts = parts;
    const { devices, send, changed } = parts;
    this.#callable = devices.createPeer !== undefined || canCall();
    this.#devices = new Devices((list) => {
      this.#own.plugged.note(list);
      changed();
    });
    this.#own = new OwnMedia({
      changed: () => {
        this.#meeting?.tellMedia();
        this.readiness.renew();
        changed();
      },
      replaced: (kind, track) => this.#meeting?.replaceTrack(kind, track),
      ...(devices.openMedia ? { openMedia: devices.openMedia } : {}),
      ...(devices.openDevice ? { openDevice: devices.openDevice } : {}),
    });
    this.readiness = new Readiness({
      createPeer: devices.createPeer ?? createPeer,
      callable: () => this.#callable,
      expected: (mode) => ({ mode, local: this.#own.media.stream, relayOnly: parts.settings().relayOnly }),
    });
    this.#reveal = new Reveal((room) => send({ type: "reveal", room }), changed);
    this.#slow = new SlowReveal({
      tell: (on) => this.#meeting?.tellSlowReveal(on) ?? false,
      changed,
      listen: () => this.#listen(),
    });
  }

  get state(): CallState | undefined {
    return this.#roomCall?.state;
  }

  /** False in a browser that has no peer connections, or failed to make one: only text is left. */
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

  /** What this machine has. Kept up to date from the first request for devices to the end of the visit. */
  get devices(): DeviceList {
    return this.#devices.list;
  }

  get remote(): MediaStream | undefined {
    return this.#meeting?.stream;
  }

  /** Who has agreed to be seen in this room. Blur both pictures until `both` is true. */
  get revealed(): Revealed {
    return { ...this.#reveal.state, slow: this.#slow.state };
  }

  /** True when only a relay may be used and the server offers none that this browser takes: this room has no call. */
  get relayMissing(): boolean {
    return this.#roomCall?.relayMissing ?? false;
  }

  /** True when this browser does not take some of the ICE servers. */
  get serversUnusable(): boolean {
    return this.#roomCall?.serversUnusable ?? false;
  }

  get quality(): CallQuality | undefined {
    return this.#meeting?.quality;
  }

  get partnerMedia(): PartnerMedia {
    return this.#meeting?.partnerMedia ?? fullMedia;
  }

  /** Own devices that are on and that this browser does not send. */
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

  /** Agrees to be seen in this room: now, or slowly; `stop` ends a slow reveal. */
  reveal(how: RevealHow = "now"): void {
    if (how === "now") this.#reveal.agree();
    else this.#slow.ask(how === "slowly");
  }

  /** What is written counts as talk. */
  handleMessages(messages: readonly Message[]): void {
    const latest = messages.at(-1);
    if (!latest || latest.id === this.#latest) return;
    this.#latest = latest.id;
    this.#slow.said(latest.from === "me" ? "own" : "partner");
  }

  #listen(): Listening {
    const voices = new Voices(sinceLastLook);
    return {
      speaking: () => {
        // A microphone may be changed meanwhile, and the partner's sound may come later.
        voices.follow("own", this.#own.media.stream);
        voices.follow("partner", this.remote);
        return { own: voices.levelOf("own") > speaking, partner: voices.levelOf("partner") > speaking };
      },
      close: () => voices.stop(),
    };
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

  /** Uses granted devices, and follows which ones come and go. */
  useMedia(media: LocalMedia, mode: Mode): void {
    this.#own.adopt(media, mode);
    // A call that goes on from an earlier page did not wait for the devices.
    for (const track of media.stream?.getTracks() ?? []) {
      this.#meeting?.replaceTrack(track.kind === "video" ? "video" : "audio", track);
    }
    this.#meeting?.tellMedia();
    this.readiness.renew();
    this.#devices.watch();
  }

  /** Camera and microphone go off. */
  releaseMedia(): void {
    this.#own.release();
    this.#devices.unwatch();
    this.#own.plugged.forget();
  }

  openMeeting(room: Room, resumed?: Resumed): void {
    this.#files = [];
    this.#parts.log.clearCall();
    if (room.mode === "text") return this.readiness.end();
    this.#roomCall = new RoomCall({
      room,
      relayOnly: this.#parts.settings().relayOnly,
      meet: (current, begins) => this.#meet(current, begins),
      ...(resumed ? { resumed } : {}),
      signal: (frame) => this.#parts.signal(frame),
      report: (frame) => this.#parts.send(frame),
      renewServers: () => this.#parts.renewServers(),
      impossible: () => {
        this.#callable = false;
      },
      problem: (problem) => this.#parts.problem(problem),
      changed: () => this.#callChanged(),
    });
    if (room.mode === "video")
      this.#reveal.open(room.room, resumed?.revealed ? "always" : this.#parts.settings().reveal);
  }

  closeMeeting(): void {
    this.#reveal.close();
    this.#slow.forget();
    this.#roomCall?.close();
    this.#roomCall = undefined;
  }

  /** A `welcome` brought newer servers. They serve the current call too. */
  handleServers(iceServers: readonly IceServer[]): void {
    if (iceServers.length === 0) return;
    this.readiness.handleServers(iceServers);
    this.#roomCall?.handleServers(iceServers);
  }

  /** The partner's end of the call. */
  get partnerPeer(): string | undefined {
    return this.#roomCall?.partner;
  }

  handleSignal(frame: SignalFrame): void {
    this.#roomCall?.handleSignal(frame);
  }

  handleReveal(room: string): void {
    this.#reveal.handleReveal(room);
  }

  handleReachable(): void {
    this.#reveal.handleReachable();
    this.#roomCall?.handleReachable();
  }

  handleNetworkChange(): void {
    this.#meeting?.handleNetworkChange();
    this.readiness.forget();
    this.readiness.renew();
  }

  #callChanged(): void {
    // A call that this side gives up closes its channel without a word.
    if (this.state === "declined" || this.state === "unavailable") this.#slow.apart();
    this.#parts.changed();
  }

  get #meeting(): Meeting | undefined {
    return this.#roomCall?.meeting;
  }

  #meet(room: Room, begins: boolean | undefined): Meeting {
    const { createPeer: create = createPeer, newStream, chooseScreen } = this.#parts.devices;
    const meeting = new Meeting({
      room,
      local: this.#own.media.stream,
      signal: (frame) => this.#parts.signal(frame),
      report: (frame) => this.#parts.send(frame),
      createPeer: create,
      ready: this.readiness.take(room.mode),
      log: this.#parts.log,
      ownMedia: () => this.#own.summary,
      relayOnly: this.#parts.settings().relayOnly,
      ...(begins === undefined ? {} : { begins }),
      ...(newStream ? { newStream } : {}),
      ...(chooseScreen ? { chooseScreen } : {}),
    });
    meeting.on("change", () => this.#callChanged());
    meeting.on("files", (files) => {
      this.#files = files;
      this.#parts.changed();
    });
    meeting.on("problem", (problem) => this.#parts.problem(problem));
    // A new meeting of the same room knows of no consent, and neither does a partner who has loaded the page again.
    this.#slow.forget();
    meeting.on("slowReveal", (on) => this.#slow.handle(on));
    meeting.on("direct", (direct) => (direct ? this.#slow.joined() : this.#slow.apart()));
    return meeting;
  }
}
