import { fileURLToPath } from "node:url";
import { expect, test, type Visitor } from "./visitor.js";

const folder = fileURLToPath(new URL("screenshots/", import.meta.url));

const screens = {
  desktop: { width: 1_440, height: 900 },
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 568 },
} as const;

async function expectNoSidewaysScroll({ page }: Visitor): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

/** A picture taken between two states shows neither: every video on the screen has its next frame. */
async function settle({ page }: Visitor): Promise<void> {
  await expect(page.getByText("Connecting…")).not.toBeAttached();
  await page.locator("video:visible").evaluateAll((videos) =>
    Promise.all(
      videos.map(
        (video) =>
          new Promise((resolve) => {
            if (video instanceof HTMLVideoElement) video.requestVideoFrameCallback(resolve);
          }),
      ),
    ),
  );
}

for (const [name, viewport] of Object.entries(screens)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`the page on a ${name} screen, ${colorScheme}`, async ({ arrive }) => {
      const one = await arrive({ viewport, colorScheme, reducedMotion: "reduce" });
      const shoot = async (state: string): Promise<void> => {
        await expectNoSidewaysScroll(one);
        await settle(one);
        await one.page.screenshot({ path: `${folder}${name}-${colorScheme}-${state}.png` });
      };
      await expect(one.page.getByRole("button", { name: "Start" })).toBeAttached();
      await shoot("door");
      await one.start("Video", "night trains, tea");
      await one.expectWaiting();
      await shoot("waiting");
      const other = await arrive();
      await other.start("Video", "tea, chess");
      await other.expectChatting();
      await one.framesShown(3);
      await one.say("Good evening! What is in your cup?");
      await other.say("Mint, from the balcony. And in yours?");
      await one.expectMessage("Mint");
      await one.expectMark("delivered");
      await other.composer.pressSequentially("Let me");
      await expect(one.page.getByText("Your partner is typing")).toBeAttached();
      await shoot("video");
      await other.page.getByRole("button", { name: "Leave" }).click();
      await expect(one.page.getByText("The other person left.")).toBeVisible();
      await shoot("ended");
      await one.page.getByRole("button", { name: "Leave" }).click();
      for (const mode of ["Text", "Voice"] as const) {
        await Promise.all([one.start(mode), other.start(mode)]);
        await one.expectChatting();
        await other.say("And here we are again.");
        await one.expectMessage("And here we are again.");
        await shoot(mode.toLowerCase());
        await one.page.getByRole("button", { name: "Leave" }).click();
        await expect(other.page.getByText("The other person left.")).toBeVisible();
        await other.page.getByRole("button", { name: "Leave" }).click();
      }
    });
  }
}
