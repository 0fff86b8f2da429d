import { Emitter } from "../events/emitter.js";
import type { QualityFrame } from "../protocol/client-frames.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { Room } from "../protocol/server-frames.js";
import type { IceServer } from "../protocol/values.js";
import { monotonic } from "../time/clock.js";
import { Call, type CallParts, type CallState } from "./call.js";
import type { DiagnosticLog } from "./diagnostics/diagnostic-log.js";
import type { Kind } from "./local-media.js";
import type { FileTransfer } from "./partner/file-transfer.js";
import { FileTransfers } from "./partner/file-transfers.js";
import { PartnerChannel, type PartnerChannelEvents } from "./partner/partner-channel.js";
import { fullMedia, type PartnerMedia } from "./partner/partner-media.js";
import { ScreenShare } from "./partner/screen-share.js";
import type { CreatePeer } from "./peer.js";
import type { CallQuality, LevelChange } from "./quality/call-quality.js";
import { QualityMonitor } from "./quality/quality-monitor.js";
import { QualityReports } from "./quality/quality-reports.js";
import type { StatsSample } from "./quality/stats-sample.js";

export interface MeetingEvents {
  /** Something that a view may show has changed. */
  change: undefined;
  files: readonly FileTransfer[];
  /** The partner agrees to a slow reveal, or stops it. */
  slowReveal: boolean;
  /** Whether the partner hears what is said directly. */
  direct: boolean;
  problem: unknown;
  /** The call cannot come about because of this side. */
  hopeless: undefined;
}

export interface MeetingParts {
  readonly room: Room;
  readonly local: MediaStream | undefined;
  readonly signal: (frame: SignalFrame) => void;
  readonly report: (frame: QualityFrame) => void;
  readonly createPeer: CreatePeer;
  readonly ready?: CallParts["ready"];
  readonly log: DiagnosticLog;
  /** What to tell the partner about the own devices, now and whenever they change. */
  readonly ownMedia: () => PartnerMedia;
  readonly relayOnly?: boolean;
  /** Whether this side makes the first offer. By default the impolite one does. */
  readonly begins?: boolean;
  readonly newStream?: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly chooseScreen?: () => Promise<MediaStream>;
}

/** Both sides open it without a negotiation. */
const channelId = 0;

const kinds: readonly Kind[] = ["audio", "video"];

/** Everything that happens directly between two people in one room: the call, its quality, files and screens. */
export class Meeting extends Emitter<MeetingEvents> {
  readonly files: FileTransfers;
  readonly screen: ScreenShare;
  readonly #parts: MeetingParts;
  readonly #call: Call;
  readonly #channel: PartnerChannel;
  readonly #monitor: QualityMonitor;
  readonly #reports: QualityReports;
  #stream: MediaStream | undefined;
  #partnerMedia = fullMedia;
  /** The tracks of the own devices, and what is sent of each kind. */
  readonly #own: Record<Kind, MediaStreamTrack | null>;
  readonly #sent: Record<Kind, MediaStreamTrack | null>;
  #shown: MediaStreamTrack | undefined;
  #change: LevelChange | undefined;

