// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { recallPreferences } from "../shared/preferences.js";
import "./settings.js";

const stage = elementStage();

it("opens language, keys and what helps, also without devices", async () => {
  const element = await stage.show(html`<passerby-settings></passerby-settings>`);
  await press(element, "Settings");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(true);
  expect(findAll(element, "label").map(textOf)).toEqual(["Play a sound when someone is here"]);
  expect(textOf(element)).toContain("Esc, Esc Next stranger");
  expect(findAll(element, "passerby-language, passerby-diagnostics")).toHaveLength(2);
});

it("shows the devices of a call while it is open, and listens to nobody behind a closed dialog", async () => {
  const element = await stage.show(html`<passerby-settings mode="video"></passerby-settings>`);
  expect(findAll(element, "passerby-devices")).toEqual([]);
  await press(element, "Settings");
  expect(findAll(element, "passerby-devices")).toHaveLength(1);
  await press(element, "Close");
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
  expect(findAll(element, "passerby-devices")).toEqual([]);
});

it("remembers that no sound is wanted", async () => {
  localStorage.clear();
  const element = await stage.show(html`<passerby-settings></passerby-settings>`);
  const box = find<HTMLInputElement>(element, "[type=checkbox]");
  expect(box.checked).toBe(true);
  box.click();
  expect(recallPreferences().sound).toBe(false);
  localStorage.clear();
});
