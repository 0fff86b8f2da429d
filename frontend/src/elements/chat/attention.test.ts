// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
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

it("offers no notifications where the browser forbids them or has none", () => {
  FakeNotification.permission = "denied";
  expect(attention.notifications).toBe("impossible");
  vi.stubGlobal("Notification", undefined);
  expect(attention.notifications).toBe("impossible");
});
