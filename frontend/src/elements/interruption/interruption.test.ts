// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import type { Kind } from "../../media/local-media.js";
import { button, buttons, elementStage, findAll, press, textOf } from "../../testing/element-stage.js";
import "./interruption.js";

const stage = elementStage();

const show = (interrupted: readonly Kind[], unsendable: readonly Kind[] = []) =>
  stage.show(
    html`<passerby-interruption .interrupted=${interrupted} .unsendable=${unsendable}></passerby-interruption>`,
  );

it("is silent while both devices work", async () => {
  const element = await show([]);
  expect(textOf(element)).toBe("");
  expect(findAll(element, ".line")).toEqual([]);
});

it.each([
  [["video"], "Your camera cut out"],
  [["audio"], "Your microphone cut out"],
  [["audio", "video"], "Your camera and microphone cut out"],
] as const)("names what stands still (%j) and offers to start it again", async (kinds, words) => {
  const element = await show(kinds);
  expect(textOf(element)).toContain(words);
  await press(element, "Turn it on again");
  expect(stage.types).toEqual(["passerby-revive"]);
});

it("offers nothing for what this browser cannot send", async () => {
  const element = await show([], ["video"]);
  expect(textOf(element)).toContain("can't send your camera");
  expect(buttons(element)).toEqual([]);
});

it("offers what was plugged in, and does nothing before it is answered", async () => {
  const element = await stage.show(
    html`<passerby-interruption .plugged=${{ label: "Headset", microphone: "m2" }}></passerby-interruption>`,
  );
  expect([textOf(element), stage.types]).toEqual(["Use Headset? Use it Not now", []]);
  await press(element, "Use it");
  await press(element, "Not now");
  expect(stage.heard).toMatchObject([{ type: "passerby-plugged", use: true }, { use: false }]);
});

it("keeps the focus when the offer goes that was answered", async () => {
  const show = (plugged?: object) =>
    stage.show(html`<passerby-interruption .plugged=${plugged}></passerby-interruption>`);
  const element = await show({ label: "Headset", microphone: "m2" });
  button(element, "Not now").focus();
  await show();
  expect(document.activeElement === element).toBe(true);
});
