import type { Page } from "@playwright/test";
import { expectPictureMoving } from "./moving.js";
import { recordPeers } from "./peers.js";
import { expect, pair, test, Visitor } from "./visitor.js";
import { connectionState, history } from "./visits.js";

const own = (page: Page) => page.locator(".message.me");
const theirs = (page: Page) => page.locator(".message.partner");

test("a chat outlives a reload, and all that was said is there once", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("before");
  await other.expectMessage("before");
  await other.say("heard before");
  await one.expectMessage("heard before");
  await one.page.reload();
  await one.expectChatting();
  await other.say("heard after");
  await one.expectMessage("heard after");
  await one.say("after");
  await other.expectMessage("after");
  await one.expectMark("delivered");
  await other.expectMark("delivered");
  await expect(own(one.page)).toHaveText([/before/, /after/]);
  await expect(theirs(one.page)).toHaveText([/heard before/, /heard after/]);
  expect(await history(other.page, "chat")).not.toContain("ended");
});

test("what was said into a reload arrives once, on both sides", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  // Nothing that is said from now on leaves the page.
  await one.page.context().setOffline(true);
  await one.say("unsent");
  await one.page.context().setOffline(false);
  const reloaded = one.page.reload();
  await other.say("into the reload");
  await reloaded;
  await one.expectMessage("into the reload");
  await other.expectMessage("unsent");
  await expect(own(one.page)).toHaveCount(1);
  await one.expectMark("delivered");
  await other.expectMark("delivered");
});

test("a video call goes on after a reload, on whichever side", async ({ arrive, another }) => {
  const one = await arrive({ before: recordPeers });
  const other = await arrive({ before: recordPeers, from: another });
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.framesShown(3), other.framesShown(3)]);
  for (const [reloaded, partner] of [
    [one, other],
    [other, one],
  ] as const) {
    await reloaded.page.reload();
    await reloaded.expectChatting();
    await Promise.all([reloaded.framesShown(3), partner.framesShown(3)]);
    await Promise.all([expectPictureMoving(reloaded), expectPictureMoving(partner)]);
  }
});

test("a search goes on after a reload", async ({ arrive }) => {
  const [one, other] = [await arrive(), await arrive()];
  await one.start("Text");
  await one.expectWaiting();
  await one.page.reload();
  await one.expectWaiting();
  await other.start("Text");
  await Promise.all([one.expectChatting(), other.expectChatting()]);
});

test("leaving is final also after a reload, and nothing that was said is kept", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("a secret");
  await other.expectMessage("a secret");
  const stored = () => one.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await expect.poll(stored).toContain("a secret");
  await one.page.getByRole("button", { name: "Leave" }).click();
  await expect(other.page.getByText("The other person left.")).toBeVisible();
  for (const { page } of [one, other]) {
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain("a secret");
  }
  await one.page.reload();
  await expect(one.page.getByRole("button", { name: "Start" })).toBeVisible();
});

test("a tab that was duplicated begins anew and takes nothing from the first", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("mine");
  await other.expectMessage("mine");
  const stored = await one.page.evaluate(() => ({ ...sessionStorage }));
  const copy = await one.page.context().newPage();
  // A browser that duplicates a tab gives the copy everything that the first one stored (HTML standard, 12.2.2).
  await copy.addInitScript((items) => {
    for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
  }, stored);
  await copy.goto("/");
  await expect(copy.getByRole("button", { name: "Start" })).toBeVisible();
  await expect(copy.getByText("mine")).toHaveCount(0);
  await other.say("still there?");
  await one.expectMessage("still there?");
  expect(await connectionState(one.page)).toBe("online");
  await copy.close();
});

test("a tab that was discarded comes back into its chat", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("before");
  await other.expectMessage("before");
  await one.expectMark("delivered");
  const stored = () => one.page.evaluate(() => ({ ...sessionStorage }));
  await expect.poll(async () => JSON.stringify(await stored())).toContain("delivered");
  // What a discard leaves of a tab: its storage. The page is gone without an event to its scripts.
  const context = one.page.context();
  const [client, items] = [await context.newCDPSession(one.page), await stored()];
  void client.send("Page.crash").catch(() => {});
  await one.page.waitForEvent("crash");
  const back = new Visitor(await context.newPage());
  await back.page.addInitScript((kept) => {
    for (const [key, value] of Object.entries(kept)) sessionStorage.setItem(key, value);
  }, items);
  await back.page.goto("/");
  await back.expectChatting();
  await expect(own(back.page)).toHaveText([/before/]);
  await other.say("welcome back");
  await back.expectMessage("welcome back");
});

test("a page that is closed is missed at first, and its partner waits", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.page.goto("about:blank");
  await expect(other.page.getByText("They can come back within")).toBeVisible();
});

test("a pull at the top of a chat does not load the page anew", async ({ arrive }) => {
  const [{ page }] = await pair(arrive, "Text");
  await expect(page.locator("html")).toHaveCSS("overscroll-behavior-y", "none");
});
