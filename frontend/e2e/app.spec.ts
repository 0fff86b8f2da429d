import { expect, test } from "./visitor.js";

test("the page can be installed, and opens without a network", async ({ arrive, request }) => {
  const { page } = await arrive({ serviceWorkers: "allow" });
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const answer = await request.get(String(address));
  expect(answer.headers()["content-type"]).toContain("application/json");
  const manifest: { start_url: string; icons: { src: string; type: string }[] } = await answer.json();
  for (const { src, type } of manifest.icons) {
    expect((await request.get(src)).headers()["content-type"], src).toContain(type);
  }
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("radio", { name: "Text" }).check();
  await page.getByRole("checkbox", { name: "I'm 18 or older" }).check();
  await page.getByRole("button", { name: "Start" }).click();
  // Chromium 156 tells a page that a worker has kept that there is no network; 147 does not.
  await expect(page.getByText(/Trying again in|You're offline/)).toBeVisible();
  await page.context().setOffline(false);
});

test("nothing that was asked of the server is kept", async ({ arrive }) => {
  const visitor = await arrive({ serviceWorkers: "allow" });
  const { page } = visitor;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await visitor.start("Text");
  await visitor.expectWaiting();
  await page.evaluate(() => fetch("/api/status").then(({ ok }) => ok));
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => !path.startsWith("/assets/")).sort()).toEqual(["/", "/app.css", "/app.js"]);
});

test("a page that the browser opens does not write to the console", async ({ arrive }) => {
  const words: string[] = [];
  await arrive({
    serviceWorkers: "allow",
    before: async (page) => {
      page.on("console", (message) => words.push(message.text()));
    },
  });
  expect(words).toEqual([]);
});
