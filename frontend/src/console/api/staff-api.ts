import { patience, retryAfterOf } from "../../connection/hindrance.js";
import { spread } from "../../connection/reconnect-policy.js";
import { Emitter } from "../../events/emitter.js";
import { isRecord, type Reader } from "../../protocol/shape.js";
import { ServerClock } from "./server-clock.js";

/** The server cannot answer now: Redis is away, there is too much to do, or the network is gone. Nothing is lost. */
export class Away extends Error {
  constructor(
    /** Milliseconds after which to try again. */
    readonly retryAfter: number,
    /** There were too many attempts. */
    readonly tooMany = false,
  ) {
    super("The server cannot answer now.");
    this.name = "Away";
  }
}

/** The server will not do that. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Who was first, when somebody was. */
    readonly by: string | undefined,
  ) {
    super(message);
    this.name = "Refused";
  }
}

/** The login has ended, and nobody logs in again to go on. */
export class Ended extends Error {
  constructor() {
    super("The login has ended.");
    this.name = "Ended";
  }
}

export interface StaffApiEvents {
  /** The token is not taken any more. Requests wait until there is another one. */
  ended: undefined;
}

/** Whether a failure is one that requests are known to have. All others are faults. */
export const isExpected = (e: unknown): boolean => e instanceof Away || e instanceof Refused || e instanceof Ended;

const pause = 2_000;
/** A server may ask for a long pause. Somebody waits, so it is asked now and then all the same. */
const longestPause = 10_000;

interface Ask {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: object;
}

/**
 * The moderators' HTTP interface. Requests of somebody whose login has ended wait for {@link enter}, and are sent again
 * with the new token: whoever logs in again loses nothing.
 */
export class StaffApi extends Emitter<StaffApiEvents> {
  #token: string | undefined;
  #waiting: { go(): void; stop(): void }[] = [];
  readonly clock = new ServerClock();

  constructor(
    private readonly base = "/api/moderation",
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {
    super();
  }

  /** Takes a token. What waits for one goes on. */
  enter(token: string): void {
    this.#token = token;
    for (const { go } of this.#waiting.splice(0)) go();
  }

  /** Forgets the token. What waits for another one fails. */
  leave(): void {
    this.#token = undefined;
    for (const { stop } of this.#waiting.splice(0)) stop();
  }

  /** Has the server forget a token, if it can be reached. */
  async revoke(token: string): Promise<void> {
    try {
      await this.#send("/logout", { method: "POST" }, token);
    } catch (e) {
      if (!isExpected(e)) throw e;
    }
  }

  /** Asks without a token, to get one. */
  async open<T>(path: string, body: object, reader: Reader<T>): Promise<T> {
    return reader(await read(await this.#send(path, { method: "POST", body }, undefined)), path);
  }

  /** Reads with a token that is not in use yet. */
  async readAs<T>(token: string, path: string, reader: Reader<T>): Promise<T> {
    return reader(await read(await this.#send(path, {}, token)), path);
  }

  async read<T>(path: string, reader: Reader<T>, ask: Ask = {}): Promise<T> {
    const response = await this.#authorised(path, ask);
    return reader(await read(response), path);
  }

  /** As {@link read}, for what may be answered with nothing. */
  async readIfAny<T>(path: string, reader: Reader<T>, ask: Ask = {}): Promise<T | undefined> {
    const response = await this.#authorised(path, ask);
    return response.status === 204 ? undefined : reader(await read(response), path);
  }

  async do(path: string, ask: Ask): Promise<void> {
    await this.#authorised(path, ask);
  }

  async picture(path: string): Promise<Blob> {
    const response = await this.#authorised(path, {});
    return unbroken(() => response.blob());
  }

  async lines(path: string): Promise<string[]> {
    const response = await this.#authorised(path, {});
    return (await unbroken(() => response.text())).split("\n").filter((line) => line !== "");
  }

  async #authorised(path: string, ask: Ask): Promise<Response> {
    for (;;) {
      // The token is known to be good no more.
      if (this.#waiting.length > 0) await this.#another();
      const token = this.#token;
      if (token === undefined) throw new Ended();
      try {
        return await this.#send(path, ask, token);
      } catch (e) {
        if (!(e instanceof Refused) || e.status !== 401) throw e;
        // Somebody may have logged in again while this was on its way.
        if (token === this.#token) await this.#another();
      }
    }
  }

  #another(): Promise<void> {
    const entered = new Promise<void>((go, fail) => {
      this.#waiting.push({ go, stop: () => fail(new Ended()) });
    });
    if (this.#waiting.length === 1) this.emit("ended", undefined);
    return entered;
  }

  async #send(path: string, { method = "GET", body }: Ask, token: string | undefined): Promise<Response> {
    let response: Response;
    try {
      response = await this.request(this.base + path, {
        method,
        cache: "no-store",
        signal: patience(),
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch {
      throw new Away(pause);
    }
    this.clock.heard(response.headers);
    if (response.ok) return response;
    if (response.status === 429 || response.status >= 500) throw away(response);
    throw await refusal(response);
  }
}

const read = (response: Response): Promise<unknown> => unbroken(() => response.json());

/** A body may break off, as an answer may. */
async function unbroken<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch {
    throw new Away(pause);
  }
}

const away = ({ headers, status }: Response): Away => new Away(retryAfterOf(headers) || pause, status === 429);

async function refusal(response: Response): Promise<Refused> {
  const told: unknown = await response.json().catch(() => undefined);
  const { code, message, by } = isRecord(told) ? told : {};
  return new Refused(
    response.status,
    typeof code === "string" ? code : "unknown",
    typeof message === "string" ? message : `The server answered ${response.status}.`,
    typeof by === "string" ? by : undefined,
  );
}

/** How long to wait, in milliseconds, after so many failures before this one. */
export const waitAfter = ({ retryAfter }: Away, failures: number): number =>
  spread(Math.min(retryAfter * 2 ** failures, longestPause));

/**
 * Repeats what counts once however often it is sent, until the server has answered.
 *
 * @param failed is told each time that it has to wait
 */
export async function untilAnswered<T>(work: () => Promise<T>, failed: () => void): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (e) {
      if (!(e instanceof Away)) throw e;
      failed();
      const wait = waitAfter(e, failures);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
