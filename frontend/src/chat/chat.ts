import { Emitter } from "../events/emitter.js";
import type { Beside, SignalFrame } from "../protocol/relayed-frames.js";
import type { ErrorFrame, Room, ServerFrame, WaitingFrame, WelcomeFrame } from "../protocol/server-frames.js";
import type { LeftReason } from "../protocol/values.js";
import { monotonic } from "../time/clock.js";
import { Acquaintance } from "./acquaintance.js";
import type { ChatEvents } from "./chat-events.js";
import { type ChatState, delayOf, idle, refusalOf, waitingFrom } from "./chat-state.js";
import { Conversation, type Said, type Send } from "./conversation.js";
import type { Criteria } from "./criteria.js";
import { contradicts, Doubts } from "./doubts.js";
import { Encounters } from "./encounters.js";
import { dispatch, type FrameHandlers } from "./frame-handlers.js";
import { type KeptChat, type KeptTalk, keptChat } from "./kept-chat.js";
import type { Secret } from "./message-log.js";
import { newId } from "./new-id.js";
import { Outbox } from "./outbox.js";
import { Past } from "./past.js";
import { roomIn } from "./room-frames.js";
import { Search } from "./search.js";
import { ServerTimes } from "./server-times.js";

const defaultTextChars = 2_000;
const defaultRetryAfter = 5_000;

/**
 * The course of a visit, from searching to talking and on to the next. It does at once what the visitor wants, and then
 * brings the server into line: it ignores frames of rooms that the visitor has left, and after a lost connection it
 * compares the `welcome` with its own state.
 */
export class Chat extends Emitter<ChatEvents> {
  readonly encounters: Encounters;
  /** Whether the server takes what a message is beside its text. */
  besideAllowed = false;
  maxChars = defaultTextChars;
  #state: ChatState = idle;
  #conversation: Conversation | undefined;

  /** The room was taken over from an earlier page, and the server has not confirmed it yet. */
  #awaitsCall = false;
  readonly #serverTimes = new ServerTimes();
  readonly #acquaintance = new Acquaintance();
  readonly #past = new Past();
  /** The room that the visitor left last. The server may not know yet. */
  #leftRoom: string | undefined;
  readonly #outbox: Outbox;
  readonly #search: Search;
  readonly #doubts = new Doubts((looks) => this.#look(looks));

  constructor(
    pass: Send,
    private readonly makeId: () => string = () => newId(),
  ) {
    super();
    this.#outbox = new Outbox(pass);
    this.#search = new Search(this.send);
    this.encounters = new Encounters(this.send, () => this.emit("encounters", this.encounters));
  }

  get state(): ChatState {
    return this.#state;
  }

