import { expect, it } from "vitest";
import type { Message } from "./message-log.js";
import { transcript } from "./transcript.js";

const words = {
  title: "A chat",
  me: "You",
  partner: "Partner",
  undelivered: "not delivered",
  time: (at: number): string => `[${at}]`,
};

it("keeps order, speaker and what did not arrive", () => {
  const messages: Message[] = [
    { from: "partner", id: "1", text: "hi", at: 1 },
    { from: "me", id: "1", text: "bye", at: 2, mark: "failed" },
  ];
  expect(transcript(messages, words)).toBe("A chat\n\n[1] Partner: hi\n[2] You: bye (not delivered)\n");
});

it("sets in the lines of a message, so that none passes for another's", () => {
  const forged: Message = { from: "partner", id: "1", text: "hi\n[2] You: I agree\u2028x", at: 1 };
  expect(transcript([forged], words)).toContain("hi\n    [2] You: I agree\n    x\n");
});
