import type { Page } from "@playwright/test";
import type { Visit } from "../src/visit/visit.js";

type Element = HTMLElement & { readonly visit: Visit };

/** How the page stands with the server. */
export const connectionState = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<Element>("passerby-chat")?.visit.connection.name);

/** What the visit has gone through with the server (`connection`) or with partners (`chat`), by the log that the page keeps. */
export const history = (page: Page, about: "connection" | "chat"): Promise<string[]> =>
  page.evaluate((wanted) => {
    const log = document.querySelector<Element>("passerby-chat")?.visit.diagnostics().log ?? [];
    return log.filter((entry) => entry.about === wanted).map(({ what }) => what);
  }, about);

/** Milliseconds from `matched` to the partner's first picture, once there is one. */
export const setupTime = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => document.querySelector<Element>("passerby-chat")?.visit.quality?.setup);
