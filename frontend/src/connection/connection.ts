import { Emitter, type Unsubscribe } from "../events/emitter.js";
import type { ClientFrame } from "../protocol/client-frames.js";
import { adviceFor, type ClientCloseCode, clientCloseCode, closeCode } from "../protocol/close-codes.js";
import type { BannedFrame } from "../protocol/server-frames.js";
import { monotonic, Stopwatch } from "../time/clock.js";
import {
  type ClosedReason,
  type ConnectionEvents,
  type ConnectionParts,
  type ConnectionState,
  mayRetryNow,
  type RetryCause,
} from "./connection-state.js";
import { Handover, type HandoverCause } from "./handover.js";
import type { Hindrance } from "./hindrance.js";
import { Link, type LinkListener } from "./link.js";
import type { NetworkSignal } from "./network-signals.js";
import { BackoffPolicy, type ReconnectPolicy, slowDelays, spread } from "./reconnect-policy.js";
import type { Ban, Session, SessionAnswer } from "./session-api.js";
import { SilenceWatch } from "./silence-watch.js";

/** The server or the network has said no. Asking again at once would not help. */
const answeredNo: ReadonlySet<RetryCause> = new Set(["rate-limited", "busy", "foreign", "sign-in", "blocked"]);

/** This many handshakes in a row may fail by chance. */
const triesUntilBlocked = 3;

/** A page that is looked at again after a shorter quiet, in milliseconds, need not check whether the link is alive. */
const freshTime = 15_000;

