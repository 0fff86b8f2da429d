import { beforeEach, expect, it } from "vitest";
import type { Device, DeviceList } from "./devices.js";
import { Plugged } from "./plugged.js";

const builtIn: DeviceList = {
  cameras: [],
  microphones: [
    { id: "default", label: "Default" },
    { id: "m1", label: "Built-in microphone" },
  ],
  speakers: [{ id: "s1", label: "Built-in speakers" }],
};

const and = (microphones: Device[], speakers: Device[]): DeviceList => ({
  ...builtIn,
  microphones: [...builtIn.microphones, ...microphones],
  speakers: [...builtIn.speakers, ...speakers],
});

const headset = and([{ id: "m2", label: "Headset", group: "g" }], [{ id: "s2", label: "Headset out", group: "g" }]);

let plugged: Plugged;

beforeEach(() => {
  plugged = new Plugged();
  plugged.note(builtIn);
});

it("offers a headset that is plugged in, with both of its ends, until it is answered or gone", () => {
  expect(plugged.offer).toBeUndefined();
  plugged.note(headset);
  expect(plugged.offer).toEqual({ label: "Headset", microphone: "m2", speaker: "s2" });
  plugged.note(headset);
  plugged.settle();
  plugged.note(headset);
  expect(plugged.offer).toBeUndefined();
  plugged.note(builtIn);
  plugged.note(headset);
  expect(plugged.offer).toBeDefined();
  plugged.note(builtIn);
  expect(plugged.offer).toBeUndefined();
});

it("offers headphones without a microphone", () => {
  plugged.note(and([], [{ id: "s3", label: "Headphones", group: "h" }]));
  expect(plugged.offer).toEqual({ label: "Headphones", speaker: "s3" });
});

it("offers neither what was there at the beginning, nor what the system only calls by another name", () => {
  const fresh = new Plugged();
  fresh.note({ cameras: [], microphones: [], speakers: [] });
  fresh.note(headset);
  expect(fresh.offer).toBeUndefined();
  plugged.note(and([{ id: "communications", label: "Headset" }], []));
  expect(plugged.offer).toBeUndefined();
  plugged.forget();
  plugged.note(headset);
  expect(plugged.offer).toBeUndefined();
});
