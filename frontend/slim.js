import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Takes out of an element's source what only its readers need: the indentation of templates, and comments and spaces in
 * styles. Neither HTML nor CSS tells the difference, and a minifier leaves both as they are.
 */
export function slim(code) {
  return code.replace(/\bcss`([^`]*)`/g, (_, styles) => `css\`${slimStyles(styles)}\``).replace(/\n[ \t]+/g, "\n");
}

const slimStyles = (styles) =>
  styles
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};]) ?/g, "$1")
    .replace(/([:,]) /g, "$1")
    .replace(/;}/g, "}")
    .trim();

/** The same for the elements of a page that is built. */
export function slimElements() {
  return {
    name: "slim-elements",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      return /\/src\/elements\/[^?]*\.ts/.test(id) ? { code: slim(code), map: null } : undefined;
    },
  };
}

/** The compiler writes this into each file with decorators. */
const helper = /^var __decorate = [\s\S]*?\n};\n/m;

/** `node slim.js FOLDER`: the same for the elements of the library, once they are compiled. They share one helper. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder = ""] = process.argv;
  let shared = "";
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const file = join(folder, name);
    const up = relative(dirname(file), folder) || ".";
    const code = readFileSync(file, "utf8").replace(helper, (found) => {
      shared = found;
      return `import { __decorate } from "${up}/decorate.js";\n`;
    });
    writeFileSync(file, slim(code));
  }
  writeFileSync(join(folder, "decorate.js"), slim(`${shared}export { __decorate };\n`));
}
