import type { FindFrame } from "../protocol/client-frames.js";
import type { Mode } from "../protocol/values.js";
import { showsNothing } from "./invisible.js";
import { interestId } from "./known-interests.js";

/** Whom a visitor wants to meet, and how. */
export interface Criteria {
  readonly mode: Mode;
  readonly interests: readonly string[];
  readonly languages: readonly string[];
  /** True: wait for exactly this, never for less. */
  readonly hold?: boolean;
}

/** What separates two interests, in the scripts that the page can be read in. */
export const interestSeparator = /[,;،؛、，；\n]/u;

export const maxInterests = 10;
const maxInterestChars = 32;
export const maxLanguages = 5;

/**
 * Splits what was typed into interests as the server wants them. Case, spaces and a leading `#` mean nothing: two
 * people who differ only in these should meet. A known interest becomes its id, whatever the language it is written in.
 */
export function interestsFrom(typed: string): string[] {
  const cleaned = typed
    .normalize("NFC")
    .toLowerCase()
    .split(interestSeparator)
    .map((part) => cut(part.replace(/^[\s#]+/, "").replace(/\s+/g, " "), maxInterestChars).trim())
    .filter((part) => !showsNothing(part))
    .map(interestId);
  return [...new Set(cleaned)].slice(0, maxInterests);
}

/** The browser's languages without repetition, at most as many as the server takes. */
export function languagesFrom(preferred: readonly string[]): string[] {
  return [...new Set(preferred.map((tag) => tag.split("-")[0] ?? tag))].slice(0, maxLanguages);
}

export function findFrame({ mode, interests, languages, hold }: Criteria): FindFrame {
  return {
    type: "find",
    mode,
    ...(interests.length > 0 ? { interests } : {}),
    ...(languages.length > 0 ? { languages } : {}),
    ...(hold ? { hold } : {}),
  };
}

/** Shortens without cutting a character of two code units in half. */
function cut(text: string, length: number): string {
  const short = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short;
}
