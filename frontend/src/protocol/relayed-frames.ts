import { flag, nullable, object, oneOf, optional, type Reader, text } from "./shape.js";
import { type Candidate, candidate } from "./values.js";

/** The frames that reach the partner exactly as they were sent. */
export type RelayedFrame = OfferFrame | AnswerFrame | CandidateFrame | ChatFrame | AckFrame | TypingFrame | RevealFrame;

export interface OfferFrame {
  readonly type: "offer";
  readonly room: string;
  readonly sdp: string;
}

export interface AnswerFrame {
  readonly type: "answer";
  readonly room: string;
  readonly sdp: string;
}

export interface CandidateFrame {
  readonly type: "candidate";
  readonly room: string;
  /** Null: there are no more candidates. */
  readonly candidate: Candidate | null;
}

/** What a message is beside its text. Whoever does not know it shows the text alone. */
export interface Beside {
  /** The id of the message that it is about. */
  readonly about?: string;
  /**
   * `reply`, `reaction`, `question`, `sealed`, `opened`, or what a newer page knows. A reaction with the same text about
   * the same message takes the earlier one back.
   */
  readonly as?: string;
  /** The hash of what is sealed, or the salt of what is opened. */
  readonly proof?: string;
}

export interface ChatFrame extends Beside {
  readonly type: "chat";
  readonly room: string;
  readonly id: string;
  readonly text: string;
}

export interface AckFrame {
  readonly type: "ack";
  readonly room: string;
  readonly id: string;
}

export interface TypingFrame {
  readonly type: "typing";
  readonly room: string;
  readonly active: boolean;
}

export interface RevealFrame {
  readonly type: "reveal";
  readonly room: string;
}

/** The frames that set up a call. */
export type SignalFrame = OfferFrame | AnswerFrame | CandidateFrame;

type Readers<F extends { type: string }> = { readonly [T in F["type"]]: Reader<Extract<F, { type: T }>> };

export const beside = { about: optional(text), as: optional(text), proof: optional(text) };

export const relayedReaders: Readers<RelayedFrame> = {
  offer: object<OfferFrame>({ type: oneOf("offer"), room: text, sdp: text }),
  answer: object<AnswerFrame>({ type: oneOf("answer"), room: text, sdp: text }),
  candidate: object<CandidateFrame>({ type: oneOf("candidate"), room: text, candidate: nullable(candidate) }),
  chat: object<ChatFrame>({ type: oneOf("chat"), room: text, id: text, text, ...beside }),
  ack: object<AckFrame>({ type: oneOf("ack"), room: text, id: text }),
  typing: object<TypingFrame>({ type: oneOf("typing"), room: text, active: flag }),
  reveal: object<RevealFrame>({ type: oneOf("reveal"), room: text }),
};
