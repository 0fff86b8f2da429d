import { expect, pair, test } from "./visitor.js";

test("words pass both ways, with typing and delivered marks", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.composer.pressSequentially("Good eve");
  await expect(other.page.getByText("They're typing")).toBeAttached();
  await one.composer.pressSequentially("ning");
  await one.composer.press("Enter");
  await other.expectMessage("Good evening");
  await expect(other.page.getByText("They're typing")).not.toBeAttached();
  await one.expectMark("delivered");
  await expect(one.composer).toBeFocused();
  await other.say("<b>two</b>\n lines & *signs*");
  await one.expectMessage("<b>two</b>");
  await other.expectMark("delivered");
});

test("shared interests are named", async ({ arrive }) => {
  const [one, other] = [await arrive(), await arrive()];
  // What is known in all languages is the same in each of them.
  await one.start("Text", "#Chess, old  films, Musik");
  await other.start("Text", "chess, müzik");
  for (const { page } of [one, other]) {
    await expect(page.getByText("You both like chess and music.")).toBeVisible();
  }
});

test("people react, reply, and answer a question at the same moment", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.say("I bake bread");
  await other.page.locator(".message.partner").hover();
  await other.page.getByRole("button", { name: "Reply or react" }).click();
  await other.page.getByRole("button", { name: "React with 😮" }).click();
  await expect(one.page.locator(".message.me .signs")).toContainText("😮");
  await other.page.getByRole("button", { name: "Reply or react" }).click();
  await other.page.getByRole("button", { name: "Reply", exact: true }).click();
  await other.composer.pressSequentially("What kind?");
  await other.composer.press("Enter");
  await expect(one.page.locator(".message.partner .quote")).toContainText("I bake bread");
  await one.page.getByRole("button", { name: "Emoji and questions" }).click();
  await one.page.getByRole("button", { name: "Tea or coffee?" }).click();
  for (const [visitor, answer] of [
    [one, "tea"],
    [other, "coffee"],
  ] as const) {
    await expect(visitor.page.getByText("coffee", { exact: true })).toBeHidden();
    await visitor.page.getByRole("textbox", { name: "Your answer" }).fill(answer);
    await visitor.page.getByRole("button", { name: "Seal it" }).click();
  }
  for (const { page } of [one, other]) {
    await expect(page.getByRole("definition")).toHaveCount(2);
    await expect(page.getByRole("definition", { includeHidden: true }).filter({ hasText: "coffee" })).toBeVisible();
  }
});

test("Esc asks once and goes on at the second press", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await expect(async () => {
    await one.page.keyboard.press("Escape");
    await expect(one.next).toHaveText(/Skip/, { timeout: 500 });
    await one.page.keyboard.press("Escape");
    await expect(one.next).toBeHidden({ timeout: 500 });
  }).toPass();
  await one.expectWaiting();
  await expect(other.page.getByText("The other person moved on to someone new.")).toBeVisible();
  await expect(other.composer).toBeDisabled();
  await expect(other.next).toBeFocused();
});

test("a search can be cancelled and taken up again", async ({ arrive }) => {
  const one = await arrive();
  await one.start("Text");
  await one.expectWaiting();
  await one.page.getByRole("button", { name: "Cancel" }).click();
  const start = one.page.getByRole("button", { name: "Start" });
  await expect(start).toBeFocused();
  await expect(one.page.getByRole("checkbox", { name: "I'm 18 or older" })).toBeChecked();
  const other = await arrive();
  await other.start("Text");
  await other.expectWaiting();
  await start.click();
  await Promise.all([one.expectChatting(), other.expectChatting()]);
});

test("leaving leads to the start page, and the other is told", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.page.getByRole("button", { name: "Leave" }).click();
  await expect(one.page.getByRole("button", { name: "Start" })).toBeVisible();
  await expect(other.page.getByText("The other person left.")).toBeVisible();
});

test("only an adult may start", async ({ arrive }) => {
  const { page } = await arrive();
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "confirm you're 18" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "I'm 18 or older" })).toBeFocused();
});

test("a text that is too long stays with its writer", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  const text = "x".repeat(2_003);
  await one.say(text);
  await expect(one.page.getByText("3 characters too many")).toBeVisible();
  await expect(one.composer).toHaveValue(text);
  await one.say("x".repeat(2_000));
  await other.expectMessage("x".repeat(2_000));
  await one.say("   ");
  await one.say("after");
  await other.expectMessage("after");
  await expect(other.page.locator(".message")).toHaveCount(2);
});

test("who is offline is told at once, and what they say arrives when they are back", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Text");
  await one.page.context().setOffline(true);
  await expect(one.page.getByText("You're offline.")).toBeVisible();
  await one.say("from the tunnel");
  await expect(one.page.locator(".message.me .mark")).toHaveAttribute("title", "on its way");
  await one.page.context().setOffline(false);
  await other.expectMessage("from the tunnel");
  await one.expectMark("delivered");
  await expect(one.page.getByText("You're offline.")).toHaveCount(0);
});
