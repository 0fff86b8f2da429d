import { shellPaths } from "./plan.js";

/** How long to wait for the network before a cached page is shown, in milliseconds. */
export const networkPatience = 3_000;

/** For this long after a cached page was shown, what it needs comes from the cache too: it is of the same build. */
const keptTogether = 10_000;

/** More files than one version of the page has. The oldest files of earlier versions go first. */
const maxFiles = 40;

/** How long to wait for each file when the cache is filled, in milliseconds. */
const fillPatience = 30_000;

type Files = Pick<Cache, "match" | "put" | "keys" | "delete">;

export interface ShelfParts {
  readonly files: Files;
  readonly origin: string;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
}

/** The cache of the page and its files. It decides whether the network or the cache answers. */
export class Shelf {
  readonly #parts: ShelfParts;
  /** When a cached page was last shown. */
  #together = false;

  constructor(parts: ShelfParts) {
    this.#parts = parts;
  }

  /** Caches all that a page needs to begin, of one build or of two that go together. Throws if it cannot. */
  async fill(): Promise<void> {
    const { files, origin, fetch } = this.#parts;
    const had = await Promise.all(
      shellPaths.map(async (path) => {
        const url = new URL(path, origin).href;
        const answer = await fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(fillPatience) });
        if (!(await isGood(answer, path)))
          throw new Error(`cannot cache ${path}: the server answered ${answer.status}`);
        return [url, answer] as const;
      }),
    );
    for (const [url, answer] of had) await files.put(url, answer);
  }

  /**
   * Answers with what a page needs to begin: from the network, or from the cache if the network is slow, gone, or
   * answers with an error. `later` keeps the worker alive until the rest of the work is done.
   */
  async shell(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
    const { files, origin, fetch } = this.#parts;
    const { pathname } = new URL(request.url);
    const path = pathname === "/index.html" ? "/" : pathname;
    const url = new URL(path, origin).href;
    const kept = await files.match(url);
    if (kept && path !== "/" && this.#together) return kept;
    const fresh = fetch(request);
    const filed = fresh.then(async (answer) => {
      // Copy it before the browser reads it: afterwards there is nothing left to cache.
      const copy = answer.clone();
      if (await isGood(copy, path)) await files.put(url, copy);
    });
    later(filed.catch(() => undefined));
    if (!kept) return fresh;
    const answer = await inTime(fresh);
    // The browser follows redirects itself. A page of somebody else's that is no error is for the visitor to see.
    if (answer && answer.status < 400) return answer;
    if (path === "/") {
      this.#together = true;
      setTimeout(() => {
        this.#together = false;
      }, keptTogether);
    }
    return kept;
  }

  /** A file whose name changes with its content can always come from the cache. */
  async asset(request: Request): Promise<Response> {
    const { files, fetch } = this.#parts;
    const { origin, pathname } = new URL(request.url);
    const url = origin + pathname;
    const kept = await files.match(url);
    if (kept) return kept;
    const asset = await fetch(request);
    if (await isGood(asset, pathname)) {
      await files.put(url, asset.clone());
      await this.#tidy();
    }
    return asset;
  }

  async #tidy(): Promise<void> {
    const { files } = this.#parts;
    const assets = (await files.keys()).filter(({ url }) => new URL(url).pathname.startsWith("/assets/"));
    await Promise.all(assets.slice(0, Math.max(0, assets.length - maxFiles)).map((file) => files.delete(file)));
  }
}

/** Undefined if the network takes too long or is gone. */
async function inTime(fresh: Promise<Response>): Promise<Response | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), networkPatience);
  });
  const answer = await Promise.race([fresh.catch(() => undefined), late]);
  clearTimeout(timer);
  return answer;
}

/**
 * Whether an answer may be cached: it is whole, comes from here without a redirect, and is of the kind that its path
 * promises. A balancer's maintenance page comes with status 200 as well, so the page is recognised by the script it
 * names.
 */
async function isGood(answer: Response, path: string): Promise<boolean> {
  if (answer.status !== 200 || answer.redirected || answer.type === "opaque" || answer.type === "opaqueredirect") {
    return false;
  }
  const kind = answer.headers.get("content-type") ?? "";
  if (path === "/") return kind.includes("text/html") && (await answer.clone().text()).includes('src="/app.js"');
  if (path.endsWith(".js")) return kind.includes("javascript");
  if (path.endsWith(".css")) return kind.includes("text/css");
  return !kind.includes("text/html");
}
