// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { buttons, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { monotonic } from "../../time/clock.js";
import type { Sentence } from "../shared/sentences.js";
import "./status.js";

const stage = elementStage();

const show = (sentence: Sentence | undefined, retry = false) =>
  stage.show(html`<passerby-status .sentence=${sentence} ?retry=${retry}></passerby-status>`);

it("is silent while there is nothing to say", async () => {
  const status = await show(undefined, true);
  expect(textOf(status)).toBe("");
  expect(buttons(status)).toEqual([]);
});

it("says the sentence to screen readers too, and marks a warning", async () => {
  const status = await show({ text: "All is well.", tone: "calm" });
  expect(textOf(find(status, "[role=status]"))).toBe("All is well.");
  expect(findAll(status, ".warning")).toEqual([]);
  await show({ text: "Not so well.", tone: "warning" });
  expect(findAll(status, ".warning")).toHaveLength(1);
});

it("counts down to the time that is waited for", async () => {
  const status = await show({ text: "Trying again in", until: monotonic() + 5_000, tone: "warning" });
  expect(textOf(status)).toBe("Trying again in 5 sec");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(textOf(status)).toBe("Trying again in 3 sec");
});

it("offers to try at once only where that helps", async () => {
  const status = await show({ text: "Lost.", tone: "warning" });
  expect(buttons(status)).toEqual([]);
  await show({ text: "Lost.", tone: "warning" }, true);
  await press(status, "Try now");
  expect(stage.types).toEqual(["passerby-retry"]);
});
