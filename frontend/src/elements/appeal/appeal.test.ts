// @vitest-environment happy-dom
import { html } from "lit";
import { afterEach, expect, it, vi } from "vitest";
import type { AppealStatus } from "../../connection/appeal-api.js";
import { button, drawn, elementStage, find, findAll, press, textOf, write } from "../../testing/element-stage.js";
import "./appeal.js";

const stage = elementStage();

const asked: { url: string; body: unknown }[] = [];

/** What the server tells of the appeal. */
let told: AppealStatus | undefined;

const unheard: AppealStatus = {
  state: "none",
  kind: "ban",
  reason: "spam",
  until: null,
  lifted: false,
  sameModerator: false,
};

/** The server answers with these statuses, one after the other. */
function answer(...statuses: number[]): void {
  asked.length = 0;
  vi.stubGlobal("fetch", async (url: string, { body }: { body?: string }) => {
    if (body === undefined) return new Response(JSON.stringify(told), { status: told ? 200 : 503 });
    asked.push({ url, body: JSON.parse(body) });
    const status = statuses.shift();
    if (status === undefined) throw new TypeError("no network");
    return new Response("{}", { status });
  });
}

const show = () => stage.show(html`<passerby-appeal token="t-1" server="https://chat.example"></passerby-appeal>`);

async function settled(element: Element): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
}

async function send(element: Element): Promise<void> {
  find<HTMLFormElement>(element, "form").requestSubmit();
  await vi.advanceTimersByTimeAsync(0);
  await drawn(element);
}

afterEach(() => {
  told = undefined;
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

it.each<[AppealStatus["reasons"], string]>([
  [
    { source: "SOURCE_TYPE_OTHER_NOTIFICATION", foundByMachine: true, decidedByMachine: false },
    "People you met reported you. An automatic rule reported you. A person decided this.",
  ],
  [
    { source: "SOURCE_VOLUNTARY", foundByMachine: false, decidedByMachine: true },
    "Nobody's report led to this. No person has decided yet: this was done automatically.",
  ],
  [
    {
      basis: "reporters-unknown",
      source: "SOURCE_TYPE_OTHER_NOTIFICATION",
      foundByMachine: false,
      decidedByMachine: false,
    },
    "Reports about you led to this. A person decided this.",
  ],
  [{ basis: "lost" }, "There is no longer a record of how this was decided."],
])("says what led to the step, and whether a person decided it", async (reasons, said) => {
  answer();
  told = { ...unheard, ...(reasons ? { reasons } : {}) };
  const element = await show();
  await settled(element);
  expect(textOf(element)).toContain(said);
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
  expect(textOf(element)).toContain("didn't accept this appeal");
  await expect(press(element, "Send the appeal")).rejects.toThrow("no button");
});

it("shows the moderator's reasons, the code, and that there is one moderator only", async () => {
  answer();
  told = { ...unheard, statement: "You sold things.", sameModerator: true };
  const element = await stage.show(html`<passerby-appeal token="t-1" code="7K3QM-0XV9T"></passerby-appeal>`);
  await settled(element);
  expect(textOf(element)).toContain("You sold things.");
  expect(textOf(element)).toContain("7K3QM-0XV9T");
  expect(textOf(element)).toContain("one moderator, who also decides on appeals");
});

it("shows the appeal once it has arrived, also after a reload", async () => {
  answer(201);
  told = unheard;
  const element = await show();
  await settled(element);
  await write(element, "textarea", "Please.");
  told = { ...unheard, state: "open", text: "Please." };
  await send(element);
  await settled(element);
  expect(textOf(element)).toContain("Your appeal has arrived.");
  expect(findAll(element, "textarea")).toEqual([]);
});

it("shows the answer, and lets the visitor back in when the step was lifted", async () => {
  answer();
  told = { ...unheard, state: "overturned", text: "Please.", answer: "You were right.", lifted: true };
  const element = await show();
  await settled(element);
  expect(textOf(element)).toContain("you were right");
  expect(textOf(element)).toContain("You were right.");
  await press(element, "Come back");
  expect(stage.types).toEqual(["passerby-retry"]);
});
