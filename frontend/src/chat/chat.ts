import { Emitter } from "../events/emitter.js";
import type { SignalFrame } from "../protocol/relayed-frames.js";
import type { ErrorFrame, Room, ServerFrame, WaitingFrame, WelcomeFrame } from "../protocol/server-frames.js";
import type { LeftReason } from "../protocol/values.js";
import { monotonic } from "../time/clock.js";
import { type ChatState, idle, waitingFrom } from "./chat-state.js";
import { Conversation, type Said, type Send } from "./conversation.js";
import { type Criteria, findFrame } from "./criteria.js";
import { Encounters } from "./encounters.js";
import type { Message } from "./message-log.js";
import { newId } from "./new-id.js";
import { ServerTimes } from "./server-times.js";

export interface ChatEvents {
  state: ChatState;
  messages: readonly Message[];
  /** Whether the partner is typing. */
  typing: boolean;
  opened: Room;
  closed: Room;
  /** A call signal from the partner in the current room. */
  signal: SignalFrame;
  /** The partner can be reached again after an interruption. */
  reachable: Room;
  /** The server will not search with these criteria; the sentence says why. */
  refused: string;
  /** What is known about a partner, present or past, has changed. */
  encounters: Encounters;
}

const defaultTextChars = 2_000;
const defaultRetryAfter = 5_000;

/** The second click of a double click must not skip the stranger whom the first one has brought. */
const meetingTime = 500;

/**
 * The course of a visit, from searching to talking and on to the next. It follows what the visitor wants at once and
 * brings the server into line: frames of rooms that the visitor has left are ignored, and after a lost connection
 * the `welcome` is compared with the own state.
 */
