import { expect, it } from "vitest";
import type { Message } from "../../chat/message-log.js";
import { placeOf } from "./groups.js";

const theirs = (at: number): Message => ({ from: "partner", id: String(at), text: "hi", at });
const mine = (at: number): Message => ({ from: "me", id: String(at), text: "hi", at, mark: "sent" });

it.each([
  [undefined, theirs(0), undefined, "first last"],
  [undefined, theirs(0), theirs(1_000), "first"],
  [theirs(0), theirs(1_000), theirs(2_000), "middle"],
  [theirs(0), theirs(1_000), mine(2_000), "last"],
  [mine(0), theirs(1_000), mine(2_000), "first last"],
  [theirs(0), theirs(120_000), undefined, "first last"],
] as const)("of %j %j %j the one in the middle is %s", (before, message, after, place) => {
  expect(placeOf(before, message, after)).toBe(place);
});
