import { FirefoxVisitor } from "./firefox.js";
import { leaveOutFor, test } from "./surroundings.js";
import { expect } from "./visitor.js";

test("words pass between Firefox and Chromium", async ({ arrive, baseURL, keep }) => {
  leaveOutFor(FirefoxVisitor.hindrance);
  const one = keep(await FirefoxVisitor.arrive(String(baseURL)));
  const other = await arrive();
  await one.start("text");
  await other.start("Text");
  await other.say("hello, fox");
  await one.expectText("hello, fox");
  await one.say("hello, chrome");
  await other.expectMessage("hello, chrome");
  await other.expectMark("delivered");
  await other.page.getByRole("button", { name: "Leave" }).click();
  await one.expectText("The other person left");
});

test("cameras in Firefox and Chromium see each other move, and clearly once both say so", async ({
  arrive,
  baseURL,
  keep,
}) => {
  leaveOutFor(FirefoxVisitor.hindrance);
  const one = keep(await FirefoxVisitor.arrive(String(baseURL)));
  const other = await arrive();
  await one.start("video");
  await other.start("Video");
  await Promise.all([one.expectMoving(), other.framesShown(10)]);
  const blurred = other.page.getByText("Blurred until you both tap Reveal.");
  await expect(blurred).toBeVisible();
  await other.page.getByRole("button", { name: "Reveal", exact: true }).click();
  await one.press("Reveal");
  await expect(blurred).toBeHidden();
  await other.framesShown(10);
});
