import type { Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { expect, test, type Visitor } from "./visitor.js";

/** What a page counts about its own work. */
interface Counted {
  searches: number;
  draws: number;
  pictures: number;
}

/** Counts searches for links, drawings of the conversation, and animation frames. */
async function count(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = { searches: 0, draws: 0, pictures: 0 };
    Object.assign(window, { counted });
    const search = String.prototype.matchAll;
    String.prototype.matchAll = function (...args) {
      if (this.startsWith("flood")) counted.searches += 1;
      return search.apply(this, args);
    };
    const picture = (): void => {
      counted.pictures += 1;
      requestAnimationFrame(picture);
    };
    requestAnimationFrame(picture);
    void customElements.whenDefined("passerby-messages").then((element) => {
      const { updated } = element.prototype;
      element.prototype.updated = function (...args: unknown[]) {
        counted.draws += 1;
        return updated.apply(this, args);
      };
    });
  });
}

const counted = (page: Page): Promise<Counted> =>
  page.evaluate(() => (window as unknown as { counted: Counted }).counted);

/** The longest texts, of the kinds that cost a browser most. */
function text(number: number): string {
  const begin = `flood ${number} `;
  const kinds = [
    "x".repeat(2_000),
    "https://a.example/b ".repeat(100),
    "e\u0301\u0302\u0303".repeat(500),
    "سلام 你好 ".repeat(250),
  ];
  return (begin + kinds[number % kinds.length]).slice(0, 2_000);
}

async function meet(
  arrive: (arrival: { before: (page: Page) => Promise<void> }) => Promise<Visitor>,
): Promise<readonly [Visitor, Stage, (texts: number) => void]> {
  const stage = new Stage();
  const visitor = await arrive({
    before: async (page) => {
      await count(page);
      await stage.open(page);
    },
  });
  await visitor.start("Text");
  await stage.matched("text");
  await visitor.expectChatting();
  let said = 0;
  const flood = (texts: number): void => {
    for (let left = texts; left > 0; left -= 1) {
      said += 1;
      stage.say({ type: "chat", room: "room-1", id: `m${said}`, text: text(said) });
    }
  };
  return [visitor, stage, flood];
}

const acks = (stage: Stage): unknown[] => stage.sent.filter(({ type }) => type === "ack").map(({ id }) => id);
const rows = (page: Page) => page.locator(".message");
const last = (page: Page, number: number) => rows(page).filter({ hasText: `flood ${number} ` });

test("of a flood of texts each is looked through once, and few stand on the page", async ({ arrive }) => {
  const [{ page }, stage, flood] = await meet(arrive);
  const before = await counted(page);
  for (let second = 1; second <= 6; second += 1) {
    flood(50);
    await expect(rows(page).last()).toContainText(`flood ${50 * second} `);
    expect(await rows(page).count()).toBeLessThanOrEqual(200);
  }
  const after = await counted(page);
  expect(await rows(page).count()).toBe(200);
  expect(after.searches - before.searches).toBeLessThanOrEqual(300);
  const figures = `${after.draws - before.draws} drawings in ${after.pictures - before.pictures} pictures`;
  process.stdout.write(`  300 texts of 2,000 characters took ${figures}\n`);
  await expect.poll(() => acks(stage)).toHaveLength(300);
  expect(new Set(acks(stage)).size).toBe(300);
  // What changes nothing draws nothing.
  for (let time = 0; time < 50; time += 1) stage.say({ type: "ack", room: "room-1", id: "never said" });
  stage.say({ type: "typing", room: "room-1", active: true });
  await expect(page.locator("passerby-messages .dots")).toBeVisible();
  expect((await counted(page)).searches).toBe(after.searches);
});

test("earlier messages come when they are asked for, and the reader stays where they read", async ({ arrive }) => {
  const [{ page }, , flood] = await meet(arrive);
  flood(450);
  await expect(last(page, 450)).toBeVisible();
  await expect(last(page, 100)).toHaveCount(0);
  const scroll = page.locator("passerby-messages .scroll");
  await scroll.evaluate((element) => element.scrollTo({ top: 0, behavior: "instant" }));
  const first = rows(page).first();
  await expect(first).toContainText("flood 251 ");
  await page.getByRole("button", { name: "Earlier messages" }).click();
  await expect(rows(page).first()).toContainText("flood 51 ");
  await expect(last(page, 251)).toBeInViewport();
  // A reader further up is told of new messages, and is not moved.
  flood(3);
  const news = page.getByRole("button", { name: "3 new messages" });
  await expect(news).toBeVisible();
  await expect(last(page, 251)).toBeInViewport();
  await news.click();
  await expect(last(page, 453)).toBeInViewport();
  await expect(news).toHaveCount(0);
  await expect.poll(() => rows(page).count()).toBe(200);
});

test("a click is answered in the middle of a flood", async ({ arrive }) => {
  const [{ page }, , flood] = await meet(arrive);
  // From here to the screen: the press, its work, and the next animation frame.
  await page.evaluate(() => {
    addEventListener(
      "click",
      (event) =>
        requestAnimationFrame(() =>
          setTimeout(() => Object.assign(window, { answered: performance.now() - event.timeStamp })),
        ),
      { capture: true },
    );
  });
  let flooding = true;
  const ended = (async () => {
    while (flooding) {
      flood(5);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const figures: number[] = [];
  for (let press = 0; press < 5; press += 1) {
    await page.getByRole("button", { name: "Block" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    figures.push(await page.evaluate(() => (window as unknown as { answered: number }).answered));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  flooding = false;
  await ended;
  process.stdout.write(`  clicks under 50 texts a second answered in ms: ${figures.map(Math.round).join(" ")}\n`);
});
