import type { Phrases } from "./phrases.js";

export const threads: Phrases["threads"] = {
  act: "Antworten oder reagieren",
  reply: "Antworten",
  react: (sign) => `Mit ${sign} reagieren`,
  takeBack: (sign) => `${sign} zurücknehmen`,
  replyingTo: "Antwort auf",
  noReply: "Doch nicht darauf antworten",
  youReacted: (sign) => `Du: ${sign}`,
  theyReacted: (sign) => `Andere Person: ${sign}`,
  more: "Emojis und Fragen",
  emoji: "Emojis",
  ask: "Stell eine Frage, die ihr beide beantwortet",
  questions: [
    "Tee oder Kaffee?",
    "Meer oder Berge?",
    "Katzen oder Hunde?",
    "Lerche oder Eule?",
    "Lieblingsgeruch?",
    "Der beste Film?",
    "Was beruhigt dich?",
    "Traumberuf mit zehn?",
  ],
  together: "Ihr antwortet beide, dann gehen beide Antworten gleichzeitig auf.",
  answer: "Deine Antwort",
  seal: "Versiegeln",
  sealed: "Deine Antwort ist versiegelt. Sie geht auf, sobald auch die andere da ist.",
  theySealed: "Die andere Person hat geantwortet. Versiegle deine Antwort, dann gehen beide auf.",
  opening: "Beide Antworten gehen auf …",
  wrong: "Das ist nicht die Antwort, die versiegelt wurde.",
  never: "Die versiegelte Antwort wurde nicht geöffnet.",
  you: "Du",
  they: "Andere Person",
};

export const slow: Phrases["reveal"]["slow"] = {
  thins: "Das Bild wird klarer, solange ihr beide redet.",
  youAsk: "Du hast vorgeschlagen, dass ihr euch langsam zeigt. Jetzt fehlt noch die andere Person …",
  theyAsk: "Die andere Person schlägt vor, dass ihr euch langsam zeigt: Das Bild wird klarer, solange ihr beide redet.",
  ask: "Langsam zeigen",
  stop: "Stopp, wieder unscharf",
};
