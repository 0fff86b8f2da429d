import { isRecord } from "../protocol/shape.js";

/** Why a server does not take this page now. `retryAfter` is in milliseconds, and set when the server gave it. */
export type Hindrance =
  /** Too many visits from this network. */
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  /** The server is full. */
  | { readonly kind: "busy"; readonly retryAfter?: number }
  /** The server is down, shutting down, or out of reach. */
  | { readonly kind: "unavailable"; readonly retryAfter?: number }
  /** The operator does not allow pages of this origin. */
  | { readonly kind: "foreign"; readonly origin: string; readonly retryAfter?: number }
  /** The network answers instead of the server, with a page to sign in at. */
  | { readonly kind: "sign-in" }
  /** The device says that it has no network. */
  | { readonly kind: "offline" };

/** What is known of the page itself. */
export interface PageFacts {
  readonly origin: string;
  /** False when the device knows that it has no network. */
  readonly online: boolean;
}

const usualRetryAfter = 5_000;
const longestRetryAfter = 600_000;

/** RFC 6585, section 6: networks answer with this until somebody signs in. */
const networkAuthenticationRequired = 511;

export const pageFacts = (): PageFacts => ({
  origin: globalThis.location?.origin ?? "",
  online: globalThis.navigator?.onLine !== false,
});

/** Reads an answer that grants nothing. Undefined when it gives no such reason. */
export function hindranceOf(response: Response, body: unknown, page: PageFacts): Hindrance | undefined {
  const { status, headers } = response;
  const retryAfter = retryAfterOf(headers);
  const when = retryAfter === undefined ? {} : { retryAfter };
  const code = isRecord(body) ? body["code"] : undefined;
  if (status === networkAuthenticationRequired || (!isRecord(body) && status < 400 && isPage(headers))) {
    return { kind: "sign-in" };
  }
  if (code === "foreign-origin") return { kind: "foreign", origin: page.origin, ...when };
  if (status === 429) return { kind: "rate-limited", retryAfter: retryAfter ?? usualRetryAfter };
  if (code === "overloaded") return { kind: "busy", ...when };
  return status >= 500 || (status < 400 ? false : !isRecord(body)) ? { kind: "unavailable", ...when } : undefined;
}

/**
 * Why there was no answer at all. Browsers hide the answer to a page of a foreign origin and report a network error,
 * but let a request through whose answer the page cannot read (Fetch standard, `no-cors`).
 */
export async function hindranceWithoutAnswer(url: string, request: typeof fetch, page: PageFacts): Promise<Hindrance> {
  if (!page.online) return { kind: "offline" };
  if (page.origin !== "" && new URL(url).origin !== page.origin) {
    try {
      await request(new URL("/api/status", url), { mode: "no-cors", cache: "no-store", signal: patience() });
      return { kind: "foreign", origin: page.origin };
    } catch {
      // The server is out of reach for everybody.
    }
  }
  return { kind: "unavailable" };
}

/** Ends a request that gets no answer. */
export const patience = (): AbortSignal => AbortSignal.timeout(15_000);

function isPage(headers: Headers): boolean {
  return headers.get("content-type")?.includes("html") ?? false;
}

/**
 * How long the server wants to be left alone, in milliseconds. RFC 9110, section 10.2.3: seconds, or a date. A date is compared with the `Date` of the same answer, never with the
 * device's clock.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), longestRetryAfter);
}
