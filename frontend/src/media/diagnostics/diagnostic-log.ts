import { timeOfDay } from "../../time/clock.js";
import { figure, isReport, ofType, selectedPair } from "../quality/stats-sample.js";
import type { Diagnostics, LogEntry } from "./diagnostics.js";
import { maskAddresses } from "./mask.js";

type Row = Readonly<Record<string, unknown>>;

/** A long visit must not fill the memory, so the oldest go. A call adds a sample every two seconds. */
const mostEntries = 500;
const mostSamples = 300;

/** Records what happened, for a visitor to look at and save. Addresses are masked before anything is recorded. */
export class DiagnosticLog {
  readonly #entries: LogEntry[] = [];
  #samples: Row[] = [];
  #pairs: readonly Row[] = [];

  note(about: string, what: string): void {
    this.#entries.push({ at: timeOfDay(), about, what: maskAddresses(what) });
    if (this.#entries.length > mostEntries) this.#entries.shift();
  }

  problem(problem: unknown): void {
    this.note("problem", problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem));
  }

  /** A new call begins. The measurements of the last one are of no use for it. */
  clearCall(): void {
    this.#samples = [];
    this.#pairs = [];
  }

  sample(row: object): void {
    this.#samples.push({ ...row, at: timeOfDay() });
    if (this.#samples.length > mostSamples) this.#samples.shift();
  }

  /** The candidate pairs as the browser sees them now. */
  pairs(stats: { values(): Iterable<unknown> }): void {
    const reports = [...stats.values()].filter(isReport);
    const chosen = selectedPair(reports);
    this.#pairs = ofType(reports, "candidate-pair").map((pair) => ({
      selected: pair === chosen,
      state: pair["state"],
      nominated: pair["nominated"],
      rtt: figure(pair, "currentRoundTripTime"),
      requests: figure(pair, "requestsSent"),
      responses: figure(pair, "responsesReceived"),
      sent: figure(pair, "bytesSent"),
      received: figure(pair, "bytesReceived"),
      local: candidateOf(reports, pair["localCandidateId"]),
      remote: candidateOf(reports, pair["remoteCandidateId"]),
    }));
  }

  export(): Diagnostics {
    return {
      made: timeOfDay(),
      browser: globalThis.navigator?.userAgent ?? "",
      log: [...this.#entries],
      pairs: this.#pairs,
      samples: [...this.#samples],
    };
  }
}

function candidateOf(reports: readonly Row[], id: unknown): string {
  const candidate = reports.find((report) => report["id"] === id);
  if (!candidate) return "unknown";
  const address = candidate["address"] ?? candidate["ip"] ?? "hidden";
  const words = [
    candidate["candidateType"],
    candidate["protocol"],
    address,
    candidate["port"],
    candidate["relayProtocol"] && `by ${candidate["relayProtocol"]}`,
    candidate["networkType"],
  ];
  return maskAddresses(words.filter((word) => word !== undefined && word !== "").join(" "));
}
