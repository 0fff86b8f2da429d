import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packBeside } from "./brotli.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "passerby-brotli-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["what gets shorter", Buffer.from("const a = 1;\n".repeat(200)), true],
  ["nothing that does not", randomBytes(5_000), false],
  ["nothing that is short already", Buffer.from("const a = 1;"), false],
])("packs %s", async (_what, content, packed) => {
  const path = join(folder, "app.js");
  writeFileSync(path, content);
  await packBeside(path);
  expect(existsSync(`${path}.br`)).toBe(packed);
  if (packed) expect(brotliDecompressSync(readFileSync(`${path}.br`))).toEqual(content);
});
