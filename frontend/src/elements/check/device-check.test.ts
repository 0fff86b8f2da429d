// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import type { LocalMedia } from "../../media/local-media.js";
import { type DeviceList, noDevices } from "../../media/own/devices.js";
import type { Mode } from "../../protocol/values.js";
import { choose, drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { FakeTrack, fakeStream, streamOf } from "../../testing/fake-peer.js";
import { defineDeviceCheck } from "./device-check.js";
import { type Kit, kit } from "./kit.js";

const stage = elementStage();

let asked: unknown[];
let answer: LocalMedia;
let level: number;
let listened: (MediaStream | undefined)[];
let machine: DeviceList;

defineDeviceCheck({
  ...kit,
  openMedia: (mode: Mode, _devices: unknown, chosen: unknown) => {
    asked.push([mode, chosen]);
    return Promise.resolve(answer);
  },
  Devices: class {
    constructor(private readonly changed: (list: DeviceList) => void) {}
    watch(): void {
      this.changed(machine);
    }
    unwatch(): void {}
  },
  Voices: class {
    follow(_side: string, stream: MediaStream | undefined): void {
      listened.push(stream);
    }
    levelOf = () => level;
    stop(): void {}
  },
} as unknown as Kit);

beforeEach(() => {
  asked = [];
  listened = [];
  level = 0;
  answer = { stream: fakeStream("audio", "video"), lacking: "none" };
  machine = {
    cameras: [
      { id: "c1", label: "Front" },
      { id: "c2", label: "Back" },
    ],
    microphones: [{ id: "m1", label: "" }],
    speakers: [{ id: "s1", label: "Speakers" }],
  };
});

async function open(chosen = {}, mode: Mode = "video"): Promise<Element> {
  const element = await stage.show(html`<passerby-check opens .mode=${mode} .chosen=${chosen}></passerby-check>`);
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
  return element;
}

it("opens what the mode needs, shows it, and closes it when it is no longer seen", async () => {
  const element = await open({ video: "c2" });
  expect(asked).toEqual([["video", { video: "c2" }]]);
  expect(find(element, "video").getAttribute("aria-label")).toBe("This is how they'll see you");
  expect(findAll<HTMLSelectElement>(element, "select").map(({ value }) => value)).toEqual(["c2", "m1", "s1"]);
  stage.end();
  const states = answer.stream?.getTracks().map((track) => (track as unknown as FakeTrack).readyState);
  expect(states).toEqual(["ended", "ended"]);
  expect(vi.getTimerCount()).toBe(0);
});

it("moves with the microphone", async () => {
  const element = await open();
  expect(listened).toContain(answer.stream);
  level = 0.1;
  await vi.advanceTimersByTimeAsync(200);
  const meter = find(element, ".meter");
  expect([meter.style.getPropertyValue("--level"), meter.getAttribute("aria-valuenow")]).toEqual(["0.60", "60"]);
});

it("opens another camera, tells of it, and numbers devices that the browser does not name", async () => {
  const element = await open();
  expect(textOf(element)).toContain("Device 1");
  await choose(element, "select", "c2");
  expect(stage.heard).toMatchObject([{ type: "passerby-device", kind: "video", id: "c2" }]);
  expect(asked.at(-1)).toEqual(["video", { video: "c2" }]);
});

it("says how to allow what was refused, and asks again", async () => {
  answer = { lacking: "microphone", problem: "refused" };
  const element = await open({}, "audio");
  expect(textOf(find(element, "[role=alert]"))).toContain("Your browser blocks the microphone. To allow it");
  expect(findAll(element, ".meter")).toEqual([]);
  answer = { stream: fakeStream("audio"), lacking: "none" };
  await press(element, "Try again");
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
  expect(findAll(element, "[role=alert]")).toEqual([]);
  expect(findAll(element, ".meter")).toHaveLength(1);
});

it("closes what is granted too late", async () => {
  const element = await stage.show(html`<passerby-check opens mode="video"></passerby-check>`);
  element.remove();
  await vi.advanceTimersByTimeAsync(0);
  expect(answer.stream?.getTracks().every(({ readyState }) => readyState === "ended")).toBe(true);
});

it("shows the devices of a call and leaves them open", async () => {
  Object.defineProperty(HTMLMediaElement.prototype, "setSinkId", {
    value: () => Promise.resolve(),
    configurable: true,
  });
  const media = answer;
  const element = await stage.show(
    html`<passerby-check .media=${media} .devices=${{ ...noDevices, speakers: machine.speakers }}></passerby-check>`,
  );
  await choose(element, "select", "s1");
  expect(stage.heard).toMatchObject([{ kind: "speaker", id: "s1" }]);
  stage.end();
  expect([asked, media.stream?.getTracks()[0]?.readyState]).toEqual([[], "live"]);
});

it("names the device of a call that is in use, until the call uses another", async () => {
  const camera = new FakeTrack("video");
  camera.getSettings = () => ({ deviceId: "c2" });
  const show = (chosen: object) =>
    stage.show(html`<passerby-check .media=${media} .devices=${machine} .chosen=${chosen}></passerby-check>`);
  const media = { stream: streamOf([camera]), lacking: "none" };
  const element = await show({ video: "c1" });
  const shown = () => find<HTMLSelectElement>(element, "select").value;
  expect(shown()).toBe("c2");
  await choose(element, "select", "c1");
  expect(stage.heard).toMatchObject([{ kind: "video", id: "c1" }]);
  expect(shown()).toBe("c2");
  camera.getSettings = () => ({ deviceId: "c1" });
  await show({ video: "c1" });
  expect(shown()).toBe("c1");
});
