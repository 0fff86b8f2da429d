import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { inviteAdmin, Moderator } from "./moderator.js";
import { NodeProcess } from "./node-process.js";
import { leaveOutFor, test } from "./surroundings.js";
import { expect, pair } from "./visitor.js";

const folder = fileURLToPath(new URL("screenshots/", import.meta.url));
const desktop = { width: 1_280, height: 800 };
const tablet = { width: 820, height: 1_180 };

/** What the screen looks like, and what axe has against it. Each state is looked at on two screens, in both themes. */
async function examine({ page }: Moderator, state: string): Promise<void> {
  for (const [size, viewport, colorScheme] of [
    ["tablet", tablet, "light"],
    ["desktop", desktop, "dark"],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: `${folder}console-${size}-${colorScheme}-${state}.png` });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${state}, ${size}`).toBeLessThanOrEqual(0);
    const rows = await page.evaluate(
      () =>
        new Set(
          Array.from(
            document.querySelector("passerby-console")?.shadowRoot?.querySelectorAll("header > *, nav > *") ?? [],
          )
            .filter((each) => each.checkVisibility() && !each.matches(".skip, nav"))
            .map((each) => Math.round((each.getBoundingClientRect().top + each.getBoundingClientRect().bottom) / 20)),
        ).size,
    );
    if (size === "desktop") expect.soft(rows, `rows of the header, ${state}`).toBe(1);
    // The themes differ in contrast, which one state is enough for.
    if (colorScheme === "light" && state !== "case") continue;
    const { violations } = await new AxeBuilder({ page }).analyze();
    const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`);
    expect.soft(findings, `${state}, ${colorScheme}`).toEqual([]);
  }
}

test("a shift: a report arrives, is decided, undone and decided anew; an appeal is heard by somebody else", async ({
  arrive,
  browser,
  keep,
}) => {
  leaveOutFor(NodeProcess.hindrance);
  // Other tests report people to the node that all share, so the moderators have one with a Redis of its own.
  const data = mkdtempSync(join(tmpdir(), "passerby-console-"));
  keep({ end: async () => rmSync(data, { recursive: true, force: true }) });
  const rules = join(data, "rules.txt");
  writeFileSync(rules, "[watches]\nstate = shadow\nwords = watches\nexplanation = No adverts please.\n");
  const { url } = keep(
    await NodeProcess.start({ PASSERBY_DATA: data, PASSERBY_REDIS_URI: "", PASSERBY_WORD_RULES: rules }),
  );
  const options = { baseURL: url, viewport: desktop };
  const ada = await Moderator.enrol(browser, "ada", await inviteAdmin("ada", url, data), options);
  const { page } = ada;
  await expect(page.getByText("Nothing to decide.")).toBeVisible();

  await ada.activate("Moderators");
  await page.getByRole("textbox", { name: "Name" }).focus();
  await page.keyboard.type("tom");
  await page.keyboard.press("Enter");
  const [, invite = ""] = /#(\S+)/.exec(await page.locator("passerby-staff code").innerText()) ?? [];
  await examine(ada, "staff");
  const tom = await Moderator.enrol(browser, "tom", invite, options);
  await tom.page.keyboard.press("i");
  await ada.loginByPasskey();

  // The visitor's page looks for an answer every five minutes.
  const [bad, good] = await pair(arrive, "Text", { baseURL: url, before: ({ clock }) => clock.install() });
  await bad.say("Cheap watches! Buy them at my place.");
  await good.expectMessage("Cheap watches!");
  await good.say("No, thanks.");
  await bad.expectMessage("No, thanks.");
  await good.page.getByRole("button", { name: "Report" }).click();
  await good.page.getByLabel("Add details").fill("She sells watches.");
  await good.page.getByRole("button", { name: "Spam or scam" }).click();

  const evidence = page.locator(".desk passerby-case");
  await expect(evidence.getByText("Cheap watches!")).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByRole("button", { name: "4 Spam or scam" })).toHaveAttribute("aria-pressed", "true");
  await examine(ada, "case");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Decided. Nobody is told yet.")).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText("Taken back.")).toBeVisible();
  await page.keyboard.press("w");
  await page.keyboard.type("You sold watches.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Nothing to decide.")).toBeVisible();
  await examine(ada, "decided");

  await expect(bad.page.getByText("You sold watches.")).toBeVisible();
  await bad.page.getByLabel("Tell the moderators why").fill("They were a present.");
  await bad.page.getByRole("button", { name: "Send the appeal" }).click();
  await expect(bad.page.getByText("Your appeal has arrived.")).toBeVisible();

  await page.keyboard.press("i");
  await ada.activate(/They were a present/);
  await expect(page.getByText("Somebody else has to hear the appeal.")).toBeVisible();
  await examine(ada, "appeal");

  await tom.activate(/They were a present/);
  await tom.page.getByRole("textbox", { name: "Your answer to the visitor" }).focus();
  await tom.page.keyboard.type("You were right.");
  await tom.activate("Overturn it");
  await expect(tom.page.getByText("The visitor sees your answer.")).toBeVisible();
  await bad.page.clock.fastForward(300_000);
  await expect(bad.page.getByText("You were right.", { exact: true })).toBeVisible();
  await expect(bad.page.getByRole("button", { name: "Come back" })).toBeVisible();

  await ada.activate("Quality");
  await expect(page.getByText("Golden cases", { exact: true })).toBeVisible();
  await examine(ada, "quality");
  await ada.activate("Audit");
  await expect(page.getByRole("heading", { name: "Settings in force" })).toBeVisible();
  await examine(ada, "settings");
  await page.keyboard.press("r");
  await ada.activate("Hold it against cases");
  await expect(page.getByText("with such a text: 1, of which 0 upheld")).toBeVisible();
  await examine(ada, "rules");
  await page.keyboard.press("f");
  await expect(page.getByText("Online now")).toBeVisible();
  await examine(ada, "site");
  await page.getByRole("checkbox", { name: "Text only" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByRole("textbox", { name: "Why" }).focus();
  await page.keyboard.type("Watches everywhere.");
  await ada.activate("Raise the shield");
  await expect(page.getByText("The shield is up until")).toBeVisible();
  await examine(ada, "shield");
  const late = await arrive({ baseURL: url });
  await late.start("Video");
  await expect(late.page.getByText("The moderators have paused calls until")).toBeVisible();
  await expect(late.page.getByRole("radio", { name: "Text" })).toBeChecked();
  await late.page.getByRole("button", { name: "Start" }).click();
  await expect(late.page.getByText("newcomers wait a little")).toBeVisible();
  await ada.activate("Lower the shield now");
  await expect(page.getByText("The shield is up until")).toHaveCount(0);
  await tom.leave();
  await ada.leave();
});
