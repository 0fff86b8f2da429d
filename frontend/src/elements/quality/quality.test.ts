// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import type { CallQuality } from "../../media/quality/call-quality.js";
import { button, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import "./quality.js";

const stage = elementStage();

const good: CallQuality = { grade: "good", level: "720p" } as CallQuality;

const show = (quality?: Partial<CallQuality>) =>
  stage.show(html`<passerby-quality .quality=${quality && { ...good, ...quality }}></passerby-quality>`);

it("says that it measures as long as it knows nothing", async () => {
  const element = await show();
  await press(element, "Measuring…. Details");
  expect(textOf(find(element, "passerby-dialog"))).toContain("Measuring…");
  expect(findAll(element, "dt")).toEqual([]);
});

it.each([
  ["good", "Good connection"],
  ["fair", "Fair connection"],
  ["weak", "Weak connection"],
] as const)("says in one word that it is %s", async (grade, words) => {
  const element = await show({ grade });
  expect(button(element, `${words}. Details`).classList.contains(grade)).toBe(true);
});

it("shows the figures that are known, and no others", async () => {
  const element = await show({ level: "audio", path: "relay", setup: 812.4, rtt: 35, loss: 0.0123, sending: 900_000 });
  await press(element, "Good connection. Details");
  const rows = findAll(element, "dt").map((name) => [textOf(name), textOf(name.nextElementSibling ?? name)]);
  expect(rows).toEqual([
    ["Picture sent", "sound only"],
    ["Route", "through a relay"],
    ["Connected in", "0.8 sec"],
    ["Round trip", "35 ms"],
    ["Lost packets", "1.2%"],
    ["Sending", "900 kb/s"],
  ]);
});

it("writes figures as the language does", async () => {
  const element = await show({ loss: 0.015 });
  await stage.speech.choose("de");
  await show({ loss: 0.015 });
  expect(textOf(findAll(element, "dd").at(-1) ?? element)).toMatch(/^1,5\s%$/);
});
