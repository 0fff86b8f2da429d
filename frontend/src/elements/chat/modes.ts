import type { Mode } from "../../protocol/values.js";
import { allModes } from "../start/start.js";

/** Reads the attribute: words separated by spaces or commas. Unknown words are ignored. */
export function modesFrom(value: string | null): readonly Mode[] {
  const named = value?.split(/[\s,]+/) ?? [];
  const modes = allModes.filter((mode) => named.includes(mode));
  return modes.length > 0 ? modes : allModes;
}
