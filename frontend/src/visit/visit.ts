import { Chat } from "../chat/chat.js";
import type { ChatState } from "../chat/chat-state.js";
import type { Said } from "../chat/conversation.js";
import type { Criteria } from "../chat/criteria.js";
import type { Encounters } from "../chat/encounters.js";
import type { Message } from "../chat/message-log.js";
import { Connection } from "../connection/connection.js";
import type { ConnectionParts, ConnectionState } from "../connection/connection-state.js";
import { closeMedia, kindsOf, lackingOf } from "../media/local-media.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { NoticeFrame } from "../protocol/server-frames.js";
import { CallSide, type CallSideParts, type Resumed } from "./call-side.js";
import { Keeper } from "./keeper.js";
import type { Kept, TabMemory } from "./tab-memory.js";
import { WakeLock } from "./wake-lock.js";

export type { VisitEvents } from "./call-side.js";

export interface VisitParts extends ConnectionParts, CallSideParts {
  /** Outlives the page, so that a visit outlives a reload. */
  readonly memory?: TabMemory;
}

/** The server holds the place for so much longer than this; a question for the camera may stay open for minutes. */
const mediaPatience = 2_000;

/**
 * One person's visit: joins the connection, the chat, the call and the own camera, and is all that a user interface
 * needs to know.
 */
export class Visit extends CallSide {
  readonly #connection: Connection;
  readonly #chat: Chat;
  readonly #awake = new WakeLock((problem) => this.log.problem(problem));
  #messages: readonly Message[] = [];
  #partnerTyping = false;
  #asking: Criteria | undefined;
  #notice: NoticeFrame | undefined;
  #refusal: string | undefined;
  readonly #memory: TabMemory | undefined;
  readonly #keeper: Keeper;
  #recalling = false;
  /** What an earlier page of this tab knew of the room that goes on. */
  #earlier: Resumed | undefined;

