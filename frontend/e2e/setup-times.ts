import { BareCalls } from "./bare-calls.js";
import { type CallTimes, comparison, timesOf } from "./call-steps.js";
import { expect, type Visitor } from "./visitor.js";
import { setupTime } from "./visits.js";

/** How soon calls showed the partner. */
export interface SetupTimes {
  /** Of both sides of each meeting, as the visit tells it, in milliseconds. */
  readonly times: readonly number[];
  /** In words, for the log of the run. */
  readonly figures: string;
}

/**
 * Lets two who are in a video call meet again and again, and makes a bare call between any two meetings. So both have the
 * same load of the machine. Needs pages that record their calls; see `recordCalls`.
 */
export async function setupTimes(one: Visitor, other: Visitor, meetings: number): Promise<SetupTimes> {
  const pages = [one.page, other.page];
  const times: number[] = [];
  const bare: CallTimes[] = [];
  const ours: CallTimes[] = [];
  const [first, second] = pages.map((page) => page.context().browser());
  if (!first || !second) throw new Error("a page without a browser");
  const calls = await BareCalls.open([first, second], one.page.url());
  try {
    for (let met = 1; met <= meetings; met += 1) {
      ours.push(...(await timesOf(pages)));
      for (const page of pages) {
        await expect.poll(() => setupTime(page), { message: `meeting ${met}` }).toBeDefined();
        times.push((await setupTime(page)) ?? Number.NaN);
      }
      await one.goOnFrom(other);
      bare.push(...(await calls.call()));
      if (met < meetings) await other.next.click();
    }
  } finally {
    await calls.close();
  }
  return { times, figures: `${summary(times)}\n${comparison(bare, ours)}` };
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return `median ${Math.round(at(0.5))} ms, p99 ${Math.round(at(0.99))} ms of ${sorted.length}`;
}
