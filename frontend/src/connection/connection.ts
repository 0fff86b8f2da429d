import { Emitter } from "../events/emitter.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import { adviceFor, closeCode } from "../protocol/close-codes.js";
import type { BannedFrame, ServerFrame, WelcomeFrame } from "../protocol/server-frames.js";
import type { OpenSocket } from "./frame-socket.js";
import { Link, type LinkListener } from "./link.js";
import { BackoffPolicy, type ReconnectPolicy } from "./reconnect-policy.js";
import type { Ban, Session, SessionAnswer } from "./session-api.js";

/** Why a connection is over for good. */
export type ClosedReason =
  | { readonly kind: "banned"; readonly ban: Ban }
  | { readonly kind: "replaced" }
  | { readonly kind: "refused"; readonly message: string };

export type ConnectionState =
  | { readonly name: "offline" }
  | { readonly name: "connecting" }
  | { readonly name: "online" }
  /** Lost, or never reached; another try is made at `retryAt` (epoch milliseconds). */
  | {
      readonly name: "reconnecting";
      readonly retryAt: number;
      readonly cause: "lost" | "unavailable" | "rate-limited";
    }
  | { readonly name: "closed"; readonly reason: ClosedReason };

export interface ConnectionEvents {
  state: ConnectionState;
  welcome: WelcomeFrame;
  frame: Exclude<ServerFrame, WelcomeFrame>;
  problem: unknown;
}

export interface ConnectionParts {
  readonly openSocket: OpenSocket;
  readonly openSession: () => Promise<SessionAnswer>;
  readonly policy?: ReconnectPolicy;
}

/** A token is not used in its last moments: it could expire on the way. */
const expiryMargin = 10_000;

/** Keeps a visitor connected: gets a session, says hello, and comes back as the close codes tell it to. */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #policy: ReconnectPolicy;
  #state: ConnectionState = { name: "offline" };
  #session: Session | undefined;
  /** The link in use, and while one server hands over to another the link that will follow it. */
  #link: Link | undefined;
  #successor: Link | undefined;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with each opening and closing; what belongs to an older one is void. */
  #generation = 0;
  #ban: Ban | undefined;

  constructor(private readonly parts: ConnectionParts) {
    super();
    this.#policy = parts.policy ?? new BackoffPolicy();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects, or does nothing when that is under way. */
  open(): void {
    if (this.#state.name !== "offline" && this.#state.name !== "closed") return;
    this.#attempt = 0;
    this.#ban = undefined;
    this.#connect();
  }

  /** Ends the pause before the next try, for instance because the network is back. */
  retryNow(): void {
    if (this.#state.name === "reconnecting" && this.#state.cause !== "rate-limited") this.#connect();
  }

  close(): void {
    this.#drop();
    this.#become({ name: "offline" });
  }

  /** True when the frame went to the socket; whether it arrives is another matter. */
  send(frame: ClientFrame): boolean {
    if (!this.#link?.welcomed) return false;
    this.#link.send(frame);
    return true;
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.emit("state", state);
  }

  #connect(): void {
    this.#drop();
    this.#become({ name: "connecting" });
    void this.#dial(this.#generation);
  }

  async #dial(generation: number): Promise<void> {
    const answer = await this.#ensureSession();
    if (generation !== this.#generation) return;
    if (answer.kind === "granted") {
      this.#session = answer.session;
      this.#successor = new Link(this.parts.openSocket, answer.session.token, this.#listener);
    } else if (answer.kind === "banned") {
      this.#finish({ kind: "banned", ban: answer.ban });
    } else if (answer.kind === "refused") {
      this.#finish({ kind: "refused", message: answer.message });
    } else if (!this.#link?.welcomed) {
      this.#retry(answer.kind, answer.retryAfter);
    }
  }

  #ensureSession(): Promise<SessionAnswer> {
    const session = this.#session;
    if (session && session.expiresAt - expiryMargin > Date.now()) {
      return Promise.resolve({ kind: "granted", session });
    }
    return this.parts.openSession();
  }

  readonly #listener: LinkListener = {
    welcomed: (link, frame) => {
      if (link === this.#successor) {
        this.#successor = undefined;
        this.#link?.close();
        this.#link = link;
      }
      if (link !== this.#link) return;
      this.#attempt = 0;
      this.#become({ name: "online" });
      this.emit("welcome", frame);
    },
    received: (link, frame) => {
      if (frame.type === "goaway") this.#moveAway(link, frame.after);
      if (frame.type === "banned") this.#ban = banOf(frame);
      if (frame.type !== "welcome") this.emit("frame", frame);
    },
    closed: (link, code) => this.#closed(link, code),
    puzzled: (problem) => this.emit("problem", problem),
  };

  /**
   * Connects anew while the old link still works, and lets go of it only at the new `welcome`. So the partner does
   * not notice that a server is going.
   */
  #moveAway(link: Link, after: number): void {
    if (link !== this.#link) return;
    clearTimeout(this.#timer);
    const generation = this.#generation;
    this.#timer = setTimeout(() => {
      if (!this.#successor) void this.#dial(generation);
    }, after);
  }

  #closed(link: Link, code: number): void {
    if (link === this.#link) this.#link = undefined;
    else if (link === this.#successor) this.#successor = undefined;
    else return;
    const otherLives = this.#link !== undefined || this.#successor !== undefined;
    const advice = adviceFor(code);
    if (advice === "stay-away") {
      // The old link ends as `replaced` when its successor has said hello: that is the handover at work.
      if (!(otherLives && code === closeCode.replaced)) this.#finish(this.#reasonFor(code));
      return;
    }
    if (advice === "new-session") this.#session = undefined;
    if (!otherLives) this.#retry("lost");
  }

  #reasonFor(code: number): ClosedReason {
    if (code === closeCode.replaced) return { kind: "replaced" };
    if (code === closeCode.banned) {
      return { kind: "banned", ban: this.#ban ?? { reason: "", until: null, appeal: "" } };
    }
    return { kind: "refused", message: "" };
  }

  #retry(cause: "lost" | "unavailable" | "rate-limited", atLeast = 0): void {
    this.#drop();
    const delay = Math.max(atLeast, this.#policy.delay(this.#attempt));
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), delay);
    this.#become({ name: "reconnecting", retryAt: Date.now() + delay, cause });
  }

  #finish(reason: ClosedReason): void {
    this.#drop();
    this.#become({ name: "closed", reason });
  }

  #drop(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.#link?.close();
    this.#successor?.close();
    this.#link = this.#successor = undefined;
  }
}

function banOf({ reason, until, appeal }: BannedFrame): Ban {
  return { reason, until, appeal };
}
