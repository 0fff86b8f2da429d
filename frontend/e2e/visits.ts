import type { Page } from "@playwright/test";
import type { Visit } from "../src/visit/visit.js";

/** The element of a page, for code that runs in the page. */
export type ChatElement = HTMLElement & { readonly visit: Visit };

/** The page's connection to the server. */
export const connectionState = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.connection.name);

/**
 * What the visit has gone through, from the page's log: with the server (`connection`), with partners (`chat`), and so
 * on.
 */
export const history = (page: Page, about: "connection" | "chat" | "ice" | "quality"): Promise<string[]> =>
  page.evaluate((wanted) => {
    const log = document.querySelector<ChatElement>("passerby-chat")?.visit.diagnostics().log ?? [];
    return log.filter((entry) => entry.about === wanted).map(({ what }) => what);
  }, about);

/** Milliseconds from `matched` to the partner's first picture. Undefined until it comes. */
export const setupTime = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => document.querySelector<ChatElement>("passerby-chat")?.visit.quality?.setup);
