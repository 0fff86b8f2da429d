import type { ChosenDevices } from "../../media/local-media.js";
import { isRecord } from "../../protocol/shape.js";
import type { Mode } from "../../protocol/values.js";

/** What a visitor chose on the start page and in the settings, stored in this browser for the next time. */
export interface Preferences {
  readonly mode?: Mode;
  readonly interests?: readonly string[];
  readonly languages?: readonly string[];
  readonly hold?: boolean;
  readonly relayOnly?: boolean;
  readonly showMe?: boolean;
  /** Whether a match sounds while the visitor looks elsewhere. By default it does. */
  readonly sound?: boolean;
  /** Which camera, microphone and loudspeaker. */
  readonly devices?: ChosenDevices;
}

const key = "passerby.preferences";

type Store = Pick<Storage, "getItem" | "setItem">;

/** What was stored, as far as it can still be read. */
export function recallPreferences(storage: () => Store = () => localStorage): Preferences {
  try {
    const kept: unknown = JSON.parse(storage().getItem(key) ?? "{}");
    if (!isRecord(kept)) return {};
    const { mode, interests, languages, hold, relayOnly, showMe, sound, devices } = kept;
    return {
      ...(mode === "text" || mode === "audio" || mode === "video" ? { mode } : {}),
      ...(isStrings(interests) ? { interests } : {}),
      ...(isStrings(languages) ? { languages } : {}),
      ...(typeof hold === "boolean" ? { hold } : {}),
      ...(typeof relayOnly === "boolean" ? { relayOnly } : {}),
      ...(typeof showMe === "boolean" ? { showMe } : {}),
      ...(typeof sound === "boolean" ? { sound } : {}),
      ...(isRecord(devices) ? { devices: devicesIn(devices) } : {}),
    };
  } catch {
    return {};
  }
}

export function keepPreferences(preferences: Preferences, storage: () => Store = () => localStorage): void {
  try {
    storage().setItem(key, JSON.stringify(preferences));
  } catch {
    // Private windows may refuse storage. The next visit then starts with the defaults.
  }
}

const devicesIn = (kept: Readonly<Record<string, unknown>>): ChosenDevices =>
  Object.fromEntries(
    (["audio", "video", "speaker"] as const).flatMap((kind) =>
      typeof kept[kind] === "string" ? [[kind, kept[kind]]] : [],
    ),
  );

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
