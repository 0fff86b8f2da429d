import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { Stage } from "./stage.js";
import { expect, test } from "./visitor.js";

const frontend = fileURLToPath(new URL("..", import.meta.url));
const modules = join(frontend, "node_modules");
const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));
let folder: string;

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** The pages of the README, literally but for the server's address, which is that of the server under test. */
function writeReadmePages(): void {
  const readme = readFileSync(join(frontend, "README.md"), "utf8");
  const block = (kind: string, begin: string): string => {
    const found = readme.split("```").find((part) => part.startsWith(`${kind}\n${begin}`));
    if (!found) throw new Error(`the README has no ${kind} that begins with ${begin}`);
    return found.slice(kind.length + 1).replaceAll(' server="https://chat.example.org"', "");
  };
  const page = block("html", "<!doctype html>");
  for (const kind of ["readme", "readme-react"]) mkdirSync(join(folder, kind));
  writeFileSync(join(folder, "readme", "index.html"), page);
  writeFileSync(join(folder, "readme", "main.ts"), block("ts", 'import "passerby/theme.css"'));
  const root = page
    .replace(/<passerby-chat.*<\/passerby-chat>/, '<div id="root"></div>')
    .replace("main.ts", "main.tsx");
  writeFileSync(join(folder, "readme-react", "index.html"), root);
  writeFileSync(join(folder, "readme-react", "main.tsx"), block("tsx", 'import "passerby/theme.css"'));
}

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
  writeReadmePages();
  run(process.execPath, [join(modules, "typescript", "bin", "tsc"), "-p", "."], folder);
  for (const kind of ["plain", "react", "readme", "readme-react"]) {
    const vite = join(modules, "vite", "bin", "vite.js");
    run(process.execPath, [vite, "build", "--base", "./", "--logLevel", "warn"], join(folder, kind));
  }
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Serves a built page at an address of the server under test, so that it may talk to it. */
const serve =
  (kind: string) =>
  async (page: Page): Promise<void> => {
    // To Chromium 156 a page that the test answers for comes from nowhere, and may not talk to a local server unasked.
    await page.context().grantPermissions(["local-network-access", "microphone", "camera"]);
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
  await one.page.getByRole("checkbox", { name: "I'm 18 or older" }).check();
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

test("editors are told of the elements that the package has", () => {
  interface Named {
    readonly name: string;
  }
  interface Module {
    readonly path: string;
    readonly declarations: readonly (Named & { tagName: string; attributes: Named[]; events: Named[] })[];
  }
  const home = join(folder, "node_modules", "passerby");
  const { customElements } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const { modules }: { modules: Module[] } = JSON.parse(readFileSync(join(home, customElements), "utf8"));
  const elements = modules.flatMap(({ declarations }) => declarations);
  expect(elements.map(({ tagName }) => tagName)).toEqual([
    "passerby-chat",
    "passerby-video-call",
    "passerby-voice-call",
  ]);
  for (const { attributes, events } of elements) {
    expect(attributes.map(({ name }) => name).sort()).toEqual(["modes", "reveal", "server"]);
    expect(events.map(({ name }) => name)).toEqual(["passerby-met", "passerby-parted", "passerby-closed"]);
  }
  for (const { path } of modules) expect(readFileSync(join(home, path), "utf8")).toContain("customElement");
});

test("the README's two pages work as they stand", async ({ arrive }) => {
  const [one, other] = [await arrive({ before: serve("readme") }), await arrive({ before: serve("readme-react") })];
  await one.page.goto("/readme/");
  await other.page.goto("/readme-react/");
  await one.start("Text");
  await other.start("Text");
  await Promise.all([one.expectChatting(), other.expectChatting()]);
});

for (const [width, height] of [
  [380, 600],
  [320, 560],
] as const) {
  test(`in a column of ${width} by ${height} everything can be seen and reached`, async ({ arrive }) => {
    const stage = new Stage();
    const visitor = await arrive({ viewport: { width: 1_200, height: 800 }, before: (page) => stage.open(page) });
    const { page } = visitor;
    await page.evaluate(
      ([wide, high]) => {
        const column = document.createElement("div");
        column.style.cssText = `width: ${wide}px; height: ${high}px; overflow: auto`;
        const chat = document.querySelector<HTMLElement>("passerby-chat");
        if (!chat) throw new Error("no chat");
        chat.style.setProperty("--passerby-height", "100%");
        document.body.append(column);
        column.append(chat);
      },
      [width, height],
    );
    await visitor.start("Video");
    await stage.matched("video");
    await visitor.expectChatting();
    const chat = page.locator("passerby-chat");
    expect(await chat.boundingBox()).toMatchObject({ width, height });
    for (const part of [visitor.composer, visitor.next, page.locator("passerby-call")]) {
      const box = await part.boundingBox();
      const around = await chat.boundingBox();
      if (!box || !around) throw new Error("nothing to see");
      expect(box.x).toBeGreaterThanOrEqual(around.x);
      expect(box.x + box.width).toBeLessThanOrEqual(around.x + width);
      expect(box.y + box.height).toBeLessThanOrEqual(around.y + height);
    }
    expect((await page.locator("passerby-call").boundingBox())?.width).toBeGreaterThan(width * 0.9);
    await page.screenshot({ path: `${screenshots}column-${width}.png` });
  });
}
