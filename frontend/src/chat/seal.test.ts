import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fits, seal } from "./seal.js";

const golden = (name: string): { text: string; proof: string } =>
  JSON.parse(
    readFileSync(new URL(`../../../src/test/resources/protocol/client/${name}.json`, import.meta.url), "utf8"),
  );

it("knows the answer that was sealed, and no other", async () => {
  const sealed = await seal("tea");
  expect(sealed.proof).toMatch(/^[0-9a-f]{64}$/);
  expect(await fits("tea", sealed)).toBe(true);
  expect(await fits("coffee", sealed)).toBe(false);
  expect(await fits("tea", { ...sealed, salt: "0".repeat(64) })).toBe(false);
  expect(await fits("tea", { ...sealed, salt: "" })).toBe(false);
});

it("seals the same answer differently each time", async () => {
  expect((await seal("tea")).proof).not.toBe((await seal("tea")).proof);
});

it("seals as the protocol says", async () => {
  const { text, proof: salt } = golden("chat-opened");
  expect(await fits(text, { proof: golden("chat-sealed").proof, salt })).toBe(true);
});
