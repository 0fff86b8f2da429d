import type { ConnectionParts } from "../connection/connection-state.js";
import type { Icebreakers } from "../connection/icebreakers-api.js";
import type { CallDevices } from "./calls.js";
import type { TabMemory } from "./tab-memory.js";
import type { VisitSettings } from "./visit-settings.js";

export interface VisitEvents {
  /** Something that a view may show has changed. */
  change: undefined;
  /** For those who look for faults. Visitors need not see it. */
  problem: unknown;
}

export interface VisitParts extends ConnectionParts, CallDevices {
  /** Asks the server how many people are here. Without it nobody is told. */
  readonly countOnline?: () => Promise<number | undefined>;
  /** Asks the server for the operator's icebreakers. Without it the page offers its own. */
  readonly readIcebreakers?: () => Promise<Icebreakers | undefined>;
  readonly settings?: Partial<VisitSettings>;
  /** Outlives the page, so that a visit survives a reload. */
  readonly memory?: TabMemory;
}
