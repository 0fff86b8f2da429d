// @vitest-environment happy-dom
import { html } from "lit";
import { beforeEach, expect, it } from "vitest";
import type { SearchRefusal } from "../../chat/chat-state.js";
import type { Mode } from "../../protocol/values.js";
import {
  button,
  buttons,
  drawn,
  elementStage,
  find,
  findAll,
  press,
  textOf,
  write,
} from "../../testing/element-stage.js";
import { allModes, type PasserbyStart } from "./start.js";
import "./start.js";

const stage = elementStage();

const show = (on: { modes?: readonly Mode[]; callable?: boolean; refusal?: SearchRefusal } = {}) =>
  stage.show<PasserbyStart>(
    html`<passerby-start
      .modes=${on.modes ?? allModes}
      .callable=${on.callable ?? true}
      .refusal=${on.refusal}
    ></passerby-start>`,
  );

const radios = (element: Element): HTMLInputElement[] => findAll<HTMLInputElement>(element, "[type=radio]");

const chosen = (element: Element): string | undefined => radios(element).find(({ checked }) => checked)?.value;

async function click(element: Element, selector: string): Promise<void> {
  find<HTMLInputElement>(element, selector).click();
  await drawn(element);
}

async function submit(element: Element): Promise<void> {
  find<HTMLFormElement>(element, "form").requestSubmit();
  await drawn(element);
}

beforeEach(() => localStorage.clear());

it("starts nothing before the visitor says to be an adult", async () => {
  const element = await show();
  await submit(element);
  expect(stage.types).toEqual([]);
  expect(textOf(find(element, "[role=alert]"))).toContain("Please confirm you're 18");
  expect(element.shadowRoot?.activeElement?.id).toBe("adult");
  await click(element, "#adult");
  expect(textOf(find(element, "[role=alert]"))).toBe("");
  await submit(element);
  expect(stage.types).toEqual(["passerby-start"]);
});

it("asks for what was chosen, also for an interest that is still being written", async () => {
  const element = await show();
  await click(element, "[value=audio]");
  await write(element, "passerby-interests input, #interests", "Tea");
  await click(element, "#adult");
  await submit(element);
  expect(stage.heard).toMatchObject([
    { criteria: { mode: "audio", interests: ["tea"], languages: [], hold: false }, relayOnly: false, showMe: false },
  ]);
});

it("remembers the choices for the next time, and never that somebody is an adult", async () => {
  const element = await show();
  await click(element, "[value=text]");
  await write(element, "#interests", "tea");
  await click(element, "#adult");
  await submit(element);
  stage.end();
  stage.begin();
  const next = await show();
  expect(chosen(next)).toBe("text");
  expect(buttons(next)).toContain("Remove tea");
  expect(find<HTMLInputElement>(next, "#adult").checked).toBe(false);
});

it("asks how to meet only where there is a choice", async () => {
  expect(radios(await show())).toHaveLength(3);
  const element = await show({ modes: ["audio"] });
  expect(radios(element)).toEqual([]);
  expect(findAll(element, ".note").map(textOf).join("")).toBe("");
});

it("offers text alone where no call can be made, and says why", async () => {
  const element = await show({ callable: false });
  expect(radios(element).map(({ value, disabled }) => [value, disabled])).toEqual([
    ["text", false],
    ["audio", true],
    ["video", true],
  ]);
  expect(chosen(element)).toBe("text");
  expect(textOf(element)).toContain("This browser can't make calls");
});

it("cannot start where nothing is left", async () => {
  const element = await show({ modes: ["video"], callable: false });
  expect(button(element, "Start").disabled).toBe(true);
});

it("says why the server refused the search", async () => {
  const element = await show({ refusal: { message: "No such mode." } });
  expect(findAll(element, "[role=alert]").map(textOf)).toContain("No such mode.");
  await expect(press(element, "Start")).resolves.toBeUndefined();
});

it("offers text while calls are closed, and says until when", async () => {
  const element = await show();
  expect(chosen(element)).toBe("video");
  element.refusal = { message: "Text only.", textOnlyUntil: Date.UTC(2030, 5, 1, 12) };
  await drawn(element);
  expect(chosen(element)).toBe("text");
  expect(findAll(element, "[role=alert]").map(textOf).join()).toMatch(/paused calls until June 1, 2030.*by text/);
});

it("does not let the browser send the form", async () => {
  const element = await show();
  const submit = new Event("submit", { cancelable: true });
  expect(find(element, "form").dispatchEvent(submit)).toBe(false);
});
