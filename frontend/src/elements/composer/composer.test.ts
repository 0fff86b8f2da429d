// @vitest-environment happy-dom
import { html } from "lit";
import { expect, it } from "vitest";
import { button, drawn, elementStage, find, key, press, textOf, write } from "../../testing/element-stage.js";
import type { PasserbyComposer } from "./composer.js";
import "./composer.js";

const stage = elementStage();

const show = (maxChars = 2_000, disabled = false) =>
  stage.show<PasserbyComposer>(
    html`<passerby-composer maxChars=${maxChars} ?disabled=${disabled}></passerby-composer>`,
  );

const area = (element: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(element, "textarea");

it("sends with Enter, and is empty once the text is on its way", async () => {
  stage.on("passerby-say", (event) => event.accept());
  const composer = await show();
  await write(composer, "textarea", "hello");
  expect(key(area(composer), "Enter")).toBe(false);
  await drawn(composer);
  expect(stage.heard).toMatchObject([
    { type: "passerby-draft", text: "hello" },
    { type: "passerby-say", text: "hello" },
  ]);
  expect(area(composer).value).toBe("");
  expect(composer.shadowRoot?.activeElement).toBe(area(composer));
});

it("sends at a line break that arrives without a key", async () => {
  const composer = await show();
  await write(composer, "textarea", "hello");
  const lineBreak = new InputEvent("beforeinput", { inputType: "insertLineBreak", cancelable: true, bubbles: true });
  expect(area(composer).dispatchEvent(lineBreak)).toBe(false);
  expect(stage.types).toEqual(["passerby-draft", "passerby-say"]);
});

it("begins a line with Shift and Enter", async () => {
  const composer = await show();
  await write(composer, "textarea", "hello");
  expect(key(area(composer), "Enter", { shiftKey: true })).toBe(true);
  expect(stage.types).toEqual(["passerby-draft"]);
});

it("keeps a text that was not taken", async () => {
  const composer = await show();
  await write(composer, "textarea", "hello");
  await press(composer, "Send");
  expect(stage.types).toContain("passerby-say");
  expect(area(composer).value).toBe("hello");
});

it("sends nothing that cannot be seen", async () => {
  const composer = await show();
  await write(composer, "textarea", " \u200b ");
  expect(button(composer, "Send").disabled).toBe(true);
  await write(composer, "textarea", "x");
  expect(button(composer, "Send").disabled).toBe(false);
});

it.each([
  ["x".repeat(50), "", false],
  ["x".repeat(299), "1 character left", false],
  ["x".repeat(302), "2 characters too many", true],
])("says how much room is left", async (text, words, refused) => {
  const composer = await show(300);
  await write(composer, "textarea", text);
  expect(textOf(find(composer, "#left"))).toBe(words);
  expect(button(composer, "Send").disabled).toBe(refused);
});

it("drops what was meant for somebody else", async () => {
  const composer = await show();
  await write(composer, "textarea", "for you alone");
  composer.clear();
  await drawn(composer);
  expect(area(composer).value).toBe("");
  expect(button(composer, "Send").disabled).toBe(true);
});

it("takes nothing when the chat is over", async () => {
  const composer = await show(2_000, true);
  expect([area(composer).disabled, button(composer, "Send").disabled]).toEqual([true, true]);
});

it("answers the message that was chosen, until that is taken back", async () => {
  stage.on("passerby-say", (event) => event.accept());
  const composer = await show();
  const about = { from: "partner", id: "a", text: "Hi!", at: 0 } as const;
  composer.replyTo(about);
  await write(composer, "textarea", "hello");
  expect(textOf(find(composer, ".answered"))).toContain("Hi!");
  key(area(composer), "Enter");
  composer.replyTo(about);
  await drawn(composer);
  await press(composer, "Don't reply to it");
  await write(composer, "textarea", "anyway");
  key(area(composer), "Enter");
  const said = stage.heard.filter(({ type }) => type === "passerby-say");
  expect(said).toMatchObject([{ beside: { as: "reply", about: "a" } }, { text: "anyway", beside: undefined }]);
});

it("puts an emoji where the cursor is", async () => {
  const composer = await show();
  await write(composer, "textarea", "ab");
  area(composer).setSelectionRange(1, 1);
  find<HTMLElement & { pick: (sign: string) => void }>(composer, "passerby-extras").pick("☕");
  await drawn(composer);
  expect(area(composer).value).toBe("a☕b");
});
