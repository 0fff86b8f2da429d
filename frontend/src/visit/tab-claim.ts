/** Lets one page at a time stand for a visit: a tab that is duplicated has a copy of all that the first one stored. */
export interface TabClaim {
  /** Whether this page may take up what was stored under the id; no other living page holds it then. */
  claim(id: string): Promise<boolean>;
  release(): void;
}

/** A page that was just left gives its lock back within this time; a living one keeps it. */
const patience = 1_500;

/** Every living page has answered by then. */
const answerTime = 400;

/** By a lock of the Web Locks API; over plain HTTP, where browsers have none, by asking all pages of the origin. */
export class BrowserTabClaim implements TabClaim {
  #release: (() => void) | undefined;

  claim(id: string): Promise<boolean> {
    this.release();
    const name = `passerby.tab.${id}`;
    const { locks } = navigator as { readonly locks?: LockManager };
    if (locks) return this.#lock(locks, name);
    return typeof BroadcastChannel === "undefined" ? Promise.resolve(true) : this.#ask(name);
  }

  release(): void {
    this.#release?.();
    this.#release = undefined;
  }

  #lock(locks: LockManager, name: string): Promise<boolean> {
    return new Promise((resolve) => {
      const held = locks.request(name, { signal: AbortSignal.timeout(patience) }, () => {
        resolve(true);
        return new Promise<void>((done) => {
          this.#release = done;
        });
      });
      // It was not given in time, or this page may have none.
      held.catch(() => resolve(false));
    });
  }

  #ask(name: string): Promise<boolean> {
    const channel = new BroadcastChannel(name);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        channel.onmessage = ({ data }) => {
          if (data === "anyone?") channel.postMessage("taken");
        };
        this.#release = () => channel.close();
        resolve(true);
      }, answerTime);
      channel.onmessage = ({ data }) => {
        if (data !== "taken") return;
        clearTimeout(timer);
        channel.close();
        resolve(false);
      };
      channel.postMessage("anyone?");
    });
  }
}