export class Chat extends Emitter<ChatEvents> {
  readonly encounters: Encounters;
  #state: ChatState = idle;
  #criteria: Criteria | undefined;
  #conversation: Conversation | undefined;
  #maxChars = defaultTextChars;
  readonly #serverTimes = new ServerTimes();
  #metAt = 0;
  /** The room that the visitor left last; the server may not know yet. */
  #leftRoom: string | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: Send,
    private readonly makeId: () => string = () => newId(),
  ) {
    super();
    this.encounters = new Encounters(send, () => this.emit("encounters", this.encounters));
  }

  get state(): ChatState {
    return this.#state;
  }

  get maxChars(): number {
    return this.#maxChars;
  }

  find(criteria: Criteria): void {
    if (this.#state.name === "chatting") return;
    this.#criteria = criteria;
    this.#become(this.#state.name === "waiting" ? this.#state : waitingFrom(monotonic()));
    this.#sendFind();
  }

  cancel(): void {
    if (this.#state.name !== "waiting") return;
    this.encounters.giveUpRewind();
    this.#become(idle);
    this.send({ type: "cancel" });
  }

  /** Goes on to the next partner; `meant` when it cannot be the second half of a double click. */
  next(meant = false): void {
    if (this.#state.name === "ended" && this.#criteria) {
      this.find(this.#criteria);
    } else if (this.#state.name === "chatting" && (meant || monotonic() - this.#metAt >= meetingTime)) {
      const { room } = this.#state.room;
      this.#closeRoom();
      this.#leftRoom = room;
      this.#become(waitingFrom(monotonic()));
      this.send({ type: "next", room });
    }
  }

  leave(): void {
    this.encounters.giveUpRewind();
    if (this.#state.name === "chatting") {
      const { room } = this.#state.room;
      this.#closeRoom();
      this.#leftRoom = room;
      this.send({ type: "leave", room });
    }
    if (this.#state.name === "waiting") this.cancel();
    else this.#become(idle);
  }

  say(text: string): Said {
    return this.#conversation?.say(text, this.#maxChars) ?? "no-partner";
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

  /** The connection is over for good: nothing that was under way can go on. */
  handleClosed(): void {
    this.#closeRoom();
    this.#become(idle);
  }

  /** Brings what the visitor wants and what the server knows together, after every (re)connection. */
  handleWelcome(welcome: WelcomeFrame): void {
    this.#maxChars = welcome.limits.textChars;
    this.#serverTimes.grace = welcome.limits.grace;
    this.encounters.handleWelcome();
    const room = welcome.state === "chatting" ? welcome.room : undefined;
    if (this.#state.name === "chatting") {
      if (room && this.#isCurrent(room.room)) {
        this.#reachable();
        return;
      }
      this.#end("gone");
    }
    if (room) this.#handleMatched(room);
    else if (this.#state.name === "waiting") {
      if (welcome.state === "idle") this.#sendFind();
    } else if (welcome.state === "waiting") this.send({ type: "cancel" });
  }

  handleFrame(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        return this.handleWelcome(frame);
      case "waiting":
        return this.#handleWaiting(frame);
      case "matched":
        return this.#handleMatched(frame);
      case "rewound":
        return this.#handleRewound(frame);
      case "reported":
        return this.encounters.handleReported(frame);
      case "outcome":
        return this.encounters.handleOutcome(frame);
      case "left":
        return this.#isCurrent(frame.room) ? this.#end(frame.reason) : undefined;
      case "error":
        return this.#handleError(frame);
      case "chat":
      case "ack":
      case "typing":
      case "offer":
      case "answer":
      case "candidate":
      case "partner-away":
      case "partner-back":
        return this.#isCurrent(frame.room) ? this.#handleInRoom(frame) : undefined;
      case "idle": // Only confirms what `cancel` and `leave` have done here already.
      case "reveal":
      case "notice":
      case "banned":
      case "goaway":
        return;
      default: {
        const unknown: never = frame;
        return unknown;
      }
    }
  }

  #handleInRoom(frame: RoomFrame): void {
    switch (frame.type) {
      case "chat":
        return this.#conversation?.handleChat(frame);
      case "ack":
        return this.#conversation?.handleAck(frame);
      case "typing":
        return this.#conversation?.handleTyping(frame);
      case "offer":
      case "answer":
      case "candidate":
        return this.emit("signal", frame);
      case "partner-away":
        this.#conversation?.handlePartnerAway();
        if (this.#state.name === "chatting") this.#become({ ...this.#state, awayUntil: this.#serverTimes.awayUntil() });
        return;
      case "partner-back":
        return this.#reachable();
      default: {
        const unknown: never = frame;
        return unknown;
      }
    }
  }

  #handleWaiting(frame: WaitingFrame): void {
    if (this.#state.name !== "waiting") return;
    const { since } = this.#state;
    this.#become({ name: "waiting", since, estimate: frame.estimate, widening: this.#serverTimes.widening(frame) });
  }

  #handleMatched(room: Room): void {
    if (this.#state.name === "chatting") {
      this.#closeRoom();
      this.#become(waitingFrom(monotonic()));
    }
    const wanted = this.#state.name === "waiting";
    if (wanted && room.room === this.#leftRoom) {
      this.send({ type: "next", room: room.room });
    } else if (wanted && room.mode === this.#criteria?.mode) {
      this.#open(room);
    } else {
      // A match that crossed a `cancel` on the way, or one for criteria that have changed since.
      this.send({ type: "leave", room: room.room });
      if (wanted) this.#sendFind();
    }
  }

  /** Both want to meet again. It ends whatever this visitor does meanwhile, unless they have thought better of it. */
  #handleRewound(room: Room): void {
    if (!this.encounters.awaitsRewind) {
      this.#handleMatched(room);
      return;
    }
    this.encounters.giveUpRewind();
    this.#closeRoom();
    this.#open(room);
  }

  #handleError(error: ErrorFrame): void {
    if (this.encounters.handleError(error)) return;
    if (this.#conversation?.handleError(error) || this.#state.name !== "waiting") return;
    const { ref, code, retryAfter = defaultRetryAfter } = error;
    if (ref !== "find" && ref !== "next") return;
    if (code === "rate-limited" || code === "unavailable") {
      // A refused `next` leaves the server in the old room, where the partner must not wait for nothing.
      if (ref === "next" && this.#leftRoom) this.send({ type: "leave", room: this.#leftRoom });
      this.#become({ ...this.#state, hold: { cause: code, retryAt: monotonic() + retryAfter } });
      this.#retry = setTimeout(() => this.#sendFind(), retryAfter);
    } else if (ref === "next" && code === "stale-room") {
      this.#sendFind();
    } else if (code === "refused" || code === "bad-frame" || code === "too-long") {
      this.#become(idle);
      this.emit("refused", error.message);
    }
  }

  #sendFind(): void {
    clearTimeout(this.#retry);
    if (this.#criteria) this.send(findFrame(this.#criteria));
  }

  #open(room: Room): void {
    const { room: id, polite, mode, interests, language, iceServers } = room;
    const opened: Room = {
      ...{ room: id, polite, mode, interests, iceServers },
      ...(language === undefined ? {} : { language }),
    };
    this.#metAt = monotonic();
    this.#conversation = new Conversation(
      opened,
      this.send,
      {
        messagesChanged: (messages) => this.emit("messages", messages),
        typingChanged: (active) => this.emit("typing", active),
      },
      this.makeId,
    );
    this.encounters.begin(opened);
    this.emit("messages", []);
    this.#become({ name: "chatting", room: opened });
    this.emit("opened", opened);
  }

  #end(reason: LeftReason): void {
    if (this.#state.name !== "chatting") return;
    const { room } = this.#state;
    this.#closeRoom();
    this.#become({ name: "ended", room, reason });
  }

  #closeRoom(): void {
    const conversation = this.#conversation;
    this.#conversation = undefined;
    conversation?.end();
    this.encounters.end();
    if (conversation) this.emit("closed", conversation.room);
  }

  #reachable(): void {
    if (this.#state.name !== "chatting") return;
    const { room } = this.#state;
    this.#become({ name: "chatting", room });
    this.#conversation?.handleReachable();
    this.emit("reachable", room);
  }

  #isCurrent(room: string): boolean {
    return this.#state.name === "chatting" && this.#state.room.room === room;
  }

  #become(state: ChatState): void {
    // A pending search belongs to the state that scheduled it.
    clearTimeout(this.#retry);
    this.#state = state;
    this.emit("state", state);
  }
}

type RoomFrame = Extract<
  ServerFrame,
  { type: "chat" | "ack" | "typing" | SignalFrame["type"] | "partner-away" | "partner-back" }
>;
