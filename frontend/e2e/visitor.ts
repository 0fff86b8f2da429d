import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { browserFlags } from "./browser.js";
import { patience } from "./patience.js";

/** One person with a browser of their own. */
export class Visitor {
  readonly partnerVideo: Locator;
  readonly composer: Locator;
  readonly next: Locator;

  constructor(readonly page: Page) {
    this.partnerVideo = page.locator("passerby-call video.partner");
    this.composer = page.getByRole("textbox", { name: "Message" });
    this.next = page.locator("passerby-next").getByRole("button");
  }

  async start(mode: "Text" | "Voice" | "Video", interests = ""): Promise<void> {
    await this.page.getByRole("radio", { name: mode }).check();
    await this.page.getByRole("textbox", { name: "Interests" }).fill(interests);
    await this.page.getByRole("checkbox", { name: "I'm 18 or older" }).check();
    await this.page.getByRole("button", { name: "Start" }).click();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  async expectWaiting(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Looking for someone" })).toBeVisible();
  }

  async expectChatting(): Promise<void> {
    await expect(this.composer).toBeEnabled();
  }

  /** Presses next when nobody is left who could say that it worked. */
  async goOn(): Promise<void> {
    await this.next.click();
  }

  /** Presses next until it counts. In the first moments it counts as the second half of a double click. */
  async goOnFrom(partner: Visitor): Promise<void> {
    const told = partner.page.getByText("The other person moved on to someone new.");
    await expect(async () => {
      if (!(await told.isVisible())) await this.next.click({ timeout: 500 });
      await expect(told).toBeVisible({ timeout: 500 });
    }).toPass();
  }

  /** Waits until the latest own message has this mark. */
  async expectMark(words: "sent" | "delivered" | "not delivered"): Promise<void> {
    await expect(this.page.locator(".message.me").last().locator(".mark")).toHaveAttribute("title", words);
  }

  async expectMessage(text: string): Promise<void> {
    await expect(this.page.locator(".message.partner", { hasText: text })).toHaveCount(1);
  }

  /** Waits until this many frames of the partner's picture were on this screen, one soon after the other. */
  async framesShown(frames: number): Promise<{ width: number; height: number }> {
    let size: { width: number; height: number } | undefined;
    await expect(async () => {
      // An element that the page has removed shows nothing any more, so look for it again now and then.
      size = await this.partnerVideo.evaluate(
        (video, wanted) =>
          new Promise<typeof size>((resolve) => {
            if (!(video instanceof HTMLVideoElement)) throw new Error("no video element");
            let seen = 0;
            const step = (): void => {
              seen += 1;
              if (seen < wanted) video.requestVideoFrameCallback(step);
              else resolve({ width: video.videoWidth, height: video.videoHeight });
            };
            video.requestVideoFrameCallback(step);
            setTimeout(() => resolve(undefined), 10_000);
          }),
        frames,
      );
      expect(size, "frames of the partner's picture").toBeDefined();
    }).toPass({ timeout: patience });
    if (!size) throw new Error("no frames");
    return size;
  }
}

interface Arrival extends BrowserContextOptions {
  /** Runs before the page is opened. */
  readonly before?: (page: Page) => Promise<void>;
  /** A browser whose visitors answer the question for the camera differently. */
  readonly from?: Browser;
}

interface Fixtures {
  /** Opens the page for another visitor, who has a camera and a microphone. */
  arrive: (arrival?: Arrival) => Promise<Visitor>;
}

interface WorkerFixtures {
  /** A browser that may use neither camera nor microphone. */
  refusing: Browser;
  /**
   * A browser with a camera of its own. A browser's made-up camera stalls for seconds now and then when two pages use
   * it, which would look like a slow call.
   */
  another: Browser;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  refusing: [
    async ({ playwright, launchOptions }, use) => {
      const browser = await playwright.chromium.launch({ ...launchOptions, args: browserFlags("deny") });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  another: [
    async ({ playwright, launchOptions }, use) => {
      const browser = await playwright.chromium.launch(launchOptions);
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  arrive: async ({ browser, baseURL }, use) => {
    const pages: Page[] = [];
    const errors: Error[] = [];
    await use(async ({ before, from = browser, ...options } = {}) => {
      const context = await from.newContext({
        ...(baseURL ? { baseURL } : {}),
        // A test cannot intercept what a service worker answers.
        serviceWorkers: "block",
        ...options,
      });
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(error));
      await before?.(page);
      await page.goto("/");
      pages.push(page);
      return new Visitor(page);
    });
    for (const page of pages) {
      // Leaving the page ends the visit's socket, so nobody is matched with it in the next test.
      await page.goto("about:blank").catch(() => {});
      await page.context().close();
    }
    expect(errors).toEqual([]);
  },
});

/** Two who have met. */
export async function pair(
  arrive: Fixtures["arrive"],
  mode: "Text" | "Voice" | "Video",
  arrival: Arrival = {},
): Promise<readonly [Visitor, Visitor]> {
  const { baseURL } = arrival;
  const [one, other] = [await arrive(arrival), await arrive(baseURL === undefined ? {} : { baseURL })];
  await one.start(mode);
  await one.expectWaiting();
  await other.start(mode);
  await Promise.all([one.expectChatting(), other.expectChatting()]);
  return [one, other];
}

export { expect };
