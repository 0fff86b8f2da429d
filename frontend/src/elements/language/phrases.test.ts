import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { languageNames } from "./plural.js";

const frontend = fileURLToPath(new URL("../../..", import.meta.url));
const languages = "src/elements/language";
let copy: string;

/** A copy of the sources, to take texts out of. Only what the languages need is compiled. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "passerby-phrases-"));
  cpSync(join(frontend, "src"), join(copy, "src"), { recursive: true });
  symlinkSync(join(frontend, "node_modules"), join(copy, "node_modules"));
  cpSync(join(frontend, "tsconfig.json"), join(copy, "tsconfig.json"));
  const only = { extends: "./tsconfig.json", include: [], files: [`${languages}/load-phrases.ts`] };
  writeFileSync(join(copy, "tsconfig.only.json"), JSON.stringify(only));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the compiler of the build says. */
function complaints(): string {
  const compiler = join(frontend, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.only.json"], {
    cwd: copy,
    encoding: "utf8",
  });
  return status === 0 ? "" : stdout;
}

function without(language: string, text: RegExp): string {
  const file = join(copy, languages, `${language}.ts`);
  const whole = readFileSync(file, "utf8");
  const less = whole.replace(text, "");
  expect(less.length).toBeLessThan(whole.length);
  writeFileSync(file, less);
  try {
    return complaints();
  } finally {
    writeFileSync(file, whole);
  }
}

it("the languages as they are compile", () => {
  expect(complaints()).toBe("");
});

describe.each(Object.keys(languageNames))("a build fails without a text in %s:", (language) => {
  it.each([
    ["a sentence", /^ {4}cancel: .*\n/m],
    ["one of a table", /^ {6}unavailable: .*\n/m],
    ["a form of the plural", /\bone: "[^"]*",/],
  ])("%s", (_kind, text) => {
    expect(without(language, text)).toContain(languages);
  });
});

it("a build fails with a language that has no texts", () => {
  const file = join(copy, languages, "plural.ts");
  const whole = readFileSync(file, "utf8");
  writeFileSync(file, whole.replace('  de: "Deutsch",\n', '  de: "Deutsch",\n  fr: "Français",\n'));
  expect(complaints()).toContain("load-phrases.ts");
  writeFileSync(file, whole);
});

it("a build of the page compiles it first", () => {
  const { scripts } = JSON.parse(readFileSync(join(frontend, "package.json"), "utf8"));
  expect(scripts.build).toMatch(/^tsc -p tsconfig\.json && vite build /);
});
