import { describe, expect, it } from "vitest";
import { BrowserNetwork, type NetworkSignal } from "./network-signals.js";

class Page extends EventTarget {
  readonly document = Object.assign(new EventTarget(), { visibilityState: "visible" as DocumentVisibilityState });
  readonly navigator = { connection: new EventTarget() };
}

const kept = (name: string, persisted: boolean): Event => Object.assign(new Event(name), { persisted });

describe("BrowserNetwork", () => {
  it("tells what the browser tells, and nothing once nobody listens", () => {
    const page = new Page();
    const heard: NetworkSignal[] = [];
    const stop = new BrowserNetwork(page).subscribe((signal) => heard.push(signal));
    const all = (): void => {
      page.dispatchEvent(new Event("offline"));
      page.dispatchEvent(new Event("online"));
      page.navigator.connection.dispatchEvent(new Event("change"));
      page.document.visibilityState = "hidden";
      page.document.dispatchEvent(new Event("visibilitychange"));
      page.document.visibilityState = "visible";
      page.document.dispatchEvent(new Event("visibilitychange"));
      page.dispatchEvent(kept("pagehide", true));
      page.dispatchEvent(kept("pageshow", true));
      page.dispatchEvent(kept("pageshow", false));
      page.dispatchEvent(kept("pagehide", false));
    };
    all();
    expect(heard).toEqual(["offline", "online", "changed", "hidden", "visible", "kept", "restored", "gone"]);
    stop();
    all();
    expect(heard).toHaveLength(8);
  });

  it("does without the kind of network where it is not told", () => {
    const page = Object.assign(new Page(), { navigator: {} });
    expect(() => new BrowserNetwork(page).subscribe(() => {})()).not.toThrow();
  });
});
