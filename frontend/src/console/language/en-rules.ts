import { pluralOf } from "../../elements/language/plural.js";

const plural = pluralOf("en");

/** The rules about words, in English. */
export const rules = {
  title: "Rules about words",
  how: "They stand in the file that PASSERBY_WORD_RULES names. To move a rule on, change its line “state = …” there, first from draft to shadow, after a day from shadow to live; every node reads the file again within 5 seconds. What held when is in “Settings in force” below the audit.",
  none: "This server has no file of rules: PASSERBY_WORD_RULES is not set.",
  empty: "There are no rules in the file.",
  problems: "The file has mistakes. Nodes go on with the rules that they have read before.",
  states: {
    draft: "Draft: only read",
    shadow: "Shadow: counts what it would hold back",
    live: "Live: holds back",
  },
  words: plural({ one: "# word or phrase", other: "# words and phrases" }),
  where: { all: "all messages", first: "first messages only" },
  hits: (held: string, shadowed: string, days: number) =>
    `In ${days} days: ${held} held back, ${shadowed} counted in shadow`,
  told: "What the sender is told",
  show: "Hold it against cases",
  explain:
    "What it finds in the evidence at hand, in whatever language and wherever in a chat: the first 60 open and the last 100 decided cases. Looking is recorded in the audit.",
  open: plural({ one: "# open case has such a text.", other: "# open cases have such a text." }),
  accuracy: (right: number, decided: number) =>
    decided === 0
      ? "No decided case has one, so nothing can be said of its accuracy."
      : `Decided cases with such a text: ${decided}, of which ${right} upheld and ${decided - right} dismissed.`,
  look: "See the case",
};
