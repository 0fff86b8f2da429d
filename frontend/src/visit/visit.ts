import { Chat } from "../chat/chat.js";
import type { ChatState } from "../chat/chat-state.js";
import type { Said } from "../chat/conversation.js";
import type { Criteria } from "../chat/criteria.js";
import type { Message } from "../chat/message-log.js";
import { Connection, type ConnectionParts, type ConnectionState } from "../connection/connection.js";
import { Emitter } from "../events/emitter.js";
import { Call, type CallState } from "../media/call.js";
import type { Diagnostics } from "../media/diagnostics/diagnostics.js";
import {
  closeMedia,
  type Kind,
  kindsOf,
  type LocalMedia,
  lackingOf,
  type openDevice,
  type openMedia,
} from "../media/local-media.js";
import { type DeviceList, Devices } from "../media/own/devices.js";
import { OwnMedia } from "../media/own/own-media.js";
import type { FileTransfer, Offered } from "../media/partner/file-transfer.js";
import { fullMedia, type PartnerMedia } from "../media/partner/partner-media.js";
import { noScreens, type ScreenState } from "../media/partner/screen-state.js";
import { type CreatePeer, createPeer } from "../media/peer.js";
import type { CallQuality } from "../media/quality/call-quality.js";
import type { NoticeFrame, Room } from "../protocol/server-frames.js";
import type { CallFeatures } from "./call-features.js";
import { Reveal, type RevealState } from "./reveal.js";
import { defaultSettings, type VisitSettings } from "./visit-settings.js";

export interface VisitParts extends ConnectionParts {
  readonly openMedia?: typeof openMedia;
  readonly openDevice?: typeof openDevice;
  readonly createPeer?: CreatePeer;
  readonly settings?: Partial<VisitSettings>;
}

export interface VisitEvents {
  /** Anything that a view may show has changed. */
  change: undefined;
  /** For those who look into faults; a visitor need not see it. */
  problem: unknown;
}

/**
 * One person's visit: joins the connection, the chat, the call and the own camera, and is all that a user interface
 * needs to know.
 */
export class Visit extends Emitter<VisitEvents> implements CallFeatures {
  readonly #connection: Connection;
  readonly #chat: Chat;
  readonly #parts: VisitParts;
  #call: Call | undefined;
  readonly #own: OwnMedia;
  readonly #devices = new Devices(() => this.#changed());
  readonly #reveal: Reveal;
  #settings: VisitSettings;
  #remote: MediaStream | undefined;
  #messages: readonly Message[] = [];
  #partnerTyping = false;
  #asking: Criteria | undefined;
  #notice: NoticeFrame | undefined;
  #refusal: string | undefined;

