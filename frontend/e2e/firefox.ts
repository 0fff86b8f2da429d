import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "@playwright/test";
import { type Browser, launch, type Page } from "puppeteer-core";
import { patience } from "./patience.js";

const program = (process.env["PATH"] ?? "")
  .split(delimiter)
  .flatMap((folder) => [join(folder, "firefox-esr"), join(folder, "firefox")])
  .find((path) => existsSync(path));

/**
 * Somebody in a Firefox as it is published, driven by WebDriver BiDi. Playwright 1.65 starts it too, but cannot open a
 * page in it: it sends a command that Firefox 153 does not know.
 */
export class FirefoxVisitor {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  /** Why there can be none here. Undefined if there can. */
  static get hindrance(): string | undefined {
    return program
      ? undefined
      : "Firefox is not installed (Debian's package firefox-esr): nobody came in another browser";
  }

  /** Opens the page, with a made-up camera and microphone. */
  static async arrive(url: string): Promise<FirefoxVisitor> {
    if (!program) throw new Error(FirefoxVisitor.hindrance);
    const browser = await launch({
      browser: "firefox",
      executablePath: program,
      extraPrefsFirefox: {
        "intl.accept_languages": "en-US",
        "media.navigator.permission.disabled": true,
        "media.navigator.streams.fake": true,
        "media.peerconnection.ice.loopback": true,
      },
    });
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    await page.setViewport({ width: 1280, height: 720 });
    await page.goto(url);
    return new FirefoxVisitor(browser, page);
  }

  /** Begins a visit; returns when it has begun. */
  async start(mode: "text" | "audio" | "video"): Promise<void> {
    await this.#pressUntil(`>>> label:has(input[value="${mode}"])`, `>>> input[value="${mode}"]:checked`);
    await this.#pressUntil(">>> label ::-p-text(18 or older)", ">>> input[type=checkbox]:checked");
    await this.#pressUntil(">>> button ::-p-text(Start)", "::-p-text(Looking for someone)");
  }

  /** What has just been drawn may still move, so that a press goes beside it. */
  async #pressUntil(what: string, done: string): Promise<void> {
    await expect(async () => {
      if (!(await this.page.$(done))) await this.page.locator(what).setTimeout(3_000).click();
      expect(await this.page.$(done)).not.toBeNull();
    }).toPass();
  }

  async press(name: string): Promise<void> {
    await this.page.locator(`>>> button ::-p-text(${name})`).click();
  }

  async say(text: string): Promise<void> {
    const field = await this.page.locator(">>> textarea").waitHandle();
    await field.type(text);
    await this.page.keyboard.press("Enter");
  }

  /** Waits until this stands on the page. */
  async expectText(text: string): Promise<void> {
    await this.page.locator(`::-p-text(${text})`).wait();
  }

  /** Waits until the partner's picture moves. */
  async expectMoving(): Promise<void> {
    const video = await this.page.locator(">>> video.partner").waitHandle();
    const time = (): Promise<number> => video.evaluate((shown) => (shown as HTMLVideoElement).currentTime);
    await expect.poll(time).toBeGreaterThan(0);
    const before = await time();
    await expect.poll(time).toBeGreaterThan(before + 0.5);
  }

  end(): Promise<void> {
    return this.browser.close();
  }
}
