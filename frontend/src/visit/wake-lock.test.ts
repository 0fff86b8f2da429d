import { describe, expect, it } from "vitest";
import { WakeLock } from "./wake-lock.js";

class Screen {
  readonly locks: { released: boolean; release(): Promise<void> }[] = [];
  readonly problems: unknown[] = [];
  refuses = false;
  readonly lock = new WakeLock(
    (problem) => this.problems.push(problem),
    () => ({ request: () => this.#request() }),
  );

  get held(): number {
    return this.locks.filter(({ released }) => !released).length;
  }

  async #request(): Promise<{ released: boolean; release(): Promise<void> }> {
    await Promise.resolve();
    if (this.refuses) throw new DOMException("the page is hidden", "NotAllowedError");
    const made = {
      released: false,
      release: async () => {
        await Promise.resolve();
        made.released = true;
      },
    };
    this.locks.push(made);
    return made;
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("WakeLock", () => {
  it("is held once while it is wanted", async () => {
    const screen = new Screen();
    screen.lock.want(true);
    screen.lock.want(true);
    await settle();
    screen.lock.want(true);
    await settle();
    expect([screen.locks.length, screen.held]).toEqual([1, 1]);
    screen.lock.want(false);
    await settle();
    expect(screen.held).toBe(0);
  });

  it("is asked for again after the browser has let go of it, and not when nobody wants it", async () => {
    const screen = new Screen();
    screen.lock.renew();
    screen.lock.want(true);
    await settle();
    await screen.locks[0]?.release();
    screen.lock.renew();
    await settle();
    expect([screen.locks.length, screen.held]).toEqual([2, 1]);
  });

  it("is given back when it comes too late", async () => {
    const screen = new Screen();
    screen.lock.want(true);
    screen.lock.want(false);
    await settle();
    expect([screen.locks.length, screen.held]).toEqual([1, 0]);
  });

  it("does without where it is refused, and where there is none", async () => {
    const screen = new Screen();
    screen.refuses = true;
    screen.lock.want(true);
    await settle();
    expect(screen.problems).toHaveLength(1);
    screen.refuses = false;
    screen.lock.renew();
    await settle();
    expect(screen.held).toBe(1);
    const none = new WakeLock(
      (problem) => screen.problems.push(problem),
      () => undefined,
    );
    none.want(true);
    await settle();
    none.want(false);
    expect(screen.problems).toHaveLength(1);
  });
});
