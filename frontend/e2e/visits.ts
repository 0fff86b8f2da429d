import type { Page } from "@playwright/test";
import type { Visit } from "../src/visit/visit.js";

type Element = HTMLElement & { readonly visit: Visit };

/** Milliseconds from `matched` to the partner's first picture, once there is one. */
export const setupTime = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => document.querySelector<Element>("passerby-chat")?.visit.quality?.setup);