  /** What the next page of this tab needs to go on. Undefined without a search or a chat. */
  get kept(): KeptChat | undefined {
    return keptChat(this.#state, this.#search.criteria, this.#conversation);
  }

  /** Goes on where an earlier page of this tab was. */
  restore({ criteria, room, talk }: KeptChat): void {
    this.#search.criteria = criteria;
    if (room) this.#enter(room, talk, talk !== undefined);
    else this.#become(waitingFrom(monotonic()));
  }

  /** Returns true when the frame was sent, or will be; see {@link Outbox}. */
  readonly send: Send = (frame) => this.#outbox.send(frame);

  find(criteria: Criteria): void {
    if (this.#state.name === "chatting") return;
    this.#search.criteria = criteria;
    this.#become(this.#state.name === "waiting" ? this.#state : waitingFrom(monotonic()));
    this.#search.begin();
  }

  cancel(): void {
    if (this.#state.name !== "waiting") return;
    this.encounters.giveUpRewind();
    this.#become(idle);
    this.send({ type: "cancel" });
  }

  /** Goes on to the next partner. Pass `meant` when this cannot be the second half of a double click. */
  next(meant = false): void {
    if (this.#state.name === "ended" && this.#search.criteria) {
      this.find(this.#search.criteria);
    } else if (this.#state.name === "chatting" && (meant || this.#acquaintance.maySkip)) {
      const room = this.#leaveRoom(this.#state.room);
      this.#become(waitingFrom(monotonic()));
      this.send({ type: "next", room });
    }
  }

  leave(): void {
    this.encounters.giveUpRewind();
    if (this.#state.name === "chatting") {
      this.send({ type: "leave", room: this.#leaveRoom(this.#state.room) });
    }
    if (this.#state.name === "waiting") this.cancel();
    else this.#become(idle);
  }

  /** @param beside what the text is, and about which message; `secret` is what a sealed answer hides */
  say(text: string, beside?: Beside, secret?: Secret): Said {
    return this.#conversation?.say(text, this.maxChars, beside, secret) ?? "no-partner";
  }

  draft(text: string): void {
    this.#conversation?.draft(text);
  }

  shown(id: string): void {
    this.#conversation?.shown(id);
  }

  signal(frame: SignalFrame): void {
    if (this.#isCurrent(frame.room)) this.#conversation?.signal(frame);
  }

  /** The connection is over for good, and so is everything that was under way. */
  handleClosed(): void {
    this.#closeRoom();
    this.#outbox.close();
    this.#leftRoom = undefined;
    this.#become(idle);
  }

  /** Reconciles what the visitor wants with what the server knows, after every (re)connection. */
  handleWelcome(welcome: WelcomeFrame): void {
    this.maxChars = welcome.limits.textChars;
    this.besideAllowed = welcome.limits.about ?? false;
    this.#serverTimes.grace = welcome.limits.grace;
    this.#doubts.dismiss();
    this.#outbox.handleWelcome(welcome.limits.framesPerSecond);
    this.encounters.handleWelcome();
    const room = welcome.state === "chatting" ? welcome.room : undefined;
    if (this.#state.name === "chatting") {
      if (room && this.#isCurrent(room.room)) {
        this.#takeUp(room);
        this.#reachable();
        return;
      }
      this.#end("gone");
    }
    if (room) this.#handleMatched(room);
    else if (this.#state.name === "waiting") {
      if (welcome.state === "idle") this.#search.begin();
    } else if (welcome.state === "waiting") this.send({ type: "cancel" });
  }

  handleFrame(frame: ServerFrame): void {
    dispatch(frame, this.#handlers);
  }

  readonly #handlers: FrameHandlers = {
    welcome: (frame) => this.handleWelcome(frame),
    waiting: (frame) => this.#handleWaiting(frame),
    matched: (frame) => this.#handleMatched(frame),
    rewound: (frame) => this.#handleRewound(frame),
    reported: (frame) => {
      this.#outbox.settled("report");
      this.encounters.handleReported(frame);
    },
    outcome: (frame) => this.encounters.handleOutcome(frame),
    left: ({ room, reason }) => {
      this.#outbox.settled("leave");
      if (this.#isCurrent(room)) this.#end(reason);
    },
    idle: () => this.#handleIdle(),
    error: (frame) => this.#handleError(frame),
    isCurrent: (room) => this.#isCurrent(room),
    said: (frame) => this.#conversation?.handle(frame),
    signal: (frame) => this.emit("signal", frame),
    away: () => {
      this.#conversation?.handlePartnerAway();
      if (this.#state.name === "chatting") this.#become({ ...this.#state, awayUntil: this.#serverTimes.awayUntil() });
    },
    back: () => this.#reachable(),
  };

  #handleWaiting(frame: WaitingFrame): void {
    if (this.#state.name !== "waiting") return;
    const { since } = this.#state;
    this.#doubts.settle();
    this.#become({ name: "waiting", since, ...this.#serverTimes.expectations(frame) });
  }

  /**
   * Confirms a `cancel` or `leave` that has taken effect here already. A visitor who is waiting by now should hear of
   * the search soon; if not, something is wrong.
   */
  #handleIdle(): void {
    this.#outbox.settled("leave");
    this.#outbox.settled("cancel");
    if (this.#state.name === "waiting" && !this.#state.delay) this.#doubts.raise();
  }

  #handleMatched(room: Room): void {
    if (this.#state.name === "chatting") {
      this.#closeRoom();
      this.#become(waitingFrom(monotonic()));
    }
    const wanted = this.#state.name === "waiting";
    if (wanted && room.room === this.#leftRoom) {
      this.send({ type: "next", room: room.room });
    } else if (wanted && room.mode === this.#search.criteria?.mode) {
      this.#open(room);
    } else {
      // This match crossed a `cancel` on its way, or is for criteria that have changed since.
      this.send({ type: "leave", room: room.room });
      if (wanted) this.#search.begin();
    }
  }

  /** Both asked to meet again. It ends whatever this visitor is doing, unless they changed their mind. */
  #handleRewound(room: Room): void {
    if (!this.encounters.awaitsRewind) return this.#handleMatched(room);
    const talk = this.#past.take();
    this.encounters.giveUpRewind();
    this.#closeRoom();
    this.emit("opened", this.#enter(roomIn(room), talk, false, true));
  }

  #handleError(error: ErrorFrame): void {
    const { ref, code, retryAfter = defaultRetryAfter } = error;
    if (this.#outbox.handleError(error)) {
      // The repeated leave also ends a search that was sent after it.
      if (ref === "leave" && this.#state.name === "waiting") this.#search.begin();
      return;
    }
    if (
      contradicts(error, this.#state.name, this.#acquaintance.young, (id) => this.#conversation?.isMine(id) ?? false)
    ) {
      this.#doubts.raise();
    }
    if (this.encounters.handleError(error)) return;
    if (this.#conversation?.handleError(error) || this.#state.name !== "waiting") return;
    if (ref !== "find" && ref !== "next") return;
    if (code === "rate-limited" || code === "unavailable") {
      // A refused `next` leaves the server in the old room, and its partner must not wait in vain.
      if (ref === "next" && this.#leftRoom) this.send({ type: "leave", room: this.#leftRoom });
      this.#become({ ...this.#state, delay: { cause: delayOf(error, code), retryAt: monotonic() + retryAfter } });
      this.#search.beginIn(retryAfter);
    } else if (ref === "next" && (code === "stale-room" || code === "wrong-state")) {
      this.#search.begin();
    } else if (code === "refused" || code === "bad-frame" || code === "too-long") {
      this.#become(idle);
      this.emit("refused", refusalOf(error));
    }
  }

  #look(looks: number): void {
    if (this.#state.name !== "waiting" || looks > 0) {
      this.emit("doubt", undefined);
      return;
    }
    if (this.#leftRoom) this.send({ type: "leave", room: this.#leftRoom });
    this.#search.begin();
    // In case this gets no answer either.
    this.#doubts.raise();
  }

  #open(room: Room): void {
    this.emit("opened", this.#enter(roomIn(room)));
  }

  #enter(room: Room, kept?: KeptTalk, resumes = false, again = false): Room {
    this.#acquaintance.begin();
    this.#doubts.settle();
    if (!this.encounters.awaitsRewind) this.#past.take();
    this.#awaitsCall = resumes;
    this.#conversation = new Conversation(
      room,
      this.send,
      {
        messagesChanged: (messages) => this.emit("messages", messages),
        typingChanged: (active) => this.emit("typing", active),
      },
      this.makeId,
      kept,
      () => this.besideAllowed,
    );
    this.encounters.begin(room, again);
    this.emit("messages", kept?.messages ?? []);
    this.#become({ name: "chatting", room });
    return room;
  }

  #end(reason: LeftReason): void {
    if (this.#state.name !== "chatting") return;
    const { room } = this.#state;
    this.#closeRoom(true);
    this.#become({ name: "ended", room, reason });
  }

  #leaveRoom({ room }: Room): string {
    this.#closeRoom();
    this.#leftRoom = room;
    return room;
  }

  #closeRoom(left = false): void {
    const conversation = this.#conversation;
    this.#conversation = undefined;
    if (conversation) this.#past.keep(conversation.end(), this.encounters.awaitsRewind);
    this.#outbox.closeRoom();
    this.#doubts.dismiss();
    this.encounters.end(left);
    if (conversation) this.emit("closed", conversation.room);
  }

  /** An earlier page began this chat. The call of that page is over, so a new one is needed. */
  #takeUp(room: Room): void {
    if (!this.#awaitsCall) return;
    this.#awaitsCall = false;
    const opened = roomIn(room);
    this.#become({ name: "chatting", room: opened });
    this.emit("resumed", opened);
  }

  #reachable(): void {
    if (this.#state.name !== "chatting") return;
    const { room } = this.#state;
    this.#become({ name: "chatting", room });
    this.#outbox.handleReachable();
    this.#conversation?.handleReachable();
    this.emit("reachable", room);
  }

  #isCurrent(room: string): boolean {
    return this.#state.name === "chatting" && this.#state.room.room === room;
  }

  #become(state: ChatState): void {
    // A pending search belongs to the state that scheduled it.
    this.#search.stop();
    this.#state = state;
    this.emit("state", state);
  }
}
