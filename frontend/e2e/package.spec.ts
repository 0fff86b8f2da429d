import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./visitor.js";

const frontend = fileURLToPath(new URL("..", import.meta.url));
const modules = join(frontend, "node_modules");
let folder: string;

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** A folder as it looks after an install: the packed library beside the packages that it needs. */
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "passerby-consumer-"));
  run("npm", ["pack", "--silent", "--pack-destination", folder], frontend);
  const installed = join(folder, "node_modules");
  mkdirSync(join(installed, "passerby"), { recursive: true });
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", join(installed, "passerby")], folder);
  for (const name of readdirSync(modules).filter((entry) => !entry.startsWith("."))) {
    symlinkSync(join(modules, name), join(installed, name));
  }
  cpSync(join(frontend, "consumer"), folder, { recursive: true });
  run(process.execPath, [join(modules, "typescript", "bin", "tsc"), "-p", "."], folder);
  for (const kind of ["plain", "react"]) {
    const vite = join(modules, "vite", "bin", "vite.js");
    run(process.execPath, [vite, "build", "--base", "./", "--logLevel", "warn"], join(folder, kind));
  }
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Serves a built page at an address of the server under test, so that it may talk to it. */
const serve =
  (kind: string) =>
  async (page: Page): Promise<void> => {
    await page.route(`**/${kind}/**`, (route) => {
      const path = new URL(route.request().url()).pathname.slice(1).replace(/\/$/, "/index.html");
      return route.fulfill({ path: join(folder, path.replace(`${kind}/`, `${kind}/dist/`)) });
    });
  };

test("a plain page uses the packed library, and its calls meet", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: serve("plain") }), await arrive()];
  await one.page.goto("/plain/");
  await expect(one.page.locator("body")).toHaveAttribute("data-pieces", "2");
  await expect(one.page.getByRole("radio")).toHaveCount(0);
  await one.page.getByRole("checkbox", { name: "I am an adult" }).check();
  await one.page.getByRole("button", { name: "Start" }).click();
  await other.start("Voice");
  await other.expectChatting();
  await expect(one.page).toHaveTitle("met in audio");
});

test("a React page uses the packed components and hears their events", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: serve("react") }), await arrive()];
  await one.page.goto("/react/");
  const met = one.page.locator("#met");
  await expect(met).toHaveText("nobody yet");
  await one.start("Text");
  await other.start("Text");
  await expect(met).toHaveText("somebody, by text");
  await other.say("hello, React");
  await one.expectMessage("hello, React");
  await other.page.getByRole("button", { name: "Leave" }).click();
  await expect(met).toHaveText("nobody any more: left");
  await one.page.goto("/react/#video");
  await one.page.reload();
  await expect(one.page.locator("passerby-video-call").getByRole("button", { name: "Start" })).toBeVisible();
});

test("a React page names another server, and its visitors go there", async ({ arrive }) => {
  const there = "https://chat.example.org/api/session";
  const visitor = await arrive({ before: serve("react") });
  await visitor.page.route(there, (route) => route.abort());
  await visitor.page.goto("/react/?server=https://chat.example.org");
  await Promise.all([visitor.page.waitForRequest(there), visitor.start("Text")]);
});
