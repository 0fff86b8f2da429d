/** Lets only one page at a time be in a visit. A duplicated tab has a copy of everything that the first one stored. */
export interface TabClaim {
  /** Resolves to whether this page may take up what was stored under the id. No other living page holds it then. */
  claim(id: string): Promise<boolean>;
  release(): void;
}

/** A page that was just left releases its lock within this time, in milliseconds. A living one keeps it. */
const patience = 1_500;

/** Every living page has answered by then, in milliseconds. */
const answerTime = 400;

/** Uses a lock of the Web Locks API. Over plain HTTP, where browsers have none, it asks all pages of the origin. */
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
      // It was not granted in time, or this page may have none.
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
