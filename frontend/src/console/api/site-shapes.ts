import { flag, list, nullable, number, object, oneOf, optional, text } from "../../protocol/shape.js";

/** What a shield does, in the order on the screen. */
export const shieldMeasures = ["proof-of-work", "text-only", "slow-new-devices"] as const;

export type ShieldMeasure = (typeof shieldMeasures)[number];

/** The shield of the whole site. All else is there only while it is on. */
export interface Shield {
  readonly on: boolean;
  readonly measures?: readonly ShieldMeasure[];
  readonly since?: number;
  readonly until?: number;
  readonly by?: string;
  readonly why?: string;
}
export const readShield = object<Shield>({
  on: flag,
  measures: optional(list(oneOf(...shieldMeasures))),
  since: optional(number),
  until: optional(number),
  by: optional(text),
  why: optional(text),
});

/** What is going on, over all nodes. */
export interface Figures {
  readonly online: number;
  readonly waiting: number;
  readonly chatsPerMinute: number;
  readonly reportsLastHour: number;
  readonly openCases: number;
  readonly oldestOpenSince: number | null;
  readonly decidedLastHour: number;
  readonly decidedLastDay: number;
}
export const readFigures = object<Figures>({
  online: number,
  waiting: number,
  chatsPerMinute: number,
  reportsLastHour: number,
  openCases: number,
  oldestOpenSince: nullable(number),
  decidedLastHour: number,
  decidedLastDay: number,
});