  constructor(parts: VisitParts) {
    super(parts);
    this.#memory = parts.memory;
    this.#keeper = new Keeper(parts.memory, () => this.#kept());
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

  /** What can be said about the present partner and the last one: report, block, rate, rewind. */
  get encounters(): Encounters {
    return this.#chat.encounters;
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

  /** True while it is not known yet whether a visit of this tab goes on. */
  get recalling(): boolean {
    return this.#recalling;
  }

  /** Goes on with the visit that this tab was in before its page was loaded anew, if the server still holds it. */
  async resume(): Promise<void> {
    if (this.#recalling || !this.#isUntouched || !this.#memory?.holds) return;
    this.#recalling = true;
    const kept = await this.#memory.recall();
    this.#recalling = false;
    if (kept && this.#isUntouched) await this.#takeUp(kept);
    this.changed();
  }

  /** Asks for the devices that the mode needs, connects, and searches. The visitor has said to be an adult. */
  async start(criteria: Criteria): Promise<void> {
    if (this.#asking || this.#chat.state.name === "chatting") return;
    // The door says why; nobody is to wait for a call that cannot come about.
    if (criteria.mode !== "text" && !this.callable) return this.changed();
    this.#refusal = this.#notice = undefined;
    if (!this.own.fits(criteria.mode)) {
      this.#asking = criteria;
      this.changed();
      const media = await this.own.request(criteria.mode);
      if (this.#asking !== criteria) {
        closeMedia(media);
        return;
      }
      this.useMedia(media, criteria.mode);
    }
    this.#search(criteria);
  }

  /** Does not wait for the browser's question to be answered. */
  startWithoutMedia(): void {
    const criteria = this.#asking;
    if (!criteria) return;
    const lacking = lackingOf(kindsOf(criteria.mode));
    this.useMedia({ lacking, problem: "refused" }, criteria.mode);
    this.#search(criteria);
  }

  cancel(): void {
    this.#chat.cancel();
    this.#rest();
  }

  /** Goes on to the next partner; `meant` when it cannot be the second half of a double click. */
  next(meant = false): void {
    const { state } = this.#chat;
    const inRoom = state.name === "chatting" || state.name === "ended";
    // Another partner would only wait in vain for the call. The door offers what is left.
    if (inRoom && state.room.mode !== "text" && !this.callable) this.leave();
    else this.#chat.next(meant);
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

  /** Ends the visit for good. A page that goes away does not: it may be loaded anew. */
  stop(): void {
    this.leave();
    this.#connection.close();
    this.#keeper.stop();
  }

  get #isUntouched(): boolean {
    return this.#connection.state.name === "offline" && this.#chat.state.name === "idle" && !this.#asking;
  }

  async #takeUp({ session, chat, settings, revealed = false, partner }: Kept): Promise<void> {
    if (session) this.#connection.adopt(session);
    if (!chat) return;
    if (settings) this.configure(settings);
    this.#earlier = { revealed, partner };
    this.#chat.restore(chat);
    const timer = new Promise((resolve) => setTimeout(resolve, mediaPatience));
    await Promise.race([this.#reopenMedia(chat.criteria.mode), timer]);
    this.#connection.open();
  }

  async #reopenMedia(mode: Criteria["mode"]): Promise<void> {
    if (this.own.fits(mode)) return;
    const media = await this.own.request(mode);
    if (this.#chat.state.name === "idle") closeMedia(media);
    else this.useMedia(media, mode);
    this.changed();
  }

  #kept(): Kept {
    const { session, state } = this.#connection;
    if (!session || state.name === "closed") return {};
    const { settings, partnerPeer: partner } = this;
    const chat = this.#chat.kept;
    if (!chat) return { session };
    return { session, chat, settings, revealed: this.revealed.own, ...(partner === undefined ? {} : { partner }) };
  }

  /** The page is shown again as it was; another one may have taken the visit up meanwhile. */
  async #reclaim(): Promise<void> {
    if ((await this.#memory?.reclaim()) === false) this.#connection.yieldToOther();
  }

  #search(criteria: Criteria): void {
    this.#asking = undefined;
    this.#chat.find(criteria);
    this.#connection.open();
    this.changed();
  }

  /** Back at the door: camera and microphone go off. */
  #rest(): void {
    this.#asking = undefined;
    this.releaseMedia();
    this.changed();
  }

  #followConnection(): void {
    const connection = this.#connection;
    connection.on("state", (state) => {
      this.log.note("connection", state.name);
      if (state.name === "closed") {
        this.#chat.handleClosed();
        this.#rest();
      }
      this.changed();
    });
    connection.on("network", (signal) => {
      this.log.note("network", signal);
      if (signal === "hidden" || signal === "kept" || signal === "gone") this.#keeper.now();
      if (signal === "kept") this.#memory?.release();
      if (signal === "restored") void this.#reclaim();
      if (signal === "visible" || signal === "restored") {
        this.#awake.renew();
        void this.own.revive();
      }
      if (signal === "online" || signal === "changed") this.handleNetworkChange();
    });
    connection.on("welcome", (frame) => {
      this.handleServers(frame.iceServers.length > 0 ? frame.iceServers : (frame.room?.iceServers ?? []));
      this.#chat.handleWelcome(frame);
      this.#earlier = undefined;
      this.#keeper.now();
    });
    connection.on("frame", (frame) => {
      if (frame.type === "reveal") this.handleReveal(frame.room);
      if (frame.type === "notice") {
        this.#notice = frame;
        this.changed();
      }
      this.#chat.handleFrame(frame);
    });
    connection.on("problem", (problem) => this.puzzle(problem));
    connection.on("closed", (code) => this.log.note("connection", `socket closed with ${code}`));
  }

  #followChat(): void {
    const chat = this.#chat;
    let before: ChatState["name"] = "idle";
    chat.on("state", (state) => {
      const { name } = state;
      if (name === before) this.#keeper.soon();
      else this.#keeper.now();
      before = name;
      this.log.note("chat", name === "chatting" && state.awayUntil !== undefined ? "partner away" : name);
      this.#connection.attend(name === "waiting" || name === "chatting");
      this.#awake.want(name === "waiting" || (name === "chatting" && state.room.mode !== "text"));
      this.changed();
    });
    chat.on("encounters", () => this.changed());
    chat.on("messages", (messages) => {
      this.#messages = messages;
      this.#keeper.soon();
      this.changed();
    });
    chat.on("typing", (active) => {
      this.#partnerTyping = active;
      this.changed();
    });
    chat.on("refused", (message) => {
      this.#refusal = message;
      this.#rest();
    });
    chat.on("opened", (room) => this.openMeeting(room));
    chat.on("resumed", (room) => this.openMeeting(room, this.#earlier));
    chat.on("closed", () => this.closeMeeting());
    chat.on("signal", (frame) => this.handleSignal(frame));
    chat.on("reachable", () => this.handleReachable());
    chat.on("doubt", () => this.#connection.resync());
  }

  protected send(frame: ClientFrame): boolean {
    return this.#chat.send(frame);
  }

  protected signal(frame: SignalFrame): void {
    this.#chat.signal(frame);
  }

  /** A `welcome` brings them, also on a second link beside the one in use. */
  protected renewServers(): void {
    this.#connection.renew();
  }
}
