// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it, vi } from "vitest";
import type { FileTransfer } from "../../media/partner/file-transfer.js";
import { button, buttons, drawn, elementStage, find, findAll, press, textOf } from "../../testing/element-stage.js";
import "./files.js";

const stage = elementStage();

const file = (changes: Partial<FileTransfer>): FileTransfer => ({
  id: "f-1",
  name: "cat.jpg",
  size: 100,
  moved: 0,
  direction: "received",
  state: "offered",
  ...changes,
});

const show = (...files: FileTransfer[]) => stage.show(html`<passerby-files .files=${files}></passerby-files>`);

it("takes no place without files", async () => {
  expect(textOf(await show())).toBe("");
});

it.each([
  ["Accept", "accept"],
  ["No, thanks", "refuse"],
] as const)("asks before a stranger's file moves: %s", async (name, wish) => {
  const element = await show(file({}));
  expect(textOf(element)).toContain("They want to send you cat.jpg");
  expect(textOf(element)).toContain("Only accept files you expect");
  await press(element, name);
  expect(stage.heard).toMatchObject([{ type: "passerby-file", wish, id: "f-1" }]);
});

it("shows how far a file has come, and can stop it", async () => {
  const element = await show(file({ state: "moving", moved: 40 }));
  const { value, max } = find<HTMLProgressElement>(element, "progress");
  expect([Number(value), Number(max)]).toEqual([40, 100]);
  await press(element, "Cancel");
  expect(stage.heard).toMatchObject([{ wish: "cancel", id: "f-1" }]);
});

it.each([
  ["offered", "waiting for them to accept", ["Cancel"]],
  ["done", "arrived", []],
  ["refused", "declined", []],
  ["cancelled", "cancelled", []],
  ["failed", "didn't arrive", []],
] as const)("of an own file that is %s says that it is %s", async (state, words, names) => {
  const element = await show(file({ direction: "sent", state }));
  expect(textOf(element)).toContain(words);
  expect(buttons(element).filter((name) => name !== "Hide cat.jpg")).toEqual(names);
  expect(findAll(element, "progress")).toEqual([]);
});

it("saves a file under its own name once it is here", async () => {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const element = await show(file({ state: "done", moved: 100, blob: new Blob(["x"]) }));
  await press(element, "Save");
  expect(saved).toEqual(["cat.jpg"]);
  await vi.advanceTimersByTimeAsync(10_000);
  await drawn(element);
  expect(textOf(element)).toBe("");
});

it.each(["done", "refused", "cancelled", "failed"] as const)("puts a row away once %s has been read", async (state) => {
  const element = await show(file({ direction: "sent", state }), file({ id: "f-2", name: "dog.jpg" }));
  expect(textOf(element)).toContain("cat.jpg");
  await vi.advanceTimersByTimeAsync(10_000);
  await drawn(element);
  expect(textOf(element)).not.toContain("cat.jpg");
  expect(textOf(element)).toContain("dog.jpg");
  stage.end();
  expect(vi.getTimerCount()).toBe(0);
});

it("keeps a file that arrived until it is saved or put away", async () => {
  const element = await show(file({ state: "done", moved: 100, blob: new Blob(["x"]) }));
  await vi.advanceTimersByTimeAsync(60_000);
  await drawn(element);
  expect(textOf(element)).toContain("cat.jpg");
  button(element, "Hide cat.jpg").focus();
  await press(element, "Hide cat.jpg");
  expect(textOf(element)).toBe("");
  expect(document.activeElement === element).toBe(true);
});

it("shows what a partner offers who came back, although a file of the same id was put away or is about to be", async () => {
  const blob = new Blob(["x"]);
  const element = await show(file({ state: "refused" }), file({ id: "f-2", state: "done", blob }));
  await press(element, "Hide cat.jpg");
  await show(file({ state: "refused" }), file({ id: "f-2", state: "refused" }));
  await show(file({ name: "dog.jpg" }), file({ id: "f-2", name: "owl.jpg" }));
  await vi.advanceTimersByTimeAsync(10_000);
  await drawn(element);
  expect(textOf(element)).toContain("dog.jpg");
  expect(textOf(element)).toContain("owl.jpg");
});
