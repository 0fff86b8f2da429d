import type { Unsubscribe } from "../events/emitter.js";

/**
 * What the surroundings tell of the network. `changed` is another network, `visible` a page that is looked at again
 * after its timers slept, and `gone` a page that will not come back.
 */
export type NetworkSignal = "offline" | "online" | "changed" | "visible" | "gone";

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
    // Not every browser tells of the kind of network.
    const { connection } = page.navigator as { readonly connection?: EventTarget };
    listen(connection, "change", () => "changed");
    listen(document, "visibilitychange", () => (document.visibilityState === "visible" ? "visible" : undefined));
    // A page that is kept may be shown again as it was; only then is the visit to go on.
    listen(page, "pagehide", (event) => (isKept(event) ? undefined : "gone"));
    listen(page, "pageshow", (event) => (isKept(event) ? "visible" : undefined));
    return () => {
      for (const each of stop) each();
    };
  }
}

function isKept(event: Event): boolean {
  return "persisted" in event && event.persisted === true;
}
