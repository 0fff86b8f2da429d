import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PasserbyConsole } from "../src/console/elements/console.js";
import { inviteAdmin, Moderator } from "./moderator.js";
import { NodeProcess } from "./node-process.js";
import { test } from "./surroundings.js";
import { expect, pair } from "./visitor.js";

/** Measures with so many open cases, as `E2E_CASES=10000`. No part of a build: without it there is nothing to do. */
const cases = Number(process.env["E2E_CASES"] ?? 0);
const decisions = Math.min(500, cases - 1);

const batch = 250;

/** Makes some copies of the one case that there was first, each about a device of its own, with its report and evidence. */
const copies = `
local function key(name) return 'passerby:{reports}:' .. name end
local case = redis.call('SRANDMEMBER', 'template') or redis.call('ZRANGE', key('cases'), 0, 0)[1]
redis.call('SADD', 'template', case)
local report, facts = unpack(redis.call('HGETALL', key('case-reports:' .. case)))
local score = redis.call('ZSCORE', key('cases'), case)
local at = redis.call('ZSCORE', key('open'), report)
local function copy(from, to, ...)
  redis.call('HSET', to, unpack(redis.call('HGETALL', from)))
  redis.call('HSET', to, ...)
  redis.call('PEXPIRE', to, 86400000)
end
for i = tonumber(ARGV[1]), ARGV[1] + ${batch - 1} do
  local its, of = 'copy' .. i, 'report' .. i
  copy(key('case:' .. case), key('case:' .. its), 'device', 'device' .. i, 'opened', at - i)
  copy(key('report:' .. report), key('report:' .. of), 'case', its)
  redis.call('HSET', key('case-reports:' .. its), of, facts)
  redis.call('ZADD', key('open'), at - i, of)
  redis.call('ZADD', key('cases'), score, its)
  redis.call('ZADD', key('queue'), score, its)
end
return redis.call('ZCARD', key('cases'))`;

/** Has the Redis that a node keeps in that folder run a script, and returns the number that it answers. */
async function run(data: string, script: string, argument: string): Promise<number> {
  const config = readFileSync(join(data, "redis.conf"), "utf8");
  const [, port] = /^port (\d+)$/m.exec(config) ?? [];
  const [, password = ""] = /^requirepass "(.+)"$/m.exec(config) ?? [];
  const words = (...all: string[]): string =>
    `*${all.length}\r\n${all.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(words("AUTH", password) + words("EVAL", script, "0", argument) + words("QUIT"));
  let answer = "";
  for await (const part of socket) answer += String(part);
  const [, count] = /:(\d+)/.exec(answer) ?? [];
  if (count === undefined) throw new Error(`Redis answered ${answer}`);
  return Number(count);
}

/** Decides by keys, again and again. Returns how long it took each time until the next case was on the screen. */
async function decideMany(times: number): Promise<number[]> {
  const console = document.querySelector<PasserbyConsole>("passerby-console");
  if (!console) throw new Error("this is not the console");
  const { desk } = console.shift;
  const shown = (): Element | null | undefined =>
    console.shadowRoot?.querySelector("passerby-desk")?.shadowRoot?.querySelector("passerby-case");
  const drawn = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const press = (key: string): boolean =>
    window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const before = desk.file?.case;
    press("0");
    const begun = performance.now();
    press("Enter");
    while (desk.state !== "open" || desk.file?.case === before || !shown()?.shadowRoot?.querySelector("h2"))
      await drawn();
    await drawn();
    took.push(performance.now() - begun);
  }
  return took;
}

if (cases > 0)
  test("decides many cases in a row, each soon, in a bounded memory", async ({ arrive, browser, keep }) => {
    test.setTimeout(1_800_000);
    const data = mkdtempSync(join(tmpdir(), "passerby-pace-"));
    keep({ end: async () => rmSync(data, { recursive: true, force: true }) });
    const settings = { PASSERBY_DATA: data, PASSERBY_REDIS_URI: "", PASSERBY_SECOND_LOOKS: "0" };
    const { url } = keep(await NodeProcess.start(settings));
    const [bad, good] = await pair(arrive, "Text", { baseURL: url });
    await bad.say("Cheap watches! Buy them at my place.");
    await good.expectMessage("Cheap watches!");
    await good.page.getByRole("button", { name: "Report" }).click();
    await good.page.getByRole("button", { name: "Spam or scam" }).click();
    const invite = await inviteAdmin("ada", url, data);
    await expect.poll(() => run(data, "return redis.call('ZCARD', 'passerby:{reports}:cases')", "")).toBe(1);
    // One long script would keep Redis from everybody else.
    for (let made = 1; made < cases; made += batch) await run(data, copies, String(made));
    const { page } = await Moderator.enrol(browser, "ada", invite, { baseURL: url });
    await expect(page.locator(".desk passerby-case")).toBeVisible();
    const devtools = await page.context().newCDPSession(page);
    const memory = async (): Promise<number> => {
      await devtools.send("HeapProfiler.collectGarbage");
      return (await devtools.send("Runtime.getHeapUsage")).usedSize;
    };
    const used: number[] = [];
    const took: number[] = [];
    // What the page has to learn once is in the first part.
    for (let part = 0; part < 5; part += 1) {
      took.push(...(await page.evaluate(decideMany, Math.floor(decisions / 5))));
      used.push(Math.round((await memory()) / 1_024));
    }
    took.sort((one, other) => one - other);
    const at = (share: number): string => `${Math.round(took[Math.floor(took.length * share)] ?? 0)} ms`;
    process.stdout.write(
      `  ${cases} open cases, ${took.length} decisions: until the next case is on the screen ` +
        `${at(0.5)} at the median, ${at(0.99)} at p99; the page's memory after each fifth: ${used.join(", ")} KiB\n`,
    );
    expect((used[4] ?? 0) - (used[1] ?? 0)).toBeLessThan(2 * 1_024);
  });