  constructor(parts: VisitParts) {
    super();
    this.#parts = parts;
    this.#connection = new Connection(parts);
    this.#chat = new Chat((frame) => this.#connection.send(frame));
    this.#settings = { ...defaultSettings, ...parts.settings };
    this.#own = new OwnMedia({
      changed: () => this.#changed(),
      replaced: (kind, track) => this.#replaceTrack(kind, track),
      ...(parts.openMedia ? { openMedia: parts.openMedia } : {}),
      ...(parts.openDevice ? { openDevice: parts.openDevice } : {}),
    });
    this.#reveal = new Reveal(
      (room) => this.#connection.send({ type: "reveal", room }),
      () => this.#changed(),
    );
    this.#followConnection();
    this.#followChat();
  }

  get connection(): ConnectionState {
    return this.#connection.state;
  }

  get chat(): ChatState {
    return this.#chat.state;
  }

  get call(): CallState | undefined {
    return this.#call?.state;
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  get partnerTyping(): boolean {
    return this.#partnerTyping;
  }

  get maxChars(): number {
    return this.#chat.maxChars;
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

  /** Who has agreed to be seen in this room; both pictures are to be blurred until `both`. */
  get revealed(): RevealState {
    return this.#reveal.state;
  }

  get settings(): VisitSettings {
    return this.#settings;
  }

  /** Set while the partner's connection is down: until then (epoch milliseconds) it may come back. */
  get partnerAwayUntil(): number | undefined {
    const { state } = this.#chat;
    return state.name === "chatting" ? state.awayUntil : undefined;
  }

  get remote(): MediaStream | undefined {
    return this.#remote;
  }

  get quality(): CallQuality | undefined {
    return undefined;
  }

  get partnerMedia(): PartnerMedia {
    return fullMedia;
  }

  get direct(): boolean {
    return false;
  }

  get screen(): ScreenState {
    return noScreens;
  }

  get files(): readonly FileTransfer[] {
    return [];
  }

  /** True while the browser asks for the camera or the microphone. */
  get askingForMedia(): boolean {
    return this.#asking !== undefined;
  }

  /** A word of the moderators, if there was one. */
  get notice(): NoticeFrame | undefined {
    return this.#notice;
  }

  /** Why the server would not search, if it would not. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Asks for the devices that the mode needs, connects, and searches. The visitor has said to be an adult. */
  async start(criteria: Criteria): Promise<void> {
    if (this.#asking || this.#chat.state.name === "chatting") return;
    this.#refusal = this.#notice = undefined;
    if (!this.#own.fits(criteria.mode)) {
      this.#asking = criteria;
      this.#changed();
      const media = await this.#own.request(criteria.mode);
      if (this.#asking !== criteria) {
        closeMedia(media);
        return;
      }
      this.#own.adopt(media, criteria.mode);
      this.#devices.watch();
    }
    this.#search(criteria);
  }

  /** Does not wait for the browser's question to be answered. */
  startWithoutMedia(): void {
    const criteria = this.#asking;
    if (!criteria) return;
    const lacking = lackingOf(kindsOf(criteria.mode));
    this.#own.adopt({ lacking, problem: "refused" }, criteria.mode);
    this.#search(criteria);
  }

  cancel(): void {
    this.#chat.cancel();
    this.#rest();
  }

  next(): void {
    this.#chat.next();
  }

  leave(): void {
    this.#chat.leave();
    this.#rest();
  }

  say(text: string): Said {
    return this.#chat.say(text);
  }

  draft(text: string): void {
    this.#chat.draft(text);
  }

  shown(id: string): void {
    this.#chat.shown(id);
  }

  /** Agrees to be seen unblurred in this room. */
  reveal(): void {
    this.#reveal.agree();
  }

  shareScreen(): Promise<void> {
    return Promise.resolve();
  }

  stopScreen(): void {}

  answerScreen(_accept: boolean): void {}

  offerFile(_file: Blob & { readonly name: string }): Offered {
    return "no-partner";
  }

  acceptFile(_id: string): void {}

  refuseFile(_id: string): void {}

  cancelFile(_id: string): void {}

  pictureShown(): void {}

  /** What a visitor may look at and save; see {@link Diagnostics}. */
  diagnostics(): Diagnostics {
    return { made: Date.now(), browser: "", log: [], pairs: [], samples: [] };
  }

  configure(changes: Partial<VisitSettings>): void {
    this.#settings = { ...this.#settings, ...changes };
    this.#changed();
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  /** Connects again after the server had closed the visit. */
  comeBack(): void {
    if (this.#connection.state.name === "closed") this.#connection.open();
  }

  /** Ends the visit for good. With a `network` among the parts it does so by itself when the page goes away. */
  stop(): void {
    this.leave();
    this.#connection.close();
  }

  #search(criteria: Criteria): void {
    this.#asking = undefined;
    this.#chat.find(criteria);
    this.#connection.open();
    this.#changed();
  }

  /** Back at the door: camera and microphone go off. */
  #rest(): void {
    this.#asking = undefined;
    this.#own.release();
    this.#devices.unwatch();
    this.#changed();
  }

  #followConnection(): void {
    const connection = this.#connection;
    connection.on("state", (state) => {
      if (state.name === "closed") {
        this.#chat.handleClosed();
        this.#rest();
      }
      this.#changed();
    });
    connection.on("network", (signal) => {
      if (signal === "gone") this.stop();
    });
    connection.on("welcome", (frame) => this.#chat.handleWelcome(frame));
    connection.on("frame", (frame) => {
      if (frame.type === "reveal") this.#reveal.handleReveal(frame.room);
      if (frame.type === "notice") {
        this.#notice = frame;
        this.#changed();
      }
      this.#chat.handleFrame(frame);
    });
    connection.on("problem", (problem) => this.emit("problem", problem));
  }

  #followChat(): void {
    const chat = this.#chat;
    chat.on("state", ({ name }) => {
      this.#connection.attend(name === "waiting" || name === "chatting");
      this.#changed();
    });
    chat.on("messages", (messages) => {
      this.#messages = messages;
      this.#changed();
    });
    chat.on("typing", (active) => {
      this.#partnerTyping = active;
      this.#changed();
    });
    chat.on("refused", (message) => {
      this.#refusal = message;
      this.#rest();
    });
    chat.on("opened", (room) => {
      if (room.mode === "video") this.#reveal.open(room.room, this.#settings.reveal);
      this.#openCall(room);
    });
    chat.on("closed", () => {
      this.#reveal.close();
      this.#closeCall();
    });
    chat.on("signal", (frame) => void this.#call?.handleSignal(frame));
    chat.on("reachable", () => {
      this.#reveal.handleReachable();
      void this.#call?.handleReachable();
    });
  }

  #openCall(room: Room): void {
    if (room.mode === "text") return;
    const call = new Call({
      room,
      local: this.#own.media.stream,
      signal: (frame) => this.#chat.signal(frame),
      createPeer: this.#parts.createPeer ?? createPeer,
    });
    call.on("state", () => this.#changed());
    call.on("stream", (stream) => {
      this.#remote = stream;
      this.#changed();
    });
    call.on("problem", (problem) => this.emit("problem", problem));
    this.#call = call;
  }

  #replaceTrack(kind: Kind, track: MediaStreamTrack | null): void {
    void this.#call?.send(kind, track);
  }

  #closeCall(): void {
    this.#call?.close();
    this.#call = undefined;
    this.#remote = undefined;
  }

  #changed(): void {
    this.emit("change", undefined);
  }
}
