import { isRecord } from "../../protocol/shape.js";
import type { Ruling } from "../api/shapes.js";
import type { Draft } from "./measures.js";

/** What a tab remembers through a reload. No evidence is among it, and nothing outlives the tab. */
export interface Remembered {
  readonly token?: string;
  readonly name?: string;
  /** How many pictures were opened this shift. */
  readonly opened?: number;
  /** The case at hand. */
  readonly case?: string;
  /** Cases that are this moderator's too, and come before the next one. */
  readonly aside?: readonly string[];
  /** What is drafted on these cases, by their ids. */
  readonly drafts?: Readonly<Record<string, Draft>>;
  /** A decision that the server has not answered yet. */
  readonly unsent?: { readonly case: string; readonly ruling: Ruling };
}

const key = "passerby.moderation";

/** Keeps it in the tab's own storage. Without storage, a reload forgets it. */
export class TabMemory {
  #kept: Remembered;

  constructor(
    private readonly storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem"> = () => sessionStorage,
  ) {
    this.#kept = this.#read();
  }

  get kept(): Remembered {
    return this.#kept;
  }

  /** Changes some of it. What is undefined is forgotten. */
  keep(changes: { readonly [K in keyof Remembered]?: Remembered[K] | undefined }): void {
    const all = Object.entries({ ...this.#kept, ...changes }).filter(([, value]) => value !== undefined);
    this.#kept = Object.fromEntries(all);
    try {
      this.storage().setItem(key, JSON.stringify(this.#kept));
    } catch {
      // Private windows may refuse.
    }
  }

  forget(): void {
    this.#kept = {};
    try {
      this.storage().removeItem(key);
    } catch {
      // There is nothing to forget then.
    }
  }

  #read(): Remembered {
    try {
      const read: unknown = JSON.parse(this.storage().getItem(key) ?? "{}");
      return isRecord(read) ? (read as Remembered) : {};
    } catch {
      return {};
    }
  }
}
