import { recallPreferences } from "../shared/preferences.js";
import { chime } from "./chime.js";

/** A newer notification takes the place of the one before. */
const tag = "passerby";

/** Calls a visitor who looks elsewhere: with a soft sound, and with a notification if they asked for one. */
export class Attention {
  #wanted = false;
  /** Grows whenever what is shown has to go, also what is still on its way. */
  #turn = 0;
  #take: (() => void) | undefined;

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
    void this.#show(words);
  }

  async #show(words: string): Promise<void> {
    this.hush();
    const turn = this.#turn;
    const take = ofPage(words) ?? (await ofWorker(words));
    if (turn === this.#turn) this.#take = take;
    // The visitor was back sooner.
    else take?.();
  }

  /** The visitor is back. */
  hush(): void {
    this.#turn += 1;
    this.#take?.();
    this.#take = undefined;
  }
}

/** Shows a notification of the page, and returns what takes it away. Browsers on phones refuse to make one. */
function ofPage(words: string): (() => void) | undefined {
  try {
    const shown = new Notification(words, { tag });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    return () => shown.close();
  } catch {
    return undefined;
  }
}

/** The same by the page's service worker, which also hears of a click. A page that has none shows nothing. */
async function ofWorker(words: string): Promise<(() => void) | undefined> {
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    if (!worker) return undefined;
    await worker.showNotification(words, { tag });
    return () =>
      void worker.getNotifications({ tag }).then(
        (shown) => {
          for (const each of shown) each.close();
        },
        () => {},
      );
  } catch {
    return undefined;
  }
}
