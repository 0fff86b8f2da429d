import { defineConfig } from "@playwright/test";
import { browserFlags, browserPath } from "./browser.js";
import { chooseServer, serverCommand, serverSettings } from "./server.js";

const { url, data, own } = await chooseServer();

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  // All visitors of a lane may meet: two tests at once would steal each other's partners.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  globalTeardown: "./teardown.ts",
  use: {
    baseURL: url,
    actionTimeout: 15_000,
    launchOptions: { executablePath: await browserPath(), args: browserFlags("allow") },
    screenshot: "only-on-failure",
  },
  ...(own
    ? {
        webServer: {
          command: serverCommand,
          url,
          env: serverSettings(url, data),
          timeout: 30_000,
          reuseExistingServer: false,
          gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
        },
      }
    : {}),
});
