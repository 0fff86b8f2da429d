import { Chat } from "../chat/chat.js";
import type { ChatState, SearchRefusal } from "../chat/chat-state.js";
import type { Said } from "../chat/conversation.js";
import type { Criteria } from "../chat/criteria.js";
import type { Encounters } from "../chat/encounters.js";
import type { Message, Secret } from "../chat/message-log.js";
import { Connection } from "../connection/connection.js";
import type { ConnectionState } from "../connection/connection-state.js";
import { Emitter } from "../events/emitter.js";
import type { CallState } from "../media/call.js";
import { DiagnosticLog } from "../media/diagnostics/diagnostic-log.js";
import type { Diagnostics } from "../media/diagnostics/diagnostics.js";
import type { Kind, LocalMedia } from "../media/local-media.js";
import type { DeviceList } from "../media/own/devices.js";
import type { OwnMedia } from "../media/own/own-media.js";
import type { FileTransfer, Offered } from "../media/partner/file-transfer.js";
import type { PartnerMedia } from "../media/partner/partner-media.js";
import type { ScreenState } from "../media/partner/screen-state.js";
import type { CallQuality } from "../media/quality/call-quality.js";
import type { Beside } from "../protocol/relayed-frames.js";
import { Calls } from "./calls.js";
import { Continuity } from "./continuity.js";
import { MediaFirst } from "./media-first.js";
import { Moderation } from "./moderation.js";
import { Received } from "./received.js";
import type { Revealed, RevealHow } from "./reveal.js";
import { Seeking } from "./seeking.js";
import type { VisitEvents, VisitParts } from "./visit-parts.js";
import { defaultSettings, type VisitSettings } from "./visit-settings.js";
import { wire } from "./wiring.js";

/** One person's visit: connection, chat, calls and the own camera, and all that a user interface needs to know. */
export class Visit extends Emitter<VisitEvents> {
  readonly #log = new DiagnosticLog();
  readonly #connection: Connection;
  readonly #chat: Chat;
  readonly #calls: Calls;
  readonly #mediaFirst: MediaFirst;
  readonly #continuity: Continuity;
  readonly #received: Received;
  /** What moderators have decided. */
  readonly moderation: Moderation;
  /** What can be seen and done while waiting. */
  readonly seeking: Seeking;
  #settings: VisitSettings;

