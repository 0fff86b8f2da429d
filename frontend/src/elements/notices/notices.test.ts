// @vitest-environment happy-dom
import { html } from "lit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { NoticeFrame } from "../../protocol/server-frames.js";
import { buttons, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import "./notices.js";

const stage = elementStage();

const muted: NoticeFrame = {
  type: "notice",
  kind: "muted",
  reason: "spam",
  sanction: "s-1",
  until: Date.UTC(2026, 10, 5, 12),
  appeal: "t-1",
  appealCode: "7K3QM-0XV9T",
};

const show = (...notices: NoticeFrame[]) =>
  stage.show(html`<passerby-notices .notices=${notices} server="https://chat.example"></passerby-notices>`);

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("says why, until when, and how to appeal", async () => {
  const element = await show(muted);
  expect(textOf(element)).toContain("nobody sees what you write. Reason: advertising or a scam.");
  expect(textOf(element)).toContain("Until");
  expect(textOf(element)).toContain("2026");
  expect(findAll(element, "passerby-appeal")).toEqual([]);
  await press(element, "This is a mistake");
  const appeal = find(element, "passerby-appeal");
  expect(["token", "code", "server"].map((name) => appeal.getAttribute(name))).toEqual([
    "t-1",
    "7K3QM-0XV9T",
    "https://chat.example",
  ]);
});

it("lets the visitor put each one away", async () => {
  const element = await show(muted, { type: "notice", kind: "warning", reason: "something new" });
  expect(textOf(element)).toContain("This is a warning from the moderators. Reason: something new.");
  await press(element, "Got it");
  expect(stage.heard).toMatchObject([{ type: "passerby-dismiss", notice: { sanction: "s-1" } }]);
});

it("offers no appeal against what is over", async () => {
  const element = await show({ type: "notice", kind: "lifted", reason: "spam", sanction: "s-1", until: null });
  expect(buttons(element)).toEqual(["Got it"]);
  expect(textOf(element)).not.toContain("No end date.");
});

it("says when a step has no end", async () => {
  const element = await show({ ...muted, kind: "restricted", until: null });
  expect(textOf(element)).toContain("No end date.");
});
