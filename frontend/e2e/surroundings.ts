import { test as base } from "./visitor.js";

/** A process or a server that a test needs besides the node under test. */
interface Surrounding {
  end(): Promise<unknown>;
}

interface Fixtures {
  /** Ends this after the test, however that goes. The last to start ends first. */
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
 * Skips the test if there is a hindrance, and says so in the run's log, because the list of tests gives no reason. In a
 * run that must be complete it fails instead, or a missing TURN server would go unnoticed for ever.
 */
export function leaveOutFor(hindrance: string | undefined): void {
  if (hindrance === undefined) return;
  if (process.env["E2E_WHOLE"] === "true") throw new Error(`nothing may be left out of this run, but ${hindrance}`);
  process.stdout.write(`  left out: ${hindrance}\n`);
  test.skip(true, hindrance);
}
