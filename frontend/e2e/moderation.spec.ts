import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { expect, test, type Visitor } from "./visitor.js";

const folder = fileURLToPath(new URL("screenshots/", import.meta.url));

const screens = { desktop: { width: 1_440, height: 900 }, phone: { width: 360, height: 740 } } as const;

const until = Date.UTC(2030, 5, 1, 12);
const ban = { type: "banned", reason: "spam", until, appeal: "s-1~mac", appealCode: "7K3QM-0XV9T" };

/** Plays the part of the server that hears appeals, and answers at once. */
class Hearing {
  filed: unknown;
  #status: Record<string, unknown> = {
    state: "none",
    kind: "ban",
    reason: "spam",
    until,
    lifted: false,
    sameModerator: false,
    statement: "You offered things for sale to several people.",
  };

  async open(page: Page): Promise<void> {
    await page.route("**/api/appeals", (route) => {
      this.filed = route.request().postDataJSON();
      this.#status = { ...this.#status, state: "open", text: "It was not me." };
      return route.fulfill({ status: 201, json: { state: "open" } });
    });
    await page.route("**/api/appeals/*", (route) => route.fulfill({ json: this.#status }));
  }

  decide(): void {
    this.#status = { ...this.#status, state: "overturned", answer: "You were right.", lifted: true };
  }
}

async function meet(
  arrive: (arrival: {
    before: (page: Page) => Promise<void>;
    viewport?: { width: number; height: number };
  }) => Promise<Visitor>,
  viewport?: { width: number; height: number },
): Promise<readonly [Visitor, Stage, Hearing]> {
  const stage = new Stage();
  const hearing = new Hearing();
  const visitor = await arrive({
    before: async (page) => {
      await stage.open(page);
      await hearing.open(page);
    },
    ...(viewport ? { viewport } : {}),
  });
  await visitor.start("Text");
  await visitor.expectWaiting();
  await stage.matched("text");
  await visitor.expectChatting();
  return [visitor, stage, hearing];
}

for (const [name, viewport] of Object.entries(screens)) {
  test(`a visitor who is banned learns why, is heard, and comes back, on a ${name}`, async ({ arrive }) => {
    const [visitor, stage, hearing] = await meet(arrive, viewport);
    const { page } = visitor;
    stage.say(ban);
    await stage.close(4502);
    await expect(page.getByRole("heading", { name: "You can't chat here for now" })).toBeVisible();
    await expect(page.getByText("Reason: advertising or a scam.")).toBeVisible();
    await expect(page.getByText(/The ban ends on .*2030/)).toBeVisible();
    await expect(page.getByText("You offered things for sale to several people.")).toBeVisible();
    await expect(page.getByText("7K3QM-0XV9T")).toBeVisible();
    await page.screenshot({ path: `${folder}${name}-banned.png`, fullPage: true });

    await page.getByLabel("Tell the moderators why").fill("It was not me.");
    await page.getByRole("button", { name: "Send the appeal" }).click();
    await expect(page.getByText("Your appeal has arrived.")).toBeVisible();
    expect(hearing.filed).toEqual({ appeal: "s-1~mac", text: "It was not me." });
    await expect(page.getByText("It was not me.")).toBeVisible();

    hearing.decide();
    stage.answerSessions(403, { code: "banned", message: "You are banned.", ...ban });
    await page.reload();
    await visitor.start("Text");
    await visitorComesBack(page);
    await page.screenshot({ path: `${folder}${name}-overturned.png`, fullPage: true });
  });

  test(`a visitor who is muted is told for how long and may appeal, on a ${name}`, async ({ arrive }) => {
    const [{ page }, stage] = await meet(arrive, viewport);
    const muted = { type: "notice", kind: "muted", reason: "harassment", sanction: "s-2", until, appeal: "s-2~mac" };
    stage.say(muted);
    await expect(page.getByText("nobody sees what you write. Reason: insults or threats.")).toBeVisible();
    await expect(page.getByText(/Until .*2030/)).toBeVisible();
    await page.getByRole("button", { name: "This is a mistake" }).click();
    await expect(page.getByLabel("Tell the moderators why")).toBeVisible();
    await page.screenshot({ path: `${folder}${name}-muted.png` });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Got it" }).click();
    await expect(page.locator("passerby-notices")).toHaveCount(0);
    stage.say(muted);
    stage.say({ type: "notice", kind: "lifted", reason: "harassment", sanction: "s-2", until: null });
    await expect(page.getByText("have reversed their decision")).toBeVisible();
    await expect(page.locator("passerby-notices section")).toHaveCount(1);
  });
}

/** The page asks again for a session, is told of the ban, and then of the answer. */
async function visitorComesBack(page: Page): Promise<void> {
  await expect(page.getByText("you were right", { exact: false }).first()).toBeVisible();
  await expect(page.getByText("You were right.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Come back" })).toBeVisible();
}
