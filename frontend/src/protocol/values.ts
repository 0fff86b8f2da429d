import {
  either,
  flag,
  isRecord,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Reader,
  type Shape,
  text,
} from "./shape.js";

/** How two visitors meet: by text only, or also by voice or video. */
export type Mode = "text" | "audio" | "video";

/** Where the server says this session stands. */
export type SessionState = "idle" | "waiting" | "chatting";

/** Why a chat is over. */
export type LeftReason = "next" | "left" | "gone" | "banned" | "error";

/** A moderator's step short of a ban, or that one holds no more. */
export type NoticeKind = "warning" | "muted" | "media-muted" | "cooldown" | "restricted" | "lifted";

/** Why a frame was refused, which says what its sender is to do. */
export type ErrorCode =
  | "bad-frame"
  | "too-long"
  | "stale-room"
  | "wrong-state"
  | "partner-away"
  | "rate-limited"
  | "unavailable"
  | "refused";

export type ReportReason = "nudity" | "minor" | "harassment" | "spam" | "violence" | "self-harm" | "other";

export type Stars = 1 | 2 | 3 | 4 | 5;

/** The limits that a client has to keep. Durations are in milliseconds. */
export interface Limits {
  readonly frameBytes: number;
  readonly textChars: number;
  readonly framesPerSecond: number;
  readonly nextPerMinute: number;
  readonly grace: number;
  /** Whether a message may say what it is beside its text. Older servers refuse that. */
  readonly about?: boolean;
}

/** What the search gives up next, and when. */
export interface Widening {
  readonly drops: "interests" | "languages" | "recent";
  readonly at: number;
}

export interface IceServer {
  readonly urls: string | string[];
  readonly username?: string;
  readonly credential?: string;
}

/** An ICE candidate as the browser serialises it. */
export interface Candidate {
  readonly candidate?: string;
  readonly sdpMid?: string | null;
  readonly sdpMLineIndex?: number | null;
  readonly usernameFragment?: string | null;
}

export const mode = oneOf("text", "audio", "video");
export const noticeKind = oneOf("warning", "muted", "media-muted", "cooldown", "restricted", "lifted");

export const leftReason = oneOf("next", "left", "gone", "banned", "error");

export const limits = object<Limits>({
  frameBytes: number,
  textChars: number,
  framesPerSecond: number,
  nextPerMinute: number,
  grace: number,
  about: optional(flag),
});

export const widening = object<Widening>({
  drops: oneOf("interests", "languages", "recent"),
  at: number,
});

export const iceServer = object<IceServer>({
  urls: either(text, list(text)),
  username: optional(text),
  credential: optional(text),
});

const candidateShape: Shape<Candidate> = {
  candidate: optional(text),
  sdpMid: optional(nullable(text)),
  sdpMLineIndex: optional(nullable(number)),
  usernameFragment: optional(nullable(text)),
};

const knownMembers = object(candidateShape);

/** Members that a newer browser adds are passed on: candidates are the browsers' business. */
export const candidate: Reader<Candidate> = (value, path) => {
  const known = knownMembers(value, path);
  return isRecord(value) ? { ...value, ...known } : known;
};
