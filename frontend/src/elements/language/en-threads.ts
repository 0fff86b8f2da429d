/** Replies, reactions, and questions that both answer. */
export const threads = {
  /** On the button of a message. */
  act: "Reply or react",
  reply: "Reply",
  react: (sign: string) => `React with ${sign}`,
  takeBack: (sign: string) => `Take ${sign} back`,
  replyingTo: "Replying to",
  noReply: "Don't reply to it",
  youReacted: (sign: string) => `You: ${sign}`,
  theyReacted: (sign: string) => `They: ${sign}`,
  /** On the button beside the composer. */
  more: "Emoji and questions",
  emoji: "Emoji",
  ask: "Ask a question you both answer",
  /** Short, so that nobody's first words look like an advertisement sent to many. */
  questions: [
    "Tea or coffee?",
    "Sea or mountains?",
    "Cats or dogs?",
    "Early bird or night owl?",
    "Favourite smell?",
    "Best film ever?",
    "What calms you?",
    "Dream job at ten?",
  ],
  together: "You both answer, then both answers open at once.",
  answer: "Your answer",
  seal: "Seal it",
  sealed: "Your answer is sealed. It opens when they have answered too.",
  theySealed: "They have answered. Seal yours to see both.",
  opening: "Opening both answers…",
  wrong: "This isn't the answer they sealed.",
  never: "They didn't open the answer they sealed.",
  you: "You",
  they: "They",
};

/** A reveal that comes with the talk. */
export const slow = {
  thins: "The blur thins while you both keep talking.",
  youAsk: "You asked to reveal slowly. Waiting for them…",
  theyAsk: "They'd like to reveal slowly: the blur thins while you both talk.",
  ask: "Reveal slowly",
  stop: "Stop and blur",
};
