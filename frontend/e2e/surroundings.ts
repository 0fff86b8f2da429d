import { test as base } from "./visitor.js";

/** A process or a server that a test needs besides the node under test. */
interface Surrounding {
  end(): Promise<unknown>;
}

interface Fixtures {
  /** Has this ended after the test, however that goes; what began last ends first. */
  keep: <T extends Surrounding>(surrounding: T) => T;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture needs.
  keep: async ({}, use) => {
    const kept: Surrounding[] = [];
    await use((surrounding) => {
      kept.push(surrounding);
      return surrounding;
    });
    for (const surrounding of kept.reverse()) await surrounding.end();
  },
});

/**
 * Leaves the test out if there is a hindrance, and says so in the run's log: the list of tests alone gives no reason. Fails
 * instead in a run that is to be whole, or a relay that went missing would go unnoticed for good.
 */
export function leaveOutFor(hindrance: string | undefined): void {
  if (hindrance === undefined) return;
  if (process.env["E2E_WHOLE"] === "true") throw new Error(`nothing may be left out of this run, but ${hindrance}`);
  process.stdout.write(`  left out: ${hindrance}\n`);
  test.skip(true, hindrance);
}
