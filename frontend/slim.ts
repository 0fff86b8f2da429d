import type { Plugin } from "vite";

/**
 * Takes out of an element's source what only its readers need: the indentation of templates, and comments and spaces in
 * styles. Neither HTML nor CSS tells the difference, and a minifier leaves both as they are.
 */
export function slim(code: string): string {
  return code
    .replace(/\bcss`([^`]*)`/g, (_, styles: string) => `css\`${slimStyles(styles)}\``)
    .replace(/\n[ \t]+/g, "\n");
}

const slimStyles = (styles: string): string =>
  styles
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};]) ?/g, "$1")
    .trim();

/** The same for the elements of a page that is built. */
export function slimElements(): Plugin {
  return {
    name: "slim-elements",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      return /\/src\/elements\/[^?]*\.ts/.test(id) ? { code: slim(code), map: null } : undefined;
    },
  };
}
