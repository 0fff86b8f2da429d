// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { noScreens, type ScreenState } from "../../media/partner/screen-state.js";
import { buttons, elementStage, press, textOf } from "../../testing/element-stage.js";
import "./screen.js";

const stage = elementStage();

const show = (screens: Partial<ScreenState>) =>
  stage.show(html`<passerby-screen .screens=${{ ...noScreens, ...screens }}></passerby-screen>`);

it("is silent while nobody shows a screen", async () => {
  const element = await show({});
  expect(textOf(element)).toBe("");
});

it.each([
  ["View screen", "see"],
  ["No, thanks", "decline"],
] as const)("asks before a partner's screen is seen: %s", async (name, wish) => {
  const element = await show({ partner: "asking" });
  expect(textOf(element)).toContain("want to show you their screen");
  await press(element, name);
  expect(stage.heard).toMatchObject([{ type: "passerby-screen", wish }]);
});

it.each([
  [{ own: "asking" }, "Waiting for them to agree"],
  [{ own: "sharing" }, "They can see your screen."],
  [{ problem: "declined" }, "They declined your screen."],
  [{ problem: "unsupported" }, "This browser can't share a screen."],
] as const)("says how it stands with the own screen: %j", async (state, words) => {
  const element = await show(state);
  expect(textOf(element)).toContain(words);
  expect(buttons(element)).toEqual([]);
});
