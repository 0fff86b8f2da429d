import type { Unsubscribe } from "../events/emitter.js";

/**
 * What the browser says about the network and the page. `changed`: another network. `visible`: the page is looked at
 * again after its timers slept. `hidden`: the page may be discarded without another event. `kept`: the page is frozen
 * and may be `restored` as it was. `gone`: the page goes away, perhaps only to reload.
 */
export type NetworkSignal = "offline" | "online" | "changed" | "visible" | "hidden" | "kept" | "restored" | "gone";

export interface NetworkSignals {
  subscribe(listener: (signal: NetworkSignal) => void): Unsubscribe;
}

type Surroundings = EventTarget & {
  readonly document: EventTarget & Pick<Document, "visibilityState">;
  readonly navigator: object;
};

/** The browser's own events. */
export class BrowserNetwork implements NetworkSignals {
  constructor(private readonly page: Surroundings = window) {}

  subscribe(listener: (signal: NetworkSignal) => void): Unsubscribe {
    const { page } = this;
    const { document } = page;
    const stop: Unsubscribe[] = [];
    const listen = (
      target: EventTarget | undefined,
      name: string,
      signalOf: (event: Event) => NetworkSignal | undefined,
    ) => {
      const heard = (event: Event): void => {
        const signal = signalOf(event);
        if (signal) listener(signal);
      };
      target?.addEventListener(name, heard);
      stop.push(() => target?.removeEventListener(name, heard));
    };
    listen(page, "online", () => "online");
    listen(page, "offline", () => "offline");
    // Not every browser tells which kind of network it uses.
    const { connection } = page.navigator as { readonly connection?: EventTarget };
    listen(connection, "change", () => "changed");
    listen(document, "visibilitychange", () => (document.visibilityState === "visible" ? "visible" : "hidden"));
    listen(page, "pagehide", (event) => (isKept(event) ? "kept" : "gone"));
    listen(page, "pageshow", (event) => (isKept(event) ? "restored" : undefined));
    return () => {
      for (const each of stop) each();
    };
  }
}

function isKept(event: Event): boolean {
  return "persisted" in event && event.persisted === true;
}
