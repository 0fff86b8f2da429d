// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { buttons, elementStage, find, key, press } from "../../testing/element-stage.js";
import { ar } from "../language/ar.js";
import { de } from "../language/de.js";
import { en } from "../language/en.js";
import { es } from "../language/es.js";
import { tr } from "../language/tr.js";
import type { PasserbyExtras } from "./extras.js";
import "./extras.js";

const stage = elementStage();
const more = "Emoji and questions";
let picked: string[];

const show = (questions = true) => {
  picked = [];
  return stage.show<PasserbyExtras>(
    html`<passerby-extras .questions=${questions ? en.threads.questions : []} .pick=${(sign: string) => picked.push(sign)}></passerby-extras>`,
  );
};

it("gives signs to the text, one after the other", async () => {
  const element = await show();
  expect(buttons(element)).toEqual([more]);
  await press(element, more);
  await press(element, "😂");
  await press(element, "☕");
  expect(picked).toEqual(["😂", "☕"]);
});

it("asks a question that both answer", async () => {
  const element = await show();
  await press(element, more);
  await press(element, "Tea or coffee?");
  expect(stage.heard).toMatchObject([{ text: "Tea or coffee?", beside: { as: "question" } }]);
  expect(buttons(element)).toEqual([more]);
});

it("offers no question where none can be asked", async () => {
  const element = await show(false);
  await press(element, more);
  expect(buttons(element)).not.toContain("Tea or coffee?");
});

it("closes with Escape, which means nothing else then", async () => {
  const element = await show();
  await press(element, more);
  expect(key(find(element, ".panel"), "Escape")).toBe(false);
  await element.updateComplete;
  expect(buttons(element)).toEqual([more]);
});

it("asks nothing that is long enough to be compared with what spammers send", () => {
  for (const { threads } of [en, de, es, tr, ar]) {
    expect(threads.questions).toHaveLength(8);
    for (const question of threads.questions) expect(question.match(/\p{L}/gu)?.length).toBeLessThan(24);
  }
});
