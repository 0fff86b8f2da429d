import type { CallQuality } from "./call-quality.js";

/** What one reading of a peer connection's statistics says, compared with the previous one. */
export interface StatsSample {
  /** Milliseconds of the statistics' own clock. */
  readonly at: number;
  readonly rtt?: number;
  /** The share lost on the way to the partner, as the partner reports: from 0 to 1. */
  readonly lossOut?: number;
  readonly lossIn?: number;
  readonly sending?: number;
  readonly receiving?: number;
  readonly available?: number;
  /** What keeps the encoder from sending the full picture. */
  readonly limit?: "none" | "cpu" | "bandwidth" | "other";
  readonly height?: number;
  readonly framesPerSecond?: number;
  readonly path?: NonNullable<CallQuality["path"]>;
  /** The kind of the own candidate. */
  readonly local?: NonNullable<CallQuality["path"]>;
}

type Report = Readonly<Record<string, unknown>>;

/** The counters of one reading, for the next one to compare with. */
interface Counters {
  readonly at: number;
  readonly sent: number;
  readonly received: number;
  readonly packetsIn: number;
  readonly lostIn: number;
}

/** Turns a peer connection's statistics, reading by reading, into samples. */
export class StatsReader {
  #before: Counters | undefined;

  read(stats: { values(): Iterable<unknown> }): StatsSample {
    const reports = [...stats.values()].filter(isReport);
    const inbound = ofType(reports, "inbound-rtp");
    const outbound = ofType(reports, "outbound-rtp");
    const picture = outbound.find(({ kind }) => kind === "video");
    const pair = selectedPair(reports);
    const now: Counters = {
      at: Math.max(0, ...reports.map((report) => figure(report, "timestamp") ?? 0)),
      sent: sum(outbound, "bytesSent"),
      received: sum(inbound, "bytesReceived"),
      packetsIn: sum(inbound, "packetsReceived"),
      lostIn: sum(inbound, "packetsLost"),
    };
    const rtt = figure(pair, "currentRoundTripTime");
    const [local, remote] = endsOf(reports, pair);
    const sample = {
      at: now.at,
      rtt: rtt === undefined ? undefined : rtt * 1_000,
      lossOut: highest(ofType(reports, "remote-inbound-rtp"), "fractionLost"),
      available: figure(pair, "availableOutgoingBitrate"),
      limit: limitOf(picture),
      height: figure(picture, "frameHeight"),
      framesPerSecond: figure(picture, "framesPerSecond"),
      // A path is relayed when either end is.
      path: candidateTypes.find((type) => local === type || remote === type),
      local,
      ...ratesBetween(this.#before, now),
    };
    this.#before = now;
    return withoutGaps(sample);
  }
}

/** The worse of the two directions, as far as they are known. */
export function lossOf({ lossIn, lossOut }: StatsSample): number | undefined {
  const known = [lossIn, lossOut].filter((loss) => loss !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** The pair of candidates that carries the call. */
export function selectedPair(reports: readonly Report[]): Report | undefined {
  const transport = ofType(reports, "transport").find((report) => report["selectedCandidatePairId"] !== undefined);
  const pairs = ofType(reports, "candidate-pair");
  const selected = pairs.find(({ id }) => id === transport?.["selectedCandidatePairId"]);
  // Firefox marks the pair itself.
  return selected ?? pairs.find((pair) => pair["selected"] === true);
}

export function ofType(reports: readonly Report[], type: string): Report[] {
  return reports.filter((report) => report["type"] === type);
}

export function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null;
}

export function figure(report: Report | undefined, name: string): number | undefined {
  const value = report?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function sum(reports: readonly Report[], name: string): number {
  return reports.reduce((total, report) => total + (figure(report, name) ?? 0), 0);
}

function highest(reports: readonly Report[], name: string): number | undefined {
  const found = reports.flatMap((report) => figure(report, name) ?? []);
  return found.length > 0 ? Math.max(...found) : undefined;
}

function ratesBetween(
  before: Counters | undefined,
  now: Counters,
): { lossIn?: number; sending?: number; receiving?: number } {
  const seconds = before ? (now.at - before.at) / 1_000 : 0;
  if (!before || seconds <= 0) return {};
  const arrived = now.packetsIn - before.packetsIn;
  // Late packets are subtracted from the lost ones, and a track that ends takes its counters with it.
  const lost = Math.max(0, now.lostIn - before.lostIn);
  return {
    sending: (Math.max(0, now.sent - before.sent) * 8) / seconds,
    receiving: (Math.max(0, now.received - before.received) * 8) / seconds,
    ...(arrived + lost > 0 && arrived >= 0 ? { lossIn: lost / (arrived + lost) } : {}),
  };
}

function limitOf(picture: Report | undefined): StatsSample["limit"] {
  const reason = picture?.["qualityLimitationReason"];
  return reason === "none" || reason === "cpu" || reason === "bandwidth" || reason === "other" ? reason : undefined;
}

const candidateTypes = ["relay", "srflx", "prflx", "host"] as const;

type CandidateType = (typeof candidateTypes)[number];

function endsOf(reports: readonly Report[], pair: Report | undefined): (CandidateType | undefined)[] {
  return ["localCandidateId", "remoteCandidateId"].map((end) => {
    const candidate = reports.find(({ id }) => id !== undefined && id === pair?.[end]);
    return candidateTypes.find((type) => type === candidate?.["candidateType"]);
  });
}

/** What has arrived from the partner so far: whole pictures, and packets of sound. */
export function arrivals(stats: { values(): Iterable<unknown> }): { pictures: number; sound: number } {
  const inbound = ofType([...stats.values()].filter(isReport), "inbound-rtp");
  const voice = inbound.filter(({ kind }) => kind === "audio");
  return { pictures: sum(inbound, "framesDecoded"), sound: sum(voice, "packetsReceived") };
}

function withoutGaps(sample: { [K in keyof StatsSample]: StatsSample[K] | undefined }): StatsSample {
  return Object.fromEntries(
    Object.entries(sample).filter(([, value]) => value !== undefined),
  ) as unknown as StatsSample;
}
