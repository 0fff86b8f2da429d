// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { drawn, elementStage, find, findAll, textOf } from "../../testing/element-stage.js";
import type { Preferences } from "../shared/preferences.js";
import type { PasserbyChoices } from "./choices.js";
import "./choices.js";

const stage = elementStage();

const show = (value: Preferences = {}, calls = true, blurred = true) =>
  stage.show<PasserbyChoices>(
    html`<passerby-choices .value=${value} ?calls=${calls} ?blurred=${blurred}></passerby-choices>`,
  );

const labels = (element: Element): string[] => findAll(element, ".check").map(textOf);

async function tick(element: Element, label: string): Promise<void> {
  const found = findAll(element, "label").find((candidate) => textOf(candidate) === label);
  if (!found) throw new Error(`no box is called ${label}`);
  find<HTMLInputElement>(found, "input").click();
  await drawn(element);
}

it("keeps what is ticked as the visitor's wish", async () => {
  const element = await show();
  await tick(element, "Only match me if everything fits, even if it takes longer");
  await tick(element, "French");
  await tick(element, "Turkish");
  expect(element.value).toMatchObject({ hold: true, languages: ["fr", "tr"] });
  await tick(element, "French");
  expect(element.languages).toEqual(["tr"]);
});

it("says that nothing ticked means anyone", async () => {
  const element = await show();
  expect(textOf(element)).toContain("Leave empty to meet anyone");
  await tick(element, "German");
  expect(textOf(element)).not.toContain("Leave empty");
});

it("takes no more than five languages, and lets go of any", async () => {
  const element = await show({ languages: ["fr", "pt", "it", "ru", "hi"] });
  const boxes = findAll<HTMLInputElement>(element, ".tag input");
  expect(boxes.filter((box) => box.checked)).toHaveLength(5);
  expect(boxes.every((box) => box.checked !== box.disabled)).toBe(true);
});

it("moves nothing from under a finger, and shows languages that were chosen before", async () => {
  const element = await show({ languages: ["ko"] });
  const before = findAll(element, ".tag").map(textOf);
  expect(before).toContain("Korean");
  await tick(element, "Korean");
  expect(findAll(element, ".tag").map(textOf)).toEqual(before);
});

it.each([
  [false, false, 1],
  [true, false, 2],
  [true, true, 3],
])("offers only what the search is for (calls: %s, blurred: %s)", async (calls, blurred, count) => {
  expect(labels(await show({}, calls, blurred))).toHaveLength(count);
});
