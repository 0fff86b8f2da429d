import { flag, nullable, number, object, oneOf, optional, text } from "../protocol/shape.js";

/** What became of an appeal. `not-taken`: this server takes no appeals. */
export type AppealAnswer = "received" | "not-taken" | "refused" | "unavailable";

/** How a step came about, in the terms of the law. */
export interface StepReasons {
  /** `reporters-unknown`: reports led to it, nobody knows whose. `lost`: nothing is known. Absent on older servers. */
  readonly basis?: string;
  /** What it was found by. `SOURCE_VOLUNTARY`: nobody has reported the visitor. */
  readonly source?: string;
  /** An automatic rule has reported the visitor. */
  readonly foundByMachine?: boolean;
  /** No person has decided yet. */
  readonly decidedByMachine?: boolean;
}

/** What a visitor may know of a moderator's step, and of the appeal against it. */
export interface AppealStatus {
  /** `none`: there is no appeal yet. */
  readonly state: "none" | "open" | "upheld" | "overturned";
  readonly kind: string;
  readonly reason: string;
  readonly until: number | null;
  /** The step holds no more. */
  readonly lifted: boolean;
  /** This site has one moderator, who then decides on appeals as well. */
  readonly sameModerator: boolean;
  /** The moderator's reasons. */
  readonly statement?: string;
  readonly reasons?: StepReasons;
  readonly text?: string;
  readonly answer?: string;
}

const readStatus = object<AppealStatus>({
  state: oneOf("none", "open", "upheld", "overturned"),
  kind: text,
  reason: text,
  until: nullable(number),
  lifted: flag,
  sameModerator: flag,
  statement: optional(text),
  reasons: optional(
    object<StepReasons>({
      basis: optional(text),
      source: optional(text),
      foundByMachine: optional(flag),
      decidedByMachine: optional(flag),
    }),
  ),
  text: optional(text),
  answer: optional(text),
});

/** Appeals against a moderator's step over HTTP. It came with a token that stands for it, so no account is needed. */
export class AppealApi {
  constructor(
    private readonly url: string,
    private readonly request: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  async send(appeal: string, text: string): Promise<AppealAnswer> {
    try {
      const { ok, status } = await this.request(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ appeal, text }),
      });
      if (ok) return "received";
      if (status === 404 || status === 405 || status === 501) return "not-taken";
      return status >= 500 || status === 429 ? "unavailable" : "refused";
    } catch {
      return "unavailable";
    }
  }

  /** Undefined when nothing can be told now. */
  async read(appeal: string): Promise<AppealStatus | undefined> {
    try {
      const response = await this.request(`${this.url}/${encodeURIComponent(appeal)}`, { cache: "no-store" });
      return response.ok ? readStatus(await response.json(), "appeal") : undefined;
    } catch {
      return undefined;
    }
  }
}
