import { type Draft, emptyDraft } from "./measures.js";
import type { TabMemory } from "./tab-memory.js";

/** What is drafted on cases, through a reload too. */
export class Drafts {
  constructor(private readonly memory: TabMemory) {}

  of(id: string): Draft {
    return this.memory.kept.drafts?.[id] ?? emptyDraft;
  }

  keep(id: string, draft: Draft): void {
    this.memory.keep({ drafts: { ...this.memory.kept.drafts, [id]: draft } });
  }

  /** Forgets what is drafted on all others. */
  keepOnly(ids: readonly string[]): void {
    const kept = Object.entries(this.memory.kept.drafts ?? {}).filter(([id]) => ids.includes(id));
    this.memory.keep({ drafts: kept.length > 0 ? Object.fromEntries(kept) : undefined });
  }
}
