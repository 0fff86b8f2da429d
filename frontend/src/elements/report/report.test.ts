// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import type { Encounter } from "../../chat/encounters.js";
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
import { encounter } from "../../testing/encounter.js";
import "./report.js";

const stage = elementStage();

const show = (changes: Partial<Encounter> = {}, takePicture?: () => string | undefined) =>
  stage.show(html`<passerby-report .about=${encounter(changes)} .takePicture=${takePicture}></passerby-report>`);

it("opens the reasons at the first press, and sends at the second", async () => {
  const element = await show();
  expect(buttons(element)).toEqual(["Report"]);
  await press(element, "Report");
  expect(stage.types).toEqual([]);
  await press(element, "Insults or threats");
  expect(stage.heard).toMatchObject([{ type: "passerby-report", room: "room-1", details: { reason: "harassment" } }]);
});

it("sends the visitor's own words along, once", async () => {
  const element = await show();
  await press(element, "Report");
  await write(element, "textarea", "  they sell things ");
  await press(element, "Spam or scam");
  await press(element, "Something else");
  expect(stage.heard).toMatchObject([{ details: { reason: "spam", note: "they sell things" } }, {}]);
  expect(stage.heard[1]).not.toHaveProperty("details.note");
});

it("sends a picture only where there is one, and only if that is wanted", async () => {
  const element = await show({}, () => "data:image/jpeg;base64,x");
  await press(element, "Report");
  await press(element, "Violence");
  find<HTMLInputElement>(element, "input").click();
  await drawn(element);
  await press(element, "Violence");
  expect(stage.heard).toMatchObject([{ details: { snapshot: "data:image/jpeg;base64,x" } }, {}]);
  expect(stage.heard[1]).not.toHaveProperty("details.snapshot");
});

it("asks about no picture where there is none", async () => {
  const element = await show();
  await press(element, "Report");
  expect(findAll(element, "input")).toEqual([]);
});

it.each([
  [{ report: "asked" }, "Your report is being sent"],
  [{ report: "done", receipt: "r-7" }, "A moderator will review it."],
  [{ report: "refused" }, "doesn't take reports yet"],
  [{ report: "too-late" }, "It's too late to report this chat."],
] as const)("of %j says how far it has come, and offers no reasons", async (changes, words) => {
  const element = await show(changes);
  await press(element, "Report");
  expect(textOf(element)).toContain(words);
  const ways = changes.report === "asked" ? [] : ["Block too", "Done"];
  expect(buttons(element)).toEqual(["Report", "Close", ...ways]);
});

it("blocks too with one more press, unless they are blocked already", async () => {
  const element = await show({ report: "done", receipt: "r-7" });
  await press(element, "Report");
  await press(element, "Block too");
  expect(stage.heard).toMatchObject([{ type: "passerby-block", room: "room-1" }]);
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false);
  await show({ report: "done", receipt: "r-7", block: "done" });
  await press(element, "Report");
  expect(buttons(element)).toEqual(["Report", "Close", "Done"]);
  await press(element, "Done");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false);
});

it("offers the reasons again after a failure that may pass", async () => {
  const element = await show({ report: "later" });
  await press(element, "Report");
  expect(textOf(find(element, "[role=alert]"))).toContain("try again in a moment");
  expect(button(element, "Violence").disabled).toBe(false);
});

it("shows help to whoever worries about somebody, and the operator's help lines once they have come", async () => {
  const element = await show({ report: "asked", worried: true });
  await press(element, "Report");
  expect(textOf(element)).toContain("call the emergency number");
  const answered = await show({ report: "done", receipt: "r-7", worried: true, help: ["Samaritans: 116 123"] });
  await drawn(answered);
  expect(textOf(answered)).toContain("Samaritans: 116 123");
});
