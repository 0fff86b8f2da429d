import type { Speech } from "../../elements/language/speech.js";
import type { ShieldMeasure } from "../api/site-shapes.js";
import type { Words } from "../language/words.js";
import type { Measure } from "../shift/measures.js";

/** When something was, in the moderator's own time zone and language. */
export const moment = (speech: Speech, at: number): string => speech.date(at, "medium");

/** A span in the largest unit of which there are two, rounded down, as people tell how old something is. */
function spanWord(language: string, milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const [amount, unit] =
    minutes < 120 ? [minutes, "minute"] : minutes < 2_880 ? [minutes / 60, "hour"] : [minutes / 1_440, "day"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Math.floor(amount));
}

/**
 * How long something has waited, and how long it may still wait.
 *
 * @param now as the server has it, as all times here
 */
export function waitWord(
  { clocks }: Words,
  { language }: Speech,
  since: number,
  dueAt: number | null | undefined,
  now: number,
): { readonly text: string; readonly late: boolean } {
  const waited = clocks.waiting(spanWord(language, now - since));
  if (dueAt === null || dueAt === undefined) return { text: waited, late: false };
  const late = now > dueAt;
  const due = (late ? clocks.overdue : clocks.due)(spanWord(language, Math.abs(dueAt - now)));
  return { text: `${waited}, ${due}`, late };
}

/** The name of a kind of sanction. One of a newer server is shown as it is called there. */
export function kindWord({ kinds }: Words, kind: string): string {
  return Object.hasOwn(kinds, kind) ? kinds[kind as keyof Words["kinds"]] : kind;
}

export function reasonWord({ reasons }: Words, reason: string): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason as keyof Words["reasons"]] : reason;
}

/** A span of minutes, in whole days or hours where it has them. */
export function minutesWord({ language }: Speech, minutes: number): string {
  const [amount, unit] =
    minutes % 1_440 === 0
      ? [minutes / 1_440, "day"]
      : minutes % 60 === 0
        ? [minutes / 60, "hour"]
        : [minutes, "minute"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

/** What a shield does. */
export const shieldWords = ({ site }: Words, speech: Speech, measures: readonly ShieldMeasure[]): string =>
  speech.list(measures.map((measure) => site.measures[measure]));

/** A measure with its span, such as "Ban, 7 days". */
export function measureWord(words: Words, speech: Speech, { kind, minutes }: Measure): string {
  return minutes === undefined ? kindWord(words, kind) : `${kindWord(words, kind)}, ${minutesWord(speech, minutes)}`;
}