  constructor(parts: MeetingParts) {
    super();
    this.#parts = parts;
    const trackOf = (wanted: Kind) => parts.local?.getTracks().find(({ kind }) => kind === wanted) ?? null;
    this.#own = { audio: trackOf("audio"), video: trackOf("video") };
    this.#sent = { ...this.#own };
    this.#call = new Call(parts);
    this.#channel = new PartnerChannel(this.#call.openChannel(channelId), () => this.#call.maxMessageSize);
    this.files = new FileTransfers(this.#channel, (files) => this.emit("files", files));
    this.screen = new ScreenShare({
      channel: this.#channel,
      show: (track) => this.#show(track),
      changed: () => this.emit("change", undefined),
      ...(parts.chooseScreen ? { chooseScreen: parts.chooseScreen } : {}),
    });
    this.#reports = new QualityReports(parts.room.room, parts.report);
    this.#monitor = new QualityMonitor({
      mode: parts.room.mode,
      stats: () => this.#call.stats(),
      pictureSender: () => this.#call.sender("video"),
      measured: (quality, sample, stats) => {
        parts.log.pairs(stats);
        this.#measured(quality, sample);
      },
      problem: (problem) => this.emit("problem", problem),
    });
    this.#followCall();
    this.#followChannel();
    this.#sendOwn();
  }

  get call(): CallState {
    return this.#call.state;
  }

  /** The ICE servers in use, without those that the browser does not take. */
  get iceServers(): readonly IceServer[] {
    return this.#call.iceServers;
  }

  get stream(): MediaStream | undefined {
    return this.#stream;
  }

  get quality(): CallQuality {
    return this.#monitor.quality;
  }

  get partnerMedia(): PartnerMedia {
    return this.#partnerMedia;
  }

  /** Own devices that are on and that the browser does not send. */
  get unsendable(): readonly Kind[] {
    return kinds.filter((kind) => this.#own[kind] !== null && this.#call.cannotSend(kind));
  }

  /** Whether the direct channel is open. */
  get direct(): boolean {
    return this.#channel.open;
  }

  handleSignal(frame: SignalFrame): Promise<void> {
    return this.#call.handleSignal(frame);
  }

  renewServers(iceServers: readonly IceServer[]): void {
    this.#call.renewServers(iceServers);
  }

  handleReachable(): Promise<void> {
    return this.#call.handleReachable();
  }

  handleNetworkChange(): void {
    this.#call.handleNetworkChange();
  }

  pictureShown(): void {
    this.#monitor.pictureShown();
  }

  /** The visitor uses another device from now on, or none. A shared screen stays in the camera's place. */
  replaceTrack(kind: Kind, track: MediaStreamTrack | null): void {
    this.#own[kind] = track;
    this.#sendOwn();
  }

  /** The own devices have changed. The partner is told, and what is off is not sent. */
  tellMedia(): void {
    this.#sendOwn();
    const soundOnly = this.#change?.to === "audio" && this.#own.video !== null;
    const own = this.#parts.ownMedia();
    this.#channel.send({
      type: "media",
      microphone: own.microphone && !this.#call.cannotSend("audio"),
      camera: own.camera && !this.#call.cannotSend("video"),
      ...(soundOnly ? { soundOnly } : {}),
    });
  }

  /** Agrees to a slow reveal, or stops it. Returns false when the partner cannot hear it. */
  tellSlowReveal(on: boolean): boolean {
    return this.#channel.send({ type: "slow-reveal", on });
  }

  /** Stops everything of this room. */
  close(): void {
    this.#rest();
    this.#call.close();
  }

  #rest(): void {
    this.#monitor.stop();
    this.screen.close();
    this.files.close();
    this.#channel.close();
    this.#stream = undefined;
  }

  #show(track: MediaStreamTrack | undefined): void {
    this.#shown = track;
    this.#sendOwn();
  }

  /**
   * A disabled or held track is sent as silence or black pictures: 50 packets and 20 pictures a second in Chromium 147.
   * Sending nothing in its place costs nothing, needs no new negotiation, and can be undone at once.
   */
  #sendOwn(): void {
    const { microphone, camera } = this.#parts.ownMedia();
    const wanted: Record<Kind, MediaStreamTrack | null> = {
      audio: microphone ? this.#own.audio : null,
      video: this.#shown ?? (camera ? this.#own.video : null),
    };
    for (const kind of kinds) {
      if (wanted[kind] === this.#sent[kind]) continue;
      this.#sent[kind] = wanted[kind];
      void this.#call.send(kind, wanted[kind]);
    }
  }

  #measured(quality: CallQuality, sample: StatsSample): void {
    const { log } = this.#parts;
    const { change } = quality;
    const before = this.#change;
    this.#change = change;
    if (change && change !== before) {
      log.note("quality", `${change.from} to ${change.to}: ${change.reason}`);
      if (change.to === "audio" || change.from === "audio") this.tellMedia();
    }
    log.sample(sample);
    this.#reports.measured(monotonic(), quality.setup, quality.level, sample);
    this.emit("change", undefined);
  }

  #followCall(): void {
    const { log } = this.#parts;
    this.#call.on("state", (state) => {
      log.note("call", state);
      if (state === "failed" || state === "declined") this.#reports.failed(monotonic(), this.#monitor.elapsed);
      if (state === "declined") this.#rest();
      this.emit("change", undefined);
    });
    this.#call.on("stream", (stream) => {
      this.#stream = stream;
      this.emit("change", undefined);
    });
    this.#call.on("trace", (step) => log.note("ice", step));
    this.#call.on("problem", (problem) => this.emit("problem", problem));
    this.#call.on("hopeless", () => this.emit("hopeless", undefined));
  }

  #followChannel(): void {
    const channel = this.#channel;
    channel.on("open", () => {
      this.tellMedia();
      this.emit("direct", true);
      this.emit("change", undefined);
    });
    channel.on("closed", () => {
      this.emit("direct", false);
      this.files.close();
      this.emit("change", undefined);
    });
    channel.on("message", (message) => this.#handle(message));
    channel.on("bytes", (bytes) => this.files.handleBytes(bytes));
    channel.on("problem", (problem) => this.emit("problem", problem));
  }

  #handle(message: PartnerChannelEvents["message"]): void {
    switch (message.type) {
      case "media": {
        const { type: _, ...media } = message;
        this.#partnerMedia = media;
        // When nothing will come, the call need not wait for it to count as set up.
        if (!media.microphone && !media.camera) this.#monitor.pictureShown();
        this.emit("change", undefined);
        return;
      }
      case "slow-reveal":
        return this.emit("slowReveal", message.on);
      case "screen-ask":
      case "screen-answer":
      case "screen-stop":
        return this.screen.handle(message);
      case "file-offer":
      case "file-answer":
      case "file-end":
      case "file-received":
      case "file-withdraw":
      case "file-stop":
        return this.files.handle(message);
      default: {
        const unknown: never = message;
        return unknown;
      }
    }
  }
}
