// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import { buttons, drawn, elementStage, find, findAll, textOf } from "../../testing/element-stage.js";
// Loaded by now, so that it is there at once when it is asked for.
import "./device-check.js";
import type { Kit } from "./kit.js";
import "./devices.js";

const stage = elementStage();
const { part } = vi.hoisted(() => ({ part: { loads: false, opened: [] as unknown[] } }));

vi.mock("./device-check.js", async (original) => {
  const { defineDeviceCheck } = await original<typeof import("./device-check.js")>();
  return {
    get defineDeviceCheck() {
      if (!part.loads) throw new TypeError("Failed to fetch dynamically imported module");
      const openMedia: Kit["openMedia"] = async (mode, _devices, chosen) => {
        part.opened.push([mode, chosen]);
        return { lacking: "none" };
      };
      return (kit: Kit) => defineDeviceCheck({ ...kit, openMedia });
    },
  };
});

beforeEach(() => {
  part.opened = [];
});

async function show(): Promise<Element> {
  const element = await stage.show(
    html`<passerby-devices opens mode="audio" .chosen=${{ audio: "m2" }}></passerby-devices>`,
  );
  await vi.dynamicImportSettled();
  await drawn(element);
  return element;
}

it("says that the check could not be loaded", async () => {
  const element = await show();
  expect(textOf(find(element, "[role=alert]"))).toContain("Reload the page");
  expect([buttons(element), findAll(element, "passerby-check")]).toEqual([[], []]);
});

it("opens what was chosen, and nothing else, once the check is loaded", async () => {
  part.loads = true;
  const element = await show();
  expect(findAll(element, "[role=alert]")).toEqual([]);
  expect(find(element, "passerby-check")).toMatchObject({ mode: "audio", chosen: { audio: "m2" } });
  expect(part.opened).toEqual([["audio", { audio: "m2" }]]);
});
