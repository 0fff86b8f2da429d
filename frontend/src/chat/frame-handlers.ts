import type { AckFrame, ChatFrame, SignalFrame, TypingFrame } from "../protocol/relayed-frames.js";
import type {
  ErrorFrame,
  LeftFrame,
  OutcomeFrame,
  ReportedFrame,
  Room,
  ServerFrame,
  WaitingFrame,
  WelcomeFrame,
} from "../protocol/server-frames.js";
import type { RoomFrame } from "./room-frames.js";

/** What a chat does about the frames that concern it. */
export interface FrameHandlers {
  readonly welcome: (frame: WelcomeFrame) => void;
  readonly waiting: (frame: WaitingFrame) => void;
  readonly matched: (room: Room) => void;
  readonly rewound: (room: Room) => void;
  readonly reported: (frame: ReportedFrame) => void;
  readonly outcome: (frame: OutcomeFrame) => void;
  readonly left: (frame: LeftFrame) => void;
  readonly idle: () => void;
  readonly error: (frame: ErrorFrame) => void;
  /** Whether this is the current room. Frames of any other room are ignored. */
  readonly isCurrent: (room: string) => boolean;
  readonly said: (frame: ChatFrame | AckFrame | TypingFrame) => void;
  readonly signal: (frame: SignalFrame) => void;
  readonly away: () => void;
  readonly back: () => void;
}

/** Passes a frame to its handler. */
export function dispatch(frame: ServerFrame, to: FrameHandlers): void {
  switch (frame.type) {
    case "welcome":
      return to.welcome(frame);
    case "waiting":
      return to.waiting(frame);
    case "matched":
      return to.matched(frame);
    case "rewound":
      return to.rewound(frame);
    case "reported":
      return to.reported(frame);
    case "outcome":
      return to.outcome(frame);
    case "left":
      return to.left(frame);
    case "idle":
      return to.idle();
    case "error":
      return to.error(frame);
    case "chat":
    case "ack":
    case "typing":
    case "offer":
    case "answer":
    case "candidate":
    case "partner-away":
    case "partner-back":
      return to.isCurrent(frame.room) ? dispatchInRoom(frame, to) : undefined;
    case "reveal":
    case "partner-muted":
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

function dispatchInRoom(frame: RoomFrame, to: FrameHandlers): void {
  switch (frame.type) {
    case "chat":
    case "ack":
    case "typing":
      return to.said(frame);
    case "offer":
    case "answer":
    case "candidate":
      return to.signal(frame);
    case "partner-away":
      return to.away();
    case "partner-back":
      return to.back();
    default: {
      const unknown: never = frame;
      return unknown;
    }
  }
}
