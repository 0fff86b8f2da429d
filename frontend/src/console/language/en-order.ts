/** Sanctions that are made without a case, in English. */
export const order = {
  ofCase: "Sanction without deciding it…",
  ofSanction: "Another one for the same visitor…",
  explain: "It rests on no report, and the visitor is told so. It is recorded in the audit, and they can appeal.",
  measure: "Measure",
  reason: "Reason",
  choose: "Choose a reason",
  statement: "What the visitor is told",
  make: "Make the sanction",
  made: "The sanction is in effect.",
  pending: "It takes effect when a second moderator has confirmed it.",
  refused: (why: string) => `The server does not take it: ${why}`,
};
