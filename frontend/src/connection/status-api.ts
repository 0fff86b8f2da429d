import { isRecord } from "../protocol/shape.js";
import { patience } from "./hindrance.js";

/** Asks the server what it tells everybody: how many people are here. */
export class StatusApi {
  constructor(
    private readonly url: string,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** Undefined when the server does not say, or cannot be reached. */
  async online(): Promise<number | undefined> {
    try {
      const response = await this.request(this.url, { signal: patience() });
      const body: unknown = response.ok ? await response.json() : undefined;
      const online = isRecord(body) ? body["online"] : undefined;
      return typeof online === "number" && Number.isSafeInteger(online) && online >= 0 ? online : undefined;
    } catch {
      return undefined;
    }
  }
}
