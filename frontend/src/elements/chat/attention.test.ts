// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepPreferences } from "../shared/preferences.js";
import { Attention } from "./attention.js";

let played: number;
let shown: string[];
let attention: Attention;

class FakeNotification {
  static permission = "default";
  static requestPermission = () => {
    FakeNotification.permission = "granted";
    return Promise.resolve("granted");
  };
  onclick: (() => void) | null = null;
  constructor(words: string) {
    shown.push(words);
  }
  close(): void {
    shown = [];
  }
}

beforeEach(() => {
  localStorage.clear();
  [played, shown] = [0, []];
  FakeNotification.permission = "default";
  vi.stubGlobal("Notification", FakeNotification);
  attention = new Attention(
    () => {},
    () => {
      played += 1;
    },
  );
  lookAway(true);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function lookAway(away: boolean): void {
  vi.spyOn(document, "hidden", "get").mockReturnValue(away);
  vi.spyOn(document, "hasFocus").mockReturnValue(!away);
}

it("sounds when the visitor looks elsewhere, and only then", () => {
  attention.call("Someone is here!");
  lookAway(false);
  attention.call("Someone is here!");
  expect([played, shown]).toEqual([1, []]);
});

it("is silent when the sound is switched off", () => {
  keepPreferences({ sound: false });
  attention.call("Someone is here!");
  expect(played).toBe(0);
});

it("notifies whoever asked for it, until they are back", async () => {
  expect(attention.notifications).toBe("off");
  await attention.ask();
  expect(attention.notifications).toBe("on");
  attention.call("Someone is here!");
  expect(shown).toEqual(["Someone is here!"]);
  attention.hush();
  expect(shown).toEqual([]);
});

describe("where only a service worker may notify", () => {
  let closed: number;
  let showing: Promise<void>;

  beforeEach(async () => {
    closed = 0;
    showing = Promise.resolve();
    vi.stubGlobal(
      "Notification",
      class {
        static permission = "granted";
        static requestPermission = () => Promise.resolve("granted");
        constructor() {
          throw new TypeError("Illegal constructor.");
        }
      },
    );
    const worker = {
      showNotification: (words: string) => showing.then(() => shown.push(words)),
      getNotifications: () => Promise.resolve([{ close: () => (closed += 1) }]),
    };
    vi.stubGlobal("navigator", { serviceWorker: { getRegistration: () => Promise.resolve(worker) } });
    await attention.ask();
  });

  it("lets it, and has it taken away when the tab is seen", async () => {
    attention.call("Someone is here!");
    await expect.poll(() => shown).toEqual(["Someone is here!"]);
    attention.hush();
    await expect.poll(() => closed).toBe(1);
  });

  it("takes away what is shown only when the visitor is back already", async () => {
    let show = (): void => {};
    showing = new Promise((resolve) => {
      show = resolve;
    });
    attention.call("Someone is here!");
    attention.hush();
    show();
    await expect.poll(() => closed).toBe(1);
  });

  it("shows nothing on a page without one", async () => {
    vi.stubGlobal("navigator", {});
    attention.call("Someone is here!");
    await new Promise((resolve) => setImmediate(resolve));
    expect([played, shown]).toEqual([1, []]);
  });
});

it("offers no notifications where the browser forbids them or has none", () => {
  FakeNotification.permission = "denied";
  expect(attention.notifications).toBe("impossible");
  vi.stubGlobal("Notification", undefined);
  expect(attention.notifications).toBe("impossible");
});
