import { expect, type Visitor } from "./visitor.js";
import { setupTime } from "./visits.js";

/** Lets two who are in a video call meet again and again. Returns how long both waited for the picture each time. */
export async function setupTimes(one: Visitor, other: Visitor, meetings: number): Promise<number[]> {
  const times: number[] = [];
  for (let met = 1; met <= meetings; met += 1) {
    for (const { page } of [one, other]) {
      await expect.poll(() => setupTime(page), { message: `meeting ${met}` }).toBeDefined();
      times.push((await setupTime(page)) ?? Number.NaN);
    }
    if (met === meetings) break;
    await one.goOnFrom(other);
    await other.next.click();
  }
  return times;
}

/** In words, for the log of the run. */
export function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms of ${sorted.length}`;
}
