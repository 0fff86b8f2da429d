import { expect, it } from "vitest";
import type { Beside } from "../protocol/relayed-frames.js";
import { room } from "../testing/frames.js";
import { Conversation } from "./conversation.js";
import type { Message } from "./message-log.js";
import { threadsOf } from "./threads.js";

const theirs = (id: string, text: string, beside: Beside = {}): Message => ({
  from: "partner",
  id,
  text,
  at: 0,
  ...beside,
});
const mine = (id: string, text: string, beside: Beside = {}): Message => ({
  from: "me",
  id,
  text,
  at: 0,
  mark: "sent",
  ...beside,
});

const rows = (...messages: Message[]): string[] => threadsOf(messages).rows.map(({ id }) => id);

it("puts the latest reaction of each side to its message", () => {
  const all = [
    theirs("a", "hi"),
    mine("b", "👍", { as: "reaction", about: "a" }),
    mine("c", "🔥", { as: "reaction", about: "a" }),
    theirs("d", "❤️", { as: "reaction", about: "a" }),
  ];
  expect(rows(...all)).toEqual(["a"]);
  expect(threadsOf(all).signs.get("a")).toEqual({ me: "🔥", partner: "❤️" });
});

it("takes a sign back when it is said again, but not by what was held back", () => {
  const sign = (id: string): Message => mine(id, "👍", { as: "reaction", about: "a" });
  const all = [theirs("a", "hi"), theirs("b", "🔥", { as: "reaction", about: "a" }), sign("c")];
  expect(threadsOf([...all, sign("d")]).signs.get("a")).toEqual({ partner: "🔥" });
  expect(threadsOf([...all, sign("d"), sign("e")]).signs.get("a")).toEqual({ partner: "🔥", me: "👍" });
  const held = { ...sign("d"), mark: "failed" } as Message;
  expect(threadsOf([...all, held]).signs.get("a")).toEqual({ partner: "🔥", me: "👍" });
});

it("shows in a row what is about nothing that is here, or is too long for a sign", () => {
  expect(rows(theirs("a", "👍", { as: "reaction", about: "gone" }))).toEqual(["a"]);
  expect(rows(theirs("a", "hi"), theirs("b", "x".repeat(17), { as: "reaction", about: "a" }))).toEqual(["a", "b"]);
  expect(rows(theirs("a", "hi"), theirs("b", "🔒", { as: "sealed", about: "a" }))).toEqual(["a", "b"]);
  expect(rows(theirs("a", "hi", { as: "something-newer" }))).toEqual(["a"]);
});

it("counts the first seal and the first opening of each side only", () => {
  const { rows, answers } = threadsOf([
    mine("q", "Tea?", { as: "question" }),
    theirs("s", "🔒", { as: "sealed", about: "q", proof: "1" }),
    theirs("t", "🔒", { as: "sealed", about: "q", proof: "2" }),
    theirs("o", "tea", { as: "opened", about: "q" }),
    theirs("p", "milk", { as: "opened", about: "q" }),
  ]);
  expect(rows).toHaveLength(1);
  expect(answers.get("q")).toMatchObject({ theirs: { id: "s" }, theirsOpened: { id: "o" } });
});

function talk(besideAllowed = true) {
  const sent: unknown[] = [];
  let id = 0;
  let messages: readonly Message[] = [];
  const conversation = new Conversation(
    room(),
    (frame) => sent.push(frame) > 0,
    {
      messagesChanged: (now) => {
        messages = now;
      },
      typingChanged: () => {},
    },
    () => `m${++id}`,
    undefined,
    () => besideAllowed,
  );
  const hear = (id: string, beside: Beside): void =>
    conversation.handleChat({ type: "chat", room: "room-1", id, text: id, ...beside });
  return { conversation, sent, hear, kept: () => messages };
}

it("opens the own answer when both are sealed, and not before", () => {
  const { conversation, sent, hear } = talk();
  hear("q", { as: "question" });
  conversation.say("🔒", 2_000, { as: "sealed", about: "q", proof: "p" }, { text: "tea", salt: "s" });
  expect(sent).toEqual([{ type: "chat", room: "room-1", id: "m1", text: "🔒", as: "sealed", about: "q", proof: "p" }]);
  expect(JSON.stringify(sent)).not.toContain("tea");
  hear("t", { as: "sealed", about: "q", proof: "x" });
  hear("u", { as: "sealed", about: "q", proof: "y" });
  expect(sent.slice(1)).toEqual([
    { type: "chat", room: "room-1", id: "m2", text: "tea", as: "opened", about: "q", proof: "s" },
  ]);
});

it("opens at its own seal when the partner's came first", () => {
  const { conversation, sent, hear } = talk();
  hear("q", { as: "question" });
  hear("t", { as: "sealed", about: "q", proof: "x" });
  expect(sent).toEqual([]);
  conversation.say("🔒", 2_000, { as: "sealed", about: "q", proof: "p" }, { text: "tea", salt: "s" });
  expect(sent).toMatchObject([{ as: "sealed" }, { as: "opened", text: "tea" }]);
});

it("sends an older server the text alone", () => {
  const { conversation, sent } = talk(false);
  conversation.say("me too", 2_000, { as: "reply", about: "a" });
  expect(sent).toEqual([{ type: "chat", room: "room-1", id: "m1", text: "me too" }]);
});

it("opens a new answer after one whose seal did not arrive", () => {
  const { conversation, sent, hear } = talk();
  hear("q", { as: "question" });
  conversation.say("🔒", 2_000, { as: "sealed", about: "q", proof: "p" }, { text: "tea", salt: "s" });
  conversation.handleError({ type: "error", code: "too-long", message: "", ref: "m1" });
  conversation.say("🔒", 2_000, { as: "sealed", about: "q", proof: "r" }, { text: "milk", salt: "t" });
  hear("t", { as: "sealed", about: "q", proof: "x" });
  expect(sent.at(-1)).toMatchObject({ text: "milk", as: "opened", proof: "t" });
});

it("does not open for a copy of its own seal", () => {
  const { conversation, sent, hear } = talk();
  hear("q", { as: "question" });
  conversation.say("🔒", 2_000, { as: "sealed", about: "q", proof: "p" }, { text: "tea", salt: "s" });
  hear("t", { as: "sealed", about: "q", proof: "p" });
  expect(sent).toHaveLength(1);
});
