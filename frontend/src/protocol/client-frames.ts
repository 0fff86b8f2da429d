import { type RelayedFrame, relayedReaders } from "./relayed-frames.js";
import { flag, list, number, object, oneOf, optional, type Reader, text } from "./shape.js";
import { type Mode, mode, type ReportReason, type Stars } from "./values.js";

/** Every frame that a client may send, told apart by `type`. */
export type ClientFrame =
  | RelayedFrame
  | HelloFrame
  | FindFrame
  | CancelFrame
  | NextFrame
  | LeaveFrame
  | RewindFrame
  | BlockFrame
  | ReportFrame
  | QualityFrame
  | RateFrame;

export interface HelloFrame {
  readonly type: "hello";
  readonly token: string;
}

export interface FindFrame {
  readonly type: "find";
  readonly mode: Mode;
  readonly interests?: readonly string[];
  readonly languages?: readonly string[];
  /** True: never widen the search. */
  readonly hold?: boolean;
}

export interface CancelFrame {
  readonly type: "cancel";
}

export interface NextFrame {
  readonly type: "next";
  readonly room: string;
}

export interface LeaveFrame {
  readonly type: "leave";
  readonly room: string;
}

export interface RewindFrame {
  readonly type: "rewind";
  readonly room: string;
}

export interface BlockFrame {
  readonly type: "block";
  readonly room: string;
}

export interface ReportFrame {
  readonly type: "report";
  readonly room: string;
  readonly reason: ReportReason;
  readonly note?: string;
  /** A JPEG as a data URL. */
  readonly snapshot?: string;
}

export interface QualityFrame {
  readonly type: "quality";
  readonly room: string;
  readonly ice: "host" | "srflx" | "prflx" | "relay" | "failed";
  readonly setup: number;
  readonly rtt?: number;
  readonly loss?: number;
  readonly bitrate?: number;
}

export interface RateFrame {
  readonly type: "rate";
  readonly room: string;
  readonly stars: Stars;
}

type ClientReaders = {
  readonly [T in ClientFrame["type"]]: Reader<Extract<ClientFrame, { type: T }>>;
};

export const clientReaders: ClientReaders = {
  ...relayedReaders,
  hello: object<HelloFrame>({ type: oneOf("hello"), token: text }),
  find: object<FindFrame>({
    type: oneOf("find"),
    mode,
    interests: optional(list(text)),
    languages: optional(list(text)),
    hold: optional(flag),
  }),
  cancel: object<CancelFrame>({ type: oneOf("cancel") }),
  next: object<NextFrame>({ type: oneOf("next"), room: text }),
  leave: object<LeaveFrame>({ type: oneOf("leave"), room: text }),
  rewind: object<RewindFrame>({ type: oneOf("rewind"), room: text }),
  block: object<BlockFrame>({ type: oneOf("block"), room: text }),
  report: object<ReportFrame>({
    type: oneOf("report"),
    room: text,
    reason: oneOf("nudity", "minor", "harassment", "spam", "violence", "self-harm", "other"),
    note: optional(text),
    snapshot: optional(text),
  }),
  quality: object<QualityFrame>({
    type: oneOf("quality"),
    room: text,
    ice: oneOf("host", "srflx", "prflx", "relay", "failed"),
    setup: number,
    rtt: optional(number),
    loss: optional(number),
    bitrate: optional(number),
  }),
  rate: object<RateFrame>({ type: oneOf("rate"), room: text, stars: oneOf(1, 2, 3, 4, 5) }),
};
