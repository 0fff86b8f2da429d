import type { ServerFrame, WelcomeFrame } from "../protocol/server-frames.js";
import type { OpenSocket } from "./frame-socket.js";
import type { HandshakeAnswer } from "./handshake-api.js";
import type { Hindrance } from "./hindrance.js";
import type { NetworkSignal, NetworkSignals } from "./network-signals.js";
import type { ReconnectPolicy } from "./reconnect-policy.js";
import type { Ban, SessionAnswer } from "./session-api.js";

/** Why a connection is over for good. */
export type ClosedReason =
  | { readonly kind: "banned"; readonly ban: Ban }
  | { readonly kind: "replaced" }
  | { readonly kind: "refused"; readonly message: string };

/**
 * Why another try is needed. `lost`: the network or the server went. `blocked`: the server would take the page, but
 * something between them lets no WebSocket through. The others are told by {@link Hindrance}.
 */
export type RetryCause = Hindrance["kind"] | "lost" | "blocked";

/** Whether a visitor can shorten the wait by asking. */
export const mayRetryNow = (cause: RetryCause): boolean => cause !== "rate-limited" && cause !== "busy";

export type ConnectionState =
  | { readonly name: "offline" }
  | { readonly name: "connecting" }
  /** `doubtful`: the device says that it has no network, or the server owes an answer; it is being looked into. */
  | { readonly name: "online"; readonly doubtful?: true }
  /** Lost, or never reached; another try is made at `retryAt`, on the page's monotonic clock. */
  | {
      readonly name: "reconnecting";
      readonly retryAt: number;
      readonly cause: RetryCause;
      /** This page's own origin, when it is the reason. */
      readonly origin?: string;
    }
  | { readonly name: "closed"; readonly reason: ClosedReason };

export interface ConnectionEvents {
  state: ConnectionState;
  welcome: WelcomeFrame;
  frame: Exclude<ServerFrame, WelcomeFrame>;
  problem: unknown;
  /** What the surroundings tell of the network; `gone` is for the owner to act on. */
  network: NetworkSignal;
  /** A socket was closed, with this code. */
  closed: number;
}

export interface ConnectionParts {
  readonly openSocket: OpenSocket;
  readonly openSession: () => Promise<SessionAnswer>;
  /** Asks why a handshake was refused. */
  readonly askWhy?: () => Promise<HandshakeAnswer>;
  readonly policy?: ReconnectPolicy;
  /** For a server that has said no. */
  readonly slowPolicy?: ReconnectPolicy;
  readonly network?: NetworkSignals;
}
