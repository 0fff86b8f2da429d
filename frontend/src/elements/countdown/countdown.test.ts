// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { drawn, elementStage, textOf } from "../../testing/element-stage.js";
import { monotonic } from "../../time/clock.js";
import "./countdown.js";

const stage = elementStage();

it("counts down, rounds up, and stops at nothing", async () => {
  const element = await stage.show(html`<passerby-countdown until=${monotonic() + 2_400}></passerby-countdown>`);
  expect(textOf(element)).toBe("3 sec");
  await vi.advanceTimersByTimeAsync(1_500);
  expect(textOf(element)).toBe("1 sec");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(textOf(element)).toBe("0 sec");
});

it("counts up from a moment", async () => {
  const element = await stage.show(html`<passerby-countdown since=${monotonic() - 10_000}></passerby-countdown>`);
  expect(textOf(element)).toBe("10 sec");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(textOf(element)).toBe("15 sec");
});

it("speaks the language of the page, also after it changes", async () => {
  const element = await stage.show(html`<passerby-countdown until=${monotonic() + 120_000}></passerby-countdown>`);
  expect(textOf(element)).toBe("2 min");
  await stage.speech.choose("de");
  await drawn(element);
  expect(textOf(element)).toBe("2 Min.");
});

it("leaves no timer behind when it goes", async () => {
  await stage.show(html`<passerby-countdown until="9"></passerby-countdown>`);
  expect(vi.getTimerCount()).toBe(1);
  stage.end();
  expect(vi.getTimerCount()).toBe(0);
});
