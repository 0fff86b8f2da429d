import { recallPreferences } from "../shared/preferences.js";
import { chime } from "./chime.js";

/** Calls a visitor who looks elsewhere: with a soft sound, and with a notification if they asked for one. */
export class Attention {
  #wanted = false;
  #shown: Notification | undefined;

  constructor(
    private readonly changed: () => void,
    private readonly play: () => void = chime,
  ) {}

  /** `off`: can be asked for. `on`: was asked for. `impossible`: this browser has none, or forbids them. */
  get notifications(): "off" | "on" | "impossible" {
    if (typeof Notification === "undefined" || Notification.permission === "denied") return "impossible";
    return this.#wanted && Notification.permission === "granted" ? "on" : "off";
  }

  /** The visitor wants a notification when somebody is here. Browsers allow the question from a click only. */
  async ask(): Promise<void> {
    if (typeof Notification === "undefined") return;
    this.#wanted = (await Notification.requestPermission()) === "granted";
    this.changed();
  }

  /** Somebody is here. */
  call(words: string): void {
    if (!document.hidden && document.hasFocus()) return;
    if (recallPreferences().sound !== false) this.play();
    if (this.notifications !== "on" || !document.hidden) return;
    try {
      const shown = new Notification(words, { tag: "passerby" });
      shown.onclick = () => {
        window.focus();
        shown.close();
      };
      this.#shown = shown;
    } catch {
      // Some phones show notifications of service workers only.
    }
  }

  /** The visitor is back. */
  hush(): void {
    this.#shown?.close();
    this.#shown = undefined;
  }
}
