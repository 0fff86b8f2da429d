import {
  type Hindrance,
  hindranceOf,
  hindranceWithoutAnswer,
  type PageFacts,
  pageFacts,
  patience,
} from "./hindrance.js";

/** What the server would answer to a handshake now. `open`: it would accept. */
export type HandshakeAnswer = Hindrance | { readonly kind: "open" } | { readonly kind: "unknown" };

const upgradeRequired = 426;

/**
 * Asks the server why it refused a WebSocket handshake, which the browser does not tell. The request is a POST, because
 * browsers leave the Origin out of a GET to the page's own server (Fetch standard, section 3.2).
 */
export class HandshakeApi {
  constructor(
    /** The socket's address, with `http` in place of `ws`. */
    private readonly url: string,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
    private readonly page: () => PageFacts = pageFacts,
  ) {}

  async ask(): Promise<HandshakeAnswer> {
    let response: Response;
    try {
      response = await this.request(this.url, { method: "POST", cache: "no-store", signal: patience() });
    } catch {
      return hindranceWithoutAnswer(this.url, this.request, this.page());
    }
    if (response.status === upgradeRequired) return { kind: "open" };
    const body: unknown = await response.json().catch(() => undefined);
    return hindranceOf(response, body, this.page()) ?? { kind: "unknown" };
  }
}
