// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import type { Encounter } from "../../chat/encounters.js";
import { button, elementStage, find, press, textOf } from "../../testing/element-stage.js";
import { encounter } from "../../testing/encounter.js";
import "./block.js";

const stage = elementStage();

const show = (about: Encounter | undefined) => stage.show(html`<passerby-block .about=${about}></passerby-block>`);

it("asks first, for it cannot be undone", async () => {
  const element = await show(encounter());
  await press(element, "Block");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(true);
  expect(textOf(element)).toContain("won't be matched again");
  expect(stage.types).toEqual([]);
});

it("blocks the partner of that room, and closes", async () => {
  const element = await show(encounter());
  await press(element, "Block");
  await press(element, "Block and move on");
  expect(stage.heard).toMatchObject([{ type: "passerby-block", room: "room-1" }]);
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false);
});

it("blocks nobody when the visitor thinks better of it", async () => {
  const element = await show(encounter());
  await press(element, "Block");
  await press(element, "Keep talking");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false);
  expect(stage.types).toEqual([]);
});

it("offers no second block", async () => {
  const element = await show(encounter({ block: "done" }));
  expect(button(element, "Block").disabled).toBe(true);
});
