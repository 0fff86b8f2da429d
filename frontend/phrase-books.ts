import type { Plugin } from "vite";
import { languageNames } from "./src/elements/language/plural.js";

const books = Object.keys(languageNames).filter((language) => language !== "en");
const folder = "/src/elements/language/";
const name = "virtual:phrase-books";
const resolved = `\0${name}`;

/**
 * Tells the page the addresses of its phrase books, so that a book that failed to load can be requested again under another
 * address: Chromium 147 remembers that a module failed to load, and never asks again (the HTML standard has changed since).
 *
 * Each book contains its own copy of what it shares with the page. A file that both import might not be on a server of
 * another build, and the page could not start without it.
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
