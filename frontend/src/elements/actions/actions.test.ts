// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import type { Message } from "../../chat/message-log.js";
import { buttons, drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import { encounter } from "../../testing/encounter.js";
import "./actions.js";

const stage = elementStage();

const messages: readonly Message[] = [
  { from: "me", id: "1", text: "hello", at: 0, mark: "failed" },
  { from: "partner", id: "2", text: "hi", at: 1_000 },
];

const show = (on: { messages?: readonly Message[]; ended?: boolean; direct?: boolean } = {}) =>
  stage.show(
    html`<passerby-actions
      .about=${encounter()}
      .messages=${on.messages ?? []}
      ?ended=${on.ended ?? false}
      ?direct=${on.direct ?? false}
    ></passerby-actions>`,
  );

it.each([
  [{}, ["Block", "Report"]],
  [{ messages }, ["Save chat", "Block", "Report"]],
  [{ direct: true }, ["Send a file", "Block", "Report"]],
  [{ messages, direct: true, ended: true }, ["Save chat"]],
])("of %j offers %j", async (on, names) => {
  expect(buttons(await show(on))).toEqual(names);
});

it("saves the chat as a text", async () => {
  const saved: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((content) => {
    saved.push(content as Blob);
    return "blob:x";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  await press(await show({ messages }), "Save chat");
  const text = (await saved[0]?.text()) ?? "";
  expect(text).toContain("Passerby, a chat of");
  expect(text).toMatch(/You.*hello.*not delivered/);
  expect(text).toMatch(/Stranger.*hi/);
});

async function offer(element: Element, file: File): Promise<void> {
  const picker = find<HTMLInputElement>(element, "input");
  Object.defineProperty(picker, "files", { value: [file], configurable: true });
  picker.dispatchEvent(new Event("change"));
  await drawn(element);
}

it("offers the file that was picked, and says why it could not", async () => {
  const element = await show({ direct: true });
  stage.on("passerby-offer-file", (event) => event.answer(event.file.size === 0 ? "empty" : "offered"));
  await offer(element, new File([], "nothing.txt"));
  expect(stage.heard).toMatchObject([{ type: "passerby-offer-file" }]);
  expect(textOf(find(element, "[role=status]"))).toBe("This file is empty.");
  await offer(element, new File(["x"], "x.txt"));
  expect(textOf(find(element, ".note"))).toBe("");
});

it("says nothing of files before one is picked", async () => {
  const element = await show({ direct: true });
  expect(textOf(find(element, ".note"))).toBe("");
  expect(findAll(element, "input[type=file]")).toHaveLength(1);
});
