import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame } from "../protocol/server-frames.js";
import type { Send } from "./conversation.js";
import { type LaneRule, OutboxLane } from "./outbox-lane.js";

/** How long to wait before another try when the server did not say. */
const retryPause = 1_000;

const usualFramesPerSecond = 50;

/** A person who asked for something is told after a minute that it cannot be had. */
const patience = { tries: 6, pause: 60_000 };

const never = (): boolean => false;
const always = (): boolean => true;

const isDescription = (frame: ClientFrame): boolean => frame.type === "offer" || frame.type === "answer";
const roomOf = (frame: ClientFrame): string | undefined => ("room" in frame ? frame.room : undefined);

/** Into a search, out of it and out of a room: the last word on each counts, and all in their order. */
const course: LaneRule = {
  keep: (earlier, next) => earlier.type === "leave" && !(next.type === "leave" && next.room === earlier.room),
};
/** A description brings all that came before it out of date. */
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
 * The lane of each frame that is sent again as it is. The others are looked after elsewhere: messages by their ids
 * (`Conversation`), a search that is put off is shown (`Chat`), and of a call's quality the next frame tells more.
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

/** Whether an error with this `ref` is about a frame for the present room, messages aside. */
export const isOfRoom = (ref: string): boolean => {
  const name = namesOf.get(ref);
  return name !== undefined && inRoom.includes(name);
};

/**
 * Passes a visitor's frames on, and sends again what the server has refused for a while, in order and after the pause
 * it asks for. What belongs to a room is forgotten with the room.
 */
export class Outbox {
  readonly #lanes: Readonly<Record<Name, OutboxLane>>;
  #framesPerSecond = usualFramesPerSecond;

  constructor(private readonly pass: Send) {
    // Half of what the server takes; the other half is for what comes new.
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

  /** True when the frame went out, or waits behind one that the server has refused. */
  send(frame: ClientFrame): boolean {
    const { course } = this.#lanes;
    if (frame.type === "find" || frame.type === "next") {
      // Whoever searches wants no search ended any more, but the old room still has to be left first.
      course.drop("cancel");
      return course.held ? course.send(frame) : this.pass(frame);
    }
    const name = lanes[frame.type];
    return name ? this.#lanes[name].send(frame) : this.pass(frame);
  }

  /** True when the refused frame goes out again by itself. */
  handleError({ ref, code, retryAfter }: ErrorFrame): boolean {
    if (code !== "rate-limited" && code !== "unavailable") return false;
    const name = namesOf.get(ref ?? "");
    return name !== undefined && this.#lanes[name].refused(ref ?? "", retryAfter ?? retryPause);
  }

  /** Connected anew. Where the visitor stands is settled by others; what they asked for must not be lost. */
  handleWelcome(framesPerSecond: number): void {
    this.#framesPerSecond = framesPerSecond;
    this.#lanes.course.clear();
    // To block twice does no harm, and nothing confirms the first time.
    this.#lanes.block.again();
    for (const name of ["report", "rate", "rewind"] as const) this.#lanes[name].flush();
  }

  /** The partner can be reached again, and the room is still there. */
  handleReachable(): void {
    for (const name of inRoom) this.#lanes[name].flush();
  }

  /** The server is where the visitor wants it to be. */
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
