import type { ReportReason } from "../../protocol/values.js";
import type { CaseFile, Ruling, SanctionKind, SubjectKind } from "../api/shapes.js";

/** A step that can be chosen by one key. */
export interface Measure {
  readonly kind: SanctionKind;
  /** For how long. A warning has no end. */
  readonly minutes?: number;
}

const hour = 60;
const day = 24 * hour;

/** From the mildest to the hardest. One of more than 30 days waits for a second moderator. */
export const measures: readonly Measure[] = [
  { kind: "warning" },
  { kind: "mute-text", minutes: hour },
  { kind: "mute-media", minutes: day },
  { kind: "cooldown", minutes: hour },
  { kind: "restrict", minutes: day },
  { kind: "ban", minutes: hour },
  { kind: "ban", minutes: day },
  { kind: "ban", minutes: 7 * day },
  { kind: "ban", minutes: 30 * day },
  { kind: "ban", minutes: 365 * day },
];

const warning = 0;
const firstBan = 5;
const banOfADay = 6;
const banOfAWeek = 7;
/** The hardest that is proposed. What needs a second moderator is never a proposal. */
const banOfAMonth = 8;

const usual: Readonly<Record<ReportReason, number>> = {
  nudity: banOfADay,
  minor: banOfAMonth,
  harassment: banOfADay,
  spam: banOfAWeek,
  violence: banOfAMonth,
  // Nobody is punished for being unwell. The time-out is a moment to breathe.
  "self-harm": 3,
  other: warning,
};

/**
 * The measure to begin with, as its place in {@link measures}. Each earlier sanction that was not lifted makes it a step
 * harder, except for self-harm. What the server has done by itself, before anybody has decided, proves nothing.
 */
export function proposed(reason: ReportReason, history: CaseFile["history"]): number {
  const earlier = history.filter(
    ({ state, by }) => by !== "system" && (state === "active" || state === "ended"),
  ).length;
  const begin = usual[reason];
  if (reason === "self-harm" || earlier === 0) return begin;
  // After a warning comes a ban, not a longer warning.
  return Math.min(banOfAMonth, begin === warning ? firstBan + earlier - 1 : begin + earlier);
}

/** What a moderator is about to decide. */
export interface Draft {
  /** Undefined as long as nothing is chosen. */
  readonly choice: "dismissed" | ReportReason | undefined;
  /** A place in {@link measures}. */
  readonly measure: number;
  readonly address: boolean;
  /** What the visitor is told of the reasons. */
  readonly statement: string;
  /** For other moderators. */
  readonly note: string;
}

export const emptyDraft: Draft = { choice: undefined, measure: 0, address: false, statement: "", note: "" };

/** The draft as it is sent. Undefined as long as nothing is chosen. The same draft always gives the same ruling. */
export function rulingOf(
  { choice, measure, address, statement, note }: Draft,
  hasAddress: boolean,
): Ruling | undefined {
  if (choice === undefined) return undefined;
  const noted = note.trim() ? { note: note.trim() } : {};
  if (choice === "dismissed") return { outcome: "dismissed", ...noted };
  const chosen = measures[measure];
  if (!chosen) return undefined;
  const subjects: SubjectKind[] = address && hasAddress ? ["session", "device", "address"] : ["session", "device"];
  const told = statement.trim() ? { statement: statement.trim() } : {};
  return { outcome: "actioned", reason: choice, ...noted, sanction: { ...chosen, subjects, ...told } };
}
