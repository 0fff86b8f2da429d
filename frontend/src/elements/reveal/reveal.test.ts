// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { buttons, elementStage, press, textOf } from "../../testing/element-stage.js";
import "./reveal.js";

const stage = elementStage();

const show = (own: boolean, partner: boolean, refused = false) =>
  stage.show(
    html`<passerby-reveal .revealed=${{ own, partner, both: own && partner }} ?refused=${refused}></passerby-reveal>`,
  );

it("asks whether the visitor wants to be seen", async () => {
  const element = await show(false, false);
  expect(textOf(element)).toContain("Blurred until you both press reveal.");
  await press(element, "Reveal");
  expect(stage.types).toEqual(["passerby-reveal"]);
});

it("says that the partner is ready, and still asks", async () => {
  const element = await show(false, true);
  expect(textOf(element)).toContain("The other person is ready");
  expect(buttons(element)).toEqual(["Reveal"]);
});

it("asks no more once the visitor has agreed", async () => {
  const element = await show(true, false);
  expect(textOf(element)).toContain("Waiting for the other person");
  expect(buttons(element)).toEqual([]);
});

it("says when the server does not pass the consent on", async () => {
  const element = await show(true, false, true);
  expect(textOf(element)).toContain("The pictures stay blurred.");
});
