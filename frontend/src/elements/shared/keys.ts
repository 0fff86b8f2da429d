/** The part of a keyboard event that is used. */
export type Key = Pick<KeyboardEvent, "key" | "keyCode" | "isComposing" | "shiftKey" | "altKey">;

/**
 * Whether a key is for the input method and not for the page: it chooses, confirms or cancels a word that is being
 * composed. `isComposing` is not enough. Safari ends the composition first and reports the key that ended it as an
 * ordinary Enter or Escape, and soft keyboards report keys outside of a composition too. Both then report key code 229
 * (UI Events, "legacy key models").
 */
export function isForInputMethod({ isComposing, keyCode }: Pick<Key, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === 229;
}
