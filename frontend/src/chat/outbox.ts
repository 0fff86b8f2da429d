import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame } from "../protocol/server-frames.js";
import type { Send } from "./conversation.js";
import { type LaneRule, OutboxLane } from "./outbox-lane.js";

/** How long to wait before another try when the server did not say. */
const retryPause = 1_000;

const usualFramesPerSecond = 50;

/** Somebody who asked for something hears within a minute that it failed, in milliseconds. */
const patience = { tries: 6, pause: 60_000 };

const never = (): boolean => false;
const always = (): boolean => true;

const isDescription = (frame: ClientFrame): boolean => frame.type === "offer" || frame.type === "answer";
const roomOf = (frame: ClientFrame): string | undefined => ("room" in frame ? frame.room : undefined);

/** Into a search, out of it, and out of a room: the latest of each counts, and all in their order. */
const course: LaneRule = {
  keep: (earlier, next) => earlier.type === "leave" && !(next.type === "leave" && next.room === earlier.room),
};
/** A description replaces everything that came before it. */
const signal: LaneRule = { keep: (_earlier, next) => !isDescription(next) };
const ack: LaneRule = { keep: always };
const lastWord: LaneRule = { keep: never };
const wish: LaneRule = { keep: (earlier, next) => roomOf(earlier) !== roomOf(next), patience };

type Name = "course" | "signal" | "ack" | "typing" | "reveal" | "report" | "block" | "rate" | "rewind";

const rules: Readonly<Record<Name, LaneRule>> = {
  course,
  signal,
  ack,
  typing: lastWord,
  reveal: lastWord,
  report: wish,
  block: wish,
  rate: wish,
  rewind: wish,
};

/**
 * The lane of each frame that is sent again as it is. Others take care of the rest: `Conversation` sends messages again
 * by their ids, `Chat` shows a delayed search, and the next `quality` frame says more than the last.
 */
const lanes: { readonly [T in ClientFrame["type"]]?: Name } = {
  leave: "course",
  cancel: "course",
  offer: "signal",
  answer: "signal",
  candidate: "signal",
  ack: "ack",
  typing: "typing",
  reveal: "reveal",
  report: "report",
  block: "block",
  rate: "rate",
  rewind: "rewind",
};

const namesOf = new Map<string, Name>(Object.entries(lanes));
const inRoom: readonly Name[] = ["signal", "ack", "typing", "reveal"];

/** Whether an error with this `ref` is about a frame for the current room, messages aside. */
export const isOfRoom = (ref: string): boolean => {
  const name = namesOf.get(ref);
  return name !== undefined && inRoom.includes(name);
};

/**
 * Passes a visitor's frames on. It sends again what the server refused for the moment, in order and after the pause
 * that the server asks for. Frames of a room are forgotten with the room.
 */
export class Outbox {
  readonly #lanes: Readonly<Record<Name, OutboxLane>>;
  #framesPerSecond = usualFramesPerSecond;

  constructor(private readonly pass: Send) {
    // Half of the server's limit. The other half is for new frames.
    const perTurn = () => Math.max(1, Math.floor((this.#framesPerSecond || usualFramesPerSecond) / 4));
    const lane = (name: Name): OutboxLane => new OutboxLane(pass, perTurn, rules[name]);
    this.#lanes = {
      course: lane("course"),
      signal: lane("signal"),
      ack: lane("ack"),
      typing: lane("typing"),
      reveal: lane("reveal"),
      report: lane("report"),
      block: lane("block"),
      rate: lane("rate"),
      rewind: lane("rewind"),
    };
  }

  /** Returns true when the frame was sent, or waits behind one that the server refused. */
  send(frame: ClientFrame): boolean {
    const { course } = this.#lanes;
    if (frame.type === "find" || frame.type === "next") {
      // A visitor who searches again no longer wants to end a search, but still has to leave the old room first.
      course.drop("cancel");
      return course.held ? course.send(frame) : this.pass(frame);
    }
    const name = lanes[frame.type];
    return name ? this.#lanes[name].send(frame) : this.pass(frame);
  }

  /** Returns true when the refused frame will be sent again. */
  handleError({ ref, code, retryAfter }: ErrorFrame): boolean {
    if (code !== "rate-limited" && code !== "unavailable") return false;
    const name = namesOf.get(ref ?? "");
    return name !== undefined && this.#lanes[name].refused(ref ?? "", retryAfter ?? retryPause);
  }

  /** Connected again. Others find out where the visitor stands. What was asked for must not be lost. */
  handleWelcome(framesPerSecond: number): void {
    this.#framesPerSecond = framesPerSecond;
    this.#lanes.course.clear();
    // Blocking twice does no harm, and nothing confirms the first.
    this.#lanes.block.again();
    for (const name of ["report", "rate", "rewind"] as const) this.#lanes[name].flush();
  }

  /** The partner can be reached again, and the room still exists. */
  handleReachable(): void {
    for (const name of inRoom) this.#lanes[name].flush();
  }

  /** The server has done what this frame asked for. */
  settled(type: "leave" | "cancel" | "report" | "rewind"): void {
    const name = lanes[type];
    if (name) this.#lanes[name].drop(type);
  }

  closeRoom(): void {
    for (const name of inRoom) this.#lanes[name].clear();
  }

  close(): void {
    for (const lane of Object.values(this.#lanes)) lane.clear();
  }
}
