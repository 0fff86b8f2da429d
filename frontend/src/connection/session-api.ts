import { isRecord, nullable, number, object, optional, text } from "../protocol/shape.js";
import type { DeviceStore } from "./device-store.js";

/** What the server grants a visitor who says to be an adult. */
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
}

/** The answer to asking for a session; `retryAfter` is in milliseconds. */
export type SessionAnswer =
  | { readonly kind: "granted"; readonly session: Session }
  | { readonly kind: "banned"; readonly ban: Ban }
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  | { readonly kind: "unavailable"; readonly retryAfter?: number }
  | { readonly kind: "refused"; readonly message: string };

const readSession = object<Session>({ token: text, session: text, device: text, expiresAt: number });
const readBan = object<Ban>({ reason: text, until: nullable(number), appeal: text });
const readFailure = object<{ code: string; message?: string }>({ code: text, message: optional(text) });

const defaultRetryAfter = 5_000;

/** Asks the server for sessions over HTTP. */
export class SessionApi {
  constructor(
    private readonly url: string,
    private readonly devices: DeviceStore,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  async open(): Promise<SessionAnswer> {
    const device = this.devices.get();
    try {
      const response = await this.request(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ adult: true, ...(device === undefined ? {} : { device }) }),
      });
      const body: unknown = await response.json().catch(() => undefined);
      return this.#answer(response, body);
    } catch {
      // No network, or a body that is not what the contract says: in both cases a later try may fare better.
      return { kind: "unavailable" };
    }
  }

  #answer(response: Response, body: unknown): SessionAnswer {
    if (response.ok) {
      const session = readSession(body, "session");
      this.devices.set(session.device);
      return { kind: "granted", session };
    }
    const retryAfter = retryAfterOf(response);
    if (response.status === 429) return { kind: "rate-limited", retryAfter: retryAfter ?? defaultRetryAfter };
    if (response.status >= 500 || !isRecord(body)) {
      return { kind: "unavailable", ...(retryAfter === undefined ? {} : { retryAfter }) };
    }
    const failure = readFailure(body, "error");
    if (failure.code === "banned") return { kind: "banned", ban: readBan(body, "error") };
    return { kind: "refused", message: failure.message ?? failure.code };
  }
}

function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
