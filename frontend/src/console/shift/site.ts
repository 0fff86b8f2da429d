import { Emitter } from "../../events/emitter.js";
import { type Figures, readFigures, readShield, type Shield, type ShieldMeasure } from "../api/site-shapes.js";
import type { StaffApi } from "../api/staff-api.js";
import { Rounds } from "./rounds.js";

/** How often it is read, in milliseconds. */
const every = 5_000;

export interface SiteEvents {
  change: undefined;
}

/** What a moderator orders of the shield. */
export interface ShieldOrder {
  readonly minutes: number;
  readonly measures: readonly ShieldMeasure[];
  readonly why: string;
}

/** The whole site as moderators see it: the shield, and figures while somebody looks at them. */
export class Site extends Emitter<SiteEvents> {
  #shield: Shield | undefined;
  #figures: Figures | undefined;
  #watched = false;
  #isRead = false;
  /** How often the shield was set here: what was read while that went on may be older than it. */
  #sets = 0;
  readonly #rounds = new Rounds(every, () => this.#round());

  constructor(
    private readonly api: StaffApi,
    /** Whether nobody sits here. Reading keeps the login alive, and an unattended console must not stay logged in. */
    private readonly idle: () => boolean,
  ) {
    super();
  }

  /** Undefined as long as nobody knows. */
  get shield(): Shield | undefined {
    return this.#shield;
  }

  get figures(): Figures | undefined {
    return this.#figures;
  }

  start(): void {
    this.#isRead = true;
    this.#rounds.start();
  }

  stop(): void {
    this.#isRead = false;
    this.#rounds.stop();
  }

  /** Whether the figures are on the screen. */
  watch(watched: boolean): void {
    this.#watched = watched;
    if (watched && this.#isRead) this.#rounds.start();
  }

  /** Fails as the interface does, as {@link lower}. */
  async raise(order: ShieldOrder): Promise<void> {
    await this.#set({ on: true, ...order });
  }

  async lower(): Promise<void> {
    await this.#set({ on: false });
  }

  async #set(body: object): Promise<void> {
    this.#sets++;
    try {
      this.#shield = await this.api.read("/shield", readShield, { method: "PUT", body });
    } finally {
      this.#sets++;
    }
    this.emit("change", undefined);
  }

  async #round(): Promise<void> {
    if (this.idle()) return;
    const sets = this.#sets;
    const shield = await this.api.read("/shield", readShield);
    const figures = this.#watched ? await this.api.read("/figures", readFigures) : this.#figures;
    if (!this.#isRead) return;
    if (sets === this.#sets) this.#shield = shield;
    this.#figures = figures;
    this.emit("change", undefined);
  }
}
