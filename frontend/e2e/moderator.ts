import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { promisify } from "node:util";
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { jar, java, serverSettings } from "./server.js";

const password = "walnut bicycle frost";

/** An invitation of a first admin, as the operator makes one beside the running node, which keeps its data there. */
export async function inviteAdmin(name: string, url: string, data: string): Promise<string> {
  const { stdout } = await promisify(execFile)(java, ["-jar", jar, "admin", "create", name], {
    env: { ...process.env, ...serverSettings(url, data) },
  });
  const [, invite] = /#(invite=\S+)/.exec(stdout) ?? [];
  if (!invite) throw new Error(`the command has printed no invitation: ${stdout}`);
  return invite;
}

/** A code of now, or of so many steps later (RFC 6238, with the values that apps have by default). */
function codeOf(key: string, later = 0): string {
  const bits = [...key].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes =
    bits
      .join("")
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac("sha1", Buffer.from(bytes)).update(step).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

/** Somebody at the console, who uses the keyboard alone. */
export class Moderator {
  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly key: string,
    private readonly errors: readonly Error[],
  ) {}

  /** Opens the console with an invitation, makes the account and logs in. */
  static async enrol(
    browser: Browser,
    name: string,
    invite: string,
    options: BrowserContextOptions,
  ): Promise<Moderator> {
    const page = await (await browser.newContext({ serviceWorkers: "block", ...options })).newPage();
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(`/moderation/#${invite}`);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    const key = (await page.locator("passerby-enrol .key").innerText()).replaceAll(" ", "");
    await page.getByRole("button", { name: "I have it: log in" }).press("Enter");
    const moderator = new Moderator(name, page, key, errors);
    await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Tab");
    await page.keyboard.type(codeOf(key));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
    return moderator;
  }

  /** Goes on by Tab until the element with that name has the focus, and presses Enter there. */
  async activate(name: string | RegExp): Promise<void> {
    const wanted = this.page.getByRole("button", { name });
    await this.reach(async () => wanted.evaluate((button) => button.matches(":focus")));
    await this.page.keyboard.press("Enter");
  }

  /** Makes a passkey in an authenticator of the browser's own, logs out, and logs in by it. */
  async loginByPasskey(): Promise<void> {
    const { page } = this;
    const browser = await page.context().newCDPSession(page);
    await browser.send("WebAuthn.enable");
    await browser.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await this.activate(`${this.name}: Your passkeys`);
    await page.getByRole("textbox", { name: "What you call it" }).focus();
    await page.keyboard.type("My laptop");
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Tab");
    // The code of now was taken at the login.
    await page.keyboard.type(codeOf(this.key, 1));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Remove My laptop" })).toBeVisible();
    await this.activate("Sign out");
    await this.activate("Log in with a passkey");
    await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
  }

  private async reach(isThere: () => Promise<boolean>): Promise<void> {
    for (let steps = 0; steps < 60; steps += 1) {
      if (await isThere()) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error("Tab does not lead there");
  }

  async leave(): Promise<void> {
    await this.page.context().close();
    expect(this.errors).toEqual([]);
  }
}
