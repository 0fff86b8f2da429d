import { expect, it } from "vitest";
import { tabToShow } from "./callers.js";

const tab = (path: string, visibilityState: DocumentVisibilityState) => ({
  url: `https://chat.example.org${path}`,
  visibilityState,
});

it("leads to a hidden tab of the page, however many others there are", () => {
  const [console, seen, hidden] = [tab("/moderation/", "hidden"), tab("/", "visible"), tab("/?from=poster", "hidden")];
  expect(tabToShow([console, seen, hidden])).toBe(hidden);
});

it("leads to the page when it is in sight again", () => {
  const seen = tab("/index.html", "visible");
  expect(tabToShow([seen])).toBe(seen);
});

it("leads nowhere when the page is closed", () => {
  expect(tabToShow([tab("/moderation/", "visible")])).toBeUndefined();
});
