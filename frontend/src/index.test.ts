// @vitest-environment happy-dom
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as door from "./index.js";

const frontend = join(import.meta.dirname, "..");
const readme = readFileSync(join(frontend, "README.md"), "utf8");
const source = readFileSync(join(frontend, "src/index.ts"), "utf8");

const values = Object.keys(door);
const events = values.filter((name) => name.endsWith("Event"));

describe("the public door", () => {
  it("has what the README promises, and nothing else", () => {
    expect(values.filter((name) => !events.includes(name)).sort()).toEqual(
      [
        ...["PasserbyChat", "PasserbyVideoCall", "PasserbyVoiceCall", "Speech", "languageNames"],
        ...["Visit", "browserVisit", "Chat", "Connection", "Call"],
        ...["SessionApi", "DeviceStore", "BrowserSocket", "BrowserNetwork", "createPeer", "evenOut"],
        ...["encodeClientFrame", "decodeServerFrame", "interestsFrom", "languagesFrom", "piecesOf"],
        ...["interestName", "knownInterests"],
      ].sort(),
    );
    for (const name of values) {
      if (!events.includes(name) && !name.startsWith("Passerby")) expect(readme).toContain(`\`${name}\``);
    }
  });

  it("has a class for every event that the elements fire", () => {
    const classes = readFileSync(join(frontend, "src/elements/shared/events.ts"), "utf8");
    const named = [...classes.matchAll(/^ {2}"passerby-[a-z-]+": (\w+);$/gm)].map(([, name]) => name);
    expect(events.sort()).toEqual(named.sort());
  });

  it.each(["react.ts", "app/main.ts", "../consumer/plain/main.ts"])("has what %s takes from it", (user) => {
    const text = readFileSync(join(frontend, "src", user), "utf8");
    const [, list = ""] = /import \{([^}]*)\} from "(?:\.\/index\.js|\.\.\/index\.js|passerby)"/.exec(text) ?? [];
    const taken = list.split(",").map((name) => name.trim().replace("type ", ""));
    for (const name of taken.filter((candidate) => candidate !== "")) expect(values).toContain(name);
    expect(list).not.toBe("");
  });
});

/** By file, what each exported declaration says and where the names in it come from. */
interface Declarations {
  readonly imports: ReadonlyMap<string, string>;
  readonly bodies: ReadonlyMap<string, string>;
}

describe("the types of the public door", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "passerby-types-"));
    const compiler = join(frontend, "node_modules/typescript/bin/tsc");
    const options = ["-p", "tsconfig.lib.json", "--outDir", folder, "--emitDeclarationOnly"];
    spawnSync(process.execPath, [compiler, ...options], { cwd: frontend });
    expect(readdirSync(folder)).toContain("index.d.ts");
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function read(file: string): Declarations {
    const text = readFileSync(join(folder, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    const imports = new Map<string, string>();
    for (const [, names = "", path = ""] of text.matchAll(/import (?:type )?\{([^}]*)\} from "(\.[^"]+)"/g)) {
      const from = normalize(join(dirname(file), path)).replace(/\.js$/, ".d.ts");
      for (const name of names.split(",")) imports.set(name.trim().replace("type ", ""), from);
    }
    const bodies = new Map<string, string>();
    for (const body of text.split(
      /^(?=(?:export |declare )+(?:abstract )?(?:class|interface|type|const|function) )/m,
    )) {
      const [, name] =
        /^(?:export |declare )+(?:abstract )?(?:class|interface|type|const|function) (\w+)/.exec(body) ?? [];
      if (name) bodies.set(name, body.replace(/^\s+(?:private|protected) .*$/gm, ""));
    }
    return { imports, bodies };
  }

  it("are all met by somebody who uses its values", () => {
    const files = new Map<string, string>();
    for (const [, names = "", path = ""] of source.matchAll(/^export (?:type )?\{([^}]*)\} from "\.\/([^"]+)"/gm)) {
      for (const name of names.split(",")) files.set(name.trim().replace("type ", ""), path.replace(/\.js$/, ".d.ts"));
    }
    files.delete("");
    const met = new Set<string>();
    const open = [...files]
      .filter(([name]) => values.includes(name))
      .concat([["PasserbyEvents", "elements/shared/events.d.ts"], ...events.map(inEvents)]);
    for (let next = open.pop(); next; next = open.pop()) {
      const [name, file] = next;
      if (met.has(name)) continue;
      met.add(name);
      const { imports, bodies } = read(file);
      for (const word of new Set(bodies.get(name)?.match(/\b[A-Za-z]\w+\b/g))) {
        const from = imports.get(word) ?? (bodies.has(word) ? file : undefined);
        if (from && word !== name) open.push([word, from]);
      }
    }
    expect([...files.keys()].filter((name) => !met.has(name))).toEqual([]);
  });
});

const inEvents = (name: string): [string, string] => [name, "elements/shared/events.d.ts"];
