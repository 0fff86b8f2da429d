import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { Stage } from "./stage.js";
import { throughStates } from "./states.js";
import { expect, pair, test, type Visitor } from "./visitor.js";

const folder = fileURLToPath(new URL("screenshots/", import.meta.url));

const screens = {
  desktop: { width: 1_440, height: 900 },
  phone: { width: 360, height: 740 },
  small: { width: 320, height: 568 },
  side: { width: 740, height: 360 },
} as const;

async function expectNoSidewaysScroll({ page }: Visitor): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

async function expectNoAxeFindings({ page }: Visitor, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`);
  expect.soft(findings, state).toEqual([]);
}

/** A browser that asks for the camera and never gets an answer. */
const unanswered = (): void => {
  if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
};

for (const [name, colorScheme, axe] of [
  ["desktop", "light", false],
  ["desktop", "dark", true],
  ["phone", "light", false],
  ["phone", "dark", false],
  ["small", "light", true],
] as const) {
  test(`every state fits a ${name} screen, ${colorScheme}${axe ? ", and axe finds nothing" : ""}`, async ({
    arrive,
  }) => {
    const stage = new Stage();
    const visitor = await arrive({
      viewport: screens[name],
      colorScheme,
      reducedMotion: "reduce",
      before: async (page) => {
        await page.addInitScript(unanswered);
        await stage.open(page);
      },
    });
    await throughStates(visitor, stage, async (state) => {
      await expectNoSidewaysScroll(visitor);
      await visitor.page.screenshot({ path: `${folder}${name}-${colorScheme}-${state}.png` });
      // What axe checks does not change with the width, except for what a narrow screen hides.
      if (axe) await expectNoAxeFindings(visitor, state);
    });
  });
}

for (const [mode, screen, colorScheme] of [
  ["Video", "desktop", "light"],
  ["Video", "small", "light"],
  ["Video", "side", "dark"],
  ["Voice", "phone", "light"],
  ["Text", "phone", "dark"],
] as const) {
  test(`a chat by ${mode} on a ${screen} screen, ${colorScheme}`, async ({ arrive }) => {
    const viewport = screens[screen];
    const [one, other] = await pair(arrive, mode, { viewport, colorScheme, reducedMotion: "reduce" });
    const shoot = async (state: string): Promise<void> => {
      await expectNoSidewaysScroll(one);
      await one.page.screenshot({ path: `${folder}${screen}-${colorScheme}-${state}.png` });
      await expectNoAxeFindings(one, state);
    };
    await one.say("Good evening! What is in your cup?");
    await other.say("Mint, from the balcony. And in yours?");
    await one.expectMessage("Mint");
    await one.expectMark("delivered");
    if (mode === "Voice") await expect(one.page.getByText("You're connected. Say hello!")).toBeVisible();
    if (mode === "Video") {
      await one.framesShown(3);
      await shoot("video-blurred");
      for (const { page } of [one, other]) await page.getByRole("button", { name: "Reveal", exact: true }).click();
      await expect(one.page.locator("passerby-call[blurred]")).toHaveCount(0);
    }
    await one.say("Linden blossom, as always.");
    await other.composer.pressSequentially("Let me");
    await expect(one.page.getByText("They're typing")).toBeAttached();
    await shoot(mode.toLowerCase());
  });
}
