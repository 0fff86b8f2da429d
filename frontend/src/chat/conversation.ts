import type { ClientFrame } from "../protocol/client-frames.js";
import type { AckFrame, Beside, ChatFrame, SignalFrame, TypingFrame } from "../protocol/relayed-frames.js";
import type { ErrorFrame, Room } from "../protocol/server-frames.js";
import { showsNothing } from "./invisible.js";
import type { KeptTalk } from "./kept-chat.js";
import { besideOf, type Message, MessageLog, remember, type Secret } from "./message-log.js";
import { toOpen } from "./threads.js";
import { TypingIndicator, TypingSignal } from "./typing.js";

/** True when the frame was handed to a live connection. */
export type Send = (frame: ClientFrame) => boolean;

/** What became of a text that the visitor wanted to send. */
export type Said = "said" | "empty" | "too-long" | "no-partner";

export interface ConversationListener {
  messagesChanged(messages: readonly Message[]): void;
  typingChanged(active: boolean): void;
}

/** How long to wait before sending again when the server did not say, in milliseconds. */
const retryPause = 1_000;

/** What is said in one room: messages until they are acked, typing, and call signals until they can be sent. */
export class Conversation {
  readonly #log: MessageLog;
  readonly #typing: TypingSignal;
  readonly #indicator: TypingIndicator;
  readonly #shown: Set<string> = new Set();
  #heldSignals: SignalFrame[] = [];
  #partnerAway = false;
  #over = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly room: Room,
    private readonly send: Send,
    private readonly listener: ConversationListener,
    private readonly newId: () => string,
    kept?: KeptTalk,
    /** Whether the server takes what a message is beside its text. An older one gets the text alone. */
    private readonly besideAllowed: () => boolean = () => true,
  ) {
    this.#log = new MessageLog(room.room);
    if (kept) {
      this.#log.adopt(kept.messages, kept.seen);
      this.#shown = new Set(kept.shown);
    }
    this.#typing = new TypingSignal((active) => this.#reach({ type: "typing", room: room.room, active }));
    this.#indicator = new TypingIndicator(() => listener.typingChanged(this.#indicator.active));
  }

  /** What the next page of this tab needs to go on. */
  get kept(): KeptTalk {
    return { messages: this.#log.messages, seen: this.#log.seen, shown: [...this.#shown] };
  }

  /**
   * @param beside what the text is, and about which message
   * @param secret what `beside` proves, for an answer that is sealed
   */
  say(written: string, maxChars: number, beside: Beside = {}, secret?: Secret): Said {
    const text = written.trim();
    if (this.#over) return "no-partner";
    if (showsNothing(text)) return "empty";
    if (text.length > maxChars) return "too-long";
    const id = this.newId();
    this.#log.addMine(id, text, beside, secret);
    // The message itself tells the partner that the typing is over.
    this.#typing.reset();
    // A refused message goes first, to keep the order.
    if (this.#retry === undefined) this.#deliver({ type: "chat", room: this.room.room, id, text, ...besideOf(beside) });
    this.#changed();
    this.#open();
    return "said";
  }

  draft(text: string): void {
    if (!this.#over) this.#typing.update(text);
  }

  /** The view has shown this message of the partner. Acks it once for each time it arrived. */
  shown(id: string): void {
    if (this.#over || this.#shown.has(id)) return;
    remember(this.#shown, id);
    this.#ack(id);
  }

  /** Sends a call signal, or keeps it until the partner can be reached: a lost offer would stall the call. */
  signal(frame: SignalFrame): void {
    if (!this.#over && !this.#reach(frame)) this.#heldSignals.push(frame);
  }

  handle(frame: ChatFrame | AckFrame | TypingFrame): void {
    if (frame.type === "chat") this.handleChat(frame);
    else if (frame.type === "ack") this.handleAck(frame);
    else this.handleTyping(frame);
  }

  handleChat(frame: ChatFrame): void {
    this.#indicator.set(false);
    if (showsNothing(frame.text)) {
      // Other clients may send it. There is nothing to show, and the ack stops its sender from sending it again.
      this.#ack(frame.id);
      return;
    }
    if (this.#log.addTheirs(frame)) {
      this.#changed();
      this.#open();
    } else if (this.#shown.has(frame.id)) this.#ack(frame.id);
  }

  handleAck({ id }: AckFrame): void {
    if (this.#log.mark(id, "delivered")) this.#changed();
  }

  handleTyping({ active }: TypingFrame): void {
    this.#indicator.set(active);
  }

  handlePartnerAway(): void {
    this.#partnerAway = true;
    this.#indicator.set(false);
  }

  /** Both can be reached again, after this connection or the partner's was lost. */
  handleReachable(): void {
    this.#partnerAway = false;
    const signals = this.#heldSignals;
    this.#heldSignals = [];
    for (const frame of signals) this.signal(frame);
    this.#resend();
  }

  /** Whether this is a message of this visitor's that the partner may not have. */
  isMine(id: string): boolean {
    return this.#log.unacked().some((message) => message.id === id);
  }

  /** Returns true when the error was about a message of this conversation. */
  handleError({ ref, code, retryAfter, cause, explanation }: ErrorFrame): boolean {
    if (ref === undefined || !this.isMine(ref)) return false;
    if (code === "partner-away" || code === "rate-limited" || code === "unavailable") {
      this.#log.mark(ref, "sending");
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#resend();
      }, retryAfter ?? retryPause);
    } else if (cause !== undefined) {
      this.#log.hold(ref, { cause, ...(explanation === undefined ? {} : { explanation }) });
    } else {
      this.#log.mark(ref, "failed");
    }
    this.#changed();
    return true;
  }

  /** Returns what was said. */
  end(): KeptTalk {
    this.#over = true;
    this.#stopRetry();
    this.#typing.reset();
    this.#indicator.set(false);
    this.#heldSignals = [];
    this.#log.settle();
    this.#changed();
    return this.kept;
  }

  #stopRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  #resend(): void {
    this.#stopRetry();
    for (const frame of this.#log.unacked()) this.#deliver(frame);
    this.#changed();
  }

  /** Opens the own answer to a question once both are sealed: nobody can change theirs any more. */
  #open(): void {
    const answer = toOpen(this.#log.messages);
    if (!answer || this.#over) return;
    const { about, secret } = answer;
    this.say(secret.text, Number.POSITIVE_INFINITY, { about, as: "opened", proof: secret.salt });
  }

  #deliver(frame: ChatFrame): void {
    const { type, room, id, text } = frame;
    if (this.#reach(this.besideAllowed() ? frame : { type, room, id, text })) this.#log.mark(frame.id, "sent");
  }

  #ack(id: string): void {
    this.send({ type: "ack", room: this.room.room, id });
  }

  #reach(frame: ClientFrame): boolean {
    return !this.#partnerAway && this.send(frame);
  }

  #changed(): void {
    this.listener.messagesChanged(this.#log.messages);
  }
}
