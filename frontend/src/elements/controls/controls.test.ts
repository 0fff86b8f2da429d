// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import type { OwnScreen } from "../../media/partner/screen-state.js";
import { buttons, elementStage, key, press } from "../../testing/element-stage.js";
import "./controls.js";

const stage = elementStage();

const show = (on: { muted?: boolean; cameraOff?: boolean; video?: boolean; shareable?: boolean; screen?: OwnScreen }) =>
  stage.show(
    html`<passerby-controls
      ?muted=${on.muted ?? false}
      ?cameraOff=${on.cameraOff ?? false}
      ?video=${on.video ?? false}
      ?shareable=${on.shareable ?? false}
      .screen=${on.screen ?? "off"}
    ></passerby-controls>`,
  );

it.each([
  [{}, ["Mute"]],
  [{ video: true }, ["Mute", "Camera off"]],
  [{ video: true, muted: true, cameraOff: true }, ["Unmute", "Camera on"]],
  [{ video: true, shareable: true }, ["Mute", "Camera off", "Share screen"]],
  [{ video: true, screen: "sharing" as const }, ["Mute", "Camera off", "Stop sharing"]],
  [{ shareable: true }, ["Mute"]],
])("of %j offers %j", async (on, names) => {
  expect(buttons(await show(on))).toEqual(names);
});

it.each([
  ["Mute", { kind: "audio", on: false }, { muted: false }],
  ["Unmute", { kind: "audio", on: true }, { muted: true }],
  ["Camera off", { kind: "video", on: false }, { cameraOff: false }],
  ["Camera on", { kind: "video", on: true }, { cameraOff: true }],
])("%s asks for %j", async (name, wish, state) => {
  await press(await show({ video: true, ...state }), name);
  expect(stage.heard).toMatchObject([{ type: "passerby-switch", ...wish }]);
});

it.each([
  ["off", "Share screen", "share"],
  ["asking", "Stop sharing", "stop"],
] as const)("while the own screen is %s, %s asks to %s", async (screen, name, wish) => {
  await press(await show({ video: true, shareable: true, screen }), name);
  expect(stage.heard).toMatchObject([{ type: "passerby-screen", wish }]);
});

it.each([
  ["KeyM", "audio"],
  ["KeyV", "video"],
])("Alt and %s switch %s, wherever the focus is", async (code, kind) => {
  await show({ video: true });
  // On a Mac, Alt with M gives another letter: the place of the key counts.
  expect(key(window, "µ", { code, altKey: true })).toBe(false);
  expect(stage.heard).toMatchObject([{ kind, on: false }]);
});

it.each([
  ["without Alt", { code: "KeyM" }],
  ["with Ctrl too", { code: "KeyM", altKey: true, ctrlKey: true }],
  ["held down", { code: "KeyM", altKey: true, repeat: true }],
  ["of an input method", { code: "KeyM", altKey: true, isComposing: true }],
  ["for a camera in a voice call", { code: "KeyV", altKey: true }],
])("leaves a key %s to the browser", async (_which, more) => {
  await show({});
  expect(key(window, "m", more)).toBe(true);
  expect(stage.types).toEqual([]);
});