  constructor(parts: VisitParts) {
    super();
    this.#settings = { ...defaultSettings, ...parts.settings };
    const changed = (): void => this.#changed();
    const settings = (): VisitSettings => this.#settings;
    const connection = new Connection(parts);
    const chat = new Chat((frame) => connection.send(frame));
    const calls = new Calls({
      devices: parts,
      log: this.#log,
      settings,
      send: (frame) => chat.send(frame),
      signal: (frame) => chat.signal(frame),
      // A `welcome` brings newer servers, also over a second connection beside the one in use.
      renewServers: () => connection.renew(),
      changed,
      problem: (problem) => this.#puzzle(problem),
    });
    [this.#connection, this.#chat, this.#calls] = [connection, chat, calls];
    this.seeking = new Seeking(chat, calls, () => this.#mediaFirst.intended, changed, parts);
    this.#mediaFirst = new MediaFirst(calls, (criteria) => this.#search(criteria), changed);
    this.#continuity = new Continuity({
      memory: parts.memory,
      connection,
      chat,
      calls,
      settings,
      configure: (kept) => this.configure(kept),
      untouched: () => connection.state.name === "offline" && chat.state.name === "idle" && !this.askingForMedia,
      changed,
    });
    wire({ connection, chat, calls, continuity: this.#continuity, log: this.#log, rest: () => this.#rest() });
    this.#received = new Received(chat, changed);
    this.moderation = new Moderation(connection, changed);
    connection.on("state", changed);
    connection.on("problem", (problem) => this.#puzzle(problem));
    chat.on("state", changed);
    chat.on("encounters", changed);
  }

  get connection(): ConnectionState {
    return this.#connection.state;
  }

  get chat(): ChatState {
    return this.#chat.state;
  }

  /** What can be said about the present partner and the last one: report, block, rate, rewind. */
  get encounters(): Encounters {
    return this.#chat.encounters;
  }

  get messages(): readonly Message[] {
    return this.#received.messages;
  }

  get partnerTyping(): boolean {
    return this.#received.partnerTyping;
  }

  /** Whether the server takes replies, reactions and questions. */
  get besideAllowed(): boolean {
    return this.#chat.besideAllowed;
  }

  get maxChars(): number {
    return this.#chat.maxChars;
  }

  /** True while the browser asks for the camera or the microphone. */
  get askingForMedia(): boolean {
    return this.#mediaFirst.asking;
  }

  /** Why the server refused to search. */
  get refusal(): SearchRefusal | undefined {
    return this.#received.refusal;
  }

  /** True until it is known whether a visit of this tab goes on. */
  get recalling(): boolean {
    return this.#continuity.recalling;
  }

  get settings(): VisitSettings {
    return this.#settings;
  }

  get call(): CallState | undefined {
    return this.#calls.state;
  }

  /** False in a browser that has no peer connections, or failed to make one: only text is left. */
  get callable(): boolean {
    return this.#calls.callable;
  }

  get media(): LocalMedia {
    return this.#calls.media;
  }

  /** Camera and microphone: `mute`, `turnCamera`, and `choose` between devices, also during a call. */
  get own(): OwnMedia {
    return this.#calls.own;
  }

  /** What this machine has. Kept up to date from the first request for devices to the end of the visit. */
  get devices(): DeviceList {
    return this.#calls.devices;
  }

  /** The partner's picture and sound. */
  get remote(): MediaStream | undefined {
    return this.moderation.partnerMuted(this.chat) ? undefined : this.#calls.remote;
  }

  /** Who has agreed to be seen in this room. Blur both pictures until `both` is true. */
  get revealed(): Revealed {
    return this.#calls.revealed;
  }

  /** True when only a relay may be used and the server offers none that this browser takes: this room has no call. */
  get relayMissing(): boolean {
    return this.#calls.relayMissing;
  }

  /** True when this browser does not take some of the servers that help to find a path. */
  get serversUnusable(): boolean {
    return this.#calls.serversUnusable;
  }

  /** How the call goes, renewed every few seconds. Undefined without a call. */
  get quality(): CallQuality | undefined {
    return this.#calls.quality;
  }

  /** Whether the partner's microphone and camera are on. */
  get partnerMedia(): PartnerMedia {
    return this.#calls.partnerMedia;
  }

  /** Own devices that are on and that this browser does not send. */
  get unsendable(): readonly Kind[] {
    return this.#calls.unsendable;
  }

  /** True once files can be offered and screens shown: the direct channel to the partner is open. */
  get direct(): boolean {
    return this.#calls.direct;
  }

  get screen(): ScreenState {
    return this.#calls.screen;
  }

  /** The files of this room, in the order they were offered. Kept until the next match. */
  get files(): readonly FileTransfer[] {
    return this.#calls.files;
  }

  /** What visitors may look at and save; see {@link Diagnostics}. */
  diagnostics(): Diagnostics {
    return this.#log.export();
  }

  configure(changes: Partial<VisitSettings>): void {
    this.#settings = { ...this.#settings, ...changes };
    this.#calls.readiness.renew();
    this.#changed();
  }

  /** Goes on with the visit that this tab was in before its page was reloaded, if the server still holds it. */
  resume(): Promise<void> {
    return this.#continuity.resume();
  }

  /** Asks for the devices that the mode needs, connects, and searches. The visitor has said to be an adult. */
  async start(criteria: Criteria): Promise<void> {
    if (this.askingForMedia || this.#chat.state.name === "chatting") return;
    // The start page says why. Nobody should wait for a call that cannot come about.
    if (criteria.mode !== "text" && !this.callable) return this.#changed();
    this.#received.forget();
    await this.#mediaFirst.start(criteria);
  }

  /** Searches without waiting for the visitor to answer the browser's question for devices. */
  startWithoutMedia(): void {
    this.#mediaFirst.startWithoutMedia();
  }

  cancel(): void {
    this.#chat.cancel();
    this.#rest();
  }

  /** Goes on to the next partner. Pass `meant` when it cannot be the second half of a double click. */
  next(meant = false): void {
    const { state } = this.#chat;
    const inRoom = state.name === "chatting" || state.name === "ended";
    // Another partner would wait for the call in vain. The start page offers what is left.
    if (inRoom && state.room.mode !== "text" && !this.callable) this.leave();
    else this.#chat.next(meant);
  }

  leave(): void {
    this.#chat.leave();
    this.#rest();
  }

  say(text: string, beside?: Beside, secret?: Secret): Said {
    return this.#chat.say(text, beside, secret);
  }

  draft(text: string): void {
    this.#chat.draft(text);
  }

  shown(id: string): void {
    this.#chat.shown(id);
  }

  /** Agrees to be seen unblurred in this room. */
  reveal(how?: RevealHow): void {
    this.#calls.reveal(how);
  }

  /** Lets the visitor choose a screen and asks the partner to look at it. Browsers allow it from a click only. */
  shareScreen(): Promise<void> {
    return this.#calls.shareScreen();
  }

  stopScreen(): void {
    this.#calls.stopScreen();
  }

  /** Answers the partner who asks to show a screen. */
  answerScreen(accept: boolean): void {
    this.#calls.answerScreen(accept);
  }

  offerFile(file: Blob & { readonly name: string }): Offered {
    return this.#calls.offerFile(file);
  }

  acceptFile(id: string): void {
    this.#calls.acceptFile(id);
  }

  refuseFile(id: string): void {
    this.#calls.refuseFile(id);
  }

  /** Ends a transfer, whichever side began it. */
  cancelFile(id: string): void {
    this.#calls.cancelFile(id);
  }

  /** A view calls this when it shows the partner's first picture, which makes the setup time exact. */
  pictureShown(): void {
    this.#calls.pictureShown();
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  /** Connects again after the server closed the visit. */
  comeBack(): void {
    if (this.#connection.state.name === "closed") this.#connection.open();
  }

  /** Ends the visit for good. A page that goes away does not end it: it may only be reloading. */
  stop(): void {
    this.leave();
    this.#connection.close();
    this.#continuity.stop();
    this.seeking.census.want(false);
  }

  #search(criteria: Criteria): void {
    this.#chat.find(criteria);
    this.#connection.open();
    this.#changed();
  }

  /** Back at the start page: camera and microphone go off. */
  #rest(): void {
    this.#mediaFirst.giveUp();
    this.#calls.releaseMedia();
    this.#changed();
  }

  #puzzle(problem: unknown): void {
    this.#log.problem(problem);
    this.emit("problem", problem);
  }

  #changed(): void {
    this.emit("change", undefined);
  }
}
