/** What is looked at of a keyboard event. */
export type Key = Pick<KeyboardEvent, "key" | "code" | "keyCode" | "isComposing" | "shiftKey" | "altKey">;

/**
 * Whether a key is for the input method and not for the page: it chooses, confirms or gives up a word that is being
 * composed. `isComposing` alone does not tell: Safari ends the composition first and reports the key that ended it as
 * an ordinary Enter or Escape, and soft keyboards report keys outside a composition as well. Both then say key code
 * 229 (UI Events, "legacy key models").
 */
export function isForInputMethod({ isComposing, keyCode }: Pick<Key, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === 229;
}

/**
 * Whether the keyboard is on the screen, as far as a page can know: fingers are all that this device is pointed at with.
 * A tablet with a keyboard usually has a touchpad or a mouse too; one that has none is known by {@link isFromHardware}.
 */
export function typesOnScreen(): boolean {
  return matchMedia("(any-pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches;
}

/** Soft keyboards name no place on a keyboard: `code` is empty, or `Unidentified`. */
export function isFromHardware({ code }: Pick<Key, "code">): boolean {
  return code !== "" && code !== "Unidentified";
}
