import { isRecord } from "../protocol/shape.js";

/** Why a server does not take this page now. `retryAfter` is in milliseconds, and set where the server has said so. */
export type Hindrance =
  /** Too many visits from this network. */
  | { readonly kind: "rate-limited"; readonly retryAfter: number }
  /** The server has as many visitors as it takes. */
  | { readonly kind: "busy"; readonly retryAfter?: number }
  /** It is down, on its way out, or out of reach. */
  | { readonly kind: "unavailable"; readonly retryAfter?: number }
  /** Its operator has not allowed pages of this origin. */
  | { readonly kind: "foreign"; readonly origin: string; readonly retryAfter?: number }
  /** The network answers in the server's place, with a page to sign in at. */
  | { readonly kind: "sign-in" }
  /** The device says that it has no network. */
  | { readonly kind: "offline" };

/** What is known of the page itself. */
export interface PageFacts {
  readonly origin: string;
  /** False when the device is sure to have no network. */
  readonly online: boolean;
}

const usualRetryAfter = 5_000;
const longestRetryAfter = 600_000;

/** RFC 6585, section 6: networks answer so until somebody has signed in. */
const networkAuthenticationRequired = 511;

export const pageFacts = (): PageFacts => ({
  origin: globalThis.location?.origin ?? "",
  online: globalThis.navigator?.onLine !== false,
});

/** Reads an answer that grants nothing; nothing when it says no such thing. */
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
 * Why there was no answer at all. A browser hides the answer to a foreign page and fails as if there were none, but
 * lets a request through whose answer nobody asks to read (Fetch standard, `no-cors`).
 */
export async function hindranceWithoutAnswer(url: string, request: typeof fetch, page: PageFacts): Promise<Hindrance> {
  if (!page.online) return { kind: "offline" };
  if (page.origin !== "" && new URL(url).origin !== page.origin) {
    try {
      await request(new URL("/api/status", url), { mode: "no-cors", cache: "no-store", signal: patience() });
      return { kind: "foreign", origin: page.origin };
    } catch {
      // Out of reach for everybody.
    }
  }
  return { kind: "unavailable" };
}

/** Ends a request to which nobody answers. */
export const patience = (): AbortSignal => AbortSignal.timeout(15_000);

function isPage(headers: Headers): boolean {
  return headers.get("content-type")?.includes("html") ?? false;
}

/**
 * RFC 9110, section 10.2.3: seconds, or a date, which is held against the date of the same answer and never against
 * the device's clock.
 */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), longestRetryAfter);
}
