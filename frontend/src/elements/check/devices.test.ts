// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import "./devices.js";

const stage = elementStage();
const { part } = vi.hoisted(() => ({ part: { loads: false, defined: 0 } }));

vi.mock("./device-check.js", () => ({
  get defineDeviceCheck() {
    if (!part.loads) throw new TypeError("Failed to fetch dynamically imported module");
    return () => {
      part.defined += 1;
    };
  },
}));

it("says that the check could not be loaded, and loads it again", async () => {
  const element = await stage.show(html`<passerby-devices opens .chosen=${{ video: "c2" }}></passerby-devices>`);
  await vi.dynamicImportSettled();
  await drawn(element);
  expect(textOf(find(element, "[role=alert]"))).toContain("couldn't be loaded");
  part.loads = true;
  await press(element, "Try now");
  await vi.dynamicImportSettled();
  await drawn(element);
  expect([part.defined, findAll(element, "[role=alert]")]).toEqual([1, []]);
  expect(find(element, "passerby-check")).toMatchObject({ mode: "video", chosen: { video: "c2" } });
});
