// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { buttons, elementStage, press, textOf } from "../../testing/element-stage.js";
import type { SlowRevealState } from "../../visit/slow-reveal.js";
import "./reveal.js";

const stage = elementStage();

const nobody: SlowRevealState = { own: false, partner: false, share: 0 };

const show = (own: boolean, partner: boolean, refused = false) =>
  stage.show(
    html`<passerby-reveal
      .revealed=${{ own, partner, both: own && partner, slow: nobody }}
      ?refused=${refused}
    ></passerby-reveal>`,
  );

const showSlow = (slow: Partial<SlowRevealState>) =>
  stage.show(
    html`<passerby-reveal
      direct
      .revealed=${{ own: false, partner: false, both: false, slow: { ...nobody, ...slow } }}
    ></passerby-reveal>`,
  );

it("asks whether the visitor wants to be seen", async () => {
  const element = await show(false, false);
  expect(textOf(element)).toContain("Blurred until you both tap Reveal.");
  await press(element, "Reveal");
  expect(stage.types).toEqual(["passerby-reveal"]);
});

it("says that the partner is ready, and still asks", async () => {
  const element = await show(false, true);
  expect(textOf(element)).toContain("They're ready");
  expect(buttons(element)).toEqual(["Reveal"]);
});

it("asks no more once the visitor has agreed", async () => {
  const element = await show(true, false);
  expect(textOf(element)).toContain("Waiting for them");
  expect(buttons(element)).toEqual([]);
});

it("says when the server does not pass the consent on", async () => {
  const element = await show(true, false, true);
  expect(textOf(element)).toContain("The video stays blurred.");
});

it("asks for a slow reveal where the partner hears it, and stops it", async () => {
  const element = await showSlow({});
  await press(element, "Reveal slowly");
  await showSlow({ own: true });
  expect(textOf(element)).toContain("Waiting for them");
  await press(element, "Stop and blur");
  await showSlow({ own: true, partner: true, share: 0.4 });
  expect(buttons(element)).toEqual(["Stop and blur"]);
  expect(stage.heard).toMatchObject([{ how: "slowly" }, { how: "stop" }]);
});

it("says that the partner would like to reveal slowly", async () => {
  const element = await showSlow({ partner: true });
  expect(textOf(element)).toContain("They'd like to reveal slowly");
  expect(buttons(element)).toEqual(["Reveal", "Reveal slowly"]);
});
