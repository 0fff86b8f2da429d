import { Away, Ended, type StaffApi } from "../api/staff-api.js";
import type { TabMemory } from "./tab-memory.js";

/** A picture of a report. It is blurred until the moderator asks to see it clear. */
export interface Picture {
  readonly state: "loading" | "blurred" | "clear" | "refused" | "away";
  /** Where the browser has it, once it is there. */
  readonly url?: string;
}

/** The pictures of the case at hand. None is fetched unasked. */
export class Pictures {
  readonly #pictures = new Map<string, Picture>();

  constructor(
    private readonly api: StaffApi,
    private readonly memory: TabMemory,
    private readonly changed: () => void,
    private readonly urls: Pick<typeof URL, "createObjectURL" | "revokeObjectURL"> = URL,
  ) {}

  /** How many were opened this shift. */
  get opened(): number {
    return this.memory.kept.opened ?? 0;
  }

  of(report: string): Picture | undefined {
    return this.#pictures.get(report);
  }

  /** The first call fetches the picture and shows it blurred. The next ones take the blur away, and put it back. */
  async show(caseId: string, report: string): Promise<void> {
    const known = this.#pictures.get(report);
    if (known?.url !== undefined) {
      this.#set(report, { state: known.state === "clear" ? "blurred" : "clear", url: known.url });
      return;
    }
    if (known?.state === "loading") return;
    const loading: Picture = { state: "loading" };
    this.#set(report, loading);
    try {
      const path = `/cases/${encodeURIComponent(caseId)}/snapshots/${encodeURIComponent(report)}`;
      const picture = await this.api.picture(path);
      // Another case may be on the desk by now.
      if (this.#pictures.get(report) !== loading) return;
      this.memory.keep({ opened: this.opened + 1 });
      this.#set(report, { state: "blurred", url: this.urls.createObjectURL(picture) });
    } catch (e) {
      if (this.#pictures.get(report) !== loading || e instanceof Ended) return;
      this.#set(report, { state: e instanceof Away ? "away" : "refused" });
    }
  }

  /** Forgets all of them. */
  clear(): void {
    for (const { url } of this.#pictures.values()) if (url !== undefined) this.urls.revokeObjectURL(url);
    this.#pictures.clear();
  }

  #set(report: string, picture: Picture): void {
    this.#pictures.set(report, picture);
    this.changed();
  }
}
