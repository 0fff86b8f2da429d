import type { Locator, Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { expect, test, type Visitor } from "./visitor.js";

/** The start page of a visitor whose frames the test reads. */
async function startPageOf(
  arrive: (arrival: { before: (page: Page) => Promise<void>; locale?: string }) => Promise<Visitor>,
  before?: (page: Page) => Promise<void>,
): Promise<readonly [Page, Stage]> {
  const stage = new Stage();
  const { page } = await arrive({
    locale: "es-ES",
    before: async (opened) => {
      await before?.(opened);
      await stage.open(opened);
    },
  });
  await page.getByText("Más opciones").click();
  return [page, stage];
}

const chips = (page: Page): Locator => page.locator("passerby-choices .tags");

/** By what the screen shows: the colour of a chip comes from its box. */
const ticked = (page: Page): Promise<string[]> => chips(page).locator("label:has(:checked)").allInnerTexts();

async function sentLanguages(page: Page, stage: Stage): Promise<unknown> {
  await page.getByRole("radio", { name: "Texto" }).check();
  await page.locator("#adult").check();
  await page.getByRole("button", { name: "Empezar" }).click();
  await expect.poll(() => stage.last("find")).toBeDefined();
  return stage.last("find")?.["languages"];
}

test("the languages that look chosen are those that are asked for, and none moves", async ({ arrive }) => {
  const [page, stage] = await startPageOf(arrive);
  const order = await chips(page).locator("label").allInnerTexts();
  for (const name of ["francés", "japonés", "árabe", "turco"]) await chips(page).getByLabel(name).check();
  await chips(page).getByLabel("turco").uncheck();
  expect((await ticked(page)).sort()).toEqual(["francés", "japonés", "árabe"].sort());
  expect(await chips(page).locator("label").allInnerTexts()).toEqual(order);
  expect(await sentLanguages(page, stage)).toEqual(["fr", "ja", "ar"]);
});

test("languages of an earlier visit are shown as they will be asked for", async ({ arrive }) => {
  const kept = ["pt-BR", "pt", "sw", "fr", "ja", "ar", "de"];
  const [page, stage] = await startPageOf(arrive, async (opened) => {
    await opened.addInitScript((languages) => {
      // The page that ends the visit has no storage.
      if (location.protocol !== "about:") {
        localStorage.setItem("passerby.preferences", JSON.stringify({ languages }));
      }
    }, kept);
  });
  expect((await ticked(page)).sort()).toEqual(["portugués", "suajili", "francés", "japonés", "árabe"].sort());
  await chips(page).getByLabel("suajili").uncheck();
  // It stays where it was, and can be ticked again.
  await expect(chips(page).getByLabel("suajili")).toBeVisible();
  await chips(page).getByLabel("alemán").check();
  await expect(chips(page).getByLabel("suajili")).toBeDisabled();
  expect(await sentLanguages(page, stage)).toEqual(["pt", "fr", "ja", "ar", "de"]);
});

test("a chip is what was clicked, however fast", async ({ arrive }) => {
  const [page, stage] = await startPageOf(arrive);
  await page.evaluate(() => {
    const boxes = document
      .querySelector("passerby-chat")
      ?.shadowRoot?.querySelector("passerby-start")
      ?.shadowRoot?.querySelector("passerby-choices")
      ?.shadowRoot?.querySelectorAll<HTMLInputElement>(".tags input");
    // Before anything can be drawn again.
    for (const box of [...(boxes ?? [])].slice(1, 4)) box.click();
    boxes?.[2]?.click();
  });
  const shown = await ticked(page);
  const sent = (await sentLanguages(page, stage)) as string[];
  const names = new Intl.DisplayNames(["es"], { type: "language" });
  expect(sent).toHaveLength(2);
  expect(sent.map((tag) => names.of(tag)).sort()).toEqual(shown.sort());
});
