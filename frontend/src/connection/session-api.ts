import { nullable, number, object, optional, text } from "../protocol/shape.js";
import type { DeviceStore } from "./device-store.js";
import {
  type Hindrance,
  hindranceOf,
  hindranceWithoutAnswer,
  type PageFacts,
  pageFacts,
  patience,
} from "./hindrance.js";

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

/** The stored device id is longer than the server accepts. */
const tooLarge: readonly number[] = [413, 431];

/** Asks the server for sessions over HTTP. */
export class SessionApi {
  constructor(
    private readonly url: string,
    private readonly devices: DeviceStore,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
    private readonly page: () => PageFacts = pageFacts,
  ) {}

  async open(): Promise<SessionAnswer> {
    const device = this.devices.get();
    const response = await this.#post({ adult: true, ...(device === undefined ? {} : { device }) });
    if (!response) return hindranceWithoutAnswer(this.url, this.request, this.page());
    if (device !== undefined && tooLarge.includes(response.status)) {
      this.devices.forget();
      return this.open();
    }
    const body: unknown = await response.json().catch(() => undefined);
    try {
      return this.#answer(response, body);
    } catch {
      // The answer breaks the contract. A later try may do better.
      return { kind: "unavailable" };
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
