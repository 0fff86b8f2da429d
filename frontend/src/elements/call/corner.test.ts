// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
import { drawn, elementStage, find, key } from "../../testing/element-stage.js";
import { fakeStream } from "../../testing/fake-peer.js";
import type { PasserbyCall } from "./call.js";
import "./call.js";

const stage = elementStage();

beforeEach(() => {
  sessionStorage.clear();
  vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
});

const show = () => stage.show<PasserbyCall>(html`<passerby-call .local=${fakeStream("video")}></passerby-call>`);

/** Where the own picture is, such as "bottom end". */
function place(element: Element): string {
  const frame = find(element, ".frame");
  return `${frame.closest(".middle") ? "top" : "bottom"} ${frame.matches(".start") ? "start" : "end"}`;
}

async function press(element: Element, name: string): Promise<void> {
  expect(key(find(element, ".frame"), name)).toBe(false);
  await drawn(element);
}

/** A call of 400 by 300 at the top left, whose own picture of 100 by 80 is dragged by this much. */
async function drag(element: PasserbyCall, x: number, y: number): Promise<void> {
  const frame = find(element, ".frame");
  const at = { x: 290, y: 210 };
  element.getBoundingClientRect = () => new DOMRect(0, 0, 400, 400);
  find(element, ".bottom").getBoundingClientRect = () => new DOMRect(0, 210, 400, 90);
  frame.setPointerCapture = () => {};
  frame.getBoundingClientRect = () => new DOMRect(at.x + x, at.y + y, 100, 80);
  for (const [type, dx, dy] of [
    ["pointerdown", 0, 0],
    ["pointermove", x, y],
    ["pointerup", x, y],
  ] as const) {
    frame.dispatchEvent(new PointerEvent(type, { clientX: at.x + dx, clientY: at.y + dy, button: 0, bubbles: true }));
  }
  await drawn(element);
}

it("goes to each corner by the arrow keys, keeps the focus, and stays there for the next call", async () => {
  const element = await show();
  expect(place(element)).toBe("bottom end");
  for (const [name, corner] of [
    ["ArrowUp", "top end"],
    ["ArrowLeft", "top start"],
    ["ArrowDown", "bottom start"],
    ["ArrowUp", "top start"],
  ] as const) {
    await press(element, name);
    expect([place(element), element.shadowRoot?.activeElement?.className]).toEqual([
      corner,
      expect.stringContaining("frame"),
    ]);
  }
  expect(key(find(element, ".frame"), "Enter")).toBe(true);
  stage.end();
  stage.begin();
  expect(place(await show())).toBe("top start");
});

it.each([
  [-280, -190, "top start"],
  [-20, -190, "top end"],
  [-280, 0, "bottom start"],
  // The talk lies over the lower part, so half of what can be seen is at 150.
  [0, -50, "bottom end"],
  [0, -120, "top end"],
  [2, -3, "bottom end"],
])("is dragged by %d and %d to the corner that is nearest: %s", async (x, y, corner) => {
  const element = await show();
  await drag(element, x, y);
  expect([place(element), find(element, ".frame").style.transform]).toEqual([corner, ""]);
});

it("goes to the other side where one writes from right to left", async () => {
  const element = await show();
  vi.spyOn(window, "getComputedStyle").mockReturnValue({ direction: "rtl" } as CSSStyleDeclaration);
  await press(element, "ArrowRight");
  expect(place(element)).toBe("bottom start");
});
