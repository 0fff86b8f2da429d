import { type KeptChat, readKeptChat } from "../chat/kept-chat.js";
import { newId } from "../chat/new-id.js";
import { readSession, type Session } from "../connection/session-api.js";
import { flag, object, oneOf, optional, text } from "../protocol/shape.js";
import type { TabClaim } from "./tab-claim.js";
import type { VisitSettings } from "./visit-settings.js";

/** What a tab remembers of its visit. */
export interface Kept {
  readonly session?: Session;
  readonly chat?: KeptChat;
  readonly settings?: VisitSettings;
  /** The visitor has agreed to be seen in the room. */
  readonly revealed?: boolean;
  /** The partner's end of the call; see `peerOf`. */
  readonly partner?: string;
}

interface Stored extends Kept {
  readonly tab: string;
}

const readStored = object<Stored>({
  tab: text,
  session: optional(readSession),
  chat: optional(readKeptChat),
  settings: optional(object<VisitSettings>({ relayOnly: flag, reveal: oneOf("asked", "always") })),
  revealed: optional(flag),
  partner: optional(text),
});

type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The keys in use by a visit of this page. A second visit to the same server stores nothing. */
const taken = new Set<string>();

/**
 * Keeps a visit in the tab's own storage, which survives a reload and a discarded tab, ends with the tab, and is shared
 * with no other. It holds the session, the room, and what was said in a chat that goes on. Nothing of it is sent
 * anywhere.
 */
export class TabMemory {
  readonly #key: string;
  #mine = false;
  #tab: string | undefined;

  constructor(
    server: string,
    private readonly claim: TabClaim,
    private readonly storage: () => TabStorage = () => sessionStorage,
  ) {
    this.#key = `passerby.visit ${server}`;
  }

  /** Whether the tab has stored something. It may belong to another page. */
  get holds(): boolean {
    return this.#take() && this.#read() !== undefined;
  }

  /** What this tab was in before its page was loaded. Undefined when another page is in it now. */
  async recall(): Promise<Kept | undefined> {
    if (!this.#take()) return undefined;
    const stored = this.#read();
    if (!stored) return undefined;
    if (!(await this.claim.claim(stored.tab))) {
      // This tab is a copy of another.
      this.forget();
      return undefined;
    }
    this.#tab = stored.tab;
    return stored;
  }

  keep(kept: Kept): void {
    if (!this.#take()) return;
    if (this.#tab === undefined) {
      this.#tab = newId();
      void this.claim.claim(this.#tab);
    }
    const stored: Stored = { tab: this.#tab, ...kept };
    try {
      this.storage().setItem(this.#key, JSON.stringify(stored));
    } catch {
      // Private windows may refuse storage, or it is full. A reload then ends the visit.
      this.forget();
    }
  }

  forget(): void {
    if (!this.#take()) return;
    try {
      this.storage().removeItem(this.#key);
    } catch {
      // Nothing was stored where storage is refused.
    }
  }

  /** The page goes, perhaps to come back as it was. Another may take the visit up. */
  release(): void {
    this.claim.release();
  }

  /**
   * The page has come back. Resolves to false when another page has taken the visit up, so that what is known here is
   * out of date.
   */
  async reclaim(): Promise<boolean> {
    return this.#tab === undefined || (await this.claim.claim(this.#tab));
  }

  close(): void {
    if (this.#mine) taken.delete(this.#key);
    this.#mine = false;
    this.#tab = undefined;
    this.claim.release();
  }

  #take(): boolean {
    if (!this.#mine && taken.has(this.#key)) return false;
    taken.add(this.#key);
    this.#mine = true;
    return true;
  }

  #read(): Stored | undefined {
    try {
      const stored = this.storage().getItem(this.#key);
      return stored === null ? undefined : readStored(JSON.parse(stored), "stored");
    } catch {
      // Another version of the page wrote it, or somebody else.
      return undefined;
    }
  }
}
