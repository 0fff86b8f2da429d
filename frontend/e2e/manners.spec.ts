import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { expect, pair, test, type Visitor } from "./visitor.js";

/** One visitor in a chat of this kind with a partner whom the test plays. */
async function meet(
  arrive: (arrival: { before: (page: Page) => Promise<void> }) => Promise<Visitor>,
  mode: "Text" | "Video" = "Text",
): Promise<readonly [Visitor, Stage]> {
  const stage = new Stage();
  const visitor = await arrive({ before: (page) => stage.open(page) });
  await visitor.start(mode);
  await visitor.expectWaiting();
  await stage.matched(mode === "Text" ? "text" : "video");
  await visitor.expectChatting();
  return [visitor, stage];
}

test("a report takes two presses and shows its receipt", async ({ arrive }) => {
  const [{ page }, stage] = await meet(arrive);
  await page.getByRole("button", { name: "Report" }).click();
  await page.getByRole("button", { name: "Insults or threats" }).click();
  await expect(page.getByText("Your report is being sent…")).toBeVisible();
  expect(stage.last("report")).toEqual({ type: "report", room: "room-1", reason: "harassment" });
  stage.say({ type: "reported", report: "r-7" });
  await expect(page.getByText("Thanks. A moderator will review it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  // The Esc that closed the dialog did not count as the first of two.
  const next = page.locator("passerby-next").getByRole("button");
  await expect(next).toHaveText(/Next/);
  await expect(async () => {
    await page.keyboard.press("Escape");
    await expect(next).toHaveText(/Skip/, { timeout: 500 });
  }).toPass();
});

test("a server without ears for reports is owned up to", async ({ arrive }) => {
  const [{ page }, stage] = await meet(arrive);
  await page.getByRole("button", { name: "Report" }).click();
  await page.getByRole("button", { name: "Violence" }).click();
  stage.say({ type: "error", code: "refused", message: "Not here.", ref: "report" });
  await expect(page.getByText("This server doesn't take reports yet.")).toBeVisible();
});

test("a link from a stranger opens only when it was asked for", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await other.say("look at https://example.org/a, now");
  await expect(one.page.getByText("look at")).toBeVisible();
  await expect(one.page.getByRole("link")).toHaveCount(0);
  await one.page.getByRole("button", { name: "https://example.org/a" }).click();
  const link = one.page.getByRole("link", { name: "Open example.org" });
  await expect(link).toHaveAttribute("href", "https://example.org/a");
  await expect(link).toHaveAttribute("rel", /noopener.*noreferrer/);
  await one.page.getByRole("button", { name: "Don't open" }).click();
  await expect(link).toHaveCount(0);
});

test("a visitor keeps an own copy of the chat", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("shall I write this down?");
  await other.expectMessage("shall I write this down?");
  const download = one.page.waitForEvent("download");
  await one.page.getByRole("button", { name: "Save chat" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toContain("You: shall I write this down?");
});

test("who blocks moves on, and the other is told only of that", async ({ arrive }) => {
  const [{ page }, stage] = await meet(arrive);
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("button", { name: "Block and move on" }).click();
  await expect(page.getByRole("heading", { name: "Looking for someone" })).toBeVisible();
  await expect(page.getByText("Blocked. You won't meet this person again.")).toBeVisible();
  expect(stage.sent.slice(-2).map(({ type }) => type)).toEqual(["block", "next"]);
});

test("two who both say oops meet again", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("before");
  await other.expectMessage("before");
  await one.goOnFrom(other);
  await one.page.getByRole("button", { name: "Skipped by mistake?" }).click();
  await other.page.getByRole("button", { name: "Ask to meet again" }).click();
  await Promise.all([one.expectChatting(), other.expectChatting()]);
  for (const { page } of [one, other]) await expect(page.getByText("You're back together.")).toBeVisible();
  await other.expectMessage("before");
  await one.say("you again!");
  await other.expectMessage("you again!");
});

test("stars are for the chat that was", async ({ arrive }) => {
  const [{ page }, stage] = await meet(arrive);
  stage.say({ type: "left", room: "room-1", reason: "left" });
  await page.getByRole("button", { name: "5 stars" }).click();
  await expect(page.getByText("Thank you.")).toBeVisible();
  expect(stage.last("rate")).toEqual({ type: "rate", room: "room-1", stars: 5 });
  stage.say({ type: "error", code: "refused", message: "Not here.", ref: "rate" });
  await expect(page.getByText("This server doesn't take stars yet.")).toBeVisible();
});

test("who is banned can appeal, and hears when nobody takes appeals", async ({ arrive }) => {
  const stage = new Stage();
  const { page } = await arrive({ before: (opened) => stage.open(opened) });
  const ban = { code: "banned", message: "Banned.", reason: "spam", until: null, appeal: "appeal-1" };
  stage.answerSessions(403, ban);
  await page.getByRole("checkbox", { name: "I'm 18 or older" }).check();
  await page.getByRole("radio", { name: "Text" }).check();
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("The ban has no end date.")).toBeVisible();
  const bodies: unknown[] = [];
  await page.route("**/api/appeals", (route) => {
    bodies.push(route.request().postDataJSON());
    return route.fulfill({ status: bodies.length === 1 ? 503 : 404, json: { code: "not-found", message: "No." } });
  });
  await page.getByRole("textbox").fill("It was my brother.");
  await page.getByRole("button", { name: "Send the appeal" }).click();
  await expect(page.getByText("Your words are still here")).toBeVisible();
  await page.getByRole("button", { name: "Send the appeal" }).click();
  await expect(page.getByText("This server doesn't take appeals on this page yet.")).toBeVisible();
  expect(bodies.at(-1)).toEqual({ appeal: "appeal-1", text: "It was my brother." });
});

test("the keyboard alone leads from the start page into a chat and out of it", async ({ arrive }) => {
  const [one, other] = [await arrive(), await arrive()];
  const { page } = one;
  await page.getByRole("radio", { name: "Video" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Text" })).toBeChecked();
  const adult = page.getByRole("checkbox", { name: "I'm 18 or older" });
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(adult).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await one.expectWaiting();
  await other.start("Text");
  await expect(one.composer).toBeFocused();
  await page.keyboard.type("no mouse here");
  await page.keyboard.press("Enter");
  await other.expectMessage("no mouse here");
});

for (const [locale, language, heading, start] of [
  ["tr-TR", "tr", "Yanından biri geçiyor.", "Başla"],
  ["de-AT", "de", "Jemand kommt vorbei.", "Los"],
  ["es-MX", "es", "Alguien pasa por aquí.", "Empezar"],
] as const) {
  test(`a browser that prefers ${locale} gets the page in its language`, async ({ arrive }) => {
    const { page } = await arrive({ locale });
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByRole("button", { name: start, exact: true })).toBeVisible();
  });
}

test("Arabic is written from right to left, and another language can be chosen for good", async ({ arrive }) => {
  const { page } = await arrive({ locale: "ar-EG", viewport: { width: 320, height: 568 } });
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { name: "قل مرحبًا" })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByRole("combobox", { name: "اللغة" }).selectOption("de");
  await expect(page.getByRole("button", { name: "Los", exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Los", exact: true })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
});
