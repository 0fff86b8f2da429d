import { Chat } from "../chat/chat.js";
import type { ChatState } from "../chat/chat-state.js";
import type { Said } from "../chat/conversation.js";
import type { Criteria } from "../chat/criteria.js";
import type { Message } from "../chat/message-log.js";
import { Connection, type ConnectionParts, type ConnectionState } from "../connection/connection.js";
import { Emitter } from "../events/emitter.js";
import { Call, type CallState } from "../media/call.js";
import { closeMedia, type LocalMedia, noMedia, openMedia } from "../media/local-media.js";
import { type CreatePeer, createPeer } from "../media/peer.js";
import type { NoticeFrame, Room } from "../protocol/server-frames.js";

export interface VisitParts extends ConnectionParts {
  readonly openMedia?: typeof openMedia;
  readonly createPeer?: CreatePeer;
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
export class Visit extends Emitter<VisitEvents> {
  readonly #connection: Connection;
  readonly #chat: Chat;
  readonly #parts: VisitParts;
  #call: Call | undefined;
  #media: LocalMedia = noMedia;
  #mediaFor: Criteria | undefined;
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
    return this.#media;
  }

  get remote(): MediaStream | undefined {
    return this.#remote;
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
    const mediaFits = this.#mediaFor?.mode === criteria.mode && this.#media.lacking === "none";
    if (!mediaFits && criteria.mode !== "text") {
      this.#asking = criteria;
      this.#changed();
      const media = await (this.#parts.openMedia ?? openMedia)(criteria.mode);
      if (this.#asking !== criteria) {
        closeMedia(media);
        return;
      }
      this.#useMedia(media, criteria);
    }
    this.#search(criteria);
  }

  /** Does not wait for the browser's question to be answered. */
  startWithoutMedia(): void {
    const criteria = this.#asking;
    if (!criteria) return;
    this.#useMedia({ lacking: criteria.mode === "video" ? "both" : "microphone", problem: "refused" }, criteria);
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

  retryNow(): void {
    this.#connection.retryNow();
  }

  /** Connects again after the server had closed the visit. */
  comeBack(): void {
    if (this.#connection.state.name === "closed") this.#connection.open();
  }

  /** Ends the visit, for instance because the page goes away. */
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

  #useMedia(media: LocalMedia, criteria: Criteria): void {
    closeMedia(this.#media);
    this.#media = media;
    this.#mediaFor = criteria;
  }

  /** Back at the door: camera and microphone go off. */
  #rest(): void {
    this.#asking = this.#mediaFor = undefined;
    closeMedia(this.#media);
    this.#media = noMedia;
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
    connection.on("welcome", (frame) => this.#chat.handleWelcome(frame));
    connection.on("frame", (frame) => {
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
    chat.on("state", () => this.#changed());
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
    chat.on("opened", (room) => this.#openCall(room));
    chat.on("closed", () => this.#closeCall());
    chat.on("signal", (frame) => void this.#call?.handleSignal(frame));
    chat.on("reachable", () => void this.#call?.handleReachable());
  }

  #openCall(room: Room): void {
    if (room.mode === "text") return;
    const call = new Call({
      room,
      local: this.#media.stream,
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

  #closeCall(): void {
    this.#call?.close();
    this.#call = undefined;
    this.#remote = undefined;
  }

  #changed(): void {
    this.emit("change", undefined);
  }
}
