import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { NodeProcess } from "./node-process.js";
import { Alternator, buildPage } from "./rollout.js";
import { leaveOutFor, test } from "./surroundings.js";
import { expect } from "./visitor.js";

/** As many loads as were blank when every other file came from the other build. */
const loads = 20;

let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "passerby-builds-"));
  for (const name of ["one", "two"]) await buildPage(join(folder, name), name);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two nodes with two builds of the page, behind a balancer that alternates between them. */
async function rollout(keep: <T extends { end(): Promise<unknown> }>(what: T) => T): Promise<Alternator> {
  leaveOutFor(NodeProcess.hindrance);
  const nodes: NodeProcess[] = [];
  for (const name of ["one", "two"]) nodes.push(keep(await NodeProcess.start({}, join(folder, name))));
  return keep(await Alternator.between(...nodes.map(({ url }) => url)));
}

const start = (page: Page) => page.getByRole("button", { name: /^(Start|Los)$/ });
const language = (page: Page) => page.getByRole("combobox", { name: "Language" });

/** The service worker controls the page, and has cached what it needs to start. */
async function whenKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

test("between two builds every load of the page works, in any language", async ({ keep, browser }) => {
  test.setTimeout(240_000);
  const { url } = await rollout(keep);
  const builds = new Set<string>();
  for (let load = 0; load < loads; load += 1) {
    const german = load % 2 === 1;
    const context = await browser.newContext({ locale: german ? "de-DE" : "en-GB", serviceWorkers: "block" });
    const page = await context.newPage();
    await page.goto(url);
    await expect(start(page)).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", german ? "de" : "en");
    // The script is of one build, whichever the page is of.
    builds.add(
      await page.evaluate(() => (globalThis as unknown as { passerbyBuilds: string[] }).passerbyBuilds.join()),
    );
    await context.close();
  }
  expect([...builds].some((names) => names.includes("one"))).toBe(true);
  expect([...builds].some((names) => names.includes("two"))).toBe(true);
});

test("between two builds every load works with the service worker too", async ({ keep, arrive }) => {
  test.setTimeout(240_000);
  const { url } = await rollout(keep);
  const { page } = await arrive({ baseURL: url, serviceWorkers: "allow" });
  await whenKept(page);
  for (let load = 0; load < loads; load += 1) {
    await page.reload();
    await expect(start(page)).toBeVisible();
  }
  await language(page).selectOption("de");
  await expect(page.getByRole("button", { name: "Los", exact: true })).toBeVisible();
});

test("the kept page is shown instead of errors, of a stalled network, and offline", async ({
  keep,
  arrive,
  baseURL,
}) => {
  const balancer = keep(await Alternator.between(String(baseURL)));
  const { page } = await arrive({ baseURL: balancer.url, serviceWorkers: "allow" });
  await whenKept(page);
  for (const mood of ["unavailable", "stall", "serve", "unavailable"] as const) {
    balancer.mood = mood;
    await page.reload({ waitUntil: "commit" });
    await expect(start(page), mood).toBeVisible();
  }
  await page.context().setOffline(true);
  await page.reload();
  await expect(start(page)).toBeVisible();
  await page.context().setOffline(false);
});

test("a language that cannot be loaded is said to be missing, and comes when it can", async ({ arrive }) => {
  const { page } = await arrive();
  await page.route("**/assets/de-*.js*", (route) =>
    route.fulfill({ status: 404, contentType: "text/plain", body: "" }),
  );
  await language(page).selectOption("de");
  await expect(page.getByRole("alert").filter({ hasText: "Deutsch couldn't be loaded" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(language(page)).toHaveValue("en");
  await page.unroute("**/assets/de-*.js*");
  // It comes by itself after a while, or at once when it is chosen again. Chromium 147 remembers a failed module by its
  // address.
  await expect(async () => {
    if ((await page.locator("html").getAttribute("lang")) !== "de")
      await language(page).selectOption("de", { timeout: 500 });
    await expect(page.locator("html")).toHaveAttribute("lang", "de", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("alert").filter({ hasText: "Deutsch" })).toHaveCount(0);
});
