import { describe, expect, it } from "vitest";
import { type DeviceList, Devices } from "./devices.js";

class Machine extends EventTarget {
  present: { kind: MediaDeviceKind; deviceId: string; label: string }[] = [
    { kind: "videoinput", deviceId: "c1", label: "Front" },
    { kind: "audioinput", deviceId: "", label: "" },
    { kind: "audiooutput", deviceId: "s1", label: "Speaker" },
  ];

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve([...this.present] as MediaDeviceInfo[]);
  }
}

describe("Devices", () => {
  it("lists what can be chosen, and what comes later, until it is no longer watched", async () => {
    const machine = new Machine();
    const seen: DeviceList[] = [];
    const devices = new Devices((list) => seen.push(list), machine);
    devices.watch();
    await expect.poll(() => seen.length).toBe(1);
    expect(devices.list).toEqual({
      cameras: [{ id: "c1", label: "Front" }],
      microphones: [],
      speakers: [{ id: "s1", label: "Speaker" }],
    });
    machine.present.push({ kind: "videoinput", deviceId: "c2", label: "Back" });
    machine.dispatchEvent(new Event("devicechange"));
    await expect.poll(() => devices.list.cameras.length).toBe(2);
    devices.unwatch();
    machine.present = [];
    machine.dispatchEvent(new Event("devicechange"));
    await new Promise((resolve) => setImmediate(resolve));
    expect([seen.length, devices.list.cameras.length]).toEqual([2, 2]);
  });

  it("is empty where the browser has no devices to offer", async () => {
    const devices = new Devices(() => {}, undefined);
    devices.watch();
    await devices.refresh();
    expect(devices.list.cameras).toEqual([]);
  });
});
