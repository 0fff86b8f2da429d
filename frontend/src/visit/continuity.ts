import type { Chat } from "../chat/chat.js";
import type { Connection } from "../connection/connection.js";
import { closeMedia } from "../media/local-media.js";
import type { Mode } from "../protocol/values.js";
import type { Calls, Resumed } from "./calls.js";
import { Keeper } from "./keeper.js";
import type { Kept, TabMemory } from "./tab-memory.js";
import type { VisitSettings } from "./visit-settings.js";

export interface ContinuityParts {
  /** Outlives the page. Without one a reload ends the visit. */
  readonly memory: TabMemory | undefined;
  readonly connection: Connection;
  readonly chat: Chat;
  readonly calls: Calls;
  readonly settings: () => VisitSettings;
  readonly configure: (settings: VisitSettings) => void;
  /** False once the visitor has begun something on this page: there is nothing to resume then. */
  readonly untouched: () => boolean;
  readonly changed: () => void;
}

/**
 * How long to wait for the camera before connecting, in milliseconds. The server does not hold the place for much longer,
 * and the browser's question for the camera may stay open for minutes.
 */
const mediaPatience = 2_000;

/** Carries a visit over a reload of its page: keeps what is needed, and takes it up again on the next page. */
export class Continuity {
  readonly #parts: ContinuityParts;
  readonly #keeper: Keeper;
  #recalling = false;
  #earlier: Resumed | undefined;

  constructor(parts: ContinuityParts) {
    this.#parts = parts;
    this.#keeper = new Keeper(parts.memory, () => this.#kept());
  }

  /** True until it is known whether a visit of this tab goes on. */
  get recalling(): boolean {
    return this.#recalling;
  }

  /** What an earlier page of this tab knew of the room that goes on. */
  get earlier(): Resumed | undefined {
    return this.#earlier;
  }

  /** Goes on with the visit that this tab was in before its page was reloaded, if the server still holds it. */
  async resume(): Promise<void> {
    const { memory, untouched, changed } = this.#parts;
    if (this.#recalling || !untouched() || !memory?.holds) return;
    this.#recalling = true;
    const kept = await memory.recall();
    this.#recalling = false;
    if (kept && untouched()) await this.#takeUp(kept);
    changed();
  }

  /** The server has answered: what the earlier page knew is in use by now, or is out of date. */
  handleWelcome(): void {
    this.#earlier = undefined;
    this.#keeper.now();
  }

  keepSoon(): void {
    this.#keeper.soon();
  }

  keepNow(): void {
    this.#keeper.now();
  }

  /** The page goes into the browser's back/forward cache: another page may take the visit up. */
  release(): void {
    this.#parts.memory?.release();
  }

  /** The page is back from the cache. Another page may have taken the visit up meanwhile. */
  async reclaim(): Promise<void> {
    if ((await this.#parts.memory?.reclaim()) === false) this.#parts.connection.yieldToOther();
  }

  stop(): void {
    this.#keeper.stop();
  }

  async #takeUp({ session, chat: kept, settings, revealed = false, partner }: Kept): Promise<void> {
    const { connection, chat, configure } = this.#parts;
    if (session) connection.adopt(session);
    if (!kept) return;
    if (settings) configure(settings);
    this.#earlier = { revealed, partner };
    chat.restore(kept);
    const timer = new Promise((resolve) => setTimeout(resolve, mediaPatience));
    await Promise.race([this.#reopenMedia(kept.criteria.mode), timer]);
    connection.open();
  }

  async #reopenMedia(mode: Mode): Promise<void> {
    const { calls, chat, changed } = this.#parts;
    if (calls.own.fits(mode)) return;
    const media = await calls.own.request(mode);
    if (chat.state.name === "idle") closeMedia(media);
    else calls.useMedia(media, mode);
    changed();
  }

  #kept(): Kept {
    const { connection, chat, calls, settings } = this.#parts;
    const { session, state } = connection;
    if (!session || state.name === "closed") return {};
    if (!chat.kept) return { session };
    const { partnerPeer: partner, revealed } = calls;
    return {
      session,
      chat: chat.kept,
      settings: settings(),
      revealed: revealed.own,
      ...(partner === undefined ? {} : { partner }),
    };
  }
}
