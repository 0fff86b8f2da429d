import { flag, list, number, object, oneOf, text } from "../../protocol/shape.js";

/** A rule about words, as it stands in the operator's file. `held` and `shadowed` are messages of the last days. */
export interface Rule {
  readonly rule: string;
  readonly state: "draft" | "shadow" | "live";
  readonly words: number;
  readonly in: "all" | "first";
  /** None means all. */
  readonly languages: readonly string[];
  readonly explanation: string;
  readonly held: number;
  readonly shadowed: number;
}

/** All rules. `kept` says whether there is a file. */
export interface Rules {
  readonly kept: boolean;
  readonly days: number;
  readonly problems: readonly string[];
  readonly items: readonly Rule[];
}
export const readRules = object<Rules>({
  kept: flag,
  days: number,
  problems: list(text),
  items: list(
    object<Rule>({
      rule: text,
      state: oneOf("draft", "shadow", "live"),
      words: number,
      in: oneOf("all", "first"),
      languages: list(text),
      explanation: text,
      held: number,
      shadowed: number,
    }),
  ),
});

/** What a rule finds in the evidence of cases. */
export interface RuleExamples {
  readonly examples: readonly { readonly case: string; readonly text: string }[];
  readonly openCases: number;
  /** Of the decided cases with such a text, how many were upheld. */
  readonly right: number;
  readonly decided: number;
}
export const readRuleExamples = object<RuleExamples>({
  examples: list(object<RuleExamples["examples"][number]>({ case: text, text })),
  openCases: number,
  right: number,
  decided: number,
});
