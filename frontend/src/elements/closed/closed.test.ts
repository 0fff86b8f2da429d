// @vitest-environment happy-dom
import { html } from "lit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ClosedReason } from "../../connection/connection-state.js";
import { buttons, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import "./closed.js";

const stage = elementStage();

const ban = { reason: "spam", until: null, appeal: "a-1" };

const show = (reason: ClosedReason) =>
  stage.show(html`<passerby-closed .reason=${reason} server="https://chat.example"></passerby-closed>`);

// The appeal on the ban screen looks for its answer.
beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("lets a visitor come back who went on elsewhere", async () => {
  const element = await show({ kind: "replaced" });
  expect(textOf(element)).toContain("You're active in another tab");
  await press(element, "Come back");
  expect(stage.types).toEqual(["passerby-retry"]);
});

it("says what the server said when it turned the page away", async () => {
  expect(textOf(await show({ kind: "refused", message: "The page is too old." }))).toContain("The page is too old.");
});

it("says why and until when somebody is banned, and takes an appeal", async () => {
  const element = await show({ kind: "banned", ban: { ...ban, until: Date.UTC(2026, 10, 5, 12) } });
  expect(textOf(element)).toContain("You were banned. Reason: advertising or a scam.");
  expect(textOf(element)).toMatch(/The ban ends on November \d, 2026/);
  const appeal = find(element, "passerby-appeal");
  expect([appeal.getAttribute("token"), appeal.getAttribute("server")]).toEqual(["a-1", "https://chat.example"]);
  expect(buttons(element)).not.toContain("Come back");
});

it("offers no appeal where the ban came without one", async () => {
  const element = await show({ kind: "banned", ban: { ...ban, appeal: "" } });
  expect(textOf(element)).toContain("The ban has no end date.");
  expect(findAll(element, "passerby-appeal")).toEqual([]);
});

it("lets the keyboard go on from the heading", async () => {
  const element = await show({ kind: "replaced" });
  expect(element.shadowRoot?.activeElement).toBe(find(element, "h1"));
});
