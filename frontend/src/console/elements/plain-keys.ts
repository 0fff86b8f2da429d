import { isForInputMethod } from "../../elements/shared/keys.js";

const setting = "passerby.moderation.keys";

/** Whether single keys do something. Whoever dictates can switch them off (WCAG 2.2, 2.1.4). */
export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(setting) !== "off";
  } catch {
    return true;
  }
}

export function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(setting, on ? "on" : "off");
  } catch {
    // Private windows may refuse. They stay on then.
  }
}

/** Whether something is being written or chosen where the key was pressed. */
function isWriting(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"))
  );
}

/** The key that was pressed alone, in lower case. Undefined when it is meant for a field or goes with others. */
export function plainKey(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || isForInputMethod(event) || isWriting(event)) return undefined;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
