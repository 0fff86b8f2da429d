// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import { drawn, elementStage, findAll } from "../../testing/element-stage.js";
import { pressStart } from "../../testing/start-page.js";
import { VisitStage } from "../../testing/visit-stage.js";
import "./video-call.js";

const stage = elementStage();

beforeEach(() => localStorage.clear());

it("offers no other way to meet, and searches for a video call", async () => {
  const visits = new VisitStage();
  const element = await stage.show(html`<passerby-video-call .visit=${visits.visit}></passerby-video-call>`);
  await vi.advanceTimersByTimeAsync(1_000);
  await drawn(element);
  expect(findAll(element, "[type=radio]")).toEqual([]);
  await pressStart(element);
  visits.grant();
  await visits.welcome();
  expect(visits.socket?.sent).toContainEqual(expect.objectContaining({ type: "find", mode: "video" }));
});
