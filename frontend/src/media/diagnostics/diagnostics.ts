/** One thing that happened. */
export interface LogEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  /** What it is about, such as `connection`, `call`, `ice`, `quality` or `problem`. */
  readonly about: string;
  readonly what: string;
}

/**
 * What a visitor can look at and save when something does not work. It holds no addresses and nothing of what was said.
 */
export interface Diagnostics {
  readonly made: number;
  readonly browser: string;
  readonly log: readonly LogEntry[];
  /** The candidate pairs of the current call, or of the latest one. */
  readonly pairs: readonly Readonly<Record<string, unknown>>[];
  /** Measurements of the call. */
  readonly samples: readonly Readonly<Record<string, unknown>>[];
}
