import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { clientReaders } from "./client-frames.js";
import { decodeServerFrame, encodeClientFrame, readClientFrame } from "./codec.js";
import { serverReaders } from "./server-frames.js";

/** The backend reads the same files: what passes on both sides is the contract. */
const golden = fileURLToPath(new URL("../../../src/test/resources/protocol/", import.meta.url));

function files(side: "client" | "server"): { name: string; json: string }[] {
  const folder = join(golden, side);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, json: readFileSync(join(folder, name), "utf8") }));
}

const typeIn = (name: string, types: readonly string[]): string | undefined =>
  types.find((type) => name === `${type}.json`) ??
  types.filter((type) => name.startsWith(`${type}-`)).sort((a, b) => b.length - a.length)[0];

describe("golden frames of the server", () => {
  const types = Object.keys(serverReaders);

  it("cover every type", () => {
    const names = files("server").map(({ name }) => name);
    expect(types.filter((type) => !names.includes(`${type}.json`))).toEqual([]);
  });

  it.each(files("server"))("$name is decoded without loss", ({ name, json }) => {
    const frame = decodeServerFrame(json);
    expect(frame.type).toBe(typeIn(name, types));
    expect(frame).toEqual(JSON.parse(json));
  });
});

describe("golden frames of the client", () => {
  const types = Object.keys(clientReaders);

  it("cover every type", () => {
    const names = files("client").map(({ name }) => name);
    expect(types.filter((type) => !names.includes(`${type}.json`))).toEqual([]);
  });

  it.each(files("client"))("$name is written as it stands", ({ name, json }) => {
    const frame = readClientFrame(JSON.parse(json));
    expect(frame.type).toBe(typeIn(name, types));
    expect(JSON.parse(encodeClientFrame(frame))).toEqual(JSON.parse(json));
  });
});
