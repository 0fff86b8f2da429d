import { type RelayedFrame, relayedReaders } from "./relayed-frames.js";
import { flag, list, nullable, number, object, oneOf, optional, type Reader, text } from "./shape.js";
import {
  type ErrorCode,
  type IceServer,
  iceServer,
  type LeftReason,
  type Limits,
  leftReason,
  limits,
  type Mode,
  mode,
  type NoticeKind,
  noticeKind,
  type SessionState,
  type Widening,
  widening,
} from "./values.js";

/** Every frame that the server may send, told apart by `type`. */
export type ServerFrame =
  | RelayedFrame
  | WelcomeFrame
  | WaitingFrame
  | IdleFrame
  | MatchedFrame
  | RewoundFrame
  | PartnerAwayFrame
  | PartnerBackFrame
  | PartnerMutedFrame
  | LeftFrame
  | ReportedFrame
  | OutcomeFrame
  | NoticeFrame
  | BannedFrame
  | GoawayFrame
  | ErrorFrame;

/** A room, as one of the two is told of it. */
export interface Room {
  readonly room: string;
  /** The polite peer gives way when both offer at once. The other one makes the first offer. */
  readonly polite: boolean;
  readonly mode: Mode;
  /** The interests that both share. */
  readonly interests: readonly string[];
  readonly language?: string;
  readonly iceServers: readonly IceServer[];
}

export interface WelcomeFrame {
  readonly type: "welcome";
  readonly session: string;
  readonly epoch: number;
  readonly state: SessionState;
  readonly room?: Room;
  readonly iceServers: readonly IceServer[];
  readonly limits: Limits;
}

export interface WaitingFrame {
  readonly type: "waiting";
  readonly since: number;
  readonly estimate: number | null;
  readonly widening: Widening | null;
}

export interface IdleFrame {
  readonly type: "idle";
}

export interface MatchedFrame extends Room {
  readonly type: "matched";
}

export interface RewoundFrame extends Room {
  readonly type: "rewound";
}

export interface PartnerAwayFrame {
  readonly type: "partner-away";
  readonly room: string;
  readonly until: number;
}

export interface PartnerBackFrame {
  readonly type: "partner-back";
  readonly room: string;
}

export interface LeftFrame {
  readonly type: "left";
  readonly room: string;
  readonly reason: LeftReason;
}

export interface ReportedFrame {
  readonly type: "reported";
  readonly report: string;
  /** Help lines, when the report says that somebody hurts themselves. */
  readonly help?: readonly string[];
}

export interface OutcomeFrame {
  readonly type: "outcome";
  readonly report: string;
  readonly outcome: "actioned" | "dismissed";
}

/** A moderator has muted the partner's camera and microphone, or allowed them again. */
export interface PartnerMutedFrame {
  readonly type: "partner-muted";
  readonly room: string;
  readonly muted: boolean;
}

export interface NoticeFrame {
  readonly type: "notice";
  readonly kind: NoticeKind;
  readonly reason: string;
  /** The same in every notice of one step. */
  readonly sanction?: string;
  /** When the step ends. Null when it does not. */
  readonly until?: number | null;
  /** The token with which to appeal. */
  readonly appeal?: string;
  /** The same for a person to write down. */
  readonly appealCode?: string;
}

export interface BannedFrame {
  readonly type: "banned";
  readonly reason: string;
  readonly until: number | null;
  readonly appeal: string;
  /** The token's short form, for a person to write down. */
  readonly appealCode?: string;
}

export interface GoawayFrame {
  readonly type: "goaway";
  readonly after: number;
}

export interface ErrorFrame {
  readonly type: "error";
  readonly code: ErrorCode;
  readonly message: string;
  /** The type of the frame that this answers, or the id of a chat message. */
  readonly ref?: string;
  readonly retryAfter?: number;
  /**
   * Why a message was held back as spam: `word-rule`, `alike`. Why a search is refused or put off while moderators hold off
   * a flood: `text-only`, `new-device`. A newer server may know more.
   */
  readonly cause?: string;
  /** What the operator tells its sender. */
  readonly explanation?: string;
  /** When the flood is held off no more, in epoch milliseconds. */
  readonly until?: number;
}

type ServerReaders = {
  readonly [T in ServerFrame["type"]]: Reader<Extract<ServerFrame, { type: T }>>;
};

export const room = {
  room: text,
  polite: flag,
  mode,
  interests: list(text),
  language: optional(text),
  iceServers: list(iceServer),
};

export const serverReaders: ServerReaders = {
  ...relayedReaders,
  welcome: object<WelcomeFrame>({
    type: oneOf("welcome"),
    session: text,
    epoch: number,
    state: oneOf("idle", "waiting", "chatting"),
    room: optional(object<Room>(room)),
    iceServers: list(iceServer),
    limits,
  }),
  waiting: object<WaitingFrame>({
    type: oneOf("waiting"),
    since: number,
    estimate: nullable(number),
    widening: nullable(widening),
  }),
  idle: object<IdleFrame>({ type: oneOf("idle") }),
  matched: object<MatchedFrame>({ type: oneOf("matched"), ...room }),
  rewound: object<RewoundFrame>({ type: oneOf("rewound"), ...room }),
  "partner-away": object<PartnerAwayFrame>({ type: oneOf("partner-away"), room: text, until: number }),
  "partner-back": object<PartnerBackFrame>({ type: oneOf("partner-back"), room: text }),
  left: object<LeftFrame>({ type: oneOf("left"), room: text, reason: leftReason }),
  reported: object<ReportedFrame>({ type: oneOf("reported"), report: text, help: optional(list(text)) }),
  outcome: object<OutcomeFrame>({
    type: oneOf("outcome"),
    report: text,
    outcome: oneOf("actioned", "dismissed"),
  }),
  "partner-muted": object<PartnerMutedFrame>({ type: oneOf("partner-muted"), room: text, muted: flag }),
  notice: object<NoticeFrame>({
    type: oneOf("notice"),
    kind: noticeKind,
    reason: text,
    sanction: optional(text),
    until: optional(nullable(number)),
    appeal: optional(text),
    appealCode: optional(text),
  }),
  banned: object<BannedFrame>({
    type: oneOf("banned"),
    reason: text,
    until: nullable(number),
    appeal: text,
    appealCode: optional(text),
  }),
  goaway: object<GoawayFrame>({ type: oneOf("goaway"), after: number }),
  error: object<ErrorFrame>({
    type: oneOf("error"),
    code: oneOf(
      "bad-frame",
      "too-long",
      "stale-room",
      "wrong-state",
      "partner-away",
      "rate-limited",
      "unavailable",
      "refused",
    ),
    message: text,
    ref: optional(text),
    retryAfter: optional(number),
    cause: optional(text),
    explanation: optional(text),
    until: optional(number),
  }),
};
