import type { ClientFrame } from "../protocol/client-frames.js";
import type { ErrorFrame, OutcomeFrame, ReportedFrame, Room } from "../protocol/server-frames.js";
import type { ErrorCode, ReportReason, Stars } from "../protocol/values.js";
import { monotonic } from "../time/clock.js";
import type { Send } from "./conversation.js";

/** How far a request about a partner has come. `later` and `too-late` say why it failed. */
export type Step = "none" | "asked" | "done" | "refused" | "later" | "too-late";

/** One partner who was met, and what the visitor has said about them. A new object after every change. */
export interface Encounter {
  readonly room: Room;
  /** Both asked to meet again, and this is the chat after that. */
  readonly again?: boolean;
  /** The chat ended without this visitor's doing. */
  readonly left?: boolean;
  /** When the chat ended, on the page's monotonic clock. Not set while it lasts. */
  readonly endedAt?: number;
  readonly report: Step;
  /** The server's receipt for the report. */
  readonly receipt?: string;
  /** The report says that somebody hurts themselves. */
  readonly worried?: boolean;
  /** Help lines for that. */
  readonly help?: readonly string[];
  readonly outcome?: OutcomeFrame["outcome"];
  readonly block: Step;
  readonly rating: Step;
  readonly stars?: Stars;
  readonly rewind: Step;
  /** True when the server does not pass on the consent to be seen. */
  readonly revealRefused?: boolean;
}

export interface ReportDetails {
  readonly reason: ReportReason;
  readonly note?: string;
  /** A JPEG as a data URL. */
  readonly snapshot?: string;
}

/** How long after the end of a chat its partner can be asked for again, in milliseconds. */
export const rewindWindow = 30_000;

type Wish = "report" | "block" | "rating" | "rewind";
type WishFrame = Extract<ClientFrame, { type: "report" | "block" | "rate" | "rewind" }>;

const wishes: Readonly<Record<WishFrame["type"], Wish>> = {
  report: "report",
  block: "block",
  rate: "rating",
  rewind: "rewind",
};

const isWish = (ref: string | undefined): ref is WishFrame["type"] => ref !== undefined && Object.hasOwn(wishes, ref);

/** The present partner and the one before, and the frames that tell the server what the visitor thinks of them. */
export class Encounters {
  #current: Encounter | undefined;
  #last: Encounter | undefined;
  /** What became of reports about others, whose receipts the page has no more. */
  #older: readonly OutcomeFrame["outcome"][] = [];
  /** The room whose partner was asked for again. Somebody else may have come and gone since. */
  #wantedBack: string | undefined;
  /** The latest frame of each type. The server's answer names the type, not the room. */
  readonly #asked = new Map<WishFrame["type"], WishFrame>();

  constructor(
    private readonly send: Send,
    private readonly changed: () => void,
  ) {}

  /** The partner of the chat that goes on. */
  get current(): Encounter | undefined {
    return this.#current;
  }

  /** The partner of the last chat that is over. */
  get last(): Encounter | undefined {
    return this.#last;
  }

  /** What became of earlier reports, each outcome once, as told since the last chat began. */
  get older(): readonly OutcomeFrame["outcome"][] {
    return this.#older;
  }

  report(room: string, { reason, note, snapshot }: ReportDetails): void {
    this.#wish({
      type: "report",
      room,
      reason,
      ...(note === undefined || note === "" ? {} : { note }),
      ...(snapshot === undefined ? {} : { snapshot }),
    });
    if (reason === "self-harm") this.#update(room, { worried: true });
  }

  block(room: string): void {
    this.#wish({ type: "block", room });
  }

  rate(room: string, stars: Stars): void {
    this.#update(room, { stars });
    this.#wish({ type: "rate", room, stars });
  }

  rewind(room: string): void {
    this.#wantedBack = room;
    this.#wish({ type: "rewind", room });
  }

  /** True when the visitor wants an earlier partner back and may still get them. */
  get awaitsRewind(): boolean {
    return this.#wantedBack !== undefined;
  }

  /** The rewind has happened, or the visitor did something else: that partner is no longer wanted. */
  giveUpRewind(): void {
    const room = this.#wantedBack;
    this.#wantedBack = undefined;
    if (room !== undefined) this.#update(room, { rewind: "none" });
  }

  begin(room: Room, again = false): void {
    this.#older = [];
    this.#current = { room, again, report: "none", block: "none", rating: "none", rewind: "none" };
  }

  /** @param left whether this visitor did not end it */
  end(left = false): void {
    if (!this.#current) return;
    this.#last = { ...this.#current, left, endedAt: monotonic() };
    this.#current = undefined;
    this.changed();
  }

  handleReported({ report, help }: ReportedFrame): void {
    const room = this.#asked.get("report")?.room;
    this.#asked.delete("report");
    if (room !== undefined) this.#update(room, { report: "done", receipt: report, ...(help ? { help } : {}) });
  }

  handleOutcome({ report, outcome }: OutcomeFrame): void {
    const about = [this.#current, this.#last].find((encounter) => encounter?.receipt === report);
    if (about) this.#update(about.room.room, { outcome });
    else if (!this.#older.includes(outcome)) {
      this.#older = [...this.#older, outcome];
      this.changed();
    }
  }

  /** Returns true when the error answers one of these requests. */
  handleError({ ref, code }: ErrorFrame): boolean {
    if (ref === "reveal" && code === "refused" && this.#current) {
      this.#update(this.#current.room.room, { revealRefused: true });
      return true;
    }
    if (!isWish(ref)) return false;
    const frame = this.#asked.get(ref);
    if (ref === "rewind") this.#wantedBack = undefined;
    this.#asked.delete(ref);
    if (frame) this.#update(frame.room, { [wishes[ref]]: stepFor(code) });
    return true;
  }

  /** A report without a receipt may never have arrived, and must not be lost. */
  handleWelcome(): void {
    const report = this.#asked.get("report");
    if (report) this.send(report);
  }

  #wish(frame: WishFrame): void {
    const sent = this.send(frame);
    if (sent) this.#asked.set(frame.type, frame);
    // The server answers a report with a receipt. It answers the others only when something is wrong.
    const step = !sent ? "later" : frame.type === "report" || frame.type === "rewind" ? "asked" : "done";
    this.#update(frame.room, { [wishes[frame.type]]: step });
  }

  #update(room: string, change: Partial<Encounter>): void {
    if (this.#current?.room.room === room) this.#current = { ...this.#current, ...change };
    else if (this.#last?.room.room === room) this.#last = { ...this.#last, ...change };
    else return;
    this.changed();
  }
}

function stepFor(code: ErrorCode): Step {
  switch (code) {
    case "rate-limited":
    case "unavailable":
    case "partner-away":
      return "later";
    case "stale-room":
    case "wrong-state":
      return "too-late";
    case "bad-frame":
    case "too-long":
    case "refused":
      return "refused";
    default: {
      const unknown: never = code;
      return unknown;
    }
  }
}
