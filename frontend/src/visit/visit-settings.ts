import type { RevealWhen } from "./reveal.js";

/** What a visitor, or the operator of the page, may choose. Takes effect at the next match unless said otherwise. */
export interface VisitSettings {
  /** Calls go through a relay only, so that the two do not learn each other's address. */
  readonly relayOnly: boolean;
  readonly reveal: RevealWhen;
}

export const defaultSettings: VisitSettings = { relayOnly: false, reveal: "asked" };
