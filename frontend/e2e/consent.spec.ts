import { expect, pair, test } from "./visitor.js";

test("pictures stay blurred until both have pressed reveal", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Video");
  const blurred = [one, other].map(({ page }) => page.locator("passerby-call[blurred]"));
  await Promise.all([one.framesShown(2), other.framesShown(2)]);
  for (const call of blurred) await expect(call).toHaveCount(1);
  // Slowly, as long as both talk: the browsers' made-up microphones beep.
  const shares = [one, other].map(
    ({ page }) =>
      () =>
        page.locator("passerby-call").evaluate((call) => Number(getComputedStyle(call).getPropertyValue("--share"))),
  );
  await one.page.getByRole("button", { name: "Reveal slowly" }).click();
  await expect(other.page.getByText("They'd like to reveal slowly")).toBeVisible();
  for (const share of shares) expect(await share()).toBe(0);
  await other.page.getByRole("button", { name: "Reveal slowly" }).click();
  for (const share of shares) await expect.poll(share).toBeGreaterThan(0);
  await other.page.getByRole("button", { name: "Stop and blur" }).click();
  for (const share of shares) await expect.poll(share).toBe(0);
  for (const call of blurred) await expect(call).toHaveCount(1);
  await one.page.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(one.page.getByText("You tapped Reveal. Waiting for them…")).toBeVisible();
  await expect(other.page.getByText("They're ready to be seen.")).toBeVisible();
  for (const call of blurred) await expect(call).toHaveCount(1);
  await other.page.getByRole("button", { name: "Reveal", exact: true }).click();
  for (const call of blurred) await expect(call).toHaveCount(0);
  // Consent is for this partner only.
  await one.goOnFrom(other);
  await other.next.click();
  await Promise.all([one.framesShown(2), other.framesShown(2)]);
  for (const call of blurred) await expect(call).toHaveCount(1);
});

test("whoever shows the own picture at once still waits for the other's consent", async ({ arrive }) => {
  const [one, other] = [await arrive(), await arrive()];
  await one.page.getByText("More options").click();
  await one.page.getByRole("checkbox", { name: "Always show my video" }).check();
  await one.start("Video");
  await one.expectWaiting();
  await other.start("Video");
  await Promise.all([one.framesShown(2), other.framesShown(2)]);
  await expect(one.page.locator("passerby-call[blurred]")).toHaveCount(1);
  await other.page.getByRole("button", { name: "Reveal", exact: true }).click();
  for (const { page } of [one, other]) await expect(page.locator("passerby-call[blurred]")).toHaveCount(0);
});

test("keys switch microphone and camera while one writes", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Video");
  await other.framesShown(2);
  await one.composer.fill("look away");
  await one.page.keyboard.press("Alt+KeyM");
  await expect(one.page.getByRole("button", { name: "Unmute" })).toBeVisible();
  await one.page.keyboard.press("Alt+KeyV");
  await expect(one.page.getByRole("button", { name: "Camera on" })).toBeVisible();
  await expect(other.page.getByText("Their camera is off.")).toBeVisible();
  await expect(one.composer).toHaveValue("look away");
  await one.page.keyboard.press("Alt+KeyV");
  await other.framesShown(2);
});

test("a report is taken by the server, which gives its receipt", async ({ arrive }) => {
  const [one, other] = await pair(arrive, "Video");
  await one.framesShown(2);
  await other.say("buy my coins");
  await one.expectMessage("buy my coins");
  await one.page.getByRole("button", { name: "Report" }).click();
  await one.page.getByRole("button", { name: "Spam or scam" }).click();
  await expect(one.page.getByText("Thanks. A moderator will review it.")).toBeVisible();
});
