import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

const installed = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine, or else the one that came with the packages. `CHROME_BIN` names another. */
export async function browserPath(): Promise<string> {
  const found = [process.env["CHROME_BIN"] ?? "", ...installed].find((path) => existsSync(path));
  return found ?? (await chromium.executablePath());
}

/**
 * Made-up cameras and microphones, a visitor who answers the browser's question at once, and peers that can meet on a
 * machine without a network.
 */
export const browserFlags = (answer: "allow" | "deny"): string[] => [
  "--no-sandbox",
  "--use-fake-device-for-media-stream",
  `--use-fake-ui-for-media-stream${answer === "deny" ? "=deny" : ""}`,
  "--allow-loopback-in-peer-connection",
];
