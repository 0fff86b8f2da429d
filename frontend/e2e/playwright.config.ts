import { defineConfig } from "@playwright/test";
import { browserFlags, browserPath } from "./browser.js";
import { patience } from "./patience.js";
import { chooseServer, serverCommand, serverSettings } from "./server.js";

const { url, data, own } = await chooseServer();

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  // All visitors of a lane may meet: two tests at once would steal each other's partners.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Nothing fails for being slow. A step that never comes fails by the patience of one step. Whoever started a run
  // watches the file of the second reporter, and ends a run in which no step ends any more.
  timeout: 0,
  // Only a build on a machine that may be busy tries again. The list then says "flaky".
  retries: Number(process.env["E2E_RETRIES"] ?? 0),
  expect: { timeout: patience, toPass: { timeout: patience } },
  reporter: [["list"], ["./progress.ts"]],
  globalTeardown: "./teardown.ts",
  use: {
    baseURL: url,
    actionTimeout: patience,
    navigationTimeout: patience,
    launchOptions: { executablePath: await browserPath(), args: browserFlags("allow") },
    screenshot: "only-on-failure",
  },
  ...(own
    ? {
        webServer: {
          command: serverCommand,
          url,
          env: serverSettings(url, data),
          timeout: patience,
          reuseExistingServer: false,
          gracefulShutdown: { signal: "SIGTERM", timeout: patience },
        },
      }
    : {}),
});
