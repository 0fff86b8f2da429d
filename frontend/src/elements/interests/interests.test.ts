// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { buttons, drawn, elementStage, find, findAll, key, press, textOf, write } from "../../testing/element-stage.js";
import type { PasserbyInterests } from "./interests.js";
import "./interests.js";

const stage = elementStage();

const show = (...chosen: string[]) =>
  stage.show<PasserbyInterests>(html`<passerby-interests .chosen=${chosen}></passerby-interests>`);

const field = (element: Element): HTMLInputElement => find<HTMLInputElement>(element, "input");

it("makes a chip of what is written, with Enter or a comma", async () => {
  const element = await show();
  await write(element, "input", "Tea");
  expect(key(field(element), "Enter")).toBe(false);
  await drawn(element);
  await write(element, "input", "old films, ch");
  expect(element.chosen).toEqual(["tea", "old films"]);
  expect(field(element).value.trim()).toBe("ch");
  // What is not a chip yet counts as well.
  expect(element.value).toEqual(["tea", "old films", "ch"]);
});

it("takes a chip away by a press, or the last one with Backspace in an empty field", async () => {
  const element = await show("tea", "films", "books");
  await press(element, "Remove films");
  expect(element.shadowRoot?.activeElement).toBe(field(element));
  key(field(element), "Backspace");
  await drawn(element);
  expect(element.chosen).toEqual(["tea"]);
  await write(element, "input", "x");
  key(field(element), "Backspace");
  expect(element.chosen).toEqual(["tea"]);
});

it("leaves keys to the input method", async () => {
  const element = await show("tea");
  await write(element, "input", "ことば");
  expect(key(field(element), "Enter", { isComposing: true })).toBe(true);
  expect(element.chosen).toEqual(["tea"]);
});

it("takes a line break of a soft keyboard for Enter", async () => {
  const element = await show();
  await write(element, "input", "tea");
  const lineBreak = new InputEvent("beforeinput", { inputType: "insertLineBreak", cancelable: true, bubbles: true });
  expect(field(element).dispatchEvent(lineBreak)).toBe(false);
  expect(element.chosen).toEqual(["tea"]);
});

it("offers ideas that begin like what is written, and none that is chosen", async () => {
  const element = await show("music");
  expect(buttons(element)).not.toContain("+ music");
  await write(element, "input", "f");
  expect(buttons(element).filter((name) => name.startsWith("+"))).toEqual(["+ films"]);
  await press(element, "+ films");
  expect(element.chosen).toEqual(["music", "films"]);
  expect(element.shadowRoot?.activeElement).toBe(field(element));
});

it("names a known interest in the language of the page, and keeps its id", async () => {
  const element = await show("music", "tea");
  await stage.speech.choose("de");
  await drawn(element);
  expect(findAll(element, ".chip").map(textOf)).toEqual(["Musik", "tea"]);
  await write(element, "input", "bü");
  await press(element, "+ Bücher");
  await write(element, "input", "Reisen,");
  expect(element.value).toEqual(["music", "tea", "books", "travel"]);
});

it("takes no more than ten", async () => {
  const element = await show(..."abcdefghij");
  expect(field(element).disabled).toBe(true);
  expect(findAll(element, ".idea")).toEqual([]);
});

it("starts the search with Enter only when nothing is written", async () => {
  const form = document.createElement("form");
  let submitted = 0;
  form.requestSubmit = () => {
    submitted += 1;
  };
  const element = await show();
  element.replaceWith(form);
  form.append(element);
  await drawn(element);
  await write(element, "input", "tea");
  key(field(element), "Enter");
  await drawn(element);
  expect(submitted).toBe(0);
  key(field(element), "Enter");
  expect(submitted).toBe(1);
});
