import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { findNumber } from "./find-number.js";
import { solution } from "./solve.js";

const made = (salt: string, number: number, maxnumber: number) => ({
  algorithm: "SHA-256",
  challenge: createHash("sha256").update(`${salt}${number}`).digest("hex"),
  maxnumber,
  salt,
  signature: "sig",
});

it.each([0, 9, 10, 4_321, 20_000])("finds %i", (number) => {
  expect(findNumber(made("ab12?expires=1767312000&w=20000&", number, 20_000))).toBe(number);
});

it("finds a number behind a salt of several blocks and of other letters", () => {
  expect(findNumber(made(`${"ş".repeat(100)}&`, 123, 1_000))).toBe(123);
});

it("says when there is none", () => {
  expect(findNumber(made("s&", 501, 500))).toBeUndefined();
});

it("answers in the form of ALTCHA", () => {
  const challenge = made("s&", 5, 10);
  expect(JSON.parse(atob(solution(challenge, 5)))).toEqual({
    algorithm: "SHA-256",
    challenge: challenge.challenge,
    number: 5,
    salt: "s&",
    signature: "sig",
  });
});
