import type { Icebreakers, Lines } from "../connection/icebreakers-api.js";

const none: Lines = { starters: [], questions: [] };

/** The operator's icebreakers. They are asked for once somebody searches, and again when there was no answer. */
export class OwnIcebreakers {
  #known: Icebreakers | undefined;
  #asking = false;

  constructor(
    private readonly ask: (() => Promise<Icebreakers | undefined>) | undefined,
    private readonly changed: () => void,
  ) {}

  /** In this language. Empty where the page's own are to be used. */
  in(language: string): Lines {
    return this.#known?.[language] ?? none;
  }

  /** Somebody will be met. */
  async want(): Promise<void> {
    if (this.#known || this.#asking || !this.ask) return;
    this.#asking = true;
    this.#known = await this.ask();
    this.#asking = false;
    if (this.#known) this.changed();
  }
}

/**
 * A few of many lines, others for each room, but always the same ones for the same.
 *
 * @param room any text
 */
export function someOf(lines: readonly string[], count: number, room: string): readonly string[] {
  if (lines.length <= count) return lines;
  let mixed = 0;
  for (const sign of room) mixed = (mixed * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
  const from = mixed % lines.length;
  return [...lines.slice(from), ...lines.slice(0, from)].slice(0, count);
}
