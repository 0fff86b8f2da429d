import type { Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { expect, test, type Visitor } from "./visitor.js";

type Arrive = (arrival: { before: (page: Page) => Promise<void> }) => Promise<Visitor>;

async function meet(arrive: Arrive): Promise<readonly [Visitor, Stage]> {
  const stage = new Stage();
  const visitor = await arrive({ before: (page) => stage.open(page) });
  await visitor.start("Text");
  await visitor.expectWaiting();
  await stage.matched("text");
  await visitor.expectChatting();
  return [visitor, stage];
}

const count = (stage: Stage, type: string): number => stage.sent.filter((frame) => frame.type === type).length;

const refusal = (ref: string, code = "rate-limited") => ({
  type: "error",
  code,
  message: "Not now.",
  ref,
  retryAfter: 200,
});

test("a leave that was refused is made good, and the next search finds somebody", async ({ arrive }) => {
  const [visitor, stage] = await meet(arrive);
  const searches = count(stage, "find");
  await visitor.page.getByRole("button", { name: "Leave" }).click();
  await expect.poll(() => count(stage, "leave")).toBe(1);
  stage.say(refusal("leave"));
  await visitor.start("Text");
  await expect.poll(() => count(stage, "leave")).toBe(2);
  await expect.poll(() => count(stage, "find")).toBe(searches + 1);
  expect(stage.sent.slice(-2).map(({ type }) => type)).toEqual(["leave", "find"]);
  await stage.matched("text", "room-2");
  await visitor.expectChatting();
});

test("a search that the server takes for a second chat ends the first one", async ({ arrive }) => {
  const [visitor, stage] = await meet(arrive);
  // This server knows nothing of the leave.
  await visitor.page.getByRole("button", { name: "Leave" }).click();
  stage.deaf = true;
  await visitor.start("Text");
  await expect.poll(() => stage.last("find")).toBeDefined();
  stage.say({ ...refusal("find", "wrong-state"), retryAfter: undefined });
  await expect.poll(() => count(stage, "leave")).toBe(2);
  expect(stage.sent.at(-1)?.type).toBe("find");
  stage.say({ type: "idle" });
  await stage.matched("text", "room-2");
  await visitor.expectChatting();
});

test("an ack that was refused is made good", async ({ arrive }) => {
  const [, stage] = await meet(arrive);
  stage.say({ type: "chat", room: "room-1", id: "m-1", text: "Seen?" });
  await expect.poll(() => stage.last("ack")).toEqual({ type: "ack", room: "room-1", id: "m-1" });
  stage.say(refusal("ack", "unavailable"));
  await expect.poll(() => count(stage, "ack")).toBe(2);
});