/**
 * Keeps a visitor connected: gets a session, says hello, and comes back as the close codes say. A link that is about to
 * go, or may be dead, is replaced while it lives: a second link says hello, and only its `welcome` ends the first. So a
 * wrong suspicion costs nothing, and the partner notices nothing.
 */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #policy: ReconnectPolicy;
  readonly #slowPolicy: ReconnectPolicy;
  #state: ConnectionState = { name: "offline" };
  #session: Session | undefined;
  /** The link in use, and during a handover the link that will replace it. */
  #link: Link | undefined;
  #successor: Link | undefined;
  #handover: Handover | undefined;
  /** A link that its successor's hello may have fenced. It means nothing when that link is closed as `replaced`. */
  #challenged: Link | undefined;
  /** Since something arrived on the link in use. */
  #sinceHeard = new Stopwatch();
  readonly #silence = new SilenceWatch((silence) => this.#replace(silence === "quiet" ? "doubt" : "silence"));
  #unsubscribe: Unsubscribe | undefined;
  #attempt = 0;
  /** Handshakes that failed in a row. */
  #unopened = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #goaway: ReturnType<typeof setTimeout> | undefined;
  /** Grows with each opening and closing. Whatever belongs to an older one is void. */
  #generation = 0;
  #ban: Ban | undefined;

  constructor(private readonly parts: ConnectionParts) {
    super();
    this.#policy = parts.policy ?? new BackoffPolicy();
    this.#slowPolicy = parts.slowPolicy ?? new BackoffPolicy(slowDelays);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects. Does nothing while it is connected or connecting. */
  open(): void {
    if (this.#state.name !== "offline" && this.#state.name !== "closed") return;
    this.#attempt = 0;
    this.#ban = undefined;
    this.#unsubscribe ??= this.parts.network?.subscribe((signal) => this.#notice(signal));
    this.#connect();
  }

  /** Goes on with a session that an earlier page of this tab got. */
  adopt(session: Session): void {
    this.#session ??= session;
  }

  /** Another page of this browser has taken the visit over. */
  yieldToOther(): void {
    this.#finish({ kind: "replaced" }, clientCloseCode.superseded);
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** Ends the pause before the next try, for example because the network is back. */
  retryNow(): void {
    if (this.#state.name === "reconnecting" && mayRetryNow(this.#state.cause)) this.#connect();
  }

  /** Says hello again on a second link, to get what a new `welcome` brings. The partner does not notice. */
  renew(): void {
    this.#replace("doubt");
  }

  /** The visitor leaves for good. */
  close(): void {
    this.#drop(clientCloseCode.leaving);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#become({ name: "offline" });
  }

  /** Asks the server where the visitor stands. It says hello again, and the `welcome` tells. */
  resync(): void {
    this.#replace("doubt");
  }

  /**
   * Whether the visitor waits for something that may arrive at any time. If so, a dead link has to be noticed without a
   * frame from here.
   */
  attend(attentive: boolean): void {
    this.#silence.attend(attentive);
  }

  /** Returns true when the frame went to the socket. Whether it arrives is another matter. */
  send(frame: ClientFrame): boolean {
    if (!this.#link?.welcomed) return false;
    this.#link.send(frame);
    this.#silence.sent(frame.type);
    return true;
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.emit("state", state);
  }

  #connect(): void {
    this.#drop(clientCloseCode.suspect);
    this.#become({ name: "connecting" });
    void this.#dial(this.#generation);
  }

  async #dial(generation: number): Promise<void> {
    const answer = await this.#ensureSession(generation);
    if (generation !== this.#generation) return;
    if (answer.kind === "granted") {
      this.#session = answer.session;
      this.#successor = new Link(this.parts.openSocket, answer.session.token, this.#listener);
    } else if (answer.kind === "banned") {
      this.#finish({ kind: "banned", ban: answer.ban });
    } else if (answer.kind === "refused") {
      this.#finish({ kind: "refused", message: answer.message });
    } else {
      this.#retry(answer);
    }
  }

  #ensureSession(generation: number): Promise<SessionAnswer> {
    const session = this.#session;
    // The server decides whether the token has expired: the device's clock may be wrong.
    return session
      ? Promise.resolve({ kind: "granted", session })
      : this.parts.openSession(() => {
          if (generation === this.#generation) this.#become({ name: "connecting", proving: true });
        });
  }

  readonly #listener: LinkListener = {
    welcomed: (link, frame) => {
      if (link === this.#successor) {
        this.#successor = this.#handover = this.#challenged = undefined;
        this.#clearTimers();
        this.#link?.close(clientCloseCode.superseded);
        this.#link = link;
      }
      if (link !== this.#link) return;
      this.#attempt = this.#unopened = 0;
      this.#sinceHeard = new Stopwatch();
      this.#silence.start();
      this.#become({ name: "online" });
      this.emit("welcome", frame);
    },
    received: (link, frame) => {
      if (link === this.#link) this.#heard();
      if (frame.type === "goaway" && link === this.#link) this.#moveAway(frame.after);
      if (frame.type === "banned") this.#ban = banOf(frame);
      if (frame.type !== "welcome") this.emit("frame", frame);
    },
    closed: (link, code, opened) => this.#closed(link, code, opened),
    puzzled: (problem) => this.emit("problem", problem),
  };

  #heard(): void {
    this.#sinceHeard = new Stopwatch();
    this.#silence.heard();
    this.#handover?.heard();
    if (this.#state.name === "online" && this.#state.doubtful) this.#become({ name: "online" });
  }

  #notice(signal: NetworkSignal): void {
    switch (signal) {
      case "offline":
        if (this.#state.name === "online") this.#become({ name: "online", doubtful: "offline" });
        break;
      case "online":
      case "changed":
        // Requests that began on another network may hang until they time out.
        if (this.#state.name === "connecting") this.#connect();
        else this.#replace("doubt");
        this.#attempt = 0;
        this.retryNow();
        break;
      case "visible":
        if (this.#sinceHeard.longest > freshTime) this.#replace("doubt");
        this.retryNow();
        break;
      case "restored":
        // Browsers close the sockets of a page in the back/forward cache, and may not say so.
        this.#replace("doubt");
        this.retryNow();
        break;
      case "hidden":
      case "kept":
      case "gone":
        break;
      default: {
        const unknown: never = signal;
        return unknown;
      }
    }
    this.emit("network", signal);
  }

  #moveAway(after: number): void {
    clearTimeout(this.#goaway);
    this.#goaway = setTimeout(() => this.#replace("goaway"), after);
  }

  /** Opens a second link beside the one in use. */
  #replace(cause: HandoverCause): void {
    if (!this.#link?.welcomed) return;
    if (cause === "silence") this.#become({ name: "online", doubtful: "silence" });
    if (this.#handover) this.#handover.add(cause);
    else this.#handover = new Handover(cause);
    if (!this.#successor) this.#challenge();
  }

  #challenge(): void {
    clearTimeout(this.#timer);
    // With a new session the visitor would be somebody else, and this chat would not be theirs.
    const session = this.#session;
    if (!session || !this.#link) {
      this.#handover = undefined;
      return;
    }
    this.#challenged = this.#link;
    this.#successor = new Link(this.parts.openSocket, session.token, this.#listener);
  }

  #closed(link: Link, code: number, opened: boolean): void {
    const inUse = link === this.#link;
    if (inUse) this.#link = undefined;
    else if (link === this.#successor) this.#successor = undefined;
    else return;
    this.emit("closed", code);
    const handedOver = link === this.#challenged && code === closeCode.replaced;
    const advice = handedOver ? "come-back" : adviceFor(code);
    if (advice === "stay-away") {
      this.#finish(this.#reasonFor(code));
      return;
    }
    if (advice === "new-session") this.#session = undefined;
    if (inUse) this.#silence.stop();
    if (this.#link) this.#goOnWithOld();
    else if (this.#successor) return;
    else if (opened) this.#retry({ kind: code === closeCode.overloaded ? "busy" : "lost" });
    else void this.#explain(this.#generation);
  }

  /** The handshake failed. The browser does not say why. */
  async #explain(generation: number): Promise<void> {
    const answer = (await this.parts.askWhy?.()) ?? { kind: "unknown" };
    if (generation !== this.#generation) return;
    this.#unopened += 1;
    if (answer.kind === "open" || answer.kind === "unknown") {
      this.#retry({ kind: answer.kind === "open" && this.#unopened >= triesUntilBlocked ? "blocked" : "lost" });
    } else {
      this.#retry(answer);
    }
  }

  /** The successor failed while the old link lives, or seems to. */
  #goOnWithOld(): void {
    const handover = this.#handover;
    const step = handover?.failed() ?? "let-be";
    if (handover && step === "again") {
      this.#timer = setTimeout(() => this.#challenge(), this.#policy.delay(handover.tries - 1));
    } else if (step === "give-up") {
      this.#retry({ kind: "lost" });
    } else {
      this.#handover = undefined;
    }
  }

  #reasonFor(code: number): ClosedReason {
    if (code === closeCode.replaced) return { kind: "replaced" };
    if (code === closeCode.banned) {
      return { kind: "banned", ban: this.#ban ?? { reason: "", until: null, appeal: "" } };
    }
    return { kind: "refused", message: "" };
  }

  #retry(why: Hindrance | { readonly kind: "lost" | "blocked" }): void {
    this.#drop(clientCloseCode.suspect);
    const { kind: cause } = why;
    const policy = answeredNo.has(cause) ? this.#slowPolicy : this.#policy;
    const atLeast = "retryAfter" in why && why.retryAfter !== undefined ? spread(why.retryAfter) : 0;
    const delay = Math.max(atLeast, policy.delay(this.#attempt));
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), delay);
    const origin = "origin" in why ? { origin: why.origin } : {};
    this.#become({ name: "reconnecting", retryAt: monotonic() + delay, cause, ...origin });
  }

  #finish(reason: ClosedReason, code: ClientCloseCode = clientCloseCode.leaving): void {
    this.#drop(code);
    this.#become({ name: "closed", reason });
  }

  #drop(code: ClientCloseCode): void {
    this.#generation += 1;
    this.#clearTimers();
    this.#silence.stop();
    this.#link?.close(code);
    this.#successor?.close(code);
    this.#link = this.#successor = this.#challenged = this.#handover = undefined;
  }

  #clearTimers(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#goaway);
  }
}

function banOf({ type: _, ...ban }: BannedFrame): Ban {
  return ban;
}
