// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import { drawn, elementStage, find, textOf } from "../../testing/element-stage.js";
import { monotonic } from "../../time/clock.js";
import { clockOf } from "./circles.js";

const stage = elementStage();

it.each([
  [0, "0:00"],
  [9_999, "0:09"],
  [245_000, "4:05"],
  [3_609_000, "1:00:09"],
])("writes %d ms as a clock does", (milliseconds, written) => {
  expect(clockOf(milliseconds)).toBe(written);
});

it("counts how long the call has lasted, and leaves no timer behind", async () => {
  const element = await stage.show(html`<passerby-circles since=${monotonic()}></passerby-circles>`);
  expect(find(element, ".time").getAttribute("aria-label")).toBe("Call time");
  await vi.advanceTimersByTimeAsync(65_000);
  await drawn(element);
  expect(textOf(find(element, ".time"))).toBe("1:05");
  stage.end();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  [true, 0],
  [false, 1],
])("listens to the voices only where it moves with them (reduced motion: %s)", async (matches, listening) => {
  let made = 0;
  vi.stubGlobal(
    "AudioContext",
    class {
      constructor() {
        made += 1;
        throw new DOMException("no", "NotSupportedError");
      }
    },
  );
  const query = Object.assign(new EventTarget(), { matches });
  vi.spyOn(globalThis, "matchMedia").mockReturnValue(query as unknown as MediaQueryList);
  const track = Object.assign(new EventTarget(), { kind: "audio" });
  vi.stubGlobal(
    "MediaStream",
    class {
      getAudioTracks = () => [track];
    },
  );
  const element = await stage.show(html`<passerby-circles .local=${new MediaStream()}></passerby-circles>`);
  expect(made).toBe(listening);
  query.matches = !matches;
  query.dispatchEvent(new Event("change"));
  await drawn(element);
  expect([made, vi.getTimerCount()]).toEqual([1, matches ? 2 : 1]);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
