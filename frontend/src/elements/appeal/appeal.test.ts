// @vitest-environment happy-dom
import { html } from "lit";
import { afterEach, expect, it, vi } from "vitest";
import { button, drawn, elementStage, find, press, textOf, write } from "../../testing/element-stage.js";
import "./appeal.js";

const stage = elementStage();

const asked: { url: string; body: unknown }[] = [];

/** The server answers with these statuses, one after the other. */
function answer(...statuses: number[]): void {
  asked.length = 0;
  vi.stubGlobal("fetch", async (url: string, { body }: { body: string }) => {
    asked.push({ url, body: JSON.parse(body) });
    const status = statuses.shift();
    if (status === undefined) throw new TypeError("no network");
    return new Response("{}", { status });
  });
}

const show = () => stage.show(html`<passerby-appeal token="t-1" server="https://chat.example"></passerby-appeal>`);

async function send(element: Element): Promise<void> {
  find<HTMLFormElement>(element, "form").requestSubmit();
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("sends the visitor's words to the server that banned them", async () => {
  answer(201);
  const element = await show();
  await write(element, "textarea", " I did not do it. ");
  await send(element);
  expect(asked).toEqual([
    { url: "https://chat.example/api/appeals", body: { appeal: "t-1", text: "I did not do it." } },
  ]);
  expect(textOf(element)).toContain("Your appeal has arrived.");
  expect(find<HTMLTextAreaElement>(element, "textarea").disabled).toBe(true);
});

it("sends nothing that is empty", async () => {
  answer(201);
  const element = await show();
  await write(element, "textarea", "   ");
  await send(element);
  expect(asked).toEqual([]);
  expect(textOf(element)).toContain("Please write a few words first.");
});

it("keeps the words when they did not arrive, so that they can be sent again", async () => {
  answer();
  const element = await show();
  await write(element, "textarea", "Please.");
  await send(element);
  expect(textOf(element)).toContain("Your words are still here");
  expect(find<HTMLTextAreaElement>(element, "textarea").value).toBe("Please.");
  expect(button(element, "Send the appeal").disabled).toBe(false);
});

it("says when the server does not take the appeal", async () => {
  answer(409);
  const element = await show();
  await write(element, "textarea", "Please.");
  await send(element);
  expect(textOf(element)).toContain("did not accept this appeal");
  await expect(press(element, "Send the appeal")).rejects.toThrow("no button");
});
