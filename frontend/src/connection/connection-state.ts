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
 * Why another try is needed. `lost`: the network or the server went away. `blocked`: the server would take the page,
 * but something between them lets no WebSocket through. {@link Hindrance} explains the others.
 */
export type RetryCause = Hindrance["kind"] | "lost" | "blocked";

/** Whether trying at once can help. */
export const mayRetryNow = (cause: RetryCause): boolean => cause !== "rate-limited" && cause !== "busy";

export type ConnectionState =
  | { readonly name: "offline" }
  /** `proving`: the server wants some work done by this device first, which takes longer than usual. */
  | { readonly name: "connecting"; readonly proving?: true }
  /** `doubtful`: the device says that it has no network, or the server owes an answer. It is being checked. */
  | { readonly name: "online"; readonly doubtful?: "offline" | "silence" }
  /** Lost, or never reached. The next try is at `retryAt`, on the page's monotonic clock. */
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
  /** What the browser says about the network and the page. The owner acts on `gone`. */
  network: NetworkSignal;
  /** A socket was closed with this code. */
  closed: number;
}

export interface ConnectionParts {
  readonly openSocket: OpenSocket;
  /** Calls `proving` when it takes long because of work that the server wants done. */
  readonly openSession: (proving: () => void) => Promise<SessionAnswer>;
  /** Asks why the server refused a handshake. */
  readonly askWhy?: () => Promise<HandshakeAnswer>;
  readonly policy?: ReconnectPolicy;
  /** The pauses after a server has said no. */
  readonly slowPolicy?: ReconnectPolicy;
  readonly network?: NetworkSignals;
}
