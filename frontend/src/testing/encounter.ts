import type { Encounter } from "../chat/encounters.js";
import { room } from "./frames.js";

/** Somebody who was met and about whom nothing has been said. */
export function encounter(changes: Partial<Encounter> = {}): Encounter {
  return { room: room(), report: "none", block: "none", rating: "none", rewind: "none", ...changes };
}
