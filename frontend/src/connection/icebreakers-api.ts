import { isRecord } from "../protocol/shape.js";
import { patience } from "./hindrance.js";

/** What the operator of the server offers people who have just met, in one language. */
export interface Lines {
  /** First lines to send with one tap. */
  readonly starters: readonly string[];
  /** Questions that both answer. */
  readonly questions: readonly string[];
}

/** By language, such as `en`. */
export type Icebreakers = Readonly<Record<string, Lines>>;

/** Asks the server for the operator's own icebreakers. */
export class IcebreakersApi {
  constructor(
    private readonly url: string,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  /** Undefined when the server does not say, or cannot be reached. */
  async read(): Promise<Icebreakers | undefined> {
    try {
      const response = await this.request(this.url, { signal: patience() });
      const body: unknown = response.ok ? await response.json() : undefined;
      const languages = isRecord(body) ? body["languages"] : undefined;
      if (!isRecord(languages)) return undefined;
      return Object.fromEntries(
        Object.entries(languages).flatMap(([language, lines]) =>
          isRecord(lines)
            ? [[language, { starters: textsIn(lines["starters"]), questions: textsIn(lines["questions"]) }]]
            : [],
        ),
      );
    } catch {
      return undefined;
    }
  }
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string" && item.trim() !== "") : [];
