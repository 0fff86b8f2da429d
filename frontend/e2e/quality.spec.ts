import type { Page } from "@playwright/test";
import { NarrowPath } from "./narrow-path.js";
import { peerCount, recordPeers, soundReceived } from "./peers.js";
import { expect, test } from "./visitor.js";
import { type ChatElement, history } from "./visits.js";

const level = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.quality?.level);

const call = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.call);

const restarts = async (page: Page): Promise<number> =>
  (await history(page, "ice")).filter((step) => step === "restarting ICE").length;

const recorded =
  (route: (page: Page) => Promise<void>) =>
  async (page: Page): Promise<void> => {
    await recordPeers(page);
    await route(page);
  };

const order = ["720p", "480p", "360p", "180p", "audio"];

/** The measurements, as the page itself would save them, so that a failed run can be understood. */
async function keepDiagnostics(page: Page): Promise<void> {
  const diagnostics = await page.evaluate(() =>
    document.querySelector<ChatElement>("passerby-chat")?.visit.diagnostics(),
  );
  await test.info().attach("diagnostics.json", { body: JSON.stringify(diagnostics), contentType: "application/json" });
}

test("the picture gives way to a narrow path, and comes back with room", async ({ arrive }) => {
  const path = await NarrowPath.open();
  let sender: Page | undefined;
  try {
    const one = await arrive({ before: path.route(0) });
    const other = await arrive({ before: recorded(path.route(1)) });
    await one.start("Video");
    await one.expectWaiting();
    await other.start("Video");
    await other.framesShown(5);
    sender = one.page;
    await expect.poll(() => level(one.page)).toBeDefined();
    path.limit(0, 150_000);
    await expect
      .poll(async () => order.indexOf((await level(one.page)) ?? ""))
      .toBeGreaterThanOrEqual(order.indexOf("180p"));
    const low = order.indexOf((await level(one.page)) ?? "");
    expect((await history(one.page, "quality")).join("\n")).toMatch(/bandwidth|loss|delay/);
    // The voice is still there, whatever happened to the picture.
    const heard = await soundReceived(other.page);
    await expect.poll(() => soundReceived(other.page)).toBeGreaterThan(heard + 50);
    path.limit(0);
    await expect.poll(async () => order.indexOf((await level(one.page)) ?? "")).toBeLessThan(low);
    expect((await history(one.page, "quality")).join("\n")).toContain("recovered");
  } finally {
    if (sender) await keepDiagnostics(sender);
    await path.close();
  }
});

test("a call that was cut off finds its way again", async ({ arrive }) => {
  const path = await NarrowPath.open();
  try {
    const one = await arrive({ before: recorded(path.route(0)) });
    const other = await arrive({ before: path.route(1) });
    await one.start("Video");
    await one.expectWaiting();
    await other.start("Video");
    await Promise.all([one.framesShown(3), other.framesShown(3)]);
    for (const visitor of [0, 1] as const) path.limit(visitor, 0);
    await expect.poll(() => call(one.page)).toBe("interrupted");
    await expect.poll(() => restarts(one.page)).toBeGreaterThan(0);
    for (const visitor of [0, 1] as const) path.limit(visitor);
    await expect.poll(() => call(one.page)).toBe("connected");
    await Promise.all([one.framesShown(5), other.framesShown(5)]);
    expect(await peerCount(one.page)).toEqual({ made: 1, open: 1 });
  } finally {
    await path.close();
  }
});
