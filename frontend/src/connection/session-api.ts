import { isRecord, nullable, number, object, optional, text } from "../protocol/shape.js";
import type { DeviceStore } from "./device-store.js";
import {
  type Hindrance,
  hindranceOf,
  hindranceWithoutAnswer,
  type PageFacts,
  pageFacts,
  patience,
} from "./hindrance.js";
import { readChallenge, type Solve, solveInWorker } from "./proof/solve.js";

/** What the server gives a visitor who says to be an adult. */
export interface Session {
  readonly token: string;
  readonly session: string;
  readonly device: string;
  readonly expiresAt: number;
}

export interface Ban {
  readonly reason: string;
  readonly until: number | null;
  readonly appeal: string;
  /** The token's short form, for a person to write down. */
  readonly appealCode?: string;
}

/** The answer to a request for a session. */
export type SessionAnswer =
  | { readonly kind: "granted"; readonly session: Session }
  | { readonly kind: "banned"; readonly ban: Ban }
  | { readonly kind: "refused"; readonly message: string }
  | Hindrance;

export const readSession = object<Session>({ token: text, session: text, device: text, expiresAt: number });
const readBan = object<Ban>({ reason: text, until: nullable(number), appeal: text, appealCode: optional(text) });
const readFailure = object<{ code: string; message?: string }>({ code: text, message: optional(text) });

/** The server wants a challenge solved, for the first time or again. */
const demands: readonly unknown[] = ["proof-needed", "proof-not-taken"];

/** How often a solution may be refused, because time went by or the network changed. */
const mostProofs = 3;

/** After so many milliseconds of solving, the visitor is told. */
const slowProof = 1_000;

/** A limit or a fault came first: the server may not have looked at the solution. */
const isUntried = (status: number): boolean => status === 429 || status >= 500;

/** The stored device id is longer than the server accepts. */
const tooLarge: readonly number[] = [413, 431];

/** Asks the server for sessions over HTTP. */
export class SessionApi {
  /** A solution that the server has not tried yet. */
  #altcha: string | undefined;

  constructor(
    private readonly url: string,
    private readonly devices: DeviceStore,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
    private readonly page: () => PageFacts = pageFacts,
    private readonly solve: Solve = solveInWorker,
  ) {}

  /** `proving` is called when the server wants some work done first, and that takes a while. */
  open(proving: () => void = () => {}): Promise<SessionAnswer> {
    return this.#open(proving, mostProofs);
  }

  async #open(proving: () => void, proofs: number): Promise<SessionAnswer> {
    const device = this.devices.get();
    const altcha = this.#altcha;
    const response = await this.#post({
      adult: true,
      ...(device === undefined ? {} : { device }),
      ...(altcha === undefined ? {} : { altcha }),
    });
    if (!response) return hindranceWithoutAnswer(this.url, this.request, this.page());
    if (device !== undefined && tooLarge.includes(response.status)) {
      this.devices.forget();
      return this.#open(proving, proofs);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (!isUntried(response.status)) this.#altcha = undefined;
    if (proofs > 0 && isRecord(body) && demands.includes(body["code"])) {
      try {
        this.#altcha = await this.#prove(body["challenge"], proving);
      } catch {
        // The worker did not arrive, or the device is too slow. A later try may do better.
        return { kind: "unavailable" };
      }
      return this.#open(proving, proofs - 1);
    }
    try {
      return this.#answer(response, body);
    } catch {
      // The answer breaks the contract. A later try may do better.
      return { kind: "unavailable" };
    }
  }

  async #prove(challenge: unknown, proving: () => void): Promise<string> {
    const timer = setTimeout(proving, slowProof);
    try {
      return await this.solve(readChallenge(challenge, "challenge"));
    } finally {
      clearTimeout(timer);
    }
  }

  #post(body: object): Promise<Response | undefined> {
    return this.request(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: patience(),
    }).catch(() => undefined);
  }

  #answer(response: Response, body: unknown): SessionAnswer {
    const hindrance = hindranceOf(response, body, this.page());
    if (hindrance) return hindrance;
    if (response.ok) {
      const session = readSession(body, "session");
      this.devices.set(session.device);
      return { kind: "granted", session };
    }
    const failure = readFailure(body, "error");
    if (failure.code === "banned") return { kind: "banned", ban: readBan(body, "error") };
    return { kind: "refused", message: failure.message ?? failure.code };
  }
}
