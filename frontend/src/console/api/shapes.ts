import {
  flag,
  isRecord,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Reader,
  ShapeError,
  text,
} from "../../protocol/shape.js";
import type { ReportReason } from "../../protocol/values.js";

/** What visitors can report. The digits of the console choose them in this order. */
export const reasons = [
  "nudity",
  "minor",
  "harassment",
  "spam",
  "violence",
  "self-harm",
  "other",
] as const satisfies readonly ReportReason[];

export type Role = "moderator" | "senior" | "admin";
export type SanctionKind = "warning" | "mute-text" | "mute-media" | "cooldown" | "restrict" | "ban";
export type SubjectKind = "session" | "device" | "address" | "network";

/** How many devices have reported for each reason. */
export type Reasons = Readonly<Partial<Record<ReportReason, number>>>;

const reason = oneOf(...reasons);
const role = oneOf("moderator", "senior", "admin");

const readReasons: Reader<Reasons> = (value, path) => {
  if (!isRecord(value)) throw new ShapeError(path, "an object");
  const known: Partial<Record<ReportReason, number>> = {};
  for (const each of reasons) if (value[each] !== undefined) known[each] = number(value[each], `${path}.${each}`);
  return known;
};

export interface LoggedIn {
  readonly token: string;
  readonly role: Role;
}
export const readLoggedIn = object<LoggedIn>({ token: text, role });

export interface Me {
  readonly name: string;
  readonly role: Role;
  readonly permissions: readonly string[];
}
export const readMe = object<Me>({ name: text, role, permissions: list(text) });

/** The answer to an enrolment. `totp` is the address that an app for one-time codes reads. */
export interface Enrolled {
  readonly name: string;
  readonly totp: string;
}
export const readEnrolled = object<Enrolled>({ name: text, totp: text });

/** A case in the queue. */
export interface ListedCase {
  readonly case: string;
  readonly reasons: Reasons;
  readonly reporters: number;
  /** Urgent cases have 1000 and more. */
  readonly priority: number;
  readonly openedAt: number;
  /** By when somebody should decide. */
  readonly dueAt?: number | null;
  readonly claimedBy: string | null;
  readonly state: "open" | "pending" | "decided";
  readonly outcome?: "actioned" | "dismissed";
  readonly decidedBy?: string;
  readonly decidedAt?: number;
}

const caseState = oneOf("open", "pending", "decided");
const outcome = oneOf("actioned", "dismissed");

const readListed = object<ListedCase>({
  case: text,
  reasons: readReasons,
  reporters: number,
  priority: number,
  openedAt: number,
  dueAt: optional(nullable(number)),
  claimedBy: nullable(text),
  state: caseState,
  outcome: optional(outcome),
  decidedBy: optional(text),
  decidedAt: optional(number),
});

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
const page = <T>(item: Reader<T>): Reader<Page<T>> => object<Page<T>>({ items: list(item), next: nullable(text) });

/** `count` is how many are open in all. */
export interface Cases extends Page<ListedCase> {
  readonly count?: number;
}
export const readCases = object<Cases>({ items: list(readListed), next: nullable(text), count: optional(number) });

export interface Utterance {
  readonly at: number;
  readonly by: "reporter" | "reported";
  readonly text: string;
}

export interface Report {
  readonly report: string;
  readonly reason: ReportReason;
  readonly note?: string;
  readonly at: number;
  readonly transcript: readonly Utterance[];
  /** Whether the other side's node has seen the same texts. */
  readonly agrees: boolean | null;
  readonly hasSnapshot: boolean;
  readonly extent: "whole" | "without-snapshot" | "bare";
  /** A rule has filed it, not a person. */
  readonly rule?: boolean;
  /** How often who filed it was right. */
  readonly reporter?: { readonly right: number; readonly decided: number };
}

/** A sanction that a device had before. */
export interface PastSanction {
  readonly sanction: string;
  readonly kind: string;
  readonly reason: ReportReason;
  readonly state: "pending" | "active" | "ended" | "lifted";
  readonly startedAt: number;
  readonly until: number | null;
  readonly by: string;
}

export interface CaseFile {
  readonly case: string;
  readonly reasons: Reasons;
  readonly reporters: number;
  readonly independent: number;
  readonly priority: number;
  readonly openedAt: number;
  readonly dueAt?: number | null;
  readonly state: "open" | "pending" | "decided";
  readonly filed: number;
  /** Pictures need the permission `minors`. */
  readonly delicate: boolean;
  readonly hasAddress: boolean;
  readonly reports: readonly Report[];
  readonly history: readonly PastSanction[];
  /** Earlier cases about the same device. */
  readonly before: readonly string[];
  /** Other cases about the same address. */
  readonly alike: readonly string[];
}

const sanctionState = oneOf("pending", "active", "ended", "lifted");

