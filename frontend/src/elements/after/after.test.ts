// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import type { Encounter } from "../../chat/encounters.js";
import { button, buttons, drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { encounter } from "../../testing/encounter.js";
import { monotonic } from "../../time/clock.js";
import "./after.js";

const stage = elementStage();

const show = (changes: Partial<Encounter> = {}) =>
  stage.show(html`<passerby-after .about=${encounter({ endedAt: monotonic(), ...changes })}></passerby-after>`);

it("offers nothing while the chat goes on, or without one", async () => {
  const element = await stage.show(html`<passerby-after .about=${encounter()}></passerby-after>`);
  expect(buttons(element)).toEqual([]);
  await stage.show(html`<passerby-after></passerby-after>`);
  expect(buttons(element)).toEqual([]);
});

it("takes stars for the room that is over", async () => {
  const element = await show();
  expect(textOf(element)).toContain("How was it?");
  await press(element, "4 stars");
  expect(stage.heard).toMatchObject([{ type: "passerby-rate", room: "room-1", stars: 4 }]);
});

it("says which stars were given, and takes no others", async () => {
  const element = await show({ rating: "done", stars: 2 });
  expect(textOf(element)).toContain("Thank you.");
  const stars = findAll<HTMLButtonElement>(element, ".star");
  expect(stars.map((star) => star.disabled)).toEqual([true, true, true, true, true]);
  expect(stars.map((star) => star.classList.contains("lit"))).toEqual([true, true, false, false, false]);
  expect(button(element, "2 stars").getAttribute("aria-pressed")).toBe("true");
});

it("lights the stars up to the one under the pointer", async () => {
  const element = await show();
  button(element, "3 stars").dispatchEvent(new Event("pointerenter"));
  await drawn(element);
  expect(findAll(element, ".star.lit")).toHaveLength(3);
  find(element, ".row").dispatchEvent(new Event("pointerleave"));
  await drawn(element);
  expect(findAll(element, ".star.lit")).toHaveLength(0);
});

it("offers the way back for thirty seconds", async () => {
  const element = await show();
  await press(element, "Skipped by mistake? Go back 30 sec");
  expect(stage.heard).toMatchObject([{ type: "passerby-rewind", room: "room-1" }]);
  await vi.advanceTimersByTimeAsync(30_100);
  await drawn(element);
  expect(findAll(element, ".oops")).toEqual([]);
  expect(buttons(element)).toContain("Report");
});

it("offers the way back again after a failure that may pass", async () => {
  expect(findAll(await show({ rewind: "later" }), ".oops")).toHaveLength(1);
});

it("can report for ten minutes, and then offers nothing", async () => {
  const element = await show();
  await vi.advanceTimersByTimeAsync(600_100);
  await drawn(element);
  expect(buttons(element)).toEqual([]);
});

it.each([
  [{ rewind: "asked" }, "You'll meet again if they ask too."],
  [{ rewind: "too-late" }, "can't be reached any more"],
  [{ block: "done" }, "You won't meet this person again."],
  [{ block: "later" }, "Blocking didn't work."],
  [{ rating: "refused" }, "doesn't take stars"],
] as const)("of %j says what came of it", async (changes, words) => {
  expect(textOf(await show(changes))).toContain(words);
});

it("offers no way back to somebody who is blocked", async () => {
  const element = await show({ block: "done" });
  expect(findAll(element, ".oops")).toEqual([]);
  expect(buttons(element)).not.toContain("Block");
});

it("leaves no timer behind when it goes", async () => {
  await show({ rewind: "asked" });
  await show({ rewind: "too-late" });
  stage.end();
  expect(vi.getTimerCount()).toBe(0);
});
