// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { buttons, drawn, elementStage, key, press, textOf } from "../../testing/element-stage.js";
import { openDialogs } from "../dialog/open-dialogs.js";
import "./next.js";

const stage = elementStage();

const show = (room = "room-1", ended = false) =>
  stage.show(html`<passerby-next room=${room} ?ended=${ended}></passerby-next>`);

it("goes on at a press", async () => {
  const next = await show();
  await press(next, "Next Esc");
  expect(stage.types).toEqual(["passerby-next"]);
});

it("asks at the first Esc, and goes on at the second", async () => {
  const next = await show();
  expect(key(window, "Escape")).toBe(false);
  await drawn(next);
  expect(textOf(next)).toContain("Press Escape again to meet someone else");
  expect(stage.types).toEqual([]);
  key(window, "Escape");
  await drawn(next);
  expect(stage.types).toEqual(["passerby-next"]);
  expect(buttons(next)).toEqual(["Next Esc"]);
});

it("forgets the first Esc after a while", async () => {
  const next = await show();
  key(window, "Escape");
  await vi.advanceTimersByTimeAsync(3_000);
  key(window, "Escape");
  await drawn(next);
  expect(stage.types).toEqual([]);
  expect(buttons(next)).toEqual(["Skip? Esc"]);
});

it("forgets the first Esc when somebody else has come meanwhile", async () => {
  await show("room-1");
  key(window, "Escape");
  await show("room-2");
  key(window, "Escape");
  expect(stage.types).toEqual([]);
});

it.each([
  ["that is held down", { repeat: true }],
  ["of an input method", { isComposing: true }],
])("does not count an Esc %s", async (_which, more) => {
  await show();
  key(window, "Escape");
  expect(key(window, "Escape", more)).toBe(true);
  expect(stage.types).toEqual([]);
});

it("leaves Esc to a dialog that is open", async () => {
  await show();
  openDialogs.add(stage);
  key(window, "Escape");
  openDialogs.remove(stage);
  key(window, "Escape");
  expect(stage.types).toEqual([]);
});

it("shows no key when the chat is over, and hears none when it is gone", async () => {
  const next = await show("room-1", true);
  expect(buttons(next)).toEqual(["Next"]);
  stage.end();
  key(window, "Escape");
  key(window, "Escape");
  expect(stage.types).toEqual([]);
});

it("takes the focus where its button is", async () => {
  const next = await show("room-1", true);
  next.focus();
  expect(next.shadowRoot?.activeElement?.localName).toBe("button");
});