export const readCase = object<CaseFile>({
  case: text,
  reasons: readReasons,
  reporters: number,
  independent: number,
  priority: number,
  openedAt: number,
  dueAt: optional(nullable(number)),
  state: caseState,
  filed: number,
  delicate: flag,
  hasAddress: flag,
  reports: list(
    object<Report>({
      report: text,
      reason,
      note: optional(text),
      at: number,
      transcript: list(object<Utterance>({ at: number, by: oneOf("reporter", "reported"), text })),
      agrees: nullable(flag),
      hasSnapshot: flag,
      extent: oneOf("whole", "without-snapshot", "bare"),
      rule: optional(flag),
      reporter: optional(object<{ right: number; decided: number }>({ right: number, decided: number })),
    }),
  ),
  history: list(
    object<PastSanction>({
      sanction: text,
      kind: text,
      reason,
      state: sanctionState,
      startedAt: number,
      until: nullable(number),
      by: text,
    }),
  ),
  before: list(text),
  alike: list(text),
});

/** What is decided on a case, as it is sent. */
export interface Ruling {
  readonly outcome: "dismissed" | "actioned";
  readonly reason?: ReportReason;
  readonly note?: string;
  readonly sanction?: {
    readonly kind: SanctionKind;
    readonly minutes?: number;
    readonly subjects: readonly SubjectKind[];
    readonly statement?: string;
  };
}

/** A decision that was made. It can be taken back for `undo` milliseconds. */
export interface Decision {
  readonly decision: string;
  readonly undo: number;
  readonly leftOut: readonly string[];
}
export const readDecision = object<Decision>({ decision: text, undo: number, leftOut: list(text) });

export interface Sanction {
  readonly sanction: string;
  readonly kind: string;
  readonly subjects: readonly { readonly kind: string; readonly value: string }[];
  readonly reason: string;
  readonly state: "pending" | "active" | "ended" | "lifted";
  readonly start: number;
  readonly until: number | null;
  readonly by: string;
  readonly statement: string;
  readonly evidence?: string;
  readonly confirmedBy?: string;
  readonly lifted?: { readonly by: string; readonly why: string; readonly at: number };
}

export const readSanction = object<Sanction>({
  sanction: text,
  kind: text,
  subjects: list(object<{ kind: string; value: string }>({ kind: text, value: text })),
  reason: text,
  state: sanctionState,
  start: number,
  until: nullable(number),
  by: text,
  statement: text,
  evidence: optional(text),
  confirmedBy: optional(text),
  lifted: optional(object<{ by: string; why: string; at: number }>({ by: text, why: text, at: number })),
});
export const readSanctions = page(readSanction);
export const readSanctionMade = object<{ readonly state: "active" | "pending" }>({ state: oneOf("active", "pending") });

export interface Appeal {
  readonly appeal: string;
  readonly state: "open" | "upheld" | "overturned";
  readonly text: string;
  readonly at: number;
  readonly dueAt?: number | null;
  readonly answer?: string;
  readonly by?: string;
  readonly sanction?: Sanction;
}

export const readAppeal = object<Appeal>({
  appeal: text,
  state: oneOf("open", "upheld", "overturned"),
  text,
  at: number,
  dueAt: optional(nullable(number)),
  answer: optional(text),
  by: optional(text),
  sanction: optional(readSanction),
});
export const readAppeals = page(readAppeal);

export interface StaffMember {
  readonly name: string;
  readonly role: Role;
  readonly state: "invited" | "active";
}
export const readStaff = page(object<StaffMember>({ name: text, role, state: oneOf("invited", "active") }));
export const readInvitation = object<{ readonly invite: string }>({ invite: text });

/** What was found by a receipt or a code. */
export interface Found {
  readonly cases: readonly string[];
  readonly sanctions: readonly Sanction[];
}
export const readFound = object<Found>({ cases: list(text), sanctions: list(readSanction) });

export interface AuditEntry {
  readonly number: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string>>;
}

const details: Reader<Readonly<Record<string, string>>> = (value, path) => {
  if (!isRecord(value)) throw new ShapeError(path, "an object");
  return Object.fromEntries(Object.entries(value).map(([name, detail]) => [name, text(detail, `${path}.${name}`)]));
};

export const readAuditEntry = object<AuditEntry>({
  number,
  at: number,
  actor: text,
  action: text,
  subject: text,
  details,
});

/** Settings that were in force for a time. */
export interface Measures {
  readonly from: number;
  readonly until: number | null;
  readonly settings: Readonly<Record<string, string>>;
}
export const readMeasures = object<{ readonly items: readonly Measures[] }>({
  items: list(object<Measures>({ from: number, until: nullable(number), settings: details })),
});

/** A passkey of one's own. */
export interface Passkey {
  readonly passkey: string;
  readonly label: string;
  readonly addedAt: number;
  readonly usedAt: number | null;
  /** It may be copied to other devices of its owner. */
  readonly synced: boolean;
}
export const readPasskey = object<Passkey>({
  passkey: text,
  label: text,
  addedAt: number,
  usedAt: nullable(number),
  synced: flag,
});
export const readPasskeys = page(readPasskey);

/** What the browser reads, and nobody here. */
export const anything: Reader<unknown> = (value) => value;
