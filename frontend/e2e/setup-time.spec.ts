import type { Page } from "@playwright/test";
import type { Visit } from "../src/visit/visit.js";
import { expect, pair, test } from "./visitor.js";

type Element = HTMLElement & { readonly visit: Visit };

const meetings = 30;

const setup = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => document.querySelector<Element>("passerby-chat")?.visit.quality?.setup);

test("thirty calls in a row show the partner, and how soon is told", async ({ arrive }) => {
  test.setTimeout(240_000);
  const [one, other] = await pair(arrive, "Video");
  const times: number[] = [];
  for (let met = 1; met <= meetings; met += 1) {
    for (const { page } of [one, other]) {
      await expect.poll(() => setup(page), { message: `meeting ${met}` }).toBeDefined();
      times.push((await setup(page)) ?? Number.NaN);
    }
    await one.goOnFrom(other);
    await other.next.click();
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  const figures = `median ${at(0.5)} ms, p99 ${at(0.99)} ms of ${times.length}`;
  test.info().annotations.push({ type: "setup time", description: figures });
  process.stdout.write(`  setup time from match to first picture: ${figures}\n`);
  // How soon depends on the machine and on what else it does; that each call shows a picture does not.
  expect(times).toHaveLength(2 * meetings);
});
