import type { Plugin } from "vite";
import { languageNames } from "./src/elements/language/plural.js";

const books = Object.keys(languageNames).filter((language) => language !== "en");
const folder = "/src/elements/language/";
const name = "virtual:phrase-books";
const resolved = `\0${name}`;

/**
 * Tells the page where its phrase books lie, so that one that could not be loaded can be asked for again: under the same
 * address a browser would answer from memory that it failed (Chromium 147; the HTML standard has changed since).
 *
 * Each book carries what it shares with the page. A file that both would import could not be had from a server of another
 * build, and the page could not begin without it.
 */
export function phraseBooks(): Plugin {
  let root = "";
  let building = false;
  return {
    name: "phrase-books",
    enforce: "pre",
    configResolved(config) {
      root = config.root;
      building = config.command === "build";
    },
    async resolveId(source, importer) {
      if (source === name) return resolved;
      const book = books.find((language) => importer === `${root}${folder}${language}.ts`);
      if (!building || !book || !source.endsWith("/plural.js")) return undefined;
      const shared = await this.resolve(source, importer, { skipSelf: true });
      return shared ? `${shared.id}?${book}` : undefined;
    },
    load(id) {
      if (id !== resolved) return undefined;
      if (!building) return "export const addresses = {};";
      const entries = books.map((book) => {
        const file = this.emitFile({
          type: "chunk",
          id: `${root}${folder}${book}.ts`,
          name: book,
          preserveSignature: "strict",
        });
        return `${book}: import.meta.ROLLUP_FILE_URL_${file}`;
      });
      return `export const addresses = { ${entries.join(", ")} };`;
    },
  };
}
