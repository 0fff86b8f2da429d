// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import type { ChosenDevices } from "../../media/local-media.js";
import { type Device, type DeviceList, noDevices } from "../../media/own/devices.js";
import { choose, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { recallPreferences } from "../shared/preferences.js";
import "./settings.js";

const stage = elementStage();

const camera = (id: string, label: string): Device => ({ id, label });

const show = (devices: Partial<DeviceList>, chosen: ChosenDevices = {}) =>
  stage.show(html`<passerby-settings .devices=${{ ...noDevices, ...devices }} .chosen=${chosen}></passerby-settings>`);

it("opens language, keys and what helps, also without devices", async () => {
  const element = await show({});
  await press(element, "Settings");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(true);
  expect(findAll(element, "label").map(textOf)).toEqual(["Play a sound when someone is here"]);
  expect(textOf(element)).toContain("Esc, Esc Next stranger");
  expect(findAll(element, "passerby-language, passerby-diagnostics")).toHaveLength(2);
});

it("lets another camera be used", async () => {
  const element = await show({ cameras: [camera("a", "Front"), camera("b", "Back")] }, { video: "b" });
  expect(find<HTMLSelectElement>(element, "label select").value).toBe("b");
  await choose(element, "label select", "a");
  expect(stage.heard).toMatchObject([{ type: "passerby-device", kind: "video", id: "a" }]);
});

it("numbers devices that the browser does not name", async () => {
  const element = await show({ microphones: [camera("a", ""), camera("b", "")] });
  expect(findAll(element, "label option").map(textOf)).toEqual(["Device 1", "Device 2"]);
  await choose(element, "label select", "b");
  expect(stage.heard).toMatchObject([{ kind: "audio", id: "b" }]);
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
