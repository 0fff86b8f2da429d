import { list, nullable, number, object, text } from "../../protocol/shape.js";

/** How well two decide alike. `kappa` is null when nothing can be said. */
export interface Agreement {
  readonly n: number;
  readonly kappa: number | null;
  readonly share: number | null;
}

/** How well moderators decide, all together. Times are milliseconds. */
export interface Quality {
  readonly months: number;
  readonly second: Agreement;
  readonly golden: Agreement;
  readonly decisions: number;
  readonly withPictures: number;
  readonly unopenedShare: number | null;
  readonly medianTime: number | null;
  readonly p90Time: number | null;
  readonly rules: readonly { readonly rule: string; readonly right: number; readonly decided: number }[];
}
const agreement = object<Agreement>({ n: number, kappa: nullable(number), share: nullable(number) });
export const readQuality = object<Quality>({
  months: number,
  second: agreement,
  golden: agreement,
  decisions: number,
  withPictures: number,
  unopenedShare: nullable(number),
  medianTime: nullable(number),
  p90Time: nullable(number),
  rules: list(object<Quality["rules"][number]>({ rule: text, right: number, decided: number })),
});

/** A case on which two have decided differently. */
export interface Difference {
  readonly case: string;
  readonly by: string;
  readonly verdict: string;
  readonly secondBy: string | null;
  readonly secondVerdict: string | null;
  readonly at: number;
}
export const readDifferences = object<{ readonly items: readonly Difference[] }>({
  items: list(
    object<Difference>({
      case: text,
      by: text,
      verdict: text,
      secondBy: nullable(text),
      secondVerdict: nullable(text),
      at: number,
    }),
  ),
});

/** A case whose right answer an admin has kept. */
export interface GoldenCase {
  readonly case: string;
  readonly verdict: string;
}
export const readGoldenCases = object<{ readonly items: readonly GoldenCase[] }>({
  items: list(object<GoldenCase>({ case: text, verdict: text })),
});
